"""粗细口径一致, by nature: which natures and economic classes make up which, from data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from yusuan.checks import reasons
from yusuan.checks.budgets import Budget
from yusuan.checks.figures import Figure
from yusuan.checks.relations import Relation
from yusuan.ledger import Coordinates

RULE = "coarse-equals-fine"


@dataclass(frozen=True, slots=True)
class Composition:
    """A whole and its parts, as `relations.toml` has them."""

    whole: Coordinates
    parts: tuple[Coordinates, ...]
    also: tuple[Coordinates, ...] = ()
    may: tuple[Coordinates, ...] = ()

    @property
    def splits(self) -> frozenset[str]:
        """The dimensions the parts speak of; a whole in context names none but its own."""
        return frozenset(name for part in self.parts for name in part)


@cache
def compositions() -> tuple[Composition, ...]:
    """Every composition of the data file."""
    file = resources.files("yusuan.standards") / "data" / "relations.toml"
    found = tomllib.loads(file.read_text(encoding="utf-8"))["composition"]
    return tuple(
        Composition(
            Coordinates.parse(entry["whole"]),
            *(
                tuple(Coordinates.parse(text) for text in entry.get(name, ()))
                for name in ("parts", "also", "may")
            ),
        )
        for entry in found
    )


def compositions_hold(budget: Budget) -> Iterator[Relation]:
    """Every whole against its parts, where they are printed in different lists."""
    blank = _blank_keys(budget)
    for composition in compositions():
        for key in _wholes(composition, budget):
            yield from _relation(composition, key, budget, blank)


def _wholes(composition: Composition, budget: Budget) -> list[Coordinates]:
    """The printed wholes of which some part is printed in the same context, in reading order."""
    others = composition.splits - composition.whole.keys()
    parts = [tuple(part.items()) for part in composition.parts]
    found: dict[Coordinates, None] = {}
    for key in budget.index:
        if any(all(key.get(name) == member for name, member in part) for part in parts):
            whole = key.without(*others) | composition.whole
            if whole in budget.index:
                found.setdefault(whole)
    return list(found)


def _relation(
    composition: Composition, key: Coordinates, budget: Budget, blank: set[Coordinates]
) -> Iterator[Relation]:
    keys = [key | part for part in composition.parts]
    parts = [figure for part in keys if (figure := budget.reference(part))]
    whole = budget.reference(key)
    if whole is None or not any(part.value for part in parts) or _on_one_line(whole, parts):
        return
    lacking = any(part not in budget.index and part not in blank for part in keys)
    lacking = lacking or any(_only_overall(key, part, budget) for part in composition.also)
    extra = [figure for part in composition.also if (figure := budget.reference(key | part))]
    may = tuple(figure for part in composition.may if (figure := budget.reference(key | part)))
    figures = (*parts, *extra)
    partial = any(figure.partial for figure in (whole, *figures))
    doubt = reasons.NOT_PRINTED if lacking else reasons.PART if partial else ""
    yield Relation(RULE, (whole,), figures, doubt, tolerated=may)


def _only_overall(key: Coordinates, part: Coordinates, budget: Budget) -> bool:
    """Whether a part has money over all, but is not printed for this function, unit or project."""
    overall = key.without("function", "unit", "project")
    figure = budget.reference(overall | part) if overall != key else None
    return bool(figure and figure.value) and key | part not in budget.index


def _on_one_line(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the list's own row already relates them."""
    return whole.list >= 0 and all(
        (part.document, part.statement.id, part.list, part.line)
        == (whole.document, whole.statement.id, whole.list, whole.line)
        for part in parts
    )


def _blank_keys(budget: Budget) -> set[Coordinates]:
    """Coordinates whose cell is printed blank: nothing, and said to be nothing."""
    return {
        budget.footing.key(one.coordinates(line, measure))
        for one in budget.lists
        for (line, measure), fact in one.section.cells.items()
        if fact is None
        and one.section.lines[line].understood
        and one.section.measures[measure].understood
    }
