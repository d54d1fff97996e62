"""The data set of a site: what its pages show, as tables of Parquet with their description."""

from __future__ import annotations

import hashlib
import io
import logging
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final

from yusuan.checks.findings import Result
from yusuan.dataset import layout, packages, storing
from yusuan.dataset.records import PUBLISHED, READ, About, Rowing, Rows, Whole, renamed
from yusuan.ledger import Disclosure, Fact, Origin, Statement
from yusuan.portal.editions import Edition, Kept, NotSet, Shelf

_log = logging.getLogger(__name__)

_PART: Final = "site"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # of every member: the same site, the same bytes
_OURS: Final = ("data/", "check.html")  # files that are made of those that were read


def package(editions: Iterable[Edition], shelf: Shelf) -> bytes:
    """The data set of some editions as a zip; unpacked it is one that ``yusuan query`` reads."""
    with tempfile.TemporaryDirectory(prefix="yusuan-dataset-") as name:
        folder = Path(name)
        state = storing.once(folder, _rows(editions, shelf), _PART)
        layout.write(folder, state)
        packages.write(folder, state)
        return _zipped(folder)


def _rows(editions: Iterable[Edition], shelf: Shelf) -> Iterator[Rows]:
    for one in sorted(editions, key=lambda one: _sha256(one)[:16]):
        try:
            yield Rowing(whole(one, shelf.kept(one))).rows()
        except NotSet:
            _log.warning("the data set is without %s: it cannot be set", one.address)


def _zipped(folder: Path) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            member = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EPOCH)
            archive.writestr(member, path.read_bytes())
    return made.getvalue()


def whole(edition: Edition, kept: Kept) -> Whole:
    """An edition with all that rows of a data set are made of."""
    release = edition.release
    about = About(
        edition.district.name,
        edition.department.name,
        version=release.number,
        published=f"{release.on:%Y-%m-%d}" if release.on else "",
        reason=release.reason,
    )
    kinds = dict.fromkeys(PurePosixPath(name).suffix[1:].lower() for name in _originals(edition))
    return Whole(
        PUBLISHED if edition.made else READ,
        edition.title,
        " ".join(kinds),
        _sha256(edition),
        renamed(kept.volume, {name: one.id for name, one in kept.read.items()}),
        _disclosure(edition, kept),
        kept.volume.result or Result((), ()),
        about,
    )


def _originals(edition: Edition) -> list[str]:
    """The files that it was published as."""
    if edition.made:
        return [one.name for one in edition.files if one.name.endswith(".docx")]
    return [one.name for one in edition.files if not one.name.startswith(_OURS)]


def _sha256(edition: Edition) -> str:
    """What names its content: the digest of its file, or of the digests of several."""
    known = {one.name: one.sha256 for one in edition.files}
    found = sorted(known[name] for name in _originals(edition))
    return found[0] if len(found) == 1 else hashlib.sha256("".join(found).encode()).hexdigest()


def _disclosure(edition: Edition, kept: Kept) -> Disclosure:
    volume = kept.volume
    return Disclosure(
        Origin(edition.title, "", ""),
        volume.entity,
        edition.year,
        edition.stage,
        edition.scope or "department",
        statements=tuple(_statements(kept)),
    )


def _statements(kept: Kept) -> Iterator[Statement]:
    """The tables with their figures; last, without an id, the figures of the sentences."""
    figures: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in kept.volume.facts:
        figures[fact.table or ""].append(fact)
    for one in kept.read.values():
        yield replace(one, loose=tuple(figures.pop(one.id, ())))
    if loose := [fact for of in figures.values() for fact in of]:
        yield Statement("", "", None, loose[0].place, 0, 0, loose=tuple(loose))
