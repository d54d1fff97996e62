"""The example documents are made from what is written down, and nothing private is in them."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest

from tools.grids import load
from tools.make_examples import ROOT, SOURCES, make
from yusuan import pipeline
from yusuan.ledger import Disclosure

EXAMPLES = ROOT / "examples"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples")
    make(folder)
    return folder


def parts(workbook: Path) -> dict[str, bytes]:
    with ZipFile(workbook) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_example_in_the_repository_is_made_from_a_source(made: Path) -> None:
    documents = (path for path in EXAMPLES.iterdir() if path.is_file())
    committed = {path.name for path in documents if path.name != "README.md"}
    assert committed == {path.name for path in made.iterdir()}


def test_making_the_pages_again_gives_the_same_bytes(made: Path) -> None:
    for page in made.glob("*.html"):
        assert page.read_bytes() == (EXAMPLES / page.name).read_bytes(), "run: make examples"


def test_making_the_workbooks_again_gives_the_same_parts(made: Path) -> None:
    for book in made.glob("*.xlsx"):
        assert parts(book) == parts(EXAMPLES / book.name), "run: make examples"


def test_a_page_needs_nothing_from_elsewhere() -> None:
    for page in EXAMPLES.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"https?:|<script|<link|<img|url\(", text), page.name


def test_no_example_holds_a_telephone_number_or_an_identity_number() -> None:
    for source in SOURCES.glob("*.toml"):
        text = source.read_text(encoding="utf-8")
        assert not re.findall(r"(?<!\d)(?:1\d{10}|0\d{2,3}-?\d{7,8}|\d{17}[\dXx])(?!\d)", text)


def test_the_fields_for_persons_are_left_empty() -> None:
    for source in SOURCES.glob("*.toml"):
        for sheet in load(source).sheets:
            for row in sheet.rows:
                for label, value in pairwise(row):
                    assert label not in {"填报人", "联系电话", "项目负责人"} or value in {"", "<"}


def test_a_table_whose_lines_are_not_equally_long_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "slipped.toml"
    head = 'name="a"\ntitle="a"\nunit="万元"\ntext=""\n'
    source.write_text(head + '[[table]]\ntitle="表"\nheader=1\ncells="""\na|b\n1.00\n"""\n')
    with pytest.raises(ValueError, match="not equally long"):
        load(source)


def read(path: Path) -> Disclosure:
    disclosure = pipeline.read(pipeline.Request(str(path))).disclosure
    assert disclosure
    return disclosure


def figures(disclosure: Disclosure) -> Counter[object]:
    """The figures of the tables; the sentences are ours."""
    tables = (fact for fact in disclosure.facts if fact.table)
    return Counter((fact.table, fact.amount, fact.coordinates) for fact in tables)


def test_workbook_and_page_hold_the_same_figures() -> None:
    book, page = read(EXAMPLES / "jianghan-2022.xlsx"), read(EXAMPLES / "jianghan-2022.html")
    assert figures(book) == figures(page)


def test_the_figures_are_those_that_were_published(shared: Path) -> None:
    published = read(shared / "seeds" / "jianghan-2022.txt")
    assert figures(read(EXAMPLES / "jianghan-2022.xlsx")) == figures(published)
