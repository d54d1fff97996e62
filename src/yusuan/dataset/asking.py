"""A question that somebody wrote, asked in a process of its own, which is ended when it must be.

DuckDB hears an interrupt between pieces of its work and counts what its operators keep; a single
call (``repeat``, ``list_sort(range(…))``) hears nothing for minutes and takes what the machine
has. So the limits are those of a process: its time and its address space.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from yusuan import workers
from yusuan.dataset.connection import QueryRefused, too_great, too_long
from yusuan.dataset.downloads import TooLong
from yusuan.dataset.layout import NoDataset
from yusuan.dataset.reading import SECONDS, Dataset
from yusuan.dataset.values import Stream

_T = TypeVar("_T")
#: What DuckDB may keep, and what the whole process may take beside its code and its threads.
KEPT: Final = "1GB"
MEMORY: Final = 3 * 1024**3
_GRACE: Final = 1.0  # seconds that the query may take to hear that its time is over
_TOLD: Final = (QueryRefused, NoDataset, TooLong, OSError)


@dataclass(frozen=True, slots=True)
class _Order:
    folder: Path
    query: str
    work: Callable[[Stream], Any]
    seconds: float


def ask(folder: Path, query: str, work: Callable[[Stream], _T], *, seconds: float = SECONDS) -> _T:
    """Ask one SELECT and give what a module's function makes of the rows, in the other process.

    Raises QueryRefused, NoDataset, what the function refuses with (TooLong, OSError).
    """
    limits = workers.Limits(seconds + _GRACE, MEMORY)
    (outcome,) = workers.each(_asked, [_Order(folder, query, work, seconds)], limits=limits)
    if isinstance(outcome, workers.Done):
        found: _T | Exception = outcome.value
        if isinstance(found, Exception):
            raise found
        return found
    if outcome.why == "timeout":
        raise too_long(seconds)
    if outcome.why == "fault":
        raise QueryRefused(f"查询没有完成（{outcome.detail}），请换一种写法。")
    raise too_great()


def _asked(order: _Order) -> Any:
    try:
        with (
            Dataset(order.folder, seconds=order.seconds, memory=KEPT) as data,
            data.stream(order.query) as found,
        ):
            return order.work(found)
    except _TOLD as error:
        return type(error)(*error.args)  # without its cause, which may not be sent
