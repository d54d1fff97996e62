"""Building a data set: what changed is read, checked and made to rows; the rest is kept."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from yusuan import pipeline, workers
from yusuan.dataset import indexing, layout, packages, storing
from yusuan.dataset.layout import State, Taken
from yusuan.dataset.records import READ
from yusuan.dataset.sources import Source, content, digest
from yusuan.dataset.working import Recorded, ToRead, ToRecord, WasRead, read, record
from yusuan.ledger import Disclosure, Origin

#: Told before each step: what is done, how much of it, of how much.
Progress = Callable[[str, int, int], None]
SECONDS: Final = 300.0
READING, RECORDING, INDEXING = "读取文件", "核对入库", "编制索引"


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that is not in the data set, and why, in a Chinese sentence."""

    path: Path
    problem: str


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: ids that were made anew, ids kept, ids that went, inputs refused."""

    made: tuple[str, ...]
    kept: tuple[str, ...]
    gone: tuple[str, ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class _Input:
    """An input with the digest of its content, and the digest that decides on reading it."""

    source: Source
    sha256: str
    digest: str

    @property
    def name(self) -> str:
        return str(self.source.path.resolve())


def build(
    sources: Sequence[Source],
    folder: Path,
    *,
    jobs: int | None = None,
    seconds: float = SECONDS,
    progress: Progress | None = None,
) -> Built:
    """Bring a data set up to date with its inputs; a kill leaves the old one or the new one.

    Inputs that were in it and are not named any more go. Raises OSError where the folder cannot
    be written, layout.Busy where another build is at it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with layout.held(folder):
        work = _Order(folder, jobs, seconds, progress or _silent)
        return _brought(sources, work)


@dataclass(frozen=True, slots=True)
class _Order:
    """Where a data set is built, by how many, how long each may take, and who is told."""

    folder: Path
    jobs: int | None
    seconds: float
    tell: Progress


def _brought(sources: Sequence[Source], order: _Order) -> Built:
    folder = order.folder
    old = _before(folder)
    refused: list[Refused] = []
    inputs = list(_inputs(sources, refused))
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as scratch:
        work = _Work(old, Path(scratch), order, refused)
        made, kept = work.done(inputs)
        state = storing.store(folder, old, made, kept)
        order.tell(INDEXING, 0, 1)
        state = replace(state, search=indexing.index(folder, state, Path(scratch)))
        order.tell(INDEXING, 1, 1)
    layout.write(folder, state)
    packages.write(folder, state)
    layout.sweep(folder, state, old)
    now = {one.id for one in state.taken}
    return Built(
        tuple(one.id for one, _ in made),
        tuple(one.id for one in kept),
        tuple(sorted({one.id for one in old.taken} - now)),
        tuple(refused),
    )


def _silent(_: str, __: int, ___: int) -> None:
    pass


def _before(folder: Path) -> State:
    try:
        return layout.read(folder)
    except layout.NoDataset:
        return State()


def _inputs(sources: Sequence[Source], refused: list[Refused]) -> Iterator[_Input]:
    """Inputs with their digests; what cannot be opened and what is given twice is refused."""
    seen: dict[str, Path] = {}
    for source in sources:
        try:
            sha256 = content(source)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            refused.append(Refused(source.path, f"打不开（{reason}），请核对路径和权限。"))
            continue
        if sha256 in seen:
            refused.append(Refused(source.path, f"和“{seen[sha256]}”相同，只收入一份。"))
            continue
        seen[sha256] = source.path
        yield _Input(source, sha256, digest(source, sha256))


class _Work:
    """The work of one build."""

    def __init__(self, old: State, scratch: Path, order: _Order, refused: list[Refused]) -> None:
        self._before = {one.input: one for one in old.taken}
        self._scratch, self._progress, self._refused = scratch, order.tell, refused
        self._jobs, self._seconds = order.jobs or os.cpu_count() or 1, order.seconds
        self._read: dict[str, WasRead] = {}

    def done(self, inputs: Sequence[_Input]) -> tuple[list[tuple[Taken, Path]], list[Taken]]:
        """What was made, each with the folder of its rows, and what stays as it was."""
        files = [one for one in inputs if one.source.kind == READ]
        self._read_files([one for one in files if not self._is_known(one)])
        groups = self._groups([one for one in files if self._is_there(one)])
        groups += [(one,) for one in inputs if one.source.kind != READ]
        stale = [group for group in groups if not self._is_kept(group)]
        self._read_files([one for group in stale for one in group if self._lacks(one)])
        stale = [tuple(one for one in group if not self._failed(one)) for group in stale]
        stale = [group for group in stale if group]
        kept = [self._before[one.name] for group in groups if self._is_kept(group) for one in group]
        return list(self._recorded(stale)), kept

    def _is_known(self, one: _Input) -> bool:
        found = self._before.get(one.name)
        return found is not None and found.digest == one.digest

    def _is_there(self, one: _Input) -> bool:
        return self._is_known(one) or not self._failed(one)

    def _failed(self, one: _Input) -> bool:
        return one.name in self._read and self._read[one.name].disclosure is None

    def _lacks(self, one: _Input) -> bool:
        return one.source.kind == READ and one.name not in self._read

    def _is_kept(self, group: Sequence[_Input]) -> bool:
        """Whether every member is as it was, and was checked with just these others."""
        together = _together(group)
        return all(
            self._is_known(one) and self._before[one.name].together == together for one in group
        )

    def _read_files(self, files: Sequence[_Input]) -> None:
        orders = [ToRead(one.source, self._scratch) for one in files]
        outcomes = self._each(read, orders, READING)
        for one, outcome in zip(files, outcomes, strict=True):
            if isinstance(outcome, workers.Done):
                found = outcome.value
            else:
                found = WasRead(problem=pipeline.lost(outcome, self._seconds))
            self._read[one.name] = found
            if found.disclosure is None:
                self._refused.append(Refused(one.source.path, found.problem))

    def _groups(self, files: Sequence[_Input]) -> list[tuple[_Input, ...]]:
        """Files of one body together."""
        by_sha = {one.sha256: one for one in files}
        bare = [self._bare(one) for one in files]
        groups = pipeline.together(bare)
        return [tuple(by_sha[one.origin.sha256] for one in group) for group in groups]

    def _bare(self, one: _Input) -> Disclosure:
        """A disclosure without content: whose it is, as read now or as it was read before."""
        if one.name in self._read:
            found = self._read[one.name].disclosure
            assert found is not None
            return replace(found, origin=Origin(one.name, one.sha256, found.origin.kind))
        before = self._before[one.name]
        origin = Origin(one.name, one.sha256, "")
        return Disclosure(origin, before.entity or None, None, None, units=before.units)

    def _recorded(self, groups: Sequence[Sequence[_Input]]) -> Iterator[tuple[Taken, Path]]:
        orders = [self._order(group) for group in groups]
        failed: list[tuple[Sequence[_Input], ToRecord]] = []
        for group, order, outcome in zip(
            groups, orders, self._each(record, orders, RECORDING), strict=True
        ):
            if isinstance(outcome, workers.Done):
                yield from self._taken(group, outcome.value)
            else:
                why = pipeline.unfinished(outcome, self._seconds)
                failed.append((group, replace(order, unchecked=why)))
        again = self._each(record, [order for _, order in failed], RECORDING)
        for (group, _), outcome in zip(failed, again, strict=True):
            if isinstance(outcome, workers.Done):
                yield from self._taken(group, outcome.value)
            else:
                problem = pipeline.lost(outcome, self._seconds)
                self._refused += [Refused(one.source.path, problem) for one in group]

    def _order(self, group: Sequence[_Input]) -> ToRecord:
        kept = (self._read[one.name].kept for one in group if one.name in self._read)
        return ToRecord(
            tuple(one.source for one in group),
            tuple(one.sha256 for one in group),
            tuple(path for path in kept if path is not None),
            self._scratch,
        )

    def _taken(
        self, group: Sequence[_Input], outcome: tuple[tuple[Recorded, ...], str]
    ) -> Iterator[tuple[Taken, Path]]:
        recorded, problem = outcome
        if problem:
            self._refused += [Refused(one.source.path, problem) for one in group]
            return
        together = _together(group)
        for one, found in zip(group, recorded, strict=True):
            taken = Taken(
                found.id, one.name, one.digest, found.entity, found.units, found.sha256, together
            )
            yield taken, found.path

    def _each(self, work: Callable[[Any], Any], orders: Sequence[Any], step: str) -> Iterator[Any]:
        limits = workers.Limits(self._seconds)
        for number, outcome in enumerate(
            workers.each(work, orders, jobs=self._jobs, limits=limits), 1
        ):
            self._progress(step, number, len(orders))
            yield outcome


def _together(group: Sequence[_Input]) -> str:
    """A name for the files that are checked together."""
    return hashlib.sha256("".join(sorted(one.sha256 for one in group)).encode()).hexdigest()[:16]
