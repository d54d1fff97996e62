"""Folder ⇄ workbook ⇄ value: nothing is lost on any way."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.books.made import budgets, many, plausible
from yusuan.books import (
    content_hash,
    files_of,
    read_files,
    read_folder,
    read_workbook,
    workbook_bytes,
    write_folder,
    write_workbook,
)
from yusuan.ledger.budgets import Budget

OFTEN = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
SOMETIMES = settings(  # a workbook takes half a second: what fails is shown as found
    max_examples=10,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
UNITS = ["万元", "元", "亿元"]


@OFTEN
@given(budgets())
def test_a_folder_gives_back_what_was_put_in(budget: Budget) -> None:
    assert read_files(files_of(budget))[0] == budget


@SOMETIMES
@given(budgets())
def test_a_workbook_gives_back_what_was_put_in(budget: Budget) -> None:
    assert read_workbook(workbook_bytes(budget))[0] == budget


@SOMETIMES
@given(budgets(most=2))
def test_folder_and_workbook_have_one_name(budget: Budget) -> None:
    from_folder, _ = read_files(files_of(budget, unit="元"))
    from_workbook, _ = read_workbook(workbook_bytes(budget))
    assert from_folder is not None
    assert from_workbook is not None
    assert content_hash(from_folder) == content_hash(from_workbook) == content_hash(budget)


@pytest.mark.parametrize("unit", UNITS)
def test_the_unit_of_the_file_changes_nothing_of_the_value(unit: str) -> None:
    budget = plausible()
    assert read_files(files_of(budget, unit=unit))[0] == budget
    assert read_workbook(workbook_bytes(budget, unit=unit))[0] == budget


def test_good_books_are_read_without_a_word(tmp_path: Path) -> None:
    write_folder(plausible(), tmp_path / "folder")
    write_workbook(plausible(), tmp_path / "book.xlsx")
    assert read_folder(tmp_path / "folder") == (plausible(), ())
    assert read_workbook(tmp_path / "book.xlsx") == (plausible(), ())


def test_two_thousand_lines_go_both_ways_quickly() -> None:
    budget = many(2000)
    begun = time.perf_counter()
    assert read_files(files_of(budget))[0] == budget
    assert read_workbook(workbook_bytes(budget))[0] == budget
    assert time.perf_counter() - begun < 20


def test_more_lines_than_there_is_room_for_are_kept_too() -> None:
    assert read_workbook(workbook_bytes(many(5500)))[0] == many(5500)


def test_the_same_content_makes_the_same_bytes() -> None:
    assert files_of(plausible()) == files_of(plausible())
    assert workbook_bytes(plausible()) == workbook_bytes(plausible())


@pytest.mark.parametrize("path", ["b.xlsx", "b"])
def test_amounts_still_to_be_typed_are_empty_cells_that_are_asked_for(
    tmp_path: Path, path: str
) -> None:
    writing = write_workbook if path.endswith(".xlsx") else write_folder
    reading = read_workbook if path.endswith(".xlsx") else read_folder
    writing(plausible(), tmp_path / path, blank=("spending", "revenue"))
    found, problems = reading(tmp_path / path)
    assert found == replace(plausible(), spending=(), revenue=())
    lost = [one for one in problems if "没有读到“金额”" in one.wrong]
    assert len(lost) == len(plausible().spending) + len(plausible().revenue)
