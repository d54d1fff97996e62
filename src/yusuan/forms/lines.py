"""The rows of a list: what each line is, by its code, its label, and the lines above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from yusuan.forms.axes import Column, Span, label_and_amount
from yusuan.forms.grid import Grid, is_blank
from yusuan.forms.meaning import choose, meanings, merge, ranking
from yusuan.ledger import Coordinates, Line
from yusuan.standards import classification
from yusuan.standards.labels import fold, is_part, numbering
from yusuan.standards.vocabulary import Sense, senses

_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
_PART = re.compile(r"\d{2}")
_UNIT_CODE = re.compile(r"\d{3,12}")
_SYSTEM_BY_FIRST = {"2": "function", "3": "dept_economic", "5": "gov_economic"}
_BODY = re.compile(
    r"(局|委|办|办公室|委员会|中心|院|部|署|厅|处|站|所|队|支队|大队|会|政府|办事处|街道|学校|中学|小学"
    r"|幼儿园|馆|社|团|公司|本级|机关|法院|检察院|政协|人大|工会|联合会|协会|部门|单位)(?:\(本级\))?$"
)
_TOTALS = frozenset({"合计", "总计", "小计", "共计", "总合计", "合计数"})


@dataclass(slots=True)
class Leading:
    """The leading cells of one row, by the part they play."""

    row: int
    codes: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    unit_codes: list[str] = field(default_factory=list)
    #: (number of the leading column, its axis, text) of project and descriptive cells
    described: list[tuple[int, str | None, str]] = field(default_factory=list)
    counts: list[str] = field(default_factory=list)
    first: int = 0  # how many leading columns are blank before the first filled one

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that leads the row, as a label path."""
        parts = (*self.unit_codes, *self.units, *self.codes, *self.names, *self.labels)
        rest = (text for _, _, text in self.described)
        return tuple(dict.fromkeys((*parts, *rest)))


def leading_cells(grid: Grid, row: int, span: Span) -> Leading:
    """Sort the leading cells of a row by what they hold, not by which column they slipped into."""
    found = Leading(row, first=-1)
    pieces: list[str] = []
    for number, column in enumerate(span.leading):
        cell = grid.at(row, column.index)
        text = " ".join(cell.text.split()) if cell else ""
        if cell is None or is_blank(text) or column.role == "serial":
            continue
        if cell.column < span.leading[0].index and cell.row == row:
            continue  # it belongs to the list on the left and only reaches over
        if column.role == "label_amount":
            text = label_and_amount(text)[0]
        found.first = number if found.first < 0 else found.first
        _sort_in(found, pieces, (number, column), text)
    if pieces:
        found.codes.insert(0, "".join(pieces))
    found.codes = [code for code in found.codes if _CODE.fullmatch(code)] or []
    return found


def _sort_in(found: Leading, pieces: list[str], at: tuple[int, Column], text: str) -> None:
    number, column = at
    compact = "".join(text.split())
    if column.role in {"code", "name"} and compact.isdigit():
        _sort_digits(found, pieces, column, compact)
    elif column.role == "unit_code":
        (found.unit_codes if compact.isdigit() else found.names).append(compact)
    elif column.role == "unit_name" or (column.role == "unit_or_project" and _is_body(text)):
        found.units.append(text)
    elif column.role in {"project", "unit_or_project"}:
        found.described.append((number, "project", text))
    elif column.role in {"label", "label_amount"}:
        found.labels.append(text)
    elif column.role in {"code", "name"}:
        _sort_words(found, at, text)
    elif column.role == "text":
        found.described.append((number, column.axis, text))
    elif column.role == "count":
        found.counts.append(text)


def _is_body(name: str) -> bool:
    """Whether a name is that of a body (某局, 某办公室) rather than of a project."""
    return bool(_BODY.search(fold(name))) or fold(name) in _TOTALS


def _sort_digits(found: Leading, pieces: list[str], column: Column, digits: str) -> None:
    split = fold(column.leaf) in {"类", "款", "项"} and (pieces or digits[0] != "0")
    if split and (len(digits) == 2 or (len(digits) == 3 and not pieces)):
        pieces.append(digits)
    elif digits[0] == "0" or len(digits) not in {3, 5, 7}:
        found.unit_codes.append(digits)
    else:
        found.codes.append(digits)


def _sort_words(found: Leading, at: tuple[int, Column], text: str) -> None:
    number, column = at
    code = re.match(r"(\d{3}(?:\d{2}){0,2})[\s_-]*(\D.+)", text)
    if code:
        found.codes.append(code[1])
        text = code[2]
    if column.axis == "dept_economic" and fold(column.leaf) == "经济科目":
        found.described.append((number, "dept_economic", text))
    else:
        found.names.append(text)


@dataclass(slots=True)
class Outline:
    """The numbered lines above the current one, outermost first."""

    stack: list[tuple[str, Coordinates]] = field(default_factory=list)
    pending: Coordinates | None = None  # an unnumbered 结转 line that a fresh 一、 belongs to

    def enter(self, style: str, number: str | None) -> tuple[int, Coordinates]:
        """Step to a line of this style; its depth, and what the line above it means."""
        styles = [name for name, _ in self.stack]
        if style in styles:
            del self.stack[styles.index(style) :]
        if not self.stack and number in {"一", "1"} and self.pending is not None:
            self.stack.append(("pending", self.pending))
            self.pending = None
        return len(self.stack), self.stack[-1][1] if self.stack else Coordinates()

    def push(self, style: str, coordinates: Coordinates) -> None:
        """Remember a numbered line for those below it."""
        self.stack.append((style, coordinates))

    def reset(self, pending: Coordinates | None = None) -> None:
        """Forget the numbered lines: a total or a 结转 line stands on its own."""
        self.stack.clear()
        self.pending = pending


class Reader:
    """Reads the lines of one list; it knows the systems its labels speak in and the outline."""

    def __init__(self, span: Span, year: int | None, cue: str | None, labels: Sequence[str]):
        """``labels`` are all labels of the list: together they tell which system they are in."""
        self.span, self.year = span, year
        self.axis = next((c.axis for c in span.leading if c.axis), None) or cue
        self.order = ranking(labels, year, self.axis)
        self.outline = Outline()
        self.carried: dict[int, Coordinates | str] = {}
        self.nested = self._natures_lead_classes(labels)
        self.nature = Coordinates()  # of the nature line above, where natures lead classes

    def _natures_lead_classes(self, labels: Sequence[str]) -> bool:
        """Whether economic classes stand under each nature: one nature comes after a class."""
        senses_ = [choose(meanings(label, self.year), self.order) for label in labels]
        kinds = [tuple(s.coordinates) if s and s.role == "member" else () for s in senses_]
        first = next((n for n, kind in enumerate(kinds) if kind == ("dept_economic",)), len(kinds))
        return ("nature",) in kinds[:first] and ("nature",) in kinds[first:]

    def line(self, found: Leading) -> Line | None:
        """The meaning of one row; None where nothing leads it."""
        path = found.texts
        coordinates = self._of_units(found)
        label = next(iter((*found.labels, *found.names, *found.units)), "")
        if any(fold(text) in _TOTALS for text in path) and not found.labels:
            self.carried.clear()
            return Line(found.row, path, coordinates.without("unit"), total=True)
        if found.codes:
            return self._coded(found, path, coordinates)
        if found.labels:
            return self._labelled(found, path, coordinates)
        if found.names and not found.described:
            return self._named(found, path, coordinates, label)
        return self._described(found, path, coordinates) if path else None

    def _described(self, found: Leading, path: tuple[str, ...], base: Coordinates) -> Line:
        """A line known by its attributes; blank ones to the left mean the same as above.

        Procurement lists are printed as outlines: category, then project and 款, then goods.
        What no dimension knows becomes a path in ``line``.
        """
        for column in [column for column in self.carried if column >= found.first]:
            del self.carried[column]
        coordinates, texts = base, []
        for number, axis, text in found.described:
            sense = self._attribute(axis, text)
            if axis == "project":
                self.carried[number] = Coordinates({"project": fold(text)})
            else:
                self.carried[number] = sense.coordinates if sense else fold(text)
        for part in (self.carried[column] for column in sorted(self.carried)):
            if isinstance(part, Coordinates):
                coordinates = merge(coordinates, part)
            else:
                texts.append(part.replace(">", "＞"))
        if texts:
            coordinates = coordinates | {"line": ">".join(texts)}
        level = max((number for number, _, _ in found.described), default=found.first)
        return Line(found.row, path, coordinates, level=level)

    def _attribute(self, axis: str | None, text: str) -> Sense | None:
        if not axis:
            return None
        known = [sense for sense in senses(text, self.year) if axis in sense.coordinates]
        return choose(known, [axis])

    def _of_units(self, found: Leading) -> Coordinates:
        unit = found.unit_codes[-1] if found.unit_codes else next(iter(found.units), None)
        if unit is None or fold(unit) in _TOTALS:
            return Coordinates()
        return Coordinates({"unit": fold(unit)})

    def _coded(self, found: Leading, path: tuple[str, ...], base: Coordinates) -> Line:
        code = max(found.codes, key=len)
        system = self.axis if self.axis in _SYSTEM_BY_FIRST.values() else None
        system = system or _SYSTEM_BY_FIRST.get(code[0])
        if system and code[0] != next(k for k, v in _SYSTEM_BY_FIRST.items() if v == system):
            system = _SYSTEM_BY_FIRST.get(code[0])
        if system is None or not self._known(system, code):
            if base.get("unit") is None and not found.names:
                return Line(found.row, path, Coordinates({"unit": code}))
            return Line(found.row, path, base, understood=False)
        base = self._of_attributes(found, base | {system: code})
        projects = [text for _, axis, text in found.described if axis == "project"]
        return Line(found.row, path, base | {"project": fold(projects[-1])} if projects else base)

    def _known(self, system: str, code: str) -> bool:
        table = classification.codes(system)
        return table.get(code) is not None or table.get(code[:3]) is not None

    def _of_attributes(self, found: Leading, base: Coordinates) -> Coordinates:
        for _, axis, text in found.described:
            sense = self._attribute(axis, text)
            base = base | sense.coordinates if sense else base
        return base

    def _named(
        self, found: Leading, path: tuple[str, ...], base: Coordinates, label: str
    ) -> Line | None:
        unit = base.get("unit")
        if unit or not self.axis:
            if unit is None:
                return Line(found.row, path, Coordinates({"unit": fold(label)}))
            return Line(found.row, path, base)
        return self._labelled(found, path, base)

    def _labelled(self, found: Leading, path: tuple[str, ...], base: Coordinates) -> Line:
        labels = found.labels or found.names
        coordinates, total, understood = Coordinates(), False, True
        level: int | None = None
        for text in labels:
            style, number, _ = numbering(text)
            sense = self._sense(text, coordinates or self._above(style))
            if sense is None and _is_body(text) and not style:
                coordinates = merge(coordinates, Coordinates({"unit": fold(text)}))
                continue
            if sense is None:
                understood = understood and bool(coordinates) and len(labels) > 1
                self._enter_unknown(style, number)
                continue
            total = sense.role == "total"
            own = sense.coordinates
            if sense.role == "total" or "balance" in own:
                self.outline.reset(own if "balance" in own and not total else None)
                coordinates = merge(coordinates, own)
                if style:
                    self.outline.push(style, own)
            elif style:
                level, above = self.outline.enter(style, number)
                coordinates = merge(merge(coordinates, above), own)
                self.outline.push(style, merge(above, own))
            else:
                coordinates = merge(merge(coordinates, self._inherited(own)), own)
                level = len(self.outline.stack) if self.outline.stack else None
        return Line(
            found.row,
            path,
            merge(base, coordinates),
            understood,
            partial=any(is_part(text) for text in labels),
            total=total,
            level=level,
        )

    def _sense(self, text: str, above: Coordinates) -> Sense | None:
        code = re.match(r"(\d{3}(?:\d{2}){0,2})[\s_-]*(\D.+)", text)
        if code and code[1][0] in _SYSTEM_BY_FIRST:
            system = _SYSTEM_BY_FIRST[code[1][0]]
            if self._known(system, code[1]):
                return Sense("member", Coordinates({system: code[1]}))
        return choose(meanings(text, self.year), self.order, above)

    def _above(self, style: str | None) -> Coordinates:
        styles = [name for name, _ in self.outline.stack]
        depth = styles.index(style) if style in styles else len(styles)
        return self.outline.stack[depth - 1][1] if depth else Coordinates()

    def _inherited(self, own: Coordinates) -> Coordinates:
        """What an unnumbered line takes from the numbered one above: it must refine it."""
        above = self.outline.stack[-1][1] if self.outline.stack else Coordinates()
        if "dept_economic" in own or "gov_economic" in own:
            return self.nature | above.only("nature", "flow")
        if self.nested and tuple(own) == ("nature",):
            self.nature = own
        return above if set(own) & set(above) else Coordinates()

    def _enter_unknown(self, style: str | None, number: str | None) -> None:
        if style:
            _, above = self.outline.enter(style, number)
            self.outline.push(style, above)


def body_labels(grid: Grid, height: int, span: Span) -> list[str]:
    """Every label that leads a row of the list."""
    return [
        text
        for row in range(height, grid.rows)
        for text in _label_texts(leading_cells(grid, row, span))
    ]


def _label_texts(found: Leading) -> Iterator[str]:
    yield from found.labels
    if not found.codes:
        yield from found.names
