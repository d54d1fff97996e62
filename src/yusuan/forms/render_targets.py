"""Rendering target forms: a form of a set and the values of projects in, the printed grids out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from yusuan.forms.render import Grid
from yusuan.forms.render_targets_fill import Filling
from yusuan.forms.render_targets_lists import CLASSES
from yusuan.forms.render_targets_words import Told, Words, of_class
from yusuan.forms.targets_parts import project_name
from yusuan.ledger import Fact, Remark, TargetForm
from yusuan.standards.form_sets import Form, FormColumn, Layout
from yusuan.standards.labels import fold


def render_targets(
    form: Form,
    targets: Iterable[TargetForm],
    facts: Iterable[Fact],
    *,
    year: int,
    names: Mapping[tuple[str, str], str] | None = None,
) -> tuple[Grid, ...]:
    """The grids a target form prints: one for each project or department, or one list of all.

    A text that the form has a place for is printed there; a field that it has none for is printed
    below the others, and what it cannot print at all is said in the remarks of the grid. ``names``
    says what (dimension, member) is called, where facts name a project by a key.
    """
    given = Told(_named(fact, names or {}) for fact in facts)
    words = [Words.of(form, target, given, year) for target in targets]
    assert form.layout is not None
    if not form.wide:
        return tuple(_sheet(form, form.layout, one) for one in words)
    foot = Words.of(form, TargetForm("list", "", _common(form, words)), given, year)
    grid = _grid(Filling(form, form.layout, foot, words), _header(form.layout))
    columns = [column for one in form.lists if one.name == "projects" for column in one.columns]
    remarks = tuple(remark for one in words for remark in _unprinted(one, columns))
    return (replace(grid, remarks=remarks),)


def _common(form: Form, words: Iterable[Words]) -> tuple[tuple[str, str], ...]:
    """What stands around a table with a row for each project, taken from what each is given."""
    labels = {column.leaf for column in form.fields}
    found: dict[str, str] = {}
    for one in words:
        found |= {label: text for label, text in one.left if label in labels and text}
        one.left = [pair for pair in one.left if pair[0] not in labels]
    return tuple(found.items())


def _named(fact: Fact, names: Mapping[tuple[str, str], str]) -> Fact:
    """A fact whose project and line are called as target forms call them."""
    about = fact.coordinates
    pairs = {name: about[name] for name in ("project", "line") if name in about}
    called = {name: names.get((name, member), member) for name, member in pairs.items()}
    folded = {
        name: project_name(text) if name == "project" else fold(text)
        for name, text in called.items()
    }
    return replace(fact, coordinates=about | folded) if folded != pairs else fact


def _header(layout: Layout) -> int:
    """How many rows stand above the projects and their sum."""
    inside = {"item", "sum"}
    rows = range(layout.rows)
    return next(row for row in rows if any(one.kind in inside for one in layout.slots(row)))


def _grid(filling: Filling, header: int = 0) -> Grid:
    above = filling.above()  # before the rest, which prints what nothing else has
    form, year = filling.form, filling.words.year
    sheet = filling.sheet()
    return Grid(form.titled(year), sheet.table(), header, above=above, labels=sheet.labels())


def _sheet(form: Form, layout: Layout, words: Words) -> Grid:
    grid = _grid(Filling(form, layout, words))
    return replace(grid, remarks=tuple(_without_list(form, words)))


def _unprinted(words: Words, columns: Sequence[FormColumn]) -> Iterator[Remark]:
    roles = [column.role for column in columns]
    lost = [*_of_no_class(words, roles)]
    lost += [goal.text for goal in words.target.goals if f"goal.{goal.horizon}" not in roles]
    lost += [f"{label}：{text}" for label, text in words.leftovers()]
    lost += [cost.name for cost in words.target.costs]
    for text in lost:
        message = f"「{words.target.name}」的“{text[:20]}”在这张表里没有栏目，没有印出"
        yield Remark(message, None, "not_understood")


def _of_no_class(words: Words, roles: Iterable[str]) -> Iterator[str]:
    """The indicators of classes that have no cell."""
    shown = {id(one) for role in roles for one in of_class(words.target.indicators, role)}
    yield from (one.level3 for one in words.target.indicators if id(one) not in shown)


def _without_list(form: Form, words: Words) -> Iterator[Remark]:
    names = {one.name for one in form.lists}
    texts = [one.name for one in words.target.costs if not names & {"costs", "projects"}]
    texts += [row[0] for row in words.target.tasks if row] if "tasks" not in names else []
    if "indicators" not in names:
        roles = [one.role for one in form.fields if one.role.partition(".")[0] in CLASSES]
        texts += _of_no_class(words, roles)
    for text in texts:
        message = f"“{text[:20]}”在这张表里没有栏目，没有印出"
        yield Remark(message, None, "not_understood")
