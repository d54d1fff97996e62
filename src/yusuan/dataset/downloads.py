"""An answer as a file, exactly as it is shown: CSV, JSON, Parquet, Excel, a Fiscal Data Package."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any, Final

from yusuan.dataset.packages import DATA, PACKAGE, described
from yusuan.dataset.values import Answer
from yusuan.publish.facts import disarmed

#: The formats, each with the ending of its files.
FORMATS: Final = {
    "csv": "csv",
    "json": "json",
    "parquet": "parquet",
    "xlsx": "xlsx",
    "package": "zip",
}
_EXACT: Final = 15  # digits a spreadsheet keeps
_LONGEST: Final = 32_000  # characters of its cell
_ROWS: Final = 1_048_575  # of its sheet, below the header
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the date of files in a package: equal views, equal bytes


class TooLong(Exception):
    """An answer that a format cannot hold; a sentence for a person."""


def write(found: Answer, style: str, stream: IO[bytes], *, title: str = "数据") -> None:
    """Write an answer in one of the FORMATS; raises TooLong where it does not hold it."""
    writers = {"csv": _csv, "json": _json, "parquet": _parquet, "xlsx": _xlsx, "package": _package}
    writers[style](found, stream, title)


def names(found: Answer) -> list[str]:
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


def _csv(found: Answer, stream: IO[bytes], _: str) -> None:
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


def _json(found: Answer, stream: IO[bytes], _: str) -> None:
    """One JSON array, an object a row; an exact decimal is a string, as in ``yusuan.check/1``."""
    heads, separator = names(found), "[\n"
    for row in found.rows:
        said = dict(zip(heads, (_jsonable(value) for value in row), strict=True))
        stream.write((separator + json.dumps(said, ensure_ascii=False)).encode("utf-8", "replace"))
        separator = ",\n"
    stream.write(b"[]\n" if not found.rows else b"\n]\n")


def _jsonable(value: object) -> object:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list | tuple):
        return [_jsonable(one) for one in value]
    if isinstance(value, dict):
        return {str(name): _jsonable(one) for name, one in value.items()}
    return plain(value)


def _parquet(found: Answer, stream: IO[bytes], _: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = list(zip(*found.rows, strict=True)) or [()] * len(found.columns)
    arrays = [_array(values, type_) for values, type_ in zip(columns, found.types, strict=True)]
    pq.write_table(pa.table(dict(zip(names(found), arrays, strict=True))), stream)


def _array(values: Sequence[Any], type_: str) -> Any:
    """Values as Arrow: as the type that the query gave them, else as text."""
    import pyarrow as pa

    kinds = {
        "VARCHAR": pa.string(),
        "JSON": pa.string(),
        "BOOLEAN": pa.bool_(),
        "INTEGER": pa.int32(),
        "BIGINT": pa.int64(),
        "DOUBLE": pa.float64(),
        "DATE": pa.date32(),
    }
    if type_.startswith("DECIMAL("):
        size, places = type_[8:-1].split(",")
        return pa.array(values, pa.decimal128(int(size), int(places)))
    if type_ in kinds:
        return pa.array(values, kinds[type_])
    return pa.array([None if value is None else plain(value) for value in values], pa.string())


def _xlsx(found: Answer, stream: IO[bytes], title: str) -> None:
    """A sheet with a header that stays; a number too long for a spreadsheet is text."""
    import xlsxwriter

    if len(found.rows) > _ROWS:
        raise TooLong(f"共 {len(found.rows)} 行，Excel 放不下，请选 CSV 或 Parquet。")
    made = io.BytesIO()
    options = {"in_memory": True, "constant_memory": False}
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"title": title, "created": datetime(2000, 1, 1)})  # noqa: DTZ001
        bold = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet("数据")
        sheet.freeze_panes(1, 0)
        for at, name in enumerate(names(found)):
            sheet.write_string(0, at, name, bold)
        for line, row in enumerate(found.rows, 1):
            for at, value in enumerate(row):
                _cell(sheet, line, at, value, text)
        if found.rows:
            sheet.autofilter(0, 0, len(found.rows), len(found.columns) - 1)
    stream.write(made.getvalue())


def _cell(sheet: Any, line: int, at: int, value: object, text: Any) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(line, at, value)
    elif isinstance(value, int | Decimal) and len(plain(value).strip("-0.")) <= _EXACT:
        sheet.write_number(line, at, value)
    elif value is not None:
        sheet.write_string(line, at, plain(value)[:_LONGEST], text)


def _package(found: Answer, stream: IO[bytes], title: str) -> None:
    data = io.BytesIO()
    _csv(found, data, title)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in _files(found, data.getvalue(), title):
            package.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)


def _files(found: Answer, data: bytes, title: str) -> Iterator[tuple[str, bytes]]:
    columns = list(zip(names(found), found.types, strict=True))
    yield PACKAGE, described(title, columns, found, data)
    yield DATA, data
