"""Target forms: values in, the printed grid out, and the same values read from it again."""

import itertools
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from yusuan.documents import Place, Table
from yusuan.documents import reader as documents
from yusuan.forms.recognise import recognise
from yusuan.forms.render import Grid
from yusuan.forms.render_targets import render_targets
from yusuan.forms.render_targets_words import joined
from yusuan.forms.targets import read_targets
from yusuan.forms.targets_labels import find
from yusuan.ledger import (
    Amount,
    Coordinates,
    CostLine,
    Fact,
    Goal,
    Indicator,
    TargetForm,
)
from yusuan.standards.form_definitions import read
from yusuan.standards.form_sets import Form, form_set, form_sets
from yusuan.standards.labels import fold

TARGETS = [(name, form.key) for name, one in form_sets().items() for form in one.targets]
YEAR = 2024


def read_back(grids: tuple[Grid, ...], year: int = YEAR, entity: str | None = None):
    """The forms and the figures that the rendered grids say."""
    ids = itertools.count(1)
    targets, facts = [], []
    for grid in grids:
        found = read_targets(
            grid.table,
            title=grid.title,
            id="t",
            unit="万元",
            fact_ids=lambda: f"f{next(ids)}",
            year=year,
            entity=entity,
        )
        targets += found.targets
        facts += found.facts
    return targets, facts


def lines(grid: Grid) -> list[str]:
    """The grid as lines of cells divided by |; what a span covers stays empty."""
    texts = {(cell.row, cell.column): cell.text for cell in grid.table.cells}
    rows, columns = range(grid.table.rows), range(grid.table.columns)
    return ["|".join(texts.get((row, column), "") for column in columns) for row in rows]


def bare(target: TargetForm) -> dict[str, object]:
    """A form without places, ids and blank fields; fields by label, for forms differ in order."""
    return {
        "named": (target.kind, fold(target.name)),
        "fields": sorted((_label(a), fold(b)) for a, b in target.fields if b),
        "goals": [(one.label, one.horizon, fold(one.text)) for one in target.goals],
        "indicators": [_bare(one) for one in target.indicators],
        "costs": [(fold(one.name), fold(one.basis), fold(one.detail)) for one in target.costs],
        "tasks": [tuple(map(fold, task)) for task in target.tasks],
    }


def _label(text: str) -> str:
    """A label without what it says to who fills it in."""
    return fold(text).rstrip(":").removesuffix("(必填)")


def _bare(one: Indicator) -> tuple[str, ...]:
    parts = (one.level1, one.level2, one.level3, one.value, one.content, one.unit, one.operator)
    return (*map(fold, (*parts, one.standard, one.remark)), one.horizon, one.goal)


def said(facts) -> set[tuple[str, str]]:
    return {
        (str(one.coordinates), f"{one.amount.value.normalize():f}")
        for one in facts
        if one.understood
    }


def project(**given) -> TargetForm:
    """A project with two goals and two indicators."""
    indicators = (
        Indicator("产出指标", "数量指标", "养护里程", "12公里", horizon="annual"),
        Indicator("效益指标", "社会效益指标", "投诉率", "下降", horizon="annual"),
    )
    goals = (
        Goal("实施期绩效目标", "道路畅通", "period"),
        Goal("年度绩效目标", "养护主干道", "annual"),
    )
    plain = TargetForm("project", "道路养护", (), goals, indicators)
    return replace(plain, **given)


def money(coordinates: str, wan: str, number: str = "m1") -> Fact:
    amount = Amount(Decimal(wan) * 10_000, Decimal(0))
    return Fact(number, None, (), (), "", amount, Coordinates.parse(coordinates), Place())


ROAD = "flow=expenditure nature=project project=道路养护"


def form(name: str, key: str) -> Form:
    return form_set(name).form(key)


@pytest.mark.parametrize(("name", "key"), TARGETS)
def test_a_label_of_money_means_what_the_reader_takes_it_for(name, key):
    wanted = form(name, key)
    listed = [c for one in wanted.lists if one.name == "projects" for c in one.columns]
    for column in (*wanted.fields, *listed):
        label = find(column.leaf, "amount")
        if column.role == "amount" and label is not None:
            said = [name for name in ("fund", "measure", *label.coordinates) if name != "flow"]
            assert column.meaning[0].only(*said) == label.coordinates.only(*said), column.path


@pytest.mark.parametrize(("name", "key"), TARGETS)
def test_no_two_cells_of_a_rendered_form_overlap(name, key):
    wanted = form(name, key)
    kind = {"whole": "whole", "list": "list"}.get(wanted.target, "project")
    for grid in render_targets(wanted, [project(kind=kind)], [], year=YEAR):
        covered = [place for cell in grid.table.cells for place in _covered(cell)]
        assert len(covered) == len(set(covered))
        assert all(r < grid.table.rows and c < grid.table.columns for r, c in covered)


def _covered(cell):
    rows = range(cell.row, cell.row + cell.rowspan)
    return itertools.product(rows, range(cell.column, cell.column + cell.colspan))


SHEETS = [
    (name, key)
    for name, key in TARGETS
    if not form(name, key).wide and any(one.name == "indicators" for one in form(name, key).lists)
]


@pytest.mark.parametrize(("name", "key"), SHEETS)
def test_goals_and_indicators_come_back_from_every_sheet(name, key):
    wanted = form(name, key)
    kind = "whole" if wanted.target == "whole" else "project"
    given = project(kind=kind, goals=())
    targets, _ = read_back(render_targets(wanted, [given], [], year=YEAR), entity="道路养护")
    names = [(one.level1, one.level2, one.level3, one.value) for one in given.indicators]
    assert len(targets) == 1
    found = targets[0].indicators
    assert [(one.level1, one.level2, one.level3, one.value) for one in found] == names


def test_a_text_is_printed_beside_its_label_and_read_back():
    given = project(fields=(("立项依据", "某文件"), ("项目类别", "其他运转类")))
    targets, _ = read_back(render_targets(form("general", "f2"), [given], [], year=YEAR))
    assert {("立项依据", "某文件"), ("项目类别", "其他运转类")} <= set(targets[0].fields)
    assert targets[0].goals == tuple(
        replace(goal, place=read.place)
        for goal, read in zip(given.goals, targets[0].goals, strict=True)
    )


def test_a_field_the_form_has_no_place_for_is_printed_below_the_others():
    given = project(fields=(("自筹说明", "无"),))
    grid = render_targets(form("general", "f2"), [given], [], year=YEAR)[0]
    assert lines(grid)[-1].startswith("自筹说明|无")


def test_money_is_found_by_what_its_label_means():
    facts = [money(f"{ROAD} measure=lifetime", "90"), money(ROAD, "30", "m2")]
    grids = render_targets(form("general", "f2"), [project()], facts, year=YEAR)
    _, found = read_back(grids)
    assert said(found) == {
        (f"year=2024 {ROAD} measure=lifetime", "900000"),
        (f"year=2024 {ROAD}", "300000"),
    }


def test_a_project_that_facts_name_by_a_key_is_found_by_its_name():
    fact = money(ROAD.replace("道路养护", "p1"), "30")
    names = {("project", "p1"): "道路养护"}
    grids = render_targets(form("hetang-2024", "t22"), [project()], [fact], year=YEAR, names=names)
    assert [one.printed for one in read_back(grids)[1]] == ["30万元"]


def test_money_and_shares_of_a_department_stand_beside_last_year():
    facts = [
        money("year=2024 flow=expenditure nature=basic", "30"),
        money("year=2024 flow=expenditure nature=project", "10"),
        money("year=2023 flow=expenditure nature=basic", "20"),
    ]
    target = TargetForm("whole", "某局")
    grid = render_targets(form("jianghan-2022", "t12"), [target], facts, year=YEAR)[0]
    row = next(line for line in lines(grid) if "基本支出" in line)
    assert [text for text in row.split("|") if text][-4:] == ["基本支出", "30", "75%", "20"]


def test_spending_lines_are_printed_under_the_column_of_their_source():
    line = f"{ROAD} line=沥青"
    facts = [
        money(f"{line} fund=appropriation.own", "4"),
        money(f"{line} fund=rest", "1", "m2"),
    ]
    given = project(costs=(CostLine("沥青", "十吨", "", ("m1", "m2")),))
    grids = render_targets(form("jianghan-2022", "t13"), [given], facts, year=YEAR)
    targets, found = read_back(grids)
    assert said(found) == {
        (f"year=2024 {line.replace('nature', 'fund=appropriation.own nature', 1)}", "40000"),
        (f"year=2024 {line.replace('nature', 'fund=rest nature', 1)}", "10000"),
    }
    assert len(targets[0].costs[0].amounts) == 2


def test_the_total_of_the_lines_is_summed_where_none_is_given():
    facts = [money(f"{ROAD} line=沥青", "4"), money(f"{ROAD} line=人工", "2", "m2")]
    given = project(costs=(CostLine("沥青", "", "", ("m1",)), CostLine("人工", "", "", ("m2",))))
    grid = render_targets(form("shifeng-2023-targets", "f3"), [given], facts, year=YEAR)[0]
    total = next(line for line in lines(grid) if "合计" in line)
    assert [text for text in total.split("|") if text] == ["合计", "6"]


def test_indicators_of_a_class_are_joined_in_a_wide_table():
    two = (
        Indicator("产出指标", "数量指标", "里程", "≥12公里"),
        Indicator("产出指标", "数量指标", "桥梁", "3座"),
    )
    grid = render_targets(
        form("shifeng-2019-targets", "f2"), [project(indicators=two)], [], year=YEAR
    )[0]
    targets, _ = read_back((grid,))
    assert [one.level3 for one in targets[0].indicators] == ["里程≥12公里；桥梁3座"]


def test_what_a_wide_table_has_no_column_for_is_said():
    odd = (Indicator("成本指标", "生态环境成本指标", "扬尘", "0"),)
    grid = render_targets(
        form("shifeng-2019-targets", "f2"), [project(indicators=odd)], [], year=YEAR
    )[0]
    assert [one.message for one in grid.remarks] == [
        "「道路养护」的“扬尘”在这张表里没有栏目，没有印出"
    ]


@pytest.mark.parametrize(
    ("given", "keys", "printed"),
    [
        (Indicator("", "", "里程", "12", unit="公里", operator="≥"), (), "≥12公里"),
        (Indicator("", "", "里程", "12", unit="公里", operator="≥"), ("operator",), "12公里"),
        (Indicator("", "", "评价", "优", operator="定性"), (), "优"),
        (Indicator("", "", "里程", "12公里", unit="公里", operator="≥"), (), "≥12公里"),
        (Indicator("", "", "比例", "95%", unit="无"), (), "95%"),
        (Indicator("", "", "里程", "35", unit="—"), (), "35"),
    ],
)
def test_a_coarser_printing_is_joined_from_the_parts(given, keys, printed):
    assert joined(given, keys) == printed


def test_goals_with_numbers_stand_above_their_indicators():
    goals = (Goal("长期目标1", "富", "period"), Goal("年度目标1", "好", "annual"))
    indicators = (
        Indicator("项目产出", "产出数量", "件数", "3件", horizon="period", goal="长期目标1"),
        Indicator("项目产出", "产出数量", "件数", "1件", horizon="annual", goal="年度目标1"),
    )
    given = TargetForm("whole", "某局", (), goals, indicators)
    grids = render_targets(form("jianghan-2022", "t12"), [given], [], year=YEAR)
    targets, _ = read_back(grids, entity="某局")
    assert bare(targets[0])["goals"] == bare(given)["goals"]
    assert bare(targets[0])["indicators"] == bare(given)["indicators"]


def test_a_list_of_projects_numbers_them_and_adds_them_up():
    targets = [project(kind="list"), project(kind="list", name="路灯")]
    facts = [money(ROAD, "3"), money(ROAD.replace("道路养护", "路灯"), "4", "m2")]
    grid = render_targets(form("shifeng-2023-targets", "f2"), targets, facts, year=YEAR)[0]
    assert [line.split("|")[:3] for line in lines(grid)[1:5]] == [
        ["", "合计", "7"],
        ["一", "道路养护", "3"],
        ["二", "路灯", "4"],
        ["", "", ""],
    ]


def drawn(layout: str, body: str) -> Form:
    """A form of a project with a sheet of its own."""
    head = 'name = "甲"\ntitle = "甲县"\nplace = "甲县"\nyears = [2024]\n'
    head += '[[form]]\nkey = "t"\ntitle = "项目绩效目标表"\nkind = "target"\ntarget = "project"\n'
    return read(f"{head}layout = '''\n{layout}\n'''\n{body}", "甲.toml", form_set).form("t")


def test_a_sheet_is_printed_as_it_is_drawn():
    made = drawn(
        """
        名称 | {} | < | 类别：{}
        指标 | 一级 | 二级 | 内容
        ^ | {indicators}
        """,
        'fields = ["名称 = project", "类别 = class"]\n'
        '[[form.list]]\nname = "indicators"\nheading = "指标"\n'
        'columns = ["一级 = level1", "二级 = level2", "内容 = level3"]\n',
    )
    given = project(fields=(("类别", "运转类"),), goals=())
    table = render_targets(made, [given], [], year=YEAR)[0].table
    assert [(c.row, c.column, c.rowspan, c.colspan, c.text) for c in table.cells] == [
        (0, 0, 1, 1, "名称"),
        (0, 1, 1, 2, "道路养护"),
        (0, 3, 1, 1, "类别：运转类"),
        (1, 0, 3, 1, "指标"),
        (1, 1, 1, 1, "一级"),
        (1, 2, 1, 1, "二级"),
        (1, 3, 1, 1, "内容"),
        (2, 1, 1, 1, "产出指标"),
        (2, 2, 1, 1, "数量指标"),
        (2, 3, 1, 1, "养护里程"),
        (3, 1, 1, 1, "效益指标"),
        (3, 2, 1, 1, "社会效益指标"),
        (3, 3, 1, 1, "投诉率"),
    ]


CLASSES = """
[[form.list]]
name = "indicators"
columns = ["一级 = level1", "二级 = level2", "内容 = level3"]
"""
TWO = (
    Indicator("产出指标", "数量指标", "里程", "1"),
    Indicator("产出指标", "数量指标", "桥梁", "2"),
)


@pytest.mark.parametrize(
    ("repeated", "printed"),
    [
        ("", ["产出指标|数量指标|里程", "||桥梁"]),
        ('repeated = "level2"', ["产出指标|数量指标|里程", "|数量指标|桥梁"]),
        ('repeated = "level1 level2"', ["产出指标|数量指标|里程", "产出指标|数量指标|桥梁"]),
    ],
)
def test_a_class_is_named_once_over_its_indicators_or_in_each_row(repeated, printed):
    made = drawn("一级 | 二级 | 内容\n{indicators}", f"{CLASSES}{repeated}\n")
    grid = render_targets(made, [project(indicators=TWO, goals=())], [], year=YEAR)[0]
    assert lines(grid)[1:] == printed


def test_a_list_says_how_many_rows_it_has_at_the_least():
    body = (
        '[[form.list]]\nname = "costs"\nleast = {least}\ncolumns = ["内容 = name", "依据 = basis"]'
    )
    for least, rows in ((0, []), (1, ["|"]), (2, ["|", "|"])):
        made = drawn("内容 | 依据\n{costs}", body.format(least=least))
        grid = render_targets(made, [project(indicators=(), goals=())], [], year=YEAR)[0]
        assert lines(grid)[1:] == rows


def test_a_label_is_printed_once_beside_all_rows_of_its_list():
    made = drawn(
        "支出 | 内容 | 依据\n^ | {costs}\n^ | 合计 |",
        '[[form.list]]\nname = "costs"\ncolumns = ["内容 = name", "依据 = basis"]',
    )
    costs = (CostLine("沥青"), CostLine("人工"))
    grid = render_targets(made, [project(indicators=(), goals=(), costs=costs)], [], year=YEAR)[0]
    assert lines(grid) == ["支出|内容|依据", "|沥青|", "|人工|", "|合计|"]
    assert grid.table.cells[0].rowspan == 4


def test_what_stands_above_a_sheet_is_not_printed_below_it():
    given = project(fields=(("填报单位", "某局"),))
    grid = render_targets(form("hetang-2024", "t22"), [given], [], year=YEAR)[0]
    assert grid.above == ("填报单位：某局", "金额单位：万元")
    assert not any("填报单位" in line for line in lines(grid))


SEEDS = [
    ("shifeng-2019-targets", "seeds/shifeng-2019-targets.txt"),
    ("shifeng-2020", "seeds/shifeng-2020.txt"),
    ("shifeng-2020", "documents/shifeng-2020.docx"),
    ("jianghan-2022", "seeds/jianghan-2022.txt"),
    ("jianghan-2022", "documents/jianghan-2022.docx"),
    ("shifeng-2023-targets", "seeds/shifeng-2023-targets.txt"),
    ("hetang-2024", "seeds/hetang-2024.txt"),
]


def rendered_and_read(shared: Path, name: str, path: str):
    """The forms and figures of a document, and those read from what was rendered of them."""
    found = recognise(documents.read(shared / path))
    targets = [target for statement in found.statements for target in statement.targets]
    facts = [fact for statement in found.statements for fact in statement.loose]
    assert found.year is not None
    grids: list[Grid] = []
    for kind, group in itertools.groupby(targets, key=lambda target: target.kind):
        wanted = next(one for one in form_set(name).targets if one.target == kind)
        grids += render_targets(wanted, list(group), facts, year=found.year)
    assert [remark for grid in grids for remark in grid.remarks] == []
    return targets, facts, *read_back(tuple(grids), found.year, found.entity)


@pytest.mark.shared
@pytest.mark.parametrize(("name", "path"), SEEDS)
def test_the_forms_of_a_seed_are_read_back_from_what_is_rendered(shared, name, path):
    targets, _, again, _ = rendered_and_read(shared, name, path)
    assert targets
    for before, after in zip(targets, again, strict=True):
        wanted, found = bare(before), bare(after)
        if before.kind == "whole":  # ours prints whose form it is; one of the seeds does not
            found["fields"] = [one for one in found["fields"] if one[0] != "部门名称"]
            wanted["fields"] = [one for one in wanted["fields"] if one[0] != "部门名称"]
        assert found == wanted


@pytest.mark.shared
@pytest.mark.parametrize(("name", "path"), SEEDS)
def test_the_figures_of_a_seed_are_read_back_from_what_is_rendered(shared, name, path):
    _, facts, _, again = rendered_and_read(shared, name, path)
    assert facts
    assert said(again) == said(facts)


def test_every_form_is_a_table():
    grid = render_targets(form("general", "f1"), [TargetForm("whole", "某局")], [], year=YEAR)[0]
    assert isinstance(grid.table, Table)
    assert grid.title == "部门整体支出绩效目标表"
