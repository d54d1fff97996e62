"""Small budgets and facts of our own for the tests of the explanation text."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from yusuan.ledger import Amount, Coordinates, Fact
from yusuan.ledger.budgets import Budget, Entity, Passage, Project, Reason, Unit
from yusuan.narrative import Explanation, explanation


class Nowhere:
    def as_dict(self) -> dict[str, object]:
        return {}


UNIT = Unit("101001", "青溪县档案馆", posts=20, staff=18)
BUDGET = Budget(
    Entity("青溪县档案馆", 2025),
    units=(UNIT,),
    projects=(
        Project("p1", "馆藏数字化", use="扫描馆藏档案"),
        Project("p2", "库房设备更新", use="更换除湿设备"),
    ),
    passages=(Passage("duties", "保管本县档案。"), Passage("organisation", "内设三个股室。")),
)

THIS_YEAR = """
    600 flow=revenue fund=gpb.tax
    300 flow=expenditure fund=gpb nature=basic.personnel function=2012604 dept_economic=30101
    100 flow=expenditure fund=gpb nature=basic.operating function=2012604 dept_economic=30201
    20 flow=expenditure fund=gpb nature=basic.personnel function=2080505 dept_economic=30108
    130 flow=expenditure fund=gpb nature=project function=2012604 dept_economic=30227 project=p1
    50 flow=expenditure fund=gpb nature=project function=2012604 dept_economic=31002 project=p2
    8 flow=expenditure fund=gpb item=three_publics
    6 flow=expenditure fund=gpb item=three_publics.vehicles
    6 flow=expenditure fund=gpb item=three_publics.vehicles.running
    2 flow=expenditure fund=gpb item=three_publics.reception
    100 flow=expenditure fund=gpb item=organ_running_cost
"""
LAST_YEAR = """
    500 year=2024 flow=revenue
    500 year=2024 flow=expenditure
    420 year=2024 flow=expenditure nature=basic
    80 year=2024 flow=expenditure nature=project
    500 year=2024 flow=expenditure fund=gpb
    420 year=2024 flow=expenditure fund=gpb nature=basic
    80 year=2024 flow=expenditure fund=gpb nature=project
    8 year=2024 flow=expenditure fund=gpb item=three_publics
    7 year=2024 flow=expenditure fund=gpb item=three_publics.vehicles
    7 year=2024 flow=expenditure fund=gpb item=three_publics.vehicles.running
    1 year=2024 flow=expenditure fund=gpb item=three_publics.reception
    100 year=2024 flow=expenditure fund=gpb item=organ_running_cost
"""


def facts(*texts: str) -> list[Fact]:
    """Facts written one a line: an amount in 万元 and coordinates."""
    lines = [line.split(maxsplit=1) for text in texts for line in text.strip().splitlines()]
    return [fact(f"f{number}", *line) for number, line in enumerate(lines)]


def fact(identity: str, amount: str, about: str) -> Fact:
    value = Amount(Decimal(amount) * 10_000, Decimal("0.01"))
    return Fact(identity, None, (), (), amount, value, Coordinates.parse(about), Nowhere())


def because(about: str, text: str) -> Reason:
    return Reason(Coordinates.parse(about), text)


def written(*texts: str, form_set: str = "general", **about: object) -> Explanation:
    """The explanation of our budget with these facts."""
    budget = replace(BUDGET, **about)  # type: ignore[arg-type]
    return explanation(budget, facts(*(texts or (THIS_YEAR, LAST_YEAR))), form_set)


def section(made: Explanation, key: str) -> str:
    """The text of one section."""
    found = next(one for one in made.sections if one.key == key)
    return "\n".join(paragraph.text for paragraph in found.paragraphs)


def kinds(made: Explanation) -> set[str]:
    return {problem.kind for problem in made.problems}


def messages(made: Explanation, kind: str) -> list[str]:
    return [problem.message for problem in made.problems if problem.kind == kind]
