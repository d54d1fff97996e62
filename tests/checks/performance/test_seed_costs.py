"""Every cost basis of the published target forms, gone through by hand: none is misread."""

from collections import Counter
from pathlib import Path

import pytest

from yusuan import pipeline
from yusuan.checks.budgets import budgets
from yusuan.checks.performance.forms import forms_of
from yusuan.reckoning import account

pytestmark = pytest.mark.shared

#: Verdicts of the bases of each document. The two that are wrong print 69 万元 for 64.3944.
FOUND = {
    "jianghan-2022": {"right": 15, "wrong": 2, "nothing": 8},
    "shifeng-2023-targets": {"right": 14},
    "hetang-2024": {},
    "shifeng-2020": {},
    "shifeng-2019-targets": {},
}


@pytest.mark.parametrize("name", FOUND)
def test_bases_end_as_a_reader_would_end_them(shared: Path, name: str) -> None:
    reading = pipeline.read(pipeline.Request(str(shared / "seeds" / f"{name}.txt")))
    assert reading.disclosure
    found: Counter[str] = Counter()
    wrong: list[str] = []
    for form in forms_of(budgets([reading.disclosure])[0]):
        for line in form.target.costs:
            amounts = form.amounts(line)
            read = account(line.basis, amounts[-1][1] if amounts else None, form.unit)
            found[read.verdict] += 1
            wrong += [str(read.value)] if read.verdict == "wrong" else []
            assert read.wrong == ()
    assert found == FOUND[name]
    assert wrong == ["643944"] * FOUND[name].get("wrong", 0)
