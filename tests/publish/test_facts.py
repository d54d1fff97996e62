"""Facts as open data: exact, complete, and harmless to a spreadsheet."""

import csv
import io
import json
from decimal import Decimal
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.samples import RIGHT, disclosure
from yusuan.ledger import DIMENSIONS
from yusuan.publish import facts


def as_csv(*, bom: bool = False) -> bytes:
    stream = io.BytesIO()
    facts.write_csv(facts.rows(disclosure()), stream, bom=bom)
    return stream.getvalue()


def as_json(text: str = RIGHT) -> dict[str, Any]:
    stream = io.BytesIO()
    facts.write_json(facts.rows(disclosure(text)), stream)
    found: dict[str, Any] = json.loads(stream.getvalue())
    return found


def test_every_figure_has_a_row() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv().decode())))
    assert len(rows) == len(list(disclosure().facts)) == 22


def test_every_dimension_and_every_part_of_a_place_has_a_column() -> None:
    header = as_csv().decode().splitlines()[0].split(",")
    assert {*DIMENSIONS, *(f"place_{name}" for name in facts.PLACES)} <= set(header)


def test_what_a_figure_does_not_say_its_document_says() -> None:
    row = as_json()["facts"][0]
    assert (row["entity"], row["year"], row["stage"]) == ("某市某区测试局", "2022", "budget")


def test_an_amount_is_exact_in_yuan() -> None:
    row = as_json(RIGHT.replace("\t100.00", "\t100.0001"))["facts"][0]
    assert (row["amount"], row["precision"]) == ("1000001", "1")


def test_csv_begins_with_the_mark_excel_needs_only_where_it_is_asked_for() -> None:
    assert as_csv(bom=True).startswith(b"\xef\xbb\xbf")
    assert not as_csv().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "text", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "-1+2", "=cmd|' /C'!A0"]
)
def test_what_a_spreadsheet_would_run_is_disarmed(text: str) -> None:
    assert facts.disarmed(text) == "'" + text


@pytest.mark.parametrize("text", ["-12.50", "+3", "-1,234.5", "公务接待费", "（一）", ""])
def test_numbers_and_plain_words_stay_as_they_are(text: str) -> None:
    assert facts.disarmed(text) == text


def test_a_formula_in_a_label_is_disarmed_in_csv() -> None:
    stream = io.BytesIO()
    text = RIGHT.replace("2010301\t行政运行", "=HYPERLINK(1)\t行政运行")
    facts.write_csv(facts.rows(disclosure(text)), stream)
    assert b",=HYPERLINK" not in stream.getvalue()


def test_parquet_holds_the_same_figures_as_exact_decimals() -> None:
    stream = io.BytesIO()
    facts.write_parquet(facts.rows(disclosure()), stream)
    table = pq.read_table(io.BytesIO(stream.getvalue()))
    assert str(table.schema.field("amount").type) == "decimal128(38, 4)"
    amounts = [Decimal(row["amount"]) for row in as_json()["facts"]]
    assert table["amount"].to_pylist() == amounts


def test_parquet_is_written_in_batches() -> None:
    stream = io.BytesIO()
    one = next(facts.rows(disclosure()))
    facts.write_parquet((dict(one) for _ in range(12_001)), stream)
    found = pq.ParquetFile(io.BytesIO(stream.getvalue()))
    assert (found.metadata.num_rows, found.metadata.num_row_groups) == (12_001, 3)


def test_parquet_of_nothing_has_its_columns() -> None:
    stream = io.BytesIO()
    facts.write_parquet((), stream)
    found = pq.read_table(io.BytesIO(stream.getvalue()))
    assert (found.num_rows, tuple(found.column_names)) == (0, facts.COLUMNS)


def test_parquet_does_not_lose_a_figure_finer_than_its_decimals() -> None:
    stream = io.BytesIO()
    row = {**next(facts.rows(disclosure())), "amount": "0.00001", "printed": "0.00001"}
    facts.write_parquet([row], stream)
    found = pq.read_table(io.BytesIO(stream.getvalue())).to_pylist()[0]
    assert (found["amount"], found["printed"]) == (None, "0.00001")
    assert "0.0001" in found["remark"]
