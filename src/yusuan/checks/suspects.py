"""The suspect: the smallest change of figures that settles what does not hold.

For every failed tie the changes are weighed that would make it hold: of one figure; of one figure
with the copies that repeat it; of two figures that hide each other. A change may break nothing that
holds. The one is preferred that settles the most and leaves the least, then the one after which
more sums come out to the last digit (rounding hides small gaps), then the one that looks like a
slip of the finger. What is as good as the best is said beside it, never kept silent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from yusuan.checks.causes import SLIP, as_printed, in_other_unit, is_slip, slips_of
from yusuan.checks.figures import Figure
from yusuan.checks.ties import INFINITY, Tie

Cell = tuple[Figure, Decimal]

_FEW = 3  # changes equally good that are worth saying; of more, none is
_COPIES = 12  # places that may repeat one wrong value
_PAIRS = 400  # pairs weighed for one tie


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What a failed tie is put down to: figures with the value each should have.

    One change settles the tie, as a rule; several do so only together. ``alternatives`` would do
    as well; where none of them is preferred, there are no changes. ``copies`` are the other places
    that repeat the value and would have to change with it.
    """

    changes: tuple[Cell, ...] = ()
    alternatives: tuple[Cell, ...] = ()
    copies: tuple[Figure, ...] = ()


def suspects(
    failed: Sequence[Tie], held: Iterable[Tie], unsure: Iterable[Tie] = ()
) -> Mapping[Tie, Suspicion]:
    """For each failed tie what it is put down to, where something stands out.

    The ``unsure`` do not hold, and that alone proves nothing; but a change that makes one of them
    come out exactly is the likelier for it.
    """
    search = _Search(_touching(failed), _touching(held), _touching(unsure))
    found: dict[Tie, Suspicion] = {}
    for stage in (search.of_one, search.of_copies, search.of_two):
        for tie in failed:
            if tie not in found and (suspicion := stage(tie)):
                found[tie] = suspicion
    return _together(failed, found)


def _touching(ties: Iterable[Tie]) -> dict[Figure, list[Tie]]:
    found: dict[Figure, list[Tie]] = defaultdict(list)
    for tie in ties:
        for figure in dict.fromkeys(tie.figures):
            found[figure].append(tie)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Change:
    """New values for some figures, and what becomes of the ties these take part in."""

    values: Mapping[Figure, Decimal]
    settled: frozenset[Tie]
    left: frozenset[Tie]
    broken: frozenset[Tie]
    exact: int  # how many more ties hold without any gap
    width: Decimal  # how far rounding reaches in the tightest tie that does

    @property
    def merit(self) -> tuple[int, int, int]:
        """How much it settles, and how little it leaves and touches."""
        return len(self.settled), -len(self.left), -len(self.values)

    @property
    def is_slip(self) -> bool:
        """Whether every figure was printed by a slip of the finger."""
        return all(is_slip(figure, value) for figure, value in self.values.items())

    def cell(self, tie: Tie) -> Cell:
        """The first of its figures that the tie touches."""
        figure = next(figure for figure in tie.figures if figure in self.values)
        return figure, in_other_unit(self.values[figure], figure)


@dataclass(slots=True, eq=False)
class _Search:
    """The ties of each figure by how they ended, and the changes weighed so far."""

    failing: Mapping[Figure, list[Tie]]
    holding: Mapping[Figure, list[Tie]]
    unsure: Mapping[Figure, list[Tie]]
    _single: dict[Figure, _Change | None] = field(default_factory=dict)

    def of_one(self, tie: Tie) -> Suspicion | None:
        """The change of one figure that breaks nothing, and settles more than it leaves."""
        sound = [one for one in self._singles(tie) if not one.broken and _settles_more(one)]
        return _best(tie, sound)

    def of_copies(self, tie: Tie) -> Suspicion | None:
        """The change of one figure and of all that repeat it."""
        found = (self._with_copies(one) for one in self._singles(tie) if one.broken)
        sound = [one for one in found if one and not one.broken and _settles_more(one)]
        return _best(tie, sound)

    def of_two(self, tie: Tie) -> Suspicion | None:
        """The change of two figures that hide each other in a tie of both."""
        found: dict[frozenset[Figure], _Change] = {}
        for values in self._pairs(tie):
            joint = self._weighed(values)
            if not joint.broken and not joint.left:
                found.setdefault(frozenset(joint.values), joint)
        merit = max((one.merit for one in found.values()), default=None)
        best = [one for one in found.values() if one.merit == merit]
        return Suspicion((best[0].cell(tie),)) if len(best) == 1 else None

    def _pairs(self, tie: Tie) -> Iterator[dict[Figure, Decimal]]:
        tried = 0
        for one in self._singles(tie):
            for troubled in (*one.left, *one.broken):
                for other in self._singles(troubled, settling=False):
                    tried += 1
                    if tried > _PAIRS:
                        return
                    joint = dict(one.values) | dict(other.values)
                    if len(joint) > 1 and troubled.holds_with(joint):
                        yield joint

    def _singles(self, tie: Tie, *, settling: bool = True) -> list[_Change]:
        """The best change of each figure of a tie."""
        found = []
        for figure in dict.fromkeys(tie.figures):
            if figure not in self._single:
                self._single[figure] = self._of_figure(figure)
            change = self._single[figure]
            if change and (tie in change.settled or not settling):
                found.append(change)
        return found

    def _of_figure(self, figure: Figure) -> _Change | None:
        changes = [self._weighed({figure: value}) for value in self._values(figure)]
        changes = [one for one in changes if one.settled]
        return max(changes, key=_order) if len(changes) > 1 else next(iter(changes), None)

    def _values(self, figure: Figure) -> list[Decimal]:
        """What the figure's ties ask for, as the figure would print it.

        That there should be nothing is said by a print of nothing or a slip, not by a sum that
        leaves the figure out.
        """
        failed = self.failing.get(figure, ())
        spans = [(tie, span) for tie in failed if (span := tie.span(figure))]
        wanted = [span for _, span in spans]
        asked = {
            value: 0
            for tie, span in spans
            if (value := as_printed(span.exact, figure))
            or len(tie.figures) == 2
            or is_slip(figure, value)
        }
        for tie in self.holding.get(figure, ()):
            span = tie.span(figure)
            if span and any(one.takes(span.exact) for one in wanted):
                asked.setdefault(as_printed(span.exact, figure), 0)
        if any(one.wide for one in wanted):
            slips = [value for value in slips_of(figure) if value == as_printed(value, figure)]
            exact = wanted[0].exact
            slips.sort(key=lambda value: abs(value - exact))
            near = [value for value in slips if all(one.takes(value) for one in wanted)]
            asked |= dict.fromkeys(near[:1], 0)
        else:
            for value in (figure.value * SLIP, figure.value / SLIP):
                if wanted and all(one.takes(value) for one in wanted):
                    asked.setdefault(value, 0)
        sound = (value for value in asked if value >= 0 or figure.signed)
        return [value for value in sound if value != figure.value]

    def _weighed(self, values: Mapping[Figure, Decimal]) -> _Change:
        failed = {tie for figure in values for tie in self.failing.get(figure, ())}
        held = {tie for figure in values for tie in self.holding.get(figure, ())}
        settled = frozenset(tie for tie in failed if tie.holds_with(values))
        broken = frozenset(tie for tie in held if not tie.holds_with(values))
        unsure = {tie for figure in values for tie in self.unsure.get(figure, ())}
        exact, width = _exact(values, failed | held | unsure)
        return _Change(values, settled, frozenset(failed - settled), broken, exact, width)

    def _with_copies(self, change: _Change) -> _Change | None:
        """The change made in every place that what holds binds to the same value."""
        ((figure, value),) = change.values.items()
        values = {figure: value}
        while change.broken:
            pairs = [_pair(tie, figure.value) for tie in change.broken]
            copies = {one for pair in pairs for one in pair} - values.keys()
            if not (all(pairs) and copies) or len(values) + len(copies) > _COPIES:
                return None
            values |= dict.fromkeys(copies, value)
            change = self._weighed(values)
        return change


def _pair(tie: Tie, value: Decimal) -> tuple[Figure, ...]:
    """The two figures of a tie that print one value, where all its others print nothing."""
    found: list[Figure] = []
    for figure in tie.figures:
        if figure.value == value:
            found.append(figure)
        elif figure.value:
            return ()
    return tuple(found) if len(found) == 2 else ()


def _order(change: _Change) -> tuple[bool, tuple[int, int, int], bool, int, Decimal]:
    """Of two values for one figure the better one is greater."""
    return not change.broken, change.merit, change.is_slip, change.exact, -change.width


def _exact(values: Mapping[Figure, Decimal], ties: Iterable[Tie]) -> tuple[int, Decimal]:
    """How many more ties ask for exactly the new value of a single figure than for the old one."""
    more, width = 0, INFINITY
    if len(values) > 1:
        return more, width
    ((figure, value),) = values.items()
    for tie in ties:
        span = tie.span(figure)
        if span and span.wide:
            more += span.takes(value) - span.takes(figure.value)
            continue
        wanted = as_printed(span.exact, figure) if span else None
        more += (wanted == value) - (wanted == figure.value)
        if span and wanted == value:
            width = min(width, span.high - span.low)
    return more, width


def _settles_more(change: _Change) -> bool:
    """Whether what remains is the lesser part, so that it can be the mark of another error."""
    return not change.left or len(change.settled) > 1


def _best(tie: Tie, changes: Sequence[_Change]) -> Suspicion | None:
    """The best change; what is as good as it, but for the look of a slip, is said beside it."""
    if not changes:
        return None
    merit = max(one.merit for one in changes)
    best = [one for one in changes if one.merit == merit]
    exact = max(one.exact for one in best)
    best = [one for one in best if one.exact == exact]
    slips = [one for one in best if len(one.values) == 1 and one.is_slip]
    chosen = best if len(best) == 1 else slips if len(slips) == 1 else []
    if len(best) > _FEW:
        return Suspicion()
    alternatives = tuple(one.cell(tie) for one in best if one not in chosen)
    if not chosen:
        return Suspicion((), alternatives)
    cell = chosen[0].cell(tie)
    copies = tuple(figure for figure in chosen[0].values if figure is not cell[0])
    return Suspicion((cell,), alternatives, copies)


def _together(failed: Sequence[Tie], found: dict[Tie, Suspicion]) -> Mapping[Tie, Suspicion]:
    """Failed ties that hold once every figure suspected elsewhere is put right."""
    changes: dict[Figure, Decimal] = {}
    for suspicion in found.values():
        for figure, value in suspicion.changes:
            changes |= dict.fromkeys((figure, *suspicion.copies), value)
    for tie in failed:
        own = {figure: changes[figure] for figure in tie.figures if figure in changes}
        settled = tie in found and found[tie].changes
        if own and not settled and tie.holds_with(own):
            found[tie] = Suspicion(tuple(own.items()))
    return found
