"""Facts as open data: one row a figure, with its document, coordinates, precision and place.

``entity``, ``year`` and ``stage`` are what the figure itself says or, where it says nothing, what
its document does; an empty column means that nothing was said.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import IO, Any, Final

from yusuan.ledger import DIMENSIONS, Disclosure, Fact, Statement, in_unit

SCHEMA: Final = "yusuan.facts/1"
PLACES: Final = ("page", "bbox", "sheet", "cell", "table", "row", "column", "paragraph", "line")
PATH: Final = " / "  # between the labels of a path

#: Columns in the order they are written.
COLUMNS: Final = (
    "document",
    "sha256",
    "scope",
    "fact",
    "table",
    "title",
    "form",
    "row",
    "column",
    "printed",
    "money_unit",
    "amount",
    "precision",
    "understood",
    "remark",
    *DIMENSIONS,
    *(f"place_{name}" for name in PLACES),
)

_NUMBER = re.compile(r"[-+]?[\d,]+(\.\d+)?")
_BATCH = 5_000
_DECIMALS = 4  # of decimal128(38, 4)

Row = dict[str, str | bool | None]


def rows(disclosure: Disclosure) -> Iterator[Row]:
    """Every figure of a document, in reading order; amounts and precisions are plain 元."""
    for statement in disclosure.statements:
        for fact in statement.facts:
            yield _row(disclosure, statement, fact)


def _row(disclosure: Disclosure, statement: Statement, fact: Fact) -> Row:
    said = {
        "entity": disclosure.entity,
        "year": str(disclosure.year) if disclosure.year else None,
        "stage": disclosure.stage,
        **fact.coordinates,
    }
    place = fact.place.as_dict()
    return {
        "document": disclosure.origin.path,
        "sha256": disclosure.origin.sha256,
        "scope": disclosure.scope,
        "fact": fact.id,
        "table": fact.table,
        "title": statement.title,
        "form": statement.form,
        "row": PATH.join(fact.row),
        "column": PATH.join(fact.column),
        "printed": fact.printed,
        "money_unit": statement.unit,
        "amount": in_unit(fact.amount.value, "元"),
        "precision": in_unit(fact.amount.precision, "元"),
        "understood": fact.understood,
        "remark": fact.remark,
        **{name: said.get(name) for name in DIMENSIONS},
        **{f"place_{name}": _shown(place.get(name)) for name in PLACES},
    }


def _shown(value: object) -> str | None:
    if isinstance(value, list):
        return " ".join(str(part) for part in value)
    return None if value is None else str(value)


def write_csv(found: Iterable[Row], stream: IO[bytes], *, bom: bool = False) -> None:
    """Write CSV in UTF-8; what a spreadsheet would take for a formula is disarmed."""
    text = io.TextIOWrapper(stream, "utf-8-sig" if bom else "utf-8", newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in found:
        writer.writerow({name: disarmed(_cell(value)) for name, value in row.items()})
    text.flush()
    text.detach()


def _cell(value: str | bool | None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value or ""


def disarmed(text: str) -> str:
    """A text no spreadsheet runs: what begins like a formula gets an apostrophe before it.

    A plain number (-12.50) begins like one too, but is left as it is.
    """
    if text[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"} and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def write_json(found: Iterable[Row], stream: IO[bytes]) -> None:
    """Write one JSON object, ``{"schema": "yusuan.facts/1", "facts": […]}``, a figure a line."""
    head = json.dumps({"schema": SCHEMA})[:-1]
    stream.write(f'{head}, "facts": ['.encode())
    separator = "\n"
    for row in found:
        stream.write((separator + json.dumps(row, ensure_ascii=False)).encode())
        separator = ",\n"
    stream.write(b"\n]}\n")


def write_parquet(found: Iterable[Row], stream: IO[bytes]) -> None:
    """Write Parquet in batches, so that memory stays bounded; amounts are decimal128(38, 4)."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, _arrow_type(name)) for name in COLUMNS])
    source = iter(found)
    with pq.ParquetWriter(_Counted(stream), schema) as writer:
        while batch := list(islice(source, _BATCH)):
            values = [_arrow_row(row) for row in batch]
            writer.write_batch(pa.RecordBatch.from_pylist(values, schema))


def _arrow_type(name: str) -> Any:
    import pyarrow as pa

    kinds = {
        "amount": pa.decimal128(38, _DECIMALS),
        "precision": pa.decimal128(38, _DECIMALS),
        "understood": pa.bool_(),
        "year": pa.int32(),
    }
    return kinds.get(name, pa.string())


def _arrow_row(row: Row) -> Mapping[str, object]:
    """A row with its types; an amount too fine for them is left to its printed form."""
    typed: dict[str, object] = dict(row)
    year = str(row["year"] or "")
    typed["year"] = int(year) if year.isdecimal() else None
    for name in ("amount", "precision"):
        exact = str(row[name])
        fits = len(exact.partition(".")[2]) <= _DECIMALS
        typed[name] = Decimal(exact) if fits else None
        if not fits and name == "amount":
            typed["remark"] = f"金额细于 0.0001 元，见 printed。{row['remark'] or ''}"
    return typed


class _Counted(io.RawIOBase):
    """A stream that only goes forward and knows how far it went: a pipe cannot be asked."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._written = stream, 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._written

    def write(self, data: Any, /) -> int:
        size = memoryview(data).nbytes
        self._stream.write(data)
        self._written += size
        return size

    def flush(self) -> None:
        self._stream.flush()
