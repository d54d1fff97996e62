"""The form sets: every definition loads, and means what the classifications know."""

import pytest

from yusuan.ledger import Coordinates
from yusuan.standards.classification import codes
from yusuan.standards.dimensions import CODED, members
from yusuan.standards.errors import InvalidDefinition
from yusuan.standards.form_definitions import read
from yusuan.standards.form_sets import Slot, form_set, form_set_names, form_sets

NAMES = form_set_names()


def defined(body: str):
    head = 'name = "甲"\ntitle = "甲县"\nplace = "甲县"\nyears = [2022]\n'
    return read(head + body, "甲.toml", form_set)


def form(body: str):
    return defined(f'[[form]]\nkey = "t"\ntitle = "{{year}}年表"\n{body}').form("t")


def refused(body: str) -> str:
    with pytest.raises(InvalidDefinition) as caught:
        form(body)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "tables", "targets"),
    [
        ("shifeng-2020", 17, 3),
        ("hetang-2024", 21, 2),
        ("jianghan-2022", 11, 2),
        ("shifeng-2019-targets", 0, 3),
        ("shifeng-2023-targets", 0, 3),
        ("jiangsu-2019", 12, 0),
        ("general", 10, 2),
    ],
)
def test_a_set_has_all_the_tables_of_its_documents(name, tables, targets):
    found = form_set(name)
    assert (len(found.tables), len(found.targets)) == (tables, targets)


@pytest.mark.parametrize("name", NAMES)
def test_a_set_is_named_as_its_file(name):
    assert form_sets()[name].name == name


@pytest.mark.parametrize("name", NAMES)
def test_every_label_means_members_that_exist_in_the_year(name):
    found = form_set(name)
    meanings = [one for form in found.forms for _, meaning in form.labels() for one in meaning]
    assert meanings
    for dimension, member in (pair for one in meanings for pair in one.items()):
        if dimension in CODED:
            assert codes(dimension).get(member, found.years[-1]), member
        elif dimension != "line":  # named by the document
            assert (dimension, member) in members()


@pytest.mark.parametrize("name", NAMES)
def test_no_two_columns_of_a_list_have_the_same_path(name):
    for each in form_set(name).forms:
        for section in each.sections:
            paths = [column.path for column in section.columns if column.role != "group"]
            assert len(paths) == len(set(paths)), each.key


@pytest.mark.parametrize("name", NAMES)
def test_no_two_columns_of_figures_in_a_list_mean_the_same(name):
    for each in form_set(name).forms:
        if each.key == "t21":  # its last column says how the same money is budgeted
            continue
        for section in each.sections:
            figures = [c.meaning for c in section.columns if c.role == "amount"]
            assert len(figures) == len(set(figures)), each.key


@pytest.mark.parametrize("name", NAMES)
def test_every_target_form_says_what_it_is_and_of_which_generation(name):
    for each in form_set(name).targets:
        assert each.target in {"whole", "list", "project"}
        assert each.generation.startswith("targets-")


@pytest.mark.parametrize("name", NAMES)
def test_a_layout_has_a_place_for_every_field_and_list(name):
    for each in form_set(name).targets:
        cells = [slot for cell in each.layout.cells for slot in cell.slots]
        slots = [
            *cells,
            *(slot for parts in each.above for slot in parts if isinstance(slot, Slot)),
        ]
        assert {*each.fields, *each.goals} <= {slot.column for slot in slots}, each.key
        wanted = {one.name for one in each.lists} - {"classes", "money"}
        assert wanted <= {slot.list for slot in slots}, each.key


def test_every_generation_of_target_forms_is_described():
    found = {form.generation for each in form_sets().values() for form in each.targets}
    assert found == {"targets-2019", "targets-2022", "targets-2023", "targets-2024"}


def test_a_column_of_which_nothing_is_said_means_what_the_vocabulary_says():
    columns = (
        form('axis = "function"\ncolumns = ["本年拨款/一般公共预算财政拨款收入"]')
        .sections[0]
        .columns
    )
    assert columns[0].meaning == (Coordinates({"fund": "gpb"}),)


def test_a_meaning_can_add_up_several_members():
    columns = form('columns = ["公用 = nature=basic dept_economic=302+310"]').sections[0].columns
    assert [one["dept_economic"] for one in columns[0].meaning] == ["302", "310"]


def test_a_row_of_a_fixed_list_finds_its_code_by_its_name():
    rows = form('axis = "function"\ncolumns = ["项目 = label"]\nrows = ["（七） 农林水支出"]')
    assert rows.sections[0].rows[0].meaning == (Coordinates({"function": "213"}),)


def test_a_form_is_like_another_but_for_what_it_says():
    body = '[[form]]\nkey = "a"\ntitle = "甲"\nmeans = "fund=gpb"\ncolumns = ["合计 ="]\n'
    found = defined(body + '[[form]]\nkey = "b"\ntitle = "乙"\nlike = "a"\nmeans = "fund=gf"\n')
    assert found.form("b").sections == found.form("a").sections
    assert found.form("b").means == Coordinates({"fund": "gf"})


def test_a_form_can_be_like_one_of_another_set():
    assert form('like = "jianghan-2022/t07"').sections[0].axes == ("dept_economic",)


def test_a_list_can_take_in_a_shared_one():
    body = '[shared]\ntwo = ["基本支出", "项目支出"]\n'
    body += '[[form]]\nkey = "t"\ntitle = "表"\ncolumns = ["合计 =", "@two"]'
    assert len(defined(body).form("t").sections[0].columns) == 3


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('columns = ["合计 = 基金=gpb"]', "没有 基金 这个维度"),
        ('columns = ["合计 = fund=gold"]', "维度 fund 里没有成员 gold"),
        ('columns = ["合计 = function=9999999"]', "没有科目 9999999"),
        ('columns = ["合计 = dept_economic=30312"]', "没有科目 30312"),
        ('columns = ["合计 = total"]', "没有 total 这种列"),
        ('columns = ["从未见过的栏目"]', "请用 = 写明"),
        ('columns = ["合计 ="]\ncolour = "red"', "不认识的键 colour"),
        ('columns = ["合计 ="]\ntotal = "middle"', "不认识的键 middle"),
        ('axis = "colour"\ncolumns = ["合计 ="]', "没有 colour 这个维度"),
        (
            'axis = "function"\ncolumns = ["合计 ="]\nrows = ["一、没有这个"]',
            "没有唯一叫这个名字的科目",
        ),
        ('like = "jianghan-2022/t99"', "没有 jianghan-2022/t99 这张表"),
        ('columns = ["@nothing"]', "shared 里没有 nothing"),
        ('kind = "target"\nfields = ["职责 = duty"]', "没有 duty 这种栏目"),
        ('kind = "target"\nlayout = "职责 | {}"', "看不出“{}”是哪一栏（第 1 行）"),
        ('kind = "target"\nlayout = "^ | 职责"', "“<”左边或“^”上面没有格子"),
        (
            'kind = "target"\nlayout = "内容\\n{costs}"\n'
            '[[form.list]]\nname = "costs"\ncolumns = ["名称 = name"]',
            "“costs”的上面没有“名称”这个表头",
        ),
        ('kind = "target"\nlayout = "{costs sum}"', "“{costs sum}”上面没有“costs”的表头"),
        ('kind = "target"\nboxes = { "类别" = ["甲"] }', "不认识的键 类别"),
    ],
)
def test_a_definition_that_does_not_hold_together_is_refused_with_file_and_key(body, said):
    message = refused(body)
    assert said in message
    assert "甲.toml" in message
    assert "form[t]" in message


def test_a_file_that_is_not_toml_is_refused():
    with pytest.raises(InvalidDefinition, match="不是合法的 TOML"):
        read("name = ", "甲.toml", form_set)


def test_two_forms_of_one_key_are_refused():
    with pytest.raises(InvalidDefinition, match="已经用过"):
        defined('[[form]]\nkey = "a"\ntitle = "甲"\n[[form]]\nkey = "a"\ntitle = "乙"\n')


def test_a_set_that_does_not_exist_is_a_key_error():
    with pytest.raises(KeyError):
        form_set("atlantis-2022")
