"""Many budgets in one go: each in a folder and a process of its own, one account of all."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from yusuan import workers
from yusuan.cli.build import Manner, build_one
from yusuan.cli.output import destination, tell

RECORD = "生成记录.txt"
_SECONDS = 600.0
_OUTCOMES = {0: "已生成", 1: "有错误，没有生成", 2: "没能生成"}
_LOST = {
    "timeout": f"生成超过 {_SECONDS:g} 秒，已停止，请单独生成这一份。",
    "memory": "生成所需内存超过上限，已停止。",
    "crash": "生成程序意外退出，请单独生成这一份再看。",
    "fault": "生成时程序出错，请把这行信息告诉我们：{detail}",
}


@dataclass(frozen=True, slots=True)
class Order:
    """A budget to build, the folder it goes to, and how."""

    path: Path
    folder: Path
    manner: Manner


@dataclass(frozen=True, slots=True)
class Built:
    """What became of an order: its exit code, and everything that was said about it."""

    code: int
    said: str


def orders(paths: Sequence[Path], output: Path, manner: Manner) -> list[Order]:
    """An order for each budget, each with a subfolder that no other one has."""
    named = zip(paths, _names(paths), strict=True)
    return [Order(path, output / name, manner) for path, name in named]


def _names(paths: Sequence[Path]) -> list[str]:
    """The name of each budget; where two are alike, the folder it is in stands before it."""
    own = [path.resolve().name if path.is_dir() else path.stem for path in paths]
    often = Counter(name.casefold() for name in own)
    taken: set[str] = set()
    found: list[str] = []
    for path, name in zip(paths, own, strict=True):
        alike = often[name.casefold()] > 1
        wish = f"{path.resolve().parent.name}-{name}" if alike else name
        free, number = wish, 1
        while free.casefold() in taken:
            number += 1
            free = f"{wish}（{number}）"
        taken.add(free.casefold())
        found.append(free)
    return found


def build_all(wanted: Sequence[Order], output: Path, jobs: int | None) -> int:
    """Build every order, with a progress bar; the worst exit code.

    One that cannot be built does not stop the others. What was said about each is kept in a
    record in the output folder; what went wrong is said here too.
    """
    output.mkdir(parents=True, exist_ok=True)
    done = list(_watched(wanted, _built(wanted, jobs)))
    record = output / RECORD
    with destination(str(record)) as stream:
        for order, built in zip(wanted, done, strict=True):
            stream.write(f"{_line(order, built)}\n{built.said}\n".encode())
    counts = Counter(built.code for built in done)
    told = "、".join(f"{_OUTCOMES[code]} {counts[code]} 份" for code in sorted(counts))
    click.echo(f"共 {len(done)} 份预算：{told}；每一份的警告和提示见“{record}”。")
    return max(built.code for built in done)


def _built(wanted: Sequence[Order], jobs: int | None) -> Iterator[Built]:
    crew = jobs or os.cpu_count() or 1
    limits = workers.Limits(_SECONDS)
    for outcome in workers.each(work, wanted, jobs=crew, limits=limits):
        if isinstance(outcome, workers.Done):
            yield outcome.value
        else:
            yield Built(2, f"yusuan：{_LOST[outcome.why].format(detail=outcome.detail)}\n")


def work(order: Order) -> Built:
    """Build one budget here and now, and keep what is said instead of saying it."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            code = build_one(order.path, order.folder, order.manner)
        except OSError as error:
            tell(f"写不了“{order.folder}”（{error.strerror or type(error).__name__}）。")
            code = 2
    return Built(code, said.getvalue())


def _watched(wanted: Sequence[Order], found: Iterator[Built]) -> Iterator[Built]:
    """The results as they come; while a bar stands on the terminal, nothing else is said."""
    if not sys.stderr.isatty():
        for order, built in zip(wanted, found, strict=True):
            _tell(order, built)
            yield built
        return
    held: list[tuple[Order, Built]] = []
    with click.progressbar(found, length=len(wanted), label="生成预算", file=sys.stderr) as bar:
        for order, built in zip(wanted, bar, strict=True):
            held.append((order, built))
            yield built
    for order, built in held:
        _tell(order, built)


def _tell(order: Order, built: Built) -> None:
    if built.code:
        click.echo(f"{_line(order, built)}\n{built.said}", err=True)
    else:
        click.echo(_line(order, built))


def _line(order: Order, built: Built) -> str:
    where = f" → {order.folder}" if built.code == 0 else ""
    return f"{order.path}：{_OUTCOMES[built.code]}{where}"
