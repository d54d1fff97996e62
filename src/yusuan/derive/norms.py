"""Standards (定额标准) in a budget: the lines they add, and what they say against those typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.derive.lines import nature
from yusuan.derive.places import Entry
from yusuan.ledger import Alert, in_unit
from yusuan.ledger.budgets import Budget, Norm, SpendingLine
from yusuan.ledger.norms import Reckoned, made, reckoned
from yusuan.standards.dimensions import includes

#: A typed amount may be the reckoned one rounded to any of these, as budgets in 万元 are.
_ROUNDED_TO = (Decimal("0.01"), Decimal(1), Decimal(10), Decimal(100))
_CITED = 6
_BASES = {"staff": "在职实有人数", "posts": "编制人数", "retirees": "离退休人数"}


@dataclass(frozen=True, slots=True)
class Normed:
    """A budget whose standards have become lines after those typed, and where each came from."""

    budget: Budget
    typed: int
    rows: tuple[int, ...]  # of the list of standards, one for each line added

    @classmethod
    def of(cls, budget: Budget) -> Normed:
        """The budget with the lines its standards make."""
        added = tuple(made(budget))
        lines = (*budget.spending, *(line for _, line in added))
        rows = tuple(row for row, _ in added)
        return cls(replace(budget, spending=lines), len(budget.spending), rows)

    def place(self, entry: Entry) -> Entry:
        """Rows of the lines as rows of the two lists they came from."""
        if entry.list != "spending":
            return entry
        own = tuple(row for row in entry.rows if row < self.typed)
        norms = (self.rows[row - self.typed] for row in entry.rows if row >= self.typed)
        return Entry(entry.list, own, tuple(dict.fromkeys(norms)))

    def words(self, rows: tuple[int, ...]) -> str:
        """Rows as a person finds them: 「支出第 1、3 行」, 「定额标准第 2 行」."""
        place = self.place(Entry("spending", rows))
        named = (("支出", place.rows), ("定额标准", place.norms))
        return "、".join(
            f"{title}第 {'、'.join(str(row + 1) for row in each)} 行"
            for title, each in named
            if each
        )


#: What standards and typed lines are laid beside each other by.
_Item = tuple[str, str, str, str, str]


def norm_alerts(budget: Budget) -> Iterator[Alert]:
    """Standards that cannot be reckoned, that lines contradict, or that are typed as well."""
    items: dict[_Item, list[Reckoned]] = defaultdict(list)
    for one in reckoned(budget):
        if one.line is None:
            yield _uncounted(one, budget.norms[one.row])
        else:
            items[_item(one.line)].append(one)
    typed: dict[str, list[int]] = defaultdict(list)
    for row, line in enumerate(budget.spending if items else ()):
        typed[line.unit].append(row)
    for item, found in items.items():
        yield from _beside_typed(found, budget, typed[item[0]])


def _item(line: SpendingLine) -> _Item:
    return line.unit, nature(line), line.function, line.dept_economic, line.fund


def _about(unit: str, norm: Norm) -> str:
    return " ".join(word for word in (unit, norm.function, norm.dept_economic) if word)


def _uncounted(one: Reckoned, norm: Norm) -> Alert:
    if norm.basis != "quantity":
        wrong = f"单位 {one.unit} 没有填{_BASES[norm.basis]}"
        remedy = "请在“单位”表里填写"
    elif one.unit:
        wrong, remedy = f"“数量”表里没有“{norm.quantity}”", "请补上，或改计数依据"
    else:
        wrong, remedy = "按数量计算而没有写单位", "请写明是哪个单位"
    message = f"定额标准第 {one.row + 1} 行：{wrong}，没有算出支出；{remedy}。"
    return Alert("norm-count", _about(one.unit, norm), message, place=Entry("norms", (one.row,)))


def _beside_typed(found: list[Reckoned], budget: Budget, own: list[int]) -> Iterator[Alert]:
    """One item as its standards have it, beside the unit's lines of the same item."""
    lines = [one.line for one in found if one.line is not None]
    norm = budget.norms[found[0].row]
    rows = tuple(row for row in own if _same(lines[0], budget.spending[row]))
    typed = sum((budget.spending[row].amount for row in rows), Decimal(0))
    due = sum((line.amount for line in lines), Decimal(0))
    derives = [one for one in found if budget.norms[one.row].use == "derive"]
    place = Entry("spending", rows, tuple(dict.fromkeys(one.row for one in found)))
    about = _about(lines[0].unit, norm)
    if derives and rows and any(one.line and one.line.amount for one in derives):
        yield Alert("norm-twice", about, _twice(derives, typed, rows), place=place)
    elif not derives and not _is_rounded(typed, due):
        yield Alert("norm-differs", about, _differs(found, due, typed, rows), place=place)


def _same(item: SpendingLine, line: SpendingLine) -> bool:
    """Whether a unit's typed line is for an item of its standard, or for a part of it."""
    fund = includes("fund", item.fund, line.fund) or includes("fund", line.fund, item.fund)
    return (
        fund
        and includes("nature", nature(item), nature(line))
        and _within("function", item.function, line.function)
        and _within("dept_economic", item.dept_economic, line.dept_economic)
        and line.view in ("", "economic" if item.dept_economic else "function")
    )


def _within(dimension: str, wanted: str, said: str) -> bool:
    return not wanted or (bool(said) and includes(dimension, wanted, said))


def _is_rounded(typed: Decimal, due: Decimal) -> bool:
    """Whether a typed amount is the due one, exactly or rounded as budgets are."""
    half = (step / 2 for step in _ROUNDED_TO if typed % step == 0)
    return typed == due or any(abs(typed - due) <= one for one in half)


def _twice(found: list[Reckoned], typed: Decimal, rows: tuple[int, ...]) -> str:
    due = sum((one.line.amount for one in found if one.line), Decimal(0))
    return (
        f"{_from(found)}，生成 {in_unit(due, '元')} 元；支出{numbered(rows)}又手填 "
        f"{in_unit(typed, '元')} 元，两者都计入。请删去一处，或把用途改为“核对”。"
    )


def _differs(found: list[Reckoned], due: Decimal, typed: Decimal, rows: tuple[int, ...]) -> str:
    said = f"支出{numbered(rows)}手填 {in_unit(typed, '元')} 元" if rows else "支出没有填这一项"
    gap = in_unit(abs(due - typed), "元")
    return f"{_from(found)}，应为 {in_unit(due, '元')} 元；{said}，相差 {gap} 元，请核对。"


def _from(found: list[Reckoned]) -> str:
    rows = tuple(dict.fromkeys(one.row for one in found))
    return f"定额标准{numbered(rows)}：{'；'.join(one.arithmetic for one in found)}"


def numbered(rows: tuple[int, ...]) -> str:
    """Rows as a sentence cites them: 「第 1、3 行」, 「第 1、2、3、4、5、6 等 9 行」."""
    listed = "、".join(str(row + 1) for row in rows[:_CITED])
    return f"第 {listed} 行" if len(rows) <= _CITED else f"第 {listed} 等 {len(rows)} 行"
