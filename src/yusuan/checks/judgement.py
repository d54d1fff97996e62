"""From relations to verdicts: what each ends as, and what a gap is put down to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from yusuan.checks import reasons
from yusuan.checks.budgets import Budget
from yusuan.checks.causes import is_unit_slip
from yusuan.checks.columns import column_families
from yusuan.checks.damage import holds_without_repeats, is_shifted
from yusuan.checks.explanations import ACROSS, explain, is_far, seems_copied
from yusuan.checks.families import Family
from yusuan.checks.figures import Figure, Listing
from yusuan.checks.findings import FAILED, NOT_APPLICABLE, NOT_CHECKED, PASSED, ROUNDING
from yusuan.checks.relations import AGREES, GAP, ROUNDED, Relation, compare


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """How a relation ended, and why where it was not judged."""

    relation: Relation
    status: str
    reason: str = ""
    hint: str = ""  # what a gap may come from, where nothing better is known


#: A column of a list and the money it lacks.
Shortage = tuple[tuple[int, str, int], int, Decimal]


def _shortage(relation: Relation) -> Shortage:
    """The side with less money, and how much less it has."""
    side = relation.parts if relation.gap > 0 else relation.wholes
    at = (side or relation.figures)[0]
    return at.where, at.measure, abs(relation.gap)


@dataclass(slots=True)
class Judge:
    """Judges relations over some budgets; explanations are looked for in one of them, if any."""

    lists: Sequence[Listing]
    budget: Budget | None = None
    _at: dict[tuple[int, str, int], Listing] = field(default_factory=dict)
    _families: dict[Listing, list[Family]] = field(default_factory=dict)
    _shifted: dict[tuple[Listing, int], bool] = field(default_factory=dict)
    _confirmed: set[Figure] = field(default_factory=set)
    _short: dict[Shortage, str] = field(default_factory=dict)

    def verdicts(self, relations: Sequence[Relation]) -> list[Verdict]:
        """The verdict of each relation, in order."""
        self._at = {one.where: one for one in self.lists}
        compared = [(relation, compare(relation)) for relation in relations]
        self._confirmed = {
            figure
            for relation, state in compared
            if state != GAP and relation.rule == "columns-add-up" and relation.whole
            for figure in relation.figures
        }
        held = {AGREES: PASSED, ROUNDED: ROUNDING}
        found = [
            self._of_gap(relation) if state == GAP else Verdict(relation, held[state])
            for relation, state in compared
        ]
        return [self._reconsidered(verdict) for verdict in found]

    def _of_gap(self, relation: Relation) -> Verdict:
        if relation.doubt:
            return Verdict(relation, NOT_CHECKED, relation.doubt)
        if any(self._in_shifted_row(figure) for figure in relation.figures):
            return Verdict(relation, NOT_CHECKED, reasons.SHIFTED)
        if any(f.rebuilt and f not in self._confirmed for f in relation.figures):
            return Verdict(relation, NOT_CHECKED, reasons.REBUILT)
        if relation.rule == "rows-add-up" and holds_without_repeats(relation):
            return Verdict(relation, NOT_APPLICABLE, reasons.REPEATED)
        if self.budget is not None and not is_unit_slip(relation):
            explained = explain(relation, self.budget)
            if explained:
                self._short[_shortage(relation)] = explained
                return Verdict(relation, NOT_APPLICABLE, explained)
            if is_far(relation, self.budget):
                return Verdict(relation, NOT_CHECKED, reasons.FAR)
            return Verdict(relation, FAILED, hint=seems_copied(relation, self.budget))
        return Verdict(relation, FAILED)

    def _reconsidered(self, verdict: Verdict) -> Verdict:
        """A column shown to lack some money lacks it in every comparison."""
        relation = verdict.relation
        if verdict.status == FAILED and relation.rule in ACROSS:
            explained = self._short.get(_shortage(relation))
            if explained:
                return Verdict(relation, NOT_APPLICABLE, explained)
        return verdict

    def _in_shifted_row(self, figure: Figure) -> bool:
        listing = self._at.get(figure.where)
        if listing is None:
            return False
        at = (listing, figure.line)
        if at not in self._shifted:
            if listing not in self._families:
                self._families[listing] = column_families(listing)
            self._shifted[at] = is_shifted(listing, figure.line, self._families[listing])
        return self._shifted[at]
