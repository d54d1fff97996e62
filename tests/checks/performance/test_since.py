"""目标随金额调整."""

from dataclasses import replace

import pytest

from tests.checks.performance.tools import indicator, statement
from tests.checks.tools import book, results
from yusuan.ledger import Disclosure

SET = (
    indicator("数量", "培训次数", "≥4次"),
    indicator("质量", "合格率", "≥95%"),
    indicator("满意度", "学员满意度", "≥90%"),
)


def year(number: int, total: str, *indicators: object) -> Disclosure:
    """A year's document with the target form of one project."""
    form = statement(*(indicators or SET), total=total)  # type: ignore[arg-type]
    return replace(book(""), year=number, statements=(form,))


@pytest.mark.parametrize(("total", "found"), [("150", 1), ("60", 1), ("110", 0), ("100", 0)])
def test_targets_are_not_those_of_last_year_when_the_money_is_another(
    total: str, found: int
) -> None:
    result = results(year(2021, "100"), year(2022, total))[-1]
    told = [one for one in result.findings if one.rule == "targets-follow-the-money"]
    assert [one.severity for one in told] == ["info"] * found


def test_targets_that_moved_too_are_right() -> None:
    other = (indicator("数量", "培训次数", "≥6次"), *SET[1:])
    result = results(year(2021, "100"), year(2022, "150", *other))[-1]
    assert not any(one.rule == "targets-follow-the-money" for one in result.findings)
