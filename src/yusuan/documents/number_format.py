"""A number stored in a workbook, and the text its number format shows for it.

Numbers are rounded half up on their fifteen significant digits, as Excel does, so the noise of
binary fractions never shows.  "General" keeps those fifteen digits whatever the column's width.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from yusuan.documents.date_format import (
    is_date_format,
    pieces,
    serial_to_moment,
    shown_date,
)

GENERAL: Final = "General"

_SIGNIFICANT: Final = Context(prec=15, rounding=ROUND_HALF_UP)
_EXACT: Final = Context(prec=400, rounding=ROUND_HALF_UP)
_LONGEST_PLAIN: Final = 20  # longer numbers are shown with an exponent
_LONGEST_FORMAT: Final = 255
_SECTION: Final = re.compile(r'((?:"[^"]*"|\\.|!.|_.|\*.|\[[^\]]*\]|[^;])*)(?:;|$)', re.DOTALL)
_CONDITION: Final = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_CURRENCY: Final = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_EXPONENT: Final = re.compile(r"^([^\"]*?)E([+-])(0+)(.*)$", re.IGNORECASE | re.DOTALL)
_SIMPLE: Final = re.compile(r"(#,##)?0(?:\.(0+))?(?:_.)*")
_PLACEHOLDERS: Final = "0#?"


def exact(value: float | Decimal | str) -> Decimal | None:
    """The number to fifteen significant digits, without the noise of a binary fraction."""
    try:
        number = _SIGNIFICANT.create_decimal(str(value))
    except (InvalidOperation, ValueError):
        return None
    return number if number.is_finite() else None


def plain(number: Decimal) -> str:
    """The number as a person writes it: no exponent, no superfluous zeros."""
    text = format(number.normalize(_EXACT) if number else Decimal(0), "f")
    return text if len(text) <= _LONGEST_PLAIN else f"{number.normalize(_EXACT):E}"


def shown(number: Decimal, number_format: str, *, from_1904: bool = False) -> str:
    """The text a number format shows for a number."""
    section, magnitude = _chosen(number, _sections(number_format))
    places, grouped = _simple(section)
    if places is not None:
        rounded = magnitude.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)
        return format(rounded, ",f" if grouped else "f")
    if is_date_format(section):
        date = shown_date(number, section, from_1904=from_1904)
        return plain(number) if date is None else date
    return _shown_number(magnitude, section).strip()


def moment(number: Decimal, number_format: str, *, from_1904: bool = False) -> datetime | None:
    """The moment a number stands for where its format shows a date or a time."""
    section, _ = _chosen(number, _sections(number_format))
    return serial_to_moment(number, from_1904=from_1904) if is_date_format(section) else None


def shown_text(text: str, number_format: str) -> str:
    """The text a number format shows for a text: its fourth section, or the one with an @."""
    sections = _sections(number_format)
    if len(sections) < 4 and "@" not in sections[-1]:
        return text
    return "".join(text if piece == "@" else _literal(piece) for piece in pieces(sections[-1]))


@lru_cache(maxsize=1024)
def _sections(number_format: str) -> tuple[str, ...]:
    if len(number_format) > _LONGEST_FORMAT:
        return (GENERAL,)
    found = [match[1] for match in _SECTION.finditer(number_format)]
    if len(found) > 1 and not number_format.endswith(";"):
        found.pop()
    return tuple(found) or (GENERAL,)


@lru_cache(maxsize=1024)
def _simple(section: str) -> tuple[int | None, bool]:
    """The places of a section such as 0.00 or #,##0, and whether it groups thousands."""
    found = _SIMPLE.fullmatch(section)
    return (len(found[2] or ""), bool(found[1])) if found else (None, False)


def _chosen(number: Decimal, sections: tuple[str, ...]) -> tuple[str, Decimal]:
    """The section that applies, and the number it is to show (a minus is the section's affair)."""
    if len(sections) == 1 and "[" not in sections[0]:
        return sections[0], number
    numeric = sections[:3]
    if len(sections) > 1 and "@" in sections[-1] and len(sections) < 4:
        numeric = sections[:-1]
    if any(_CONDITION.search(section) for section in numeric):
        return _conditional(number, numeric)
    if len(numeric) == 1 or number > 0:
        return numeric[0], number
    if number < 0:
        return numeric[1], -number
    return numeric[2] if len(numeric) > 2 else numeric[0], number


def _conditional(number: Decimal, sections: tuple[str, ...]) -> tuple[str, Decimal]:
    for section in sections:
        found = _CONDITION.search(section)
        if not found or _holds(number, found[1], Decimal(found[2])):
            return section, number
    return GENERAL, number


def _holds(number: Decimal, sign: str, bound: Decimal) -> bool:
    return {
        "<": number < bound,
        "<=": number <= bound,
        ">": number > bound,
        ">=": number >= bound,
        "=": number == bound,
        "<>": number != bound,
    }[sign]


def _shown_number(number: Decimal, section: str) -> str:
    section = _CURRENCY.sub(lambda found: f'"{found[1]}"' if found[1] else "", section)
    tokens = [piece for piece in pieces(section) if not piece.startswith("[")]
    if any(piece.lower() == "general" for piece in tokens):
        return "".join(
            plain(number) if piece.lower() == "general" else _literal(piece) for piece in tokens
        )
    if any(piece == "@" for piece in tokens):
        return "".join(plain(number) if piece == "@" else _literal(piece) for piece in tokens)
    if not any(_is_digit(piece) for piece in tokens):
        return ("-" if number < 0 and tokens else "") + "".join(map(_literal, tokens))
    if "/" in tokens:
        return plain(number)
    if found := _EXPONENT.match("".join(tokens)):
        return _scientific(number, found)
    return _decimal(number, tokens)


def _is_digit(piece: str) -> bool:
    return piece in ("0", "#", "?") or bool(re.fullmatch(r"\.0+", piece))


def _literal(piece: str) -> str:
    """What a piece that is no digit shows of itself."""
    if piece[0] == '"':
        return piece[1:-1]
    if piece[0] in "\\!":
        return piece[1:]
    return "" if piece[0] in "_*[" else piece


def _decimal(number: Decimal, tokens: Sequence[str]) -> str:
    tokens = _spread(tokens)
    number = number.scaleb(2 * tokens.count("%"), _EXACT)
    tokens, grouped, thousands = _without_commas(tokens)
    number = number.scaleb(-3 * thousands, _EXACT)
    point = tokens.index(".") if "." in tokens else len(tokens)
    places = sum(piece in _PLACEHOLDERS for piece in tokens[point:])
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)
    whole, _, fraction = format(abs(rounded), "f").partition(".")
    left = _whole_part(whole, tokens[:point], grouped=grouped)
    return ("-" if number < 0 else "") + left + _fraction_part(fraction, tokens[point:])


def _spread(tokens: Sequence[str]) -> list[str]:
    """Tokens with a ".00" taken apart into its point and its places."""
    return [each for piece in tokens for each in (piece if _is_digit(piece) else [piece])]


def _without_commas(tokens: Sequence[str]) -> tuple[list[str], bool, int]:
    """The tokens without commas; whether thousands are grouped, how often a thousand is dropped."""
    point = tokens.index(".") if "." in tokens else len(tokens)
    digits = [index for index, piece in enumerate(tokens) if piece in _PLACEHOLDERS]
    whole = [index for index in digits if index < point]
    commas = [index for index, piece in enumerate(tokens) if piece == ","]
    grouped = any(whole and whole[0] < index < whole[-1] for index in commas)
    last_whole = whole[-1] if whole else point
    ends = [index for index in commas if last_whole < index <= point or index > digits[-1]]
    kept = [piece for index, piece in enumerate(tokens) if index not in commas]
    return kept, grouped, len(ends)


def _whole_part(digits: str, tokens: Sequence[str], *, grouped: bool) -> str:
    """The digits before the point, filled in from the right; the first place takes what is left."""
    digits = digits.lstrip("0")
    places = sum(piece in _PLACEHOLDERS for piece in tokens)
    shown_digits = 0
    parts: list[str] = []
    for piece in reversed(tokens):
        if piece not in _PLACEHOLDERS:
            parts.append(_literal(piece))
            continue
        places -= 1
        taken = digits[-1:] if places else digits
        digits = digits[: len(digits) - len(taken)]
        for digit in reversed(taken or ("0" if piece == "0" else "")):
            parts.append("," if grouped and shown_digits and shown_digits % 3 == 0 else "")
            parts.append(digit)
            shown_digits += 1
    return "".join(reversed(parts))


def _fraction_part(digits: str, tokens: Sequence[str]) -> str:
    """The point and the digits after it; a # does not show a zero at the end."""
    needed = len(digits)
    optional = [piece for piece in tokens if piece in _PLACEHOLDERS]
    while needed and optional[needed - 1] != "0" and digits[needed - 1] == "0":
        needed -= 1
    parts: list[str] = []
    place = 0
    for piece in tokens:
        if piece in _PLACEHOLDERS:
            parts.append(digits[place] if place < needed else "")
            place += 1
        else:
            parts.append(_literal(piece))
    return "".join(parts)


def _scientific(number: Decimal, found: re.Match[str]) -> str:
    exponent = number.adjusted() if number else 0
    mantissa = _spread(pieces(found[1]))
    point = mantissa.index(".") if "." in mantissa else len(mantissa)
    places = sum(piece in _PLACEHOLDERS for piece in mantissa[point:])
    unit = Decimal(1).scaleb(-places)
    if abs(number.scaleb(-exponent, _EXACT)).quantize(unit, ROUND_HALF_UP, _EXACT) >= 10:
        exponent += 1
    head = _decimal(number.scaleb(-exponent, _EXACT), mantissa)
    sign = "-" if exponent < 0 else "+" if found[2] == "+" else ""
    return f"{head}E{sign}{abs(exponent):0{len(found[3])}d}{found[4]}"
