"""The classifications: codes by year, names, and the correspondence."""

from itertools import pairwise

import pytest

from yusuan.standards.classification import (
    SYSTEMS,
    bare,
    codes,
    correspondence,
    correspondence_back,
    correspondences,
    normal,
)


def test_a_code_bears_the_name_of_its_year():
    function = codes("function")
    assert function.get("207", 2018).name == "文化体育与传媒支出"
    assert function.get("207", 2019).name == "文化旅游体育与传媒支出"


def test_without_a_year_the_latest_name_is_given():
    assert codes("function").get("21305").name == "巩固脱贫攻坚成果衔接乡村振兴"


def test_a_classification_that_does_not_exist_is_a_key_error():
    with pytest.raises(KeyError):
        codes("colour")


def test_the_function_classification_has_all_thirty_classes_of_2024():
    assert len(codes("function").children(None, 2024)) == 30


def test_an_unknown_code_is_none_and_has_no_history():
    assert codes("function").get("2999999", 2022) is None
    assert codes("function").history("2999999") == ()


def test_a_code_that_is_not_in_use_that_year_is_none_but_has_a_history():
    assert codes("dept_economic").get("30113", 2017) is None
    assert [row.valid_from for row in codes("dept_economic").history("30113")] == [2018]


def test_before_2018_housing_stood_among_transfers_to_households():
    economic = codes("dept_economic")
    assert economic.get("30311", 2017).name == "住房公积金"
    assert economic.get("30311", 2022).name == "代缴社会保险费"
    assert economic.get("310", 2017).name == "其他资本性支出"


def test_names_are_compared_without_width_spaces_and_quotes():
    assert normal("因公出国 （境） 费") == normal("因公出国(境)费") == "因公出国(境)费"
    assert normal("“三公”经费") == "三公经费"


def test_one_trailing_bracket_group_is_a_qualifier():
    assert bare("行政运行（政府办公厅（室）及相关机构事务）") == "行政运行"
    assert bare("政府办公厅（室）及相关机构事务") == normal("政府办公厅（室）及相关机构事务")


def test_a_qualified_name_is_found_by_its_bare_name():
    found = {row.code for row in codes("function").named("一般行政管理事务（政协）", 2022)}
    assert "2010202" in found


def test_a_bracket_that_tells_two_codes_apart_is_kept():
    named = codes("gov_economic").named
    assert [row.code for row in named("资本性支出(基本建设)", 2024)] == ["50602"]
    assert [row.code for row in named("资本性支出", 2024)] == ["50601"]


@pytest.mark.parametrize("printed", ["一般公共服务", "一般公共服务支出"])
def test_a_class_is_found_with_and_without_the_word_expenditure(printed):
    assert "201" in {row.code for row in codes("function").named(printed, 2022)}


def test_a_name_that_two_codes_bear_gives_both():
    assert [row.code for row in codes("function").named("一般公共服务", 2022)] == ["201", "21901"]


def test_another_spelling_finds_its_code():
    found = codes("dept_economic").named("城镇职工基本医疗保险缴费", 2022)
    assert [row.code for row in found] == ["30110"]


def test_an_old_name_is_found_only_when_the_year_is_left_open():
    assert codes("function").named("行政事业单位离退休", 2022) == ()
    assert [row.code for row in codes("function").named("行政事业单位离退休")] == ["20805"]


def test_children_are_those_of_the_year():
    names = {row.code for row in codes("dept_economic").children("303", 2017)}
    assert {"30311", "30312"} <= names
    assert "30312" not in {row.code for row in codes("dept_economic").children("303", 2022)}


@pytest.mark.parametrize(
    ("unit_type", "expected"),
    [("administrative", ("50101",)), ("institution", ("50501",)), ("any", ("50101", "50501"))],
)
def test_wages_go_to_the_government_code_of_the_kind_of_unit(unit_type, expected):
    assert correspondence("30101", unit_type, 2022) == expected


def test_a_class_corresponds_to_classes():
    assert correspondence("303", "administrative", 2022) == ("509",)


def test_the_correspondence_can_be_read_back():
    assert "30106" in correspondence_back("50199", "administrative", 2022)
    assert correspondence_back("512", "any", 2022) == ()


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_years_of_a_code_never_overlap(system):
    for code in codes(system):
        rows = codes(system).history(code)
        for earlier, later in pairwise(rows):
            assert earlier.valid_to is not None, code
            assert earlier.valid_to < (later.valid_from or 0), code


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_parent_is_a_code_of_the_same_system(system):
    classification = codes(system)
    for code in classification:
        for row in classification.history(code):
            assert row.parent is None or row.parent in classification, code


@pytest.mark.parametrize("system", SYSTEMS[:3])
def test_codes_nest_by_prefix(system):
    classification = codes(system)
    rows = [row for code in classification for row in classification.history(code)]
    assert all(row.code.startswith(row.parent or "") for row in rows)
    assert {(row.level, len(row.code)) for row in rows} <= {("类", 3), ("款", 5), ("项", 7)}


def test_both_sides_of_the_correspondence_are_known_codes():
    assert all(row.dept in codes("dept_economic") for row in correspondences())
    assert all(row.gov in codes("gov_economic") for row in correspondences())


def test_every_row_says_how_sure_it_is_and_on_what_document():
    rows = [row for name in SYSTEMS for code in codes(name) for row in codes(name).history(code)]
    assert {row.confidence for row in rows} == {"sure", "likely", "unverified"}
    assert all(row.basis for row in rows)
