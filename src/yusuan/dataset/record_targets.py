"""The projects of a disclosure, and its performance targets, as rows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from yusuan.ledger import Disclosure, Fact, TargetForm

if TYPE_CHECKING:
    from yusuan.dataset.records import Whole

#: Masks a text; the second argument is the label of the field it stands in.
Masked = Callable[..., str]
_FRAME = ("entity", "year", "stage", "unit", "flow", "project")


def projects(whole: Whole, masked: Masked) -> Iterator[tuple[Any, ...]]:
    """A row for each project that has a form or a figure, in the order they are first named."""
    from yusuan.dataset.records import money

    forms = {one.name: one for one in _forms(whole.disclosure) if one.kind != "whole" and one.name}
    figures = _figures(whole.disclosure)
    for name in dict.fromkeys((*forms, *figures)):
        form = forms.get(name)
        fact = _budget(figures.get(name, ()))
        fields = [[label, masked(text, label)] for label, text in form.fields] if form else []
        yield (
            whole.id, masked(name), form.kind if form else "figures",
            money(fact.amount.value) if fact else None, fact.id if fact else None,
            json.dumps(fields, ensure_ascii=False),
            len(form.goals) if form else 0, len(form.indicators) if form else 0,
        )  # fmt: skip


def targets(whole: Whole, masked: Masked) -> Iterator[tuple[Any, ...]]:
    """A row for each goal and each indicator, form by form."""
    ordinal = 0
    for form in _forms(whole.disclosure):
        project = "" if form.kind == "whole" else masked(form.name)
        for goal in form.goals:
            ordinal += 1
            yield (
                whole.id, project, form.kind, ordinal, "goal", goal.horizon, goal.label,
                "", "", "", "", "", masked(goal.text),
            )  # fmt: skip
        for one in form.indicators:
            ordinal += 1
            said = (one.content, one.standard, one.remark)
            yield (
                whole.id, project, form.kind, ordinal, "indicator", one.horizon, one.level1,
                one.level2, masked(one.level3), one.operator, one.value, one.unit,
                masked("；".join(text for text in said if text)),
            )  # fmt: skip


def _forms(disclosure: Disclosure) -> Iterator[TargetForm]:
    return (form for statement in disclosure.statements for form in statement.targets)


def _figures(disclosure: Disclosure) -> Mapping[str, list[Fact]]:
    """The understood spending figures of each project, of the year and stage disclosed."""
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    ours = {"year": str(disclosure.year), "stage": disclosure.stage, "flow": "expenditure"}
    for fact in disclosure.facts:
        said = fact.coordinates
        same = all(said.get(name, member) == member for name, member in ours.items())
        if fact.understood and same and "project" in said and "line" not in said:
            found[said["project"]].append(fact)
    return found


def _budget(facts: list[Fact] | tuple[()]) -> Fact | None:
    """The figure of a project that says least beside it; None where two such differ."""
    if not facts:
        return None
    said = {fact.id: len(fact.coordinates.without(*_FRAME)) for fact in facts}
    least = [fact for fact in facts if said[fact.id] == min(said.values())]
    amounts: set[Decimal] = {fact.amount.value for fact in least}
    return least[0] if len(amounts) == 1 else None
