"""Changes against the year before: base, direction, zeros, and reasons."""

from decimal import Decimal

from tests.narrative.made import LAST_YEAR, THIS_YEAR, because, kinds, messages, section, written
from yusuan.narrative import Paragraph

WHOLE = "{now} flow=expenditure\n{now} flow=revenue\n{before} year=2024 flow=expenditure"


def change(now: str, before: str) -> str:
    return section(written(WHOLE.format(now=now, before=before)), "changes")


def signed_change(paragraph: Paragraph) -> Decimal:
    if "持平" in paragraph.text:
        return Decimal(0)
    span = next(span for span in paragraph.spans if span.operation == "change")
    return Decimal(span.printed) * (-1 if "减少" in paragraph.text else 1)


def test_the_base_of_growth_is_last_year():
    assert "支出预算比上年增加50万元，增长50%" in change("150", "100")  # not 33.33


def test_a_decrease_is_worded_as_one():
    assert "支出预算比上年减少50万元，下降33.33%" in change("100", "150")


def test_without_money_last_year_there_is_no_rate():
    said = change("100", "0")
    assert "比上年增加100万元，上年未安排，增长率不可比" in said
    assert "%" not in said


def test_an_end_is_a_decrease_of_all():
    said = section(written("0 item=three_publics\n5 year=2024 item=three_publics"), "three_publics")
    assert "没有安排“三公”经费，比上年减少5万元，下降100%" in said


def test_equal_is_level():
    assert "支出预算与上年持平。" in change("100", "100")


def test_a_small_rate_is_nearly_level_and_still_printed():
    assert "比上年增加0.17万元，增长0.03%，基本持平" in change("508.93", "508.76")


def test_a_change_below_the_last_decimal_is_nearly_level():
    assert "支出预算与上年基本持平。" in change("100.001", "100")


def test_the_changes_of_the_parts_add_up_to_the_change_of_the_whole():
    found = next(one for one in written().sections if one.key == "changes")
    whole, *parts = [signed_change(paragraph) for paragraph in found.paragraphs[1:]]
    assert (whole, parts) == (100, [0, 100]) and whole == sum(parts)


def test_a_large_change_without_a_reason_is_a_problem_that_names_the_coordinates():
    asked = messages(written(), "missing_reason")
    assert any("“支出预算”" in one or "“收入预算”" in one for one in asked)
    assert any("收支：支出，支出性质：项目支出" in one for one in asked)


def test_a_reason_is_printed_and_no_longer_asked_for():
    made = written(reasons=(because("flow=expenditure", "新增库房更新。"),))
    assert "增长20%，主要原因：新增库房更新。" in section(made, "changes")
    assert not any("“支出预算”" in one for one in messages(made, "missing_reason"))


def test_the_same_change_of_a_part_has_the_same_reason():
    made = written(reasons=(because("flow=expenditure nature=project", "新增库房更新"),))
    assert "增长125%，主要原因：新增库房更新。" in section(made, "projects")


def test_a_change_below_the_threshold_needs_no_reason():
    made = written(WHOLE.format(now="104", before="100") + "\n104 year=2024 flow=revenue")
    assert "missing_reason" not in kinds(made)


def test_an_unknown_earlier_figure_is_told_and_nothing_is_said_of_it():
    made = written(THIS_YEAR, "500 year=2024 flow=revenue")
    assert "支出预算比上年" not in made.text
    assert any("没有上年“支出预算”的数" in one for one in messages(made, "unknown_figure"))


def test_without_any_earlier_figure_the_clerk_is_asked_once():
    made = written(THIS_YEAR)
    assert messages(made, "unknown_figure") == [
        "没有录入上年数，与上年的比较都没有写；请在上年数里录入。"
    ]


def test_a_section_that_need_not_be_published_asks_for_no_earlier_figure():
    meetings = "3 flow=expenditure fund=gpb item=meetings"
    made = written(THIS_YEAR, meetings, LAST_YEAR, form_set="hetang-2024")
    assert "安排会议费3万元。" in made.text
    assert not any("会议费" in one for one in messages(made, "unknown_figure"))


def test_parts_of_last_year_alone_are_not_taken_for_the_whole():
    made = written(THIS_YEAR, "80 year=2024 flow=expenditure nature=project project=p1")
    assert "支出预算比上年" not in made.text
