"""数量一致."""

from tests.checks.tools import said


def test_a_count_is_the_same_wherever_it_is_said() -> None:
    text = "在职人员 26 人 c=count\n\n在职人员 {} 人 c=count"
    assert said(text.format(26)) == []
    (found,) = said(text.format(27))
    assert found.startswith("warning: “在职人员”前后不一")


def test_other_words_count_something_else() -> None:
    assert said("在职人员 26 人 c=count\n\n编制 33 人 c=count") == []


RUNNING = """
    《“三公”经费表》 万元 flow=expenditure
                                                 | 本年
    运行费 item=three_publics.vehicles.running   | {}
    购置费 item=three_publics.vehicles.purchase  | {}
"""


def test_vehicles_that_cost_money_are_there() -> None:
    assert said("共有车辆 2 辆 c=count", RUNNING.format("8.00", "0")) == []
    assert said("共有车辆 0 辆 c=count", RUNNING.format("0", "0")) == []
    (found,) = said("共有车辆 0 辆 c=count", RUNNING.format("8.00", "0"))
    assert found.startswith("warning: ") and "却有公务用车运行维护费" in found
    assert said("一般公务用车 0 辆 c=count", RUNNING.format("8.00", "0")) == []


def test_vehicles_to_be_bought_have_their_money_and_no_other() -> None:
    assert said("预算安排购置车辆 0 辆 c=count", RUNNING.format("8.00", "0")) == []
    (found,) = said("预算安排购置车辆 0 辆 c=count", RUNNING.format("8.00", "20.00"))
    assert "却有公务用车购置费" in found


def test_what_there_is_and_what_is_to_be_bought_are_counted_apart() -> None:
    text = """
        共有车辆 3 辆 c=count
        其他用车 {} 辆 c=count in=c1
        执法执勤用车 1 辆 c=count in=c1

        预算安排购置车辆 1 辆 c=count
        其他用车 1 辆 c=count in=c4
    """
    assert said(text.format(2)) == []
    assert len(said(text.format(1))) == 1
