"""What is built, that only changes are built anew, and that what cannot be read stops nothing."""

import json
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.dataset.conftest import EXAMPLES
from yusuan import compiling, dataset
from yusuan.dataset import layout, schema
from yusuan.dataset.building import Built, build
from yusuan.dataset.records import About
from yusuan.dataset.sources import WrongList, read_about, sources
from yusuan.dataset.working import district_of

BAD = "说明\n填表人：张三\n联系手机 13812345678\n"


def test_every_example_is_in(built: tuple[Path, Built], data: dataset.Dataset) -> None:
    assert built[1].refused == ()
    assert len(built[1].made) == 3
    assert [one.district for one in data.departments()] == [
        "湖北省武汉市江汉区", "湖南省株洲市石峰区", "湖南省株洲市荷塘区",
    ]  # fmt: skip
    assert data.years() == [2024, 2022, 2020]


def test_a_printed_table_is_the_one_composed(data: dataset.Dataset) -> None:
    opened = compiling.open_books(EXAMPLES / "hetang-2024")
    assert opened.budget
    composed = compiling.compose(opened.budget)
    (issued,) = data.disclosures(year=2024)
    blocks = list(composed.volume.tables)
    assert len(data.tables(issued.id)) == len(blocks) == issued.tables
    for block, statement in zip(blocks, composed.disclosure.statements, strict=True):
        sheet = data.table(issued.id, statement.id)
        assert sheet and (sheet.title, sheet.header) == (block.title, block.header)
        assert {(c.row, c.column): c.text for c in sheet.grid.cells} == {
            (c.row, c.column): c.text for c in block.table.cells
        }
        assert dict(sheet.facts) == dict(block.figures)


def test_a_figure_keeps_its_amount_and_what_it_says(data: dataset.Dataset) -> None:
    opened = compiling.open_books(EXAMPLES / "hetang-2024")
    assert opened.budget
    facts = {one.id: one for one in compiling.compose(opened.budget).disclosure.facts}
    (issued,) = data.disclosures(year=2024)
    found = data.facts(issued.id)
    assert len(found) == len(facts) == issued.facts
    for one in found:
        fact = facts[one.fact]
        assert (one.amount, one.printed) == (fact.amount.value, fact.printed)
        assert one.function == fact.coordinates.get("function")


def test_a_second_build_reads_nothing_and_a_change_reads_one(tmp_path: Path) -> None:
    for name in ("shifeng-2020", "hetang-2024"):
        shutil.copytree(EXAMPLES / name, tmp_path / "in" / name)
    out = tmp_path / "out"
    first = build(list(sources([tmp_path / "in"])), out, jobs=1)
    second = build(list(sources([tmp_path / "in"])), out, jobs=1)
    assert (len(first.made), second.made, len(second.kept)) == (2, (), 2)
    (tmp_path / "in/shifeng-2020/reasons.csv").write_bytes(b"")
    with dataset.open(out) as before:
        third = build(list(sources([tmp_path / "in"])), out, jobs=1)
        assert (len(third.made), len(third.kept), len(third.gone)) == (1, 1, 1)
        assert before.stale and len(before.disclosures()) == 2  # still answers as it was
    shutil.rmtree(tmp_path / "in/hetang-2024")
    assert len(build(list(sources([tmp_path / "in"])), out, jobs=1).gone) == 1
    with dataset.open(out) as after:
        assert after.years() == [2020]
    assert not list(out.glob(".new-*"))


def test_hostile_input_is_one_sentence_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/坏.pdf").write_bytes(b"%PDF-1.7 no more")
    (tmp_path / "in/好.txt").write_text(
        "某市某区某局2024年部门预算\n本年收入 100 万元。\n", "utf-8"
    )
    inputs = [tmp_path / "in", tmp_path / "没有.xlsx"]
    found = build(list(sources(inputs)), tmp_path / "out", jobs=1)
    assert len(found.made) == 1
    assert {one.path.name for one in found.refused} == {"坏.pdf", "没有.xlsx"}
    assert all(one.problem and "\n" not in one.problem for one in found.refused)


def test_an_empty_data_set_answers(tmp_path: Path) -> None:
    build([], tmp_path, jobs=1)
    with dataset.open(tmp_path) as data:
        assert data.sql("SELECT count(*) FROM facts").rows == ((0,),)
        assert data.departments() == []


def test_personal_data_is_not_stored(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("某市某区某局2024年部门预算\n" + BAD, "utf-8")
    build(list(sources([tmp_path / "a.txt"])), tmp_path / "out", jobs=1)
    with dataset.open(tmp_path / "out") as data:
        text = "".join(row[0] for row in data.sql("SELECT text FROM paragraphs").rows)
        assert "张三" not in text and "13812345678" not in text and "填表人：＊＊" in text
        assert data.disclosures()[0].withheld == 2


def test_the_same_file_twice_is_taken_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("某市某区某局2024年部门预算\n", "utf-8")
    found = build(list(sources([tmp_path])), tmp_path / "out", jobs=1)
    assert len(found.made) == len(found.refused) == 1


def test_a_folder_without_a_data_set_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(dataset.NoDataset, match="yusuan dataset build"):
        dataset.open(tmp_path)
    (tmp_path / layout.NAME).write_text("{", "utf-8")
    with pytest.raises(dataset.NoDataset, match="已损坏"):
        dataset.open(tmp_path)
    (tmp_path / layout.NAME).write_text('{"schema": "yusuan.dataset/9"}', "utf-8")
    with pytest.raises(dataset.NoDataset, match=schema.SCHEMA):
        dataset.open(tmp_path)


@pytest.mark.parametrize(
    ("entity", "district"),
    [
        ("武汉市江汉区人民政府办公室", "武汉市江汉区"),
        ("湖南省株洲市荷塘区财政局", "湖南省株洲市荷塘区"),
        ("江苏省人民检察院", "江苏省"),
        ("财政局", ""),
    ],
)
def test_the_district_is_how_a_full_name_begins(entity: str, district: str) -> None:
    assert district_of(entity) == district


def test_a_list_says_what_is_known_of_inputs(tmp_path: Path) -> None:
    (tmp_path / "说明.csv").write_text("path,district,version\na.txt,某区,2\n", "utf-8")
    assert read_about(tmp_path / "说明.csv") == {tmp_path / "a.txt": About("某区", version=2)}
    (tmp_path / "a.txt").write_text("某局2024年部门预算\n", "utf-8")
    (source,) = sources([tmp_path / "a.txt"], read_about(tmp_path / "说明.csv"))
    assert source.about.version == 2
    (tmp_path / "说明.csv").write_text("path,version\na.txt,二\n", "utf-8")
    with pytest.raises(WrongList, match="第 2 行"):
        read_about(tmp_path / "说明.csv")


def test_amounts_are_exact_decimals(data: dataset.Dataset) -> None:
    (value,) = data.sql("SELECT sum(amount) FROM facts").rows[0]
    assert isinstance(value, Decimal)


def _published(folder: Path, *, changed: bool = False) -> None:
    """A budget as its published folder, in Word only."""
    opened = compiling.open_books(EXAMPLES / "shifeng-2020")
    assert opened.budget
    if changed:
        opened = replace(opened, budget=replace(opened.budget, reasons=()))
    compiling.publish(compiling.compose(opened.budget), opened, folder, ("docx",))


def test_a_published_folder_says_what_its_budget_says(tmp_path: Path) -> None:
    _published(tmp_path / "in")
    build(list(sources([tmp_path / "in", EXAMPLES / "shifeng-2020"])), tmp_path / "out", jobs=1)
    with dataset.open(tmp_path / "out") as data:
        one, other = data.disclosures()
        assert {one.source, other.source} == {"published", "budget"} and one.key == other.key
        printed = [
            {(f.table, f.row, f.column, f.amount) for f in data.facts(of.id) if f.table}
            for of in (one, other)
        ]
        assert printed[0] == printed[1]


def test_versions_follow_each_other_and_tell_what_changed(tmp_path: Path) -> None:
    _published(tmp_path / "first")
    _published(tmp_path / "second", changed=True)
    first = About(version=1, published="2020-02-01")
    change = (("cell", "《收支总表》合计", "1", "2"),)
    second = About(version=2, published="2020-03-01", reason="更正", changed=change)
    known = {tmp_path / "first": first, tmp_path / "second": second}
    found = list(sources([tmp_path / "first", tmp_path / "second"], known))
    build(found, tmp_path / "out", jobs=1)
    with dataset.open(tmp_path / "out") as data:
        assert [one.version for one in data.disclosures()] == [2]
        assert [one.version for one in data.disclosures(latest=False)] == [2, 1]
        rows = data.sql("SELECT number, reason, changed FROM versions ORDER BY number").rows
        assert [row[0] for row in rows] == [1, 2] and rows[1][1] == "更正"
        assert json.loads(rows[1][2])[0]["where"] == "《收支总表》合计"


def test_a_published_folder_that_was_changed_is_refused(tmp_path: Path) -> None:
    _published(tmp_path / "in")
    (tmp_path / "in/预算公开.docx").write_bytes(b"PK")
    found = build(list(sources([tmp_path / "in"])), tmp_path / "out", jobs=1)
    assert not found.made and "改动" in found.refused[0].problem


def test_two_builds_of_a_folder_do_not_run_at_once(tmp_path: Path) -> None:
    with layout.held(tmp_path), pytest.raises(layout.Busy, match="正在"), layout.held(tmp_path):
        pass
    (tmp_path / ".new-left").mkdir()
    build([], tmp_path, jobs=1)
    assert not list(tmp_path.glob(".new-*"))
