"""The order of things: files are read, what belongs together is put together, then checked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from yusuan import workers
from yusuan.ledger import Disclosure

if TYPE_CHECKING:
    from yusuan.checks.findings import Result
    from yusuan.documents import Document
    from yusuan.documents.pdf_pictures import Picture
    from yusuan.standards.cost_standards import CostStandard

#: Endings of the files a folder is searched for; a file named by itself is tried whatever it is.
KNOWN = frozenset(
    {".pdf", ".doc", ".docm", ".docx", ".rtf", ".wps", ".et", ".xls", ".xlsm", ".xlsx"}
    | {".htm", ".html", ".mht", ".mhtml", ".csv", ".md", ".tsv", ".txt"}
)

_LOST = {
    "timeout": "读取超过 {seconds:g} 秒，已停止，请拆分后再试（用命令行可加 --timeout 放宽）。",
    "memory": "读取所需内存超过上限，已停止，请拆分文件后再试。",
    "crash": "读取程序意外退出，文件可能已损坏，请另存一份后再试。",
    "fault": "读取时程序出错，请把此文件和这行信息告诉我们：{detail}",
}


_UNCHECKED = {
    "timeout": "核对超过 {seconds:g} 秒，已停止",
    "memory": "核对所需内存超过上限，已停止",
    "crash": "核对程序意外退出",
    "fault": "核对时程序出错：{detail}",
}


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read: its path as the person gave it, or its bytes where they came by a pipe.

    ``whole`` asks for the document too, with every block, for those who set it anew.
    """

    path: str
    data: bytes | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a request: a disclosure, or one sentence that says why there is none."""

    path: str
    disclosure: Disclosure | None = None
    problem: str = ""
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """Disclosures of one body, and what checking them together gave for each.

    ``problem`` says why the check did not end; the results then say that nothing was checked.
    """

    disclosures: tuple[Disclosure, ...]
    results: tuple[Result, ...]
    problem: str = ""


#: How the name of a file ends that says what is accepted of the document beside it.
ASIDE = ".accepted.csv"

#: The file that makes a folder a budget's own, which is built and not read as a document.
BUDGET = "budget.toml"


def files(folder: Path) -> Iterator[Path]:
    """The files of known kinds below a folder, in order.

    Hidden files, lock files of an open editor (~$…), a README and what is accepted beside the
    documents are not, nor are the lists of a budget's own folder.
    """
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if BUDGET in names:
            continue
        for path in (Path(top, name) for name in sorted(names)):
            passed_over = path.name.startswith((".", "~$")) or path.stem.lower() == "readme"
            if not passed_over and path.suffix.lower() in KNOWN and not is_aside(path.name):
                yield path


def is_aside(name: str) -> bool:
    """Whether a file is no document but what a person said of the one beside it."""
    return name.endswith(ASIDE)


def read(request: Request) -> Reading:
    """Read one file here and now, without a bound on time or memory."""
    from yusuan.documents import UnreadableDocument, reader
    from yusuan.forms.recognise import recognise
    from yusuan.narrative.reading import with_claims

    try:
        if request.data is not None:
            document = reader.read_bytes(request.data, request.path)
        else:
            document = reader.read(Path(request.path))
        kept = document if request.whole else None
        return Reading(request.path, with_claims(document, recognise(document)), document=kept)
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
            yield Reading(request.path, problem=lost(outcome, seconds))


def lost(outcome: workers.Lost, seconds: float) -> str:
    """Why a file was not read, in a sentence."""
    return _LOST[outcome.why].format(seconds=seconds, detail=outcome.detail)


def pictures(request: Request) -> tuple[Picture, ...]:
    """The pages of a PDF as pictures; none of one that cannot be opened any more."""
    from yusuan.documents import UnreadableDocument
    from yusuan.documents.pdf_pictures import pictures as drawn

    try:
        return drawn(Path(request.path).read_bytes() if request.data is None else request.data)
    except (UnreadableDocument, OSError):
        return ()


def pictures_all(
    requests: Sequence[Request], *, jobs: int | None = None, seconds: float = workers.SECONDS
) -> Iterator[tuple[Picture, ...]]:
    """The pages of PDFs as pictures, in processes of their own; none where that fails."""
    limits = workers.Limits(seconds)
    for outcome in workers.each(
        pictures, requests, jobs=jobs or os.cpu_count() or 1, limits=limits
    ):
        yield outcome.value if isinstance(outcome, workers.Done) else ()


def check(group: tuple[Disclosure, ...], standards: Sequence[CostStandard] = ()) -> Checked:
    """Check disclosures of one body together, here and now."""
    from yusuan import checks

    return Checked(group, checks.check(group, standards))


def check_all(
    disclosures: Iterable[Disclosure],
    *,
    jobs: int | None = None,
    seconds: float = workers.SECONDS,
    standards: Sequence[CostStandard] = (),
) -> Iterator[Checked]:
    """Check disclosures, those of one body together, in processes of their own, in order."""
    groups = together(disclosures)
    limits = workers.Limits(seconds)
    work = partial(_results, standards=tuple(standards))
    outcomes = workers.each(work, groups, jobs=jobs or os.cpu_count() or 1, limits=limits)
    for group, outcome in zip(groups, outcomes, strict=True):
        if isinstance(outcome, workers.Done):
            yield Checked(group, outcome.value)
        else:
            why = unfinished(outcome, seconds)
            yield Checked(group, tuple(unchecked(one, why) for one in group), why)


def _results(
    group: tuple[Disclosure, ...], standards: tuple[CostStandard, ...]
) -> tuple[Result, ...]:
    return check(group, standards).results


def unfinished(outcome: workers.Lost, seconds: float) -> str:
    """Why a check did not end, in words."""
    return _UNCHECKED[outcome.why].format(seconds=seconds, detail=outcome.detail)


def unchecked(disclosure: Disclosure, why: str) -> Result:
    """The result of a check that did not end: nothing was checked, and every rule says so."""
    from yusuan.checks import RULES
    from yusuan.checks.findings import NOT_CHECKED, Outcome, Result

    outcomes = tuple(Outcome(rule, NOT_CHECKED, why, ()) for rule in RULES)
    return Result(outcomes, tuple(fact.id for fact in disclosure.facts))


def together(disclosures: Iterable[Disclosure]) -> list[tuple[Disclosure, ...]]:
    """Disclosures by body, in the order the first of each was given.

    One without a name stands alone, and so does a second copy of a file: checked together they
    would confirm each other.
    """
    listed = list(disclosures)
    bodies = _bodies(listed)
    seen: set[str] = set()
    groups: dict[object, list[Disclosure]] = {}
    for rank, one in enumerate(listed):
        alone = one.entity is None or one.origin.sha256 in seen
        seen.add(one.origin.sha256)
        groups.setdefault(rank if alone else bodies[one.entity or ""], []).append(one)
    return [tuple(group) for group in groups.values()]


def _bodies(disclosures: Sequence[Disclosure]) -> dict[str, str]:
    """The body each entity's name stands for: its full name, or that of its department."""
    names = {one.entity for one in disclosures if one.entity}
    bodies = {name: _full(name, names) or name for name in names}
    for department in disclosures:
        for _, unit in department.units:
            full = _full(unit, names)
            if department.entity and full and full != department.entity:
                old, new = bodies[full], bodies[department.entity]
                bodies = {name: new if body == old else body for name, body in bodies.items()}
    return bodies


def _full(name: str, names: Iterable[str]) -> str | None:
    """The one full name that ends with a name; None where no name does, or several bodies' do.

    「区财政局」 is the short name of 「某市某区财政局」, unless a second district's is there too.
    """
    longest: list[str] = []
    for full in sorted((full for full in names if full.endswith(name)), key=len, reverse=True):
        if not any(longer.endswith(full) for longer in longest):
            longest.append(full)
    return longest[0] if len(longest) == 1 else None
