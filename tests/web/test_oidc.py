"""OpenID Connect: who is known here comes in, nobody is made, what is forged is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.web.places import person
from tests.web.provider import Provider, fresh_key, provider
from yusuan.web.accounts.models import User
from yusuan.web.audit.models import Entry

pytestmark = pytest.mark.django_db
REFUSED = "/login/?refused=1"


@pytest.fixture
def there(settings: Any) -> Iterator[Provider]:
    with provider() as one:
        for name, value in one.settings().items():
            setattr(settings, name, value)
        settings.AUTHENTICATION_BACKENDS = [
            *settings.AUTHENTICATION_BACKENDS,
            "yusuan.web.accounts.oidc.Backend",
        ]
        yield one


def come(there: Provider, client: Client, onward: str = "", **changed: Any) -> str:
    """The way through the provider and back; where it ends."""
    answer = client.get("/oidc/authenticate/", {"next": onward} if onward else {})
    asked = {name: one[0] for name, one in parse_qs(urlsplit(answer["Location"]).query).items()}
    assert answer["Location"].startswith(there.url + "/authorize?")
    assert asked["redirect_uri"] == "http://testserver/oidc/callback/"
    there.challenge = asked["code_challenge"]
    there.claims = {"nonce": asked["nonce"], **changed}
    return client.get("/oidc/callback/", {"state": asked["state"], "code": "code"})["Location"]


def inside(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_a_person_is_found_by_name_once_and_then_by_the_subject(there: Provider) -> None:
    user = person("clerk1")
    there.person = {"sub": "s-1", "preferred_username": "clerk1"}
    client = Client()
    assert come(there, client) == "/"
    assert inside(client)
    user.refresh_from_db()
    assert user.oidc_subject == "s-1"
    assert Entry.objects.filter(action="oidc_bound").count() == 1
    there.person = {"sub": "s-1", "preferred_username": "renamed"}
    assert come(there, Client()) == "/"
    there.person = {"sub": "s-2", "preferred_username": "clerk1"}  # somebody else of that name
    assert come(there, Client()) == REFUSED


def test_nobody_is_made(there: Provider) -> None:
    there.person = {"sub": "s-9", "preferred_username": "unknown", "email": "a@example.org"}
    client = Client()
    assert come(there, client) == REFUSED
    assert not User.objects.exists()
    assert "没有通过" in client.get(REFUSED).content.decode()


def test_who_is_switched_off_stays_out(there: Provider) -> None:
    user = person("clerk1")
    User.objects.filter(pk=user.pk).update(is_active=False)
    there.person = {"sub": "s-1", "preferred_username": "clerk1"}
    assert come(there, Client()) == REFUSED


@pytest.mark.parametrize(
    "changed",
    [{"aud": "another"}, {"iss": "https://another"}, {"exp": 1}, {"nonce": "x"}, {"sub": "s-2"}],
    ids=lambda one: next(iter(one)),
)
def test_a_token_for_another_purpose_is_refused(there: Provider, changed: dict[str, Any]) -> None:
    person("clerk1")
    there.person = {"sub": "s-1", "preferred_username": "clerk1"}
    client = Client()
    assert come(there, client, **changed) == REFUSED
    assert not inside(client)


def test_a_token_that_is_signed_by_another_is_refused(there: Provider) -> None:
    person("clerk1")
    there.person = {"sub": "s-1", "preferred_username": "clerk1"}
    there.signing = fresh_key()
    assert come(there, Client()) == REFUSED


def test_a_provider_that_fails_is_no_error_of_ours(there: Provider) -> None:
    person("clerk1")
    there.person = {"sub": "s-1", "preferred_username": "clerk1"}
    there.broken = True
    assert come(there, Client()) == REFUSED


def test_an_answer_that_was_not_asked_for_is_refused(there: Provider) -> None:
    client = Client()
    there.person = {"sub": "s-1", "preferred_username": "clerk1"}
    answer = client.get("/oidc/callback/", {"state": "made up", "code": "code"})
    assert answer["Location"] == REFUSED


@pytest.mark.parametrize(
    ("onward", "ends"), [("/account/", "/account/"), ("https://evil.example/", "/")]
)
def test_one_comes_back_to_where_one_was_and_nowhere_else(
    there: Provider, onward: str, ends: str
) -> None:
    person("clerk1")
    there.person = {"sub": "s-1", "preferred_username": "clerk1"}
    assert come(there, Client(), onward) == ends


def test_the_button_is_there_only_where_a_provider_is(settings: Any) -> None:
    assert "/oidc/" not in Client().get("/login/").content.decode()
    settings.OIDC_RP_CLIENT_ID = "x"
    assert "/oidc/authenticate/" in Client().get("/login/").content.decode()
