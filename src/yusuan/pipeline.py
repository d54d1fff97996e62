"""The order of things: files are read, what belongs together is put together, then checked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from yusuan import workers
from yusuan.ledger import Disclosure

if TYPE_CHECKING:
    from yusuan.checks.findings import Result

#: Endings of the files a folder is searched for; a file named by itself is tried whatever it is.
KNOWN = frozenset(
    {".pdf", ".docx", ".doc", ".wps", ".xlsx", ".xlsm", ".xls", ".et"}
    | {".html", ".htm", ".xhtml", ".txt", ".md", ".csv", ".tsv"}
)

_LOST = {
    "timeout": "读取超过 {seconds:g} 秒，已停止；可用 --timeout 放宽时限，或拆分文件后再试。",
    "memory": "读取所需内存超过上限，已停止，请拆分文件后再试。",
    "crash": "读取程序意外退出，文件可能已损坏，请另存一份后再试。",
    "fault": "读取时程序出错，请把此文件和这行信息告诉我们：{detail}",
}


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read: its path as the person gave it, or its bytes where they came by a pipe."""

    path: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a request: a disclosure, or one sentence that says why there is none."""

    path: str
    disclosure: Disclosure | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """Disclosures of one body, and what checking them together gave for each."""

    disclosures: tuple[Disclosure, ...]
    results: tuple[Result, ...]


def files(folder: Path) -> Iterator[Path]:
    """The files of known kinds below a folder, in order; hidden ones and lock files are not."""
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in KNOWN:
                yield Path(top, name)


def read(request: Request) -> Reading:
    """Read one file here and now, without a bound on time or memory."""
    from yusuan.documents import UnreadableDocument, reader
    from yusuan.forms.recognise import recognise

    try:
        if request.data is not None:
            document = reader.read_bytes(request.data, request.path)
        else:
            document = reader.read(Path(request.path))
        return Reading(request.path, recognise(document))
    except UnreadableDocument as error:
        return Reading(request.path, problem=str(error))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Reading(request.path, problem=f"打不开这个文件（{reason}），请核对路径和权限。")


def read_all(
    requests: Sequence[Request], *, jobs: int | None = None, seconds: float = workers.SECONDS
) -> Iterator[Reading]:
    """Read files in processes of their own, in order; what cannot be read is a Reading too."""
    limits = workers.Limits(seconds)
    crew = jobs or os.cpu_count() or 1
    outcomes = workers.each(read, requests, jobs=crew, limits=limits)
    for request, outcome in zip(requests, outcomes, strict=True):
        if isinstance(outcome, workers.Done):
            yield outcome.value
        else:
            told = _LOST[outcome.why].format(seconds=seconds, detail=outcome.detail)
            yield Reading(request.path, problem=told)


def check(disclosures: Iterable[Disclosure]) -> Iterator[Checked]:
    """Check disclosures, those of one body together: its other files, units and years."""
    from yusuan import checks

    for group in together(disclosures):
        yield Checked(group, tuple(checks.check(group)))


def together(disclosures: Iterable[Disclosure]) -> list[tuple[Disclosure, ...]]:
    """Disclosures by body, in the order its first was given; a file given twice counts once.

    Two are of one body where the name of one ends with the other's (a full and a short name), or
    where one lists the other's entity among its units. A disclosure without a name stands alone.
    """
    groups: list[list[Disclosure]] = []
    for disclosure in disclosures:
        kin = [group for group in groups if any(_of_one_body(disclosure, one) for one in group)]
        if any(_is_copy(disclosure, one) for group in kin for one in group):
            kin = []
        merged = [one for group in kin for one in group]
        groups = [group for group in groups if group not in kin]
        groups.append([*merged, disclosure])
    order = {id(one): rank for rank, one in enumerate(disclosures)}
    return sorted((tuple(group) for group in groups), key=lambda group: order[id(group[0])])


def _is_copy(one: Disclosure, other: Disclosure) -> bool:
    return one.origin.sha256 == other.origin.sha256


def _of_one_body(one: Disclosure, other: Disclosure) -> bool:
    if not one.entity or not other.entity:
        return False
    if one.entity.endswith(other.entity) or other.entity.endswith(one.entity):
        return True
    return _lists(one, other.entity) or _lists(other, one.entity)


def _lists(department: Disclosure, entity: str) -> bool:
    return any(entity.endswith(name) for _, name in department.units if len(name) > 3)
