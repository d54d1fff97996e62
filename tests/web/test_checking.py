"""The check desk: what is dropped is checked, shown to its owner alone, and gone unless saved."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.web.places import person
from yusuan.web.checking import desk, examining
from yusuan.web.checking.models import Inspection, root
from yusuan.web.work import loop
from yusuan.web.work.jobs import Stage

pytestmark = pytest.mark.django_db

_ROWS = (("行政运行", "60.00"), ("一般行政管理事务", "50.00"), ("合计", "100.00"))
PAGE = (
    "<html><body><p>某局2024年部门预算</p><p>一般公共预算支出表</p><p>单位：万元</p>"
    "<table><tr><td>科目名称</td><td>合计</td></tr>"
    + "".join(f"<tr><td>{name}</td><td>{amount}</td></tr>" for name, amount in _ROWS)
    + "</table></body></html>"
).encode()


@pytest.fixture(autouse=True)
def data(tmp_path, settings):
    settings.DATA = tmp_path


def client(name: str) -> Client:
    found = Client()
    found.force_login(person(name))
    return found


def pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made)
    canvas.drawString(72, 720, "Budget 2024: 1,234.00")
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def dropped(asking: Client, **files: bytes) -> Inspection:
    named = [SimpleUploadedFile(name.replace("_", "."), data) for name, data in files.items()]
    answer = asking.post("/check/", {"files": named})
    assert answer.status_code == 302, answer.content.decode()
    return Inspection.objects.latest("pk")


def got(asking: Client, url: str) -> tuple[int, bytes]:
    answer = asking.get(url)
    return answer.status_code, answer.getvalue()


def test_files_are_checked_and_belong_to_their_owner_alone() -> None:
    mine, other = client("one"), client("two")
    hostile = {"broken_pdf": b"%PDF-1.7 nothing", "bomb_zip": b"PK\x03\x04" + b"\x00" * 40}
    one = dropped(mine, budget_html=PAGE, page_pdf=pdf(), **hostile)
    assert one.uploaded.is_dir()
    assert "正在核对" in mine.get("/check/").content.decode() or one.busy
    assert loop.run(once=True) == 1
    one.refresh_from_db()
    assert (one.stage, one.error, one.done) == (Stage.READY, "", one.total)
    assert not one.uploaded.exists()
    assert [text.split("”")[0][1:] for text in one.problems] == ["broken.pdf", "bomb.zip"]
    assert all("\n" not in text and text.endswith("。") for text in one.problems)
    where = f"/check/{one.pk}/"
    page = mine.get(where).content.decode()
    assert "broken.pdf" in page
    pages = {number: got(mine, f"{where}reports/{number}/") for number in range(2)}
    assert all(status == 200 for status, _ in pages.values())
    assert any(b"img-src data:" in text for _, text in pages.values())
    assert "unsafe-inline" not in mine.get(where)["Content-Security-Policy"]
    status, told = got(mine, f"{where}{examining.JSON}")
    assert (status, json.loads(told)["schema"]) == (200, "yusuan.check/1")
    assert str(root()) not in told.decode()
    assert got(mine, f"{where}{examining.BOOK}")[1][:2] == b"PK"
    for url in (where, f"{where}reports/0/", f"{where}{examining.JSON}", f"{where}progress/"):
        assert other.get(url).status_code == 404
        assert Client().get(url).status_code == 302
    for name in ("reports/7/", "x.json"):
        assert mine.get(where + name).status_code == 404
    assert other.post(f"{where}save/").status_code == other.post(f"{where}drop/").status_code == 404

    Inspection.objects.update(asked_at=timezone.now() - timedelta(hours=2))
    mine.post(f"{where}save/")
    desk.put_away()
    assert got(mine, f"{where}reports/0/")[0] == 200
    mine.post(f"{where}drop/")
    desk.put_away()
    assert mine.get(where).status_code == 404


def test_what_is_not_saved_goes_after_an_hour() -> None:
    one = dropped(client("one"), budget_html=PAGE)
    Inspection.objects.update(stage=Stage.READY)
    desk.put_away()
    assert one.folder.exists()
    Inspection.objects.update(asked_at=timezone.now() - timedelta(hours=2))
    desk.put_away()
    assert (Inspection.objects.count(), one.folder.parent.exists()) == (0, True)


def refused(asking: Client, *files: SimpleUploadedFile) -> str:
    answer = asking.post("/check/", {"files": files})
    assert answer.status_code == 422
    return answer.content.decode()


def test_what_is_too_much_is_refused_in_a_sentence(settings) -> None:
    mine = client("one")
    assert "请选要核对的文件" in refused(mine)
    many = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(desk.MOST + 1)]
    assert "最多核对 20 个" in refused(mine, *many)
    assert "空的" in refused(mine, SimpleUploadedFile("a", b""))
    settings.UPLOAD_MOST = 2**20
    assert "超过 1 MB" in refused(mine, SimpleUploadedFile("大.pdf", b"x" * (2**20 + 1)))
    assert not root().exists()
    for _ in range(desk.WAITING):
        dropped(mine, a_txt=b"x")
    assert "还在核对" in refused(mine, SimpleUploadedFile("b.txt", b"x"))


def test_names_are_shown_as_they_were_each_once() -> None:
    given = ["../../表.pdf", "C:\\x\\表.pdf", "", "a" * 300 + ".xlsx", "<b>.html"]
    names = desk._names(given)
    assert names[:3] == ["表.pdf", "表（2）.pdf", "文件"]
    assert len(names[3]) < 130
    assert names[4] == "<b>.html"
