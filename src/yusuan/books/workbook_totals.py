"""The sheet of live totals: formulas that follow every line, with the values they have now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from yusuan.books import exact
from yusuan.books.columns import Choice, letters
from yusuan.books.schema import BY_KEY, SHEETS
from yusuan.books.workbook_lists import FUNDS, fund_groups
from yusuan.books.workbook_norms import NormTotals
from yusuan.books.workbook_sheets import Making
from yusuan.books.workbook_style import printable
from yusuan.ledger import norms
from yusuan.ledger.budgets import ZERO, Budget, SpendingLine
from yusuan.standards.dimensions import includes

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TITLE: Final = "校验"
BALANCE: Final = "$D$7"
"""Where it says whether revenue and expenditure balance."""

_FEWEST: Final = 100  # lines of the tables by project and by unit
_WIDTHS: Final = (
    *(30, 16, 16, 16, 3, 12, 26, 16, 16, 16, 3, 14, 26, 16, 16, 16, 3),
    *(14, 16, 18, 26, 12, 16, 16, 12),
)
_NORMS_AT: Final = 17  # the column of the table of standards
_UNITS_SPEND: Final = ("spending", "unit")
_EVEN: Final = "平"
_NATURES: Final = BY_KEY["spending"].column("nature").choices


@dataclass(frozen=True, slots=True)
class Total:
    """A line of totals: its label, the formula, and what it comes to now, in the printed unit."""

    label: str
    formula: str
    value: Decimal


@dataclass(slots=True)
class Totals:
    """The sheet being written, with the budget whose values stand in it until it is changed."""

    making: Making
    budget: Budget
    page: Worksheet
    norms: NormTotals = field(init=False)

    def __post_init__(self) -> None:
        self.norms = NormTotals(self.making, self.budget, self.page)

    def write(self) -> None:
        """Write every block of the sheet."""
        page, looks = self.page, self.making.looks
        page.hide_gridlines(2)
        page.set_default_row(17)
        page.set_row(0, 32)
        page.write_string("A1", "校验：合计与平衡", looks["title"])
        note = f"金额单位：{self.making.unit}。本页全部是公式，随各表自动更新；“差”不为零时请核对。"
        page.write_string("A2", note, looks["plain"])
        for at, width in enumerate(_WIDTHS):
            page.set_column(at, at, width)
        self._summary()
        self._by_fund(3 + len(self._totals()) + 3)
        self._by_project()
        self._by_unit()
        self.norms.write(_NORMS_AT)
        _print_set_up(page)

    def _summary(self) -> None:
        self._heading(2, 0, "一、收支总量", ("项目", "金额", "", "结果"))
        for row, total in enumerate(self._totals(), 4):
            self._cell(row, 0, total.label, "label")
            self._money(row, 1, total)
            self.page.write_blank(row, 2, None, self.making.looks["cell"])
            self.page.write_blank(row, 3, None, self.making.looks["cell"])
        self._status(6, 3, "B7", self._totals()[2].value)
        last = 3 + len(self._totals())
        self._count(last, "不是数字的金额")

    def _totals(self) -> list[Total]:
        spending, revenue = _counted(self.budget), self.budget.revenue
        came, went = self._sum("revenue"), f"{self._sum('spending')}+{self.norms.sum()}"
        into, out = self._value(revenue), self._value(spending)
        carried = [each for each in revenue if each.carryover]
        return [
            Total("收入合计", came, into),
            Total("支出合计", went, out),
            Total("差额（收入－支出）", "B5-B6", into - out),
            Total(
                "其中：上年结转收入",
                self._sum("revenue", ("carryover", '"是"')),
                self._value(carried),
            ),
            Total("其中：按定额标准生成的支出", self.norms.sum(), self._value(_made(self.budget))),
            *self._natures(),
            Total("不是数字的金额", "", ZERO),
        ]

    def _natures(self) -> Iterator[Total]:
        basic = [each for each in _NATURES if includes("nature", "basic", each.value)]
        yield self._of_natures("基本支出", basic)
        for each in (*basic[1:], *(other for other in _NATURES if other not in basic)):
            yield self._of_natures(each.label, [each])

    def _of_natures(self, label: str, natures: list[Choice]) -> Total:
        values = {each.value for each in natures}
        labels = ",".join(f'"{each.label}"' for each in natures)
        each_sum = self._sum("spending", ("nature", f"{{{labels}}}"))
        lines = [each for each in _counted(self.budget) if each.nature in values]
        made = self.norms.sum(("nature", f"{{{labels}}}"))
        return Total(label, f"SUM({each_sum})+SUM({made})", self._value(lines))

    def _count(self, row: int, label: str) -> None:
        """How many cells of amounts hold no number: sums pass them by."""
        ranges = [
            self._cells(sheet.key, column.key)
            for sheet in SHEETS
            for column in sheet.columns
            if column.kind == "amount"
        ]
        formula = "+".join(f"COUNTA({each})-COUNT({each})" for each in ranges)
        looks = self.making.looks
        self._cell(row, 0, f"{label}（个）", "label")
        self.page.write_formula(row, 1, f"={formula}", looks["count"], 0)
        at = f"B{row + 1}"
        self.page.write_formula(row, 3, f'=IF({at}=0,"{_EVEN}","有")', looks["status"], _EVEN)
        self._colours(row, row, 3)

    def _by_fund(self, top: int) -> None:
        headings = ("资金来源", "收入", "支出", "差额")
        self._heading(top, 0, "二、按资金来源（含其下各项）", headings)
        labels = tuple(each.label for each in FUNDS)
        for row, (label, first, last) in enumerate(fund_groups(), top + 2):
            part = self.making.lists.part(labels, first, last)
            inside = {each.value for each in FUNDS[first : last + 1]}
            self._cell(row, 0, label, "label")
            values = []
            both: dict[str, Iterable[Any]] = {
                "revenue": self.budget.revenue,
                "spending": _counted(self.budget),
            }
            for at, (key, records) in enumerate(both.items(), 1):
                lines = [each for each in records if each.fund in inside]
                values.append(self._value(lines))
                formula = f"SUMPRODUCT({self._sum(key, ('fund', part))})"
                if key == "spending":
                    formula += f"+SUMPRODUCT({self.norms.sum(('fund', part))})"
                self._money(row, at, Total("", formula, values[-1]))
            number = row + 1
            rest = Total("", f"B{number}-C{number}", values[0] - values[1])
            self._money(row, 3, rest)

    def _by_project(self) -> None:
        headings = ("项目编号", "项目名称", "支出表金额", "明细金额", "结果")
        self._heading(2, 5, "三、项目：支出表与项目明细", headings)
        records = self.budget.projects
        sums = (("spending", "project"), ("costs", "project"))
        self._table(5, "projects", [(each.key, each.name) for each in records], sums, detail=True)

    def _by_unit(self) -> None:
        headings = ("单位编码", "单位名称", "收入", "支出", "结果")
        self._heading(2, 11, "四、单位：收入与支出", headings)
        records = self.budget.units
        sums = (("revenue", "unit"), ("spending", "unit"))
        self._table(11, "units", [(each.code, each.name) for each in records], sums)

    def _table(
        self,
        left: int,
        key: str,
        named: list[tuple[str, str]],
        sums: tuple[tuple[str, str], tuple[str, str]],
        *,
        detail: bool = False,
    ) -> None:
        """A line for each row of a sheet, with two sums by its code and whether they agree."""
        added = [self._added(*each) for each in sums]
        title = BY_KEY[key].title
        for index in range(max(_FEWEST, 2 * len(named))):
            row, code = 4 + index, f"${letters(left)}{5 + index}"
            said = named[index] if index < len(named) else ("", "")
            for at in (0, 1):
                cell = f"{title}!{letters(at)}{index + 2}"
                self._formula(row, left + at, f'IF({cell}="","",{cell})', said[at], "row")
            both: list[Decimal | None] = [each.get(said[0], ZERO) for each in added]
            both = both if said[0] else [None, None]
            for at, (other, by) in enumerate(sums, 2):
                made = f"+{self.norms.of_unit(code)}" if (other, by) == _UNITS_SPEND else ""
                total = f'IF({code}="","",{self._sum(other, (by, code))}{made})'
                self._formula(row, left + at, total, both[at - 2], "row_money")
            self._agree(row, left, both, detail=detail)
        self._colours(4, 4 + max(_FEWEST, 2 * len(named)), left + 4)

    def _agree(self, row: int, left: int, both: list[Decimal | None], *, detail: bool) -> None:
        one, other = (f"{letters(left + at)}{row + 1}" for at in (2, 3))
        gap = f'IF(ROUND({one}-{other},6)=0,"{_EVEN}","差 "&TEXT({one}-{other},"#,##0.00####"))'
        if detail:
            gap = f'IF({other}=0,"未列明细",{gap})'
        value = "" if None in both else _agreement(both, detail=detail)
        self._formula(
            row, left + 4, f'IF(${letters(left)}{row + 1}="","",{gap})', value, "row_status"
        )

    def _added(self, key: str, by: str) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        records = getattr(self.budget, key)
        for each in (*records, *(_made(self.budget) if (key, by) == _UNITS_SPEND else ())):
            name = getattr(each, by)
            if not _shown(each, by_project=by == "project"):
                continue
            found[name] = found.get(name, ZERO) + self._value([each])
        return found

    def _sum(self, key: str, *conditions: tuple[str, str]) -> str:
        """The formula of the sum of a sheet's amounts under conditions."""
        amounts = self._cells(key, "amount")
        if key == "spending":
            conditions += _views(by_project="project" in dict(conditions))
        if not conditions:
            return f"SUM({amounts})"
        parts = ",".join(f"{self._cells(key, by)},{what}" for by, what in conditions)
        return f"SUMIFS({amounts},{parts})"

    def _cells(self, key: str, column: str) -> str:
        sheet = BY_KEY[key]
        at = sheet.letter(column)
        return f"{sheet.title}!${at}$2:${at}${self.making.lines + 1}"

    def _value(self, lines: Iterable[Any]) -> Decimal:
        """What lines come to, in the printed unit; those of another view are left out."""
        total = sum((each.amount for each in lines if each.amount is not None), ZERO)
        return exact.in_unit(total, self.making.unit)

    def _heading(self, row: int, left: int, title: str, headings: tuple[str, ...]) -> None:
        looks = self.making.looks
        for at, heading in enumerate(headings):
            self.page.write_string(row, left + at, title if at == 0 else "", looks["section"])
            self.page.write_string(row + 1, left + at, heading, looks["heading"])

    def _cell(self, row: int, at: int, text: str, look: str) -> None:
        self.page.write_string(row, at, text, self.making.looks[look])

    def _money(self, row: int, at: int, total: Total) -> None:
        self._formula(row, at, total.formula, total.value, "money")

    def _status(self, row: int, at: int, cell: str, value: Decimal) -> None:
        formula = f'IF(ROUND({cell},6)=0,"{_EVEN}","不平")'
        self._formula(row, at, formula, _EVEN if value == 0 else "不平", "status")
        self._colours(row, row, at)

    def _formula(
        self, row: int, at: int, text: str, value: Decimal | str | None, look: str
    ) -> None:
        known = float(value) if isinstance(value, Decimal) else printable(value or "")
        self.page.write_formula(row, at, f"={text}", self.making.looks[look], known)

    def _colours(self, first: int, last: int, at: int) -> None:
        here = f"{letters(at)}{first + 1}"
        for rule, look in (
            (f'={here}="{_EVEN}"', "good"),
            (f'=AND({here}<>"",{here}<>"未列明细")', "bad"),
        ):
            made = {"type": "formula", "criteria": rule, "format": self.making.looks[look]}
            self.page.conditional_format(first, at, last, at, made | {"stop_if_true": True})


def gap(budget: Budget) -> Decimal:
    """Revenue less expenditure."""
    came = sum((each.amount for each in budget.revenue), ZERO)
    return came - sum((each.amount for each in _counted(budget)), ZERO)


def _counted(budget: Budget) -> list[SpendingLine]:
    """The lines that make up the whole: money told of in several views counts once."""
    return [each for each in (*budget.spending, *_made(budget)) if _shown(each)]


def _made(budget: Budget) -> list[SpendingLine]:
    """The lines that standards add."""
    return [line for _, line in norms.made(budget)]


def _shown(line: object, *, by_project: bool = False) -> bool:
    view = line.view if isinstance(line, SpendingLine) else ""
    return view not in _unseen(by_project=by_project)


def _unseen(*, by_project: bool) -> tuple[str, str]:
    return ("economic", "function" if by_project else "project")


def _views(*, by_project: bool) -> tuple[tuple[str, str], ...]:
    """The conditions that leave out lines of other views."""
    column = BY_KEY["spending"].column("view")
    unseen = _unseen(by_project=by_project)
    return tuple(("view", f'"<>{column.label(each)}"') for each in unseen)


def _agreement(both: list[Decimal | None], *, detail: bool) -> str:
    one, other = (each or ZERO for each in both)
    if detail and other == 0:
        return "未列明细"
    return _EVEN if round(one - other, 6) == 0 else f"差 {_shortest(one - other)}"


def _shortest(value: Decimal) -> str:
    """A difference as 「#,##0.00####」 prints it."""
    whole, _, rest = f"{value:,.6f}".partition(".")
    return f"{whole}.{rest[:2]}{rest[2:].rstrip('0')}"


def _print_set_up(page: Worksheet) -> None:
    page.freeze_panes(4, 0)
    page.protect("", {"format_columns": True})
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer("&C&A　第 &P 页，共 &N 页")
