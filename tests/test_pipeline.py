"""The order of things: what is read, what belongs together, what is checked."""

import pickle
from pathlib import Path

import pytest

from tests.samples import WRONG, broken, disclosure, named, right, wrong
from yusuan import pipeline
from yusuan.checks import RULES
from yusuan.ledger import Disclosure
from yusuan.pipeline import Request


def names(found: list[tuple[Disclosure, ...]]) -> list[list[str | None]]:
    return [[one.entity for one in group] for group in found]


def test_a_file_becomes_a_disclosure(tmp_path: Path) -> None:
    reading = pipeline.read(Request(str(right(tmp_path))))
    assert reading.disclosure
    assert (reading.disclosure.entity, reading.disclosure.year) == ("某市某区测试局", 2022)


def test_bytes_become_a_disclosure_under_the_name_they_came_with(tmp_path: Path) -> None:
    reading = pipeline.read(Request("-", right(tmp_path).read_bytes()))
    assert reading.disclosure
    assert reading.disclosure.origin.path == "-"


def test_the_document_comes_along_where_it_is_asked_for(tmp_path: Path) -> None:
    path = str(right(tmp_path))
    asked, plain = pipeline.read_all([Request(path, whole=True), Request(path)])
    assert asked.document
    assert [type(block).__name__ for block in asked.document.blocks][-1] == "Table"
    assert plain.document is None


def test_what_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    reading = pipeline.read(Request(str(broken(tmp_path))))
    assert reading.disclosure is None
    assert reading.problem.endswith("。")
    assert "\n" not in reading.problem


def test_files_are_read_in_the_order_given_and_the_broken_one_holds_nobody_up(
    tmp_path: Path,
) -> None:
    paths = [str(make(tmp_path)) for make in (wrong, broken, right)]
    found = list(pipeline.read_all([Request(path) for path in paths], jobs=2))
    assert [one.path for one in found] == paths
    assert [bool(one.disclosure) for one in found] == [True, False, True]


def test_a_file_that_takes_too_long_is_told_of(tmp_path: Path) -> None:
    found = list(pipeline.read_all([Request(str(right(tmp_path)))], seconds=0))
    assert found[0].problem.startswith("读取超过 0 秒")


def test_a_folder_gives_the_files_of_known_kinds_below_it_in_order(tmp_path: Path) -> None:
    (tmp_path / "下级").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.PDF", "a.txt", "下级/c.docx", "图.png", ".隐藏.pdf", "~$a.docx", "README.md"):
        (tmp_path / name).touch()
    (tmp_path / ".git" / "d.txt").touch()
    found = [str(path.relative_to(tmp_path)) for path in pipeline.files(tmp_path)]
    assert found == ["a.txt", "b.PDF", "下级/c.docx"]


def test_a_full_name_and_its_short_form_are_one_body() -> None:
    found = pipeline.together([named("某市甲区财政局"), named("乙局"), named("甲区财政局")])
    assert names(found) == [["某市甲区财政局", "甲区财政局"], ["乙局"]]


def test_a_short_name_that_could_be_two_bodies_joins_neither() -> None:
    found = pipeline.together([named("财政局"), named("甲区财政局"), named("乙区财政局")])
    assert names(found) == [["财政局"], ["甲区财政局"], ["乙区财政局"]]


def test_a_department_and_the_units_it_lists_are_checked_together() -> None:
    department = named("某区民政局", units=(("001", "某区民政局"), ("002", "福利院")))
    found = pipeline.together([named("某区福利院"), named("某区教育局"), department])
    assert names(found) == [["某区福利院", "某区民政局"], ["某区教育局"]]


def test_a_disclosure_without_a_name_stands_alone() -> None:
    assert names(pipeline.together([named(None), named(None, digest="2")])) == [[None], [None]]


def test_a_copy_of_a_file_does_not_confirm_it() -> None:
    found = pipeline.together([named("甲局", digest="1"), named("甲局", digest="1")])
    assert names(found) == [["甲局"], ["甲局"]]


def test_checking_apart_gives_what_checking_here_gives() -> None:
    group = (disclosure(WRONG),)
    assert [one.results for one in pipeline.check_all(group)] == [pipeline.check(group).results]


def test_a_check_that_does_not_end_leaves_every_rule_unchecked_and_every_figure_untouched() -> None:
    (checked,) = pipeline.check_all([disclosure()], seconds=0)
    result = checked.results[0]
    assert {outcome.rule for outcome in result.outcomes} == set(RULES)
    assert result.counts["not_checked"] == len(RULES)
    assert len(result.untouched) == 22


@pytest.mark.shared
def test_a_disclosure_survives_the_way_between_processes(shared: Path) -> None:
    read = pipeline.read(Request(str(shared / "seeds" / "jianghan-2022.txt"))).disclosure
    assert pickle.loads(pickle.dumps(read)) == read


@pytest.mark.shared
def test_tables_and_text_of_one_body_in_two_files_are_checked_together(shared: Path) -> None:
    paths = sorted((shared / "disclosures").glob("js-party-committee-office-2018-*.pdf"))
    found = [one.disclosure for one in pipeline.read_all([Request(str(path)) for path in paths])]
    assert len(pipeline.together(one for one in found if one)) == 1
