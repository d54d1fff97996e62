"""Which form set a document follows, and which of its forms each table is: by title and labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from yusuan.forms.captions import clean_title
from yusuan.ledger import Statement
from yusuan.standards.form_sets import Form, form_sets
from yusuan.standards.labels import numbering

_ALIKE = 0.5  # share of the labels a form prints that must stand in the table


def with_forms(
    statements: Sequence[Statement], year: int | None = None
) -> tuple[str | None, tuple[Statement, ...]]:
    """The statements with the keys of their forms, and the name of the set most of them follow.

    A form is known by its title (year and numbering aside) and by its labels; two sets may share
    titles, so the set that explains most tables decides, and of equal ones that of the year.
    Tables that say nothing, such as the samples of an instruction, have no voice.
    """
    claims: Counter[str] = Counter()
    found = {
        (name, statement.id): form
        for statement in statements
        for name, form in _candidates(statement)
    }
    for name, _ in found:
        claims[name] += 1
    if not claims:
        return None, tuple(statements)
    of_year = {name for name, one in form_sets().items() if year in one.years}
    best = max(claims, key=lambda name: (claims[name], name in of_year, name))
    keyed = tuple(
        replace(statement, form=f"{best}/{found[best, statement.id].key}")
        if (best, statement.id) in found
        else statement
        for statement in statements
    )
    voices = sum(
        (best, one.id) in found or bool(one.targets) or any(one.facts) for one in statements
    )
    return (best if 2 * claims[best] >= voices else None), keyed


def _candidates(statement: Statement) -> Iterator[tuple[str, Form]]:
    for name, form in _by_title().get(clean_title(statement.title), ()):
        if form.kind == "target":
            if statement.targets:
                yield name, form
        elif _alike(statement, form) >= _ALIKE:
            yield name, form


@cache
def _by_title() -> dict[str, list[tuple[str, Form]]]:
    found: dict[str, list[tuple[str, Form]]] = {}
    for name, form_set in form_sets().items():
        for form in form_set.forms:
            for title in form.titles:
                key = clean_title(title.replace("{year}", "2020"))
                found.setdefault(key, []).append((name, form))
    return found


def _alike(statement: Statement, form: Form) -> float:
    """How many of the labels that the form prints stand in the table."""
    wanted = {numbering(path[-1])[2] for path, _ in form.labels()}
    printed = {
        numbering(label)[2]
        for section in statement.sections
        for path in (*(m.path for m in section.measures), *(li.path for li in section.lines))
        for label in path
    }
    return len(wanted & printed) / len(wanted) if wanted else 1.0
