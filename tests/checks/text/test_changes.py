"""增减额."""

import pytest

from tests.checks.tools import book, results, said, saying, told

NOW, LAST = "flow=expenditure", "year=2021 flow=expenditure"
TABLE = """
    《支出总表》 万元 flow=expenditure
          | 本年 | 上年 year=2021
    合计* | 120.00 | 100.00
"""
TEXT = f"""
    支出预算 120.00 万元 {NOW}
    比上年{{}} {{}} 万元 c=change of=c1 {NOW} / {LAST}
"""
LEVEL = f"""
    支出预算 120.00 万元 {NOW}
    {{}} 0 元 c=flat of=c1 {NOW} / {LAST}
"""


def test_a_change_that_the_tables_bear_out_passes() -> None:
    assert said(TEXT.format("增加", "20"), TABLE) == []


@pytest.mark.parametrize(
    ("word", "change", "cause"),
    [("增加", "26.00", "疑一位数字写错：20.00 写成 26.00"), ("减少", "20.00", "增减方向写反")],
)
def test_a_change_that_the_tables_do_not_bear_out_is_found(
    word: str, change: str, cause: str
) -> None:
    (found,) = saying(TEXT.format(word, change), TABLE).findings
    assert f"比上年{word} {change} 万元" in found.message
    assert found.message.endswith("应为增加 20.00 万元")
    assert (found.severity, found.cause) == ("error", cause)


def test_a_figure_said_to_be_level_is_last_years() -> None:
    (found,) = said(LEVEL.format("与上年持平"), TABLE)
    assert "比上年持平，而本年" in found and "应为增加 20.00 万元" in found


def test_what_is_about_level_may_differ_a_little() -> None:
    same = TABLE.replace("100.00", "119.00")
    assert said(LEVEL.format("与上年基本持平"), same) == []
    assert said(LEVEL.format("与上年基本持平"), TABLE)[0].startswith("info: ")


def test_an_increase_above_the_whole_figure_is_copied_from_elsewhere() -> None:
    text = f"""
        一般公共预算支出 120.00 万元 {NOW} fund=gpb
        比上年增加 20.00 万元 c=change of=c1 {NOW} fund=gpb / {LAST} fund=gpb

        政府性基金支出 0 万元 {NOW} fund=gf
        比上年增加 20.00 万元 c=change of=c3 {NOW} fund=gf / {LAST} fund=gf
    """
    (found,) = said(text)
    assert found.startswith("error: ") and "本年数只有 0.00 万元" in found
    assert "“一般公共预算支出”的增减额相同，疑为照抄" in found


def test_the_same_change_is_said_alike() -> None:
    again = f"""{TEXT.format("增加", "20.00")}
        支出总额比上年增加 21.00 万元 c=change {NOW} / {LAST}
    """
    assert any("另一处" in one for one in said(again))


@pytest.mark.parametrize(("change", "number"), [("20.00", 0), ("26.00", 1)])
def test_a_change_is_from_what_was_published_last_year(change: str, number: int) -> None:
    published = book(TABLE.replace("上年 year=2021", "其中").replace("120.00", "100.00"), year=2021)
    passages, claims = told(TEXT.format("增加", change))
    now = book("", passages=passages, claims=claims)
    found = [f for f in results(published, now)[-1].findings if f.rule == "text-change"]
    assert [(f.severity, f.rule) for f in found] == [("warning", "text-change")] * number
