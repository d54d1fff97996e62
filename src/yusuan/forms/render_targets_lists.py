"""The rows of the lists inside a target form: texts, a column each, as the form divides them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yusuan.forms.render_targets_words import Words, indicator_texts, of_class, prose
from yusuan.forms.targets_parts import project_name
from yusuan.ledger import CostLine, Indicator
from yusuan.standards.form_sets import FormColumn, FormList
from yusuan.standards.labels import fold

_DETAIL = ("detail", "frequency")
_BASIS = ("basis", "use")
#: The level-1 classes of indicators; a field of one of them holds their indicators as prose.
CLASSES = ("output", "outcome", "satisfaction", "cost")
_DIGITS = "零一二三四五六七八九"


def rows_of(one: FormList, words: Words) -> list[list[str]]:
    """The rows of a list, and blank ones up to the least that the form prints."""
    match one.name:
        case "tasks":
            found = [_task(task, len(one.columns)) for task in words.target.tasks]
        case "assets":
            labels = [column.leaf for column in one.columns]
            bought = words.take_rows(labels)
            found = [[row.get(fold(label), "") for label in labels] for row in bought]
        case _:
            lines = enumerate(words.target.costs, 1)
            found = [[_cost(n, line, c, one, words) for c in one.columns] for n, line in lines]
    return filled(found, one)


def filled(rows: list[list[str]], one: FormList) -> list[list[str]]:
    """The rows of a list with blank ones up to its least."""
    return rows + [[""] * len(one.columns)] * (one.least - len(rows))


def _task(task: Sequence[str], count: int) -> list[str]:
    """The cells of a task as they were given; what is too many is joined to the last."""
    cells = [*task, *[""] * (count - len(task))]
    return [*cells[: count - 1], "".join(cells[count - 1 :])]


def _cost(number: int, cost: CostLine, column: FormColumn, one: FormList, words: Words) -> str:
    if column.role in ("name", "project"):
        bare = project_name(cost.name) == fold(cost.name)
        return f"{one.prefix.replace('{n}', str(number))}{cost.name}" if bare else cost.name
    if column.role in _DETAIL:
        return one.names.get(cost.detail, cost.detail)
    if column.role in _BASIS:
        return cost.basis
    return words.of_line(cost, column) if column.role == "amount" else ""


def indicator_rows(one: FormList, block: Iterable[Indicator]) -> list[list[str]]:
    """The rows of a block of indicators."""
    keys = [column.role for column in one.columns]
    return filled([indicator_texts(each, keys) for each in block], one)


def project_rows(one: FormList, projects: Iterable[Words]) -> list[list[str]]:
    """The rows of a table with a row for each project."""
    serials = ((words, numbered(at, one.serial)) for at, words in enumerate(projects, 1))
    found = [[_of_project(c, words, serial) for c in one.columns] for words, serial in serials]
    return filled(found, one)


def _of_project(column: FormColumn, words: Words, serial: str) -> str:
    role = column.role
    if role == "serial":
        return words.value(column) or serial
    if role.startswith("goal."):
        horizon = role.partition(".")[2]
        return "\n".join(goal.text for goal in words.target.goals if goal.horizon == horizon)
    if role.partition(".")[0] in CLASSES:
        return prose(of_class(words.target.indicators, role))
    return words.value(column) or (words.target.name if role in ("fund", "project") else "")


def numbered(number: int, style: str) -> str:
    """A number as a list numbers its rows: 12 or 十二."""
    if style == "1" or number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")
