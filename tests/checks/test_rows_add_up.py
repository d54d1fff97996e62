"""表内行合计."""

from tests.checks.tools import endings, findings, outcomes

RULE = "rows-add-up"


def test_codes_add_up_level_by_level_and_to_the_total() -> None:
    text = """
        《支出总表》 万元 flow=expenditure
                           | 支出数
        合计*              | 100.00
        201 function=201   | 70.00
        20103 function=20103 | 70.00
        2010301 function=2010301 | 50.00
        2010302 function=2010302 | 20.00
        208 function=208   | 30.00
    """
    assert findings(text) == []
    assert [outcome.status for outcome in outcomes(text, RULE)] == ["passed"] * 3


def test_an_outcome_says_which_figures_should_be_the_sum_of_which() -> None:
    text = """
        《支出总表》 万元 flow=expenditure
                           | 支出数
        201 function=201   | 70.00
        20103 function=20103 | 50.00
        20104 function=20104 | 20.00
    """
    (one,) = outcomes(text, RULE)
    assert (one.wholes, one.parts, one.ceiling) == (("t1.1",), ("t1.2", "t1.3"), False)


def test_a_class_that_is_not_its_codes_is_found() -> None:
    assert findings("""
        《支出总表》 万元 flow=expenditure
                           | 支出数
        201 function=201   | 1,050.18
        20103 function=20103 | 1,000.00
        20104 function=20104 | 50.28
    """) == [
        "《支出总表》“支出数”列：201 1,050.18 万元，下级各行之和 1,050.28 万元，相差 0.10 万元"
    ]


def test_a_total_that_is_not_its_rows_is_found() -> None:
    assert findings("""
        《支出预算总表》 万元 flow=expenditure
                         | 基本支出 nature=basic
        合计*            | 1,050.18
        201 function=201 | 1,000.00
        208 function=208 | 50.28
    """) == [
        "《支出预算总表》“基本支出”列：合计 1,050.18 万元，各行之和 1,050.28 万元，相差 0.10 万元"
    ]


def test_a_class_is_the_sum_of_its_items_where_the_groups_are_not_printed() -> None:
    assert endings("""
        《支出总表》 万元 flow=expenditure
                                 | 支出数
        201 function=201         | 70.00
        2010301 function=2010301 | 50.00
        2010302 function=2010302 | 20.00
    """, RULE) == {("passed", "")}  # fmt: skip


def rounded(total: str) -> str:
    return f"""
        《支出总表》 万元 flow=expenditure
                         | 支出数
        合计*            | {total}
        201 function=201 | 33.33
        208 function=208 | 33.33
        210 function=210 | 33.33
    """


def test_a_gap_of_half_a_unit_for_each_figure_is_rounding() -> None:
    assert endings(rounded("100.01"), RULE) == {("rounding", "")}


def test_a_gap_beyond_half_a_unit_for_each_figure_is_an_error() -> None:
    assert endings(rounded("100.02"), RULE) == {("failed", "")}


def test_a_blank_row_counts_as_nothing() -> None:
    assert endings("""
        《支出总表》 万元 flow=expenditure
                         | 支出数
        合计*            | 60.00
        201 function=201 | 60.00
        208 function=208 | -
    """, RULE) == {("passed", "")}  # fmt: skip


def test_a_blank_total_over_printed_rows_is_not_judged() -> None:
    assert endings("""
        《支出总表》 万元 flow=expenditure
                         | 支出数
        合计*            |
        201 function=201 | 60.00
    """, RULE) == {("not_checked", "一处有数、一处为空")}  # fmt: skip


def test_a_lost_cell_leaves_the_sum_unjudged() -> None:
    assert endings("""
        《支出总表》 万元 flow=expenditure
                         | 支出数
        合计*            | 60.00
        201 function=201 | 50.00
        208 function=208 | #
    """, RULE) == {("not_checked", "有格子在转换中缺失")}  # fmt: skip


def test_the_whole_with_carry_over_is_the_years_own_and_the_carry_over() -> None:
    text = """
        《收支总表》 万元 flow=revenue
                               | 预算数
        一般公共预算 fund=gpb  | 80.00
        政府性基金 fund=gf     | 15.00
        本年收入合计*          | 95.00
        上年结转 balance=carryover | {carried}
        收入总计* balance=total | 100.00
    """
    assert findings(text.format(carried="5.00")) == []
    assert findings(text.format(carried="4.00")) == [
        "《收支总表》“预算数”列：收入总计 100.00 万元，各行之和 99.00 万元，相差 1.00 万元"
    ]


def test_a_plain_total_may_include_the_carry_over_beside_it() -> None:
    assert endings("""
        《收入总表》 万元 flow=revenue
                              | 预算数
        一般公共预算 fund=gpb | 95.00
        上年结转 balance=carryover | 5.00
        总计*                 | 100.00
    """, RULE) == {("passed", "")}  # fmt: skip


def test_a_part_is_never_a_summand_and_never_more_than_its_whole() -> None:
    text = """
        《收支总表》 万元 flow=revenue
                              | 预算数
        合计*                 | 100.00
        一般公共预算 fund=gpb | 100.00
        其中：经费拨款~ fund=gpb.tax | {part}
    """
    assert findings(text.format(part="90.00")) == []
    assert [one.ceiling for one in outcomes(text.format(part="90.00"), RULE)] == [False, True]
    assert findings(text.format(part="110.00")) == [
        "《收支总表》“预算数”列：其中项“其中：经费拨款” 110.00 万元，"
        "大于所属的“一般公共预算” 100.00 万元"
    ]


def test_a_department_is_its_units_and_a_unit_its_functions() -> None:
    text = """
        《支出总表》 万元 flow=expenditure
                                         | 支出数
        合计*                            | 100.00
        004 某局 unit=004                | 100.00
        004001 本级 unit=004001          | 60.00
        2010301 unit=004001 function=2010301 | {first}
        004002 中心 unit=004002          | 40.00
        2010350 unit=004002 function=2010350 | 40.00
    """
    assert findings(text.format(first="60.00")) == []
    assert findings(text.format(first="60.10")) == [
        "《支出总表》“支出数”列：004001 本级 60.00 万元，下级各行之和 60.10 万元，相差 0.10 万元"
    ]


def test_units_and_functions_under_one_total_are_two_views_of_it() -> None:
    assert endings("""
        《支出总表》 万元 flow=expenditure
                         | 合计* | 基本支出 nature=basic
        合计*            | 100.00 | 60.00
        004001 本级 unit=004001 | 100.00 | 60.00
        201 function=201 | 70.00 | 40.00
        208 function=208 | 30.00 | 20.00
    """, RULE) == {("passed", "")}  # fmt: skip


def test_an_outline_nests_what_coordinates_alone_do_not() -> None:
    text = """
        《收支总表》 万元 flow=expenditure
                                  | 预算数
        合计*                     | 100.00
        一、基本支出 nature=basic @0 | 60.00
        工资福利支出 dept_economic=301 @1 | {wages}
        商品和服务支出 dept_economic=302 @1 | 20.00
        二、项目支出 nature=project @0 | 40.00
    """
    assert findings(text.format(wages="40.00")) == []
    assert findings(text.format(wages="41.00")) == [
        "《收支总表》“预算数”列：一、基本支出 60.00 万元，下级各行之和 61.00 万元，相差 1.00 万元"
    ]


def test_two_rows_alike_in_all_but_their_money_both_count() -> None:
    assert endings("""
        《政府采购表》 万元 flow=expenditure item=procurement
                         | 金额
        合计*            | 9.00
        甲 project=甲    | 5.00
        甲 project=甲    | 4.00
    """, RULE) == {("passed", "")}  # fmt: skip


def test_a_row_printed_again_on_the_next_page_is_no_error() -> None:
    assert endings("""
        《支出总表》 万元 flow=expenditure
                         | 支出数
        合计*            | 100.00
        201 function=201 | 70.00
        201 function=201 | 70.00
        208 function=208 | 30.00
    """, RULE) == {("not_applicable", "疑为跨页重复的行，去掉重复后勾稽成立")}  # fmt: skip


def test_a_short_list_of_funds_may_leave_some_out() -> None:
    text = """
        《收支总表》 万元 flow=revenue
                              | 预算数
        一般公共预算 fund=gpb | 100.00
        经费拨款 fund=gpb.tax | {part}
    """
    assert endings(text.format(part="90.00"), RULE) == {("not_checked", "所列项目不一定齐全")}
    assert endings(text.format(part="110.00"), RULE) == {("failed", "")}


def test_a_list_that_names_every_member_is_complete() -> None:
    assert endings("""
        《三公经费表》 万元 flow=expenditure
                                         | 预算数
        公务用车 item=three_publics.vehicles | 10.00
        购置 item=three_publics.vehicles.purchase | 4.00
        运行 item=three_publics.vehicles.running | 5.00
    """, RULE) == {("failed", "")}  # fmt: skip


def test_an_unknown_row_leaves_the_gap_unjudged_but_may_confirm_the_sum() -> None:
    text = """
        《支出总表》 万元 flow=expenditure
                         | 支出数
        合计*            | 100.00
        201 function=201 | 70.00
        某某支出?        | {rest}
    """
    assert endings(text.format(rest="30.00"), RULE) == {("passed", "")}
    assert endings(text.format(rest="20.00"), RULE) == {
        ("not_checked", "有没认出的行，差额不能断定是错误")
    }


def test_an_unknown_column_can_confirm_a_sum_but_not_refute_it() -> None:
    text = """
        《支出总表》 万元 flow=expenditure
                         | 某某数?
        合计*            | {total}
        201 function=201 | 70.00
        208 function=208 | 30.00
    """
    assert endings(text.format(total="100.00"), RULE) == {("passed", "")}
    assert endings(text.format(total="99.00"), RULE) == {
        ("not_checked", "有没认出的列或数字，只能印证，不能断定是错误")
    }


def test_a_list_printed_in_two_columns_is_one_list() -> None:
    assert endings("""
        《基本支出表》 万元 flow=expenditure nature=basic
                         | 预算数
        301 dept_economic=301 | 60.00
        30101 dept_economic=30101 | 60.00
        --
                         | 预算数
        302 dept_economic=302 | 40.00
        30201 dept_economic=30201 | 40.00
        合计*            | 100.00
    """, RULE) == {("passed", "")}  # fmt: skip


def test_a_sum_names_the_row_it_seems_to_leave_out() -> None:
    (outcome,) = outcomes("""
        《支出总表》 万元 flow=expenditure
                         | 支出数
        合计*            | 70.00
        201 function=201 | 50.00
        208 function=208 | 13.57
        210 function=210 | 20.00
    """, RULE)  # fmt: skip
    assert outcome.finding
    assert outcome.finding.cause == "差额正好等于“208”，合计中疑未包含"


def test_a_numbered_outline_and_a_subtotal_claim_to_be_complete() -> None:
    text = """
        《收支总表》 万元 flow=revenue
                              | 预算数
        {whole}
        {one} | 90.00
        {two} | 5.00
    """
    whole, one, two = "拨款 fund=gpb @0", "(1)经费 fund=gpb.tax @1", "(2)非税 fund=gpb.nontax @1"
    numbered = text.format(whole=f"{whole} | 100.00", one=one, two=two)
    assert endings(numbered, RULE) == {("failed", "")}
    plain = [label.partition(" @")[0] for label in (one, two)]
    subtotal = text.format(whole="小计* fund=gpb | 100.00", one=plain[0], two=plain[1])
    assert endings(subtotal, RULE) == {("failed", "")}


def test_units_and_functions_each_make_the_total_though_a_tiny_figure_fits_both_together() -> None:
    assert (
        findings("""
        《支出预算表》 万元 flow=expenditure
                             | 合计 | 工资 dept_economic=301
        合计*                | 90.01 | 0.01
        甲局 unit=甲局       | 90.01 | 0.01
        201 function=201     | 40.00 | -
        208 function=208     | 50.01 | 0.01
    """)
        == []
    )


def test_the_least_that_is_printed_may_be_made_of_zeros() -> None:
    text = """
        《支出总表》 万元 flow=expenditure
                           | 支出数
        合计*              | {}
        201 function=201   | 0.00
        208 function=208   | 0.00
    """
    assert endings(text.format("0.01"), RULE) == {("rounding", "")}
    assert endings(text.format("0.02"), RULE) == {("failed", "")}
