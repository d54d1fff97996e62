"""Signing in: guessing is throttled, sessions end, nobody is led away, rules in plain Chinese."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from axes.utils import reset
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests.web.places import person
from yusuan.web.accounts.models import User

pytestmark = pytest.mark.django_db
GOOD = "correct horse"


@pytest.fixture
def throttled(settings: Any) -> None:
    settings.AXES_ENABLED = True
    reset()


@pytest.fixture
def user() -> User:
    return person("clerk1")


def sign_in(name: str, password: str, address: str = "10.0.0.1", **more: str) -> Any:
    said = {"username": name, "password": password, **more}
    return Client(REMOTE_ADDR=address).post("/login/", said)


def test_eight_wrong_passwords_lock_the_account_at_that_address(
    throttled: None, user: User
) -> None:
    other = person("clerk2")
    for _ in range(7):
        assert sign_in("clerk1", "wrong").status_code == 200
    locked = sign_in("clerk1", "wrong")
    assert locked.status_code == 429
    assert "请过一刻钟再试" in locked.content.decode()
    assert sign_in("clerk1", GOOD).status_code == 429
    assert sign_in("clerk1", GOOD, "10.0.0.2").status_code == 302
    assert sign_in(other.username, GOOD).status_code == 302


def test_a_right_password_forgives_the_wrong_ones(throttled: None, user: User) -> None:
    for _ in range(2):
        for _ in range(7):
            sign_in("clerk1", "wrong")
        assert sign_in("clerk1", GOOD).status_code == 302


def test_a_wrong_password_and_an_unknown_account_look_alike(user: User) -> None:
    wrong, unknown = sign_in("clerk1", "wrong"), sign_in("nobody", "wrong")
    assert "账号或密码不对" in wrong.content.decode()
    assert wrong.status_code == unknown.status_code == 200
    assert "账号或密码不对" in unknown.content.decode()


def test_a_session_ends_with_the_browser_and_after_twelve_hours(user: User) -> None:
    client = Client()
    cookie = client.post("/login/", {"username": "clerk1", "password": GOOD}).cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    session = Session.objects.get()
    left = session.expire_date - timezone.now()
    assert timedelta(hours=11, minutes=59) < left <= timedelta(hours=12)
    assert client.get("/account/").status_code == 200
    session.expire_date = timezone.now() - timedelta(seconds=1)
    session.save()
    assert client.get("/account/").status_code == 302


def test_signing_in_gives_a_new_session(user: User) -> None:
    client = Client()
    client.cookies["sessionid"] = "put-there-by-another"
    client.post("/login/", {"username": "clerk1", "password": GOOD})
    assert client.cookies["sessionid"].value != "put-there-by-another"


def test_a_new_password_ends_the_other_sessions(user: User) -> None:
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.force_login(user)
    new = "battery staple 8"
    here.post("/account/", {"old_password": GOOD, "new_password1": new, "new_password2": new})
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


ELSEWHERE = ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)")


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_led_away(user: User, address: str) -> None:
    assert sign_in("clerk1", GOOD, next=address)["Location"] == "/"
    said = {"language": "en", "next": address}
    assert Client().post("/language/", said)["Location"] == "/"


def test_one_comes_back_to_where_one_wanted(user: User) -> None:
    assert sign_in("clerk1", GOOD, next="/account/")["Location"] == "/account/"


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("ab1", "至少要 10 个字符"),
        ("password123", "这个密码太常见"),
        ("clerk1clerk", "和您的账号太像"),
    ],
)
def test_a_weak_password_is_refused_in_chinese(user: User, password: str, said: str) -> None:
    client = Client()
    client.force_login(user)
    form = {"old_password": GOOD, "new_password1": password, "new_password2": password}
    page = client.post("/account/", form).content.decode()
    start = page.index('class="error"')
    assert said in page[start:], page[start : start + 200]
    user.refresh_from_db()
    assert user.check_password(GOOD)
