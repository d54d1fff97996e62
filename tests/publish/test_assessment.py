"""The self-assessment in every format: everything is in it, and equal content gives equal bytes."""

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from functools import cache

import openpyxl
import pypdfium2
import pytest
from lxml import etree

from tests.assessing.made import CASES, assessed, result
from yusuan.ledger.budgets import Budget, Execution, TargetGoal
from yusuan.publish import assessment
from yusuan.publish.picture_png import png
from yusuan.publish.picture_svg import drawn
from yusuan.publish.volume import Picture, Series, Text

EXPECTED = ("窗口服务经费", "年初预算数", "偏差原因分析及改进措施", "94", "系统停用两个月")


def year() -> Budget:
    budget = assessed()
    short = replace(result(CASES, "4400件"), reason="系统停用两个月", measure="提前检修")
    whole = replace(CASES, project="", goal=1)
    return replace(
        budget,
        goals=(*budget.goals, TargetGoal("全局办件", number=1)),
        indicators=(*budget.indicators, whole),
        results=(short, *budget.results[1:], result(whole, "5000件")),
        executions=(
            Execution(Decimal(300000), "P1", use="下年按此安排"),
            Execution(Decimal(1300000), achieved="办件五千件"),
        ),
    )


@cache
def file(format_: str) -> bytes:
    return assessment.written(assessment.volume(year()), format_)


def text_of(format_: str) -> str:
    data = file(format_)
    match format_:
        case "html":
            return data.decode()
        case "pdf":
            pages = pypdfium2.PdfDocument(data)
            return "".join(page.get_textpage().get_text_bounded() for page in pages)
        case "docx":
            return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    return "\n".join(str(value) for value in cells if value is not None)


@pytest.mark.parametrize("format_", assessment.FORMATS)
def test_what_was_assessed_is_in_every_format(format_: str) -> None:
    text = re.sub(r"\s", "", text_of(format_))
    assert [one for one in EXPECTED if one not in text] == []


@pytest.mark.parametrize("format_", assessment.FORMATS)
def test_equal_content_gives_equal_bytes(format_: str) -> None:
    assert assessment.written(assessment.volume(year()), format_) == file(format_)


def test_pictures_are_in_every_format() -> None:
    assert file("html").decode().count("<svg xmlns") == 2
    word = zipfile.ZipFile(io.BytesIO(file("docx")))
    assert [one for one in word.namelist() if one.endswith(".png")] == [
        "word/media/picture-1.png",
        "word/media/picture-2.png",
    ]
    assert word.read("word/_rels/document.xml.rels").count(b"media/picture-") == 2
    sheets = zipfile.ZipFile(io.BytesIO(file("xlsx"))).namelist()
    assert sum(name.startswith("xl/charts/chart") for name in sheets) == 2


def test_the_word_file_is_well_formed_and_names_every_kind_of_part() -> None:
    word = zipfile.ZipFile(io.BytesIO(file("docx")))
    for name in word.namelist():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(word.read(name))
    assert b'Extension="png"' in word.read("[Content_Types].xml")


def test_what_is_not_assessed_is_said_and_has_no_total() -> None:
    made = assessment.volume(assessed(executions=()))
    printed = [cell.text for table in made.tables for cell in table.table.cells]
    said = " ".join(one.text for one in made.blocks if isinstance(one, Text))
    assert "已评 90 分，得 87 分" in printed
    assert "自评没有完成：1 项没有评分" in said
    assert "没有评分的：预算执行（没有填全年执行数）" in said


def test_a_budget_without_indicators_has_no_report() -> None:
    with pytest.raises(ValueError, match="没有绩效指标"):
        assessment.volume(assessed(indicators=(), results=()))


def picture(kind: str, *values: int | None) -> Picture:
    labels = tuple(f"甲<{number}>" for number in range(len(values)))
    shown = tuple(None if one is None else Decimal(one) for one in values)
    return Picture("picture-1", "图", kind, labels, Series("得分", shown), unit="%")


def test_a_picture_is_well_formed_and_says_what_is_not_known() -> None:
    for one in (picture("radar", 90, 80, 70, None), picture("bars", 100, None)):
        root = etree.fromstring(drawn(one).svg.encode())
        assert "未评分" in root.get("aria-label", "")


def test_a_radar_of_two_values_is_drawn_as_bars() -> None:
    assert "<polygon" not in drawn(picture("radar", 90, 80)).svg
    assert "<polygon" in drawn(picture("radar", 90, 80, 70)).svg


def test_a_picture_as_png_is_the_same_every_time() -> None:
    one = drawn(picture("bars", 90))
    assert png(one) == png(one)
    assert png(one).startswith(b"\x89PNG")
