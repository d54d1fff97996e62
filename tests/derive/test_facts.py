"""Facts: what follows from a budget's lines."""

from decimal import Decimal

from yusuan.derive import Entry, facts, names, units
from yusuan.forms.figures import Figures
from yusuan.ledger import Coordinates, Fact
from yusuan.ledger.budgets import (
    Budget,
    CostItem,
    EarlierFigure,
    Entity,
    NameAs,
    Project,
    Purchase,
    RevenueLine,
    SpendingLine,
    Unit,
)

ORGAN = Unit("004001", "甲局机关", department="004")
INSTITUTION = Unit("004002", "甲局二队", kind="institution", department="004")


def budget(*spending: SpendingLine, **more: object) -> Budget:
    return Budget(Entity("甲局", 2024), (ORGAN, INSTITUTION), spending, **more)


def line(amount: int, code: str = "30201", unit: str = "004001", **more: str) -> SpendingLine:
    where = {"function": "2010301", "nature": "basic", "dept_economic": code, **more}
    return SpendingLine(unit, amount=Decimal(amount), **where)


def found(made: Budget) -> dict[str, Fact]:
    frame = ("entity", "year", "stage")
    return {str(fact.coordinates.without(*frame)): fact for fact in facts(made)}


def amount(made: Budget, about: str) -> Decimal | None:
    return Figures(facts(made), 2024).total((Coordinates.parse(about),))


def test_lines_that_say_the_same_are_one_fact_that_names_both_rows():
    both = [f for f in facts(budget(line(3), line(4))) if f.coordinates.get("dept_economic")]
    assert [(f.amount.value, f.place) for f in both] == [(7, Entry("spending", (0, 1)))]


def test_a_fact_has_the_same_name_whatever_else_the_budget_holds():
    alone = {str(f.coordinates): f.id for f in facts(budget(line(3)))}
    after = {str(f.coordinates): f.id for f in facts(budget(line(9, "30101"), line(5)))}
    assert alone.items() <= after.items()


def test_basic_expenditure_is_personnel_or_operating_by_its_class():
    made = budget(line(1, "30101"), line(2, "30302"), line(4, "30201"), line(8, "31002"))
    assert amount(made, "flow=expenditure nature=basic.personnel") == 3
    assert amount(made, "flow=expenditure nature=basic.operating") == 12


def test_the_government_class_follows_from_the_kind_of_unit():
    made = budget(line(1), line(2, unit="004002"))
    assert amount(made, "flow=expenditure gov_economic=50201") == 1
    assert amount(made, "flow=expenditure gov_economic=50502") == 2


def test_a_government_class_that_is_given_is_kept():
    made = budget(line(1, gov_economic="50299"))
    assert amount(made, "flow=expenditure gov_economic=50201") is None
    assert amount(made, "flow=expenditure gov_economic=50299") == 1


def test_the_three_publics_are_of_the_general_budget_only_basic_and_project():
    made = budget(
        line(1, "30217"),
        line(2, "30217", nature="project", project="p", function="2010302"),
        line(4, "30217", fund="gf"),
    )
    assert amount(made, "flow=expenditure fund=gpb item=three_publics") == 3


def test_organ_running_cost_leaves_institutions_out():
    made = budget(line(1), line(2, "31002"), line(4, "30101"), line(8, unit="004002"))
    assert amount(made, "flow=expenditure item=organ_running_cost") == 3


def test_a_line_coarser_than_others_adds_to_the_whole_it_is_a_part_of():
    made = budget(line(27, "303"), line(100, "30302"))
    assert amount(made, "flow=expenditure dept_economic=303") == 127
    assert amount(made, "flow=expenditure dept_economic=30302") == 100
    assert amount(made, "flow=expenditure") == 127


def views() -> Budget:
    by_function = [
        SpendingLine("004001", "basic", Decimal(n), f, view="function")
        for n, f in ((3, "2010301"), (7, "2080505"))
    ]
    by_class = [
        line(4, "30101", view="economic", function=""),
        line(6, "30108", view="economic", function=""),
    ]
    return budget(*by_function, *by_class)


def test_money_in_two_views_is_counted_once():
    for axis in ("function", "dept_economic", "unit"):
        figures = Figures(facts(views()), 2024)
        assert figures.total((Coordinates({"flow": "expenditure"}),), (axis,)) == 10


def test_two_views_give_no_figure_by_function_and_class():
    assert amount(views(), "flow=expenditure function=2010301 dept_economic=301") is None


def test_a_function_known_by_class_in_part_gives_no_figure_by_class():
    rest = SpendingLine("004001", "basic", Decimal(5), "2010301", view="function")
    made = budget(line(2, "30217"), rest, line(5, "30101", view="economic", function=""))
    assert amount(made, "flow=expenditure function=2010301 dept_economic=302") is None
    assert amount(made, "flow=expenditure function=2010301") == 7
    assert amount(made, "flow=expenditure dept_economic=30217") == 2
    assert amount(made, "flow=expenditure function=2010301 item=three_publics.reception") == 2


def test_revenue_is_shown_by_function_where_a_fund_spends_what_it_receives():
    revenue = (RevenueLine("004001", "gpb", Decimal(3)),)
    assert amount(budget(line(3), revenue=revenue), "flow=revenue function=201") == 3
    assert amount(budget(line(2), revenue=revenue), "flow=revenue function=201") is None
    assert amount(budget(line(3), revenue=revenue), "flow=revenue") == 3


def test_money_carried_over_is_a_balance():
    carried = RevenueLine("004001", "gpb", Decimal(2), carryover=True)
    made = budget(revenue=(RevenueLine("004001", "gpb", Decimal(3)), carried))
    assert amount(made, "flow=revenue balance=carryover") == 2
    assert amount(made, "flow=revenue balance=total") == 5
    assert amount(made, "flow=revenue") == 3


def test_purchases_costs_and_lifetimes_are_no_part_of_the_spending():
    made = budget(
        line(3),
        purchases=(Purchase("004001", "印刷", Decimal(1), category="services"),),
        projects=(Project("p", "甲项目", lifetime=Decimal(9)),),
        costs=(CostItem("p", "差旅", Decimal(2)),),
    )
    assert amount(made, "flow=expenditure") == 3
    assert amount(made, "flow=expenditure item=procurement procurement=services") == 1
    assert amount(made, "flow=expenditure project=p measure=lifetime") == 9


def test_an_earlier_figure_keeps_its_year():
    about = Coordinates.parse("year=2023 flow=expenditure")
    made = budget(line(3), earlier=(EarlierFigure(about, Decimal(2)),))
    assert Figures(facts(made), 2023).total((about.without("year"),)) == 2
    assert amount(made, "flow=expenditure") == 3


def test_the_department_stands_above_its_units():
    assert units(budget()) == (("004", "甲局"), ("004001", "甲局机关"), ("004002", "甲局二队"))


def test_a_name_of_one_form_wins_over_the_name_for_all():
    about = Coordinates({"function": "2010301"})
    made = budget(names=(NameAs(about, "行政运行（乙）", "t11"), NameAs(about, "行政运行（甲）")))
    assert names(made, "t11") == {("function", "2010301"): "行政运行（乙）"}
    assert names(made, "t03") == {("function", "2010301"): "行政运行（甲）"}
