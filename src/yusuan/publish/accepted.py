"""Findings a person lets stand: a small CSV file beside the document, and what it silences.

The file is 「<file name>.accepted.csv」, in UTF-8 with the mark Excel needs; it is read as Excel
saves it, too. An acceptance is of a finding as it was: when the figures of the finding change, it
is a finding again.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Final

from yusuan.checks.findings import Acceptance, Finding, Outcome, Result
from yusuan.checks.rules import name_of
from yusuan.publish.facts import disarmed

ENDING: Final = ".accepted.csv"
COLUMNS: Final = ("编号", "规则", "问题", "理由", "处理人", "日期")

GONE: Final = "没有再出现：已经改正，或这次没有同当时的其他文件一起核对"
CHANGED: Final = "接受之后数字有变，重新列为问题"

_NEEDED: Final = ("编号", "理由")
_KEY: Final = re.compile(r"k[0-9a-f]{9}(-[1-9][0-9]*)?")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_LARGEST: Final = 4 * 1024**2  # bytes
_NONE: Final = "其中接受的问题这次都没有采用"


class BrokenFile(Exception):
    """A file of acceptances that cannot be used; the message is one Chinese sentence."""


def beside(path: str) -> Path:
    """The file that holds what is accepted of a document."""
    return Path(f"{path}{ENDING}")


def read(path: Path) -> tuple[Acceptance, ...]:
    """The acceptances a file holds, none where there is no file; raises ``BrokenFile``."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except FileNotFoundError:
        return ()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise BrokenFile(f"打不开“{path}”（{why}），{_NONE}，请核对权限。") from error
    if len(data) > _LARGEST:
        raise BrokenFile(f"“{path}”太大，不像是接受的问题，{_NONE}，请核对这个文件。")
    return tuple(_entries(path, _text(path, data)))


def write(entries: Iterable[Acceptance], stream: IO[bytes]) -> None:
    """Write acceptances; text a spreadsheet would run gets an apostrophe before it."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in entries:
        row = (one.key, one.rule, one.problem, one.reason, one.person, one.date)
        writer.writerow(map(disarmed, row))
    stream.write(made.getvalue().encode("utf-8-sig", errors="replace"))


def of(finding: Finding, reason: str, person: str, date: str) -> Acceptance:
    """The acceptance of a finding as it is now."""
    rule = name_of(finding.rule)
    return Acceptance(finding.key, rule, finding.message, reason, person, date)


def applied(result: Result, entries: Sequence[Acceptance]) -> Result:
    """The result with what is accepted silenced, and every acceptance that silences nothing."""
    found = {one.key: one for one in result.all_findings}
    idle = tuple(
        (one, CHANGED if one.key in found else GONE)
        for one in entries
        if one.key not in found or not _is_as_it_was(one, found[one.key])
    )
    silent = {one.key for one, _ in idle}
    holding = {one.key: one.reason for one in entries if one.key not in silent}
    outcomes = tuple(_silenced(outcome, holding) for outcome in result.outcomes)
    return replace(result, outcomes=outcomes, idle=idle)


def _silenced(outcome: Outcome, reasons: Mapping[str, str]) -> Outcome:
    finding = outcome.finding
    if finding is None or finding.key not in reasons:
        return outcome
    return replace(outcome, finding=replace(finding, accepted=reasons[finding.key]))


def _is_as_it_was(one: Acceptance, finding: Finding) -> bool:
    """Whether the finding speaks of the figures that were accepted, where those are told."""
    return not one.problem.strip() or _numbers(one.problem) == _numbers(finding.message)


def _numbers(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    return Counter(_NUMBER.findall(plain))


def _text(path: Path, data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):  # the second as Excel saves CSV in China
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BrokenFile(f"“{path}”不是文本，{_NONE}，请另存为 CSV（UTF-8）。")


def _entries(path: Path, text: str) -> Iterator[Acceptance]:
    """Every row with something in it, one by one; the first that is wrong ends all."""
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise BrokenFile(f"“{path}”不是完整的 CSV，{_NONE}，请检查引号。") from error
    heads = [cell.strip() for cell in rows[0]] if rows else []
    missing = "、".join(name for name in _NEEDED if name not in heads)
    if missing:
        raise BrokenFile(f"“{path}”的第一行缺少“{missing}”这一栏，{_NONE}，请照原样补上。")
    seen: set[str] = set()
    for number, row in enumerate(rows[1:], 2):
        said = {name: _armed(cell.strip()) for name, cell in zip(heads, row, strict=False)}
        if any(said.values()):
            wrong = _fault(said, seen)
            if wrong:
                raise BrokenFile(f"“{path}”第 {number} 行{wrong}，{_NONE}，请改正这一行或删去。")
            seen.add(said["编号"])
            yield Acceptance(*(said.get(name, "") for name in COLUMNS))


def _armed(text: str) -> str:
    """The text without the apostrophe that stands before what looks like a formula."""
    return text[1:] if text[:1] == "'" and disarmed(text[1:]) == text else text


def _fault(said: Mapping[str, str], seen: set[str]) -> str:
    """What is wrong with a row; empty where nothing is."""
    key = said.get("编号", "")
    if not _KEY.fullmatch(key):
        return f"的编号“{key}”不是问题的编号" if key else "没有编号"
    if key in seen:
        return f"的编号“{key}”前面已经有了"
    return "" if said.get("理由") else "没有写理由"
