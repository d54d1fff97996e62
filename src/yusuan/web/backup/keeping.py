"""The two commands: everything into an archive, and back into an empty place."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from yusuan import __version__
from yusuan.web import server
from yusuan.web.backup import archive
from yusuan.web.backup.archive import DATABASE, FILES, Unusable


def backup(target: Path, data: Path) -> tuple[int, dict[str, int]]:
    """Write the archive; how many files are in it, and the rows of every table.

    The application may go on working. Raises Unusable.
    """
    if not archive.occupied(data):
        raise Unusable(f"“{data}”里没有数据，请核对路径。")
    server.ready(data, migrate=False)
    from django.utils import timezone

    from yusuan.web.backup import databases
    from yusuan.web.checking.models import Inspection

    with tempfile.TemporaryDirectory(dir=target.absolute().parent, prefix=".backup-") as folder:
        rows = databases.snapshot(Path(folder) / DATABASE)
        saved = set(Inspection.objects.filter(saved=True).values_list("key", flat=True))
        parts = {f"{DATABASE}/{one.name}": one for one in (Path(folder) / DATABASE).iterdir()}
        parts |= {f"{FILES}/{name}": path for name, path in _files(data, saved)}
        about = {
            "yusuan": __version__,
            "at": timezone.now().isoformat(),
            **databases.about(),
            "rows": rows,
        }
        return archive.write(target, parts, about), rows


def _files(data: Path, saved: Container[str]) -> Iterator[tuple[str, Path]]:
    """The files of the data folder, without the database and what is only passing.

    ``saved`` names the folders of the checks that their owners keep.
    """
    for path in sorted(data.rglob("*")):
        name = path.relative_to(data)
        unsaved = name.parts[0] == "checks" and name.parts[1] not in saved
        passing = unsaved or any(part.startswith(".") for part in name.parts)
        database = len(name.parts) == 1 and ".sqlite3" in path.name
        if path.is_file() and not path.is_symlink() and not passing and not database:
            yield name.as_posix(), path


def restore(source: Path, data: Path) -> dict[str, Any]:
    """Bring an archive back into an empty data folder, and an empty database; its manifest.

    Raises Unusable; nothing is then left of the attempt.
    """
    if archive.occupied(data):
        raise Unusable(f"“{data}”里已经有数据，不能覆盖，请换一个空的文件夹。")
    data.absolute().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data.absolute().parent, prefix=".restore-") as folder:
        manifest = archive.read(source, Path(folder))
        kept = Path(folder) / FILES
        kept.mkdir(exist_ok=True)
        if data.exists():
            data.rmdir()
        shutil.move(kept, data)
        try:
            _database(data, Path(folder) / DATABASE, manifest)
        except BaseException:
            shutil.rmtree(data, ignore_errors=True)
            raise
    return manifest


def _database(data: Path, folder: Path, manifest: dict[str, Any]) -> None:
    server.ready(data, migrate=False)
    from yusuan.web.backup import databases

    databases.fits(manifest)
    databases.restore(folder, manifest)
    now = databases.counts()
    for table, count in manifest["rows"].items():
        if now.get(table) != count:
            raise Unusable(f"恢复后 {table} 有 {now.get(table, 0)} 行，备份里是 {count} 行。")
    server.ready(data)  # the schema of this program, where the backup is of an earlier one


def damage() -> Iterator[str]:
    """What does not hold after a restore: chains of the audit log, published files."""
    from yusuan.web.audit import chain
    from yusuan.web.publishing.models import Version

    yield from chain.broken()
    for version in Version.objects.filter(published_at__isnull=False):
        yield from (f"{version}：{one}" for one in version.damage())
