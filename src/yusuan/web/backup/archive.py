"""The archive: a tar with a manifest first, then every file with the digest the manifest says.

``database/`` holds the database, ``files/`` what else is in the data folder. Knows no database.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

MANIFEST: Final = "manifest.json"
SCHEMA: Final = "yusuan.backup/1"
DATABASE: Final = "database"
FILES: Final = "files"
_BLOCK: Final = 2**20
_LARGEST_MANIFEST: Final = 256 * 2**20


class Unusable(ValueError):
    """An archive or a folder that cannot be used; its text is one sentence for the person."""


def occupied(folder: Path) -> bool:
    """Whether a data folder holds anything."""
    return folder.exists() and (not folder.is_dir() or any(folder.iterdir()))


def write(target: Path, parts: Mapping[str, Path], about: Mapping[str, Any]) -> int:
    """Write an archive of files by their names in it; how many. It is there whole or not at all.

    Only its owner can read it. Raises Unusable where ``target`` is there already.
    """
    if target.exists():
        raise Unusable(f"“{target}”已经有了，请换一个名字。")
    listed = [
        {"name": name, "size": path.stat().st_size, "sha256": digest(path)}
        for name, path in sorted(parts.items())
    ]
    manifest = json.dumps(
        {"schema": SCHEMA, **about, "files": listed}, ensure_ascii=False, indent=1
    ).encode()
    part = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                _add(tar, MANIFEST, len(manifest), manifest)
                for one in listed:
                    _add(tar, str(one["name"]), int(str(one["size"])), parts[str(one["name"])])
            file.flush()
            os.fsync(file.fileno())
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    return len(listed)


def _add(tar: tarfile.TarFile, name: str, size: int, content: bytes | Path) -> None:
    import io

    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    if isinstance(content, bytes):
        tar.addfile(info, io.BytesIO(content))
        return
    with content.open("rb") as file:
        tar.addfile(info, file)


def read(archive: Path, folder: Path) -> dict[str, Any]:
    """Unpack an archive into an empty folder, every file checked; its manifest.

    Raises Unusable where it is none of ours, or damaged.
    """
    try:
        with tarfile.open(archive, "r:") as tar:
            return _unpacked(tar, folder)
    except (tarfile.TarError, OSError, ValueError, KeyError, TypeError) as error:
        if isinstance(error, Unusable):
            raise
        raise Unusable(f"“{archive}”不是本程序的备份，或已损坏。") from error


def _unpacked(tar: tarfile.TarFile, folder: Path) -> dict[str, Any]:
    first = tar.next()
    if first is None or first.name != MANIFEST or first.size > _LARGEST_MANIFEST:
        raise Unusable("这个文件不是本程序的备份。")
    content = tar.extractfile(first)
    assert content is not None
    manifest: dict[str, Any] = json.loads(content.read())
    if manifest["schema"] != SCHEMA:
        raise Unusable("这份备份的格式，本程序不认识。")
    wanted = {str(one["name"]): (int(one["size"]), str(one["sha256"])) for one in manifest["files"]}
    for info in _members(tar):
        if info.name not in wanted or not info.isreg() or not _below(info.name):
            raise Unusable(f"备份里有不该有的“{info.name}”，可能已损坏。")
        source = tar.extractfile(info)
        assert source is not None
        path = folder / info.name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as out:
            shutil.copyfileobj(source, out, _BLOCK)
        path.chmod(0o600)
        if (path.stat().st_size, digest(path)) != wanted.pop(info.name):
            raise Unusable(f"备份里的“{info.name}”已损坏。")
    if wanted:
        raise Unusable(f"备份不全，缺“{next(iter(wanted))}”。")
    return manifest


def _members(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    while info := tar.next():
        yield info


def _below(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and path.parts[0] in (DATABASE, FILES)


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()
