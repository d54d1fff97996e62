"""A folder that is replaced as a whole: whoever looks finds the old one or the new one.

The new folder is made beside the old one and written through to the disk, and the two change
places in one step where the system can do that (Linux, macOS). Elsewhere the old one is put
aside first; if the program dies between the two steps, the next call puts it back.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_AT_FDCWD: Final = -100
_EXCHANGE: Final = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
_UNKNOWN: Final = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """An empty folder to fill; when the block ends well, it stands where ``target`` stood."""
    target = target.absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    recover(target)
    fresh = _beside(target, f"new-{os.getpid()}")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    try:
        yield fresh
        _settle(fresh)
        _put(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def recover(target: Path) -> None:
    """Put things right after a program that died: the old folder back, its leavings away."""
    old = _beside(target, "old")
    if old.is_dir() and not target.exists():
        old.rename(target)
    for left in target.parent.glob(f".{target.name}.*"):
        kind, _, number = left.name.removeprefix(f".{target.name}.").partition("-")
        if kind == "old" or (kind == "new" and number.isdigit() and not _alive(int(number))):
            shutil.rmtree(left, ignore_errors=True)


def _alive(process: int) -> bool:
    """Whether a program that may still be filling its folder is running."""
    if sys.platform == "win32":
        return process == os.getpid()  # asking there would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return process != os.getpid()


def _beside(target: Path, kind: str) -> Path:
    return target.with_name(f".{target.name}.{kind}")


def _settle(folder: Path) -> None:
    """Write every file and folder through to the disk, so that a power cut keeps them too."""
    for top, _, names in os.walk(folder):
        for name in names:
            _sync(Path(top, name), os.O_RDWR)
        _sync_folder(Path(top))


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(path: Path) -> None:
    if sys.platform != "win32":  # which does not open folders
        _sync(path, os.O_RDONLY)


def _put(fresh: Path, target: Path) -> None:
    if not target.exists():
        fresh.rename(target)
    elif not _exchanged(fresh, target):
        old = _beside(target, "old")
        target.rename(old)
        fresh.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    _sync_folder(target.parent)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two names change places in one step; False where the system cannot."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            failed = library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE)
        elif sys.platform == "darwin":
            failed = library.renamex_np(*names, _EXCHANGE)
        else:
            return False
    except (AttributeError, OSError, TypeError):  # a system library without it, or none
        return False
    if failed and (number := ctypes.get_errno()) not in _UNKNOWN:
        raise OSError(number, os.strerror(number), str(other))
    return not failed
