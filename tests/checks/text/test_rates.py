"""增减率."""

import pytest

from tests.checks.tools import said, saying

NOW = "flow=expenditure"
LAST = "year=2021 flow=expenditure"
GROWTH = f"""
    支出预算 {{now}} 万元 {NOW}
    比上年增加 {{change}} 万元 c=change of=c1 {NOW} / {LAST}
    增长 {{rate}} % c=rate of=c1 {NOW} / {LAST}
"""


def test_a_rate_is_the_change_over_last_years_figure() -> None:
    assert said(GROWTH.format(now="120.00", change="20.00", rate="20.00")) == []


def test_a_wrong_rate_is_found_with_what_it_should_be() -> None:
    found = saying(GROWTH.format(now="120.00", change="20.00", rate="27.00")).findings
    (rate,) = found
    assert rate.message == (
        "《文字说明》“比上年增加20.00万元，增长27.00%”：20.00 ÷ 100.00 = 20.00%，写作 27.00%"
    )
    assert (rate.severity, rate.suspect, rate.suggestion, rate.unit) == (
        "error",
        "c3",
        "20.00",
        "%",
    )


@pytest.mark.parametrize(
    ("rate", "cause"),
    [
        ("16.67", "分母用了本年数：20.00 ÷ 120.00 = 16.67%，应为 ÷ 100.00"),
        ("120.00", "写成了本年数占上年数的比例：120.00 ÷ 100.00，应再减 100%"),
        ("0.20", "疑把比值当作百分数，没有乘以 100"),
        ("26.00", "疑一位数字写错：20.00 写成 26.00"),
    ],
)
def test_the_cause_of_a_wrong_rate_is_told(rate: str, cause: str) -> None:
    (found,) = saying(GROWTH.format(now="120.00", change="20.00", rate=rate)).findings
    assert found.cause == cause


def test_a_rate_of_the_other_sign_is_told() -> None:
    text = GROWTH.replace("增长", "下降").format(now="120.00", change="20.00", rate="20.00")
    (found,) = saying(text).findings
    assert found.cause == "增减方向写反"


def test_a_copied_rate_is_told() -> None:
    twice = f"""
        基本支出 113.22 万元 {NOW} nature=basic
        比上年增加 13.22 万元 c=change of=c1 {NOW} nature=basic / {LAST} nature=basic
        增长 13.22 % c=rate of=c1 {NOW} nature=basic / {LAST} nature=basic

        项目支出 400.00 万元 {NOW} nature=project
        比上年减少 100.00 万元 c=change of=c4 {NOW} nature=project / {LAST} nature=project
        减少 13.22 % c=rate of=c4 {NOW} nature=project / {LAST} nature=project
    """
    (found,) = saying(twice).findings
    assert found.suggestion == "-20.00"


def test_rounding_of_the_operands_explains_a_rate() -> None:
    result = saying(GROWTH.format(now="0.70", change="0.20", rate="41"))
    assert result.findings == ()


@pytest.mark.parametrize(("rate", "cause"), [("14.28", "疑末位直接舍去，没有四舍五入")])
def test_the_last_place_alone_is_information(rate: str, cause: str) -> None:
    text = GROWTH.format(now="80000.00", change="10000.00", rate=rate)
    assert said(text)[0].startswith("info: ") and cause in said(text)[0]


def test_growth_from_nothing_has_no_rate() -> None:
    (found,) = said(GROWTH.format(now="20.00", change="20.00", rate="100.00"))
    assert found.startswith("warning: ") and "上年数为 0" in found


def test_a_rate_is_worked_out_of_tables_where_the_sentence_says_no_change() -> None:
    table = """
        《支出总表》 万元 flow=expenditure
                    | 本年 | 上年 year=2021
        合计*       | 120.00 | 100.00
    """
    text = f"""
        支出预算 120.00 万元 {NOW}
        增长 {{rate}} % c=rate of=c1 {NOW} / {LAST}
    """
    assert said(text.format(rate="20"), table) == []
    assert said(text.format(rate="25"), table)[0].startswith("warning: ")


def test_without_operands_nothing_is_claimed() -> None:
    text = f"增长 20 % c=rate {NOW} / {LAST}"
    assert {(o.status, o.reason) for o in saying(text).outcomes if o.rule == "text-rate"} == {
        ("not_checked", "没有说明增减额或上年数，增减率不能复算")
    }


def test_an_amount_the_tables_contradict_is_judged_for_itself() -> None:
    table = """
        《支出总表》 万元 flow=expenditure
                         | 本年
        合计*            | 120.00
        201 function=201 | 120.00
    """
    findings = saying(GROWTH.format(now="150.00", change="20.00", rate="20.00"), table).findings
    assert [(f.rule, f.suspect) for f in findings] == [("same-figure", "c1")]


def test_the_amount_other_sums_accuse_is_the_suspect() -> None:
    text = f"""{GROWTH.format(now="100.00", change="20.00", rate="20.00")}
        基本支出 70.00 万元 in=c1 {NOW} nature=basic
        项目支出 50.00 万元 in=c1 {NOW} nature=project
    """
    (rate,) = (f for f in saying(text).findings if f.rule == "text-rate")
    assert (rate.suspect, rate.suggestion) == ("c1", None)
    assert "100.00 万元 有误，应为 120.00 万元" in rate.cause


@pytest.mark.parametrize(("rate", "severity"), [("25.3", "info"), ("29.0", "error")])
def test_few_decimals_of_the_amounts_explain_the_last_places_only(rate: str, severity: str) -> None:
    more = f"""
        会议费 2.25 万元 {NOW} item=meetings
        培训费 1.25 万元 {NOW} item=training
        接待费 0.05 万元 {NOW} item=three_publics.reception
    """
    text = GROWTH.format(now="50", change="10", rate=rate) + more
    assert said(text)[0].startswith(severity)


def test_an_amount_that_its_change_and_its_rate_contradict_is_the_suspect() -> None:
    text = GROWTH.replace(f"支出预算 {{now}} 万元 {NOW}", f"支出预算 {{now}} 元 {NOW}")
    found = saying(text.format(now="120.00", change="20.00", rate="20.00")).findings
    assert {(finding.rule, finding.suspect) for finding in found} == {
        ("text-change", "c1"),
        ("text-rate", "c1"),
    }


@pytest.mark.parametrize(
    ("change", "rate", "suspect"),
    [("257.39", "15.72", "c2"), ("157.39", "18.72", "c3"), ("257.39", "18.95", "c3")],
)
def test_of_a_change_and_its_rate_a_slip_of_the_finger_tells_the_wrong_one(
    change: str, rate: str, suspect: str
) -> None:
    more = f"\n\n支出预算 1158.47 万元 {NOW}"
    right = GROWTH.format(now="1158.47", change="157.39", rate="15.72")
    assert said(right + more) == []
    wrong = GROWTH.format(now="1158.47", change=change, rate=rate)
    assert [finding.suspect for finding in saying(wrong + more).findings] == [suspect]


def test_a_direction_that_is_turned_is_a_slip_too() -> None:
    text = GROWTH.format(now="1158.47", change="157.39", rate="15.72")
    turned = text.replace("比上年增加", "比上年减少")
    more = f"\n\n支出预算 1158.47 万元 {NOW}"
    assert [finding.suspect for finding in saying(turned + more).findings] == ["c2"]
