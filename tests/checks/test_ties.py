"""What a relation says of one of its figures."""

from decimal import Decimal

import pytest

from tests.checks.tools import book
from yusuan.checks.figures import Figure
from yusuan.checks.relations import Relation
from yusuan.checks.ties import Sides

TABLE = """
    《甲》 万元 flow=expenditure
                     | 合计*
    合计*            | 10.00
    201 function=201 | 4.00
    205 function=205 | 5.0000
    208 function=208 | 0.00
"""


@pytest.fixture
def figures() -> list[Figure]:
    (table,) = book(TABLE).statements
    return [Figure(fact, 0, table, fact.amount) for fact in table.facts]


def test_a_sum_says_which_value_leaves_no_gap_and_how_far_rounding_reaches(
    figures: list[Figure],
) -> None:
    total, *parts = figures
    sides = Sides.of(Relation("rows-add-up", (total,), tuple(parts)))
    assert sides.span(parts[0]).exact == 50_000
    assert sides.span(total).exact == 90_000
    assert sides.span(total).high == Decimal("90100.5")
    assert sides.holds_with({total: Decimal(90_100)})
    assert not sides.holds_with({total: Decimal(90_200)})


def test_of_a_figure_printed_twice_the_coarser_print_leaves_the_finer_its_rounding(
    figures: list[Figure],
) -> None:
    _, coarse, fine, _ = figures
    sides = Sides.of(Relation("same-figure", (coarse,), (fine,)))
    assert (sides.span(fine).low, sides.span(fine).high) == (39_950, 40_050)
    assert sides.holds_with({fine: Decimal(40_049)})
    assert not sides.holds_with({fine: Decimal(40_051)})


def test_a_limit_bounds_a_part_from_above_only(figures: list[Figure]) -> None:
    whole, part, *_ = figures
    sides = Sides.of(Relation("rows-add-up", (whole,), (part,), ceiling=True))
    assert sides.span(part).low == Decimal("-Infinity")
    assert sides.span(whole).high == Decimal("Infinity")
    assert sides.holds_with({part: Decimal(0)})


def test_several_figures_can_change_at_once(figures: list[Figure]) -> None:
    total, *parts = figures
    sides = Sides.of(Relation("rows-add-up", (total,), tuple(parts)))
    assert sides.holds_with({total: Decimal(100_000), parts[2]: Decimal(10_000)})
