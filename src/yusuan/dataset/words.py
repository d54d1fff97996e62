"""Words as they are searched: pairs of signs, initials of pinyin, words that mean the same.

Chinese is written without spaces, so a text is taken as overlapping pairs of signs (二元): what is
searched is found wherever it stands in a text, whatever a dictionary thinks its words are.
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
_LETTERS: Final = re.compile(r"[a-z]+")
_MOST: Final = 12  # words that mean the same, which are searched too


def runs(text: str) -> list[str]:
    """The stretches of a text without spaces and punctuation, in lower case and half width."""
    return _RUN.findall(unicodedata.normalize("NFKC", text).lower())


def pairs(text: str) -> str:
    """A text as it is indexed: each stretch as its pairs of signs and, at last, its last sign."""
    return " ".join(_paired(run) for run in runs(text))


def _paired(run: str) -> str:
    return " ".join([run[n : n + 2] for n in range(len(run) - 1)] + [run[-1]])


def phrase(run: str) -> str:
    """A stretch as it is asked of the index: its pairs in a row, or what begins with its sign."""
    if len(run) == 1:
        return f'"{run}"*'
    return '"' + " ".join(run[n : n + 2] for n in range(len(run) - 1)) + '"'


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
