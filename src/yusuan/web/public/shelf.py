"""The published versions as the shelf of the portal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final

from django.conf import settings
from django.db.models import QuerySet

from yusuan import __version__, compiling
from yusuan.portal import digest as digests
from yusuan.portal.digest import Digest
from yusuan.portal.editions import Edition, Kept, Named, Offered, Release
from yusuan.portal.folder import kept_of, period, words_of
from yusuan.web.budgeting import reading
from yusuan.web.publishing.models import Version

_WORD: Final = ".docx"


def published() -> QuerySet[Version]:
    """Every version that was published, the newest of a budget first."""
    return (
        Version.objects.filter(published_at__isnull=False)
        .select_related("dossier__department__district", "dossier__year")
        .order_by("dossier_id", "-number")
    )


class Published:
    """The newest published version of each budget. What is read of it is what was then."""

    def __init__(self) -> None:
        self._versions: dict[str, Version] = {}
        self._editions = tuple(self._found())

    def _found(self) -> Iterator[Edition]:
        of: dict[int, list[Version]] = {}
        for version in published().defer("private", "warnings"):
            of.setdefault(version.dossier_id, []).append(version)
        for versions in of.values():
            edition = _edition(versions)
            self._versions[edition.address] = versions[0]
            yield edition

    def editions(self) -> Sequence[Edition]:
        """Every edition; of one department the newest year first."""
        return sorted(
            self._editions, key=lambda one: (one.district.slug, one.department.slug, -one.year)
        )

    def kept(self, edition: Edition) -> Kept:
        """The volume of its revision, compared with the Word file as it was published."""
        version = self._versions[edition.address]
        budget = reading.revised(version.revision).budget
        assert budget is not None, "it was built"
        word = next(one.name for one in edition.files if one.name.endswith(_WORD))
        return kept_of(compiling.compose(budget), self.file(edition, word))

    def file(self, edition: Edition, name: str) -> bytes:
        """A file of an edition; KeyError where it has none of that name."""
        if name not in {one.name for one in edition.files}:
            raise KeyError(name)
        try:
            return (self._versions[edition.address].folder / name).read_bytes()
        except OSError as error:
            raise KeyError(name) from error

    def digest(self, edition: Edition) -> Digest:
        """An edition in short; made once, and kept in the data folder."""
        version = self._versions[edition.address]
        path = Path(settings.DATA) / "portal" / f"{version.pk}-{_maker()}.json"
        try:
            return Digest.of(json.loads(path.read_bytes()))
        except (OSError, ValueError, TypeError, KeyError):
            found = digests.digest(edition, self.kept(edition))
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(found.as_dict(), ensure_ascii=False), encoding="utf-8")
        fresh.replace(path)
        return found


def _maker() -> str:
    """What a digest depends on besides the version: the program that made it."""
    return hashlib.sha256(f"{__version__} {digests.SCHEMA}".encode()).hexdigest()[:12]


def _edition(versions: Sequence[Version]) -> Edition:
    newest = versions[0]
    dossier = newest.dossier
    department, district = dossier.department, dossier.department.district
    return Edition(
        Named(district.code, str(district)),
        Named(department.code, str(department)),
        period(dossier.year.year, "budget", "department"),
        dossier.year.year,
        "budget",
        "department",
        newest.title or str(dossier),
        made=True,
        releases=tuple(_release(one) for one in versions),
        files=tuple(
            Offered(one["name"], words_of(one["name"]), one["size"], one["sha256"])
            for one in sorted(newest.files, key=lambda one: _place(one["name"]))
        ),
    )


def _place(name: str) -> tuple[bool, int, str]:
    order = ("docx", "pdf", "xlsx", "html")
    suffix = PurePosixPath(name).suffix[1:]
    data = "/" in name or suffix not in order
    return data, order.index(suffix) if suffix in order else len(order), name


def _release(version: Version) -> Release:
    return Release(
        version.number,
        version.published_at,
        version.reason,
        tuple(_told(version.changed)),
        f"{version.number}/",
    )


def _told(changed: Mapping[str, Any]) -> Iterator[str]:
    """What a version changed, a sentence each."""
    for where, before, after in changed.get("cells", ()):
        yield f"{where}：原来是 {before or '空'}，现在是 {after or '空'}"
    for kind, words in (("sentences", "说明文字"), ("rows", "填报内容")):
        for before, after in changed.get(kind, ()):
            yield f"{words}：原来是“{before or '没有'}”，现在是“{after or '没有'}”"
    yield from changed.get("notes", ())
