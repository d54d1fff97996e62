"""Pages of the source as pictures: what is drawn, and where the boxes are."""

import base64
import struct
import zlib
from pathlib import Path

import lxml.html
import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.documents.pdf_drawn import made, table
from tests.samples import broken, right
from yusuan import pipeline
from yusuan.cli import run
from yusuan.documents import UnreadableDocument
from yusuan.documents.pdf_pictures import Picture, pictures

Captured = pytest.CaptureFixture[str]
ROWS = [
    ["科目编码", "科目名称", "合计"],
    ["", "合计", "100.00"],
    ["201", "一般公共服务支出", "70.00"],
    ["208", "社会保障和就业支出", "31.00"],
]


def sheet(canvas: Canvas) -> None:
    """A page with a table whose lines do not add up."""
    canvas.drawString(72, 780, "某市某区测试局2022年部门预算")
    canvas.drawString(72, 750, "部门支出总表")
    canvas.drawString(400, 725, "单位：万元")
    table(canvas, ROWS)


def grey(picture: Picture) -> tuple[int, int, list[bytes]]:
    """The width, the height and the rows of a picture."""
    width, height, depth, kind = struct.unpack(">IIBB", picture.png[16:26])
    assert (picture.png[:8], depth, kind) == (b"\x89PNG\r\n\x1a\n", 8, 0)
    start = picture.png.index(b"IDAT") + 4
    rows = zlib.decompress(picture.png[start : picture.png.index(b"IEND") - 8])
    return width, height, [rows[n : n + width + 1] for n in range(0, len(rows), width + 1)]


def test_a_page_is_drawn_as_it_is_shown() -> None:
    def square(canvas: Canvas) -> None:
        canvas.rect(0, 800, 100, 42, fill=1)  # the top left corner

    (picture,) = pictures(made(square))
    width, height, rows = grey(picture)
    assert (picture.page, picture.width, picture.height) == (1, 595, 842)
    assert (len(rows), width / height) == (height, pytest.approx(595 / 842, abs=0.01))
    assert {row[0] for row in rows} == {0}
    assert (rows[10][11], rows[10][-1], rows[-10][11]) == (0, 255, 255)


def test_a_large_page_is_no_large_picture() -> None:
    (picture,) = pictures(made(lambda canvas: canvas.drawString(9, 9, "x"), size=(5000, 3000)))
    width, height, _ = grey(picture)
    assert max(width, height) <= 1701


def test_what_cannot_be_opened_has_no_pictures(tmp_path: Path) -> None:
    path = broken(tmp_path)
    with pytest.raises(UnreadableDocument):
        pictures(path.read_bytes())
    assert pipeline.pictures(pipeline.Request(str(path))) == ()
    assert pipeline.pictures(pipeline.Request(str(tmp_path / "没有.pdf"))) == ()


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> lxml.html.HtmlElement:
    """The report on three pages, the second without a word."""
    folder = tmp_path_factory.mktemp("页")
    path, page = folder / "a.pdf", folder / "a.html"
    path.write_bytes(made(sheet, Canvas.saveState, lambda page: page.drawString(72, 700, "说明")))
    run(["check", str(path), "--html", str(page), "--pages"])
    return lxml.html.fromstring(page.read_text(encoding="utf-8"))


def test_every_page_is_there_where_it_begins(shown: lxml.html.HtmlElement) -> None:
    told = [node.text for node in shown.xpath("//details[@class='scan']/summary")]
    assert told == ["第 1 页的原样（3 处标出）", "第 2 页的原样", "第 3 页的原样"]
    for link in shown.xpath("//image/@href"):
        assert base64.b64decode(link.removeprefix("data:image/png;base64,"))[1:4] == b"PNG"


def test_a_box_is_where_the_figure_stands_and_leads_to_the_finding(
    shown: lxml.html.HtmlElement,
) -> None:
    boxes = shown.xpath("//rect")
    assert [box.get("class") for box in boxes] == ["error"] * 3  # any of the three may be wrong
    wrong = min(boxes, key=lambda box: float(box.get("y")))
    assert wrong.getparent().get("href") == "#n1"
    left, top = float(wrong.get("x")), float(wrong.get("y"))
    right, bottom = left + float(wrong.get("width")), top + float(wrong.get("height"))
    assert left < 430 < right  # the column of figures ends at 442
    assert top < 842 - 670 < bottom  # the second row: 680 down to 660


def test_only_then_may_the_page_show_pictures(shown: lxml.html.HtmlElement, tmp_path: Path) -> None:
    allowed = "//meta[@http-equiv='Content-Security-Policy']/@content"
    assert "img-src data:;" in shown.xpath(allowed)[0]
    page = tmp_path / "b.html"
    run(["check", str(right(tmp_path)), "--html", str(page), "--pages"])
    other = lxml.html.fromstring(page.read_text(encoding="utf-8"))
    assert "img-src" not in other.xpath(allowed)[0]


def test_pictures_need_a_page_to_stand_on(tmp_path: Path, capsys: Captured) -> None:
    assert run(["check", str(right(tmp_path)), "--pages"]) == 2
    assert "--html" in capsys.readouterr().err
