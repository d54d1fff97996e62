"""A target form that was read, as the lists of a budget hold it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from yusuan.forms.render_targets_words import rows_of_fields
from yusuan.forms.reviews import OFFICES
from yusuan.forms.target_values import OF_PROJECT, PASSAGES, class_names, columns_of, indicator_keys
from yusuan.forms.targets_fields import boxes
from yusuan.forms.targets_labels import goal_number
from yusuan.forms.targets_parts import number, project_name
from yusuan.ledger import Fact, Goal, Indicator, TargetForm, amount_of
from yusuan.ledger.budgets import (
    CostItem,
    Passage,
    Project,
    Purchase,
    Review,
    TargetGoal,
    TargetIndicator,
    Task,
)
from yusuan.reckoning.targets import NO_UNIT
from yusuan.standards.form_sets import Form, FormColumn
from yusuan.standards.labels import fold, variants
from yusuan.standards.target_classes import class_key

_YEARS = ("start", "end")
_SPLIT = re.compile(r"(≥|≤|＞|＜|＝|=|>|<)?\s*(-?\d[\d,.]*)\s*(\D{0,8})")
_WIDE = str.maketrans("＞＜＝", "><=")


@dataclass(frozen=True, slots=True)
class TargetLists:
    """What a target form says, in the lists of a budget; ``project`` is None for a department."""

    project: Project | None
    goals: tuple[TargetGoal, ...] = ()
    indicators: tuple[TargetIndicator, ...] = ()
    costs: tuple[CostItem, ...] = ()
    purchases: tuple[Purchase, ...] = ()
    tasks: tuple[Task, ...] = ()
    passages: tuple[Passage, ...] = ()
    reviews: tuple[Review, ...] = ()
    projects: tuple[Project, ...] = ()  # those a department lists


def lists_of(
    target: TargetForm, form: Form, facts: Iterable[Fact], *, key: str = "", unit: str = ""
) -> TargetLists:
    """The lists of a budget that a target form gives; ``key`` is the project's, ``unit`` its unit.

    What the form joins in one text is divided again only where joining it gives that same text.
    """
    given = {fact.id: fact for fact in facts}
    whole = target.kind == "whole"
    own = "" if whole else key
    return TargetLists(
        None if whole else _project(target, form, key, unit),
        tuple(_goal(one, own, form) for one in target.goals),
        tuple(_indicator(one, own, form) for one in target.indicators),
        () if whole else tuple(_costs(target, form, given, key)),
        () if whole else tuple(_purchases(target, form, key, unit)),
        tuple(_tasks(target, form)),
        tuple(_passages(target, form)) if whole else (),
        tuple(_reviews(target, form)) if whole else (),
        tuple(_listed(target, form)) if whole else (),
    )


def _passages(target: TargetForm, form: Form) -> Iterator[Passage]:
    for column in form.fields:
        if column.role in PASSAGES and (text := _field(target, column)):
            yield Passage(column.role, text)


def _reviews(target: TargetForm, form: Form) -> Iterator[Review]:
    """The opinions of the offices, each as one text."""
    offices = {f"review.{key}": key for key in OFFICES}
    for column in form.fields:
        if column.role in offices and (text := _field(target, column)):
            yield Review(offices[column.role], opinion=text)


def _listed(target: TargetForm, form: Form) -> Iterator[Project]:
    """The projects that a department lists, by name, with what the list says of each."""
    one = form.list("projects")
    usual = {printed: name for name, printed in one.names.items()} if one else {}
    for line in target.costs:
        name = project_name(line.name)
        kind = usual.get(line.detail, line.detail)
        yield Project(name, name, frequency=kind, use=line.basis)


def _project(target: TargetForm, form: Form, key: str, unit: str) -> Project:
    said: dict[str, str] = {}
    lifetime: Decimal | None = None
    for column in columns_of(form):
        text = _field(target, column)
        if column.role == "amount" and column.meaning[0].get("measure") == "lifetime":
            lifetime = _amount(text, form)
        elif column.role in OF_PROJECT and text:
            said[OF_PROJECT[column.role]] = ticked(text, form.boxes.get(column.leaf, ()))
    said.pop("name", "")
    years: Mapping[str, int | None] = {
        name: int(fold(said.pop(name)))
        for name in _YEARS
        if re.fullmatch(r"\d{4}", fold(said.get(name, "")))
    }
    for name in _YEARS:
        said.pop(name, "")
    return Project(
        key=key,
        name=target.name,
        unit=unit,
        lifetime=lifetime,
        start=years.get("start"),
        end=years.get("end"),
        **said,
    )


def _field(target: TargetForm, column: FormColumn) -> str:
    names = {column.leaf, "/".join(column.path[-2:])}
    wanted = {one for name in names for one in variants(name)}
    return next((t for label, t in target.fields if wanted & set(variants(label))), "")


def _amount(text: str, form: Form) -> Decimal | None:
    printed = number(text)
    return amount_of(printed, form.unit).value if printed else None


def ticked(text: str, options: Iterable[str]) -> str:
    """The option that is ticked, where a text has boxes and just one of them is."""
    every = boxes(text)
    found = [option for option, tick in every if tick]
    if every and not found and {option for option, _ in every} == set(options):
        return ""
    return found[0] if len(found) == 1 and (not options or found[0] in options) else text


def _goal(goal: Goal, project: str, form: Form) -> TargetGoal:
    said = goal_number(goal.label)
    bare = fold(goal.label).removesuffix(said)
    columns = [one for one in (*form.goals, *columns_of(form)) if one.role.startswith("goal.")]
    named = (one.role.partition(".")[2] for one in columns if fold(one.leaf) == bare)
    horizon = goal.horizon or next(named, "annual")
    return TargetGoal(goal.text, project, horizon, int(said) if said else None)


def _indicator(one: Indicator, project: str, form: Form) -> TargetIndicator:
    keys = indicator_keys(form)
    key = class_key(one.level2) or class_key(one.level1, "class1") or one.level2
    operator, value, unit = _parts(one, keys)
    standard, basis = (one.standard, "") if "standard" in keys else ("", one.standard)
    goal = goal_number(one.goal)
    return TargetIndicator(
        level2=key,
        name=one.level3,
        project=project,
        horizon=one.horizon or "annual",
        goal=int(goal) if goal else None,
        operator=operator,
        value=value,
        unit=unit,
        basis=basis,
        standard=standard,
        remark=one.remark,
        level1="" if fold(one.level1) == fold(class_names(form, key)[0]) else one.level1,
    )


def _parts(one: Indicator, keys: Iterable[str]) -> tuple[str, str, str]:
    """Comparison, value and unit: by their columns, else by what their one text plainly says."""
    if "content" in keys:
        unit = "" if one.unit in NO_UNIT else one.unit
        return one.operator, one.value.removesuffix(unit) or one.content, one.unit
    if "measure" in keys:
        return one.operator, one.value, one.unit
    found = _SPLIT.fullmatch(one.value)
    if not found:
        return one.operator, one.value, one.unit
    return (found[1] or "").translate(_WIDE) or one.operator, found[2], found[3].strip()


def _costs(
    target: TargetForm, form: Form, facts: Mapping[str, Fact], key: str
) -> Iterator[CostItem]:
    """The spending lines, one for each source of their money.

    Where a line prints one source only, reading takes the figure for all the money of the line;
    whose it is, the heading of the form says.
    """
    columns = next((one.columns for one in form.lists if one.name == "costs"), ())
    headings = {fold(one.leaf): one.meaning[0].get("fund", "") for one in columns if one.meaning}
    for line in target.costs:
        known: list[Fact | None] = [facts[one] for one in line.amounts if one in facts]
        money = [fact for fact in known if fact is not None and fact.amount.value]
        for fact in money or known[:1] or [None]:
            amount = fact.amount.value if fact else None
            heading = fold(fact.column[-1]) if fact and fact.column else ""
            fund = fact.coordinates.get("fund", headings.get(heading, "")) if fact else ""
            yield CostItem(key, line.name, amount, line.basis, line.detail, fund)


def _purchases(target: TargetForm, form: Form, key: str, unit: str) -> Iterator[Purchase]:
    columns = next((one.columns for one in form.lists if one.name == "assets"), ())
    roles = {fold(column.leaf): column.role for column in columns}
    for row in rows_of_fields(target.fields, [column.leaf for column in columns]):
        said = {roles[fold(label)]: text for label, text in row}
        amount = _amount(said.get("amount", ""), form)
        if amount is not None:
            name, quantity = said.get("name", ""), said.get("quantity", "")
            yield Purchase(unit, name, amount, project=key, quantity=quantity, listed=False)


def _tasks(target: TargetForm, form: Form) -> Iterator[Task]:
    columns = next((one.columns for one in form.lists if one.name == "tasks"), ())
    for row in target.tasks:
        said = {column.role: text for column, text in zip(columns, row, strict=False)}
        yield Task(said.get("name", ""), said.get("objective", ""), said.get("office", ""))
