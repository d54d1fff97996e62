"""What other programs read of the site: the feed of new publications, the map of its pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape

from yusuan.portal.editions import Edition
from yusuan.portal.frame import Face

_MOST: Final = 50
_NEVER: Final = datetime(2000, 1, 1, tzinfo=UTC)


def feed(editions: Sequence[Edition], face: Face) -> bytes:
    """New publications and corrections as Atom, the newest first."""
    listed = sorted(
        ((_when(one, release.on), one, release) for one in editions for release in one.releases),
        key=lambda row: row[0],
        reverse=True,
    )[:_MOST]
    updated = listed[0][0] if listed else _NEVER
    entries = "".join(
        f"<entry><id>{_id(f'{one.address}{release.number}')}</id>"
        f"<title>{escape(one.title)}{'（更正）' if release.number > 1 else ''}</title>"
        f'<link href="{escape(face.home + one.address)}"/><updated>{when.isoformat()}</updated>'
        f"<summary>{escape(release.reason or '首次公开')}</summary></entry>"
        for when, one, release in listed
    )
    link = f'<link rel="self" href="{escape(face.home)}feed.xml"/>' if face.home else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>{_id(face.home or face.name)}</id><title>{escape(face.name)}：新公开的预算</title>"
        f"<updated>{updated.isoformat()}</updated><author><name>{escape(face.name)}</name></author>"
        f"{link}{entries}</feed>\n"
    ).encode()


def _when(edition: Edition, on: datetime | None) -> datetime:
    """When it was published; of a day that is not known, the first of its year."""
    found = on or datetime(edition.year or 2000, 1, 1, tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _id(what: str) -> str:
    return f"urn:sha1:{hashlib.sha1(what.encode(), usedforsecurity=False).hexdigest()}"


def sitemap(addresses: Iterable[str], face: Face) -> bytes:
    """All pages; addresses must be whole, so that only a site that knows its own has one."""
    urls = "".join(f"<url><loc>{escape(face.home + one)}</loc></url>" for one in addresses)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>\n'
    ).encode()
