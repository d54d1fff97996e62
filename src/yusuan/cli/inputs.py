"""What to read: the paths a person names become requests, and the requests readings."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from yusuan.cli.chinese import whole
from yusuan.cli.output import tell

if TYPE_CHECKING:
    from yusuan.pipeline import Reading, Request

_Command = TypeVar("_Command", bound=Callable[..., Any])

STANDARD_INPUT = "-"


@dataclass(slots=True)
class Inputs:
    """What a command was asked to read, and how much of that could not be read so far."""

    requests: list[Request]
    unread: int = 0

    def refuse(self, path: str, why: str) -> None:
        """Say why something is not read, and go on with the others."""
        self.unread += 1
        shown = "标准输入" if path == STANDARD_INPUT else f"“{path}”"
        tell(f"没有读入{shown}：{why}")


def reading_options(command: _Command) -> _Command:
    """Add what every command that reads files takes: the paths, how many at once, how long."""
    for option in (
        click.option(
            "--timeout",
            type=whole,
            default=120,
            metavar="秒",
            help="每个文件最多读、每组文件最多核对多少秒，默认 120。",
        ),
        click.option("--jobs", type=whole, metavar="个", help="同时读几个文件，默认用满处理器。"),
        click.argument("paths", nargs=-1, required=True, metavar="路径…"),
    ):
        command = option(command)
    return command


def collect(paths: Sequence[str], *outputs: str | None, whole: bool = False) -> Inputs:
    """Find the files the paths name, each once; what is not there is told of at once.

    A file that is to be read is never one to be written. ``whole`` asks for the documents too.
    """
    from yusuan.pipeline import Request

    inputs, seen = Inputs([]), set()
    for path in dict.fromkeys(paths):
        for name in _files(path, inputs):
            known = name if name == STANDARD_INPUT else str(Path(name).resolve())
            if known not in seen:
                seen.add(known)
                inputs.requests.append(Request(name, _piped(name), whole))
    for output in filter(None, outputs):
        if Path(output).is_file() and str(Path(output).resolve()) in seen:
            raise click.UsageError(f"“{output}”是要读的文件，不能又写到它上面，请换一个位置。")
    return inputs


def _files(path: str, inputs: Inputs) -> Iterator[str]:
    from yusuan import pipeline

    if path == STANDARD_INPUT:
        yield path
    elif pipeline.is_aside(Path(path).name):
        return
    elif (Path(path) / pipeline.BUDGET).is_file():
        inputs.refuse(path, "这是一份预算，不是公开文件；请用 yusuan build 核对并生成。")
    elif Path(path).is_dir():
        found = [str(file) for file in pipeline.files(Path(path))]
        if not found:
            inputs.refuse(path, "这个文件夹里没有可读的文件（文本、网页、PDF、Word 或 Excel）。")
        yield from found
    elif Path(path).exists():
        yield path
    else:
        inputs.refuse(path, "找不到这个文件，请核对路径。")


def _piped(name: str) -> bytes | None:
    """The bytes of what is no file on disk and could not be opened a second time elsewhere."""
    if name == STANDARD_INPUT:
        return _bounded(sys.stdin.buffer)
    if Path(name).is_file():
        return None
    with Path(name).open("rb") as pipe:
        return _bounded(pipe)


def _bounded(stream: IO[bytes]) -> bytes:
    """Everything a stream gives, or a byte more than any file may have, which is then refused."""
    from yusuan.documents.limits import FILE_BYTES

    return stream.read(FILE_BYTES + 1)


def readings(inputs: Inputs, jobs: int | None, seconds: int) -> Iterator[Reading]:
    """Read everything, in order, with a progress bar; what cannot be read is told of and counted.

    While the bar stands on the terminal nothing else is written there.
    """
    from yusuan import pipeline

    found = pipeline.read_all(inputs.requests, jobs=jobs, seconds=seconds)
    failed: list[Reading] = []
    for reading in _with_progress(found, len(inputs.requests)):
        if reading.disclosure is None:
            failed.append(reading)
        else:
            yield reading
    for reading in failed:
        inputs.refuse(reading.path, reading.problem)


def _with_progress(found: Iterator[Reading], count: int) -> Iterator[Reading]:
    if count < 2 or not sys.stderr.isatty():
        yield from found
        return
    with click.progressbar(found, length=count, label="读取文件", file=sys.stderr) as bar:
        yield from bar
