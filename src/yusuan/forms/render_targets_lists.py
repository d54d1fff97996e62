"""Lists inside a target form: indicators, spending lines, sources, money, purchases, tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from yusuan.forms.render_targets_fields import end_rows
from yusuan.forms.render_targets_sheet import Sheet
from yusuan.forms.render_targets_words import Words, indicator_texts, share
from yusuan.forms.targets_indicators import horizon_in
from yusuan.ledger import CostLine, Indicator
from yusuan.standards.form_sets import Form, FormColumn, FormList
from yusuan.standards.labels import fold

_AMOUNTS = ("amount", "last")
_DETAIL = ("detail", "frequency")
_BASIS = ("basis", "use")


def _begin(sheet: Sheet, one: FormList, words: Words) -> tuple[int, int]:
    """Where a list begins: its first row and its left column; its header is printed."""
    end_rows(sheet)
    since, left = sheet.height, 1 if one.heading else 0
    sheet.line([words.printed(column.leaf) for column in one.columns], left)
    return since, left


def _end(sheet: Sheet, heading: str, since: int) -> None:
    """Where a list ends: its heading stands at the side of all its rows."""
    if heading:
        sheet.beside(heading, 0, since)


def print_indicators(sheet: Sheet, one: FormList, words: Words) -> None:
    """The indicators: a block for each numbered goal, else one for each time they are set for."""
    end_rows(sheet)
    indicators = list(words.target.indicators)
    by_goal = any(indicator.goal for indicator in indicators)
    horizons = {indicator.horizon for indicator in indicators}
    blocks = groupby(indicators, key=lambda each: (each.goal, each.horizon))
    for (goal, horizon), block in blocks:
        if goal:
            texts = [each.text for each in words.target.goals if each.label == goal]
            sheet.pair(f"{goal}：", texts[0] if texts else "")
        divided = by_goal or len(horizons) > 1
        _block(sheet, one, _heading(words.form, one, horizon, divided), list(block), words)
    if not indicators:
        _block(sheet, one, one.heading, [], words)


def _heading(form: Form, one: FormList, horizon: str, divided: bool) -> str:
    if not divided or not horizon or horizon_in(one.heading) == horizon:
        return one.heading
    if horizon == "annual":
        return "年度绩效指标"
    long = any(goal.leaf.startswith("长期") for goal in form.goals)
    return "长期绩效指标" if long else "实施期绩效指标"


def _block(
    sheet: Sheet, one: FormList, heading: str, block: Sequence[Indicator], words: Words
) -> None:
    since, left = sheet.height, 1 if heading else 0
    sheet.line([words.printed(column.leaf) for column in one.columns], left)
    keys = [column.role for column in one.columns]
    rows = [indicator_texts(each, keys) for each in block] or [[""] * len(keys)]
    _levelled(sheet, rows, left)
    _end(sheet, words.printed(heading), since)


def _levelled(sheet: Sheet, rows: Sequence[Sequence[str]], left: int) -> None:
    """Rows of which the first two columns name classes, each once over its indicators."""
    places = sheet.places(len(rows[0]), left)
    for _, first in groupby(rows, key=lambda row: row[0]):
        since, level1 = sheet.height, ""
        for _, second in groupby(first, key=lambda row: row[1]):
            begin, level2 = sheet.height, ""
            for row in second:
                level1, level2 = row[0], row[1]
                for (start, end), text in zip(places[2:], row[2:], strict=True):
                    sheet.cell(start, end - start, text)
                sheet.height += 1
            sheet.beside(level2, places[1][0], begin, places[1][1] - places[1][0])
        sheet.beside(level1, places[0][0], since, places[0][1] - places[0][0])


def print_costs(sheet: Sheet, one: FormList, words: Words) -> None:
    """The spending lines of a project, or the projects of a department, with their total."""
    since, left = _begin(sheet, one, words)
    for cost in words.target.costs:
        sheet.line([_cost_text(cost, column, words) for column in one.columns], left)
    if not words.target.costs:
        sheet.line([""] * len(one.columns), left)
    if one.total_label:
        _total(sheet, one, left, words)
    _end(sheet, words.printed(one.heading), since)


def _cost_text(cost: CostLine, column: FormColumn, words: Words) -> str:
    if column.role in ("name", "project"):
        return cost.name
    if column.role in _DETAIL:
        return cost.detail
    if column.role in _BASIS:
        return cost.basis
    return words.of_line(cost, column) if column.role == "amount" else ""


def _total(sheet: Sheet, one: FormList, left: int, words: Words) -> None:
    """The total under the lines: as given, one text for each column of amounts, else summed."""
    amounts = [column for column in one.columns if column.role == "amount"]
    given = [text for _, text in words.take_all(one.total_label)]
    sums = [words.sum_of_lines(column) for column in amounts]
    texts = dict(zip(amounts, [*given, *[""] * len(amounts)] if given else sums, strict=False))
    places = sheet.places(len(one.columns), left)
    begin = places[one.columns.index(amounts[0])][0]
    sheet.cell(left, begin - left, one.total_label)
    for column, (start, end) in zip(one.columns, places, strict=True):
        if start >= begin:
            sheet.cell(start, end - start, texts.get(column, ""))
    sheet.height += 1


def print_sources(sheet: Sheet, one: FormList, words: Words) -> None:
    """Where the money comes from: the fields under the list's heading, a row each."""
    since, left = _begin(sheet, one, words)
    for column in words.form.fields:
        if column.path[0] == one.heading:
            sheet.line(words.value(column), left)
    _end(sheet, words.printed(one.heading), since)


def print_money(sheet: Sheet, one: FormList, words: Words) -> None:
    """The money of a department: this year, its share, and last year."""
    end_rows(sheet)
    since = sheet.height
    name, *columns = one.columns
    places = sheet.places(len(columns), 3)
    sheet.cell(1, 2, words.printed(name.leaf))
    _across(sheet, [words.printed(column.leaf) for column in columns], places)
    _years(sheet, columns, places, words)
    rows = [column for column in words.form.fields if column.path[0] == one.heading]
    for inner, block in groupby(rows, key=lambda column: column.path[1]):
        begin = sheet.height
        group = list(block)
        for row in group:
            sheet.cell(2, 1, row.leaf)
            _across(sheet, [_money(row, c, group[-1], words) for c in columns], places)
        sheet.beside(inner, 1, begin)
    _end(sheet, words.printed(one.heading), since)


def _across(sheet: Sheet, texts: Iterable[str], places: Sequence[tuple[int, int]]) -> None:
    for (start, end), text in zip(places, texts, strict=True):
        sheet.cell(start, end - start, text)
    sheet.height += 1


def _years(
    sheet: Sheet, columns: Sequence[FormColumn], places: Sequence[tuple[int, int]], words: Words
) -> None:
    """The year of last year's column, where it is printed under its heading."""
    texts = [(words.take(column.leaf) or ("", ""))[1] for column in columns]
    if any(texts):
        _across(sheet, texts, places)


def _money(row: FormColumn, column: FormColumn, whole: FormColumn, words: Words) -> str:
    given = words.take(f"{row.path[1]}/{row.leaf}/{column.leaf}")
    if given or words.speaks_of(f"{row.path[1]}/{row.leaf}/"):
        return given[1] if given else ""
    if column.role == "share":
        return share(words.total(row), words.total(whole))
    return words.amount(row, 1 if column.role == "last" else 0)


def print_assets(sheet: Sheet, one: FormList, words: Words) -> None:
    """What a project buys: the fields under the labels of the list, three by three."""
    end_rows(sheet)
    sheet.line([words.printed(one.heading)])
    sheet.line([words.printed(column.leaf) for column in one.columns])
    labels = [column.leaf for column in one.columns]
    for row in words.take_rows(labels) or [{}]:
        sheet.line([row.get(fold(label), "") for label in labels])


def print_tasks(sheet: Sheet, one: FormList, words: Words) -> None:
    """The main tasks of the year, each cell as it was given."""
    since, left = _begin(sheet, one, words)
    count = len(one.columns)
    for task in words.target.tasks or ((),):
        cells = [*task, *[""] * (count - len(task))]
        sheet.line([*cells[: count - 1], "".join(cells[count - 1 :])], left)
    _end(sheet, words.printed(one.heading), since)


_Printer = Callable[[Sheet, FormList, Words], None]
#: The name of a list in a definition → how it is printed.
PRINTERS: Mapping[str, _Printer] = MappingProxyType(
    {
        "indicators": print_indicators,
        "costs": print_costs,
        "projects": print_costs,
        "sources": print_sources,
        "money": print_money,
        "assets": print_assets,
        "tasks": print_tasks,
    }
)
