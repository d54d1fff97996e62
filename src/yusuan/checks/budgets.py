"""The documents of one budget taken together: its lists, its figures, and where each is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from yusuan.checks.figures import Figure, Listing, Told, listings, loose, told, votes
from yusuan.checks.footing import Footing, footing
from yusuan.checks.rows import Outline, outline
from yusuan.ledger import Coordinates, Disclosure
from yusuan.ledger.claims import AMOUNT


@dataclass(slots=True, eq=False)
class Budget:
    """One budget: an entity's, of one year and stage, in one document or several."""

    documents: dict[int, Disclosure]
    lists: list[Listing]
    loose: list[Figure]
    told: list[Told]  # the claims of sentences
    footing: Footing
    trees: dict[Listing, Outline] = field(default_factory=dict)
    #: every figure that may be compared across tables, by its coordinates on one footing
    index: Mapping[Coordinates, list[Figure]] = field(default_factory=dict)
    values: dict[Decimal, list[tuple[Coordinates, Figure]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    @property
    def said(self) -> list[Figure]:
        """The amounts of sentences."""
        return [one.figure for one in self.told if one.claim.kind == AMOUNT]

    @property
    def year(self) -> int | None:
        """The year the budget is for."""
        return int(self.footing.year) if self.footing.year else None

    @property
    def scope(self) -> str | None:
        """Whether it is a department's budget or a unit's."""
        return next((d.scope for d in self.documents.values() if d.scope), None)

    def key(self, figure: Figure) -> Coordinates:
        """The coordinates a figure is compared by."""
        return self.footing.key(figure.fact.coordinates)

    def reference(self, key: Coordinates) -> Figure | None:
        """The figure that speaks for its coordinates: the value most places print."""
        found = self.index.get(key)
        return most_printed(found) if found else None

    def printing(self, value: Decimal) -> list[tuple[Coordinates, Figure]]:
        """The figures that print a value, with their keys."""
        if not self.values:
            for key, figures in self.index.items():
                for figure in figures:
                    self.values[figure.value].append((key, figure))
        return self.values.get(value, [])

    def figures(self) -> list[Figure]:
        """Every figure, in reading order."""
        listed = (figure for one in self.lists for row in one.rows for figure in row.values())
        return [*listed, *self.loose, *self.said]


def most_printed(figures: Sequence[Figure]) -> Figure:
    """The first of the figures that print the value most of them print."""
    counted = votes(figures)
    most = max(counted.values())
    return next(figure for figure in figures if counted[figure.value] == most)


def budgets(disclosures: Sequence[Disclosure]) -> list[Budget]:
    """The documents grouped into budgets: parts of one have one body, year, stage and scope."""
    groups: list[dict[int, Disclosure]] = []
    for number, disclosure in enumerate(disclosures):
        fitting = [group for group in groups if _fits(disclosure, group)]
        if len(fitting) == 1:
            fitting[0][number] = disclosure
        else:
            groups.append({number: disclosure})
    others, claims = list(loose(disclosures)), list(told(disclosures))
    lists = list(listings(disclosures))
    return [_budget(group, lists, others, claims) for group in groups]


def _fits(disclosure: Disclosure, group: Mapping[int, Disclosure]) -> bool:
    """Whether nothing said of the document contradicts the documents of a budget."""
    return all(
        None in {mine, theirs} or mine == theirs or _one_name(str(mine), str(theirs))
        for other in group.values()
        for mine, theirs in (
            (disclosure.entity, other.entity),
            (disclosure.year, other.year),
            (disclosure.stage, other.stage),
            (disclosure.scope, other.scope),
        )
    )


def _one_name(one: str, other: str) -> bool:
    """Whether one name is the other with its place before it: 区财政局, 某市某区财政局."""
    return len(min(one, other, key=len)) > 4 and (one.endswith(other) or other.endswith(one))


def _budget(
    documents: dict[int, Disclosure],
    lists: Sequence[Listing],
    others: Sequence[Figure],
    claims: Sequence[Told],
) -> Budget:
    found = Budget(
        documents,
        [one for one in lists if one.document in documents],
        [figure for figure in others if figure.document in documents],
        [one for one in claims if one.document in documents],
        Footing(),
    )
    figures = found.figures()
    found.footing = footing(documents.values(), figures)
    found.trees = {one: outline(one.section.lines) for one in found.lists}
    index: dict[Coordinates, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.firm and not figure.repeated:
            key = found.key(figure)
            if "flow" in key:
                index[key].append(figure)
    found.index = index
    return found
