"""Amounts are exact, keep the precision they were printed at, and agree within rounding only."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.ledger import Amount, amount_of, in_unit, is_dash, parse_number, total_of


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("508.93", "508.93", 2),
        ("3,927.98", "3927.98", 2),
        ("365. 55", "365.55", 2),
        ("10.0 0", "10.00", 2),
        ("１２", "12", 0),
        ("-5.20", "-5.20", 2),
        ("（5.2）", "-5.2", 1),
        ("¥1,000", "1000", 0),
    ],
)
def test_a_printed_number_is_read_exactly(text: str, value: str, decimals: int) -> None:
    printed = parse_number(text)
    assert printed is not None
    assert (printed.value, printed.decimals) == (Decimal(value), decimals)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "—",
        "100%",
        "2022-01-01",
        "12次",
        "1,00",
        "1.2.3",
        "≥98",
        "一",
        "12 个",
        "0" * 30,
        "0." + "1" * 25,
    ],
)
def test_what_is_not_one_number_is_not_read_as_one(text: str) -> None:
    assert parse_number(text) is None


def test_a_unit_in_the_cell_wins_over_the_unit_of_the_table() -> None:
    printed = parse_number("23.88万元")
    assert printed is not None
    assert amount_of(printed, "元") == Amount(Decimal(238800), Decimal(100))


def test_the_table_gives_the_unit_where_the_cell_does_not() -> None:
    printed = parse_number("508.93")
    assert printed is not None
    assert amount_of(printed, "万元") == Amount(Decimal(5089300), Decimal(100))


def test_a_finer_figure_agrees_with_its_rounding() -> None:
    fine, coarse = Amount(Decimal(690360), Decimal(10)), Amount(Decimal(690400), Decimal(100))
    assert fine.agrees(coarse)
    assert coarse.agrees(fine)


def test_figures_of_equal_precision_agree_only_when_equal() -> None:
    one, other = Amount(Decimal(100), Decimal(1)), Amount(Decimal(101), Decimal(1))
    assert not one.agrees(other)


def test_half_even_is_accepted_beside_half_up() -> None:
    assert Amount(Decimal("0.125"), Decimal("0.001")).agrees(
        Amount(Decimal("0.12"), Decimal("0.01"))
    )


def test_a_half_is_rounded_down_only_where_it_is_itself_rounded() -> None:
    coarse = Amount(Decimal(120700), Decimal(100))
    assert Amount(Decimal(120750), Decimal(10)).agrees(coarse)  # 120746 元 in 万元, twice
    assert not Amount(Decimal(120750), Decimal("0.01")).agrees(coarse)


def test_a_sum_carries_the_rounding_of_its_parts() -> None:
    parts = [Amount(Decimal("1.5"), Decimal("0.1")), Amount(Decimal(2), Decimal(1))]
    assert total_of(parts) == Amount(Decimal("3.5"), Decimal("1.1"))


@pytest.mark.parametrize("text", ["-", "—", "－", " / "])
def test_a_dash_stands_for_nothing(text: str) -> None:
    assert is_dash(text)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_an_amount_goes_to_another_unit_and_back(value: Decimal) -> None:
    printed = parse_number(f"{value:f}")
    assert printed is not None
    amount = amount_of(printed, "万元")
    assert Decimal(in_unit(amount.value, "万元")) == value
