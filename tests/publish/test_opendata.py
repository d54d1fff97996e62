"""Open data holds every figure once, and its package is valid."""

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from frictionless import FrictionlessException, Package
from frictionless.metadata import Metadata

from tests.publish.volumes import example, small
from yusuan.ledger import DIMENSIONS
from yusuan.publish import opendata
from yusuan.publish.volume import UnitRow

PROFILE = "https://specs.frictionlessdata.io/schemas/fiscal-data-package.json"
#: What the fiscal profile asks of a package (specs.frictionlessdata.io/schemas, read in 2026).
FISCAL = {
    "type": "object",
    "required": ["name", "title", "resources", "model"],
    "properties": {
        "fiscalPeriod": {"required": ["start"]},
        "granularity": {"enum": ["aggregated", "transactional"]},
        "model": {
            "required": ["measures", "dimensions"],
            "properties": {
                "measures": {"additionalProperties": {"required": ["source", "currency"]}},
                "dimensions": {
                    "additionalProperties": {
                        "required": ["attributes", "primaryKey"],
                        "properties": {
                            "dimensionType": {
                                "enum": [
                                    "datetime",
                                    "entity",
                                    "classification",
                                    "activity",
                                    "fact",
                                    "location",
                                    "other",
                                ]
                            }
                        },
                    }
                },
            },
        },
    },
}


def files() -> dict[str, bytes]:
    return dict(opendata.files(small()))


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A whole example as a package; its profile, which is far away, is given from here."""
    for name, content in opendata.files(example()[0]):
        (tmp_path / name).write_bytes(content)
    retrieve = Package.metadata_retrieve
    near = lambda one, **more: FISCAL if one == PROFILE else retrieve(one, **more)  # noqa: E731
    monkeypatch.setattr(Metadata, "metadata_retrieve", staticmethod(near))
    return tmp_path / opendata.PACKAGE


def test_the_package_is_valid_and_so_is_every_row(package: Path) -> None:
    report = Package(str(package)).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    assert report.tasks[0].stats["rows"] > 300


def test_a_figure_that_was_changed_is_noticed(package: Path) -> None:
    figures = package.with_name(opendata.FIGURES)
    figures.write_bytes(figures.read_bytes().replace(b",39279800", b",much", 1))
    assert not Package(str(package)).validate().valid


def test_a_package_without_its_model_is_not_valid(package: Path) -> None:
    described = json.loads(package.read_bytes())
    del described["model"]
    package.write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(FrictionlessException):
        Package(str(package))


def test_csv_json_and_parquet_hold_the_same_amounts() -> None:
    found = files()
    rows = csv.DictReader(io.StringIO(found["facts.csv"].decode("utf-8-sig")))
    wanted = [Decimal(row["amount"]) for row in rows]
    assert [Decimal(row["amount"]) for row in json.loads(found["facts.json"])["facts"]] == wanted
    table = pq.read_table(io.BytesIO(found["facts.parquet"]))
    assert table.column("amount").to_pylist() == wanted


def test_a_figure_says_whose_it_is_what_for_and_how_much() -> None:
    row = list(csv.DictReader(io.StringIO(files()[opendata.FIGURES].decode())))[4]
    assert (row["year"], row["function"], row["function_name"]) == (
        "2022",
        "201",
        "一般公共服务支出",
    )
    assert (row["nature_name"], row["amount"], row["title"]) == (
        "基本支出",
        "10000000",
        "部门支出总表",
    )


def test_every_column_is_described_in_order() -> None:
    found = files()
    head = found[opendata.FIGURES].decode().splitlines()[0].split(",")
    [resource] = json.loads(found[opendata.PACKAGE])["resources"]
    assert [field["name"] for field in resource["schema"]["fields"]] == head
    assert set(DIMENSIONS) <= set(head)


def test_a_figure_of_a_unit_says_whether_it_is_the_departments_own_office() -> None:
    facts = tuple(
        replace(one, coordinates=one.coordinates | {"unit": unit})
        for one, unit in zip(small().facts, ("001001", "二队", "009"), strict=False)
    )
    units = (UnitRow("001001", "一局", True), UnitRow("001002", "二队", False))
    rows = csv.DictReader(
        io.StringIO(opendata.figures_csv(replace(small(), facts=facts, units=units)).decode())
    )
    assert [(row["unit_name"], row["unit_level"]) for row in rows] == [
        ("一局", "本级"),
        ("二队", "下属"),
        ("", ""),
    ]
