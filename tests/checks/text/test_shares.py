"""占比."""

from tests.checks.tools import said, saying

LIST = """
    支出预算 200.00 万元 flow=expenditure
    基本支出 150.00 万元 in=c1 flow=expenditure nature=basic
    占 {basic} % c=share of=c2 flow=expenditure nature=basic / flow=expenditure
    项目支出 50.00 万元 in=c1 flow=expenditure nature=project
    占 {project} % c=share of=c4 flow=expenditure nature=project / flow=expenditure
"""
THREE = """
    《“三公”经费表》 万元 flow=expenditure item=three_publics
                                         | 本年
    合计* item=three_publics             | 100.00
    会议费 item=meetings                 | 60.00
    培训费 item=training                 | 40.00
"""
RECEPTION = """
    公务接待费 20.00 万元 flow=expenditure item=three_publics.reception
    占“三公”经费 {} % c=share of=c1 flow=expenditure item=three_publics.reception / {}
"""
WHOLE = "flow=expenditure item=three_publics"


def test_shares_that_are_right_pass() -> None:
    result = saying(LIST.format(basic="75", project="25.00"))
    assert {o.status for o in result.outcomes if o.rule == "text-share"} == {"passed"}


def test_a_wrong_share_is_found() -> None:
    (found,) = (
        f for f in saying(LIST.format(basic="73.00", project="25.00")).findings if f.suspect
    )
    assert found.message == "《文字说明》“占73.00%”：150.00 ÷ 200.00 = 75.00%，写作 73.00%"
    assert (found.severity, found.suspect, found.suggestion) == ("error", "c3", "75.00")


def test_another_whole_is_told() -> None:
    (found,) = saying(RECEPTION.format("10.00", WHOLE), THREE).findings
    assert found.cause == (
        "分母用了“合计，本年”与“会议费，本年”与“培训费，本年”之和：20.00 ÷ 200.00 = 10.00%"
    )


def test_a_share_of_what_is_not_known_is_not_checked() -> None:
    text = RECEPTION.format("10.00", "flow=expenditure item=three_publics.overseas")
    outcomes = [o for o in saying(text, THREE).outcomes if o.rule == "text-share"]
    assert [(o.status, o.reason) for o in outcomes] == [
        ("not_checked", "没有认清占谁的比例，占比不能复算")
    ]


def test_shares_of_one_whole_are_not_more_than_all_of_it() -> None:
    text = """
        基本支出占 75 % c=share flow=expenditure nature=basic / flow=expenditure
        项目支出占 {} % c=share flow=expenditure nature=project / flow=expenditure
    """
    assert said(text.format(25)) == []
    assert "占比之和为 115%" in said(text.format(40))[0]


def test_a_whole_that_is_not_printed_is_all_its_parts() -> None:
    parts = """
        《“三公”经费表》 万元 flow=expenditure
                                         | 本年
        出国 item=three_publics.overseas | 70.00
        车辆 item=three_publics.vehicles | 10.00
        接待 item=three_publics.reception | 20.00
    """
    assert said(RECEPTION.format("20.00", WHOLE), parts) == []
    assert "20.00 ÷ 100.00 = 20.00%" in said(RECEPTION.format("27.00", WHOLE), parts)[0]


def test_a_share_of_nothing_is_a_share_of_something_else() -> None:
    text = """
        年初预算 0 万元 flow=expenditure stage=planned
        全年预算 80.00 万元 flow=expenditure stage=adjusted
        支出决算 60.00 万元 flow=expenditure
        完成年初预算的 75.00 % c=share of=c3 flow=expenditure / flow=expenditure stage=planned
    """
    (found,) = said(text)
    assert found.startswith("warning: ") and "“年初预算”为 0" in found
    assert "分母用了“全年预算”：60.00 ÷ 80.00 = 75.00%" in found


def test_a_share_adjusted_so_that_all_make_a_hundred_is_rounding() -> None:
    text = LIST.format(basic="75.1", project="24.9")
    assert said(text) == []
