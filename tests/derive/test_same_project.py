"""Two names of one project are joined where nothing else fits, and left alone elsewhere."""

from decimal import Decimal
from pathlib import Path

import pytest

from yusuan import compiling
from yusuan.derive import renamed
from yusuan.derive.same_project import same_projects
from yusuan.documents import Place
from yusuan.ledger import (
    Amount,
    Coordinates,
    Disclosure,
    Fact,
    Origin,
    Statement,
    TargetForm,
)
from yusuan.ledger.budgets import Budget, Entity, NameAs, SpendingLine, Unit


def budget(*projects: tuple[str, int], units: int = 1) -> Budget:
    lines = tuple(
        SpendingLine("1", "project", Decimal(amount), "2010302", project=name)
        for name, amount in projects
    )
    listed = tuple(Unit(str(number), f"{number}队") for number in range(1, units + 1))
    return Budget(Entity("甲局", 2024), listed, lines)


def disclosure(*forms: tuple[str, int | None], lifetime: int | None = None) -> Disclosure:
    """A target form for each project, with its amount; ``lifetime`` is what it costs in all."""
    statements = []
    for number, (name, amount) in enumerate(forms):
        about = {"flow": "expenditure", "nature": "project", "project": name}
        said = [(about, amount)] if amount is not None else []
        said += [(about | {"measure": "lifetime"}, lifetime)] if lifetime else []
        facts = tuple(
            Fact(
                f"f{at}", "t", (), (), "", Amount(Decimal(v), Decimal(100)), Coordinates(c), Place()
            )
            for at, (c, v) in enumerate(said)
        )
        target = TargetForm("project", name)
        statements.append(
            Statement(f"t{number}", "", "万元", Place(), 1, 1, "甲县/t22", (), facts, (target,))
        )
    return Disclosure(Origin("", "", ""), "甲局", 2024, "budget", statements=tuple(statements))


def found(made: Budget, *forms: tuple[str, int | None]) -> list[tuple[str, str]]:
    return [(one.key, one.printed) for one in same_projects(made, disclosure(*forms))]


@pytest.mark.parametrize(
    ("table", "form"),
    [
        ("监控室和热线聘用人员经费", "监控室及热线聘用人员经费"),
        ("招商督查会议专项经费", "招商督查会议专项"),
        ("总值班室工作", "区政府总值班室"),
        ("档案（二期）扫描", "档案(二期)扫描项目"),
    ],
)
def test_one_amount_and_most_characters_are_one_project(table: str, form: str) -> None:
    others = ("道路养护", 70000)
    assert found(budget((table, 200000), others), (form, 200000), others) == [(table, form)]


@pytest.mark.parametrize(
    ("tables", "forms"),
    [
        ([("招商会议经费", 200000)], [("招商会议", 200100)]),  # another amount
        ([("禁毒工作经费", 200000)], [("值班工作经费", 200000)]),  # only words that all names have
        ([("禁毒经费", 200000)], [("禁毒宣传经费", 200000)]),  # half of the longer name
        ([("招商会议经费", 200000)], [("招商会议", None)]),  # nothing says the amount
        ([("招商会议经费", 1), ("招商会议专项", 1)], [("招商会议", 1)]),  # two of the tables
        ([("招商会议经费", 1)], [("招商会议", 1), ("招商会议专项", 1)]),  # two of the forms
        ([("招商会议经费", 1)], [("招商会议经费", 1), ("招商会议", 1)]),  # has a form of its own
        ([("招商会议经费", 600000)], [("招商会议", 400000), ("招商督查", 200000)]),  # parts of it
    ],
)
def test_what_is_not_sure_is_not_joined(
    tables: list[tuple[str, int]], forms: list[tuple[str, int | None]]
) -> None:
    assert found(budget(*tables), *forms) == []


def test_projects_of_several_units_are_not_joined() -> None:
    assert found(budget(("招商会议经费", 1), units=2), ("招商会议", 1)) == []


def test_what_a_project_costs_in_all_is_not_its_year() -> None:
    made = disclosure(("招商会议", None), lifetime=200000)
    assert same_projects(budget(("招商会议经费", 200000)), made) == ()


def test_the_form_goes_on_printing_its_own_name_and_a_remark_says_so() -> None:
    (one,) = same_projects(budget(("招商会议经费", 200000)), disclosure(("招商会议", 200000)))
    assert list(one.names) == [NameAs(Coordinates({"project": "招商会议经费"}), "招商会议", "t22")]
    assert "“招商会议”与表格的“招商会议经费”金额相同（20 万元）" in one.remark.message


#: The three published budgets: what was joined, and in which forms the other name goes on.
JOINED = {
    "jianghan-2022": {"总值班室工作": "区政府总值班室"},
    "hetang-2024": {
        "政府招商督查会议专项经费": "政府招商督查会议专项",
        "监控室和市长热线临聘人员经费": "监控室及市长热线临聘人员经费",
    },
    "shifeng-2020": {},  # one project of the tables, six forms: parts of it
}


@pytest.mark.parametrize("seed", JOINED)
def test_published_projects_are_joined_and_printed_as_they_were(shared: Path, seed: str) -> None:
    books, remarks = compiling.recovered(shared / "seeds" / f"{seed}.txt")
    assert books is not None
    names = [one for one in books.names if "project" in one.about]
    assert {one.about["project"]: one.label for one in names} == JOINED[seed]
    assert sum("已作为同一个项目" in remark for remark in remarks) == len(names)
    for one in names:
        called = {project.key: project.name for project in renamed(books, one.form).projects}
        assert called[one.about["project"]] == one.label
    printed = [
        cell.text for block in compiling.compose(books).volume.tables for cell in block.table.cells
    ]
    for key, label in JOINED[seed].items():
        assert {key, label} <= set(printed)
