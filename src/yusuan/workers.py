"""Work in processes of its own, each piece bounded in time and memory; results in order.

A hostile file can keep a parser busy for ever, eat all memory or crash the process it is read in
(PDFium, lxml and the others are C). So nothing is read in the process that reports: a worker that
oversteps is killed, replaced, and only its own piece of work is lost.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")

SECONDS = 120.0
MEMORY = 4 * 1024**3
_ORPHAN = 2.0  # seconds that work may go on after its time when nobody is there to end it


@dataclass(frozen=True, slots=True)
class Done(Generic[_R]):
    """What the work gave."""

    value: _R


@dataclass(frozen=True, slots=True)
class Lost:
    """Work that came to nothing; ``why`` is timeout, memory, crash or fault."""

    why: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one piece of work may take: seconds on the clock, bytes of address space."""

    seconds: float = SECONDS
    memory: int = MEMORY


def each(
    work: Callable[[_T], _R],
    items: Sequence[_T],
    *,
    jobs: int = 1,
    limits: Limits = Limits(),
) -> Iterator[Done[_R] | Lost]:
    """Do the work for every item, at most ``jobs`` at a time; yield results in the items' order.

    ``work`` must be a module's function, so that a new process finds it by name. At most twice as
    many results as workers wait for their turn, however many items there are.
    """
    crew = [_Worker(work, items, limits) for _ in range(max(1, min(jobs, len(items))))]
    waiting: dict[int, Done[_R] | Lost] = {}
    given = 0
    try:
        for turn in range(len(items)):
            while turn not in waiting:
                for worker in crew:
                    if worker.idle and given < min(len(items), turn + 2 * len(crew)):
                        worker.give(given)
                        given += 1
                waiting.update(_finished(crew))
            yield waiting.pop(turn)
    finally:
        for worker in crew:
            worker.stop()


def _finished(crew: Iterable[_Worker]) -> Iterator[tuple[int, Any]]:
    """The results that are there once any busy worker answers, dies or runs out of time."""
    busy = [worker for worker in crew if not worker.idle]
    patience = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
    ready = wait([worker.pipe for worker in busy], patience)
    for worker in busy:
        if worker.pipe in ready:
            yield worker.take()
        elif worker.deadline <= time.monotonic():
            yield worker.abandon(Lost("timeout"))


class _Worker:
    """One process and what it is busy with."""

    def __init__(self, work: Callable[[Any], Any], items: Sequence[Any], limits: Limits) -> None:
        self._work, self._items, self._limits = work, items, limits
        self._forked = False
        self._process: BaseProcess | None = None
        self._number: int | None = None
        self.pipe: Connection
        self.deadline = 0.0

    @property
    def idle(self) -> bool:
        return self._number is None

    def give(self, number: int) -> None:
        """Begin a piece of work; a worker that has no process yet gets one."""
        if self._process is None:
            self._start()
        self._number = number
        self.deadline = time.monotonic() + self._limits.seconds
        with contextlib.suppress(OSError):  # it died; take() will see that
            self.pipe.send(number if self._forked else self._items[number])

    def take(self) -> tuple[int, Any]:
        """The result of the work given, or word that the process died over it."""
        try:
            result = self.pipe.recv()
        except (EOFError, OSError):
            return self.abandon(Lost("crash"))
        if isinstance(result, Lost):  # after a want of memory a process is not to be trusted
            return self.abandon(result)
        number, self._number = self._number, None
        assert number is not None
        return number, result

    def abandon(self, why: Lost) -> tuple[int, Lost]:
        """Kill the process; the next piece of work gets a new one."""
        number = self._number
        assert number is not None
        self.stop()
        return number, why

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is not None:
            _kill(self._process)
            self._process.join()
            self.pipe.close()
        self._process, self._number = None, None

    def _start(self) -> None:
        """Start a process; a forked one has the items already and is only told their numbers."""
        self._forked = _is_alone()
        self.pipe, theirs = multiprocessing.Pipe()
        if self._forked:
            task = _Task(self._work, self._limits, self._items, self.pipe)
            self._process = multiprocessing.get_context("fork").Process(
                target=_serve, args=(theirs, task)
            )
        else:
            task = _Task(self._work, self._limits)
            self._process = multiprocessing.get_context("spawn").Process(
                target=_serve, args=(theirs, task)
            )
        self._process.start()
        theirs.close()


@dataclass(frozen=True, slots=True)
class _Task:
    """What a process is to do; the items and the parent's end of the pipe where it was forked."""

    work: Callable[[Any], Any]
    limits: Limits
    items: Sequence[Any] | None = None
    inherited: Connection | None = None


def _kill(process: BaseProcess) -> None:
    """Kill a worker, and with it whatever it started (LibreOffice, for old Word files)."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg") and process.pid and os.getpgid(process.pid) == process.pid:
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _is_alone() -> bool:
    """Whether this process can be forked, which costs milliseconds instead of a new interpreter.

    Forking a process that runs threads can deadlock (a library's own threads count too), and on
    macOS the system's libraries run them.
    """
    return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208


def _serve(pipe: Connection, task: _Task) -> None:
    """Run in the worker: take items, send results, until the pipe closes."""
    if task.inherited is not None:
        task.inherited.close()  # or the pipe would never close, as we held its other end ourselves
    if hasattr(os, "setsid"):
        os.setsid()  # Ctrl-C is the parent's to handle; what we start is killed with us
    _limit(task.limits.memory)
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            given = pipe.recv()
            item = given if task.items is None else task.items[given]
            _alarm(task.limits.seconds + _ORPHAN)
            outcome = _outcome(task.work, item)
            _alarm(0)
            pipe.send(outcome)


def _alarm(seconds: float) -> None:
    """Have the system end this process then, whatever it is at; 0 takes that back.

    Who gave the work ends it before that, unless it was killed itself.
    """
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _outcome(work: Callable[[Any], Any], item: object) -> Done[Any] | Lost:
    try:
        return Done(work(item))
    except MemoryError:
        return Lost("memory")
    except Exception as error:  # noqa: BLE001 - one file that trips us must not stop the others
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(last.filename).name}:{last.lineno}"
        return Lost("fault", f"{type(error).__name__}: {error} ({where})")


def _limit(memory: int) -> None:
    """Bound the process's address space, on the platforms that can."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    ceiling = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    with contextlib.suppress(ValueError, OSError):  # macOS refuses what is already exceeded
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))
