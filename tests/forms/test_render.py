"""Rendering: facts in, the printed grid out."""

import gzip
import json
from decimal import Decimal

import pytest

from yusuan.documents import Place, Table
from yusuan.forms.render import Grid, figure, render
from yusuan.ledger import Amount, Coordinates, Fact
from yusuan.standards.form_definitions import read
from yusuan.standards.form_sets import Form, NumberStyle, form_set, form_sets

HEAD = 'name = "甲"\ntitle = "甲县"\nplace = "甲县"\nyears = [2022]\n'
FLOW = 'means = "flow=expenditure"\n'


def form(body: str) -> Form:
    return read(f'{HEAD}[[form]]\nkey = "t"\ntitle = "{{year}}年表"\n{body}', "甲", form_set).form(
        "t"
    )


def fact(coordinates: str, amount: str) -> Fact:
    """A figure in 万元."""
    value = Amount(Decimal(amount) * 10_000, Decimal(100))
    return Fact("f", "t", (), (), amount, value, Coordinates.parse(coordinates), Place())


def facts(text: str) -> list[Fact]:
    """Lines of 「coordinates amount」, all of them expenditure of 2022."""
    lines = (line.rsplit(" ", 1) for line in text.strip().splitlines())
    return [fact(f"year=2022 flow=expenditure {where.strip()}", amount) for where, amount in lines]


def lines(grid: Grid) -> list[str]:
    """The grid as lines of cells divided by |; what a span covers stays empty."""
    texts = {(cell.row, cell.column): cell.text for cell in grid.table.cells}
    rows, columns = range(grid.table.rows), range(grid.table.columns)
    return ["|".join(texts.get((row, column), "") for column in columns) for row in rows]


def body(grid: Grid) -> list[str]:
    return lines(grid)[grid.header :]


BY_FUNCTION = FLOW + (
    'axis = "function"\ntotal = "first"\n'
    'columns = ["编码 = code", "名称 = name", "合计 =", "基本支出 = nature=basic"]'
)


def test_rows_come_from_the_figures_with_their_parents_and_a_total():
    found = facts("""
        function=2210201 nature=basic 3
        function=2010301 nature=basic 10
        function=2010302 nature=project 5
    """)
    assert body(render(form(BY_FUNCTION), found, year=2022)) == [
        "合计||18.00|13.00",
        "201|一般公共服务支出|15.00|10.00",
        "20103|政府办公厅（室）及相关机构事务|15.00|10.00",
        "2010301|行政运行|10.00|10.00",
        "2010302|一般行政管理事务|5.00|",
        "221|住房保障支出|3.00|3.00",
        "22102|住房改革支出|3.00|3.00",
        "2210201|住房公积金|3.00|3.00",
    ]


def test_a_figure_that_a_fact_says_is_printed_rather_than_the_sum_of_its_parts():
    found = facts("""
        function=201 10.01
        function=20103 10.01
        function=2010301 4
        function=2010302 6
    """)
    assert body(render(form(BY_FUNCTION), found, year=2022))[1].startswith(
        "201|一般公共服务支出|10.01"
    )


def test_a_total_is_not_summed_twice_from_figures_by_function_and_by_economic_item():
    found = facts("""
        function=201 8
        function=221 2
        dept_economic=301 7
        dept_economic=302 3
    """)
    assert body(render(form(BY_FUNCTION), found, year=2022))[0] == "合计||10.00|"


def test_figures_of_another_year_are_left_out():
    found = [
        *facts("function=2010301 10"),
        fact("year=2021 flow=expenditure function=2010301", "9"),
    ]
    assert body(render(form(BY_FUNCTION), found, year=2022))[0] == "合计||10.00|"


def test_the_three_publics_are_no_part_of_a_table_of_all_expenditure():
    found = facts("function=2010301 10\nfunction=2010301 item=three_publics 1")
    assert body(render(form(BY_FUNCTION), found, year=2022))[0] == "合计||10.00|"


def test_a_row_without_figures_is_left_out():
    found = facts("function=2010301 10\nfunction=2010302 0")
    assert "2010302" not in "".join(body(render(form(BY_FUNCTION), found, year=2022)))


def test_the_caller_can_name_what_the_place_calls_otherwise():
    names = {("function", "2010301"): "行政运行（政府办公厅）"}
    grid = render(form(BY_FUNCTION), facts("function=2010301 1"), year=2022, names=names)
    assert body(grid)[-1] == "2010301|行政运行（政府办公厅）|1.00|"


def test_the_header_is_a_tree_with_spans():
    made = form(
        'columns = ["名称 = name", "支出/合计 =", "支出/其中/人员 = nature=basic.personnel"]'
    )
    grid = render(made, [], year=2022)
    spans = {
        cell.text: (cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.table.cells
    }
    assert spans == {
        "名称": (0, 0, 3, 1),
        "支出": (0, 1, 1, 2),
        "合计": (1, 1, 2, 1),
        "其中": (1, 2, 1, 1),
        "人员": (2, 2, 1, 1),
    }


def test_a_row_that_numbers_the_columns_belongs_to_the_header():
    grid = render(form('index = ["**", "1"]\ncolumns = ["名称 = name", "合计 ="]'), [], year=2022)
    assert (grid.header, lines(grid)[1]) == (2, "**|1")


def test_a_total_spans_the_leading_columns_or_stands_in_the_name_column():
    over = render(form(BY_FUNCTION), facts("function=201 1"), year=2022)
    inside = render(form(BY_FUNCTION + '\ntotal_in = "name"'), facts("function=201 1"), year=2022)
    assert next(c.colspan for c in over.table.cells if c.text == "合计" and c.row) == 2
    assert body(inside)[0] == "|合计|1.00|"


def test_a_total_can_stand_at_the_end():
    made = form(BY_FUNCTION.replace('"first"', '"last"'))
    assert body(render(made, facts("function=201 1"), year=2022))[-1] == "合计||1.00|"


def test_a_code_can_be_printed_in_three_cells():
    made = form(
        FLOW
        + 'axis = "function"\ncolumns = ["类 = code.类", "款 = code.款", "项 = code.项", "合计 ="]'
    )
    found = render(made, facts("function=2010301 1"), year=2022)
    assert body(found) == ["201|||1.00", "201|03||1.00", "201|03|01|1.00"]


def test_unit_rows_stand_above_the_functions_of_the_unit():
    made = form(
        FLOW + 'axis = "unit function"\nlevels = [7]\n'
        'columns = ["代码 = unit_code", "名称 = name", "合计 ="]'
    )
    units = [("004", "甲局"), ("004001", "甲局机关"), ("004002", "甲局二队")]
    found = facts("unit=004001 function=2010301 2\nunit=004002 function=2010350 1")
    assert body(render(made, found, year=2022, units=units)) == [
        "004|甲局|3.00",
        "004001|甲局机关|2.00",
        "004001|行政运行|2.00",
        "004002|甲局二队|1.00",
        "004002|事业运行|1.00",
    ]


def test_figures_that_name_no_unit_belong_to_the_only_one():
    made = form(FLOW + 'axis = "unit"\ncolumns = ["单位 = unit_name", "合计 ="]')
    found = render(made, facts("function=201 2"), year=2022, units=[("004", "甲局")])
    assert body(found) == ["甲局|2.00"]


def test_a_flat_list_has_a_row_for_each_combination_in_the_order_of_the_figures():
    made = form(
        'means = "flow=expenditure nature=project"\naxis = "function project"\nlevels = [7]\n'
        'flat = true\ncolumns = ["科目 = code", "项目 = project", "说明 = text", "合计 ="]'
    )
    found = facts("""
        nature=project function=2010302 project=乙项目 2
        nature=project function=2010302 project=甲项目 1
        nature=basic function=2010301 9
    """)
    texts = {(Coordinates.parse("function=2010302 project=甲项目"), "说明"): "常年"}
    assert body(render(made, found, year=2022, texts=texts)) == [
        "2010302|乙项目||2.00",
        "2010302|甲项目|常年|1.00",
    ]


def test_projects_stand_under_their_unit_with_a_serial_number():
    made = form(
        'means = "flow=expenditure nature=project"\naxis = "unit project"\n'
        'columns = ["序号 = serial", "名称 = name", "合计 ="]'
    )
    found = facts("nature=project project=甲项目 2\nnature=project project=乙项目 1")
    grid = render(made, found, year=2022, units=[("004", "甲局")])
    assert body(grid) == ["1|甲局|3.00", "2|甲项目|2.00", "3|乙项目|1.00"]


def test_a_unit_can_stand_beside_its_projects_instead_of_above_them():
    made = form(
        'means = "flow=expenditure nature=project"\naxis = "unit project"\nbeside = "unit"\n'
        'columns = ["代码 = unit_code", "名称 = name", "合计 ="]'
    )
    units = [("004", "甲局"), ("004001", "甲局机关")]
    found = facts("nature=project unit=004001 project=甲项目 2")
    assert body(render(made, found, year=2022, units=units)) == [
        "004|甲局|2.00",
        "004001|甲项目|2.00",
    ]


def test_a_total_of_nothing_can_be_printed_as_zero():
    text = BY_FUNCTION + '\nempty_total = "0.00"'
    assert body(render(form(text), [], year=2022)) == ["合计||0.00|"]
    assert body(render(form(text), facts("function=201 1"), year=2022))[0] == "合计||1.00|"


def test_a_blank_column_can_stand_before_a_list():
    second = SIDE_BY_SIDE.rpartition("[[form.section]]\n")
    made = form(f"{second[0]}{second[1]}gap = true\n{second[2]}")
    grid = render(made, facts("nature=basic function=201 2"), year=2022)
    assert lines(grid)[:3] == [
        "支出|||支出",
        "项目|预算数||项目",
        "一、基本支出|2.00||201 一般公共服务支出 2.00",
    ]


SIDE_BY_SIDE = """
[[form.section]]
heading = "支出"
means = "flow=expenditure"
axis = "nature"
columns = ["项目 = label", "预算数 ="]
rows = ["一、基本支出 = nature=basic", "二、项目支出 = nature=project"]
tail = ["合计 ="]
[[form.section]]
heading = "支出"
means = "flow=expenditure"
axis = "function"
columns = ["项目 = label_amount"]
rows = ["201 一般公共服务支出"]
tail = ["合计 ="]
"""


def test_lists_side_by_side_end_level_with_each_other():
    found = facts("nature=basic function=201 2\nnature=project function=201 1")
    grid = render(form(SIDE_BY_SIDE), found, year=2022)
    assert lines(grid) == [
        "支出||",
        "项目|预算数|项目",
        "一、基本支出|2.00|201 一般公共服务支出 3.00",
        "二、项目支出|1.00|",
        "合计|3.00|合计 3.00",
    ]
    assert grid.table.cells[0].colspan == 3


def test_a_label_can_stand_for_a_sum():
    made = form(FLOW + 'rows = [" ="]\ncolumns = ["商品和服务 = dept_economic=302+310"]')
    found = facts("dept_economic=30201 2\ndept_economic=31002 1\ndept_economic=30101 9")
    assert body(render(made, found, year=2022)) == ["3.00"]


def test_a_total_with_carry_over_is_the_year_and_the_carry_over():
    made = form(FLOW + 'rows = [" ="]\ncolumns = ["本年 =", "总计 = balance=total"]')
    found = facts("function=201 5\nbalance=carryover 2")
    assert body(render(made, found, year=2022)) == ["5.00|7.00"]


@pytest.mark.parametrize(
    ("amount", "style", "printed"),
    [
        ("39279800", NumberStyle(thousands=True), "3,927.98"),
        ("39279800", NumberStyle(), "3927.98"),
        ("1116768", NumberStyle(decimals=(0, 4)), "111.6768"),
        ("90000", NumberStyle(decimals=(0, 4)), "9"),
        ("127050", NumberStyle(), "12.71"),
        ("-5000", NumberStyle(), "-0.50"),
        ("0", NumberStyle(zero="0.00"), "0.00"),
        ("0", NumberStyle(), ""),
    ],
)
def test_a_figure_is_printed_in_the_style_of_its_form(amount, style, printed):
    assert figure(Decimal(amount), "万元", style) == printed


EVERY_TABLE = [(name, form.key) for name in form_sets() for form in form_set(name).tables]


@pytest.mark.parametrize(("name", "key"), EVERY_TABLE)
def test_every_table_has_a_header_over_all_its_columns_even_without_figures(name, key):
    wanted = form_set(name).form(key)
    grid = render(wanted, [], year=form_set(name).years[0])
    top = [cell for cell in grid.table.cells if cell.row == 0]
    assert sum(cell.colspan for cell in top) == sum(len(s.columns) for s in wanted.sections)
    assert "{year}" not in grid.title


def truth(shared, key: str) -> dict:
    tables = json.loads(
        gzip.decompress((shared / "documents/jianghan-2022.grids.json.gz").read_bytes())
    )
    return next(table for table in tables if table["id"] == key)


def printed(table: dict) -> list[list[str]]:
    """A table of the ground truth as rows of texts."""
    rows = [[""] * table["cols"] for _ in range(table["rows"])]
    for cell in table["cells"]:
        rows[cell["r"]][cell["c"]] = cell["text"]
    return rows[table["header"] :]


def said(coordinates: str, text: str) -> list[Fact]:
    """The fact a cell states; none where it is blank."""
    return [fact(f"year=2022 {coordinates}", text.replace(",", ""))] if text else []


def layout(cells) -> set[tuple]:
    return {
        (row, column, "".join(text.split()), down, across)
        for row, column, text, down, across in cells
    }


def assert_prints(table: Table, expected: dict) -> None:
    made = ((c.row, c.column, c.text, c.rowspan, c.colspan) for c in table.cells)
    wanted = ((c["r"], c["c"], c["text"], c["rs"], c["cs"]) for c in expected["cells"])
    assert layout(made) == layout(wanted)


@pytest.mark.shared
def test_a_published_table_by_function_is_rendered_cell_for_cell(shared):
    expected = truth(shared, "004-02")
    funds = ("", "gpb", "gf", "service", "upper_unit", "business", "other")
    found, names = [], {}
    for code, name, *figures in printed(expected):
        where = "" if code == "合计" else f" function={code}"
        if name.endswith("（政府办公厅）"):
            names["function", code] = name
        for fund, text in zip(funds, figures, strict=False):
            found += said(f"flow=revenue{where}" + (f" fund={fund}" if fund else ""), text)
    grid = render(form_set("jianghan-2022").form("t02"), found, year=2022, names=names)
    assert_prints(grid.table, expected)


@pytest.mark.shared
def test_a_published_table_of_three_lists_is_rendered_cell_for_cell(shared):
    expected = truth(shared, "004-01")
    found = []
    for revenue, amount, function, by_function, item, by_item in printed(expected):
        if revenue.startswith("一、"):
            found += said("flow=revenue fund=gpb", amount)
        if function[:3].isdigit():
            found += said(f"flow=expenditure function={function[:3]}", by_function)
        if item[:3].isdigit():
            found += said(f"flow=expenditure dept_economic={item[:3]}", by_item)
    # The totals are not given: they are summed from the lists.
    assert_prints(render(form_set("jianghan-2022").form("t01"), found, year=2022).table, expected)
