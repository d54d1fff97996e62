"""The bureau's review: the worst mark decides, and decides what is next."""

from dataclasses import replace

import pytest

from tests.assessing.made import assessed
from yusuan.assessing import may_enter_next_step, may_pass_unrevised, reviewed
from yusuan.forms.reviews import opinion
from yusuan.ledger.budgets import Review

ASPECTS = ("completeness", "relevance", "suitability", "feasibility")


def of_whole(*marks: str) -> tuple[Review, ...]:
    return tuple(
        Review("performance", mark, aspect=aspect)
        for mark, aspect in zip(marks, ASPECTS, strict=True)
    )


@pytest.mark.parametrize(
    ("marks", "label", "revise", "proceed"),
    [
        (("excellent", "excellent", "excellent", "excellent"), "优", False, True),
        (("excellent", "good", "excellent", "excellent"), "良", True, True),
        (("fair", "good", "excellent", "excellent"), "中", True, True),
        (("excellent", "excellent", "excellent", "poor"), "差", True, False),
    ],
)
def test_the_worst_aspect_decides(
    marks: tuple[str, ...], label: str, revise: bool, proceed: bool
) -> None:
    budget = assessed(reviews=(*of_whole(*marks), Review("sector", "excellent")))
    whole, project = reviewed(budget)  # the project declares targets, the whole is reviewed
    assert whole.outcome is not None
    assert whole.outcome.label == label
    assert (whole.must_revise, whole.may_proceed) == (revise, proceed)
    assert project.outcome is None
    assert not project.may_proceed


def test_the_mark_on_the_whole_stands_for_its_office_and_the_worse_office_decides() -> None:
    parts = of_whole("good", "good", "good", "good")
    budget = assessed(
        reviews=(*parts, Review("performance", "excellent"), Review("sector", "fair"))
    )
    found = reviewed(budget)[0]
    assert found.outcome is not None
    assert found.outcome.label == "中"


def test_what_is_not_marked_is_said_and_nothing_goes_on_before() -> None:
    budget = assessed(reviews=of_whole("excellent", "excellent", "excellent", "excellent")[:3])
    found = reviewed(budget)[0]
    assert found.missing == (
        "业务股室：完整性、相关性、适当性、可行性",
        "绩效股：可行性",
    )
    assert not found.may_proceed
    assert not may_enter_next_step(budget)


def test_a_whole_budget_goes_on_only_where_all_its_targets_do() -> None:
    good = tuple(
        Review(office, mark, project)
        for project, mark in (("", "excellent"), ("P1", "good"))
        for office in ("sector", "performance")
    )
    budget = assessed(reviews=good)
    assert may_enter_next_step(budget)
    assert not may_pass_unrevised(budget)
    best = tuple(replace(one, mark="excellent") for one in good)
    assert may_pass_unrevised(assessed(reviews=best))


def test_what_declares_no_targets_has_nothing_to_be_reviewed() -> None:
    budget = assessed()
    assert [one.project for one in reviewed(budget)] == ["P1"]
    bare = replace(budget, goals=(), indicators=())
    assert reviewed(bare) == ()
    assert may_enter_next_step(bare)


def test_opinions_are_printed_on_the_whole_first() -> None:
    said = (
        Review("sector", "good", aspect="relevance", opinion="与职责相关。"),
        Review("sector", "good", opinion="同意。"),
        Review("sector", opinion="请补充满意度指标", aspect="completeness"),
        Review("performance", "excellent"),
    )
    assert opinion(said, "", "sector") == (
        "良。同意。\n完整性：请补充满意度指标\n相关性：良。与职责相关。"
    )
    assert opinion(said, "", "performance") == "优"
    assert opinion(said, "P1", "sector") == ""
