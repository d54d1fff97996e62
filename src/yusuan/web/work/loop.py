"""The worker: takes work, does it in bounded processes, says that it lives.

The work itself runs beside a thread that keeps the row alive; it never touches the database.
"""

from __future__ import annotations

import logging
import os
import socket
import time
import uuid
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Final, TypeVar

from django.db import DatabaseError, close_old_connections, transaction

from yusuan import workers
from yusuan.web.work import jobs
from yusuan.web.work.jobs import Failed, Job

_log = logging.getLogger(__name__)
_T = TypeVar("_T")
_R = TypeVar("_R")

#: The kinds of work there are; applications add theirs when they start.
KINDS: Final[list[type[Job]]] = []
#: What is to be done now and then; they return at once where there is nothing.
CHORES: Final[list[Callable[[], None]]] = []
PAUSE: Final = 1.0
_CHORES_EVERY: Final = 60.0
_FAULT: Final = "生成时程序出错，请把这行信息告诉系统管理员：{}"


def run(alive: Callable[[], bool] = lambda: True, *, once: bool = False) -> int:
    """Work until not ``alive`` any more, or ``once`` until nothing waits; how much was done."""
    name = f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
    count, next_chores = 0, 0.0
    while alive():
        try:
            if not transaction.get_connection().in_atomic_block:
                close_old_connections()
            if time.monotonic() >= next_chores:
                next_chores = time.monotonic() + _CHORES_EVERY
                for chore in CHORES:
                    chore()
            worked = sum(turn(kind, name) for kind in KINDS)
        except DatabaseError:
            _log.exception("the database does not answer; trying again")
            worked = 0
            time.sleep(5 * PAUSE)
        count += worked
        if not worked:
            if once:
                break
            time.sleep(PAUSE)
    return count


def turn(kind: type[Job], name: str) -> bool:
    """Do one piece of work of a kind; False where none waits."""
    job = jobs.claim(kind, name)
    if job is None:
        return False
    try:
        result = _done(job, job.task())
    except Failed as failed:
        jobs.ended(job, error=str(failed))
        job.over()
    except DatabaseError:
        raise
    except Exception as error:  # noqa: BLE001 -- one piece of work must not stop the others
        _log.exception("work failed: %s %s", kind.__name__, job.pk)
        jobs.ended(job, error=_FAULT.format(f"{type(error).__name__}: {error}"))
        job.over()
    else:
        jobs.ended(job, result)
        job.over()
    finally:
        job.progress_file.unlink(missing_ok=True)
    return True


def _done(job: Job, task: Callable[[], Any]) -> Any:
    with ThreadPoolExecutor(1) as pool:
        future: Future[Any] = pool.submit(task)
        while True:
            try:
                return future.result(timeout=PAUSE)
            except TimeoutError:
                if future.done():
                    raise
                jobs.beat(job)


def bounded(work: Callable[[_T], _R], given: _T, limits: workers.Limits, told: str) -> _R:
    """Do something in a process of its own; Failed where it oversteps its bounds.

    ``told`` says what was being done: 「生成」.
    """
    (outcome,) = workers.each(work, [given], limits=limits)
    if isinstance(outcome, workers.Done):
        return outcome.value
    raise Failed(_LOST[outcome.why].format(told, seconds=limits.seconds, detail=outcome.detail))


_LOST: Final = {
    "timeout": "{0}超过 {seconds:g} 秒，已停止。",
    "memory": "{0}所需内存超过上限，已停止。",
    "crash": "{0}的程序意外退出，请再试一次。",
    "fault": "{0}时程序出错，请把这行信息告诉系统管理员：{detail}",
}
