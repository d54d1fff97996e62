"""What reading must know of tables that derivation prints: several units, labels with figures."""

from tests.checks.tools import book
from tests.forms.tools import meanings, statement
from yusuan.checks import check
from yusuan.checks.findings import FAILED

UNITS = """
    科目编码 | 科目名称 | 合计
    004 | 甲局 | 7.00
    004001 | 甲局机关 | 4.00
    2010301 | 行政运行 | 4.00
    {second}
"""


def test_functions_below_a_unit_are_those_of_the_unit():
    second = "004002 | 甲局二队 | 3.00\n    2010301 | 行政运行 | 3.00"
    found = meanings(statement("支出总表", UNITS.format(second=second)))
    assert found["unit=004001 flow=expenditure function=2010301"] == "4.00"
    assert found["unit=004002 flow=expenditure function=2010301"] == "3.00"


def test_functions_below_the_only_unit_are_those_of_the_list():
    found = meanings(statement("支出总表", UNITS.format(second="2210201 | 住房公积金 | 3.00")))
    assert found["flow=expenditure function=2010301"] == "4.00"


def test_a_numbered_label_and_its_figure_may_share_a_cell():
    found = statement(
        "部门收支总表",
        """
        支出 | < | <
        项目 | 本年预算 | 本年预算
        1、一般公共服务 | 10.00 | 一、基本支出 10.00
        2、国防 | | 1.工资福利支出 6.00
        3、公共安全 | | 2.商品和服务支出 4.00
        """,
    )
    assert meanings(found)["flow=expenditure nature=basic dept_economic=301"] == "6.00"


SUBTOTAL = """
    《三公》 万元 flow=expenditure
           | 三公 item={i} | 车辆>小计* item={i}.vehicles | 车辆>运行 item={i}.vehicles.running | 接待 item={i}.reception
    合计*  | 5.00 | 3.00 | 3.00 | 2.00
    甲 unit=甲 | 2.00 | - | - | 2.00
    乙 unit=乙 | 3.00 | 3.00 | 3.00 | -
"""  # noqa: E501 - a header is one line


def test_the_subtotal_of_a_heading_is_a_part_of_the_column_it_refines():
    made = book(SUBTOTAL.format(i="three_publics"))
    assert [one for one in check((made,))[0].outcomes if one.status == FAILED] == []
