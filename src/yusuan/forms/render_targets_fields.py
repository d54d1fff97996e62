"""Rows of labels with their values, and goals, in a target form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yusuan.forms.render_targets_sheet import Sheet
from yusuan.forms.render_targets_words import Words, of_class, prose
from yusuan.forms.targets_labels import goal_number
from yusuan.ledger import Goal
from yusuan.standards.form_sets import Form, FormColumn
from yusuan.standards.labels import fold, variants

_CLASSES = ("output", "outcome", "satisfaction", "cost")


def print_row(sheet: Sheet, form: Form, labels: Sequence[str], words: Words) -> None:
    """A row of fields side by side; a label that stands over several is printed once."""
    columns = [_field(form, label) if label else None for label in labels]
    if len(columns) == 1 and columns[0] is not None:
        _alone(sheet, columns[0], words)
    else:
        _abreast(sheet, columns, words)


def end_rows(sheet: Sheet) -> None:
    """The labels at the side end here: something else follows."""
    sheet.sides({})
    sheet.heads = ()


def _alone(sheet: Sheet, column: FormColumn, words: Words) -> None:
    sides = column.path[:-1]
    sheet.heads = ()
    sheet.sides({place: (words.printed(side), 1) for place, side in enumerate(sides)})
    sheet.pair(*_value(column, words), left=len(sides))


def _abreast(sheet: Sheet, columns: Sequence[FormColumn | None], words: Words) -> None:
    """Fields side by side: under one side label and headings, or each with a side of its own."""
    known = [column for column in columns if column is not None]
    firsts = {column.path[0] if len(column.path) > 1 else "" for column in known}
    shared = firsts.pop() if len(firsts) == 1 else ""
    common = {0: (words.printed(shared), 1)} if shared else {}
    _headed(sheet, columns, common, words)
    places = sheet.places(len(columns), len(common))
    for column, (start, _) in zip(columns, places, strict=True):
        if column is not None and not shared:
            own = enumerate(column.path[:-1], start)
            common |= {at: (words.printed(side), 1) for at, side in own}
    sheet.sides(common)
    for column, (start, end) in zip(columns, places, strict=True):
        label, text = ("", "") if column is None else _value(column, words)
        begin = start + (len(column.path) - 1 if column is not None and not shared else 0)
        sheet.cell(begin, 1, label)
        sheet.cell(begin + 1, end - begin - 1, text)
    sheet.height += 1


def _headed(
    sheet: Sheet,
    columns: Sequence[FormColumn | None],
    common: Mapping[int, tuple[str, int]],
    words: Words,
) -> None:
    """The headings over fields side by side, where the row before stood under others."""
    before = sheet.heads if len(sheet.heads) == len(columns) else ("",) * len(columns)
    heads = tuple(
        head if column is None else column.path[1] if common and len(column.path) > 2 else ""
        for column, head in zip(columns, before, strict=True)
    )
    if any(heads) and heads != sheet.heads:
        sheet.sides(common)
        sheet.line([words.printed(head) for head in heads], len(common))
    sheet.heads = heads


def _field(form: Form, label: str) -> FormColumn:
    found = form.places.get(label)
    return found if isinstance(found, FormColumn) else FormColumn(tuple(label.split("/")), "text")


def _value(column: FormColumn, words: Words) -> tuple[str, str]:
    if column.role.partition(".")[0] in _CLASSES:
        found = of_class(words.target.indicators, column.role)
        return words.printed(column.leaf), prose(found)
    return words.value(column)


def print_leftovers(sheet: Sheet, words: Words) -> None:
    """The fields that the form has no place for, each in a row of its own."""
    for label, text in words.leftovers():
        sheet.pair(label, text)


def print_goals(sheet: Sheet, form: Form, words: Words) -> None:
    """The goals: side by side under their times where the form has them so, else one a row."""
    end_rows(sheet)
    goals = list(words.target.goals)
    if form.goals and len(form.goals[0].path) > 1:
        goals = _side_by_side(sheet, form, goals, words)
    else:
        for column in form.goals:
            mine = [goal for goal in goals if _is_of(goal, column, form)]
            goals = [goal for goal in goals if goal not in mine]
            for goal in mine or [Goal(words.printed(column.leaf), "")]:
                sheet.pair(goal.label, goal.text)
    for goal in goals:
        sheet.pair(goal.label, goal.text)


def _is_of(goal: Goal, column: FormColumn, form: Form) -> bool:
    """Whether a goal is printed under a label: by the label itself, else by its time."""
    bare = fold(goal.label).removesuffix(goal_number(goal.label))
    named = [one for one in form.goals if set(variants(one.leaf)) & set(variants(bare))]
    if named:
        return column in named
    return column.role == f"goal.{goal.horizon or 'annual'}"


def _side_by_side(sheet: Sheet, form: Form, goals: Sequence[Goal], words: Words) -> list[Goal]:
    columns = form.goals
    under = [[goal for goal in goals if _is_of(goal, column, form)] for column in columns]
    sheet.line([words.printed(column.leaf) for column in columns], 1)
    since = sheet.height
    for number in range(max(map(len, under), default=0) or 1):
        sheet.line([_goal_text(one[number : number + 1]) for one in under], 1)
    sheet.beside(columns[0].path[0], 0, since)
    return [goal for goal in goals if all(goal not in one for one in under)]


def _goal_text(goals: Sequence[Goal]) -> str:
    if not goals:
        return ""
    number = goal_number(goals[0].label)
    return f"目标{number}：{goals[0].text}" if number else goals[0].text
