"""同一事实多处一致."""

from tests.checks.tools import book, endings, findings, outcomes, results, said

RULE = "same-figure"

TWICE = """
    《收支总表》 万元 flow=expenditure
                     | 预算数
    201 function=201 | 70.00
    208 function=208 | 30.00
    《支出总表》 万元 flow=expenditure
                     | 合计
    201 function=201 | {one}
    208 function=208 | 30.00
"""


def test_a_figure_printed_twice_alike_passes() -> None:
    assert findings(TWICE.format(one="70.00")) == []


def test_a_figure_printed_otherwise_is_found() -> None:
    assert findings(TWICE.format(one="70.30")) == [
        "“201，预算数”：《收支总表》为 70.00 万元，《支出总表》“201，合计”为 70.30 万元，"
        "相差 0.30 万元"
    ]


def test_a_finer_printing_that_rounds_to_the_coarser_agrees() -> None:
    assert ("rounding", "") in endings(TWICE.format(one="70.0049"), RULE)


def test_a_finer_printing_that_rounds_to_another_figure_does_not_agree() -> None:
    assert ("failed", "") in endings(TWICE.format(one="70.0051"), RULE)


def test_dropped_zeros_are_taken_as_printed_to_two_decimals() -> None:
    assert endings(TWICE.format(one="70.0"), RULE) == {("passed", "")}
    assert ("failed", "") in endings(TWICE.format(one="70.4"), RULE)
    assert ("failed", "") in endings(TWICE.replace("30.00", "30.25").format(one="71"), RULE)


def test_a_difference_in_the_last_place_is_a_warning() -> None:
    (finding,) = results(TWICE.format(one="70.01"))[0].findings
    assert (finding.severity, finding.cause) == (
        "warning",
        "仅末位相差，疑为各自四舍五入，应当调平",
    )


def test_a_figure_beside_a_blank_is_not_judged() -> None:
    assert ("not_checked", "一处有数、一处为空") in endings(TWICE.format(one="-"), RULE)


def test_of_several_places_the_one_that_stands_alone_is_found() -> None:
    text = (
        TWICE.format(one="71.00")
        + "《再一表》 万元 flow=expenditure\n | 数\n201 function=201 | 70.00"
    )
    (finding,) = results(text)[0].findings
    assert (finding.suspect, finding.suggestion) == ("t2.1", "700000")
    assert (finding.printed, finding.expected, finding.difference) == ("710000", "700000", "10000")


def test_what_was_not_understood_is_compared_with_nothing() -> None:
    assert outcomes("""
        《甲表》 万元 flow=expenditure
                         | 预算数
        201 function=201 | 70.00
        《乙表》 万元 flow=expenditure
                         | 某数?
        201 function=201 | 71.00
    """, RULE) == []  # fmt: skip


def test_tables_in_yuan_and_in_ten_thousand_agree() -> None:
    assert endings("""
        《甲表》 万元 flow=expenditure
                         | 预算数
        201 function=201 | 91.02
        《乙表》 元 flow=expenditure
                         | 预算数
        201 function=201 | 910,167.75
    """, RULE) == {("rounding", "")}  # fmt: skip


def test_a_unit_slip_is_named() -> None:
    (outcome,) = outcomes("""
        《甲表》 万元 flow=expenditure
                         | 预算数
        201 function=201 | 91.02
        《乙表》 元 flow=expenditure
                         | 预算数
        201 function=201 | 91.02
    """, RULE)  # fmt: skip
    assert outcome.finding
    assert outcome.finding.cause == "单位疑为写错：相差一万倍，疑将元与万元混用"


SOURCES = """
    《收支总表》 万元 flow=revenue
                          | 预算数
    一般公共预算 fund=gpb | {gpb}
    其他收入 fund=other   | {other}
    收入总计* balance=total | 100.00
    《支出总表》 万元 flow=expenditure
                     | 合计
    201 function=201 | 100.00
    《一般公共预算支出表》 万元 flow=expenditure fund=gpb
                     | 合计
    201 function=201 | 90.00
"""


def test_with_one_source_of_money_its_spending_is_all_spending() -> None:
    text = SOURCES.format(gpb="100.00", other="")
    assert endings(text, RULE) == {("failed", "")}
    (finding,) = results(text)[0].findings
    assert finding.basis.endswith("前提：资金来源单一")


def test_with_several_sources_nothing_is_claimed_of_one() -> None:
    assert outcomes(SOURCES.format(gpb="90.00", other="10.00"), RULE) == []


CARRIED = """
    《收支总表》 万元 flow=expenditure
                             | 预算数
    201 function=201         | 100.00
    结转下年 balance=carryover | {carried}
    支出总计* balance=total  | {total}
    《支出总表》 万元 flow=expenditure
                     | 合计
    合计*            | 100.00
"""


def test_without_carry_over_the_total_is_the_years_own() -> None:
    assert endings(CARRIED.format(carried="-", total="100.00"), RULE) == {("passed", "")}


def test_with_carry_over_the_total_and_the_years_own_are_two_figures() -> None:
    assert outcomes(CARRIED.format(carried="5.00", total="105.00"), RULE) == []


def test_a_gap_that_is_another_class_is_another_grain() -> None:
    text = """
        《收支总表》 万元 flow=expenditure
                                 | 预算数
        公用 nature=basic.operating | 67.61
        《基本支出表》 万元 flow=expenditure
                                 | 预算数
        302 nature=basic dept_economic=302 | 67.11
        310 nature=basic dept_economic=310 | {capital}
        《公用经费表》 万元 flow=expenditure nature=basic.operating
                                 | 预算数
        合计*                    | 67.11
    """
    assert (
        "not_applicable",
        "口径不同：67.61 = 67.11 + 0.50（310，预算数）",
    ) in endings(text.format(capital="0.50"), RULE)
    assert ("failed", "") in endings(text.format(capital="0.40"), RULE)


def test_a_figure_of_another_fund_is_another_footing() -> None:
    text = """
        《甲表》 万元 flow=expenditure
                                   | 预算数
        201 function=201 fund=gpb  | 70.00
        201 function=201 fund=appropriation | {all}
        《乙表》 万元 flow=expenditure fund=gpb
                                   | 预算数
        201 function=201           | 82.00
    """
    assert endings(text.format(all="82.00"), RULE) == {
        ("not_applicable", "资金或结转口径不同：82.00 是“201，预算数”的数")
    }
    assert endings(text.format(all="83.00"), RULE) == {("failed", "")}


def test_a_slip_is_no_other_footing_where_all_the_money_is_of_one_source() -> None:
    text = """
        《甲表》 万元 flow=expenditure
                                            | 预算数
        201 function=201                    | 72.00
        201 function=201 fund=appropriation | 82.00
        208 function=208 fund=appropriation | 1.00
        201 function=201 fund=other         | {other}
        《乙表》 万元 flow=expenditure
                                            | 预算数
        201 function=201                    | 82.00
    """
    assert ("failed", "") in endings(text.format(other="-"), RULE)
    assert endings(text.format(other="10.00"), RULE) == {
        ("not_applicable", "资金或结转口径不同：82.00 是“201，预算数”的数")
    }


def test_a_figure_that_a_table_contradicts_in_several_places_does_not_make_it_strange() -> None:
    text = """
        《项目表》 万元 flow=expenditure
                      | 数
        甲 project=甲 | {0}
        《目标表》 万元 flow=expenditure
        = 20.00 project=甲
        = 20.00 project=甲
        = 20.00 project=甲
    """
    assert endings(text.format("20.00"), RULE) == {("passed", "")}
    assert endings(text.format("10.00"), RULE) == {("failed", "")}


def test_a_total_far_from_the_others_is_of_something_else() -> None:
    text = """
        《甲表》 万元 flow=expenditure
              | 预算数
        合计* | 9,101.68
        《乙表》 万元 flow=expenditure
              | 某数
        合计* | {other}
    """
    assert endings(text.format(other="213.28"), RULE) == {
        ("not_checked", "两数相去甚远，疑为所指不同")
    }
    assert endings(text.format(other="8,101.68"), RULE) == {("failed", "")}
    assert endings(text.format(other="91,016.8"), RULE) == {("failed", "")}


def test_a_table_at_odds_with_all_others_is_about_something_else() -> None:
    table = """
        《{title}》 万元 flow=expenditure
                         | 数
        201 function=201 | {0}
        203 function=203 | {1}
        204 function=204 | {2}
        205 function=205 | 7.00
    """
    text = table.format(1, 2, 3, title="甲表") + table.format(4, 5, 6, title="乙表")
    assert ("failed", "") not in endings(text, RULE)


def test_with_one_unit_only_the_unit_is_the_department() -> None:
    text = """
        《甲表》 万元 flow=expenditure
                           | 数
        合计*              | 70.00
        某局 unit=004001   | 70.00
        《乙表》 万元 flow=expenditure
                           | 数
        某局 unit=004001   | {other}
    """
    assert endings(text.format(other="70.00"), RULE) == {("passed", "")}
    assert endings(text.format(other="71.00"), RULE) == {("failed", "")}


def test_a_unit_named_here_and_coded_there_is_one_unit() -> None:
    text = """
        《甲表》 万元 flow=expenditure
                           | 数
        甲 unit=甲局       | 70.00
        《乙表》 万元 flow=expenditure
                           | 数
        甲 unit=004001     | 71.00
        乙 unit=004002     | 30.00
    """
    named = book(text, units=(("004001", "甲局"), ("004002", "乙局")))
    assert [f.rule for f in results(named)[0].findings] == [RULE]


def test_two_purchases_alike_in_all_but_money_are_not_one_figure() -> None:
    assert outcomes("""
        《采购表》 万元 flow=expenditure item=procurement
                      | 数
        甲 project=甲 | 5.00
        甲 project=甲 | 4.00
    """, RULE) == []  # fmt: skip


def test_two_files_of_one_budget_are_compared_and_the_later_one_reports() -> None:
    first, second = TWICE.format(one="70.00"), TWICE.format(one="71.00")
    one, two = results(first, second)
    assert one.findings == ()
    assert two.findings[0].facts == ("0:t1.1", "t2.1")


PARTS = """
    《功能表》 元 flow=expenditure
                       | 数
    201 function=20101 | 1,234,567
    203 function=20301 | 2,345,678
    204 function=20401 | 3,456,789
    205 function=20501 | 4,567,891
    《内容表》 万元 flow=expenditure
                       | 其中~
    甲 function=20101  | 123.46
    乙 function=20301  | {second}
    丙 function=20401  | 345.68
    丁 function=20501  | {last}
"""


def test_parts_that_are_mostly_wholes_make_a_slip_among_them_one() -> None:
    (found,) = results(PARTS.format(second="234.57", last="456.97"))[0].findings
    assert (found.severity, found.suspect, found.suggestion) == ("warning", "t2.4", "4567900")
    assert findings(PARTS.format(second="234.57", last="456.79")) == []


def test_a_part_that_is_less_than_its_whole_is_a_part() -> None:
    assert findings(PARTS.format(second="234.57", last="311.02")) == []


def test_a_slip_among_parts_proves_nothing_where_few_of_them_are_wholes() -> None:
    assert findings(PARTS.format(second="100.00", last="456.97")) == []


def test_a_total_in_yuan_for_ten_thousands_is_a_slip_though_it_was_rounded() -> None:
    text = """
        《甲表》 元 flow=expenditure
              | 数
        合计* | 91,016,834.56
        《乙表》 万元 flow=expenditure
              | 数
        合计* | 9,101.68
        《丙表》 元 flow=expenditure
              | 数
        合计* | {0}
    """
    assert ("failed", "") in endings(text.format("9,101.68"), RULE)
    assert ("failed", "") not in endings(text.format("8,101.68"), RULE)


def test_what_only_a_sentence_says_is_missing_where_a_table_has_a_cell_for_it() -> None:
    table = """
        《支出总表》 万元 flow=expenditure
                         | 本年
        合计*            | 120.00
        201 function=201 | 120.00
        229 function=229 | -
    """
    text = "其他支出 {} 万元 flow=expenditure function=229"
    assert said(text.format("0"), table) == []
    (found,) = said(text.format("5.00"), table)
    assert found.startswith("warning: ") and "而表中此项为空" in found
    assert said("其他支出 5.00 万元 flow=expenditure function=230", table) == []
