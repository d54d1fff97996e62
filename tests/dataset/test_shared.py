"""Disclosures of others, as they are read: in the data set with their coverage and findings."""

from pathlib import Path

import pytest

from yusuan import dataset
from yusuan.dataset.building import build
from yusuan.dataset.sources import sources

pytestmark = pytest.mark.shared


def test_what_is_read_is_marked_and_whole(shared: Path, tmp_path: Path) -> None:
    inputs = [
        shared / "disclosures/sh-putuo-wanli-subdistrict-2023-dept-budget.pdf",
        shared / "documents/jianghan-2022.docx",  # whose forms go on over several tables
    ]
    built = build(list(sources(inputs)), tmp_path, jobs=1)
    assert (len(built.made), built.refused) == (2, ())
    with dataset.open(tmp_path) as data:
        for one in data.disclosures():
            assert one.source == "read" and one.coverage and one.facts > 100
            assert one.passed > 100
            known = {fact.fact for fact in data.facts(one.id)}
            for table, _ in data.tables(one.id):
                sheet = data.table(one.id, table)
                assert sheet and set(sheet.facts.values()) <= known
