"""前后呼应: a change that is said again."""

import pytest

from tests.checks.tools import said

LAST = "year=2021 flow=expenditure"
TWO = f"""
    收入预算 9101.68 万元 flow=revenue
    比上年减少 2389.52 万元 c=change of=c1 flow=revenue / year=2021 flow=revenue

    支出预算 {{now}} 万元 flow=expenditure
    {{word}} {{change}} 万元 c=change of=c3 flow=expenditure / {LAST}
"""


@pytest.mark.parametrize(
    ("now", "word", "change", "found"),
    [
        ("9101.68", "比上年减少", "2389.52", 0),
        ("9101.68", "比上年减少", "2389.82", 1),
        ("9101.68", "比上年增加", "2389.52", 1),
        ("9101.68", "比上年减少", "2100.00", 0),
        ("9000.00", "比上年减少", "2389.82", 0),
    ],
)
def test_totals_that_are_equal_changed_alike_or_not_at_all_alike(
    now: str, word: str, change: str, found: int
) -> None:
    text = TWO.format(now=now, word=word, change=change)
    warnings = [one for one in said(text) if "增减额" in one]
    assert [one.split(":")[0] for one in warnings] == ["warning"] * found
