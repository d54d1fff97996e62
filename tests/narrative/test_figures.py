"""Figures: sums without doubling, zeros that are known, and what is not known."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.narrative.made import facts
from yusuan.ledger import Coordinates
from yusuan.narrative import Figures, Years
from yusuan.standards.dimensions import includes


def value(text: str, about: str, *, complete: bool = True) -> Decimal | None:
    figure = Figures(facts(text), complete=complete).figure(Coordinates.parse(about))
    return None if figure is None else figure.value / 10_000


def test_a_figure_that_is_said_is_taken_and_its_parts_are_not_added():
    text = "10 flow=expenditure\n4 flow=expenditure nature=basic\n6 flow=expenditure nature=project"
    assert value(text, "flow=expenditure") == 10


def test_a_figure_that_is_not_said_is_the_sum_of_its_parts():
    text = "4 flow=expenditure nature=basic\n6 flow=expenditure nature=project"
    assert value(text, "flow=expenditure") == 10


def test_a_part_of_a_part_is_not_added_twice():
    text = """4 flow=expenditure nature=basic
        3 flow=expenditure nature=basic.personnel
        6 flow=expenditure nature=project"""
    assert value(text, "flow=expenditure") == 10


def test_money_known_in_two_views_is_counted_once_beside_money_known_in_both():
    text = """4 flow=expenditure nature=basic function=201
        4 flow=expenditure nature=basic dept_economic=302
        6 flow=expenditure nature=project function=201 dept_economic=302"""
    assert value(text, "flow=expenditure") == 10


def test_an_item_is_no_part_of_expenditure():
    text = "10 flow=expenditure nature=basic\n2 flow=expenditure item=three_publics"
    assert value(text, "flow=expenditure") == 10


def test_a_total_with_carry_over_adds_it():
    text = "10 flow=revenue fund=gpb\n2 flow=revenue fund=gpb balance=carryover"
    assert value(text, "flow=revenue balance=total") == 12


def test_a_fund_is_zero_where_another_is_all_there_is():
    text = "10 flow=expenditure fund=gpb"
    assert value(text, "flow=expenditure fund=gf") == 0


def test_a_fund_is_not_known_where_no_fund_is_said():
    assert value("10 flow=expenditure nature=basic", "flow=expenditure fund=gf") is None


def test_parts_of_an_earlier_year_are_not_a_whole_without_a_printed_one():
    text = "4 flow=expenditure nature=project project=p1"
    assert value(text, "flow=expenditure", complete=False) is None


def test_parts_of_an_earlier_year_that_a_printed_whole_confirms_are_summed():
    text = """10 flow=expenditure
        4 flow=expenditure nature=basic
        6 flow=expenditure nature=project project=p1"""
    assert value(text, "flow=expenditure nature=project", complete=False) == 6


def test_an_earlier_year_whose_parts_balance_is_known_in_full():
    text = "10 flow=revenue fund=gpb\n10 flow=expenditure nature=basic fund=gpb"
    assert value(text, "flow=expenditure", complete=False) == 10


def test_an_item_of_an_earlier_year_needs_no_fund_but_all_its_units():
    said = "2 flow=expenditure fund=gpb item=three_publics"
    assert value(said, "item=three_publics", complete=False) == 2
    one = "2 flow=expenditure unit=101001 item=three_publics"
    assert value(one, "item=three_publics", complete=False) is None


def test_years_are_kept_apart():
    years = Years.of(facts("10 flow=revenue\n7 year=2024 flow=revenue"), 2025)
    wanted = Coordinates({"flow": "revenue"})
    found = [figures.figure(wanted) for figures in (years.current, years.earlier)]
    assert [figure and figure.facts for figure in found] == [("f0",), ("f1",)]


MEMBERS = {
    "unit": ("101001", "101002"),
    "fund": ("gpb.tax", "gpb.nontax.fee", "gf", "service"),
    "function": ("2010301", "2010302", "2080505"),
    "nature": ("basic.personnel", "basic.operating", "project"),
}
COARSER = {
    "unit": ("101001",),
    "fund": ("appropriation", "gpb", "gpb.nontax", "own"),
    "function": ("201", "20103", "2080505"),
    "nature": ("basic", "project"),
}
PLACES = st.fixed_dictionaries({name: st.sampled_from(each) for name, each in MEMBERS.items()})
WANTED = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(each) for name, each in COARSER.items()}
)


@given(st.dictionaries(PLACES.map(Coordinates), st.integers(1, 99), min_size=1), WANTED)
def test_any_sum_is_what_the_lines_within_it_come_to(
    lines: dict[Coordinates, int], wanted: dict[str, str]
):
    text = "\n".join(f"{amount} flow=expenditure {about}" for about, amount in lines.items())
    within = [
        amount
        for about, amount in lines.items()
        if all(includes(name, member, about[name]) for name, member in wanted.items())
    ]
    assert value(text, f"flow=expenditure {Coordinates(wanted)}") == sum(within)
