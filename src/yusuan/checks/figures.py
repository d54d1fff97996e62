"""Facts where they stand: every figure with its list, its line and its column."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from yusuan.checks.running_on import joined
from yusuan.ledger import (
    UNITS,
    Amount,
    Claim,
    Coordinates,
    Disclosure,
    Fact,
    Remark,
    Section,
    Statement,
)
from yusuan.ledger.claims import AMOUNT, CHANGE, COUNT, RATE

#: What stands for the table where a figure is of a sentence.
TEXT = "text"
#: The last place of a number that is said in words: 持平, 无.
_WORD = Decimal(1)
_MONEY = frozenset({AMOUNT, CHANGE})
_SIGNED = frozenset({CHANGE, RATE})
_AREAS = frozenset({"平方米", "平米", "㎡", "m²", "m2"})


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A fact with where it stands; its amount has the precision it is taken to have."""

    fact: Fact
    document: int
    statement: Statement
    amount: Amount
    list: int = -1  # which list of the table, as joined; -1 for one outside lines × measures
    line: int = -1
    measure: int = -1
    firm: bool = True  # its line, its column and itself were understood
    partial: bool = False  # 其中
    rebuilt: bool = False  # reconstructed in reading
    repeated: bool = False  # another line of the same list has the same coordinates
    total: bool = False  # 合计, 小计
    signed: bool = False  # a change or its rate: it may be less than nothing
    counted: bool = False  # persons, vehicles: none of them is rounded off

    @property
    def where(self) -> tuple[int, str, int]:
        """The list it stands in: document, table, number of the list."""
        return self.document, self.statement.id, self.list

    @property
    def value(self) -> Decimal:
        """The amount in 元; of a claim that is no money, the number itself."""
        return self.amount.value

    @property
    def printed(self) -> Amount:
        """The amount at the precision it may have been rounded to: a sentence rounds freely."""
        if self.statement.id != TEXT:
            return self.amount
        return Amount(self.amount.value, max(self.amount.precision, self.fact.amount.precision))


@dataclass(slots=True, eq=False)
class Listing:
    """One list of a table with its figures, by line and by column."""

    document: int
    statement: Statement
    number: int
    section: Section
    rows: list[dict[int, Figure]] = field(default_factory=list)
    columns: list[dict[int, Figure]] = field(default_factory=list)

    @property
    def where(self) -> tuple[int, str, int]:
        """Which list it is: document, table, number of the list."""
        return self.document, self.statement.id, self.number

    def has_cell(self, line: int, measure: int) -> bool:
        """Whether a cell stands there at all, blank or not."""
        return (line, measure) in self.section.cells

    def coordinates(self, line: int, measure: int) -> Coordinates:
        """What a cell is about, printed or blank."""
        parts = self.section
        merged = parts.coordinates | parts.measures[measure].coordinates
        return merged | parts.lines[line].coordinates


def listings(disclosures: Sequence[Disclosure]) -> Iterator[Listing]:
    """Every list of every table."""
    for document, disclosure in enumerate(disclosures):
        for statement in disclosure.statements:
            step = inferred_step(statement)
            rebuilt = _Rebuilt(statement.remarks)
            for number, section in enumerate(joined(statement.sections)):
                yield _listing(document, statement, number, section, step, rebuilt)


def loose(disclosures: Sequence[Disclosure]) -> Iterator[Figure]:
    """The figures outside lines × measures, as in target forms."""
    for document, disclosure in enumerate(disclosures):
        for statement in disclosure.statements:
            step = inferred_step(statement)
            rebuilt = _Rebuilt(statement.remarks)
            for fact in statement.loose:
                yield Figure(
                    fact,
                    document,
                    statement,
                    refined(fact.amount, step),
                    firm=fact.understood,
                    rebuilt=rebuilt.touches(fact),
                )


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A claim of a sentence with its number as a figure; a per cent or a count is one too."""

    claim: Claim
    figure: Figure

    @property
    def document(self) -> int:
        """Which document says it."""
        return self.figure.document


def told(disclosures: Sequence[Disclosure]) -> Iterator[Told]:
    """Every claim of the explanation, each speaking in the unit it was printed in."""
    for document, disclosure in enumerate(disclosures):
        steps = _steps(disclosure.claims)
        for claim in disclosure.claims:
            step = steps.get(claim.unit) if claim.kind in _MONEY else None
            figure = Figure(
                claim.number,
                document,
                Statement(TEXT, "文字说明", claim.unit, claim.place, 0, 0),
                refined(Amount(claim.value, claim.precision or _WORD), step),
                firm=claim.understood,
                signed=claim.kind in _SIGNED,
                counted=claim.kind == COUNT and claim.unit not in _AREAS,
            )
            yield Told(claim, figure)


def _steps(claims: Iterable[Claim]) -> dict[str, Decimal | None]:
    """The decimals that the amounts of a text really have, by the unit they are printed in."""
    amounts: dict[str, list[Amount]] = defaultdict(list)
    for claim in claims:
        if claim.kind in _MONEY and claim.value and claim.unit in UNITS:
            amounts[claim.unit].append(Amount(claim.value, claim.precision))
    return {unit: _step(found, UNITS[unit]) for unit, found in amounts.items()}


def identity(figure: Figure, owner: int) -> str:
    """A figure's id as a document's findings write it, with its own document if it is another."""
    return figure.fact.id if figure.document == owner else f"{figure.document}:{figure.fact.id}"


def votes(figures: Iterable[Figure]) -> Counter[Decimal]:
    """How many lists print each value; 合计 and its only unit in one list are one voice."""
    voices = dict.fromkeys((figure.value, figure.where) for figure in figures)
    return Counter(value for value, _ in voices)


def inferred_step(statement: Statement) -> Decimal | None:
    """The decimals that the figures of a table really have, where it drops their zeros.

    60 among 448.93 and 65.36 stands for 60.00, and 420 beside 184.8 and 6.5 for 420.0 where no
    figure ends in a zero. Nothing finer than two decimals is ever inferred.
    """
    factor = UNITS.get(statement.unit or "")
    if factor is None:
        return None
    return _step([fact.amount for fact in statement.facts if fact.amount.value], factor)


def _step(amounts: Sequence[Amount], factor: Decimal) -> Decimal | None:
    step = factor / 100
    shown = sum(amount.precision <= step for amount in amounts)
    if 2 * shown > len(amounts):
        return step
    decimal = [amount for amount in amounts if amount.precision < factor]
    keeps_zeros = any(amount.value % (amount.precision * 10) == 0 for amount in decimal)
    if keeps_zeros or len(decimal) < 2:
        return None
    return max(step, min(amount.precision for amount in decimal))


def refined(amount: Amount, step: Decimal | None) -> Amount:
    """The amount at the step's precision, where it shows fewer decimals."""
    return Amount(amount.value, step) if step and amount.precision > step else amount


def _listing(
    document: int,
    statement: Statement,
    number: int,
    section: Section,
    step: Decimal | None,
    rebuilt: _Rebuilt,
) -> Listing:
    found = Listing(document, statement, number, section)
    found.rows = [{} for _ in section.lines]
    found.columns = [{} for _ in section.measures]
    twice = _twice(section)
    for (line, measure), fact in section.cells.items():
        if fact is None:
            continue
        row, column = section.lines[line], section.measures[measure]
        figure = Figure(
            fact,
            document,
            statement,
            refined(fact.amount, step),
            number,
            line,
            measure,
            fact.understood and row.understood and column.understood,
            row.partial or column.partial,
            rebuilt.touches(fact),
            row.coordinates in twice and not row.total,
            row.total,
        )
        found.rows[line][measure] = figure
        found.columns[measure][line] = figure
    return found


def _twice(section: Section) -> frozenset[Coordinates]:
    """Coordinates more than one plain line has: two projects of one name, two purchases."""
    counted = Counter(line.coordinates for line in section.lines if not line.total)
    return frozenset(coordinates for coordinates, times in counted.items() if times > 1)


class _Rebuilt:
    """Which figures of a table were reconstructed in reading, by their own or its remarks."""

    def __init__(self, remarks: Iterable[Remark]) -> None:
        found = [remark for remark in remarks if remark.kind == "reconstruction"]
        self._places = [remark.place.as_dict() for remark in found if remark.place]
        self._all = any(remark.place is None for remark in found)

    def touches(self, fact: Fact) -> bool:
        """Whether the figure, or the row it stands in, was reconstructed."""
        if self._all or (fact.understood and fact.remark):
            return True
        return bool(self._places) and _on_one(fact.place.as_dict(), self._places)


def _on_one(place: Mapping[str, object], others: Iterable[Mapping[str, object]]) -> bool:
    """Whether a place stands on the row (or at least the page) one of the others names."""
    names = ("page", "sheet", "table", "row", "line")
    for other in others:
        shared = [name for name in names if name in place and name in other]
        if all(place[name] == other[name] for name in shared):
            return True
    return False
