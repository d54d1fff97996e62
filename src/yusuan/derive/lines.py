"""What a line of spending is about: its nature split in two, and its government class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yusuan.derive.totals import Share
from yusuan.ledger import Coordinates
from yusuan.ledger.budgets import Budget, SpendingLine
from yusuan.standards import classification

#: Wages and aid to persons; all other classes of the basic expenditure are operating money.
PERSONNEL = ("301", "303")


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of a budget's units, as the correspondence of the classifications knows them."""

    year: int
    institutions: frozenset[str]

    def government(self, line: SpendingLine) -> str:
        """The government class of a line: its own, else the one that its department class gives.

        Where several 款 fit, their common 类; where those differ too, nothing is said.
        """
        if line.gov_economic or not line.dept_economic:
            return line.gov_economic
        found = self.corresponding(line)
        if len(found) == 1:
            return found[0]
        classes = {code[:3] for code in found}
        return classes.pop() if len(classes) == 1 else ""

    def corresponding(self, line: SpendingLine) -> tuple[str, ...]:
        """The government classes that the department class of a line may stand for."""
        return classification.correspondence(line.dept_economic, self.kind(line.unit), self.year)

    def official(self, line: SpendingLine) -> tuple[str, ...]:
        """The same, where all that the correspondence says of the class is certain."""
        kind = self.kind(line.unit)
        return classification.sure_correspondence(line.dept_economic, kind, self.year)

    def kind(self, unit: str) -> str:
        """The kind of a unit, as the correspondence tells units apart."""
        return "institution" if unit in self.institutions else "administrative"


def kinds(budget: Budget) -> Kinds:
    """The kinds of a budget's units; organs and institutions run like them are one kind."""
    institutions = (unit.code for unit in budget.units if unit.kind == "institution")
    return Kinds(budget.entity.year, frozenset(institutions))


def nature(line: SpendingLine) -> str:
    """The nature of a line: basic expenditure is personnel or operating by its class."""
    if line.nature != "basic" or not line.dept_economic:
        return line.nature
    personnel = line.dept_economic.startswith(PERSONNEL)
    return "basic.personnel" if personnel else "basic.operating"


def about(pairs: Mapping[str, str]) -> Coordinates:
    """Coordinates of the dimensions that say something."""
    return Coordinates({name: member for name, member in pairs.items() if member})


def spending(budget: Budget) -> Iterator[Share]:
    """The shares of every line of spending.

    Where a function (or project) has money that is not known by economic class, a line of it that
    is known by both is shown by each alone: a sum over its classes would be a part taken for all.
    """
    known = kinds(budget)
    partly = {key for line in budget.spending if line.view for key in _rows(line)}
    for number, line in enumerate(budget.spending):
        where = coordinates(line, known)
        if line.view or partly.isdisjoint(_rows(line)) or not line.dept_economic:
            yield Share(where, line.amount, number, line.view)
            continue
        by_function = where.without("dept_economic", "gov_economic") | {"nature": line.nature}
        yield Share(by_function, line.amount, number, "function")
        yield Share(where.without("function", "project"), line.amount, number, "economic")


def _rows(line: SpendingLine) -> set[tuple[str, ...]]:
    """The function and the project of a line, each with what it stands in."""
    slot = line.unit, line.fund, line.nature
    return {(*slot, name) for name in (line.function, line.project) if name}


def coordinates(line: SpendingLine, known: Kinds) -> Coordinates:
    """What a line of spending is about, in every dimension that it says."""
    return about(
        {
            "unit": line.unit,
            "flow": "expenditure",
            "fund": line.fund,
            "function": line.function,
            "nature": nature(line),
            "dept_economic": line.dept_economic,
            "gov_economic": known.government(line),
            "project": line.project,
        }
    )
