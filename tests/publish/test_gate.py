"""Errors stop publication; a warning goes along with what the clerk says to it, or without."""

import pytest

from yusuan.ledger import Alert
from yusuan.ledger.budgets import Answer
from yusuan.publish.gate import gate

WARNING = Alert("X-03", "001 2080505 30101", "支出第 3 行：……")


def test_a_warning_without_an_answer_is_unexplained() -> None:
    found = gate((), [WARNING], ())
    assert [one.explanation for one in found.warnings] == [""]
    assert found.unexplained == found.warnings


@pytest.mark.parametrize("about", ["001 2080505 30101", " ００１　2080505 30101"])
def test_an_answer_explains_the_warning_it_names(about: str) -> None:
    found = gate((), [WARNING], [Answer("X-03", about, "补缴")])
    assert [one.explanation for one in found.warnings] == ["补缴"]
    assert (found.unexplained, found.idle) == ((), ())


def test_an_empty_answer_is_none_yet() -> None:
    found = gate((), [WARNING], [Answer("X-03", "001 2080505 30101")])
    assert (len(found.unexplained), found.idle) == (1, ())


def test_an_answer_to_no_warning_is_told_with_its_row() -> None:
    answers = [Answer("X-03", "001 2080505 30101", "补缴"), Answer("X-03", "001", "补缴")]
    assert gate((), [WARNING], answers).idle == ((1, answers[1]),)


def test_warnings_of_one_name_are_one_and_two_answers_are_both_kept() -> None:
    other = Alert("X-03", "001 2080505 30101", "另一句")
    answers = [Answer("X-03", "001 2080505 30101", text) for text in ("补缴", "已报批", "补缴")]
    (only,) = gate((), [WARNING, other], answers).warnings
    assert only.message == "支出第 3 行：…… 另一句"
    assert only.explanation == "补缴；已报批"
