"""The opinions of the offices stand on the form of 2019, and are read back from it."""

from dataclasses import replace

from tools.make_examples import ROOT
from yusuan import compiling, derive
from yusuan.ledger.budgets import Review


def test_opinions_are_printed_where_the_form_has_a_place_and_read_back() -> None:
    budget = compiling.open_books(ROOT / "examples" / "shifeng-2019-targets").budget
    assert budget is not None
    said = (
        Review("sector", "good", opinion="同意，请补充时效指标。"),
        Review("performance", "excellent", aspect="completeness"),
    )
    composed = compiling.compose(replace(budget, reviews=said))
    printed = [cell.text for table in composed.volume.tables for cell in table.table.cells]
    assert any("良。同意，请补充时效指标。" in text for text in printed)
    assert any("完整性：优" in text for text in printed)
    recovered, _ = derive.recover(composed.disclosure)
    assert recovered.reviews == (
        Review("sector", opinion="良。同意，请补充时效指标。"),
        Review("performance", opinion="完整性：优"),
    )
