"""Notices: to whom they go, who has read them, and gateways that are up or down."""

import json
import socketserver
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.web.bureau import as_, submitted
from tests.web.places import Place, place
from yusuan.web.accounts.models import Post
from yusuan.web.budgeting import moving
from yusuan.web.review import notices, outbox
from yusuan.web.review.models import Notice, Outgoing, Receipt

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    found = place(filled=False)
    for person in found.people.values():
        person.email, person.phone = f"{person.username}@example.org", "000"
        person.save()
    return found


def send(here: Place, *channels: str, name: str = "budget") -> Notice:
    to = [one.pk for one in here.departments]
    message = notices.Message("编制通知", "请于月底前报送", "compilation", channels)
    return notices.send(here.people[name], here.year, to, message)


def test_a_notice_goes_to_all_people_of_the_departments_and_is_counted(here: Place) -> None:
    notice = send(here)
    assert {one.user.username for one in notice.receipts.all()} == {
        "clerk1", "head1", "clerk2", "head2",
    }  # fmt: skip
    clerk = as_(here, "clerk1")
    assert '<b class="count">1</b>' in clerk.get("/review/notices/").content.decode()
    clerk.post("/review/notices/read/", {"notice": notice.pk})
    assert '<b class="count">' not in clerk.get("/review/notices/").content.decode()
    (row,) = notices.sent(here.people["budget"], here.year)
    assert (row.people, row.readers, row.unread) == (4, 1, 3)


def test_those_who_have_not_read_are_chased(here: Place) -> None:
    notice = send(here)
    notices.read(here.people["clerk1"], [notice.pk])
    url = f"/review/years/{here.year.pk}/notices/{notice.pk}/"
    budget = as_(here, "budget")
    assert "未读" in budget.get(url).content.decode()
    assert "已催办 3 人" in budget.post(url + "chase/", follow=True).content.decode()
    assert set(Receipt.objects.filter(read_at=None).values_list("chased", flat=True)) == {1}
    assert Receipt.objects.get(user=here.people["clerk1"]).chased == 0


def test_who_may_send_and_see(here: Place) -> None:
    url = f"/review/years/{here.year.pk}/notices/"
    own = here.departments[0].pk
    for name in ("clerk1", "admin"):
        assert as_(here, name).get(url).status_code == 404
        assert as_(here, name).post(url + "send/", {"title": "x", "to": own}).status_code == 404
    Post.objects.filter(user=here.people["sector"], department=here.departments[1]).delete()
    with pytest.raises(PermissionDenied):
        send(here, name="sector")
    assert as_(here, "sector").get(url).status_code == 200
    as_(here, "budget").post(url + "send/", {"title": "日程", "to": own, "kind": "dates"})
    assert Notice.objects.get().receipts.count() == 2
    as_(here, "budget").post(url + "send/", {"title": " ", "to": own})
    as_(here, "budget").post(url + "send/", {"title": "无人"})
    assert Notice.objects.count() == 1


def test_a_sector_division_sees_what_went_to_its_departments_and_what_it_sent(here: Place) -> None:
    sector = here.people["sector"]
    sector.posts.filter(department=here.departments[1]).delete()
    budget = here.people["budget"]
    message = notices.Message("通知")
    theirs = notices.send(budget, here.year, [here.departments[0].pk], message)
    others = notices.send(budget, here.year, [here.departments[1].pk], message)
    assert set(notices.sent(budget, here.year)) == {theirs, others}
    (row,) = notices.sent(sector, here.year)
    assert (row, row.people) == (theirs, 2)
    url = f"/review/years/{here.year.pk}/notices/{others.pk}/"
    assert as_(here, "sector").get(url).status_code == 404


def test_a_return_is_told_to_the_department() -> None:
    here = place()
    dossier = submitted(here)
    moving.take(here.people["sector"], dossier, "return_1", "请补充依据")
    notice = Notice.objects.get()
    assert (notice.kind, notice.body, notice.receipts.count()) == ("step", "请补充依据", 2)
    assert "退回部门" in as_(here, "clerk1").get("/review/notices/").content.decode()


class Mail(socketserver.StreamRequestHandler):
    """As much of SMTP as a message needs."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        body: list[bytes] = []
        taking = False
        for line in self.rfile:
            word = line[:4].upper()
            if taking:
                taking = line != b".\r\n"
                body.append(line)
                self.wfile.write(b"" if taking else b"250 taken\r\n")
            elif word == b"DATA":
                taking = True
                self.wfile.write(b"354 go\r\n")
            elif word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                break
            else:
                self.wfile.write(b"250 ok\r\n")
        self.server.taken.append(b"".join(body))


class Gateway(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.taken.append((self.headers["Authorization"], body))
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def running(server: socketserver.BaseServer) -> Iterator[socketserver.BaseServer]:
    server.taken, server.answer = [], 200
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def mail() -> Iterator[socketserver.BaseServer]:
    yield from running(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mail))


@pytest.fixture
def gateway() -> Iterator[socketserver.BaseServer]:
    yield from running(HTTPServer(("127.0.0.1", 0), Gateway))


def at(server: socketserver.BaseServer, scheme: str) -> str:
    return f"{scheme}://127.0.0.1:{server.server_address[1]}"


def test_mail_and_text_messages_go_out(here, mail, gateway, settings) -> None:
    settings.EMAIL_URL = at(mail, "smtp") + "?from=bureau@example.org"
    settings.SMS_URL, settings.GATEWAY_KEY = at(gateway, "http") + "/sms", "key"
    send(here, "email", "sms", "voice")
    assert Outgoing.objects.filter(stage="queued").count() == 8  # no gateway for voice
    outbox.deliver_due()
    assert Outgoing.objects.filter(stage="sent").count() == 8
    assert len(mail.taken) == 4 and b"bureau@example.org" in mail.taken[0]
    key, said = gateway.taken[0]
    assert key == "Bearer key" and said["to"] == "000" and "编制通知" in said["text"]
    outbox.deliver_due()
    assert len(mail.taken) == len(gateway.taken) == 4


def test_a_gateway_that_is_down_fails_no_page_and_is_tried_again(here, gateway, settings) -> None:
    settings.SMS_URL, settings.EMAIL_URL = at(gateway, "http"), "smtp://127.0.0.1:1"
    gateway.answer = 500
    url = f"/review/years/{here.year.pk}/notices/"
    sent = {"title": "x", "to": here.departments[0].pk, "by": ["sms", "email"]}
    assert as_(here, "budget").post(url + "send/", sent).status_code == 302
    outbox.deliver_due()
    tried = Outgoing.objects.filter(tries=1)
    assert {(one.channel, one.stage) for one in tried} == {("sms", "queued"), ("email", "queued")}
    assert all(one.error and one.next_at > timezone.now() for one in tried)
    gateway.answer = 200
    Outgoing.objects.update(next_at=timezone.now() - timedelta(seconds=1))
    outbox.deliver_due()
    assert set(Outgoing.objects.filter(channel="sms").values_list("stage", flat=True)) == {"sent"}
    for _ in range(20):
        Outgoing.objects.filter(stage="queued").update(next_at=timezone.now())
        outbox.deliver_due()
    assert not Outgoing.objects.filter(stage="queued").exists()
    (number,) = Notice.objects.values_list("pk", flat=True)
    assert "发送失败" in as_(here, "budget").get(f"{url}{number}/").content.decode()
