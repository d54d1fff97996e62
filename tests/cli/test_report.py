"""The report for a person: what is said of reading, of targets and of a finding."""

import os
import stat
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import click
import pytest

from tests.samples import disclosure, right
from yusuan.checks.findings import Finding, Outcome, Result
from yusuan.cli import run
from yusuan.cli.report import lines
from yusuan.documents import Place
from yusuan.ledger import Claim, Disclosure, Goal, Indicator, Origin, Remark, TargetForm
from yusuan.pipeline import Checked
from yusuan.publish.places import told

FINDING = Finding(
    "same-figure", "error", "两处不一致", "", (), ("t01.1", "0:t01.1"), "1010000", "1000000",
    "-10000", "疑一位数字写错", "0:t01.1", "1010000", "某办法第一条",
)  # fmt: skip


def text(found: Disclosure, *results: Result, group: tuple[Disclosure, ...] = ()) -> str:
    whole = (*group, found)
    given = results or (Result((), ()),)
    checked = Checked(whole, (*(Result((), ()) for _ in group), *given))
    return click.unstyle("\n".join(lines([checked], 0, 80)))


def test_a_remark_made_in_many_places_is_said_once_with_the_first_of_them() -> None:
    remarks = tuple(Remark("列在转换中丢失，已补认", Place(page=n)) for n in range(1, 13))
    said = text(replace(disclosure(), remarks=remarks))
    assert said.count("已补认") == 1
    assert "第 1 页；" in said
    assert "……共 12 处" in said


def test_the_remarks_of_a_table_name_it() -> None:
    found = disclosure()
    table = replace(found.statements[0], remarks=(Remark("单位是推断的", Place(line=3)),))
    assert "单位是推断的（t01 第 3 行）" in text(replace(found, statements=(table,)))


def test_target_forms_are_counted() -> None:
    found = disclosure()
    form = TargetForm(
        "project", "甲", goals=(Goal("目标", "办好"),), indicators=(Indicator("", "", ""),) * 3
    )
    table = replace(found.statements[0], targets=(form,))
    said = text(replace(found, statements=(table,)))
    assert "绩效目标表 1 份：目标 1 条，指标 3 条，支出明细 0 行" in said


def test_a_finding_shows_the_other_file_the_suspect_and_what_to_write_there() -> None:
    other = replace(disclosure(), origin=Origin("文件夹/另一份.pdf", "", "pdf"))
    result = Result((Outcome("same-figure", "failed", "", (), (), FINDING),), ())
    said = text(disclosure(), result, group=(other,))
    assert "1. 错误 · 两处不一致" in said
    assert "另一份.pdf t01《部门支出总表》" in said
    assert "疑误之处：t01 合计 / 合计 100.00（另一份.pdf，第 6 行第 3 格）" in said
    assert "建议：改为 101 万元" in said


def test_a_finding_of_many_figures_shows_the_first_and_says_how_many_there_are() -> None:
    found = replace(FINDING, facts=("t01.1",) * 30, suspect=None)
    said = text(disclosure(), Result((Outcome("r", "failed", "", (), (), found),), ()))
    assert "……共 30 个数字" in said


def test_a_finding_shows_its_places_cause_and_key() -> None:
    found = replace(
        FINDING, facts=(), suspect=None, suggestion=None, key="k0123456789",
        places=(Place(page=3), Place(page=4)), expected=None, printed=None, difference=None,
    )  # fmt: skip
    said = text(disclosure(), Result((Outcome("r", "failed", "", (), (), found),), ()))
    for line in ("位置：第 3 页；第 4 页", "可能原因：疑一位数字写错", "编号：k0123456789"):
        assert line in said


def test_a_finding_on_a_sentence_shows_its_numbers_in_their_own_unit() -> None:
    claim = Claim(
        "c0001", "rate", "p0001", 0, 4, "5.2%", Decimal("5.2"), Decimal("0.1"), "%", "本年支出",
        Place(page=7), heading="支出情况",
    )  # fmt: skip
    found = replace(
        FINDING, rule="r", facts=("c0001",), suspect="c0001", suggestion="5.1", unit="%",
        expected="5.1", printed="5.2", difference="0.1", basis="",
    )  # fmt: skip
    read = replace(disclosure(), claims=(claim,))
    said = text(read, Result((Outcome("r", "failed", "", ("c0001",), (), found),), ()))
    assert "《文字说明》：" in said
    assert "5.2%  本年支出 / 支出情况（第 7 页）" in said
    assert "印的是 5.2 %，应为 5.1 %，相差 0.1 %" in said
    assert "疑误之处：本年支出 / 支出情况 5.2%（第 7 页）" in said
    assert "建议：改为 5.1 %" in said


def test_reasons_are_grouped_and_counted() -> None:
    outcomes = (Outcome("rows-add-up", "not_checked", "缺一列", ()),) * 3
    said = text(disclosure(), Result(outcomes, ("t01.1", "t01.2")))
    assert "未查 · 表内行合计：缺一列 ×3" in said
    assert "没有任何检查用到的数字：2 个" in said


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(page=3, table=2, row=1, column=4), "第 3 页第 2 个表第 1 行第 4 列"),
        (Place(sheet="收支总表", cell="B7"), "工作表“收支总表”B7"),
        (Place(paragraph=5), "第 5 段"),
        (Place(line=241, cell=2), "第 241 行第 2 格"),
        (Place(), ""),
        (None, ""),
    ],
)
def test_a_place_is_told_as_a_person_looks_it_up(place: Place | None, words: str) -> None:
    assert told(place) == words


def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    assert run(["check", str(right(tmp_path)), "-o", os.devnull]) == 0
    assert not stat.S_ISREG(Path(os.devnull).stat().st_mode)
