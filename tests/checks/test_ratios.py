"""Ratios: what rounding leaves open, and what each figure should be."""

from decimal import Decimal

from tests.checks.tools import Spot
from yusuan.checks.figures import TEXT, Figure
from yusuan.checks.ratios import Ratio
from yusuan.ledger import Amount, Coordinates, Fact, Statement


def figure(value: str, unit: str = "万元") -> Figure:
    number = Decimal(value)
    amount = Amount(number, Decimal(1).scaleb(int(number.as_tuple().exponent)))
    fact = Fact(value, None, (value,), (), value, amount, Coordinates(), Spot(0))
    return Figure(fact, 0, Statement(TEXT, "", unit, Spot(0), 0, 0), amount, signed=True)


CHANGE, NOW = figure("20.00"), figure("120.00")


def growth(percent: str) -> Ratio:
    return Ratio(figure(percent, "%"), ((CHANGE, 1),), ((NOW, 1), (CHANGE, -1)))


def test_a_ratio_holds_within_what_its_operands_leave_open() -> None:
    assert growth("20.00").holds()
    assert growth("20.01").holds()
    assert not growth("20.1").holds()
    assert growth("20.1").nearly_holds()
    assert not growth("20.2").nearly_holds()


def test_what_divides_by_nothing_does_not_hold() -> None:
    nothing = Ratio(figure("5.00", "%"), ((CHANGE, 1),), ((NOW, 1), (NOW, -1)))
    assert nothing.exact is None
    assert not nothing.holds()


def test_every_figure_is_asked_what_it_should_be() -> None:
    ratio = growth("25.00")
    spans = {one.fact.id: ratio.span(one) for one in ratio.figures}
    assert {name: span.exact for name, span in spans.items() if span} == {
        "25.00": Decimal(20),
        "20.00": Decimal(24),
        "120.00": Decimal(100),
    }
    assert all(span and span.low < span.exact < span.high for span in spans.values())


def test_a_changed_figure_makes_it_hold() -> None:
    ratio = growth("25.00")
    assert ratio.holds_with({CHANGE: Decimal(24)})
    assert ratio.holds_with({ratio.percent: Decimal(20)})
    assert not ratio.holds_with({NOW: Decimal(130)})
