"""Files that change all at once: an interrupted write leaves the old content or the new.

New files are laid down beside the old in a hidden folder. The moment that folder takes its final
name, its content is the content; copying it over the old files can be repeated by whoever comes
next. A single file is written beside its place and renamed into it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

_INCOMING = ".yusuan-incoming"
_SETTLED = ".yusuan-settled"


def replace_file(path: Path, data: bytes) -> None:
    """Write a file so that its place holds the old bytes or the new, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(path.stat().st_mode if path.exists() else 0o644)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def replace_all(path: Path, names: tuple[str, ...], files: Mapping[str, bytes]) -> None:
    """Make the named files of a folder those given, and no others of these names."""
    path.mkdir(parents=True, exist_ok=True)
    _settle(path, names)
    laid = Path(tempfile.mkdtemp(prefix=".yusuan-", dir=path))
    try:
        for name, data in files.items():
            replace_file(laid / name, data)
        laid.replace(path / _INCOMING)
    except BaseException:
        shutil.rmtree(laid, ignore_errors=True)
        raise
    _settle(path, names)


def _settle(path: Path, names: tuple[str, ...]) -> None:
    """Finish a write that was laid down whole; remove what an earlier one left."""
    shutil.rmtree(path / _SETTLED, ignore_errors=True)
    incoming = path / _INCOMING
    if not incoming.is_dir():
        return
    for name in names:
        new = incoming / name
        if new.is_file():
            _put(path / name, new.read_bytes())
        else:
            (path / name).unlink(missing_ok=True)
    incoming.replace(path / _SETTLED)
    shutil.rmtree(path / _SETTLED)


def _put(path: Path, data: bytes) -> None:
    if not (path.is_file() and path.read_bytes() == data):
        replace_file(path, data)


def contents(path: Path, suffixes: tuple[str, ...]) -> dict[str, bytes]:
    """The files of a folder with these endings, by name, as its last whole write left them."""
    incoming = path / _INCOMING
    source = incoming if incoming.is_dir() else path
    if not source.is_dir():
        return {}
    found = (each for each in source.iterdir() if each.suffix in suffixes and each.is_file())
    return {each.name: each.read_bytes() for each in found if not each.name.startswith(".")}
