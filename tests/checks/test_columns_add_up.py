"""表内列合计."""

from tests.checks.tools import endings, findings

RULE = "columns-add-up"


def test_a_total_column_is_the_sum_of_its_columns() -> None:
    text = """
        《支出总表》 万元 flow=expenditure
              | 合计* | 基本支出 nature=basic | 项目支出 nature=project
        201 function=201 | {total} | 60.00 | 40.00
    """
    assert findings(text.format(total="100.00")) == []
    assert findings(text.format(total="100.10")) == [
        "《支出总表》“201”行：合计 100.10 万元，各列（基本支出、项目支出）之和 100.00 万元，"
        "相差 0.10 万元"
    ]


def test_a_heading_below_is_spoken_for_by_its_own_total() -> None:
    text = """
        《支出表》 万元 flow=expenditure
          | 合计* | 基本支出>小计* nature=basic | 基本支出>工资 nature=basic dept_economic=301 \
| 基本支出>补助 nature=basic dept_economic=303 | 项目支出 nature=project
        201 function=201 | 100.00 | 60.00 | 50.00 | {aid} | 40.00
    """
    assert findings(text.format(aid="10.00")) == []
    assert findings(text.format(aid="11.00")) == [
        "《支出表》“201”行：基本支出 小计 60.00 万元，各列（基本支出 工资、基本支出 补助）之和 "
        "61.00 万元，相差 1.00 万元"
    ]


def test_a_heading_without_a_total_is_spoken_for_by_its_columns() -> None:
    assert endings("""
        《项目支出表》 万元 flow=expenditure nature=project
          | 总计* | 本年拨款>一般公共预算 fund=gpb | 本年拨款>政府性基金 fund=gf \
| 事业收入 fund=service
        甲 project=甲 | 100.00 | 60.00 | 30.00 | 10.00
    """, RULE) == {("passed", "")}  # fmt: skip


def test_a_part_of_another_column_is_left_out_of_the_sum() -> None:
    assert endings("""
        《收入总表》 万元 flow=revenue
          | 总计* | 一般公共预算 fund=gpb | 经费拨款 fund=gpb.tax \
| 非税 fund=gpb.nontax | 政府性基金 fund=gf
        201 function=201 | 100.00 | 90.00 | 80.00 | 10.00 | 10.00
    """, RULE) == {("passed", "")}  # fmt: skip


def test_a_column_of_which_is_left_out_and_not_more_than_its_column() -> None:
    text = """
        《收入总表》 万元 flow=revenue
          | 总计* | 财政拨款 fund=appropriation | 其中：政府性基金~ fund=gf | 事业收入 fund=service
        201 function=201 | 100.00 | 90.00 | {part} | 10.00
    """
    assert findings(text.format(part="20.00")) == []
    assert findings(text.format(part="95.00")) == [
        "《收入总表》“201”行：其中项“其中：政府性基金” 95.00 万元，大于所属的“财政拨款” 90.00 万元"
    ]


def test_three_publics_with_meetings_and_training_beside_them() -> None:
    assert endings("""
        《三公经费表》 万元 flow=expenditure item=operations
          | 合计* | 三公>小计* item=three_publics | 三公>出国 item=three_publics.overseas \
| 三公>接待 item=three_publics.reception | 会议费 item=meetings | 培训费 item=training
        某局 unit=004001 | 100.00 | 60.00 | 40.00 | 20.00 | 30.00 | 10.00
    """, RULE) == {("passed", "")}  # fmt: skip


def test_organ_running_cost_beside_the_heading_is_no_part_of_its_total() -> None:
    assert endings("""
        《三公经费和机关运行经费表》 万元 flow=expenditure
          | 三公>合计* item=three_publics | 三公>出国 item=three_publics.overseas \
| 三公>接待 item=three_publics.reception | 机关运行经费 item=organ_running_cost
        某局 unit=004001 | 60.00 | 40.00 | 20.00 | 500.00
    """, RULE) == {("passed", "")}  # fmt: skip


def test_columns_of_two_years_are_no_sum() -> None:
    assert endings("""
        《对比表》 万元 flow=expenditure
          | 合计* | 上年 year=2021 | 再上年 year=2020
        201 function=201 | 100.00 | 60.00 | 50.00
    """, RULE) == set()  # fmt: skip


def test_an_unknown_column_with_money_leaves_the_gap_unjudged() -> None:
    assert endings("""
        《支出总表》 万元 flow=expenditure
          | 合计* | 基本支出 nature=basic | 项目支出 nature=project | 某列?
        201 function=201 | 100.00 | 60.00 | 30.00 | 5.00
    """, RULE) == {("not_checked", "有没认出的行，差额不能断定是错误")}  # fmt: skip


def test_a_sum_that_holds_nowhere_is_a_misread_header() -> None:
    assert endings("""
        《支出总表》 万元 flow=expenditure
          | 合计* | 基本支出 nature=basic | 项目支出 nature=project
        201 function=201 | 100.00 | 60.00 | 30.00
        208 function=208 | 200.00 | 60.00 | 30.00
        210 function=210 | 300.00 | 60.00 | 30.00
    """, RULE) == {
        ("not_checked", "该关系处处都不成立，疑为口径不同或表头理解有误")
    }  # fmt: skip


SLIPPED = """
    《支出表》 万元 flow=expenditure
      | 合计* | 基本支出>小计* nature=basic | 基本支出>人员 nature=basic.personnel \
| 基本支出>公用 nature=basic.operating | 项目支出 nature=project
    201 function=201 | 100.00 | 60.00 | 50.00 | 10.00 | 40.00
    208 function=208 | {figures}
"""


def test_figures_that_slipped_a_column_are_conversion_damage() -> None:
    assert endings(SLIPPED.format(figures="50.00 | 20.00 | 20.00 | | 30.00"), RULE) == {
        ("passed", "")
    }
    assert endings(SLIPPED.format(figures="50.00 | 20.00 | 20.00 | 30.00 |"), RULE) == {
        ("passed", ""),
        ("not_checked", "疑为转换错位：各数移动一列后勾稽成立"),
    }


def test_a_row_that_no_slip_explains_is_an_error() -> None:
    assert endings(SLIPPED.format(figures="50.00 | 20.00 | 20.00 | | 31.00"), RULE) == {
        ("passed", ""),
        ("failed", ""),
    }


def test_rebuilt_figures_do_not_accuse() -> None:
    assert endings("""
        《支出总表》 万元 flow=expenditure
          | 合计* | 基本支出 nature=basic | 项目支出 nature=project
        201 function=201 | 100.00! | 60.00 | 30.00
    """, RULE) == {("not_checked", "数字是转换时补认的，没有得到印证")}  # fmt: skip
