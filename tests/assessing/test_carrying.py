"""The next year's declaration starts from what this year came to."""

from dataclasses import replace
from decimal import Decimal

from tests.assessing.made import CASES, assessed, result
from yusuan import compiling
from yusuan.assessing.carrying import of_year
from yusuan.ledger.budgets import Budget, Execution


def following(budget: Budget) -> tuple[str, str]:
    found, _ = compiling.next_year(budget)
    (project,) = found.projects
    assert (found.executions, found.results, found.reviews) == ((), (), ())
    return project.previous, project.history


def test_the_result_the_measures_and_the_money_are_carried() -> None:
    budget = assessed()
    short = replace(result(CASES, "4000件"), reason="停用", measure="提前检修系统")
    spent = Execution(Decimal(290000), "P1", budget=Decimal(320000), use="作为预算依据")
    project = replace(
        budget.projects[0], history="2022年预算20万元；2023年预算25万元，执行25万元。"
    )
    assessed_year = replace(
        budget,
        results=(short, *budget.results[1:]),
        executions=(spent,),
        projects=(project,),
    )
    previous, history = following(assessed_year)
    assert previous == (
        "2024年自评得分 91.06 分，等次为优。没有达到目标的指标：办件（目标 ≥5000件，实际 4000件）。"
        "整改措施：提前检修系统。结果应用：作为预算依据。"
    )
    assert history == (
        "2023年预算25万元，执行25万元。"
        "2024年预算 32 万元（年初 30 万元），执行 29 万元，执行率 90.63%。"
    )


def test_a_budget_that_records_nothing_carries_nothing() -> None:
    assert following(assessed(executions=(), results=())) == ("", "")


def test_what_was_carried_is_told_and_of_nothing_nothing_is() -> None:
    told = "1 个项目带入了上年的自评结果和预算执行，请核对文字。"
    assert told in compiling.next_year(assessed())[1]
    assert told not in compiling.next_year(assessed(executions=(), results=()))[1]


def test_what_is_not_complete_is_said_to_be_so() -> None:
    budget = assessed()
    previous, _ = following(replace(budget, results=budget.results[:1]))
    assert previous == "2024年自评未完成：已评 35 分，得 34 分。"


def test_what_a_text_says_of_a_year() -> None:
    text = "2020年预算69万元；2021年年初预算69万元，到7月支出68.9万元。2022年再定"
    assert of_year(text, 2021) == "2021年年初预算69万元，到7月支出68.9万元。"
    assert of_year(text, 2019) == ""
