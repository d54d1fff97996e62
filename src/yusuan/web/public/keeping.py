"""What the portal makes of published versions once and keeps in the data folder.

All of it can be made anew, so that a backup leaves it out. It is kept by the program that made it:
a newer one makes its own.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Container
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from django.conf import settings

from yusuan import __version__
from yusuan.portal import digest


def read(version: str, what: str) -> Any:
    """What is kept of a version; OSError where nothing is, ValueError where it is damaged."""
    return json.loads(_path(version, what).read_bytes())


def has(version: str, *what: str) -> bool:
    """Whether all of some things are kept of a version."""
    return all(_path(version, one).is_file() for one in what)


def write(version: str, what: str, data: Any) -> None:
    """Keep plain data of a version; a kill leaves nothing or all of it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    _put(_path(version, what), lambda: text)


def made(stamp: str, name: str, make: Callable[[], bytes]) -> Path:
    """The file of a name over all that is published, made where it is not there yet."""
    path = _folder() / f"all-{stamp}" / name
    if not path.is_file():
        _put(path, make)
    return path


def tidy(versions: Container[str], stamp: str) -> None:
    """Put away what is kept of other versions, of what was published before, by other programs."""
    for one in _root().glob("*"):
        if one != _folder():
            shutil.rmtree(one, ignore_errors=True)
    for one in _folder().glob("*"):
        name = one.name.partition(".")[0]  # empty while it is written
        if one.is_dir() and name != f"all-{stamp}":
            shutil.rmtree(one, ignore_errors=True)
        elif one.is_file() and name and name not in versions:
            one.unlink(missing_ok=True)


def _put(path: Path, make: Callable[[], bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = make()
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as fresh:
        fresh.write(data)
    Path(fresh.name).replace(path)


def _path(version: str, what: str) -> Path:
    return _folder() / f"{version}.{what}.json"


def _folder() -> Path:
    return _root() / maker()


def _root() -> Path:
    return Path(settings.DATA) / ".portal"


@cache
def maker() -> str:
    """The program, as far as what is kept depends on it: its version, and its code and data."""
    whole = hashlib.sha256(f"{__version__} {digest.SCHEMA}".encode())
    for path in sorted(Path(str(resources.files("yusuan"))).rglob("*")):
        if path.suffix in {".py", ".toml", ".csv"} and path.is_file():
            whole.update(path.read_bytes())
    return whole.hexdigest()[:16]
