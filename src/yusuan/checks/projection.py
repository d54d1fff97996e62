"""粗细口径一致: the finest lines of a list, added up to what another table says coarsely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from yusuan.checks import reasons
from yusuan.checks.budgets import Budget
from yusuan.checks.figures import Figure, Listing
from yusuan.checks.relations import GAP, Relation, compare
from yusuan.checks.rows import Outline
from yusuan.ledger import Coordinates
from yusuan.standards.dimensions import CODED, ancestors

RULE = "coarse-equals-fine"
#: What a list may be added up over: codes, and lists whose entries have names of their own.
_OPEN = frozenset({"unit", "project", "line", "procurement", "service"})
_OVER = frozenset(CODED) | _OPEN


def coarse_equals_fine(budget: Budget) -> Iterator[Relation]:
    """Every sum of a list's finest lines against the figures that say it elsewhere."""
    said = _said(budget)
    for one in budget.lists:
        yield from _Sums(one, budget.trees[one], budget, said).relations()


def _said(budget: Budget) -> dict[Coordinates, set[str]]:
    """By codes and names alone: which tables say a figure there."""
    found: dict[Coordinates, set[str]] = defaultdict(set)
    for key, figures in budget.index.items():
        tables = found[key.only(*_OVER)]
        tables.update(f"{figure.document}:{figure.statement.id}" for figure in figures)
    return found


@dataclass(slots=True)
class _Sums:
    """The sums one list can give."""

    listing: Listing
    tree: Outline
    budget: Budget
    said: dict[Coordinates, set[str]]

    def relations(self) -> Iterator[Relation]:
        """The relations of every column of the list."""
        leaves = self.tree.leaves
        if len(leaves) < 2:
            return
        groups = {
            place: group
            for place, group in _grouped(leaves, self.tree).items()
            if self._said_elsewhere(place)
        }
        for measure, column in enumerate(self.listing.section.measures):
            strip = self.listing.columns[measure]
            if column.understood and not column.partial and any(i in strip for i in leaves):
                yield from self._of_column(measure, groups)

    def _of_column(
        self, measure: int, groups: dict[Coordinates, tuple[list[int], bool]]
    ) -> Iterator[Relation]:
        column = self.listing.section.measures[measure]
        base = self.listing.section.coordinates | column.coordinates
        own = {self.budget.key(f) for f in self.listing.columns[measure].values() if f.firm}
        found = []
        for place, (lines, open_ended) in groups.items():
            key = self.budget.footing.key(base | place)
            target = self._target(key) if key not in own else None
            relation = self._relation(target, lines, measure) if target else None
            if relation:
                found.append((place, relation, open_ended))
        anchored = self._anchored(measure, found)
        once: dict[tuple[Figure, ...], Relation] = {}  # one sum may be had in several ways
        for place, relation, open_ended in found:
            doubt = relation.doubt or _doubt(
                place, relation, anchored=anchored, open_ended=open_ended
            )
            before = once.get(relation.figures)
            if before is None or (before.doubt and not doubt):
                once[relation.figures] = replace(relation, doubt=doubt)
        yield from once.values()

    def _said_elsewhere(self, place: Coordinates) -> bool:
        """Whether another table says anything at all of a place."""
        tables = self.said.get(self.budget.footing.key(place).only(*_OVER), set())
        return bool(tables - {f"{self.listing.document}:{self.listing.statement.id}"})

    def _target(self, key: Coordinates) -> Figure | None:
        """The figure that says the sum in another table."""
        figure = self.budget.reference(key)
        if figure is None or figure.statement is self.listing.statement:
            return None
        return figure

    def _relation(self, target: Figure, lines: Sequence[int], measure: int) -> Relation | None:
        strip = self.listing.columns[measure]
        parts = tuple(strip[line] for line in lines if line in strip)
        if not any(part.value for part in parts):
            return None
        doubt = ""
        if any(i in strip and strip[i].value for i in self.tree.strangers):
            doubt = reasons.UNKNOWN_LINE
        elif not all(part.firm for part in parts):
            doubt = reasons.UNKNOWN_COLUMN
        elif target.partial:
            doubt = reasons.PART
        elif not all(self.listing.has_cell(line, measure) for line in lines):
            doubt = reasons.LOST
        return Relation(RULE, (target,), parts, doubt)

    def _anchored(
        self, measure: int, found: Sequence[tuple[Coordinates, Relation, bool]]
    ) -> bool | None:
        """Whether the list's own total agrees with another table; None where none says it."""
        for place, relation, _ in found:
            if not place:
                return compare(relation) != GAP
        strip = self.listing.columns[measure]
        for index in (*self.tree.totals, *self.tree.grand):
            figure = strip.get(index)
            target = self._target(self.budget.key(figure)) if figure and figure.firm else None
            if figure and target:
                return compare(Relation(RULE, (target,), (figure,))) != GAP
        return None


def _doubt(
    place: Coordinates, relation: Relation, *, anchored: bool | None, open_ended: bool
) -> str:
    """Why a gap is no error: the list may be a selection, or the totals differ already."""
    if anchored:
        return ""
    if open_ended and relation.gap > 0:
        return reasons.SELECTION
    return reasons.TOTALS_DIFFER if place and anchored is False else ""


def _grouped(leaves: Sequence[int], tree: Outline) -> dict[Coordinates, tuple[list[int], bool]]:
    """Every coarser place with the finest lines in it, and whether an open list was added up."""
    groups: dict[Coordinates, tuple[list[int], bool]] = {}
    cached: dict[Coordinates, list[tuple[Coordinates, bool]]] = {}
    said = [set(tree.place(leaf)) & _OVER for leaf in leaves]
    everywhere = set.intersection(*said) if said else set()
    for leaf in leaves:
        place = tree.place(leaf)
        if place not in cached:
            cached[place] = list(_coarser(place, everywhere))
        for coarser, open_ended in cached[place]:
            lines, before = groups.setdefault(coarser, ([], False))
            lines.append(leaf)
            groups[coarser] = (lines, before or open_ended)
    return groups


def _coarser(place: Coordinates, everywhere: set[str]) -> Iterator[tuple[Coordinates, bool]]:
    """What a line is a part of, by every way of raising a code or leaving a dimension out.

    A dimension that some lines do not name is always left out: their money could be anywhere in it.
    """
    options: list[list[tuple[str, str] | None]] = []
    for name, member in place.items():
        if name not in _OVER:
            options.append([(name, member)])
        elif name not in everywhere:
            options.append([None])
        else:
            wider = [(name, up) for up in ancestors(name, member)] if name in CODED else []
            options.append([(name, member), *wider, None])
    for chosen in product(*options):
        pairs = dict(pair for pair in chosen if pair)
        coarser = Coordinates(pairs)
        if coarser != place:
            left_out = place.keys() - pairs.keys()
            yield coarser, bool(left_out & _OPEN)
