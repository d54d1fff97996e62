"""Findings as a workbook a reviewer works through: one row a finding, with columns to decide in.

Further sheets hold the ledger of checks, and why some did not end. All text stays text.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any, Final

from yusuan.checks.findings import NOT_APPLICABLE, NOT_CHECKED, STATUSES, Finding
from yusuan.checks.rules import RULES, name_of
from yusuan.publish.comparison import GONE, KEPT, NEW, Comparison, Told
from yusuan.publish.findings import COLUMNS, ENDINGS, SEVERITIES, rows
from yusuan.publish.report import Group
from yusuan.publish.volume_layout import ems

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

DECIDED: Final = ("处理意见", "说明", "处理人", "日期")
DECISIONS: Final = ("属实", "不属实", "已解释")
ACCEPTED: Final = "已接受的问题"
COMPARED: Final = "与上次比较"
SHEETS: Final = ("问题", "检查台账", "未查和不适用")

_AMOUNTS: Final = frozenset(name for name in COLUMNS if name.endswith("（元）"))
_WIDTHS: Final = {
    "文件": 24, "单位": 22, "年度": 7, "级别": 7, "规则": 16, "问题": 52, "位置": 26,
    "应为（元）": 16, "实为（元）": 16, "差额（元）": 14, "可能原因": 26, "建议": 16, "依据": 30,
    "编号": 14, "理由": 40, "现状": 30, "处理意见": 11, "说明": 32, "处理人": 11, "日期": 12,
    "原因": 60, "规则的意思": 60,
}  # fmt: skip
_ACCEPTED: Final = ("文件", "编号", "级别", "规则", "问题", "理由", "现状", "处理人", "日期")
_COMPARED: Final = ("变化", "文件", "编号", "级别", "规则", "问题")
_USUAL: Final = 9
_PLAIN: Final = re.compile(r"-?(?=[\d.]{1,16}$)\d{1,15}(\.\d+)?")  # as exact as a spreadsheet is
_LONGEST: Final = 32_000
_A3, _A4, _BROAD = 8, 9, 200  # a paper, another, and the width from which the large one is used
_LINE: Final = 15.0  # points
_COLOURS: Final = {"错误": "#F8D7DA", "警告": "#FFF3CD", "提示": "#DCEBFA"}
_MADE: Final = datetime(2020, 1, 1)  # noqa: DTZ001 - equal findings give equal bytes

Cell = str | int


def write_xlsx(
    checked: Iterable[Group], stream: IO[bytes], changed: Comparison | None = None
) -> None:
    """Write the workbook; the headings stand there in any case."""
    import xlsxwriter

    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    groups = list(checked)
    with xlsxwriter.Workbook(made, options) as workbook:
        workbook.set_properties({"title": "核对发现的问题", "created": _MADE})
        book = _Book(workbook)
        found = [(*_named(row)[:-1], *("",) * len(DECIDED)) for row in rows(groups) if not row[-1]]
        sheet = book.sheet(SHEETS[0], (*COLUMNS[:-1], *DECIDED), found)
        _decisions(sheet, len(found))
        heads = ("文件", "规则", "规则的意思", *ENDINGS.values())
        book.sheet(SHEETS[1], heads, list(_ledger(groups)))
        book.sheet(SHEETS[2], ("文件", "规则", "结果", "原因", "项数"), list(_reasons(groups)))
        if changed:
            book.sheet(COMPARED, _COMPARED, list(_changes(groups, changed)))
        accepted = list(_accepted(groups))
        if accepted:
            book.sheet(ACCEPTED, _ACCEPTED, accepted)
    stream.write(made.getvalue())


def _named(row: Sequence[str]) -> list[str]:
    """A row with the name of its rule in place of the slug."""
    rule = COLUMNS.index("规则")
    return [*row[:rule], name_of(row[rule]), *row[rule + 1 :]]


def _ledger(groups: Iterable[Group]) -> Iterator[tuple[Cell, ...]]:
    """How the checks of each rule ended, document by document."""
    for disclosures, results in groups:
        for disclosure, result in zip(disclosures, results, strict=True):
            counted = Counter((one.rule, one.status) for one in result.outcomes)
            for rule in dict.fromkeys((*RULES, *(one.rule for one in result.outcomes))):
                numbers = [counted[rule, status] for status in STATUSES]
                said = RULES[rule].summary.partition("：")[2] if rule in RULES else ""
                yield (disclosure.origin.path, name_of(rule), said, *numbers)


def _reasons(groups: Iterable[Group]) -> Iterator[tuple[Cell, ...]]:
    """Why checks were not made or did not apply, and how many."""
    for disclosures, results in groups:
        for disclosure, result in zip(disclosures, results, strict=True):
            counted = Counter(
                (one.rule, one.status, one.reason or "没有说明")
                for one in result.outcomes
                if one.status in {NOT_CHECKED, NOT_APPLICABLE}
            )
            for (rule, status, reason), times in counted.most_common():
                yield disclosure.origin.path, name_of(rule), ENDINGS[status], reason, times


def _changes(groups: Iterable[Group], changed: Comparison) -> Iterator[tuple[Cell, ...]]:
    """Every finding of now and of the earlier check: new, gone or still there."""
    changes = iter(changed.changes)
    for disclosures, results in groups:
        for disclosure, result in zip(disclosures, results, strict=True):
            change, path = next(changes), disclosure.origin.path
            for one in result.all_findings if change else ():
                word = NEW if change and one.key in change.new else KEPT
                yield _changed(word, path, one)
            for told in change.gone if change else ():
                yield _changed(GONE, path, told)
            if change is None:
                yield "没有核对完，没有比较", path, "", "", "", ""
    for lost in changed.missing:
        yield "这次没有这份文件，没有比较", lost.path, "", "", "", ""


def _changed(word: str, path: str, one: Finding | Told) -> tuple[Cell, ...]:
    return word, path, one.key, SEVERITIES[one.severity], name_of(one.rule), one.message


def _accepted(groups: Iterable[Group]) -> Iterator[tuple[Cell, ...]]:
    """What is accepted, and the acceptances that silence nothing, with why."""
    for disclosures, results in groups:
        for disclosure, result in zip(disclosures, results, strict=True):
            path = disclosure.origin.path
            for one in result.accepted:
                said = SEVERITIES[one.severity], name_of(one.rule), one.message, one.accepted
                yield path, one.key, *said, "仍在", "", ""
            for entry, why in result.idle:
                told = entry.rule, entry.problem, entry.reason, why, entry.person, entry.date
                yield path, entry.key, "", *told


class _Book:
    """The workbook while it is written, with its looks."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        cell = {"border": 1, "border_color": "#B8BEC5", "valign": "top", "font_size": 10}
        self.head = self._look(
            bold=True, bg_color="#E8EDF3", align="center", text_wrap=True, **cell
        )
        self.text = self._look(text_wrap=True, **cell)
        self.amount = self._look(num_format="#,##0.00##", **cell)
        self.open = self._look(bg_color="#FFFDF2", text_wrap=True, **cell)
        self.date = self._look(bg_color="#FFFDF2", num_format="yyyy-mm-dd", **cell)
        self.shades = {
            word: self._look(bg_color=colour, align="center", **cell)
            for word, colour in _COLOURS.items()
        }

    def _look(self, **properties: Any) -> Format:
        return self.book.add_format({"font_name": "宋体", **properties})

    def sheet(self, name: str, heads: Sequence[str], lines: Sequence[Sequence[Cell]]) -> Worksheet:
        """A sheet with its headings frozen, filters, and every text as text."""
        sheet = self.book.add_worksheet(name)
        widths = [_WIDTHS.get(head, _USUAL) for head in heads]
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, self.head)
        for row, line in enumerate(lines, 1):
            high = [_lines(value, width) for value, width in zip(line, widths, strict=True)]
            sheet.set_row(row, min(_LINE * max(high), 400.0))
            for column, (head, value) in enumerate(zip(heads, line, strict=True)):
                self._write(sheet, row, column, head, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(lines), 1), len(heads) - 1)
        sheet.set_landscape()
        sheet.set_paper(_A3 if sum(widths) > _BROAD else _A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def _write(self, sheet: Worksheet, row: int, column: int, head: str, value: Cell) -> None:
        if isinstance(value, int):
            sheet.write_number(row, column, value, self.text)
        elif head in _AMOUNTS and _PLAIN.fullmatch(value):
            sheet.write_number(row, column, Decimal(value), self.amount)
        elif head in DECIDED and not value:
            sheet.write_blank(row, column, None, self.date if head == "日期" else self.open)
        else:
            look = self.shades.get(value, self.text) if head == "级别" else self.text
            sheet.write_string(row, column, value[:_LONGEST], look)


def _lines(value: Cell, width: int) -> int:
    """How many lines a cell takes."""
    return max(1, -int(-ems(str(value)) * 1.95 // width))


def _decisions(sheet: Worksheet, count: int) -> None:
    """The drop-down of decisions, and a date that is a date."""
    if not count:
        return
    first = len(COLUMNS) - 1
    sheet.data_validation(
        1,
        first,
        count,
        first,
        {
            "validate": "list",
            "source": list(DECISIONS),
            "input_title": "处理意见",
            "input_message": "属实：按建议改；不属实：误报；已解释：有差异但有理由，请写说明。",
            "error_message": f"请从列表里选：{'、'.join(DECISIONS)}。",
        },
    )
    date = first + DECIDED.index("日期")
    sheet.data_validation(
        1, date, count, date,
        {
            "validate": "date", "criteria": ">=", "value": datetime(2000, 1, 1),  # noqa: DTZ001
            "error_message": "请填日期，例如 2025-01-31。",
        },
    )  # fmt: skip
