"""Writing is all or nothing, and leaves alone what is not a part of the budget."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.books.made import many, plausible
from yusuan.books import TooLong, read_folder, storing, workbook_bytes, write_folder, write_workbook
from yusuan.ledger.budgets import Passage


def test_a_list_that_became_empty_has_no_file_any_more(tmp_path: Path) -> None:
    write_folder(plausible(), tmp_path)
    write_folder(replace(plausible(), costs=()), tmp_path)
    assert not (tmp_path / "costs.csv").exists()


def test_other_files_of_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "说明.md").write_text("我的", encoding="utf-8")
    write_folder(plausible(), tmp_path)
    assert (tmp_path / "说明.md").read_text(encoding="utf-8") == "我的"


@pytest.mark.parametrize("stop", range(1, 24))
def test_an_interrupted_write_leaves_the_old_budget_or_the_new(
    stop: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(plausible(), tmp_path)
    left = iter(range(stop))
    plain = storing.replace_file

    def interrupted(path: Path, data: bytes) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        plain(path, data)

    monkeypatch.setattr(storing, "replace_file", interrupted)
    new = replace(many(3), units=plausible().units)
    try:
        write_folder(new, tmp_path)
    except KeyboardInterrupt:
        assert read_folder(tmp_path)[0] in (plausible(), new)
    monkeypatch.undo()
    write_folder(plausible(), tmp_path)
    assert read_folder(tmp_path) == (plausible(), ())


def test_only_changed_lines_change_in_the_files(tmp_path: Path) -> None:
    write_folder(plausible(), tmp_path)
    before = (tmp_path / "units.csv").stat().st_mtime_ns
    write_folder(replace(plausible(), tasks=()), tmp_path)
    assert (tmp_path / "units.csv").stat().st_mtime_ns == before


def test_a_text_too_long_for_a_cell_is_refused_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(plausible(), path)
    long = replace(plausible(), passages=(Passage("duties", "文" * 40_000),))
    with pytest.raises(TooLong, match="分成几段"):
        write_workbook(long, path)
    assert path.read_bytes() == workbook_bytes(plausible())
    write_folder(long, tmp_path / "folder")
    assert read_folder(tmp_path / "folder")[0] == long
