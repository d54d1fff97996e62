"""The tables of two budgets, laid upon the true grids of their documents: places and spans too."""

from pathlib import Path

import pytest

from tests.derive.published import fold, tables
from tests.derive.truth import Laid, laid, true_tables, without_captions

pytestmark = pytest.mark.shared

#: Equal cells, and figures that the rebuilt document prints with other decimals than the text
#: (or a zero as a blank), by budget.
COUNTS = {"shifeng-2020": (1046, 142), "jianghan-2022": (1420, 0)}
#: The name class 222 had before 2021.
RENAMED = {"jianghan-2022": {"t05": [("222粮油物资管理支出", "222粮油物资储备支出")]}}
#: Two headers of two rows were rebuilt without merging: ours reach over what is blank there.
UNMERGED = {("jianghan-2022", "t09"): 5, ("jianghan-2022", "t11"): 7}


def found(shared: Path, name: str) -> dict[str, Laid]:
    """Each table of a document upon the one of the same title that its budget prints."""
    made = tables(shared / "seeds" / f"{name}.txt")
    ours = {fold(grid.title): (form.key, grid.table) for form, _, grid in made}
    known = [one for one in true_tables(shared, name) if not one.form]
    assert len(known) == len(ours)
    pairs = ((ours[fold(one.title)], without_captions(one.table)) for one in known)
    return {key: laid(theirs, table) for (key, table), theirs in pairs}


@pytest.mark.parametrize("name", COUNTS)
def test_every_cell_stands_where_the_document_has_it(shared: Path, name: str) -> None:
    each = found(shared, name)
    assert {key: one.different for key, one in each.items() if one.different} == RENAMED.get(
        name, {}
    )
    counts = sum(x.equal for x in each.values()), sum(x.reformatted for x in each.values())
    assert counts == COUNTS[name]


@pytest.mark.parametrize("name", COUNTS)
def test_every_cell_reaches_as_far_as_in_the_document(shared: Path, name: str) -> None:
    wider = {(name, key): one.wider for key, one in found(shared, name).items() if one.wider}
    assert wider == {key: count for key, count in UNMERGED.items() if key[0] == name}
