"""Real explanations: their faults are found and put down to what they come from."""

from pathlib import Path

import pytest

from yusuan.checks import Finding, check
from yusuan.documents.reader import read
from yusuan.forms.recognise import recognise
from yusuan.narrative.reading import with_claims

RULES = frozenset(
    {"text-adds-up", "text-change", "text-rate", "text-share", "text-none", "text-count"}
)


def found(path: Path) -> list[Finding]:
    document = read(path)
    (result,) = check([with_claims(document, recognise(document))])
    return [f for f in result.findings if f.rule in RULES and f.severity != "info"]


@pytest.mark.shared
def test_rates_divided_by_this_year_are_told(shared: Path) -> None:
    findings = found(shared / "seeds/jianghan-2022.txt")
    assert [(f.rule, f.printed, f.suggestion) for f in findings] == [
        ("text-rate", "47.72", "91.27"),
        ("text-rate", "6", "7"),
        ("text-rate", "62.78", "168.70"),
    ]
    assert all(f.cause.startswith("分母用了本年数") for f in findings)


@pytest.mark.shared
def test_parts_that_do_not_make_the_change_are_told(shared: Path) -> None:
    (found_one,) = found(shared / "seeds/shifeng-2020.txt")
    assert "比上年减少 3.65 万元" in found_one.message
    assert "合起来减少 14.65 万元" in found_one.message


@pytest.mark.shared
def test_shares_of_a_larger_whole_are_told(shared: Path) -> None:
    findings = found(shared / "disclosures/js-peoples-congress-2017-dept-budget.pdf")
    assert [(f.rule, f.printed, f.suggestion) for f in findings] == [
        ("text-share", "8.75", "26.69"),
        ("text-share", "7.22", "22.02"),
        ("text-share", "16.81", "51.28"),
    ]
    assert all("2,542.60" in f.cause for f in findings)


@pytest.mark.shared
def test_a_copied_rate_is_told(shared: Path) -> None:
    findings = found(shared / "disclosures/js-procuratorate-2019-dept-budget.pdf")
    assert ("-13.22", "-22.21") in {(f.printed, f.suggestion) for f in findings}
    assert any("疑为照抄" in f.cause for f in findings)


@pytest.mark.shared
@pytest.mark.parametrize("kind", ["dept", "unit"])
def test_an_explanation_that_is_right_is_accused_of_nothing(shared: Path, kind: str) -> None:
    name = f"sh-putuo-government-office-2025-{kind}-budget.pdf"
    assert found(shared / "disclosures" / name) == []
