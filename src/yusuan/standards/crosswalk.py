"""Codes of one year as codes of another: what kept its name, was renamed, moved, merged or split.

What the classifications say of their years is derived where it is sure: a code that held in both
years is itself, under its old or its new name; one that ended is the code that bears its name
since. What else is known (a code parted in several, or joined with others) stands in
``standards/data/codes/crosswalk.csv``, with the document that says so.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from yusuan.standards.classification import Code, bare, codes

SAME, RENAMED, MOVED, MERGED, SPLIT, GONE, NEW = (
    "same",
    "renamed",
    "moved",
    "merged",
    "split",
    "gone",
    "new",
)


@dataclass(frozen=True, slots=True)
class Step:
    """What a code of an earlier year is in a later one; several codes where it was parted."""

    kind: str
    codes: tuple[str, ...]
    before: str = ""  # its name then
    after: str = ""  # its name now
    basis: str = ""

    @property
    def said(self) -> str:
        """The change in words; nothing where there is none."""
        if self.kind == SAME:
            return ""
        to = "、".join(self.codes)
        words = {
            RENAMED: f"原称“{self.before}”，现称“{self.after}”",
            MOVED: f"编码改为 {to}",
            MERGED: f"并入 {to}",
            SPLIT: f"分为 {to}",
            GONE: f"“{self.before}”已取消，不能和后来的科目比较",
        }
        return words.get(self.kind, "")


def step(system: str, code: str, earlier: int, later: int) -> Step:
    """What a code of the earlier year is in the later; of a code that is not known, itself."""
    for row in _listed():
        if row.system == system and row.code == code and earlier < row.since <= later:
            return Step(row.kind, row.codes, basis=row.basis)
    known = codes(system)
    before, after = known.get(code, earlier), known.get(code, later)
    if before is None and after is None:
        return Step(SAME, (code,))
    if before is not None and after is not None:
        return _held(before, after)
    if before is None:
        return Step(NEW, (code,), after=after.name if after else "")
    return _ended(system, before, later)


def _held(before: Code, after: Code) -> Step:
    kind = SAME if bare(before.name) == bare(after.name) else RENAMED
    return Step(kind, (after.code,), before.name, after.name, after.basis)


def _ended(system: str, before: Code, later: int) -> Step:
    """A code that holds no more: moved where just one code of its kind bears its name now."""
    known = codes(system)
    named = [
        one
        for one in known.named(before.name, later)
        if (one.level, one.budget) == (before.level, before.budget)
        and known.get(one.code, before.valid_to) is None
    ]
    if len(named) == 1:
        return Step(MOVED, (named[0].code,), before.name, named[0].name, named[0].basis)
    return Step(GONE, (), before.name, basis=before.basis)


@dataclass(frozen=True, slots=True)
class _Row:
    system: str
    code: str
    since: int
    kind: str
    codes: tuple[str, ...]
    basis: str


@cache
def _listed() -> tuple[_Row, ...]:
    file = resources.files("yusuan.standards") / "data" / "codes" / "crosswalk.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return tuple(
        _Row(
            row["system"],
            row["code"],
            int(row["since"]),
            row["kind"],
            tuple(row["codes"].split()),
            row["basis"],
        )
        for row in rows
    )


def changes(system: str, earlier: int, later: int) -> Iterator[tuple[str, Step]]:
    """Every code of the earlier year that is another, or none, in the later."""
    for code in codes(system):
        if codes(system).get(code, earlier) is not None:
            found = step(system, code, earlier, later)
            if found.kind != SAME:
                yield code, found
