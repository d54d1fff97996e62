"""Words as they are searched: pairs of signs, initials of pinyin, words that mean the same.

Chinese is written without spaces, so a text is taken as overlapping pairs of signs (二元): what is
searched is found wherever it stands in a text, whatever a dictionary thinks its words are. A
number is one word, which is found by its beginning: all numbers share the same hundred pairs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from pypinyin import Style, lazy_pinyin

from yusuan.standards.classification import codes
from yusuan.standards.labels import fold
from yusuan.standards.vocabulary import SYSTEMS, same_labels

_RUN: Final = re.compile(r"[^\W_]+")
_DIGITS: Final = frozenset("0123456789")
_PART: Final = re.compile(r"[0-9]+|[^0-9]+")
_LETTERS: Final = re.compile(r"[a-z]+")
_MOST: Final = 12  # words that mean the same, which are searched too


def runs(text: str) -> list[str]:
    """The stretches of a text without spaces and punctuation, in lower case and half width."""
    return _RUN.findall(unicodedata.normalize("NFKC", text).lower())


def pairs(text: str) -> str:
    """A text as it is indexed: numbers whole, all else as pairs of signs and, at last, its last."""
    return " ".join(" ".join(_paired(part)) for run in runs(text) for part in _parts(run))


def _parts(run: str) -> list[str]:
    """A stretch as its numbers, and what stands between them."""
    return _PART.findall(run)


def _paired(part: str) -> list[str]:
    return [part] if part[0] in _DIGITS else [*_pairs(part), part[-1]]


def _pairs(part: str) -> list[str]:
    return [part[n : n + 2] for n in range(len(part) - 1)]


def phrase(run: str) -> str:
    """A stretch as it is asked of the index: what it is, in a row; its end may be a beginning."""
    *before, last = _parts(run)
    asked = [one for part in before for one in _paired(part)]
    if last[0] in _DIGITS or len(last) == 1:
        return f'"{" ".join([*asked, last])}"*'
    return f'"{" ".join([*asked, *_pairs(last)])}"'


@lru_cache(maxsize=65_536)
def initials(text: str) -> str:
    """The initials of the pinyin of a text: 「行政运行」 → "xzyx"."""
    return "".join(lazy_pinyin("".join(runs(text)), style=Style.FIRST_LETTER)).lower()


def is_initials(run: str) -> bool:
    """Whether what is asked can be initials: two letters or more."""
    return len(run) > 1 and bool(_LETTERS.fullmatch(run))


@lru_cache(maxsize=4096)
def alike(word: str) -> tuple[str, ...]:
    """Other words that mean the same: of the vocabulary, of a code, and what a code was called."""
    found = dict.fromkeys((*same_labels(word), *_named(word)))
    return tuple(one for one in found if one and one != fold(word))[:_MOST]


def _named(word: str) -> Iterator[str]:
    for system in SYSTEMS:
        known = codes(system)
        of = [word] if word in known else _bearing(system).get(fold(word), ())
        for code in of:
            for row in known.history(code):
                yield from (fold(name) for name in (row.name, *row.also))


@cache
def _bearing(system: str) -> dict[str, list[str]]:
    """The codes that ever bore a name, by that name."""
    found: dict[str, list[str]] = {}
    known = codes(system)
    for code in known:
        for row in known.history(code):
            found.setdefault(fold(row.name), []).append(code)
    return found
