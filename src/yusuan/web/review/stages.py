"""Stage amounts: 申报数, 审核数 and 批复数 of a budget, by project and by function. Amounts: 元."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yusuan.ledger.budgets import Budget, SpendingLine
from yusuan.standards.classification import codes
from yusuan.standards.dimensions import label
from yusuan.web.budgeting import amounts, reading
from yusuan.web.budgeting.models import Dossier, Revision
from yusuan.web.budgeting.states import State
from yusuan.web.review import cuts
from yusuan.web.review.models import Cut

STAGES: Final = ("一上申报数", "一上审核数", "二上申报数", "二上审核数", "批复数")

Lines = list[SpendingLine]
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stages:
    """An item with its amount at each stage; None where the stage is not reached."""

    name: str
    amounts: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The stage amounts of a budget: the whole, by project, by function."""

    total: Stages
    projects: tuple[Stages, ...]
    functions: tuple[Stages, ...]


def table(dossier: Dossier) -> Table:
    """The stage amounts, from the revisions kept at each step: what was approved never changes."""
    return Table(
        _stages("合计", lambda lines: {("", "合计"): _sum(lines)}, dossier, amounts.FUNCTION)[0],
        tuple(_stages("", _by_project(dossier), dossier, amounts.PROJECT)),
        tuple(_stages("", _by_function(dossier.year.year), dossier, amounts.FUNCTION)),
    )


def kept(dossier: Dossier, state: State) -> Budget | None:
    """The budget as it was when it last came into a state; None where it never did."""
    revision = Revision.objects.filter(dossier=dossier, state=state).defer("files").first()
    return reading.revised(revision).budget if revision else None


def _stages(
    name: str, group: Callable[[Lines], Mapping[Key, Decimal]], dossier: Dossier, view: str
) -> list[Stages]:
    columns = [None if one is None else group(one) for one in _columns(dossier, view)]
    keys = sorted({key for one in columns if one for key in one}) or [("", name)]
    return [
        Stages(
            name or key[1],
            tuple(None if one is None else one.get(key, Decimal(0)) for one in columns),
        )
        for key in keys
    ]


def _columns(dossier: Dossier, view: str) -> Iterable[Lines | None]:
    found = cuts.active(dossier)
    for number, state in ((1, State.SUBMITTED_1), (2, State.SUBMITTED_2)):
        budget = kept(dossier, state)
        lines = amounts.counted(budget, view) if budget else None
        yield lines
        yield _reviewed(lines, [one for one in found if one.round == number])
    approved = kept(dossier, State.APPROVED)
    yield amounts.counted(approved, view) if approved else None


def _reviewed(lines: Lines | None, made: list[Cut]) -> Lines | None:
    return cuts.reviewed(lines, made) if lines is not None else None


def _sum(lines: Iterable[SpendingLine]) -> Decimal:
    return sum((one.amount for one in lines), Decimal(0))


def _by_project(dossier: Dossier) -> Callable[[Lines], dict[Key, Decimal]]:
    names: dict[str, str] = {}
    for state in (State.SUBMITTED_1, State.SUBMITTED_2, State.APPROVED):
        budget = kept(dossier, state)
        names |= {one.key: one.name for one in budget.projects} if budget else {}

    def grouped(lines: Lines) -> dict[Key, Decimal]:
        return _grouped(
            lines,
            lambda one: (
                ("1" + one.project, names.get(one.project, one.project))
                if one.project
                else ("0" + one.nature, label("nature", one.nature) + "（不分项目）")
            ),
        )

    return grouped


def _by_function(year: int) -> Callable[[Lines], dict[Key, Decimal]]:
    known = codes("function")

    def named(one: SpendingLine) -> Key:
        found = known.get(one.function, year)
        return one.function, f"{one.function} {found.name}" if found else one.function or "（未分）"

    return lambda lines: _grouped(lines, named)


def _grouped(lines: Lines, key: Callable[[SpendingLine], Key]) -> dict[Key, Decimal]:
    found: dict[Key, Decimal] = defaultdict(Decimal)
    for one in lines:
        found[key(one)] += one.amount
    return found
