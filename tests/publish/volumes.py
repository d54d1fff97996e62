"""Volumes for tests: a small one of our own, and a whole one made from an example."""

from __future__ import annotations

import itertools
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from yusuan.documents import Cell, Document, Table, reader
from yusuan.documents import Place as At
from yusuan.forms import recognise as recognition
from yusuan.forms.axes import header_height
from yusuan.forms.grid import Grid
from yusuan.ledger import Amount, Coordinates, Disclosure, Fact, Place
from yusuan.publish.volume import FigureSpan, Heading, PageBreak, Part, TableBlock, Text, Volume

EXAMPLE = Path(__file__).parents[2] / "examples" / "jianghan-2022.xlsx"
ENTITY = "某市某区测试局"


def table(*rows: str) -> Table:
    """A grid of cells as lines with 「|」 between cells; 「<」 and 「^」 go on."""
    cells: list[Cell] = []
    for number, line in enumerate(rows):
        for column, text in enumerate(line.split("|")):
            if text == "<":
                last = cells.pop()
                cells.append(replace(last, colspan=last.colspan + 1))
            elif text == "^":
                above = next(one for one in reversed(cells) if one.column == column)
                cells[cells.index(above)] = replace(above, rowspan=above.rowspan + 1)
            else:
                cells.append(Cell(number, column, text))
    return Table(tuple(cells), len(rows), len(rows[0].split("|")))


def fact(identity: str, printed: str, at: str, unit: int = 10_000) -> Fact:
    """A fact of 2022 in 万元."""
    value = Decimal(printed.replace(",", ""))
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    amount = Amount(value * unit, step * unit)
    here: Place = At(table=1)
    return Fact(identity, "t01", ("行",), ("列",), printed, amount, Coordinates.parse(at), here)


def small(*, text: str = "2022年支出总计1,234.50万元。", title: str = "部门支出总表") -> Volume:
    """A volume of one sentence and one table of two levels."""
    grid = table(
        "功能科目|<|合计|基本支出|项目支出",
        "编码|名称|^|^|^",
        "|合计|1,234.50|1,000.00|234.50",
        "201|一般公共服务支出|1,234.50|1,000.00|234.50",
    )
    facts = tuple(
        fact(f"t01.{number}", printed, f"flow=expenditure {more}")
        for number, (printed, more) in enumerate(
            [
                ("1,234.50", ""),
                ("1,000.00", "nature=basic"),
                ("234.50", "nature=project"),
                ("1,234.50", "function=201"),
                ("1,000.00", "function=201 nature=basic"),
                ("234.50", "function=201 nature=project"),
            ],
            1,
        )
    )
    places = itertools.product((2, 3), (2, 3, 4))
    block = TableBlock(
        "t01",
        title,
        grid,
        header=2,
        left=f"单位名称：{ENTITY}",
        right="单位：万元",
        figures={place: one.id for place, one in zip(places, facts, strict=True)},
    )
    start = text.find("1,234.50")
    figures = (FigureSpan(start, start + 8, "t01.1"),) if start >= 0 else ()
    words = Part("第一部分 说明", (Heading("一、支出情况"), Text(text, figures)))
    return Volume(
        f"{ENTITY}2022年部门预算",
        ENTITY,
        2022,
        "budget",
        (words, Part("第二部分 预算表", (block,))),
        facts,
    )


def example(path: Path = EXAMPLE) -> tuple[Volume, Disclosure]:
    """A document of the examples as a volume, with what was read from it."""
    document = reader.read(path)
    disclosure = recognition.recognise(document)
    return of(document, disclosure), disclosure


def of(document: Document, disclosure: Disclosure) -> Volume:
    """What was read from a document as a volume, with a sentence of our own before it."""
    facts = tuple(disclosure.facts)
    by_place = {one.place: one.id for one in facts}
    blocks: list[TableBlock] = []
    for (grid, caption), statement in zip(
        recognition._captioned(document), disclosure.statements, strict=True
    ):
        figures = {
            (cell.row, cell.column): by_place[cell.place]
            for cell in grid.cells
            if cell.place in by_place
        }
        height = 0 if statement.targets else header_height(Grid.of(grid))
        empty = "本年度没有此项支出，本表为空。" if statement.empty else ""
        blocks.append(
            TableBlock(
                statement.id,
                caption.title,
                grid,
                header=height,
                left=f"单位名称：{disclosure.entity}",
                right=f"单位：{statement.unit}",
                empty=empty,
                figures=figures,
            )
        )
    total = next(one for one in facts if dict(one.coordinates) == {"flow": "expenditure"})
    words = f"{disclosure.year}年支出总计{total.printed}万元，全部用于履行职责。"
    start = words.index(total.printed)
    span = FigureSpan(start, start + len(total.printed), total.id)
    duties = (
        "主要职责包括负责机关日常工作、办理公文、组织会议、协调督办以及完成上级交办的其他事项。"
    )
    first = Part(
        "第一部分 部门概况",
        (Heading("一、部门职责"), *[Text(duties * 3)] * 4, Heading("二、机构设置"), Text(duties)),
    )
    second = Part("第二部分 预算表", tuple(blocks))
    third = Part(
        "第三部分 情况说明",
        (Heading("一、收支总体情况"), Text(words, (span,)), PageBreak(), Heading("二、名词解释")),
    )
    return Volume(
        f"{disclosure.entity}{disclosure.year}年部门预算",
        disclosure.entity or "",
        disclosure.year or 0,
        "budget",
        (first, second, third),
        facts,
    )
