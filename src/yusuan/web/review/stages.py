"""Stage amounts: 申报数, 审核数 and 批复数 of a budget, by project and by function. Amounts: 元."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
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
_UNSPLIT: Final = ("~", "没有分到支出行的核减")

Key = tuple[str, str]  # what it is sorted by, what it is called
Column = dict[Key, Decimal]


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
    at = list(_stages(dossier))
    functions = _rows(at, _by_function)
    total = tuple(
        None
        if one is None
        else sum((row.amounts[n] or Decimal(0) for row in functions), Decimal(0))
        for n, one in enumerate(at)
    )
    return Table(Stages("合计", total), _rows(at, _by_project), functions)


@dataclass(frozen=True, slots=True)
class _Stage:
    """A budget and what was cut of it."""

    budget: Budget
    made: tuple[Cut, ...] = ()

    def lines(self) -> list[SpendingLine]:
        """Its lines, by function, with what was cut taken off."""
        return cuts.reviewed(amounts.counted(self.budget), self.made)

    def unsplit(self) -> dict[str, Decimal]:
        """What was cut of projects that no line of spending bears, by project."""
        return {
            one.project: one.now - one.was
            for one in self.made
            if one.project and not amounts.split(self.budget, one.project)
        }


def _stages(dossier: Dossier) -> Iterable[_Stage | None]:
    found = cuts.active(dossier)
    for number, state in ((1, State.SUBMITTED_1), (2, State.SUBMITTED_2)):
        budget = kept(dossier, state)
        own = tuple(one for one in found if one.round == number)
        yield _Stage(budget) if budget else None
        yield _Stage(budget, own) if budget else None
    approved = kept(dossier, State.APPROVED)
    yield _Stage(approved) if approved else None


def kept(dossier: Dossier, state: State) -> Budget | None:
    """The budget as it was when it last came into a state; None where it never did."""
    revision = Revision.objects.filter(dossier=dossier, state=state).defer("files").first()
    return reading.revised(revision).budget if revision else None


def _rows(at: Sequence[_Stage | None], group: Callable[[_Stage], Column]) -> tuple[Stages, ...]:
    columns = [None if one is None else group(one) for one in at]
    keys = sorted({key for one in columns if one for key in one})
    return tuple(
        Stages(key[1], tuple(None if one is None else one.get(key, Decimal(0)) for one in columns))
        for key in keys
    )


def _by_project(stage: _Stage) -> Column:
    """By project; what is left, by nature."""
    found: Column = defaultdict(Decimal)
    names = {one.key: one.name for one in stage.budget.projects}
    for one in stage.lines():
        found[_project(one.project, names) if one.project else _rest(one.nature)] += one.amount
    cut = stage.unsplit()
    for key in names:
        if not amounts.split(stage.budget, key):
            amount = amounts.of_project(stage.budget, key)
            found[_project(key, names)] += amount + cut.get(key, Decimal(0))
            found[_rest("project")] -= amount
    return {key: amount for key, amount in found.items() if amount or key != _rest("project")}


def _project(key: str, names: dict[str, str]) -> Key:
    return "1" + key, names.get(key, key)


def _rest(nature: str) -> Key:
    return "0" + nature, label("nature", nature) + (
        "（没有分到项目）" if nature == "project" else ""
    )


def _by_function(stage: _Stage) -> Column:
    found: Column = defaultdict(Decimal)
    known, year = codes("function"), stage.budget.entity.year
    for one in stage.lines():
        named = known.get(one.function, year)
        words = f"{one.function} {named.name}" if named else one.function or "（没有分科目）"
        found[one.function, words] += one.amount
    if cut := sum(stage.unsplit().values(), Decimal(0)):
        found[_UNSPLIT] = cut
    return found
