"""SQL reads the tables and nothing else; downloads hold what is shown."""

import csv
import io
import json
import threading
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from frictionless import Package
from frictionless.metadata import Metadata

from tests.publish.test_opendata import FISCAL, PROFILE
from yusuan import dataset
from yusuan.dataset import downloads, schema
from yusuan.dataset.building import Built
from yusuan.dataset.values import Answer, Figure, Issued

SHOWN = (
    "SELECT d.department, f.year, f.function, f.amount, f.understood, '=1+1' AS note"
    " FROM facts f JOIN disclosures d ON d.id = f.disclosure WHERE f.function IS NOT NULL"
    " ORDER BY d.id, f.fact LIMIT 20"
)


@pytest.mark.parametrize(
    "query",
    [
        "COPY facts TO 'x.csv'",
        "SET threads = 1",
        "ATTACH 'x.db'",
        "SELECT 1; SELECT 2",
        "CREATE TABLE x AS SELECT 1",
        "INSTALL httpfs",
        "",
        "SELEC 1",
        "SELECT no_such FROM facts",
        "SELECT * FROM read_csv('/etc/hosts')",
        "SELECT * FROM read_text('/etc/hosts')",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM '/etc/hosts.parquet'",
        "SELECT * FROM 'https://example.org/x.parquet'",
        "SELECT * FROM data",  # a name of Python's is no table
        "SELECT * FROM query('COPY facts TO ''x''')",
    ],
)
def test_what_is_no_reading_of_its_tables_is_refused(data: dataset.Dataset, query: str) -> None:
    with pytest.raises(dataset.QueryRefused) as refused:
        data.sql(query)
    assert "\n" not in str(refused.value)


def test_a_query_that_takes_too_long_is_stopped(data: dataset.Dataset) -> None:
    with pytest.raises(dataset.QueryRefused, match="已停止"):
        data.sql("SELECT count(*) FROM cells a, cells b, cells c", seconds=0.2)
    assert data.sql("SELECT 1").rows == ((1,),)


def test_no_more_rows_are_given_than_asked_for(data: dataset.Dataset) -> None:
    found = data.sql("SELECT fact FROM facts", limit=3)
    assert len(found.rows) == 3 and found.more
    assert not data.sql("SELECT 1", limit=3).more


def test_threads_share_a_data_set(data: dataset.Dataset) -> None:
    found: list[int] = []
    asked = [
        threading.Thread(target=lambda: found.append(len(data.departments()))) for _ in range(8)
    ]
    for one in asked:
        one.start()
    for one in asked:
        one.join()
    assert found == [3] * 8


def test_values_have_the_columns_of_their_tables() -> None:
    assert tuple(Issued.__dataclass_fields__) == schema.DISCLOSURES.names
    assert tuple(Figure.__dataclass_fields__) == schema.FACTS.names


def test_files_have_the_types_of_the_schema(
    data: dataset.Dataset, built: tuple[Path, Built]
) -> None:
    for table in schema.ALL:
        for path in (built[0] / table.name).glob("*.parquet"):
            assert pq.read_schema(path).equals(schema.arrow(table)), table.name


def test_every_download_holds_what_is_shown(data: dataset.Dataset) -> None:
    found = data.sql(SHOWN)
    made = {style: io.BytesIO() for style in downloads.FORMATS}
    for style, stream in made.items():
        downloads.write(found, style, stream)
    amounts = [row[3] for row in found.rows]
    rows = list(csv.DictReader(io.StringIO(made["csv"].getvalue().decode())))
    assert [Decimal(row["amount"]) for row in rows] == amounts and rows[0]["note"] == "'=1+1"
    listed = json.loads(made["json"].getvalue())
    assert [Decimal(row["amount"]) for row in listed] == amounts and listed[0]["note"] == "=1+1"
    table = pq.read_table(io.BytesIO(made["parquet"].getvalue()))
    assert table.column("amount").to_pylist() == amounts
    sheet = openpyxl.load_workbook(made["xlsx"]).active
    assert sheet is not None
    shown = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [Decimal(str(row[3])) for row in shown] == amounts
    assert sheet["F2"].data_type == "s" and sheet["C2"].data_type == "s"


def test_a_package_is_valid(
    data: dataset.Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    retrieve = Package.metadata_retrieve  # of the profile, which is far away
    near = lambda one, **more: FISCAL if one == PROFILE else retrieve(one, **more)  # noqa: E731
    monkeypatch.setattr(Metadata, "metadata_retrieve", staticmethod(near))
    made = io.BytesIO()
    found = data.sql(SHOWN)
    downloads.write(found, "package", made, title="某区各部门")
    zipfile.ZipFile(made).extractall(tmp_path)
    assert Package(str(tmp_path / "datapackage.json")).validate().valid
    described = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert described["fiscalPeriod"]["end"] == f"{max(row[1] for row in found.rows)}-12-31"
    assert list(described["model"]["measures"]) == ["amount"]


def test_columns_of_one_name_are_told_apart_and_no_rows_are_a_file() -> None:
    found = Answer(("a", "a"), ("INTEGER", "VARCHAR"), ())
    assert downloads.names(found) == ["a", "a_2"]
    for style in downloads.FORMATS:
        made = io.BytesIO()
        downloads.write(found, style, made)
        assert made.getvalue()
