"""Layouts that a form set can say, and the sets that a document follows or does not."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.forms.test_agreement import differences
from tests.forms.test_render import body, fact, facts, form
from yusuan.checks import check
from yusuan.checks.rules import DERIVED
from yusuan.documents import Document, Paragraph, Source, Table
from yusuan.documents import reader as documents
from yusuan.forms.recognise import recognise
from yusuan.forms.render import render
from yusuan.ledger import Coordinates, Disclosure, Fact
from yusuan.standards.errors import InvalidDefinition
from yusuan.standards.form_sets import form_set
from yusuan.standards.labels import fold

TOTALS = """
[[form.section]]
heading = "支出"
axis = "function"
means = "flow=expenditure"
columns = ["功能分类/科目 = label", "功能分类/金额 ="]
rows = ["201 一般公共服务支出", "203 国防支出"]
[[form.section]]
heading = "支出"
axis = "nature"
means = "flow=expenditure"
columns = ["用途/项目 = label", "用途/金额 ="]
rows = ["基本支出 = nature=basic"]
tail = ["支出合计 ="]
tail_over = true
"""
GROUPS = """
means = "flow=revenue"
axis = "fund"
columns = ["项目 = group", "项目 = label", "金额 ="]
rows = [
  "收入总计 =", "一般公共预算/小计 = fund=gpb", "一般公共预算/经费拨款 = fund=gpb.tax",
  "单位资金/小计 = fund=own",
]
"""
OUTLINE = """
means = "flow=expenditure item=procurement"
axis = "procurement project dept_economic line"
outline = ["procurement", "project dept_economic", "line"]
total = "first"
total_in = "name"
columns = [
  "大类 = procurement", "专项 = project", "经济科目 = dept_economic", "品名 = line.name",
  "形式 = line.form", "总计 =",
]
"""


def test_a_total_can_reach_over_the_list_before_it():
    found = facts("function=201 nature=basic 2")
    grid = render(form(TOTALS), found, year=2022)
    assert body(grid) == [
        "201 一般公共服务支出|2.00|基本支出|2.00",
        "203 国防支出|||",
        "支出合计|||2.00",
    ]
    last = next(cell for cell in grid.table.cells if cell.text == "支出合计")
    assert (last.column, last.colspan) == (0, 3)


def test_a_group_is_named_once_beside_its_rows():
    found = [*facts("fund=gpb.tax 3")]
    revenue = [_as_revenue(one) for one in found]
    grid = render(form(GROUPS), revenue, year=2022)
    assert body(grid) == [
        "收入总计||3.00",
        "一般公共预算|小计|3.00",
        "|经费拨款|3.00",
        "单位资金|小计|",
    ]
    spans = {cell.text: (cell.rowspan, cell.colspan) for cell in grid.table.cells}
    assert (spans["项目"], spans["收入总计"], spans["一般公共预算"]) == ((1, 2), (1, 2), (2, 1))


def _as_revenue(one: Fact) -> Fact:
    return replace(one, coordinates=one.coordinates | {"flow": "revenue"})


def test_an_outline_shows_each_step_in_its_own_row():
    found = facts("""
        item=procurement procurement=goods project=更新 dept_economic=31002 line=电脑>集中 2
        item=procurement procurement=goods project=更新 dept_economic=31002 line=桌椅>分散 1
        item=procurement procurement=goods project=更新 dept_economic=30201 line=纸张>分散 1
    """)
    assert body(render(form(OUTLINE), found, year=2022)) == [
        "合计|||||4.00",
        "货物|||||4.00",
        "|更新|办公设备购置|||3.00",
        "|||电脑|集中|2.00",
        "|||桌椅|分散|1.00",
        "||办公费|||1.00",
        "|||纸张|分散|1.00",
    ]


def test_an_item_the_document_names_without_a_code_stands_above_its_parts():
    found = facts("""
        item=procurement procurement=goods project=更新 line=设备 3
        item=procurement procurement=goods project=更新 line=设备>电脑>集中 3
    """)
    assert body(render(form(OUTLINE), found, year=2022))[2:] == [
        "|更新|设备|||3.00",
        "|||电脑|集中|3.00",
    ]


def test_an_outline_is_of_the_axes_of_its_list():
    with pytest.raises(InvalidDefinition, match="不认识的键 fund"):
        form('axis = "line"\noutline = ["fund"]\ncolumns = ["合计 ="]')


YEARLY = """
flow=expenditure unit=101 function=2010301 nature=basic.personnel fund=gpb dept_economic=30101|5
flow=expenditure unit=101 function=2010301 nature=basic.operating fund=gpb dept_economic=30201|2
flow=expenditure unit=101 function=2120899 nature=project project=绿化 fund=gf dept_economic=30299|3
flow=expenditure unit=101 function=2230201 nature=project project=改制 fund=scb dept_economic=312|1
flow=expenditure unit=101 function=2010301 fund=gpb item=three_publics.reception|1
flow=revenue unit=101 fund=gpb|7
flow=revenue unit=101 fund=gf|3
flow=revenue unit=101 fund=scb|1
"""


def _yearly() -> list[Fact]:
    pairs = (line.split("|") for line in YEARLY.strip().splitlines())
    return [fact(f"year=2024 {where}", amount) for where, amount in pairs]


def _published() -> Disclosure:
    blocks: list[Table | Paragraph] = []
    for one in form_set("general").tables:
        grid = render(one, _yearly(), year=2024, units=[("101", "某局机关")])
        blocks += [Paragraph(f"2024年{grid.title}"), Paragraph("单位：万元"), grid.table]
    return recognise(Document(Source("某局2024年预算.txt", "0" * 64, "text"), tuple(blocks)))


def test_every_table_of_the_general_set_is_known_again():
    found = _published()
    assert found.form_set == "general"
    keys = [statement.form for statement in found.statements]
    assert keys == [f"general/{one.key}" for one in form_set("general").tables]


def test_every_figure_of_the_general_set_is_understood():
    found = _published()
    assert [(f.row, f.column) for f in found.facts if not f.understood] == []
    assert list(differences(found)) == []


def test_the_checks_find_nothing_in_the_general_set():
    (result,) = check([_published()])
    relations = {rule.id for rule in DERIVED}
    assert {one.status for one in result.outcomes if one.rule in relations} == {"passed"}
    assert result.untouched == ()


JIANGSU = [
    "js-procuratorate-2019-dept-budget.pdf",
    "js-party-committee-office-2018-dept-budget-tables.pdf",
    "js-peoples-congress-2017-dept-budget.pdf",
]


def rows(table: Table) -> list[list[str]]:
    """The cells of each row from left to right, blanks too, whatever columns they span."""
    placed: dict[tuple[int, int], str] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            placed[row, cell.column] = fold(cell.text) if row == cell.row else ""
    return [[placed[at] for at in sorted(placed) if at[0] == row] for row in range(table.rows)]


@pytest.mark.shared
@pytest.mark.parametrize("name", JIANGSU)
def test_every_table_of_jiangsu_is_known_and_means_what_its_form_says(shared: Path, name: str):
    found = recognise(documents.read(shared / "disclosures" / name))
    assert found.form_set == "jiangsu-2019"
    keys = {statement.form for statement in found.statements}
    assert keys == {f"jiangsu-2019/t{number:02d}" for number in range(1, 13)}
    assert list(differences(found)) == []


#: Cells in which the published tables and ours differ: table, row, and what is printed there.
PUBLISHED_OTHERWISE = {
    ("t03", 1, "3990.4"),  # one decimal, where the other figures of the row have two
    ("t10", 2, "此表为空"),  # a sentence and empty rows instead of no rows
}


@pytest.mark.shared
def test_the_tables_of_jiangsu_2019_are_rendered_cell_for_cell(shared: Path):
    document = documents.read(shared / "disclosures" / JIANGSU[0])
    found = recognise(document)
    other: set[tuple[str, int, str]] = set()
    count = 0
    for statement, table in zip(found.statements, document.tables, strict=True):
        key = str(statement.form).partition("/")[2]
        grid = render(form_set("jiangsu-2019").form(key), statement.facts, year=2019)
        published, ours = rows(table), rows(grid.table)
        ours += [["", "", ""]] * (len(published) - len(ours))
        for number, (one, two) in enumerate(zip(published, ours, strict=True)):
            assert len(one) == len(two)
            other |= {(key, number, a) for a, b in zip(one, two, strict=True) if a != b}
            count += len(one)
    assert other == PUBLISHED_OTHERWISE
    assert count == 878


def test_a_carry_over_that_is_used_is_a_part_of_the_carry_over():
    rows_of_t02 = form_set("jiangsu-2019").form("t02").sections[0].rows
    assert rows_of_t02[-1].meaning[0].only("balance") == Coordinates({"balance": "carryover"})
