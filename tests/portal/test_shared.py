"""Documents of others in one site and one data set: marked as read, checked, and told how far."""

from __future__ import annotations

import json
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path

import lxml.html
import pytest
from frictionless import Package

from yusuan import dataset
from yusuan.cli import run
from yusuan.dataset.building import build
from yusuan.dataset.sources import sources

pytestmark = pytest.mark.shared
READ = "由公开的文件读出"


@pytest.fixture(scope="module")
def documents(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five seeds and the eight disclosures."""
    folder = tmp_path_factory.mktemp("documents")
    found = [*shared.glob("seeds/*.txt"), *shared.glob("disclosures/*.pdf")]
    assert len(found) == 13
    for path in found:
        shutil.copy(path, folder)
    return folder


@pytest.fixture(scope="module")
def site(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "site"
    assert run(["portal", "build", str(documents), "-o", str(folder), "--jobs", "2"]) == 0
    return folder


@pytest.fixture(scope="module")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    zipfile.ZipFile(site / "data" / "dataset.zip").extractall(folder)
    return folder


def test_thirteen_documents_are_one_data_set(documents: Path, tmp_path: Path) -> None:
    built = build(list(sources([documents])), tmp_path, jobs=2)
    assert (len(built.made), built.refused) == (13, ())
    with dataset.open(tmp_path) as data:
        found = data.disclosures(latest=False)
        assert {one.source for one in found} == {"read"}
        assert len({one.department for one in found}) == 9
        assert all(one.facts and one.passed for one in found)
        assert min(one.coverage for one in found if one.coverage is not None) > 0.9


def test_what_was_read_is_marked_with_its_check_and_coverage(site: Path) -> None:
    pages = [path.parent / "index.html" for path in site.glob("*/*/*/versions")]
    assert len(pages) == 12  # of one budget the tables and the text are two files
    for page in pages:
        said = lxml.html.fromstring(page.read_text("utf-8")).text_content()
        assert READ in said and "看懂" in said and "核对通过" in said
        report = (page.parent / "file" / "check.html").read_text("utf-8")
        assert "发现的问题" in report


def test_the_data_set_of_a_site_is_what_it_shows(site: Path, unpacked: Path) -> None:
    told = json.loads((site / "compare.json").read_text("utf-8"))["editions"]
    with dataset.open(unpacked) as data:
        found = data.disclosures()
        assert len(found) == 12
        titles = {(one.department, one.year, one.stage, one.scope) for one in found}
        assert {
            (one["title"].split()[0], one["year"], one["stage"], one["scope"]) for one in told
        } <= titles
        for one in found:
            known = {fact.fact for fact in data.facts(one.id)}
            for table, _ in data.tables(one.id):
                sheet = data.table(one.id, table)
                assert sheet and set(sheet.facts.values()) <= known
            assert one.source == "read" and one.coverage and one.passed


def test_figures_of_a_site_are_those_of_its_data_set(site: Path, unpacked: Path) -> None:
    """Every figure that can be compared is a fact of that amount."""
    with dataset.open(unpacked) as data:
        for path in site.glob("*/*/*/figures.json"):
            told = json.loads(path.read_text("utf-8"))
            where = {name: told[name] for name in ("department", "year", "stage", "scope")}
            (one,) = data.disclosures(**where)
            amounts = {fact.amount for fact in data.facts(one.id)}
            for figure in told["figures"]:
                if figure["group"] == "item":
                    assert Decimal(figure["amount"]) in amounts


def test_the_package_describes_every_file(unpacked: Path) -> None:
    package = Package(str(unpacked / "datapackage.json"))
    paths = {path for one in package.resources for path in (one.path, *one.extrapaths)}
    files = {one.relative_to(unpacked).as_posix() for one in unpacked.rglob("*.parquet")}
    assert paths == files
