"""What a budget's own lines say against each other or leave open, as warnings for the clerk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yusuan.derive.conventions import conventions
from yusuan.derive.lines import Kinds, kinds
from yusuan.derive.logic import budget_logic, code_logic
from yusuan.derive.norms import Normed, norm_alerts
from yusuan.derive.places import Entry
from yusuan.derive.told import Numbered, Told, about
from yusuan.ledger import Alert
from yusuan.ledger.budgets import Budget, SpendingLine

#: The first year of the government economic classification (财预〔2017〕98号).
_GOVERNMENT_SINCE = 2018


def problems(budget: Budget) -> tuple[Alert, ...]:
    """Every warning about a budget's lists, each once; what standards give is looked at too."""
    whole = Normed.of(budget)
    found: dict[Told, list[int]] = {}
    for one in _told(budget, list(enumerate(whole.budget.spending))):
        bare = Told(one.rule, one.about, one.message, severity=one.severity)
        found.setdefault(bare, []).extend(one.rows)
    told = (_alert(whole, one, tuple(rows)) for one, rows in found.items())
    return (*told, *norm_alerts(budget))


def _told(budget: Budget, lines: Sequence[Numbered]) -> Iterator[Told]:
    known = kinds(budget)
    yield from code_logic(lines)
    yield from conventions(lines, budget.entity.year)
    yield from budget_logic(budget, lines)
    for number, line in lines:
        for rule, message in _government(line, known):
            yield Told(rule, about(line), message, (number,))


def _alert(whole: Normed, told: Told, rows: tuple[int, ...]) -> Alert:
    where = f"{whole.words(rows)}：" if rows else ""
    place = whole.place(Entry("spending", rows)) if rows else None
    return Alert(told.rule, told.about, where + told.message, told.severity, place)


def _government(line: SpendingLine, known: Kinds) -> Iterator[tuple[str, str]]:
    """The government class that a line leaves open, or has other than the correspondence."""
    code = line.dept_economic
    if known.year < _GOVERNMENT_SINCE or not code or not line.amount:
        return
    found = known.government(line)
    if not line.gov_economic and (not found or (len(found) == 3 and len(code) == 5)):
        yield (
            "gov-economic",
            f"部门经济科目 {code} 对应不止一个政府经济科目，"
            "没有自动填列，请在这一行写明政府经济科目。",
        )
    usual = known.official(line)
    if line.gov_economic and usual and not any(_nested(found, one) for one in usual):
        yield (
            "gov-economic-differs",
            f"政府经济科目填的是 {line.gov_economic}，部门经济科目 {code} 按单位性质一般对应 "
            f"{'、'.join(usual)}，请核对科目和单位性质。",
        )


def _nested(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
