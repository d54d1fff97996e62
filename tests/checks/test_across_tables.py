"""粗细口径一致, 收支平衡, 两套经济分类一致."""

from tests.checks.tools import endings, findings, outcomes

FINE = """
    《收支总表》 万元 flow=expenditure
                         | 预算数
    201 function=201     | {coarse}
    208 function=208     | 30.00
    本年支出合计*        | {total}
    《支出明细表》 万元 flow=expenditure
                             | 合计
    合计*                    | 100.00
    2010301 function=2010301 | 50.00
    2010302 function=2010302 | 20.00
    2080501 function=2080501 | 30.00
"""


def test_items_add_up_to_the_class_another_table_prints() -> None:
    assert endings(FINE.format(coarse="70.00", total="100.00"), "coarse-equals-fine") == {
        ("passed", "")
    }


def test_a_class_that_is_not_its_items_in_another_table_is_found() -> None:
    found = findings(FINE.format(coarse="70.30", total="100.00"))
    assert (
        "《收支总表》“201，预算数” 70.30 万元，《支出明细表》“2010301，合计”“2010302，合计”之和 "
        "70.00 万元，相差 0.30 万元"
    ) in found


def test_where_the_totals_differ_already_the_parts_are_not_accused() -> None:
    text = FINE.format(coarse="80.00", total="110.00")
    assert endings(text, "coarse-equals-fine") == {
        ("passed", ""),
        ("not_checked", "两表总数口径已不同，分项不再比较"),
    }


PROJECTS = """
    《支出总表》 万元 flow=expenditure
                             | 项目支出 nature=project
    合计*                    | 80.00
    2010302 function=2010302 | 80.00
    《项目支出表》 万元 flow=expenditure nature=project
                             | 金额
    甲 function=2010302 project=甲 | {one}
    乙 function=2010302 project=乙 | 30.00
"""


def test_projects_add_up_to_their_function() -> None:
    assert endings(PROJECTS.format(one="50.00"), "coarse-equals-fine") == {("passed", "")}


def test_a_list_of_projects_may_leave_some_out_but_not_exceed_the_whole() -> None:
    assert endings(PROJECTS.format(one="40.00"), "coarse-equals-fine") == {
        ("not_checked", "所列项目不一定齐全")
    }
    assert ("failed", "") in endings(PROJECTS.format(one="55.00"), "coarse-equals-fine")


def test_cost_lines_add_up_to_their_project() -> None:
    text = """
        《绩效目标表》 万元
        = 13.00 project=甲
        = 6.50 project=甲 line=调研
        = {print} project=甲 line=印刷
    """
    assert findings(text.format(print="6.50")) == []
    assert len(findings(text.format(print="6.00"))) == 1


NATURES = """
    《支出表》 万元 flow=expenditure
      | 人员 nature=basic.personnel | 公用 nature=basic.operating
    合计* | {personnel} | 20.00
    《经济分类表》 万元 flow=expenditure nature=basic
                          | 数
    301 dept_economic=301 | 70.00
    30101 dept_economic=30101 | 70.00
    302 dept_economic=302 | 20.00
    30239 dept_economic=30239 | 5.00
    30201 dept_economic=30201 | 15.00
    303 dept_economic=303 | 10.00
"""


def test_personnel_expenditure_is_classes_301_and_303() -> None:
    assert findings(NATURES.format(personnel="80.00")) == []
    assert findings(NATURES.format(personnel="81.00")) == [
        "《支出表》“合计，人员” 81.00 万元，《经济分类表》“301，数”“303，数”之和 80.00 万元，"
        "相差 1.00 万元"
    ]


def test_the_traffic_allowance_may_count_as_personnel() -> None:
    assert (
        "not_applicable",
        "口径不同：85.00 = 80.00 + 5.00（30239，数）",
    ) in endings(NATURES.format(personnel="85.00"), "coarse-equals-fine")


BALANCE = """
    《收支总表》 万元
    -- flow=revenue
                          | 预算数
    一般公共预算 fund=gpb | 100.00
    收入总计* balance=total | 100.00
    -- flow=expenditure
                     | 预算数
    201 function=201 | {spent}
    支出总计* balance=total | {spent}
    -- flow=expenditure
                          | 预算数
    301 dept_economic=301 | 100.00
    支出总计* balance=total | 100.00
"""


def test_revenue_equals_every_view_of_expenditure() -> None:
    assert endings(BALANCE.format(spent="100.00"), "revenue-equals-expenditure") == {("passed", "")}
    assert (
        "《收支总表》：收入总计 100.00 万元，支出总计 99.00 万元，收支相差 1.00 万元"
        in findings(BALANCE.format(spent="99.00"))
    )


def test_spending_printed_by_fund_only_is_added_up() -> None:
    text = """
        《财政拨款收支总表》 万元 fund=appropriation
        -- flow=revenue
                              | 预算数
        收入总计* balance=total | 100.00
        -- flow=expenditure
                              | 一般公共预算 fund=gpb | 政府性基金 fund=gf
        支出总计* balance=total | 80.00 | {gf}
    """
    rule = "revenue-equals-expenditure"
    assert endings(text.format(gf="20.00"), rule) == {("passed", "")}
    assert endings(text.format(gf="21.00"), rule) == {("failed", "")}


ECONOMIC = """
    《部门经济分类表》 万元 flow=expenditure nature=basic
                              | 数
    30101 dept_economic=30101 | 60.00
    30102 dept_economic=30102 | 30.00
    30113 dept_economic=30113 | 10.00
    《政府经济分类表》 万元 flow=expenditure nature=basic
                              | 数
    50101 gov_economic=50101  | {wages}
    50103 gov_economic=50103  | {housing}
"""
RULE = "department-equals-government-economic"


def test_the_two_economic_classifications_agree() -> None:
    assert endings(ECONOMIC.format(wages="90.00", housing="10.00"), RULE) == {("passed", "")}


def test_a_gap_between_the_economic_classifications_is_found() -> None:
    assert findings(ECONOMIC.format(wages="91.00", housing="10.00")) == [
        "政府经济分类“50101，数” 91.00 万元，按对应关系由部门经济分类“30101，数”“30102，数”换算为 "
        "90.00 万元，相差 1.00 万元"
    ]


def test_a_code_printed_as_zero_may_be_the_last_place_of_its_class() -> None:
    text = """
        《收支总表》 万元 flow=expenditure
                                  | 数
        30304 dept_economic=30304 | {aid}
        30305 dept_economic=30305 | 0.00
        509 gov_economic=509      | 51.95
    """
    assert endings(text.format(aid="51.94"), RULE) == {("rounding", "")}
    assert endings(text.format(aid="51.93"), RULE) == {("failed", "")}


def test_gaps_that_cancel_out_are_a_local_mapping() -> None:
    assert endings(ECONOMIC.format(wages="91.00", housing="9.00"), RULE) == {
        ("not_checked", "总数相符而分项不符，疑为当地对应关系不同")
    }


def test_classes_agree_by_the_kind_of_unit() -> None:
    text = """
        《收支总表》 万元 flow=expenditure
                              | 数
        301 dept_economic=301 | 100.00
        302 dept_economic=302 | 50.00
        501 gov_economic=501  | 60.00
        505 gov_economic=505  | {institution}
        502 gov_economic=502  | 20.00
    """
    assert endings(text.format(institution="70.00"), RULE) == {("passed", "")}
    assert endings(text.format(institution="71.00"), RULE) == {("failed", "")}


def test_a_class_with_figures_on_one_side_only_is_not_judged() -> None:
    assert ("not_checked", "两套经济分类中只有一套列了数字") in endings("""
        《收支总表》 万元 flow=expenditure
                              | 数
        301 dept_economic=301 | 100.00
        303 dept_economic=303 | 5.00
        501 gov_economic=501  | 100.00
    """, RULE)  # fmt: skip


def test_a_sum_that_can_be_had_in_several_ways_is_one_relation() -> None:
    text = """
        《项目表》 万元 flow=expenditure nature=project
                                                 | 数
        甲 unit=004001 project=甲 function=20103 | 5.00
        乙 unit=004001 project=乙 function=20103 | 4.00
        《目标表》 万元 flow=expenditure nature=project
                                                 | 数
        甲 project=甲                            | 5.30
    """
    assert len(outcomes(text, "coarse-equals-fine")) == 1
