"""The drawing of a target form filled in: fields, goals, the items of its lists, and their sums."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from yusuan.forms.render_targets_lists import CLASSES, indicator_rows, project_rows, rows_of
from yusuan.forms.render_targets_sheet import Fill, Sheet
from yusuan.forms.render_targets_words import Words, of_class, prose
from yusuan.forms.targets_indicators import horizon_in
from yusuan.forms.targets_labels import goal_number
from yusuan.forms.targets_parts import number
from yusuan.ledger import Goal, Indicator, amount_of
from yusuan.standards.form_sets import Form, FormColumn, FormList, Layout, Slot
from yusuan.standards.labels import fold, variants


@dataclass(slots=True)
class Filling:
    """A sheet on its way: whose words fill it, and what of them is not printed yet.

    A table with a row for each project has ``projects``; ``words`` then are those of its foot.
    """

    form: Form
    layout: Layout
    words: Words
    projects: Sequence[Words] = ()
    goals: list[Goal] = field(default_factory=list)
    _rows: dict[str, list[list[str]]] = field(default_factory=dict)

    def sheet(self) -> Sheet:
        """The whole sheet; what the form has no place for stands below it."""
        sheet = Sheet(self.layout)
        self.goals = list(self.words.target.goals)
        row = 0
        while row < self.layout.rows:
            row = self._from(row, sheet)
        sheet.close()
        rest = [(goal.label, goal.text) for goal in self.goals]
        for label, text in (*rest, *self.words.leftovers()):
            sheet.line(label, text)
        return sheet

    def above(self) -> tuple[str, ...]:
        """The lines above the sheet, left and right."""
        return tuple(_joined(parts, lambda slot: self._text(slot, {})) for parts in self.form.above)

    def _from(self, row: int, sheet: Sheet) -> int:
        """Print what begins in a row of the drawing; the row to go on with."""
        below = self._list(row + 1)
        if below is not None and below.name == "indicators":
            self._indicators(sheet, row, below)
            return row + 2
        goals = [slot.column for slot in self.layout.slots(row) if slot.kind == "goal"]
        if (one := self._list(row)) is not None:
            self._print(sheet, row, one, self._of(one))
        elif goals:
            self._goals(sheet, row, [column for column in goals if column])
        else:
            sheet.row(row, self._fill(self._sums(row)))
        return row + 1

    def _list(self, row: int) -> FormList | None:
        """The list whose items stand in a row of the drawing."""
        names = [slot.list for slot in self.layout.slots(row) if slot.kind == "item"]
        return self.form.list(names[0]) if names else None

    def _fill(self, given: Mapping[FormColumn, str]) -> Fill:
        return lambda cell: _joined(cell.parts, lambda slot: self._text(slot, given))

    def _text(self, slot: Slot, given: Mapping[FormColumn, str]) -> str:
        words, column = self.words, slot.column
        if column is None:
            return words.last_year() if slot.kind == "last_year" else str(words.year)
        if slot.kind in ("item", "goal", "sum"):
            return given.get(column, "")
        if column.role.partition(".")[0] in CLASSES:
            return prose(of_class(words.target.indicators, column.role))
        return words.value(column, "amount" if slot.kind == "field" else slot.kind)

    def _of(self, one: FormList) -> list[list[str]]:
        """The rows of a list, made once: what goes into them is handed out once."""
        if one.name not in self._rows:
            wide = self.form.wide and one.name == "projects"
            made = project_rows(one, self.projects) if wide else rows_of(one, self.words)
            self._rows[one.name] = made
        return self._rows[one.name]

    def _print(self, sheet: Sheet, row: int, one: FormList, rows: list[list[str]]) -> None:
        for at, texts in enumerate(rows):
            item = dict(zip(one.columns, texts, strict=True))
            sheet.row(row, self._fill(item), again=at > 0)

    def _sums(self, row: int) -> dict[FormColumn, str]:
        """The sums in a row: as given under its label, else of what the list prints."""
        slots = [slot for slot in self.layout.slots(row) if slot.kind == "sum"]
        own = (cell.text for cell in self.layout.crossing(row) if cell.row == row)
        label = next((text for text in own if text), "")
        given = [text for _, text in self.words.take_all(label)] if slots else []
        columns = [(slot.list, slot.column) for slot in slots if slot.column]
        made = [given[n : n + 1] or [self._sum(*one)] for n, one in enumerate(columns)]
        return {column: text for (_, column), (text,) in zip(columns, made, strict=True)}

    def _sum(self, name: str, column: FormColumn) -> str:
        one = self.form.list(name)
        if one is None or not self.projects:
            return self.words.sum_of_lines(column)
        place = one.columns.index(column)
        printed = (number(row[place]) for row in self._of(one))
        return self.words.sum(amount_of(one, self.form.unit).value for one in printed if one)

    def _goals(self, sheet: Sheet, row: int, columns: Sequence[FormColumn]) -> None:
        """The goals under their labels, as many rows as there are."""
        under = [[goal for goal in self.goals if self._is_of(goal, one)] for one in columns]
        self.goals = [goal for goal in self.goals if all(goal not in one for one in under)]
        for at in range(max(map(len, under)) or 1):
            found = [one[at] if at < len(one) else Goal("", "") for one in under]
            texts = [_beside(one) if len(columns) > 1 else one.text for one in found]
            fill = self._fill(dict(zip(columns, texts, strict=True)))
            if len(columns) == 1 and goal_number(found[0].label):
                fill = _renamed(fill, columns[0].leaf, found[0].label)
            sheet.row(row, fill, again=at > 0 and len(columns) > 1)

    def _is_of(self, goal: Goal, column: FormColumn) -> bool:
        """Whether a goal is printed under a label: by the label itself, else by its time."""
        bare = fold(goal.label).removesuffix(goal_number(goal.label))
        named = [one for one in self.form.goals if set(variants(one.leaf)) & set(variants(bare))]
        if named:
            return column in named
        return column.role == f"goal.{goal.horizon or 'annual'}"

    def _indicators(self, sheet: Sheet, head: int, one: FormList) -> None:
        """The indicators: a block for each numbered goal, else one for each time."""
        every = list(self.words.target.indicators)
        divided = any(x.goal for x in every) or len({x.horizon for x in every}) > 1
        blocks = groupby(every, key=lambda each: (each.goal, each.horizon))
        for (goal, horizon), block in blocks:
            if goal:
                texts = [x.text for x in self.words.target.goals if x.label == goal]
                sheet.line(f"{goal}：", texts[0] if texts else "")
            heading = self._heading(one, horizon) if divided else one.heading
            self._block(sheet, head, one, heading, list(block))
        if not every:
            self._block(sheet, head, one, one.heading, [])

    def _block(
        self, sheet: Sheet, head: int, one: FormList, heading: str, block: Sequence[Indicator]
    ) -> None:
        fill = self._fill({})
        if heading != one.heading:
            if not any(cell.text == one.heading for cell in self.layout.crossing(head)):
                sheet.line(heading)
            fill = _renamed(fill, one.heading, heading)
        sheet.row(head, fill)
        self._print(sheet, head + 1, one, indicator_rows(one, block))

    def _heading(self, one: FormList, horizon: str) -> str:
        """What a block is called that is set for a time of several."""
        if not horizon or horizon_in(one.heading) == horizon:
            return one.heading
        if horizon == "annual":
            return "年度绩效指标"
        long = any(goal.leaf.startswith("长期") for goal in self.form.goals)
        return "长期绩效指标" if long else "实施期绩效指标"


def _joined(parts: Sequence[str | Slot], told: Callable[[Slot], str]) -> str:
    """The words and values of a cell; a unit after a value only where that does not say it."""
    texts = [part if isinstance(part, str) else told(part) for part in parts]
    if len(parts) == 2 and (not texts[0] or texts[0].endswith(texts[1].strip())):
        return texts[0]
    return "".join(texts)


def _renamed(fill: Fill, label: str, other: str) -> Fill:
    """The same filling, a label printed as another."""
    wanted = set(variants(label))
    return lambda cell: (
        other if not cell.slots and wanted & set(variants(cell.text)) else fill(cell)
    )


def _beside(goal: Goal) -> str:
    """A goal among others under one heading, with its number."""
    at = goal_number(goal.label)
    return f"目标{at}：{goal.text}" if at else goal.text
