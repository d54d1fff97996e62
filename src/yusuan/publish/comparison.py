"""A check against the report of an earlier one: which findings are new, gone, or still there.

Documents are matched by entity, year and scope, else by path, else by digest; findings by key.
What could not be compared is told apart: a document the earlier report does not have, one that
was not read this time, one whose check did not end.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from yusuan.checks.findings import SEVERITIES, Result
from yusuan.ledger import Disclosure
from yusuan.publish.report import SCHEMA, Group

NEW, GONE, KEPT = "新", "消失", "仍在"

_LARGEST: Final = 1024**3  # bytes


class NoReport(Exception):
    """A file that is no report to compare with; the message is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as the earlier report told it."""

    key: str
    rule: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """A document of the earlier report."""

    path: str
    sha256: str
    about: tuple[str, int, str | None] | None  # entity, year, scope; None where one is not known
    findings: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the findings of one document: keys of the new, the gone, how many stayed."""

    new: frozenset[str]
    gone: tuple[Told, ...]
    kept: int
    #: whether the earlier report has the document at all; without it, everything is new
    known: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A change for each document in order, None where its check did not end; and what is left."""

    changes: tuple[Change | None, ...]
    #: documents of the earlier report that were not checked this time
    missing: tuple[Earlier, ...]

    @property
    def new(self) -> int:
        """How many findings are new."""
        return sum(len(one.new) for one in self.changes if one)

    @property
    def gone(self) -> int:
        """How many are gone."""
        return sum(len(one.gone) for one in self.changes if one)

    @property
    def kept(self) -> int:
        """How many are still there."""
        return sum(one.kept for one in self.changes if one)


def read(path: Path) -> tuple[Earlier, ...]:
    """The documents of an earlier report; raises ``NoReport``."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise NoReport(f"打不开“{path}”（{why}），请核对路径和权限。") from error
    try:
        report = json.loads(data)
        if report["schema"] != SCHEMA:
            raise _refused(path)
        return tuple(_earlier(one, path) for one in report["documents"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _refused(path) from error


def _refused(path: Path) -> NoReport:
    return NoReport(f"“{path}”不是核对结果，请用 yusuan check --format json 写出的文件来比较。")


def _earlier(one: dict[str, Any], path: Path) -> Earlier:
    source = one["source"]
    if any("key" not in found for found in one["findings"]):
        raise NoReport(f"“{path}”里的问题没有编号，请用现在的版本重新核对上次的文件再比较。")
    told = tuple(
        Told(*(str(found[name]) for name in ("key", "rule", "severity", "message")))
        for found in one["findings"]
    )
    if any(found.severity not in SEVERITIES for found in told):
        raise _refused(path)
    about = _about(one["entity"], one["year"], one["scope"])
    return Earlier(str(source["path"]), str(source["sha256"]), about, told)


def _about(
    entity: str | None, year: int | None, scope: str | None
) -> tuple[str, int, str | None] | None:
    return (entity, year, scope) if entity and year else None


def compared(checked: Iterable[tuple[Group, bool]], before: Sequence[Earlier]) -> Comparison:
    """Every document of every group against its earlier self; with each group, whether it ended."""
    listed = [
        (disclosure, result, ended)
        for (disclosures, results), ended in checked
        for disclosure, result in zip(disclosures, results, strict=True)
    ]
    matched = _matched([disclosure for disclosure, _, _ in listed], before)
    changes = tuple(
        _change(result, before[matched[number]] if number in matched else None) if ended else None
        for number, (_, result, ended) in enumerate(listed)
    )
    taken = set(matched.values())
    return Comparison(changes, tuple(one for n, one in enumerate(before) if n not in taken))


def _change(result: Result, before: Earlier | None) -> Change:
    now = {one.key for one in result.all_findings}
    told = before.findings if before else ()
    then = {one.key for one in told}
    gone = tuple(one for one in told if one.key not in now)
    return Change(frozenset(now - then), gone, len(now & then), before is not None)


def _matched(now: Sequence[Disclosure], before: Sequence[Earlier]) -> dict[int, int]:
    """Which earlier document each is, by the surest sign both have; each is taken once."""
    found: dict[int, int] = {}
    for of_now, of_before in _SIGNS:
        free = [n for n in range(len(before)) if n not in found.values()]
        for number, one in enumerate(now):
            sign = of_now(one)
            if number in found or sign is None:
                continue
            at = next((n for n in free if of_before(before[n]) == sign), None)
            if at is not None:
                found[number] = at
                free.remove(at)
    return found


def _whose(one: Disclosure) -> tuple[str, int, str | None] | None:
    return _about(one.entity, one.year, one.scope)


#: What a document is known by, now and in the earlier report. Of several with one name, year and
#: scope the same path comes first.
_SIGNS: Final[
    tuple[tuple[Callable[[Disclosure], Hashable], Callable[[Earlier], Hashable]], ...]
] = (
    (
        lambda one: (about, one.origin.path) if (about := _whose(one)) else None,
        lambda one: (one.about, one.path),
    ),
    (_whose, lambda one: one.about),
    (lambda one: one.origin.path, lambda one: one.path),
    (lambda one: one.origin.sha256, lambda one: one.sha256),
)


def as_dict(groups: Iterable[Group], comparison: Comparison) -> dict[str, Any]:
    """The comparison as the JSON contract has it: 「against」."""
    disclosures = [one for found, _ in groups for one in found]
    return {
        "new": list(_new(groups, comparison)),
        "gone": [
            {"document": number, "key": one.key, "rule": one.rule, "severity": one.severity,
             "message": one.message}
            for number, _ in enumerate(disclosures)
            if (change := comparison.changes[number])
            for one in change.gone
        ],
        "kept": comparison.kept,
        "missing": [one.path for one in comparison.missing],
        "not_compared": [n for n, change in enumerate(comparison.changes) if change is None],
    }  # fmt: skip


def _new(groups: Iterable[Group], comparison: Comparison) -> Iterator[dict[str, Any]]:
    results = [result for _, found in groups for result in found]
    for number, (result, change) in enumerate(zip(results, comparison.changes, strict=True)):
        for one in result.all_findings:
            if change and one.key in change.new:
                yield {
                    "document": number,
                    "key": one.key,
                    "rule": one.rule,
                    "severity": one.severity,
                    "message": one.message,
                }
