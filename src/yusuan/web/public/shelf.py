"""The published versions as the shelf of the portal: each is set from its frozen revision."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.timezone import localtime

from yusuan import compiling
from yusuan.portal.digest import Digest
from yusuan.portal.digest import digest as digest_of
from yusuan.portal.editions import Edition, Kept, Named, NotSet, Offered, Release
from yusuan.portal.folder import kept_of, period, words_of
from yusuan.portal.setting import Setting
from yusuan.publish import opendata
from yusuan.publish.facts import Row
from yusuan.publish.facts import rows as rows_of
from yusuan.web.budgeting import reading
from yusuan.web.once import Once
from yusuan.web.public import keeping
from yusuan.web.publishing.models import Version

_log = logging.getLogger(__name__)
_WORD: Final = ".docx"
_BUDGET, _SCOPE = "budget", "department"


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
        self._rows = Once(self._facts, 8)

    def _found(self) -> Iterator[Edition]:
        of: dict[int, list[Version]] = {}
        for version in published().defer("private", "warnings", "hints"):
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

    def version(self, edition: Edition) -> Version:
        """The version that an edition shows."""
        return self._versions[edition.address]

    def name(self, edition: Edition) -> str:
        """What tells its version from all others: its number here, and what was published."""
        digests = {one.name: one.sha256 for one in edition.files}
        return f"{self.version(edition).pk}-{digests.get(compiling.MANIFEST, '')[:16]}"

    def kept(self, edition: Edition) -> Kept:
        """The volume of its revision, compared with the Word file as it was published."""
        budget = reading.revised(self.version(edition).revision).budget
        word = next((one.name for one in edition.files if one.name.endswith(_WORD)), None)
        if budget is None or word is None:
            raise NotSet
        try:
            return kept_of(compiling.compose(budget), self.file(edition, word))
        except KeyError as error:  # its form set is no longer known, or its Word file is gone
            raise NotSet from error

    def file(self, edition: Edition, name: str) -> bytes:
        """A file of an edition; KeyError where it has none of that name."""
        if name not in {one.name for one in edition.files}:
            raise KeyError(name)
        try:
            return (self.version(edition).folder / name).read_bytes()
        except OSError as error:
            raise KeyError(name) from error

    def digest(self, edition: Edition) -> Digest:
        """An edition in short, made once."""
        return Digest.of(self._made(edition, "digest"))

    def facts(self, edition: Edition) -> Sequence[Row]:
        """Every figure of an edition as open data, made once."""
        return self._rows(edition.address)

    def _facts(self, address: str) -> Sequence[Row]:
        edition = next(one for one in self._editions if one.address == address)
        found: Sequence[Row] = self._made(edition, "facts")
        return found

    def _made(self, edition: Edition, what: str) -> Any:
        """What is kept of an edition; where it is not kept yet or damaged, it is made."""
        name = self.name(edition)
        try:
            return keeping.read(name, what)
        except (OSError, ValueError):
            made = _plain(edition, self.kept(edition))
        for one, data in made.items():
            keeping.write(name, one, data)
        return made[what]

    def missing(self) -> Iterator[Edition]:
        """The editions of which nothing is kept yet."""
        for edition in self._editions:
            if not keeping.has(self.name(edition), *_KEPT):
                yield edition

    def prepare(self, edition: Edition) -> None:
        """Make what is kept of an edition; one that cannot be set is passed over."""
        try:
            self._made(edition, "digest")
        except NotSet:
            _log.warning("%s cannot be shown as pages", edition.address)


_KEPT: Final = ("digest", "facts")


def _plain(edition: Edition, kept: Kept) -> dict[str, Any]:
    """What is kept of an edition besides its files, as plain data."""
    return {
        "digest": digest_of(Setting(edition, kept)).as_dict(),
        "facts": list(rows_of(opendata.disclosure(kept.volume))),
    }


def _edition(versions: Sequence[Version]) -> Edition:
    newest = versions[0]
    dossier = newest.dossier
    department, district = dossier.department, dossier.department.district
    return Edition(
        Named(district.code, str(district)),
        Named(department.code, str(department)),
        period(dossier.year.year, _BUDGET, _SCOPE),
        dossier.year.year,
        _BUDGET,
        _SCOPE,
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
        localtime(version.published_at),
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
