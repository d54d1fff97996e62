"""What sentences say of a figure against another time: now, before, the change and its rate."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from yusuan.checks.budgets import Budget
from yusuan.checks.figures import Figure, Told
from yusuan.checks.ratios import Ratio, Term
from yusuan.ledger import Coordinates
from yusuan.ledger.claims import AMOUNT, CHANGE, FLAT, RATE

_KINDS = frozenset({CHANGE, RATE, FLAT})


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """One figure against what it is compared with, as far as sentences or tables say them.

    ``beside`` is whether this year's figure stands in the sentence itself, ``before_beside``
    whether the other one does.
    """

    key: Coordinates
    base: Coordinates | None
    now: Figure | None
    before: Figure | None
    change: Told | None = None
    rate: Told | None = None
    flat: Told | None = None
    beside: bool = False
    before_beside: bool = False
    #: this year's figure as most places print it, where that is another than beside
    elsewhere: Figure | None = None

    @property
    def figure(self) -> Figure | None:
        """This year's figure as most places print it."""
        return self.elsewhere or self.now

    @property
    def first(self) -> Told:
        """The claim that makes the comparison."""
        found = self.change or self.rate or self.flat
        assert found
        return found

    @property
    def growth(self) -> Ratio | None:
        """The rate with what gives it: the sentence's own amounts first, then the tables'.

        An amount that other places contradict is judged for itself; the rate is worked out of
        what they print, unless it follows from the amount beside it.
        """
        own = self._growth(self.now)
        if self.elsewhere is None or (own and own.holds()):
            return own
        return self._growth(self.elsewhere)

    def _growth(self, now: Figure | None) -> Ratio | None:
        if self.rate is None:
            return None
        change = self.change.figure if self.change else None
        terms: tuple[tuple[Term, ...], tuple[Term, ...]]
        if change and now:
            terms = ((change, 1),), ((now, 1), (change, -1))
        elif change and self.before:
            terms = ((change, 1),), ((self.before, 1),)
        elif now and self.before:
            terms = ((now, 1), (self.before, -1)), ((self.before, 1),)
        else:
            return None
        return Ratio(self.rate.figure, *terms)


def comparisons(budget: Budget) -> list[Comparison]:
    """Every comparison the sentences of a budget make, in reading order."""
    return _Sentences(budget).comparisons()


class _Sentences:
    """The claims of a budget, by their ids and by the paragraphs they stand in."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._by_id = {(one.document, one.claim.id): one for one in budget.told}
        self._amounts: dict[tuple[int, str], list[Figure]] = defaultdict(list)
        for one in budget.told:
            if one.claim.kind == AMOUNT and one.figure.firm:
                self._amounts[one.document, one.claim.passage].append(one.figure)

    def comparisons(self) -> list[Comparison]:
        """The claims that compare, those of one sentence and one figure together."""
        groups: list[tuple[object, dict[str, Told]]] = []
        for one in self._budget.told:
            if one.claim.kind in _KINDS:
                about = self._amount(one)
                what = about.claim.id if about else self._budget.key(one.figure)
                here = (one.document, one.claim.passage, what, self._base(one))
                if groups and groups[-1][0] == here and one.claim.kind not in groups[-1][1]:
                    groups[-1][1][one.claim.kind] = one
                else:
                    groups.append((here, {one.claim.kind: one}))
        return [self._comparison(said) for _, said in groups]

    def _comparison(self, said: dict[str, Told]) -> Comparison:
        first = next(iter(said.values()))
        key, base, about = self._budget.key(first.figure), self._base(first), self._amount(first)
        before, near = self._before(base, first)
        printed = self._budget.reference(key) if first.claim.understood else None
        return Comparison(
            key,
            base,
            about.figure if about else printed,
            before,
            said.get(CHANGE),
            said.get(RATE),
            said.get(FLAT),
            about is not None,
            near,
            self._elsewhere(about) if about else None,
        )

    def _elsewhere(self, about: Told) -> Figure | None:
        if not about.figure.firm:
            return None
        figure = self._budget.reference(self._budget.key(about.figure))
        return figure if figure and not figure.printed.agrees(about.figure.printed) else None

    def _base(self, one: Told) -> Coordinates | None:
        return None if one.claim.base is None else self._budget.footing.key(one.claim.base)

    def _amount(self, one: Told) -> Told | None:
        """The amount said beside it, if need be through the change it stands beside."""
        about = self._by_id.get((one.document, one.claim.about))
        if about is not None and about.claim.kind != AMOUNT:
            about = self._by_id.get((one.document, about.claim.about))
        return about if about is not None and about.claim.kind == AMOUNT else None

    def _before(self, base: Coordinates | None, one: Told) -> tuple[Figure | None, bool]:
        """The figure compared with: the one the paragraph says, or else the most printed one."""
        if base is None or not one.claim.understood:
            return None, False
        said = self._amounts[one.document, one.claim.passage]
        near = next((figure for figure in said if self._budget.key(figure) == base), None)
        return near or self._budget.reference(base), near is not None
