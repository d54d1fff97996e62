"""Three published budgets, read, taken back to their lines and printed anew, cell for cell.

What differs is listed below, each difference with its reason; all else must be equal.
"""

from pathlib import Path

import pytest

from tests.derive.published import GRID, ROWS, UNSORTED, compare, tables
from yusuan.standards.form_sets import form_set

pytestmark = pytest.mark.shared

#: Tables whose columns the conversion to text has moved: rows are compared without their blanks.
MOVED = ["t03", "t07", "t09", "t10", "t13", "t14", "t16", "t18", "t19", "t20", "t21"]
WAYS = {
    "shifeng-2020": {},
    # t08 lists the classes in no order of theirs
    "hetang-2024": dict.fromkeys(MOVED, ROWS) | {"t08": UNSORTED},
    "jianghan-2022": {},
}

# One column of a table with two decimals was typed without them.
TYPED = [("60", "60.00")]
# The class is rounded to two decimals in a table of exact amounts; its parts are 365.5466.
ROUNDED = [("365.55", "365.5466")]
# The parts add up to 14.34, their class is printed as 14.3427: the greatest part has the rest.
REST = [("10.60", "10.6027")]
# Headings that the conversion to text has lost.
LOST = {
    "t07": ["公用经费"],
    "t10": ["其他社会保障缴费"],
    "t14": ["项"],
    "t16": ["基本支出"],
    "t18": ["对社会保障基金补助", "其他支出"],
    "t19": ["基本支出"],
    "t20": ["基本支出"],
    "t21": ["编入部门预算"],
}

DIFFERENT: dict[tuple[str, str], list[tuple[str, str]]] = {
    ("shifeng-2020", "t03"): TYPED,
    ("shifeng-2020", "t04"): TYPED,
    ("shifeng-2020", "t05"): ROUNDED,
    ("shifeng-2020", "t12"): ROUNDED,
    ("shifeng-2020", "t07"): REST,
    ("shifeng-2020", "t14"): REST,
    # the department's code stands where its name should
    ("hetang-2024", "t03"): [("004", "株洲市荷塘区人民政府办公室")],
    # the totals of three classes contradict the one row they add up, and table 8
    ("hetang-2024", "t14"): [("0.60", "0.50")] * 9,
    # the name class 222 had before 2021
    ("jianghan-2022", "t05"): [("222粮油物资管理支出", "222粮油物资储备支出")],
}
COMPARED = {"shifeng-2020": (15, 1188), "hetang-2024": (18, 1675), "jianghan-2022": (11, 1421)}
#: Tables of which a text has the title only: their grid was illegible or is missing.
MISSING = {"shifeng-2020": ["t15", "t16"], "hetang-2024": ["t02", "t04", "t05"]}


@pytest.mark.parametrize("name", COMPARED)
def test_a_published_budget_prints_again_cell_for_cell(shared: Path, name: str) -> None:
    found = {
        form.key: compare(theirs, ours, WAYS[name].get(form.key, GRID))
        for form, theirs, ours in tables(shared / "seeds" / f"{name}.txt")
    }
    expected = {key: DIFFERENT.get((name, key), []) for key in found}
    if name == "hetang-2024":
        expected |= {key: [*_lost(key), *expected[key]] for key in LOST}
    assert {key: one.different for key, one in found.items()} == expected
    assert (len(found), sum(one.cells for one in found.values())) == COMPARED[name]


@pytest.mark.parametrize("name", COMPARED)
def test_the_tables_not_compared_have_no_grid_in_the_text(shared: Path, name: str) -> None:
    compared = {form.key for form, _, _ in tables(shared / "seeds" / f"{name}.txt")}
    left = [form.key for form in form_set(name).tables if form.key not in compared]
    assert left == MISSING.get(name, [])


def _lost(key: str) -> list[tuple[str, str]]:
    return [("", heading) for heading in LOST[key]]
