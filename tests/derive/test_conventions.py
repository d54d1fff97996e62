"""Functions against classes, and one list against another: each rule silent, and each speaking."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from yusuan.compiling import recovered
from yusuan.derive import problems
from yusuan.ledger.budgets import (
    Budget,
    Entity,
    Norm,
    Purchase,
    Quantity,
    RevenueLine,
    SpendingLine,
    Unit,
)
from yusuan.standards.budget_rules import budget_rules

PAID = {
    "30101": ("2010301", 1000),
    "30108": ("2080505", 160),
    "30109": ("2080506", 80),
    "30110": ("2101101", 70),
    "30112": ("2101101", 5),
    "30111": ("2101103", 40),
    "30307": ("2101103", 20),
    "30113": ("2210201", 120),
    "30301": ("2080501", 30),
    "30399": ("2080501", 3),
    "30299": ("2080501", 2),
    "30201": ("2010301", 50),
    "30231": ("2010301", 25),
    "31002": ("2010301", 8),
}
VEHICLES = Quantity("vehicles", Decimal(2), "辆")


def line(code: str, function: str = "", amount: int = 0, **more: str) -> SpendingLine:
    usual = PAID.get(code, ("2010301", 1))
    amounts = {"amount": Decimal(amount or usual[1]) * 10000}
    said = {"nature": "basic", "function": function or usual[0], "dept_economic": code}
    return SpendingLine("1", **{**said, **amounts, **more})


def budget(*lines: SpendingLine, **lists: tuple[object, ...]) -> Budget:
    """A unit that pays everything from where it should, but for the lines that are given."""
    given = {(one.dept_economic) for one in lines}
    usual = tuple(line(code) for code in PAID if code not in given)
    units = (Unit("1", "甲局", posts=20, staff=20),)
    fields = {"units": units, "quantities": (VEHICLES,), **lists}
    return Budget(Entity("甲局", 2024), spending=(*usual, *lines), **fields)


def without(*codes: str) -> Budget:
    made = budget()
    return replace(made, spending=tuple(o for o in made.spending if o.dept_economic not in codes))


def apart(made: Budget) -> Budget:
    """The same money, known by function and by class apart."""
    by_function = (replace(o, dept_economic="", view="function") for o in made.spending)
    by_class = (replace(o, function="", view="economic") for o in made.spending)
    return replace(made, spending=(*by_function, *by_class))


def told(made: Budget) -> list[str]:
    return [one.rule for one in problems(made)]


def test_a_unit_that_keeps_to_every_convention_says_nothing():
    assert told(budget()) == []
    assert told(apart(budget())) == []


@pytest.mark.parametrize(
    ("code", "function", "rule"),
    [
        ("30108", "2010301", "X-03"),  # beside others that stand where they should
        ("30109", "2010301", "X-03"),
        ("30110", "2010301", "X-03"),
        ("30113", "2010301", "X-03"),
        ("30102", "2080505", "X-03"),
        ("30103", "2101101", "X-03"),
        ("30103", "2101103", "X-04"),
        ("30305", "2101103", "X-04"),
        ("30111", "2010301", "X-04"),
        ("30101", "2080501", "X-05"),
        ("30301", "2010301", "X-05"),
    ],
)
def test_a_class_under_a_function_that_is_not_its_own(code, function, rule):
    made = budget()
    odd = replace(line(code, function), amount=Decimal(1))
    assert told(replace(made, spending=(*made.spending, odd))) == [rule]


@pytest.mark.parametrize(
    ("code", "function"),
    [("30112", "2101103"), ("30112", "2089999"), ("30108", "2080599"), ("30299", "2080501")],
)
def test_a_class_that_may_stand_there_says_nothing(code, function):
    made = budget()
    more = replace(line(code, function), amount=Decimal(1))
    assert told(replace(made, spending=(*made.spending, more))) == []


@pytest.mark.parametrize(
    ("code", "rules"),
    [("30108", ["X-03", "X-07"]), ("30110", ["X-03"]), ("30111", ["X-04"]), ("30113", ["X-03"])],
)
def test_sums_that_are_known_apart_and_differ(code, rules):
    made = apart(budget())
    lines = tuple(
        replace(o, amount=o.amount * 2) if o.dept_economic == code else o for o in made.spending
    )
    assert told(replace(made, spending=lines)) == rules


@pytest.mark.parametrize(
    ("year", "annuity", "rules"),
    [
        (2024, 80, []),
        (2024, 64, ["X-07"]),
        (2018, 64, []),
        (2018, 80, ["X-07"]),
        (2019, 64, []),
        (2019, 80, []),
        (2019, 100, ["X-07"]),
    ],
)
def test_the_annuity_follows_the_base_of_the_pension(year, annuity, rules):
    made = budget(line("30109", amount=annuity))
    made = replace(made, entity=replace(made.entity, year=year))
    assert told(made) == rules


def test_an_annuity_rounded_to_hundreds_is_near_enough():
    made = budget(
        replace(line("30108"), amount=Decimal(402099)),
        replace(line("30109"), amount=Decimal(201000)),
    )
    assert told(made) == []


def test_an_annuity_that_is_only_recorded_says_nothing():
    assert told(without("30109")) == []


def test_the_annuity_is_a_hint_and_asks_for_no_explanation():
    (found,) = problems(budget(line("30109", amount=70)))
    assert found.severity == "info"
    assert "应为 800000 元" in found.message


def test_contributions_wholly_under_the_main_function_are_one_warning():
    moved = (line(code, "2010301") for code in ("30108", "30109", "30110", "30111", "30112"))
    found = problems(budget(*moved, line("30307", "2010301"), line("30301", "2080599")))
    (only,) = (one for one in found if one.rule == "L-04")
    assert "缴费（30110）都列在 2010301" in only.message
    assert only.about == "1 30110"


def test_wages_without_contributions_are_a_warning():
    (found,) = problems(without("30113"))
    assert (found.rule, found.about) == ("L-04", "全部单位 30113")
    assert "没有科目 22102（住房改革支出）的支出" in found.message


def test_nothing_is_missed_where_functions_are_not_known():
    coarse = replace(line("30201"), function="201")
    assert told(replace(without("30113"), spending=(*without("30113").spending, coarse))) == []


def test_a_unit_without_wages_owes_no_contributions():
    assert told(Budget(Entity("甲局", 2024), spending=(line("30201"),))) == []


@pytest.mark.parametrize(
    ("fund", "kind", "expected"),
    [
        ("service", "administrative", ["L-06"]),
        ("business", "administrative", ["L-06"]),
        ("service", "institution", []),
        ("other", "administrative", []),
    ],
)
def test_only_institutions_have_service_revenue(fund, kind, expected):
    revenue = (RevenueLine("1", fund, Decimal(1)),)
    made = Budget(Entity("甲局", 2024), (Unit("1", "甲局", kind),), revenue=revenue)
    assert told(made) == expected


def test_business_expenditure_needs_business_revenue():
    spent = (replace(line("30201"), nature="business"),)
    units = (Unit("1", "甲中心", "institution"),)
    made = Budget(Entity("甲中心", 2024), units, spent)
    assert told(made) == ["L-06"]
    revenue = (RevenueLine("1", "business", Decimal(1)),)
    assert told(replace(made, revenue=revenue)) == []


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (budget(quantities=()), []),  # nobody said how many vehicles there are
        (budget(quantities=(replace(VEHICLES, value=Decimal(0)),)), ["L-07"]),
        (without("30231"), ["L-07"]),
        (replace(without("30231"), quantities=()), []),
        (replace(without("30231"), spending=(*without("30231").spending, line("302"))), []),
        (budget(line("31013", amount=20)), ["L-07"]),
        (
            budget(
                line("31013", amount=20),
                quantities=(VEHICLES, Quantity("vehicles_planned", Decimal(1))),
            ),
            [],
        ),
    ],
)
def test_vehicles_their_cost_and_their_purchase_go_together(made, expected):
    assert told(made) == expected


@pytest.mark.parametrize(
    ("name", "category", "expected"),
    [
        ("台式计算机", "goods", ["L-09"]),
        ("办公家具", "goods", ["L-09"]),
        ("复印纸", "goods", []),
        ("打印机耗材", "goods", []),
        ("空调维修", "services", []),
    ],
)
def test_equipment_that_is_bought_is_capital(name, category, expected):
    purchases = (Purchase("1", name, Decimal(1), category=category),)
    assert told(replace(without("31002"), purchases=purchases)) == expected
    assert told(budget(purchases=purchases)) == []
    untold = replace(line("30201"), nature="project", function="2010302", dept_economic="")
    unknown = replace(without("31002"), purchases=purchases)
    assert told(replace(unknown, spending=(*unknown.spending, untold))) == []


@pytest.mark.parametrize(
    ("posts", "staff", "expected"), [(20, 20, []), (20, 21, ["L-10"]), (None, 21, [])]
)
def test_no_more_staff_than_posts(posts, staff, expected):
    assert told(budget(units=(Unit("1", "甲局", posts=posts, staff=staff),))) == expected


def test_every_rule_of_a_warning_is_listed():
    makers = (
        replace(without("30113"), units=(Unit("1", "甲局", posts=1, staff=2),)),
        budget(line("30103", "2101103")),
        budget(norms=(Norm("basic", Decimal(1), "retirees"),)),
    )
    found = {one.rule: one.severity for made in makers for one in problems(made)}
    assert found == {rule: budget_rules()[rule].severity for rule in found}
    assert len(found) == 4


def test_a_rule_that_is_listed_is_one_the_code_has():
    source = Path(problems.__code__.co_filename).parents[1]
    text = "".join(path.read_text("utf-8") for path in source.rglob("*.py"))
    ids = [one for one in budget_rules() if f'"{one}"' not in text.replace("_", "-")]
    assert ids == []


#: What a careful officer would say of the three published budgets, looked at by hand.
PUBLISHED = {
    "jianghan-2022": [("L-01", "区政府办 2010302")],  # 104 万元 of basic expenditure
    "shifeng-2020": [("L-04", "株洲市石峰区人民政府办公室 30108 30110 30113")],  # all in 2010301
    "hetang-2024": [],
}


@pytest.mark.parametrize("seed", PUBLISHED)
def test_published_budgets_are_warned_of_what_is_odd_and_no_more(shared: Path, seed: str):
    made, _ = recovered(shared / "seeds" / f"{seed}.txt")
    assert made is not None
    assert [(one.rule, one.about) for one in problems(made)] == PUBLISHED[seed]
