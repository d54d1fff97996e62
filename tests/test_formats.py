"""One budget, five kinds of file: the figures and what they mean are the same."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pytest

from yusuan.documents import reader
from yusuan.forms.recognise import recognise
from yusuan.ledger import Coordinates, Disclosure

COPIES = (
    "jianghan-2022.docx",
    "jianghan-2022.xlsx",
    "jianghan-2022.html",
    "jianghan-2022.pdf",
    "shifeng-2020.docx",
    "shifeng-2020.xlsx",
    "shifeng-2020.xls",
    "shifeng-2020.pdf",
)
HUNDRED = Decimal("1E2")  # 0.01 万元


@cache
def _read(path: Path) -> Disclosure:
    return recognise(reader.read(path))


def _said(found: Disclosure) -> Counter[tuple[Coordinates, Decimal]]:
    """What is said how often; the copies hide zeros and round to two decimals of 万元."""
    return Counter(
        (fact.coordinates.without("entity"), fact.amount.value.quantize(HUNDRED, ROUND_HALF_UP))
        for fact in found.facts
        if fact.amount.value and fact.understood
    )


@pytest.mark.parametrize("name", COPIES)
def test_every_copy_says_what_the_text_says(shared: Path, name: str) -> None:
    copy = shared / "documents" / name
    text = shared / "seeds" / f"{copy.stem}.txt"
    assert _said(_read(copy)) == _said(_read(text))
