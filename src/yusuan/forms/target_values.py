"""A budget's targets as the values of a target form: texts as that form prints them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.documents import Place
from yusuan.forms.figures import within
from yusuan.forms.render import figure
from yusuan.forms.render_targets_words import is_other, joined
from yusuan.forms.reviews import OFFICES, opinion
from yusuan.forms.target_funds import by_fund, lists_funds
from yusuan.forms.targets_parts import project_name
from yusuan.ledger import (
    Amount,
    Coordinates,
    CostLine,
    Fact,
    Goal,
    Indicator,
    Remark,
    TargetForm,
)
from yusuan.ledger.budgets import Budget, CostItem, Project, TargetGoal, TargetIndicator
from yusuan.reckoning.targets import NO_UNIT
from yusuan.standards.form_sets import Form, FormColumn, field_keys
from yusuan.standards.labels import fold
from yusuan.standards.target_classes import default_name, parents

#: What a field holds → the attribute of a project that says it.
OF_PROJECT: Mapping[str, str] = {
    "project": "name",
    "class": "category",
    "frequency": "frequency",
    "start": "start",
    "end": "end",
    "line": "direction",
    "fund": "special",
    "basis": "basis",
    "plan": "plan",
    "last_evaluation": "previous",
    "change": "history",
    "period": "period",
    "use": "use",
    "code": "code",
    "department": "department",
    "office": "office",
}
#: Standing texts that a form of a whole department has a field for.
PASSAGES = ("duties", "duty_goal", "objective")
_EXACT = Decimal(0)
_STANDARDS = {"standard": "standard", "target_basis": "basis", "explanation": "basis"}
_CLASSES = ("output", "outcome", "satisfaction", "cost")


@dataclass(frozen=True, slots=True)
class TargetValues:
    """The values of one target form, the figures of its lines, and what the form cannot print."""

    target: TargetForm
    facts: tuple[Fact, ...] = ()
    remarks: tuple[Remark, ...] = ()


def targets_of(budget: Budget, form: Form) -> tuple[TargetValues, ...]:
    """What a form of a set prints for a budget: the whole, each project or each special fund.

    A project of which nothing is known but its name declares nothing and has no form.
    """
    if form.target == "whole":
        return (_of_whole(budget, form),)
    lists = (budget.goals, budget.indicators, budget.costs)
    declared = {one.project for each in lists for one in each}
    bare = {Project(one.key, one.name, one.unit) for one in budget.projects} - {
        one for one in budget.projects if one.key in declared
    }
    budget = replace(budget, projects=tuple(one for one in budget.projects if one not in bare))
    budget = by_fund(budget) if lists_funds(form) else budget
    return tuple(_of_project(budget, one, form) for one in budget.projects)


def _of_whole(budget: Budget, form: Form) -> TargetValues:
    passages = {
        key: "\n".join(one.text for one in budget.passages if one.key == key) for key in PASSAGES
    }
    said = {**passages, "department": budget.entity.name, "unit": budget.entity.name}
    said |= {f"review.{key}": opinion(budget.reviews, "", key) for key in OFFICES}
    fields = [(column.leaf, said[column.role]) for column in form.fields if said.get(column.role)]
    names = {one.name for one in form.lists}
    projects = [CostLine(one.name, one.use, one.frequency) for one in budget.projects]
    target = TargetForm(
        "whole",
        budget.entity.name,
        tuple(fields),
        tuple(_goals(budget.goals, "", form)),
        tuple(_indicators(budget.indicators, "", form)),
        tuple(projects) if "projects" in names else (),
        tuple(_tasks(budget, form)),
    )
    return TargetValues(target, (), tuple(_unsaid(budget.indicators, "", form)))


def _tasks(budget: Budget, form: Form) -> Iterator[tuple[str, ...]]:
    columns = next((one.columns for one in form.lists if one.name == "tasks"), ())
    for task in budget.tasks:
        said = {"name": task.name, "objective": task.text, "office": task.unit}
        yield tuple(said.get(column.role, "") for column in columns)


def _of_project(budget: Budget, project: Project, form: Form) -> TargetValues:
    costs = [one for one in budget.costs if one.project == project.key]
    fields = [*_fields(budget, project, form), *_purchases(budget, project, form)]
    lines, facts = _cost_lines(costs, project)
    target = TargetForm(
        "list" if form.target == "list" else "project",
        project.name,
        tuple(fields),
        tuple(_goals(budget.goals, project.key, form)),
        tuple(_indicators(budget.indicators, project.key, form)),
        lines if any(one.name == "costs" for one in form.lists) else (),
    )
    remarks = (*_unsaid(budget.indicators, project.key, form), *_homeless(costs, form))
    return TargetValues(target, facts, remarks)


def columns_of(form: Form) -> tuple[FormColumn, ...]:
    """The fields of a form; of a table with a row for each project, its columns."""
    if form.wide:
        return next(one.columns for one in form.lists if one.name == "projects")
    return form.fields


def _fields(budget: Budget, project: Project, form: Form) -> Iterator[tuple[str, str]]:
    units = {unit.code: unit.name for unit in budget.units}
    own = units.get(project.unit, budget.entity.name)
    beside = {"unit": own, "department": budget.entity.name, "office": own}
    year = str(budget.entity.year)
    around = form.fields if form.wide else ()
    nameless = form.wide and all(column.role != "project" for column in columns_of(form))
    yield from ((one.leaf, beside[one.role]) for one in around if one.role in beside)
    for column in columns_of(form):
        label = column.leaf.replace("{year}", year)
        if column.role == "amount":
            text = _amount(budget, project, column, form)
        elif column.path[0] == "所属专项" and column.role == "text":
            text = project.special
        else:
            text = _said(project, column.role) or beside.get(column.role, "")
            if column.role == "line" and nameless:  # or nothing would tell two of them apart
                text = text or project.name
        if shown := boxed(text, form.boxes.get(column.leaf, ())):
            yield _full(label, column), shown


def _full(label: str, column: FormColumn) -> str:
    """A label with the one at its side, where it is too short to tell what it labels."""
    return "/".join((*column.path[:-1], label)) if label in ("名称", "金额") else label


def _said(project: Project, role: str) -> str:
    value = getattr(project, OF_PROJECT[role]) if role in OF_PROJECT else None
    return "" if value is None else str(value)


def boxed(text: str, options: Iterable[str]) -> str:
    """A choice as boxes to tick, none ticked for no choice; a text that is no option stands so."""
    given = list(options)
    if text not in ("", *given):
        return text
    boxes = ("☑" if one == text else "☐" for one in given)
    return " ".join(
        f"{number}. {one} {box}"
        for number, (one, box) in enumerate(zip(given, boxes, strict=True), 1)
    )


def _amount(budget: Budget, project: Project, column: FormColumn, form: Form) -> str:
    about = column.meaning[0]
    if len(column.path) > 1 and column.path[0] == "所属专项":
        amount = _of_special(budget, project.special)
    elif about.get("measure") == "lifetime":
        amount = project.lifetime
    elif "fund" in about:
        beside = [one for one in form.fields if one.path[:-1] == column.path[:-1]]
        amounts = [
            one.amount
            for one in budget.costs
            if one.project == project.key
            and one.amount is not None
            and _prints(column, Coordinates({"fund": one.fund}), beside)
        ]
        amount = sum(amounts, _EXACT) if amounts else None
    else:
        amount = annual(budget, project)
    return "" if amount is None else figure(amount, form.unit, form.style)


def _of_special(budget: Budget, name: str) -> Decimal | None:
    """What the projects of a special fund spend in the year."""
    each = (annual(budget, one) for one in budget.projects if name and one.special == name)
    known = [amount for amount in each if amount is not None]
    return sum(known, _EXACT) if known else None


def annual(budget: Budget, project: Project) -> Decimal | None:
    """What a project spends in the year: its lines of expenditure, else its cost lines."""
    lines = [one.amount for one in budget.spending if one.project == project.key]
    costs = [one.amount for one in budget.costs if one.project == project.key]
    known = lines or [amount for amount in costs if amount is not None]
    return sum(known, _EXACT) if known else None


def _purchases(budget: Budget, project: Project, form: Form) -> Iterator[tuple[str, str]]:
    columns = next((one.columns for one in form.lists if one.name == "assets"), ())
    for one in budget.purchases if columns else ():
        if one.project == project.key:
            said = {"name": one.name, "quantity": one.quantity}
            said["amount"] = figure(one.amount, form.unit, form.style)
            yield from ((column.leaf, said.get(column.role, "")) for column in columns)


def _cost_lines(
    costs: Iterable[CostItem], project: Project
) -> tuple[tuple[CostLine, ...], tuple[Fact, ...]]:
    lines, facts = [], []
    base = Coordinates({"flow": "expenditure", "nature": "project"})
    for number, one in enumerate(costs, 1):
        name = f"{project.key}-{number}"
        said = {"project": project_name(project.name), "line": fold(one.name)}
        about = base | said | ({"fund": one.fund} if one.fund else {})
        if one.amount is not None:
            amount = Amount(one.amount, _EXACT)
            facts.append(Fact(name, None, (one.name,), (), "", amount, about, Place()))
        ids = (name,) if one.amount is not None else ()
        lines.append(CostLine(one.name, one.basis, one.detail, ids))
    return tuple(lines), tuple(facts)


def _homeless(costs: Iterable[CostItem], form: Form) -> Iterator[Remark]:
    """Spending lines whose money the form has no column for."""
    columns = [
        column
        for one in form.lists
        if one.name == "costs"
        for column in one.columns
        if column.role == "amount"
    ]
    for one in costs if columns else ():
        about = Coordinates({"fund": one.fund} if one.fund else {})
        if not any(_prints(column, about, columns) for column in columns):
            message = f"支出内容“{one.name}”的资金来源在这张表里没有栏目，金额没有印出"
            yield Remark(message, None, "not_understood")


def _prints(column: FormColumn, about: Coordinates, beside: Iterable[FormColumn]) -> bool:
    """Whether a column is where money of a source is printed."""
    own = any(within(about, meaning.only("fund")) for meaning in column.meaning)
    return own or is_other(about, column, beside)


def _goals(goals: Iterable[TargetGoal], project: str, form: Form) -> Iterator[Goal]:
    for one in goals:
        if one.project == project:
            yield Goal(goal_label(form, one.horizon, one.number), one.text, one.horizon)


def goal_label(form: Form, horizon: str, number: int | None) -> str:
    """What a form calls the goal of a time: 年度目标1."""
    columns = [*form.goals, *columns_of(form)]
    own = next((one.leaf for one in columns if one.role == f"goal.{horizon}"), "")
    usual = "实施期绩效目标" if horizon == "period" else "年度绩效目标"
    return f"{own or usual}{'' if number is None else number}"


def class_names(form: Form, key: str) -> tuple[str, str]:
    """The names a form prints for a class of indicators: of level 1, of level 2."""
    listed = next((one.columns for one in form.lists if one.name == "classes"), ())
    for column in (*listed, *columns_of(form)):
        if column.role == key:
            return (column.path[-2], column.leaf) if "." in key else (column.leaf, "")
    if "." not in key:
        return default_name(key), ""
    coarse = {column.role: column.leaf for column in columns_of(form)}
    above = next((coarse[one] for one in parents(key) if one in coarse), "")
    if above:  # a form of level 1 only has room under the class above
        return above, field_keys().get(key, key)
    return default_name(parents(key)[0]), field_keys().get(key, key)


def _indicators(
    indicators: Iterable[TargetIndicator], project: str, form: Form
) -> Iterator[Indicator]:
    keys = indicator_keys(form)
    has_cells = any(one.role.partition(".")[0] in _CLASSES for one in columns_of(form))
    for one in indicators if keys or has_cells else ():
        if one.project == project:
            yield _indicator(one, form, keys)


def indicator_keys(form: Form) -> tuple[str, ...]:
    """What the columns of a form's list of indicators hold."""
    columns = next((one.columns for one in form.lists if one.name == "indicators"), ())
    return tuple(column.role for column in columns)


def _indicator(one: TargetIndicator, form: Form, keys: tuple[str, ...]) -> Indicator:
    level1, level2 = class_names(form, one.level2)
    fine = Indicator(
        one.level1 or level1,
        level2,
        one.name,
        one.value,
        unit=one.unit if "measure" in keys else "",
        operator=one.operator if "operator" in keys else "",
        standard=next((getattr(one, _STANDARDS[k]) for k in keys if k in _STANDARDS), ""),
        remark=one.remark if "remark" in keys else "",
        horizon=one.horizon,
        goal="" if one.goal is None else goal_label(form, one.horizon, one.goal),
    )
    return _with_value(fine, one, keys)


def _with_value(fine: Indicator, one: TargetIndicator, keys: tuple[str, ...]) -> Indicator:
    """The value as the columns of the form divide it, or in one text."""
    whole = replace(fine, value=one.value, unit=one.unit, operator=one.operator)
    if "content" in keys:
        unit = "" if one.unit in NO_UNIT else one.unit
        return replace(fine, value=f"{one.value}{unit}", content=one.value if unit else "")
    return replace(fine, value=joined(whole, keys))


def _unsaid(indicators: Iterable[TargetIndicator], project: str, form: Form) -> Iterator[Remark]:
    """What of the indicators the form has no column for."""
    keys = indicator_keys(form)
    printed = {_STANDARDS[key] for key in keys if key in _STANDARDS} | {*keys}
    words = {"basis": "确定依据", "standard": "绩效标准", "remark": "备注"}
    for one in indicators:
        for name, label in words.items():
            if keys and one.project == project and getattr(one, name) and name not in printed:
                message = f"指标“{one.name}”的{label}在这张表里没有栏目，没有印出"
                yield Remark(message, None, "not_understood")
