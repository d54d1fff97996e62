"""A value stored in a workbook as a cell: the text its format shows, and what is really stored."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from yusuan.documents.date_format import moment_to_serial
from yusuan.documents.number_format import GENERAL, exact, moment, plain, shown, shown_text
from yusuan.documents.spreadsheet import SheetCell

_CHINESE_DATES: Final = {
    14: "yyyy/m/d",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
    **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
}
"""Built-in formats that a workbook names by number only, as a Chinese Excel shows them."""

_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EMPTY: Final = SheetCell("")
_EMPTY_RULED: Final = SheetCell("", ruled=True)
_MIDNIGHT: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - workbooks know no time zone


def built_in(number: int, written: str) -> str:
    """The format a number stands for where the workbook does not write it out."""
    return _CHINESE_DATES.get(number, written)


def cell(
    value: object, number_format: str = GENERAL, *, ruled: bool = False, from_1904: bool = False
) -> SheetCell:
    """The cell for a value as a reading library gives it."""
    if value is None:
        return _EMPTY_RULED if ruled else _EMPTY
    if isinstance(value, bool):
        return SheetCell("TRUE" if value else "FALSE", ruled=ruled)
    if isinstance(value, int | float | Decimal):
        return _number(value, number_format, ruled=ruled, from_1904=from_1904)
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value, number_format, ruled=ruled, from_1904=from_1904)
    return _text(str(value), number_format, ruled=ruled)


def _number(
    value: float | Decimal, number_format: str, *, ruled: bool, from_1904: bool
) -> SheetCell:
    number = exact(value)
    if number is None:
        return SheetCell(str(value), ruled=ruled)
    text = shown(number, number_format, from_1904=from_1904)
    when = moment(number, number_format, from_1904=from_1904)
    if when is not None:
        return SheetCell(text, stored if (stored := _written(when)) != text else None, ruled=ruled)
    stored = plain(number)
    same = exact(text.replace(",", "")) == number
    return SheetCell(text, None if same else stored, ruled=ruled, number=True)


def _moment(
    value: datetime | date | time | timedelta, number_format: str, *, ruled: bool, from_1904: bool
) -> SheetCell:
    stored = _written(value)
    serial = _serial(value, from_1904=from_1904)
    text = stored if number_format == GENERAL else shown(serial, number_format, from_1904=from_1904)
    return SheetCell(text, stored if stored != text else None, ruled=ruled)


def _written(value: datetime | date | time | timedelta) -> str:
    if isinstance(value, timedelta):
        return str(value)
    return value.isoformat(*(" ",) * isinstance(value, datetime)).removesuffix(" 00:00:00")


def _serial(value: datetime | date | time | timedelta, *, from_1904: bool) -> Decimal:
    match value:
        case datetime():
            return moment_to_serial(value.replace(tzinfo=None), from_1904=from_1904)
        case date():
            return moment_to_serial(datetime(*value.timetuple()[:3]), from_1904=from_1904)  # noqa: DTZ001
        case time():
            gone = datetime.combine(_MIDNIGHT, value.replace(tzinfo=None)) - _MIDNIGHT
        case _:
            gone = value
    return Decimal(gone // timedelta(milliseconds=1)) / 86_400_000


def _text(value: str, number_format: str, *, ruled: bool) -> SheetCell:
    value = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    value = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    text = shown_text(value, number_format)
    return SheetCell(text, value if text != value else None, ruled=ruled)
