"""What to write in each field of a target form (编报说明), in our own words.

``data/targets/help.csv``, a text a row: ``forms`` it holds for (``*``, 「jianghan-2022/*」 or
「jianghan-2022/t13」), ``field`` (the role of a column), ``label`` where it is for one label of
that role only, ``text``, ``source``. The row that says most exactly what it is for is shown.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources

from yusuan.standards.form_sets import Form, FormColumn
from yusuan.standards.labels import fold


@dataclass(frozen=True, slots=True)
class Help:
    """A text for a field of some forms, and what it rests on."""

    forms: str
    field: str
    label: str
    text: str
    source: str


@cache
def every() -> tuple[Help, ...]:
    """Every text, in the order of the data."""
    file = resources.files("yusuan.standards") / "data" / "targets" / "help.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return tuple(Help(**row) for row in rows)


def help_for(forms: str, form: Form, column: FormColumn) -> Help | None:
    """The text for a field of a form of a set: for it rather than all, its label than its role."""
    identity = f"{forms}/{form.key}"
    found = [
        one
        for one in every()
        if one.field == column.role
        and fnmatchcase(identity, one.forms)
        and fold(one.label) in ("", fold(column.leaf))
    ]
    return max(found, key=lambda one: (len(one.forms), bool(one.label)), default=None)


def fields(form: Form) -> Iterator[FormColumn]:
    """The fields of a target form that somebody fills in, each once: single ones, then lists."""
    seen: set[tuple[str, str]] = set()
    for column in (*form.fields, *form.goals, *(c for one in form.lists for c in one.columns)):
        at = (column.role, column.leaf)
        if column.role and at not in seen:
            seen.add(at)
            yield column


def comments(forms: str, form: Form) -> dict[str, str]:
    """The texts of a form by the label of the field: what a workbook shows beside a heading."""
    told = ((column.leaf, help_for(forms, form, column)) for column in fields(form))
    return {label: one.text for label, one in told if one}


#: The columns of a budget's lists of targets → the field of the forms that they fill.
_OF_LISTS = {
    "projects": {
        "name": "project", "unit": "unit", "category": "class", "frequency": "frequency",
        "start": "start", "end": "end", "direction": "line", "special": "fund", "plan": "plan",
        "previous": "last_evaluation", "history": "change", "period": "period", "use": "use",
        "code": "code", "department": "department", "office": "office",
    },
    "costs": {"name": "name", "basis": "basis", "detail": "detail", "amount": "amount"},
    "indicators": {
        "level2": "level2", "name": "level3", "operator": "operator", "value": "value",
        "unit": "measure", "basis": "target_basis", "standard": "standard", "remark": "remark",
    },
    "tasks": {"name": "name", "text": "objective", "unit": "office"},
}  # fmt: skip
_OF_LABELS = {
    ("projects", "lifetime"): ("amount", "项目总预算"),
    ("projects", "basis"): ("basis", "立项依据"),
    ("tasks", "name"): ("name", "任务名称"),
}


def help_of_list(key: str, column: str) -> Help | None:
    """The text for a column of a budget's own lists (「indicators」, 「value」): cell comments."""
    field, label = _OF_LABELS.get((key, column), (_OF_LISTS.get(key, {}).get(column, ""), ""))
    return next(
        (one for one in every() if one.forms == "*" and (one.field, one.label) == (field, label)),
        None,
    )
