"""Names that a disclosure prints otherwise than the standard does, so that they print so again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from yusuan.forms.render_rows import Words
from yusuan.ledger import Coordinates, Disclosure, Line, Section, Statement
from yusuan.ledger.budgets import Budget, NameAs
from yusuan.standards.classification import codes, normal
from yusuan.standards.dimensions import CODED
from yusuan.standards.form_sets import Form, FormSection, form_set

#: A member and its printed and its expected name, in a form.
_Printed = tuple[str, str, str, str, str]


def named(disclosure: Disclosure, budget: Budget) -> tuple[NameAs, ...]:
    """The names of codes as printed, for the forms whose set has other names for them."""
    found: dict[tuple[str, str], dict[str, tuple[str, str]]] = defaultdict(dict)
    for form, dimension, member, label, usual in _labels(disclosure, budget.entity.year):
        found[dimension, member].setdefault(form, (label, usual))
    return tuple(one for pair, forms in found.items() for one in _names(pair, forms))


def _names(pair: tuple[str, str], forms: dict[str, tuple[str, str]]) -> Iterator[NameAs]:
    """One name for all forms where they agree on it, else one for each that has its own."""
    about = Coordinates([pair])
    labels = {label for label, _ in forms.values()}
    if len(labels) == 1 and all(normal(label) != normal(usual) for label, usual in forms.values()):
        yield NameAs(about, labels.pop())
        return
    for form, (label, usual) in forms.items():
        if normal(label) != normal(usual):
            yield NameAs(about, label, form)


def _labels(disclosure: Disclosure, year: int) -> Iterator[_Printed]:
    words = Words(year, {}, {})
    for statement in disclosure.statements:
        form = _form(statement)
        if form is None or len(form.sections) != len(statement.sections):
            continue
        for section, printed in zip(form.sections, statement.sections, strict=True):
            for dimension, member, label in _of_section(section, printed):
                if codes(dimension).get(member, year):
                    usual = words.name(section, dimension, member)
                    yield form.key, dimension, member, label, usual


def _form(statement: Statement) -> Form | None:
    name, _, key = (statement.form or "").rpartition("/")
    return form_set(name).form(key) if name and not statement.targets else None


def _of_section(section: FormSection, printed: Section) -> Iterator[tuple[str, str, str]]:
    """The codes of a list that stand there because they have money, and the names beside them."""
    for line in () if section.rows else printed.lines:
        for dimension in (axis for axis in section.axes if axis in CODED):
            member = line.coordinates.get(dimension, "")
            label = _beside(line, member)
            if line.understood and label:
                yield dimension, member, label


def _beside(line: Line, code: str) -> str:
    """The words after a code in a row's label, without the spaces that a narrow column left."""
    if not code or code not in line.path[:-1]:
        return ""
    return "".join(line.path[line.path.index(code) + 1].split())
