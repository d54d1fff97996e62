"""An answer as a file, exactly as it is shown: CSV, JSON, Parquet, Excel, a Fiscal Data Package."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

from yusuan.dataset.packages import DATA, PACKAGE, Data, described
from yusuan.dataset.values import Answer, Stream
from yusuan.publish.facts import disarmed

#: The formats, each with the ending of its files.
FORMATS: Final = {
    "csv": "csv",
    "json": "json",
    "parquet": "parquet",
    "xlsx": "xlsx",
    "package": "zip",
}
_GROUP: Final = 50_000  # rows of a group of Parquet
_EXACT: Final = 15  # digits a spreadsheet keeps
_LONGEST: Final = 32_000  # characters of its cell
_ROWS: Final = 1_048_575  # of its sheet, below the header
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the date of files in a package: equal views, equal bytes


class TooLong(Exception):
    """An answer that a format cannot hold; a sentence for a person."""


def write(found: Answer | Stream, style: str, stream: IO[bytes], *, title: str = "数据") -> None:
    """Write an answer in one of the FORMATS; raises TooLong where it does not hold it.

    Of a Stream no more than a batch of rows is in memory.
    """
    writers = {"csv": _csv, "json": _json, "parquet": _parquet, "xlsx": _xlsx, "package": _package}
    flow = (
        found if isinstance(found, Stream) else Stream(found.columns, found.types, iter(found.rows))
    )
    writers[style](flow, stream, title)


def save(found: Stream, style: str, path: Path, title: str) -> None:
    """Write an answer to a file."""
    with path.open("wb") as stream:
        write(found, style, stream, title=title)


def names(found: Answer | Stream) -> list[str]:
    """The names of the columns, each its own: a second ``amount`` is ``amount_2``."""
    seen: Counter[str] = Counter()
    made = []
    for name in found.columns:
        seen[name] += 1
        made.append(f"{name}_{seen[name]}" if seen[name] > 1 else name)
    return made


def plain(value: object) -> str:
    """A value as text: exact, without exponent; nothing for what is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=plain)
    return str(value)


def _csv(found: Stream, stream: IO[bytes], _: str) -> None:
    """CSV in UTF-8; what a spreadsheet would take for a formula is disarmed."""
    text = io.TextIOWrapper(stream, "utf-8", newline="", errors="replace")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(disarmed(name) for name in names(found))
    for row in found.rows:
        writer.writerow(
            plain(value) if isinstance(value, Decimal | int) else disarmed(plain(value))
            for value in row
        )
    text.flush()
    text.detach()


def _json(found: Stream, stream: IO[bytes], _: str) -> None:
    """One JSON array, an object a row; an exact decimal is a string, as in ``yusuan.check/1``."""
    heads, separator = names(found), "[\n"
    for row in found.rows:
        said = dict(zip(heads, (_jsonable(value) for value in row), strict=True))
        stream.write((separator + json.dumps(said, ensure_ascii=False)).encode("utf-8", "replace"))
        separator = ",\n"
    stream.write(b"\n]\n" if separator == ",\n" else b"[]\n")


def _jsonable(value: object) -> object:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list | tuple):
        return [_jsonable(one) for one in value]
    if isinstance(value, dict):
        return {str(name): _jsonable(one) for name, one in value.items()}
    return plain(value)


def _parquet(found: Stream, stream: IO[bytes], _: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = [_kind(type_) for type_ in found.types]
    schema = pa.schema(list(zip(names(found), kinds, strict=True)))
    with pq.ParquetWriter(stream, schema) as writer:
        while rows := list(islice(found.rows, _GROUP)):
            arrays = map(_array, zip(*rows, strict=True), found.types, kinds)
            writer.write_table(pa.Table.from_arrays(list(arrays), schema=schema))


def _kind(type_: str) -> Any:
    """The type of Arrow for what a query gave; text for what has no like."""
    import pyarrow as pa

    if type_.startswith("DECIMAL("):
        size, places = type_[8:-1].split(",")
        return pa.decimal128(int(size), int(places))
    kinds = {
        "BOOLEAN": pa.bool_(),
        "INTEGER": pa.int32(),
        "BIGINT": pa.int64(),
        "DOUBLE": pa.float64(),
        "DATE": pa.date32(),
    }
    return kinds.get(type_, pa.string())


def _array(values: Sequence[Any], type_: str, kind: Any) -> Any:
    import pyarrow as pa

    if kind == pa.string() and type_ not in {"VARCHAR", "JSON"}:
        values = [None if value is None else plain(value) for value in values]
    return pa.array(values, kind)


def _xlsx(found: Stream, stream: IO[bytes], title: str) -> None:
    """A sheet with a header that stays; a number too long for a spreadsheet is text."""
    import xlsxwriter

    made = io.BytesIO()
    beside = str(Path(stream.name).parent) if hasattr(stream, "name") else None
    options = {"constant_memory": True, "tmpdir": beside}
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"title": title, "created": datetime(2000, 1, 1)})  # noqa: DTZ001
        bold = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet("数据")
        sheet.freeze_panes(1, 0)
        for at, name in enumerate(names(found)):
            sheet.write_string(0, at, name, bold)
        line = 0
        for line, row in enumerate(found.rows, 1):
            if line > _ROWS:
                raise TooLong(f"超过 {_ROWS} 行，Excel 放不下，请选 CSV 或 Parquet。")
            for at, value in enumerate(row):
                _cell(sheet, line, at, value, text)
        if line:
            sheet.autofilter(0, 0, line, len(found.columns) - 1)
    stream.write(made.getvalue())


def _cell(sheet: Any, line: int, at: int, value: object, text: Any) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(line, at, value)
    elif isinstance(value, int | Decimal) and len(plain(value).strip("-0.")) <= _EXACT:
        sheet.write_number(line, at, value)
    elif value is not None:
        sheet.write_string(line, at, plain(value)[:_LONGEST], text)


def _package(found: Stream, stream: IO[bytes], title: str) -> None:
    columns = list(zip(names(found), found.types, strict=True))
    years: set[int] = set()
    with tempfile.TemporaryFile() as data:
        _csv(replace(found, rows=_noted(found, years)), data, title)
        size = data.tell()
        data.seek(0)
        sha256 = hashlib.file_digest(data, "sha256").hexdigest()
        data.seek(0)
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
            about = described(title, columns, sorted(years), Data(size, sha256))
            for name, content in ((PACKAGE, io.BytesIO(about)), (DATA, data)):
                with package.open(_member(name), "w") as member:
                    shutil.copyfileobj(content, member)


def _member(name: str) -> zipfile.ZipInfo:
    found = zipfile.ZipInfo(name, _EPOCH)
    found.compress_type = zipfile.ZIP_DEFLATED
    return found


def _noted(found: Stream, years: set[int]) -> Iterator[tuple[Any, ...]]:
    """The rows, while the years they are of are noted."""
    at = found.columns.index("year") if "year" in found.columns else None
    for row in found.rows:
        if at is not None and isinstance(row[at], int):
            years.add(row[at])
        yield row
