"""The data set of a site holds what the site shows, and is one that can be asked."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from yusuan import dataset
from yusuan.dataset import schema
from yusuan.portal.folder import Folder
from yusuan.portal.site import Site


@pytest.fixture(scope="module")
def unpacked(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    zipfile.ZipFile(io.BytesIO(site.page("data/dataset.zip").body)).extractall(folder)
    return folder


def test_it_holds_every_edition_and_every_figure(shelf: Folder, unpacked: Path) -> None:
    with dataset.open(unpacked) as data:
        for edition in shelf.editions():
            (one,) = data.disclosures(department=edition.department.name, year=edition.year)
            volume = shelf.kept(edition).volume
            found = {fact.fact: fact.amount for fact in data.facts(one.id)}
            assert found == {fact.id: fact.amount.value for fact in volume.facts}
            assert one.source == "published" and one.version == edition.release.number
            titles = [block.called for block in volume.tables]
            assert [title for _, title in data.tables(one.id)] == titles
            forms = [form for of in shelf.kept(edition).targets.values() for form in of]
            aims = data.sql("SELECT count(*) FROM targets WHERE disclosure = $1", [one.id])
            assert aims.rows[0][0] == sum(len(one.goals) + len(one.indicators) for one in forms)


def test_cells_lead_to_figures(unpacked: Path) -> None:
    with dataset.open(unpacked) as data:
        loose = data.sql(
            "SELECT count(*) FROM cells c ANTI JOIN facts f ON f.disclosure = c.disclosure"
            " AND f.fact = c.fact WHERE c.fact IS NOT NULL"
        )
        assert loose.rows == ((0,),)


def test_it_describes_every_column(unpacked: Path) -> None:
    said = json.loads((unpacked / "datapackage.json").read_text("utf-8"))
    assert said["version"] == schema.SCHEMA
    for one, table in zip(said["resources"], schema.ALL, strict=True):
        assert (unpacked / one["path"]).is_file()
        assert [field["name"] for field in one["schema"]["fields"]] == list(table.names)
        assert all(field["title"] for field in one["schema"]["fields"])


def test_the_same_site_gives_the_same_bytes(site: Site) -> None:
    assert site.page("data/dataset.zip").body == site.page("data/dataset.zip").body


def test_the_download_page_offers_it(site: Site) -> None:
    assert 'href="../data/dataset.zip"' in site.page("download/").body.decode()
