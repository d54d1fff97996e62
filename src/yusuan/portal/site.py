"""The site: which addresses it has, and the page of each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from importlib import resources
from threading import Lock, RLock
from typing import Final

from yusuan.portal import (
    comparing,
    downloads,
    feeds,
    glossary,
    lists,
    parts,
    releases,
    seeking,
    story,
)
from yusuan.portal.digest import Digest, digest
from yusuan.portal.editions import Edition, NotSet, Shelf
from yusuan.portal.frame import Face, Page, Shown, framed
from yusuan.portal.series import Listed
from yusuan.portal.setting import TEXT, Setting

JSON: Final = "application/json; charset=utf-8"
XML: Final = "application/xml; charset=utf-8"
_ASSETS: Final = {
    "page.css": ("yusuan.publish", "text/css; charset=utf-8"),
    "page.js": ("yusuan.publish", "text/javascript; charset=utf-8"),
    "portal.css": ("yusuan.portal", "text/css; charset=utf-8"),
    "portal.js": ("yusuan.portal", "text/javascript; charset=utf-8"),
    "icon.svg": ("yusuan.portal", "image/svg+xml"),
}
_KEPT: Final = 8  # editions that stay set, for the pages that are asked for next


class Site:
    """A site over a shelf. What is set once is kept: a site shows what its shelf had at first.

    ``digests`` gives an edition in short where that is kept elsewhere. Of one edition a page is
    made at a time; many may ask at once.
    """

    def __init__(
        self,
        shelf: Shelf,
        face: Face | None = None,
        *,
        digests: Callable[[Edition], Digest] | None = None,
    ) -> None:
        self.shelf, self.face = shelf, face or Face()
        self._digests = digests or self._digest
        self._lock = Lock()
        self._locks: dict[str, RLock] = {}
        self._settings: dict[str, Setting] = {}
        self._short: dict[str, Digest] = {}

    @cached_property
    def editions(self) -> Mapping[str, Edition]:
        """Every edition by its address."""
        return {one.address: one for one in self.shelf.editions()}

    def setting(self, edition: Edition) -> Setting:
        """An edition as it is set; the last few are kept. NotSet where it cannot be."""
        with self._lock_of(edition):
            found = self._settings.get(edition.address)
            if found is None:
                found = Setting(edition, self.shelf.kept(edition))
        with self._lock:
            self._settings.pop(edition.address, None)
            while len(self._settings) >= _KEPT:
                del self._settings[next(iter(self._settings))]
            self._settings[edition.address] = found
        return found

    def _lock_of(self, edition: Edition) -> RLock:
        with self._lock:
            return self._locks.setdefault(edition.address, RLock())

    def digest(self, edition: Edition) -> Digest:
        """An edition in short; of one that is not set there is nothing."""
        with self._lock_of(edition):
            if edition.address not in self._short:
                try:
                    self._short[edition.address] = self._digests(edition)
                except NotSet:
                    return Digest()
            return self._short[edition.address]

    def _digest(self, edition: Edition) -> Digest:
        return digest(self.setting(edition))

    def listed(self, *slugs: str) -> Listed:
        """Editions of a district, or of a department in it, or all, with their digests."""
        return [
            (one, self.digest(one))
            for one in self.editions.values()
            if (one.district.slug, one.department.slug)[: len(slugs)] == slugs
        ]

    @cached_property
    def found(self) -> Sequence[seeking.Entry]:
        """Everything the search can find."""
        return tuple(seeking.entries(self.listed()))

    def pages(self) -> Iterator[str]:
        """The addresses of all pages that people read."""
        yield from ("", "compare/", "search/", "glossary/", "download/")
        yield from sorted({f"{one.district.slug}/" for one in self.editions.values()})
        yield from sorted(
            {f"{one.district.slug}/{one.department.slug}/" for one in self.editions.values()}
        )
        for edition in self.editions.values():
            short = self.digest(edition)
            below = ("", TEXT, "projects/", "files/", "versions/")
            yield from (edition.address + one for one in below)
            yield from (edition.address + one.at for one in (*short.tables, *short.charts))

    def files(self) -> Iterator[str]:
        """The addresses of all that is no page."""
        yield from (f"assets/{name}" for name in _ASSETS)
        yield from ("feed.xml", "robots.txt", "compare.json", "search.json")
        yield from (f"data/{name}" for name in downloads.BULK)
        if self.face.home:
            yield "sitemap.xml"
        for edition in self.editions.values():
            yield f"{edition.address}figures.json"
            yield from (f"{edition.address}file/{one.name}" for one in edition.files)

    def page(self, address: str, asked: Mapping[str, str] | None = None) -> Page:
        """What stands at an address; KeyError where nothing does.

        ``asked`` is given by a server that answers each question itself.
        """
        if address.endswith("/") or not address:
            return framed(self._shown(address, asked), self.face)
        return self._file(address)

    def _shown(self, address: str, asked: Mapping[str, str] | None) -> Shown:
        match address.split("/")[:-1]:
            case []:
                return lists.home(list(self.editions.values()))
            case ["compare"]:
                return comparing.shown(self.listed())
            case ["glossary"]:
                return glossary.shown()
            case ["download"]:
                return downloads.shown(list(self.editions.values()))
            case ["search"] if asked is None:
                return seeking.shown(None)
            case ["search"]:
                words = asked.get("q", "")[:80] if asked else ""
                return seeking.shown(seeking.find(self.found, words), words)
            case [district] if found := self.listed(district):
                return lists.district(found)
            case [district, department] if found := self.listed(district, department):
                return lists.department(found)
            case [district, department, period, *rest]:
                edition = self.editions[f"{district}/{department}/{period}/"]
                with self._lock_of(edition):  # what is told of sums grows while a page is made
                    return self._below(edition, rest)
        raise KeyError(address)

    def _below(self, edition: Edition, rest: Sequence[str]) -> Shown:
        match rest:
            case ["versions"]:
                return releases.versions(edition)
            case ["files"]:
                return releases.files(self.setting(edition))
            case ["explanation"]:
                return parts.explanation(self.setting(edition))
            case ["projects"]:
                return parts.targets(self.setting(edition))
            case ["chart", key]:
                return parts.chart(self.setting(edition), key)
            case [slug]:
                return parts.table(self.setting(edition), slug)
            case []:
                return story.story(self.setting(edition))
        raise KeyError(rest)

    def _file(self, address: str) -> Page:
        match address.split("/"):
            case ["assets", name]:
                package, kind = _ASSETS[name]
                return Page((resources.files(package) / "assets" / name).read_bytes(), kind)
            case ["feed.xml"]:
                editions = list(self.editions.values())
                return Page(feeds.feed(editions, self.face), "application/atom+xml; charset=utf-8")
            case ["robots.txt"]:
                known = f"Sitemap: {self.face.home}sitemap.xml\n" if self.face.home else ""
                return Page(
                    f"User-agent: *\nAllow: /\n{known}".encode(), "text/plain; charset=utf-8"
                )
            case ["sitemap.xml"] if self.face.home:
                return Page(feeds.sitemap(self.pages(), self.face), XML)
            case ["compare.json"]:
                return _json(comparing.index(self.listed()))
            case ["search.json"]:
                return _json([one.as_list() for one in self.found])
            case ["data", name]:
                return downloads.bulk(name, self.editions.values(), self.shelf)
            case [district, department, period, "figures.json"]:
                edition = self.editions[f"{district}/{department}/{period}/"]
                return _json(comparing.figures(edition, self.digest(edition)))
            case [district, department, period, "file", *name]:
                edition = self.editions[f"{district}/{department}/{period}/"]
                return downloads.sent(self.shelf, edition, "/".join(name))
        raise KeyError(address)


def _json(data: object) -> Page:
    return Page(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), JSON)
