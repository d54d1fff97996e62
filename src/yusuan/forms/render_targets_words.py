"""What the cells of a target form say: its fields by their labels, its figures, its indicators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from yusuan.forms.figures import Figures, within
from yusuan.forms.render import figure
from yusuan.forms.targets_parts import project_name
from yusuan.ledger import Coordinates, CostLine, Fact, Indicator, TargetForm
from yusuan.reckoning.targets import NO_UNIT
from yusuan.standards.dimensions import ancestors, includes
from yusuan.standards.form_sets import Form, FormColumn
from yusuan.standards.labels import fold, variants
from yusuan.standards.target_classes import class_key

_JOIN = "；"
_CONTEXT = ("entity", "year", "stage", "unit")


class Told:
    """The figures that several forms are printed from, found by id, by project and by meaning."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._facts = tuple(facts)
        self._by_id = {fact.id: fact for fact in self._facts}
        self._by_project: dict[str, list[Fact]] = {}
        for fact in self._facts:
            self._by_project.setdefault(fact.coordinates.get("project", ""), []).append(fact)
        self._figures: dict[int, Figures] = {}

    def of_ids(self, ids: Iterable[str]) -> list[Fact]:
        """The figures of some ids, in the order of the ids."""
        return [self._by_id[one] for one in ids if one in self._by_id]

    def of_project(self, name: str) -> Sequence[Fact]:
        """The figures of a project."""
        return self._by_project.get(name, ())

    def figures(self, year: int) -> Figures:
        """The figures of a year, to be asked by what they are about."""
        if year not in self._figures:
            self._figures[year] = Figures(self._facts, year)
        return self._figures[year]


@dataclass(slots=True)
class Words:
    """A target form's values, handed out once each; what nothing asked for is left over."""

    form: Form
    target: TargetForm
    facts: Told
    year: int
    left: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, form: Form, target: TargetForm, facts: Told, year: int) -> Words:
        """The values of one form, none handed out yet."""
        return cls(form, target, facts, year, list(target.fields))

    def printed(self, label: str) -> str:
        """A label of the definition as it is printed in this year."""
        return label.replace("{year}", str(self.year))

    def take(self, *labels: str) -> tuple[str, str] | None:
        """The first field printed under one of the labels, with its own label; it is used up."""
        wanted = {one for label in labels for one in variants(self.printed(label))}
        for number, (label, text) in enumerate(self.left):
            if wanted.intersection(variants(label)):
                del self.left[number]
                return label, text
        return None

    def _speaks_of(self, label: str) -> bool:
        """Whether a field was given, whose label begins so: its blanks are meant."""
        return any(fold(one).startswith(fold(label)) for one, _ in self.target.fields)

    def take_all(self, label: str) -> list[tuple[str, str]]:
        """Every field printed under a label."""
        found = []
        while (one := self.take(label)) is not None:
            found.append(one)
        return found

    def take_rows(self, labels: Sequence[str]) -> list[dict[str, str]]:
        """The rows of a list kept as fields, text by label; they are used up."""
        rows = rows_of_fields(self.left, labels)
        for row in rows:
            for one in row:
                self.left.remove(one)
        return [{fold(label): text for label, text in row} for row in rows]

    def value(self, column: FormColumn, kind: str = "amount") -> str:
        """The text of a field: as given, else as the values tell.

        ``kind`` is ``amount``, or ``share`` and ``last`` for its share in a total and that of the
        year before.
        """
        leaf, path = column.leaf, column.path
        heading = next((c.leaf for c in self._money(column) if c.role == kind), "")
        names = (leaf, "/".join(path[-2:]), "/".join(path)) if kind == "amount" else ()
        given = self.take(*names, *([f"{path[-2]}/{leaf}/{heading}"] if heading else []))
        if given or (heading and self._speaks_of(f"{path[-2]}/{leaf}/")):
            return given[1] if given else ""
        if kind == "share":
            return share(self.total(column), self.total(self._whole(column)))
        return self.amount(column, 1) if kind == "last" else self._told(column)

    def _money(self, column: FormColumn) -> Sequence[FormColumn]:
        """The headings over a figure that a grid of this year and last prints."""
        money = self.form.list("money")
        return money.columns if money and column.path[0] == money.heading else ()

    def _whole(self, column: FormColumn) -> FormColumn:
        """The total among the figures beside one: the last of them."""
        return [one for one in self.form.fields if one.path[:-1] == column.path[:-1]][-1]

    def last_year(self) -> str:
        """The year before, as it was given under a heading of money or as it is."""
        money = self.form.list("money")
        headings = [one.leaf for one in money.columns if one.role == "last"] if money else []
        given = self.take(*headings)
        return given[1] if given else str(self.year - 1)

    def _told(self, column: FormColumn) -> str:
        if column.role == "amount":
            return self.amount(column)
        return self.target.name if self._names(column.role) else ""

    def _names(self, role: str) -> bool:
        """Whether a field says whose form it is; in a sheet without 项目名称, 支出方向 does."""
        if self.target.kind == "whole":
            return role == "department"
        fields = {one.role for one in self.form.fields}
        return role == "project" or (role == "line" and bool(fields) and "project" not in fields)

    def amount(self, column: FormColumn, back: int = 0) -> str:
        """A figure by what its label means, in the unit and style of the form."""
        found = self.total(column, back)
        if found is None and self._has_parts(column, back):
            return self.form.style.zero
        return "" if found is None else figure(found, self.form.unit, self.form.style)

    def _has_parts(self, column: FormColumn, back: int) -> bool:
        """Whether a department's money is known, of which a label means a part."""
        about = tuple(one.without("fund", "nature") for one in column.meaning)
        whole = self.target.kind == "whole" and about != column.meaning
        return whole and self.facts.figures(self.year - back).total(about) is not None

    def total(self, column: FormColumn, back: int = 0) -> Decimal | None:
        """The money a label means, in 元; of an earlier year where it says so."""
        about = tuple(self._base() | one for one in column.meaning)
        found = self.facts.figures(self.year - back).total(about)
        return self._remainder(column, back) if found is None and _is_rest(column) else found

    def _remainder(self, column: FormColumn, back: int) -> Decimal | None:
        """What the sources a form names leave of the money it is of: 其他资金."""
        beside = [one for one in self.form.fields if one.path[:-1] == column.path[:-1]]
        if any(map(self._was_given, beside)):
            return None
        figures = self.facts.figures(self.year - back)
        whole = next((one for one in self.form.fields if self._is_whole(one, column)), None)
        everything = column.meaning[0].without("fund") | {"balance": "total"}
        money = self.total(whole, back) if whole else figures.total((self._base() | everything,))
        if money is None:
            return None
        known = [figures.total((self._base() | one,)) for one in _sources(beside)]
        named = [one for one in known if one is not None]
        if not named:  # 区级安排、上级转移 are told apart by nobody: 财政拨款 as a whole
            parents = {up for one in _sources(beside) for up in ancestors("fund", one["fund"])}
            coarse = (figures.total((self._base() | {"fund": one},)) for one in parents)
            named = [one for one in coarse if one is not None]
        rest = money - sum(named, Decimal(0))
        return rest if rest > 0 else None

    def _was_given(self, column: FormColumn) -> bool:
        """Whether a field was printed under a label, blank or not."""
        names = {
            *variants(self.printed(column.leaf)),
            *variants(self.printed("/".join(column.path))),
        }
        return any(names.intersection(variants(label)) for label, _ in self.target.fields)

    @staticmethod
    def _is_whole(one: FormColumn, column: FormColumn) -> bool:
        """Whether a figure under the same heading is of all the money, from wherever it comes."""
        here = one.role == "amount" and one.path[0] == column.path[0]
        return here and one.meaning == tuple(meaning.without("fund") for meaning in column.meaning)

    def _base(self) -> Coordinates:
        if self.target.kind == "whole" or not self.target.name:
            return self.form.means
        return self.form.means | {"project": project_name(self.target.name)}

    def of_line(self, cost: CostLine, column: FormColumn) -> str:
        """The figure of a spending line under one column, as printed or in the form's style."""
        own = self.facts.of_ids(cost.amounts)
        found = [one for one in own if self._under(one, column)]
        if found:
            return found[0].printed or self.sum([one.amount.value for one in found])
        return self.sum([] if cost.amounts else [self._line(cost, column)])

    def _under(self, fact: Fact, column: FormColumn) -> bool:
        """Whether a figure of a line stands under a column: by its heading, else by its meaning."""
        if fact.column:
            return fold(fact.column[-1]) == fold(self.printed(column.leaf))
        about = fact.coordinates
        return any(within(about, one) for one in column.meaning) or self._is_other(about, column)

    def _line(self, cost: CostLine, column: FormColumn) -> Decimal | None:
        if self.target.kind == "whole":
            about = self.form.means | {"nature": "project", "project": project_name(cost.name)}
            figures = self.facts.figures(self.year)
            return figures.total(tuple(about | one for one in column.meaning))
        line = self._base() | {"project": project_name(self.target.name), "line": fold(cost.name)}
        found = {
            one.coordinates.without(*_CONTEXT): one.amount.value
            for one in self.facts.of_project(line["project"])
            if self._belongs(one.coordinates, line, column)
        }
        exact = [found[line | one] for one in column.meaning if line | one in found]
        amounts = exact or [amount for about, amount in found.items() if "fund" in about]
        return sum(amounts, Decimal(0)) if amounts else None

    def _belongs(self, about: Coordinates, line: Coordinates, column: FormColumn) -> bool:
        """Whether a figure of a line is of a source; of 其他资金, of none that is named."""
        if any(within(about, line | one) for one in column.meaning):
            return True
        return within(about, line) and self._is_other(about, column)

    def _is_other(self, about: Coordinates, column: FormColumn) -> bool:
        """Whether a column of 其他资金 is where a form prints a line of this source."""
        costs = self.form.list("costs")
        return costs is not None and is_other(about, column, costs.columns)

    def sum(self, amounts: Iterable[Decimal | None]) -> str:
        """Amounts added up, as the form prints them; blank where there is none."""
        known = [amount for amount in amounts if amount is not None]
        total = sum(known, Decimal(0))
        return figure(total, self.form.unit, self.form.style) if known else ""

    def sum_of_lines(self, column: FormColumn) -> str:
        """All spending lines under one column added up."""
        amounts: list[Decimal | None] = []
        for cost in self.target.costs:
            own = self.facts.of_ids(cost.amounts)
            amounts += [one.amount.value for one in own if self._under(one, column)]
            amounts += [] if own else [self._line(cost, column)]
        return self.sum(amounts)

    def leftovers(self) -> list[tuple[str, str]]:
        """The fields that no place of the form has asked for, blank ones aside."""
        return [(label, text) for label, text in self.left if text]


def rows_of_fields(
    fields: Iterable[tuple[str, str]], labels: Sequence[str]
) -> list[list[tuple[str, str]]]:
    """The rows of a list that is kept as fields: each begins with the first of its labels."""
    rows: list[list[tuple[str, str]]] = []
    known = [fold(label) for label in labels]
    for label, text in fields:
        if known and fold(label) == known[0]:
            rows.append([])
        if rows and fold(label) in known:
            rows[-1].append((label, text))
    return rows


def share(part: Decimal | None, whole: Decimal | None) -> str:
    """A part of a whole in percent with two decimals; blank where one of them is unknown."""
    if part is None or not whole:
        return ""
    percent = (part * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = f"{percent:f}".rstrip("0").rstrip(".") if "." in f"{percent:f}" else f"{percent:f}"
    return f"{text}%"


def joined(indicator: Indicator, keys: Iterable[str] = ()) -> str:
    """Comparison, value and unit in one text, but for those that have columns of their own."""
    text = indicator.value or indicator.content
    own = set(keys)
    if "measure" not in own and indicator.unit not in NO_UNIT:
        text = text if text.endswith(indicator.unit) else f"{text}{indicator.unit}"
    if "operator" not in own and indicator.operator not in ("", "定性", "定量"):
        text = text if text.startswith(indicator.operator) else f"{indicator.operator}{text}"
    return text


def prose(indicators: Iterable[Indicator]) -> str:
    """Several indicators of a class in one cell: each its name and its value."""
    return _JOIN.join(f"{one.level3}{joined(one)}" for one in indicators)


def of_class(indicators: Iterable[Indicator], key: str) -> list[Indicator]:
    """The indicators of a class: of level 2, or of level 1 where the key is one of level 1."""
    if "." in key:
        return [one for one in indicators if class_key(one.level2) == key]
    return [one for one in indicators if class_key(one.level1, "class1") == key]


def indicator_texts(indicator: Indicator, keys: Sequence[str]) -> list[str]:
    """The cells of an indicator's row, its levels included, by the columns of the form."""
    known = {
        "level1": indicator.level1,
        "level2": indicator.level2,
        "level3": indicator.level3,
        "content": indicator.content,
        "measure": indicator.unit,
        "operator": indicator.operator,
        "remark": indicator.remark,
        "value": joined(indicator, keys),
    }
    spoken = False
    texts = []
    for key in keys:
        if key in ("standard", "target_basis", "explanation"):
            texts.append("" if spoken else indicator.standard)
            spoken = True
        else:
            texts.append(known.get(key, ""))
    return texts


def is_other(about: Coordinates, column: FormColumn, beside: Iterable[FormColumn]) -> bool:
    """Whether a column means money of a source that none of those beside it names: 其他资金.

    What is divided otherwise than they divide it is left out: where 本级 and 上级 are named,
    一般公共预算 may be money of either.
    """
    if not _is_rest(column) or "fund" not in about:
        return False
    named = [one["fund"] for one in _sources(beside)]
    known = {*named, *(up for one in named for up in ancestors("fund", one))}
    return not any(includes("fund", one, about["fund"]) for one in known)


def _is_rest(column: FormColumn) -> bool:
    """Whether a label means what the sources named beside it do not: 其他资金."""
    return any(one.get("fund") == "rest" for one in column.meaning)


def _sources(columns: Iterable[FormColumn]) -> list[Coordinates]:
    """The sources that labels name, without those that are part of another one."""
    named = [
        one for column in columns for one in column.meaning if one.get("fund", "rest") != "rest"
    ]
    return [
        one
        for one in named
        if not any(other != one and includes("fund", other["fund"], one["fund"]) for other in named)
    ]
