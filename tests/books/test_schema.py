"""The one table of sheets and columns covers the budget, and is fit to be read by people."""

import csv
from dataclasses import fields
from importlib import resources

import pytest

from yusuan.books.columns import Sheet
from yusuan.books.schema import ENTITY, SHEETS
from yusuan.ledger import DIMENSIONS
from yusuan.ledger.budgets import Budget
from yusuan.standards.classification import normal

ALL = [ENTITY, *SHEETS]


def named(sheet: Sheet) -> str:
    return sheet.key


def test_every_list_of_a_budget_is_a_sheet() -> None:
    assert {each.key for each in SHEETS} == {each.name for each in fields(Budget)} - {"entity"}


@pytest.mark.parametrize("sheet", ALL, ids=named)
def test_every_field_of_a_record_is_a_column(sheet: Sheet) -> None:
    columns = {"about" if each.dimension else each.key for each in sheet.columns}
    assert columns == {each.name for each in fields(sheet.record)}


@pytest.mark.parametrize(
    "sheet", [each for each in SHEETS if each.columns[-1].dimension], ids=named
)
def test_coordinates_have_a_column_for_each_dimension(sheet: Sheet) -> None:
    assert [each.key for each in sheet.columns if each.dimension] == list(DIMENSIONS)


@pytest.mark.parametrize("sheet", ALL, ids=named)
def test_headings_and_labels_tell_apart(sheet: Sheet) -> None:
    headings = [each.heading for each in sheet.columns]
    assert len(set(headings)) == len(headings)
    for column in sheet.columns:
        told = [column.values()[normal(each.label)] for each in column.choices]
        assert told == [each.value for each in column.choices]


@pytest.mark.parametrize("sheet", ALL, ids=named)
def test_every_column_is_explained_in_a_sentence(sheet: Sheet) -> None:
    assert [each.key for each in sheet.columns if not each.hint.endswith("。")] == []


@pytest.mark.parametrize(("sheet", "kind"), [("passages", "passage"), ("quantities", "quantity")])
def test_the_keys_that_the_explanation_knows_are_offered(sheet: str, kind: str) -> None:
    words = resources.files("yusuan") / "standards" / "data" / "narrative" / "words.csv"
    rows = csv.DictReader(words.read_text(encoding="utf-8").splitlines())
    known = {row["key"] for row in rows if row["kind"] == kind}
    (column,) = (c for s in SHEETS if s.key == sheet for c in s.columns if c.key == "key")
    assert known <= {one.value for one in column.choices}
