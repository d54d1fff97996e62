"""Where output goes: standard output or a file, always UTF-8, colours only for a person's eyes."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

_NARROW, _WIDE = 60, 120
_REASONS = {
    errno.ENOENT: "没有这个文件夹",
    errno.ENOTDIR: "路径当中有一段不是文件夹",
    errno.EISDIR: "那是一个文件夹",
    errno.EACCES: "没有写入权限",
    errno.EROFS: "只能读、不能写",
    errno.ENOSPC: "磁盘已满",
}


def columns() -> int:
    """How wide to write: the terminal's width within reason, 80 where there is none."""
    if not sys.stdout.isatty():
        return 80
    return max(_NARROW, min(_WIDE, shutil.get_terminal_size((80, 24)).columns))


def is_coloured(path: str | None) -> bool:
    """Whether to use colours: on a terminal, unless NO_COLOR is set (no-color.org)."""
    return not path and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def show(text: str, path: str | None = None) -> None:
    """Write text to a file, or to standard output where none is named."""
    shown = text if is_coloured(path) else click.unstyle(text)
    with destination(path) as stream:
        stream.write(shown.encode("utf-8", "backslashreplace"))


def as_json(value: object) -> str:
    """A value as JSON a person can read."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


@contextmanager
def destination(path: str | None) -> Iterator[IO[bytes]]:
    """Give a stream to write to; a file appears only once it is whole."""
    if path is None or path == "-":
        opened = _standard_output()
    elif Path(path).exists() and not Path(path).is_file() and not Path(path).is_dir():
        opened = _device(Path(path))
    else:
        opened = _whole_file(Path(path))
    with opened as stream:
        yield stream


@contextmanager
def _standard_output() -> Iterator[IO[bytes]]:
    """Standard output as bytes; a reader that has gone away (``| head``) is no fault."""
    try:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at its end, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _device(path: Path) -> Iterator[IO[bytes]]:
    """What is no file (/dev/null, a named pipe) is written to, never replaced."""
    try:
        stream = path.open("wb")
    except OSError as error:
        raise _refused(path, error) from error
    with stream:
        yield stream


def _refused(path: Path, error: OSError) -> click.ClickException:
    why = _REASONS.get(error.errno or 0, error.strerror or type(error).__name__)
    return click.ClickException(f"写不了“{path}”（{why}），请换一个位置。")


@contextmanager
def _whole_file(path: Path) -> Iterator[IO[bytes]]:
    try:
        number, name = tempfile.mkstemp(dir=path.parent, prefix=".yusuan-")
    except OSError as error:
        raise _refused(path, error) from error
    draft = Path(name)
    try:
        with os.fdopen(number, "wb") as stream:
            yield stream
        draft.chmod(_mode())
        draft.replace(path)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        draft.unlink(missing_ok=True)


def _mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def tell(message: str) -> None:
    """Say one sentence on standard error."""
    click.echo(f"yusuan：{message}", err=True)
