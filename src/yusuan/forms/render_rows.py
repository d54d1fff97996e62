"""The rows of a printed list: the fixed ones of its form, or those its figures call for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from yusuan.forms.figures import Figures, within
from yusuan.forms.render_outline import steps
from yusuan.ledger import Coordinates
from yusuan.standards import classification
from yusuan.standards.dimensions import CODED, includes, label
from yusuan.standards.form_sets import NOTHING, Form, FormRow, FormSection, Meaning


@dataclass(frozen=True, slots=True)
class Row:
    """A row to print: what it means, and the words of its leading columns."""

    meaning: Meaning = NOTHING
    label: str = ""
    code: str = ""
    at: Coordinates = field(default=Coordinates())  # the members the row stands for
    total: bool = False
    fixed: bool = True  # printed even where it has no figure


@dataclass(frozen=True, slots=True)
class Words:
    """The words for members: what the caller calls them, what the form does, the official name."""

    year: int
    given: Mapping[tuple[str, str], str]
    units: Mapping[str, str]

    def name(self, section: FormSection, dimension: str, member: str) -> str:
        """The words for a member in a list."""
        if (dimension, member) in self.given:
            return self.given[dimension, member]
        if dimension == "unit":
            return self.units.get(member, member)
        if dimension not in CODED:
            return section.names.get(member, label(dimension, member))
        code = classification.codes(dimension).get(member, self.year)
        return section.names.get(member, code.name if code else member)


def body(form: Form, section: FormSection, figures: Figures, words: Words) -> Iterator[Row]:
    """The rows of a list above its tail, with its total where the form puts it."""
    total = Row(label=section.total_label, total=True)
    if section.total == "first":
        yield total
    base = form.means | section.means
    if section.rows:
        listed = [_fixed(row, section) for row in section.rows]
        coded = any(one.role == "code" for one in section.columns) and len(section.axes) == 1
        yield from _completed(section, listed, figures, base, words) if coded else listed
    else:
        found = [one for one in figures if _concerns(one, base)]
        if section.outline:
            yield from _outline(section, found)
        else:
            rows = _flat if section.flat else _tree
            yield from rows(section, section.axes, found, words, Coordinates())
    if section.total == "last":
        yield total


def tail(section: FormSection) -> Iterator[Row]:
    """The rows at the bottom of a list."""
    return (_fixed(row, section) for row in section.tail)


def _fixed(row: FormRow, section: FormSection) -> Row:
    at = row.meaning[0] if len(row.meaning) == 1 else Coordinates()
    return Row(row.meaning, row.label, row.code, at, fixed=section.show == "all")


def _completed(
    section: FormSection, listed: Sequence[Row], figures: Figures, base: Coordinates, words: Words
) -> Iterator[Row]:
    """The codes a form lists, and between them those it leaves out, for money they may have.

    A code is left out where others of its length under the same class are listed.
    """
    (axis,) = section.axes
    codes = {row.code for row in listed}
    found = {one[axis] for one in figures if axis in one and _concerns(one, base)} - codes
    beside = {(len(code), code[: len(code) - 2]) for code in codes}
    more = sorted(code for code in found if (len(code), code[: len(code) - 2]) in beside)
    for row in listed:
        while more and row.code and more[0] < row.code:
            yield _of_code(section, axis, more.pop(0), words)
        yield row
    yield from (_of_code(section, axis, code, words) for code in more)


def _of_code(section: FormSection, axis: str, code: str, words: Words) -> Row:
    at = Coordinates({axis: code})
    return Row((at,), words.name(section, axis, code), code, at, fixed=False)


def _concerns(found: Coordinates, base: Coordinates) -> bool:
    """Whether a figure can stand in the table; its item and measure must be the table's own."""
    alien = any(name in found and name not in base for name in ("item", "measure"))
    return not alien and within(found, base)


def _flat(
    section: FormSection,
    axes: Sequence[str],
    found: Sequence[Coordinates],
    words: Words,
    _at: Coordinates,
) -> Iterator[Row]:
    """A row for each combination of members, in the order of the figures."""
    spoken = {name for one in found for name in one}
    combinations = dict.fromkeys(
        one.only(*axes)
        for one in found
        if all(axis in one for axis in axes if axis in spoken)
        and all(len(one[axis]) in section.levels for axis in axes if axis in CODED and axis in one)
    )
    for at in combinations:
        code = next((at[axis] for axis in axes if axis in CODED and axis in at), "")
        name = words.name(section, next(a for a in axes if a in CODED), code) if code else ""
        yield Row((at,), name, code, at, fixed=False)


def _outline(section: FormSection, found: Sequence[Coordinates]) -> Iterator[Row]:
    """A row for each step of an outline, showing what it adds to the steps above it."""
    for step in steps(section.outline, found):
        yield Row((step.whole,), step.label, at=step.own, fixed=False)


def _tree(
    section: FormSection,
    axes: Sequence[str],
    found: Sequence[Coordinates],
    words: Words,
    at: Coordinates,
) -> Iterator[Row]:
    """The members of the first axis, each with its parts and with the next axis below it."""
    if not axes:
        return
    axis = axes[0]
    listed = list(_members(section, axis, found, words))
    for member in listed:
        here = at | {axis: member}
        code = member if axis in CODED or axis == "unit" else ""
        finest = not any(other != member and includes(axis, member, other) for other in listed)
        if not (finest and axis in section.beside):
            yield Row((here,), words.name(section, axis, member), code, here, fixed=False)
        if finest:
            inside = [one for one in found if axis in one and includes(axis, member, one[axis])]
            yield from _tree(section, axes[1:], inside, words, here)


def _members(
    section: FormSection, axis: str, found: Sequence[Coordinates], words: Words
) -> Iterator[str]:
    """The members of an axis that get a row, coarse before fine."""
    spoken = dict.fromkeys(one[axis] for one in found if axis in one)
    if axis == "unit":
        listed = (*words.units, *(unit for unit in spoken if unit not in words.units))
        yield from (u for u in listed if any(includes("unit", u, unit) for unit in spoken))
    elif axis in CODED:
        levels = section.levels or CODED[axis]
        yield from sorted({one[:size] for one in spoken for size in levels if size <= len(one)})
    else:
        yield from spoken
