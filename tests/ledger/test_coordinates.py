"""Coordinates are a hashable mapping in a fixed order; a deeper label wins."""

import pytest

from yusuan.ledger import Coordinates


def test_the_order_in_which_they_were_said_does_not_matter() -> None:
    one = Coordinates({"nature": "basic", "flow": "expenditure"})
    assert one == Coordinates.parse("flow=expenditure nature=basic")
    assert hash(one) == hash(Coordinates.parse("flow=expenditure nature=basic"))
    assert str(one) == "flow=expenditure nature=basic"


def test_what_is_said_later_wins() -> None:
    assert Coordinates.parse("fund=gpb") | {"fund": "gf"} == Coordinates.parse("fund=gf")


def test_an_unknown_dimension_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        Coordinates({"colour": "red"})


def test_dimensions_can_be_left_unsaid() -> None:
    both = Coordinates.parse("fund=gpb nature=basic")
    assert both.without("fund") == both.only("nature") == Coordinates.parse("nature=basic")
