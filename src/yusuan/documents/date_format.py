"""A date or time stored in a workbook, and the text its format shows for it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

_EPOCH_1900: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - workbooks know no time zone
_EPOCH_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_SERIAL: Final = 2_958_466  # the first day of the year 10000
_FALSE_LEAP_DAY: Final = 60  # Excel believes in 29 February 1900
_DAY: Final = 86_400

_WEEKDAYS: Final = "一二三四五六日"
_PIECE: Final = re.compile(
    r'"[^"]*"|\\.|!.|_.|\*.|\[[^\]]*\]|AM/PM|A/P|上午/下午|y+|m+|d+|h+|s+|a{3,4}|\.0+|General|.',
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED: Final = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)


@lru_cache(maxsize=1024)
def pieces(section: str) -> tuple[str, ...]:
    """The tokens of one section of a number format."""
    return tuple(_PIECE.findall(section))


@lru_cache(maxsize=1024)
def is_date_format(section: str) -> bool:
    """Whether a section shows a date or a time rather than a number."""
    tokens = pieces(section)
    if any(piece.lower() == "general" for piece in tokens):
        return False
    return any(_is_unit(piece) or re.fullmatch("a{3,4}", piece) for piece in tokens)


def serial_to_moment(serial: Decimal, *, from_1904: bool) -> datetime | None:
    """The moment a serial number of days stands for, to the millisecond; None beyond the range."""
    if not 0 <= serial < _LAST_SERIAL:
        return None
    days = serial if from_1904 or serial >= _FALSE_LEAP_DAY else serial + 1
    milliseconds = int((days * _DAY * 1000).quantize(Decimal(1), ROUND_HALF_UP))
    return (_EPOCH_1904 if from_1904 else _EPOCH_1900) + timedelta(milliseconds=milliseconds)


def moment_to_serial(moment: datetime, *, from_1904: bool) -> Decimal:
    """The serial number of days of a moment; the inverse of serial_to_moment."""
    gone = moment - (_EPOCH_1904 if from_1904 else _EPOCH_1900)
    days = Decimal(gone.days) + Decimal(gone.seconds * 1000 + gone.microseconds // 1000) / (
        _DAY * 1000
    )
    return days if from_1904 or days >= _FALSE_LEAP_DAY + 1 else days - 1


def shown_date(serial: Decimal, section: str, *, from_1904: bool) -> str | None:
    """The text a date format shows; None where the number is no moment."""
    moment = serial_to_moment(serial, from_1904=from_1904)
    if moment is None:
        return None
    tokens = pieces(section)
    halves = any(piece.upper() in {"AM/PM", "A/P", "上午/下午"} for piece in tokens)
    texts = []
    for index, piece in enumerate(tokens):
        if piece[0] in "mM" and _is_minutes(tokens, index):
            texts.append(f"{moment.minute:0{min(len(piece), 2)}d}")
        else:
            texts.append(_shown_piece(piece, moment, serial, halves=halves))
    return "".join(texts).strip()


def _is_minutes(tokens: tuple[str, ...], index: int) -> bool:
    """An m is minutes where hours come before it or seconds after it."""
    before = [piece for piece in tokens[:index] if _is_unit(piece)]
    after = [piece for piece in tokens[index + 1 :] if _is_unit(piece)]
    follows_hours = bool(before) and before[-1].strip("[]")[0] in "hH"
    return follows_hours or bool(after and after[0].strip("[]")[0] in "sS")


def _is_unit(piece: str) -> bool:
    return piece[0] in "yYmMdDhHsS" or bool(_ELAPSED.fullmatch(piece))


def _shown_piece(piece: str, moment: datetime, serial: Decimal, *, halves: bool) -> str:
    if piece[0] == '"':
        return piece[1:-1]
    if piece[0] in "\\!":
        return piece[1:]
    if piece[0] in "_*":
        return ""
    if piece[0] == "[":
        return _elapsed(piece, serial)
    return _calendar(piece.lower(), moment, halves=halves)


def _calendar(piece: str, moment: datetime, *, halves: bool) -> str:
    match piece[0], len(piece):
        case "y", length:
            return f"{moment.year:04d}" if length > 2 else f"{moment.year % 100:02d}"
        case "m", length:
            return f"{moment.month:0{min(length, 2)}d}" if length < 3 else moment.strftime("%b")
        case "d", length if length < 3:
            return f"{moment.day:0{length}d}"
        case ("d", _) | ("a", 4):
            return "星期" + _WEEKDAYS[moment.weekday()]
        case "a", 3 if piece == "aaa":
            return _WEEKDAYS[moment.weekday()]
        case "h", length:
            hour = (moment.hour - 1) % 12 + 1 if halves else moment.hour
            return f"{hour:0{min(length, 2)}d}"
        case "s", length:
            return f"{moment.second:0{min(length, 2)}d}"
    return _other(piece, moment)


def _other(piece: str, moment: datetime) -> str:
    if piece in {"am/pm", "a/p"}:
        return "AM" if moment.hour < 12 else "PM"
    if piece == "上午/下午":
        return "上午" if moment.hour < 12 else "下午"
    if re.fullmatch(r"\.0+", piece):
        return f"{moment.microsecond / 1_000_000:.{len(piece) - 1}f}"[1:]
    return "" if piece == "@" else piece


def _elapsed(piece: str, serial: Decimal) -> str:
    """[h], [m], [s] show all the time that has gone; other brackets show nothing."""
    found = _ELAPSED.fullmatch(piece)
    if not found:
        return ""
    seconds = int((serial * _DAY).quantize(Decimal(1), ROUND_HALF_UP))
    divisor = {"h": 3600, "m": 60, "s": 1}[found[1][0].lower()]
    return f"{seconds // divisor:0{len(found[1])}d}"
