"""Labels mean one thing each, whatever their numbering, width, brackets or spaces."""

import pytest

from yusuan.ledger import DIMENSIONS, Coordinates
from yusuan.standards import classification
from yusuan.standards.dimensions import CODED, ancestors, includes, members
from yusuan.standards.labels import fold, is_part, numbering
from yusuan.standards.vocabulary import _title_terms, senses, title_sense, vocabulary


@pytest.mark.parametrize(
    ("label", "coordinates"),
    [
        ("一、一般公共预算财政拨款收入", "fund=gpb"),
        ("（一）一般公共预算拨款", "fund=gpb"),
        ("公务用车购置及运行维 护费", "item=three_publics.vehicles"),
        ("“三公”经费小计", "item=three_publics"),
        ("结转下年", "flow=expenditure balance=carryover"),
        ("专项商品和服务支出", "nature=project dept_economic=302"),
    ],
)
def test_a_label_is_understood(label: str, coordinates: str) -> None:
    assert senses(label)[0].coordinates == Coordinates.parse(coordinates)


def test_a_label_of_several_classifications_has_several_senses() -> None:
    found = {sense.system for sense in senses("住房公积金", 2024)}
    assert {"function", "dept_economic", "gov_economic"} <= found


def test_an_unknown_label_has_no_sense() -> None:
    assert senses("扩大再生产基金") == ()


@pytest.mark.parametrize(
    ("title", "coordinates"),
    [
        ("2022年一般公共预算基本支出表", "flow=expenditure fund=gpb nature=basic"),
        ("财政拨款收支总表", "fund=appropriation"),
        ("部门收入总表", "flow=revenue"),
        ("财政拨款收入支出决算总表", "fund=appropriation"),
        ("一般公共预算财政拨款支出决算表", "flow=expenditure fund=gpb"),
        ("纳入专户管理的非税收入拨款部门支出总表（分类）", "flow=expenditure fund=special"),
    ],
)
def test_a_title_says_what_all_its_figures_share(title: str, coordinates: str) -> None:
    assert title_sense(title).coordinates == Coordinates.parse(coordinates)


def test_numbering_is_taken_off_and_kept() -> None:
    assert numbering("（十二）城乡社区支出") == ("chinese_bracket", "十二", "城乡社区支出")
    assert numbering("2.专项收入") == ("digit", "2", "专项收入")
    assert numbering("12.5") == (None, None, "12.5")


def test_of_which_is_noticed_behind_numbering() -> None:
    assert is_part("1.其中：上年结转")
    assert not is_part("其他支出")


def test_every_meaning_in_the_data_is_a_known_member() -> None:
    means = [s.coordinates for known in vocabulary().values() for s in known]
    means += [coordinates for _, coordinates, _ in _title_terms()]
    for coordinates in means:
        for dimension, member in coordinates.items():
            if dimension in CODED:
                assert classification.codes(dimension).get(member), (dimension, member)
            else:
                assert (dimension, member) in members(), (dimension, member)


def test_every_member_names_a_dimension_and_a_parent_that_exist() -> None:
    for member in members().values():
        assert member.dimension in DIMENSIONS
        assert member.parent is None or (member.dimension, member.parent) in members()


def test_codes_units_and_paths_nest_by_their_beginnings() -> None:
    assert ancestors("function", "2010301") == ("20103", "201")
    assert includes("unit", "004", "004001")
    assert includes("line", "设备", "设备>电脑")
    assert not includes("unit", "区政府办", "区政府办公室")


def test_labels_are_folded_alike() -> None:
    assert fold("“三公” 经费（万元）") == fold("三公经费(万元)")
