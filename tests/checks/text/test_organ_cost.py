"""机关运行经费."""

from tests.checks.tools import said, saying

TABLE = """
    《基本支出表》 万元 flow=expenditure nature=basic
          | 合计 | 人员经费 nature=basic.personnel | 公用经费 nature=basic.operating
    合计* | 100.00 | 70.00 | 30.00
"""
COST = "机关运行经费 {} 万元 flow=expenditure item=organ_running_cost"


def test_the_organ_operating_cost_is_the_operating_expenditure() -> None:
    result = saying(COST.format("30.00"), TABLE)
    ended = [o.status for o in result.outcomes if o.rule == "organ-running-cost"]
    assert ended == ["passed"]
    assert result.findings == ()


def test_a_cost_nearly_the_operating_expenditure_is_found() -> None:
    (found,) = said(COST.format("30.20"), TABLE)
    assert found.startswith("warning: ") and "相差 0.20 万元" in found


def test_a_cost_far_from_it_is_of_another_footing() -> None:
    assert said(COST.format("15.00"), TABLE) == []
