"""How a rule ended at a document, in the form the ledger of checks counts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from yusuan.checks.disclosing.paper import Paper
from yusuan.checks.findings import FAILED, NOT_APPLICABLE, NOT_CHECKED, PASSED
from yusuan.checks.rule import Ruling
from yusuan.ledger import Passage, Place, Statement

#: Reasons that more than one rule gives.
NO_YEAR = "没有读出文件的年度"
NO_TABLES = "没有读到表格"


#: Longer than a code of the classifications: a telephone, an account, an identity.
_LONG_NUMBER = re.compile(r"(?<![\d.,])\d{8,}[Xx]?(?![\d.,])")


def _masked(match: re.Match[str]) -> str:
    return masked(match[0])


def masked(value: str) -> str:
    """A number with only its first three and last two signs."""
    return f"{value[:3]}{'*' * max(3, len(value) - 5)}{value[-2:]}"


def passed(rule: str, paper: Paper) -> Ruling:
    """The rule holds there."""
    return Ruling(rule, paper.number, PASSED)


def not_applicable(rule: str, paper: Paper, reason: str) -> Ruling:
    """The rule says nothing of such a document."""
    return Ruling(rule, paper.number, NOT_APPLICABLE, reason)


def not_checked(rule: str, paper: Paper, reason: str) -> Ruling:
    """What the rule needs was not read."""
    return Ruling(rule, paper.number, NOT_CHECKED, reason)


def failed(
    rule: str,
    paper: Paper,
    said: tuple[str, str],
    at: Iterable[Passage | Statement | Place | None] = (),
    *,
    cause: str = "",
    severity: str = "",
    words: tuple[str | None, str | None] = (None, None),
) -> Ruling:
    """A finding: what it says in Chinese and in English, and where.

    ``words`` is what was expected and what is printed, where that can be quoted. A number that is
    too long for a code is masked, for a quotation may hold a telephone number.
    """
    places = tuple(
        one.place if isinstance(one, Passage | Statement) else one for one in at if one is not None
    )
    expected, printed = words
    return Ruling(
        rule,
        paper.number,
        FAILED,
        message=_LONG_NUMBER.sub(_masked, said[0]),
        message_en=_LONG_NUMBER.sub(_masked, said[1]),
        places=places,
        expected=expected,
        printed=printed,
        unit="",
        cause=cause,
        severity=severity,
        suggestion=expected,
    )


def quoted(text: str, length: int = 24) -> str:
    """The beginning of a text in quotation marks, in one line."""
    return f"“{shortened(text, length)}”"


def shortened(text: str, length: int = 24) -> str:
    """The beginning of a text, in one line."""
    line = " ".join(text.split())
    return f"{line[:length]}…" if len(line) > length else line


def listed(texts: Iterable[str], most: int = 6) -> str:
    """Some texts in quotation marks, the rest counted."""
    every = list(dict.fromkeys(texts))
    shown = "、".join(f"“{text}”" for text in every[:most])
    return shown + (f"等 {len(every)} 处" if len(every) > most else "")
