"""Comparing like with like: bodies and years by a classification, on one basis.

What is compared is disclosed for one stage and one scope, and each figure says just what is asked:
all money or that of one fund, all of a body, the year and stage of its disclosure. Codes of
earlier years are bridged to those of the latest; what cannot be compared is said, with why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from yusuan.dataset.reading import Dataset
from yusuan.dataset.schema import COMMON, MONEY, TEXT
from yusuan.dataset.values import Answer
from yusuan.standards import crosswalk
from yusuan.standards.classification import codes
from yusuan.standards.dimensions import CODED, label

#: The classifications that bodies and years can be compared by.
DIMENSIONS: Final = ("function", "dept_economic", "gov_economic", "nature", "item", "fund")
ALL_MONEY: Final = ""
_SCOPES: Final = {"department": "部门", "unit": "单位"}


@dataclass(frozen=True, slots=True)
class Basis:
    """What every figure of a comparison says alike; ``level`` is the digits of a code."""

    dimension: str
    level: int | None = None
    fund: str = ALL_MONEY
    nature: str = ""  # basic | project …; all where empty
    stage: str = "budget"
    scope: str = "department"

    @property
    def said(self) -> str:
        """The basis in words."""
        scope = _SCOPES.get(self.scope, self.scope)
        return f"{scope}{label('stage', self.stage)}，{self.money}"

    @property
    def money(self) -> str:
        """Which money is compared, in words."""
        fund = label("fund", self.fund) if self.fund else "全部资金"
        return f"{fund}，{label('nature', self.nature) if self.nature else '支出'}"


@dataclass(frozen=True, slots=True)
class Column:
    """A body in a year: what is compared with the others."""

    key: str
    district: str
    department: str
    year: int
    disclosure: str

    @property
    def label(self) -> str:
        """Its name for a heading."""
        return f"{self.department}{self.year}年"


@dataclass(frozen=True, slots=True)
class Figure:
    """What a column says of a member: 元, the facts it is from, and what was bridged."""

    amount: Decimal
    facts: tuple[tuple[str, str], ...]  # (disclosure, fact)
    codes: tuple[str, ...] = ()  # of its own year, where they are others


@dataclass(frozen=True, slots=True)
class Line:
    """A member with a figure for each column; None where a column says nothing of it."""

    member: str
    name: str
    figures: tuple[Figure | None, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Columns by lines on one basis; ``left_out`` says what is not compared, and why."""

    basis: Basis
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    left_out: tuple[tuple[str, str], ...] = ()

    def answer(self) -> Answer:
        """The comparison as it is shown: member, name, an amount for each column, notes."""
        heads = ("member", "name", *(one.label for one in self.columns), "notes")
        types = (TEXT, TEXT, *(MONEY for _ in self.columns), TEXT)
        rows = (
            (
                one.member,
                one.name,
                *(figure.amount if figure else None for figure in one.figures),
                "；".join(one.notes),
            )
            for one in self.lines
        )
        return Answer(heads, types, tuple(rows))


@dataclass(slots=True)
class _Found:
    """The figures of a column by member, while they are gathered."""

    column: Column
    figures: dict[str, Figure] = field(default_factory=dict)


def compare(
    data: Dataset,
    basis: Basis,
    *,
    districts: Sequence[str] = (),
    departments: Sequence[str] = (),
    years: Sequence[int] = (),
) -> Comparison:
    """Compare what was disclosed of some bodies and years; an empty choice is all of them.

    Raises KeyError for a classification that nothing can be compared by.
    """
    if basis.dimension not in DIMENSIONS:
        raise KeyError(basis.dimension)
    chosen = _chosen(data, districts, departments, years)
    found, left_out = _gathered(data, basis, chosen)
    columns = sorted(found, key=lambda one: _order(one.column))
    latest = max((one.column.year for one in columns), default=0)
    bridged, notes = _bridged(basis.dimension, columns, latest)
    members = sorted({member for one in bridged for member in one.figures})
    lines = tuple(
        Line(
            member,
            named(basis.dimension, member, latest),
            tuple(one.figures.get(member) for one in bridged),
            tuple(dict.fromkeys(notes.get(member, ()))),
        )
        for member in members
    )
    return Comparison(basis, tuple(one.column for one in columns), lines, tuple(left_out))


def _order(column: Column) -> tuple[str, str, int]:
    return column.district, column.department, column.year


def named(dimension: str, member: str, year: int) -> str:
    """What a member is called in a year; a member that is not known stands for itself."""
    if dimension not in CODED:
        return label(dimension, member)
    found = codes(dimension).get(member, year) or codes(dimension).get(member)
    return found.name if found else member


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What was chosen: a disclosure, and what it is."""

    column: Column
    stage: str
    scope: str


def _chosen(
    data: Dataset, districts: Sequence[str], departments: Sequence[str], years: Sequence[int]
) -> list[_Chosen]:
    rows = data.sql(
        "SELECT key, district, department, year, id, coalesce(stage, ''),"
        " coalesce(scope, 'department') FROM disclosures WHERE latest AND year IS NOT NULL"
        " AND (len($1) = 0 OR district IN (SELECT unnest($1)))"
        " AND (len($2) = 0 OR department IN (SELECT unnest($2)))"
        " AND (len($3) = 0 OR year IN (SELECT unnest($3::INTEGER[])))",
        [list(districts), list(departments), list(years)],
    ).rows
    return [_Chosen(Column(*row[:5]), row[5], row[6]) for row in rows]


def _gathered(
    data: Dataset, basis: Basis, chosen: Sequence[_Chosen]
) -> tuple[list[_Found], list[tuple[str, str]]]:
    """The figures of every column, and what has none, with why."""
    left_out: list[tuple[str, str]] = []
    asked: dict[str, _Chosen] = {}
    for one in chosen:
        if one.stage != basis.stage:
            why = f"是{label('stage', one.stage)}，不和{label('stage', basis.stage)}比较"
            left_out.append((one.column.label, why))
        elif one.scope != basis.scope:
            scope = _SCOPES.get(one.scope, one.scope)
            why = f"是{scope}口径，不和{_SCOPES.get(basis.scope, basis.scope)}口径比较"
            left_out.append((one.column.label, why))
        else:
            asked[one.column.disclosure] = one
    found: dict[str, _Found] = {}
    for disclosure, member, amount, fact in _figures(data, basis, list(asked)):
        column = asked[disclosure].column
        of = found.setdefault(_body(column), _Found(column))
        of.figures.setdefault(member, Figure(amount, ((disclosure, fact),)))
    missing = {
        _body(one.column): one.column for one in asked.values() if _body(one.column) not in found
    }
    left_out += [(one.label, _why(basis)) for one in missing.values()]
    return list(found.values()), sorted(set(left_out))


def _body(column: Column) -> str:
    return f"{column.district}/{column.department}/{column.year}"


def _why(basis: Basis) -> str:
    return f"没有公布或没有看懂这一分类的数字（{basis.money}）"


def _figures(
    data: Dataset, basis: Basis, disclosures: Sequence[str]
) -> Iterator[tuple[str, str, Decimal, str]]:
    """Disclosure, member, amount and fact: where several say the same, the finest printed."""
    said = {basis.dimension, "flow", "fund", "nature", "balance"}
    conditions = [f'f."{name}" IS NULL' for name in COMMON if name not in said]
    if basis.dimension != "nature":
        conditions.append("f.nature IS NOT DISTINCT FROM nullif($3, '')")
    if basis.dimension == "item":
        conditions += ["(f.fund IS NULL OR f.fund = 'gpb')" if not basis.fund else "f.fund = $2"]
    elif basis.dimension != "fund":
        conditions.append("f.fund IS NULL" if not basis.fund else "f.fund = $2")
    if basis.level and basis.dimension in CODED:
        conditions.append(f'length(f."{basis.dimension}") = {int(basis.level)}')
    rows = data.sql(
        f'SELECT f.disclosure, f."{basis.dimension}", arg_min(f.amount, (f.precision, f.fact)),'
        " arg_min(f.fact, (f.precision, f.fact))"
        " FROM facts f JOIN disclosures d ON d.id = f.disclosure"
        f" WHERE f.disclosure IN (SELECT unnest($1)) AND f.understood"
        f' AND f."{basis.dimension}" IS NOT NULL AND f.amount IS NOT NULL'
        " AND f.flow = 'expenditure' AND (f.balance IS NULL OR f.balance = 'total')"
        " AND f.rest IS NULL AND f.year = d.year AND f.stage = d.stage AND $2 = $2 AND $3 = $3 AND "
        + " AND ".join(conditions)
        + " GROUP BY 1, 2 ORDER BY 1, 2",
        [list(disclosures), basis.fund, basis.nature],
    ).rows
    yield from rows


def _bridged(
    dimension: str, columns: Sequence[_Found], latest: int
) -> tuple[list[_Found], Mapping[str, list[str]]]:
    """The columns with the codes of the latest year, and what is to be told of each code."""
    notes: defaultdict[str, list[str]] = defaultdict(list)
    if dimension not in CODED:
        return list(columns), notes
    made = []
    for one in columns:
        figures: dict[str, Figure] = {}
        for code, figure in one.figures.items():
            step = crosswalk.step(dimension, code, one.column.year, latest)
            to = step.codes[0] if len(step.codes) == 1 else code
            if step.said:
                notes[to].append(f"{one.column.year}年 {code}：{step.said}")
            own = replace(figure, codes=(code,)) if to != code else figure
            figures[to] = _sum(figures[to], own) if to in figures else own
        made.append(_Found(one.column, figures))
    return made, notes


def _sum(one: Figure, other: Figure) -> Figure:
    return Figure(one.amount + other.amount, (*one.facts, *other.facts), (*one.codes, *other.codes))
