"""Real disclosures: what is right in them is not accused."""

from pathlib import Path

import pytest

from tests.checks.tools import disagreements
from yusuan.checks import Result, check
from yusuan.documents.reader import read
from yusuan.forms.recognise import recognise

CLEAN = (
    "disclosures/js-procuratorate-2019-dept-budget.pdf",
    "disclosures/js-peoples-congress-2017-dept-budget.pdf",
    "disclosures/js-party-committee-office-2018-dept-budget-tables.pdf",
    "disclosures/sh-putuo-social-work-dept-2024-dept-final.pdf",
    "disclosures/sh-putuo-government-office-2025-dept-budget.pdf",
    "seeds/jianghan-2022.txt",
    "seeds/shifeng-2020.txt",
)


def checked(*paths: Path) -> tuple[Result, ...]:
    return check([recognise(read(path)) for path in paths])


@pytest.mark.shared
@pytest.mark.parametrize("name", CLEAN)
def test_tables_that_add_up_are_accused_of_nothing(shared: Path, name: str) -> None:
    (result,) = checked(shared / name)
    assert disagreements(result) == []
    assert result.counts["passed"] > 100


@pytest.mark.shared
def test_a_department_and_its_only_unit_print_the_same_figures(shared: Path) -> None:
    folder = shared / "disclosures"
    names = ("dept", "unit")
    results = checked(
        *(folder / f"sh-putuo-government-office-2025-{name}-budget.pdf" for name in names)
    )
    found = [o.status for o in results[1].outcomes if o.rule == "units-make-department"]
    assert len(found) > 50
    assert set(found) == {"passed"}


@pytest.mark.shared
def test_a_part_printed_larger_than_its_whole_is_found(shared: Path) -> None:
    (result,) = checked(shared / "disclosures/sh-putuo-wanli-subdistrict-2023-dept-budget.pdf")
    assert {(f.rule, f.difference) for f in result.findings if f.facts} == {
        ("same-figure", "516000"),
        ("target-form-adds-up", "-516000"),
    }
