"""The letter of approval (批复) to a department, as Word (预算法 52).

Amounts by function 项 and government economic 款, by fund and by project, with the targets that
were approved, all from the revision that was kept when the congress approved.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from yusuan.books.schema import BY_KEY
from yusuan.books.workbook_style import printable
from yusuan.derive.lines import kinds
from yusuan.ledger.budgets import Budget, SpendingLine
from yusuan.standards.classification import codes
from yusuan.standards.dimensions import label
from yusuan.web.budgeting import amounts
from yusuan.web.budgeting.dates import DISCLOSE, PASS_ON
from yusuan.web.budgeting.models import Dossier
from yusuan.web.budgeting.states import State
from yusuan.web.review import stages
from yusuan.web.words import money

if TYPE_CHECKING:
    from docx.document import Document

_FONT: Final = "仿宋"
Row = tuple[str, ...]


class NoLetter(ValueError):
    """There is nothing to reply to yet; the text is for the person."""


def written(dossier: Dossier) -> bytes:
    """The letter of a budget that was approved; raises NoLetter."""
    budget, day = stages.kept(dossier, State.APPROVED), dossier.year.approved_on
    if budget is None or day is None:
        raise NoLetter("这份预算还没有登记人大批准，不能出批复。")
    made = _blank()
    year, district = dossier.year.year, str(dossier.year.district)
    _line(made, f"关于批复{dossier.department}{year}年部门预算的通知", "title")
    _line(made, f"{dossier.department}：", "to")
    total, came = amounts.spent(budget), sum((one.amount for one in budget.revenue), Decimal(0))
    _line(
        made,
        f"{district}{year}年预算已经本级人民代表大会于{day.year}年{day.month}月{day.day}日批准。"
        f"根据《中华人民共和国预算法》第五十二条，现将你部门{year}年部门预算批复如下：",
    )
    _line(
        made,
        f"一、收入预算{money(came)}万元，支出预算{money(total)}万元。"
        "支出按功能分类列到项，按政府预算支出经济分类列到款，见附表一至附表四。",
    )
    _line(made, "二、项目支出按附表五的项目执行，绩效目标按附表六执行，未经批准不得调整。")
    _line(
        made,
        f"三、请在接到本批复之日起{PASS_ON.days}日内批复所属各单位，{DISCLOSE.days}日内向社会公开部门预算"
        "（预算法第十四条、第五十二条）；涉及国家秘密的除外。",
    )
    _line(made, f"{district}财政局", "sign")
    for number, (title, heads, rows) in enumerate(_tables(budget)):
        _line(made, f"附表{'一二三四五六'[number]}　{title}", "table")
        _table(made, heads, rows)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _tables(budget: Budget) -> Iterator[tuple[str, Row, list[Row]]]:
    """Each annex: its title, its headings, its rows."""
    money_head = "金额（万元）"
    yield "收入预算表", ("收入来源", money_head), _revenue(budget)
    heads: Row = ("科目编码", "支出功能科目", "基本支出", "项目支出", "其他支出", "合计（万元）")
    yield "支出预算表（按功能分类）", heads, _functions(budget)
    heads = ("科目编码", "政府经济科目", money_head)
    yield "支出预算表（按政府经济分类）", heads, _economic(budget)
    yield "支出预算表（按资金来源）", ("资金来源", money_head), _funds(budget)
    yield "项目支出预算表", ("项目", "类别", money_head), _projects(budget)
    heads = ("项目", "指标类别", "指标", "指标值")
    yield "绩效目标表", heads, list(_targets(budget))


def _revenue(budget: Budget) -> list[Row]:
    found: dict[str, Decimal] = defaultdict(Decimal)
    for one in budget.revenue:
        found[label("fund", one.fund) + ("（上年结转）" if one.carryover else "")] += one.amount
    return _summed([((name,), amount) for name, amount in found.items()])


def _functions(budget: Budget) -> list[Row]:
    known, year = codes("function"), budget.entity.year
    found: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 3)
    for one in amounts.counted(budget):
        column = {"basic": 0, "project": 1}.get(one.nature, 2)
        found[one.function] = [
            amount + (one.amount if at == column else 0)
            for at, amount in enumerate(found[one.function])
        ]
    rows = [
        (code, _name(known.get(code, year)), *map(_shown, parts), money(sum(parts, Decimal(0))))
        for code, parts in sorted(found.items())
    ]
    sums = [sum((parts[at] for parts in found.values()), Decimal(0)) for at in range(3)]
    return [*rows, ("", "合计", *map(_shown, sums), money(sum(sums, Decimal(0))))]


def _economic(budget: Budget) -> list[Row]:
    known, year = kinds(budget), budget.entity.year
    names = codes("gov_economic")
    found = _grouped(amounts.counted(budget, amounts.ECONOMIC), known.government)
    return _summed(
        [((code, _name(names.get(code, year))), amount) for code, amount in sorted(found.items())]
    )


def _funds(budget: Budget) -> list[Row]:
    found = _grouped(amounts.counted(budget), lambda one: one.fund)
    return _summed([((label("fund", fund),), amount) for fund, amount in found.items()])


def _projects(budget: Budget) -> list[Row]:
    return [
        (one.name, one.category, money(amounts.of_project(budget, one.key)))
        for one in budget.projects
    ]


def _targets(budget: Budget) -> Iterator[Row]:
    names = {one.key: one.name for one in budget.projects}
    classes = BY_KEY["indicators"].column("level2")
    for one in budget.indicators:
        subject = names.get(one.project, one.project) if one.project else "部门整体"
        operator = "" if one.operator == "定性" else one.operator
        yield subject, classes.label(one.level2), one.name, f"{operator}{one.value}{one.unit}"


def _grouped(
    lines: Sequence[SpendingLine], key: Callable[[SpendingLine], str]
) -> dict[str, Decimal]:
    found: dict[str, Decimal] = defaultdict(Decimal)
    for one in lines:
        found[key(one)] += one.amount
    return found


def _summed(rows: Sequence[tuple[Row, Decimal]]) -> list[Row]:
    """Rows with their amounts, and the sum below them."""
    total = sum((amount for _, amount in rows), Decimal(0))
    blank = [""] * (len(rows[0][0]) - 1 if rows else 0)
    return [*((*names, money(amount)) for names, amount in rows), ("合计", *blank, money(total))]


def _name(code: object) -> str:
    return str(getattr(code, "name", "")) or "（没有分科目）"


def _shown(amount: Decimal) -> str:
    return money(amount) if amount else ""


def _blank() -> Document:
    """A page of A4 in the typeface of official letters."""
    import docx
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    made = docx.Document()
    made.core_properties.author = ""
    made.core_properties.title = "部门预算批复"
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    style = made.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(16)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    return made


def _line(made: Document, text: str, kind: str = "") -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH as SIDE
    from docx.shared import Pt

    line = made.add_paragraph()
    run = line.add_run(printable(text))
    shape = line.paragraph_format
    shape.space_after, shape.line_spacing = Pt(0), Pt(28)
    if kind == "title":
        line.alignment, run.bold, run.font.size = SIDE.CENTER, True, Pt(22)
        shape.line_spacing, shape.space_after = Pt(34), Pt(18)
    elif kind == "sign":
        line.alignment, shape.space_before = SIDE.RIGHT, Pt(36)
    elif kind == "table":
        run.bold, shape.space_before, shape.keep_with_next = True, Pt(18), True
    elif not kind:
        shape.first_line_indent = Pt(32)


def _table(made: Document, heads: Row, rows: Sequence[Row]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH as SIDE
    from docx.shared import Pt

    table = made.add_table(rows=1 + len(rows), cols=len(heads), style="Table Grid")
    figures = [any(mark in head for mark in ("万元", "支出预算")) or head.endswith("支出")
               for head in heads]  # fmt: skip
    for at, (line, texts) in enumerate(zip(table.rows, (heads, *rows), strict=True)):
        for cell, text, right in zip(line.cells, texts, figures, strict=True):
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(printable(text))
            run.font.size, run.bold = Pt(10.5), at == 0
            if right and at:
                paragraph.alignment = SIDE.RIGHT
    _repeat(table.rows[0])


def _repeat(row: object) -> None:
    """The headings again on every page."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()  # type: ignore[attr-defined]
    properties.append(OxmlElement("w:tblHeader"))
