"""Pages are whole, light and linked, ask nothing of others, and print what was published."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.etree
import lxml.html
import pytest

from tests.portal.conftest import HOME, OTHER, YEAR
from yusuan.portal.folder import Folder
from yusuan.portal.site import Site
from yusuan.portal.static import build

MOST = 300_000
VOID = {"meta", "link", "input", "br", "img", "hr", "wbr", "col"}
SELF_CLOSED = {"rect", "path", "line", "circle", "polygon", "polyline"}


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, str]:
    return {address: site.page(address).body.decode() for address in site.pages()}


def test_all_pages_are_there(pages: dict[str, str]) -> None:
    for below in ("", "t01/", "explanation/", "projects/", "files/", "versions/", "chart/flow/"):
        assert YEAR + below in pages
    assert len(pages) > 80


def test_no_page_is_heavy(pages: dict[str, str], site: Site) -> None:
    assets = sum(len(site.page(f"assets/{name}").body) for name in ("page.css", "portal.css"))
    assets += sum(len(site.page(f"assets/{name}").body) for name in ("page.js", "portal.js"))
    for address, text in pages.items():
        bare = re.sub(r'<script type="application/json".*?</script>', "", text, flags=re.DOTALL)
        assert len(bare.encode()) + assets < MOST, address


def test_nothing_is_asked_of_any_other_host(pages: dict[str, str], site: Site) -> None:
    for address, text in pages.items():
        root = lxml.html.fromstring(text)
        for name in root.xpath("//@src | //@href | //@action"):
            assert name.startswith(HOME) or not urlsplit(name).netloc, (address, name)
        assert "default-src 'none'" in root.xpath("string(//meta[@http-equiv]/@content)")
        assert not root.xpath("//style | //script[not(@src)][not(@type='application/json')]")
        assert not root.xpath("//@style | //@onclick | //@onload"), address
    for name in ("page.css", "portal.css", "page.js", "portal.js"):
        text = site.page(f"assets/{name}").body.decode()
        assert not re.search(r"https?://|url\(|@import", text), name


def test_every_link_leads_somewhere(pages: dict[str, str], site: Site) -> None:
    files = set(site.files())
    names = {
        address: set(lxml.html.fromstring(text).xpath("//@id")) for address, text in pages.items()
    }
    broken = []
    for address, text in pages.items():
        for href in lxml.html.fromstring(text).xpath("//a/@href | //link/@href | //script/@src"):
            whole = urlsplit(urljoin(HOME + address, href))
            path = unquote(whole.path).removeprefix("/")
            anchor = unquote(whole.fragment)
            if path in names:
                if anchor and anchor not in names[path]:
                    broken.append((address, href))
            elif path not in files:
                broken.append((address, href))
    assert broken[:10] == []


def test_places_told_of_figures_are_there(pages: dict[str, str]) -> None:
    names = {
        address: set(lxml.html.fromstring(text).xpath("//@id")) for address, text in pages.items()
    }
    for address, text in pages.items():
        if not address.startswith(YEAR):
            continue
        for node in lxml.html.fromstring(text).xpath("//script[@id='data']"):
            for group in json.loads(node.text)["groups"]:
                for anchor, _, _ in group["places"]:
                    page, _, name = anchor.partition("#")
                    assert name in names[YEAR + page], (address, anchor)


class _Nesting(HTMLParser):
    """Whether every element is closed where it should be, and no id is there twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.wrong.append(f"{tag}: an attribute twice")
        for name, value in attrs:
            if name == "id":
                if not value or value in self.ids or re.search(r"\s", value):
                    self.wrong.append(f"id {value!r}")
                self.ids.add(value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")


def test_pages_are_well_formed(pages: dict[str, str]) -> None:
    for address, text in pages.items():
        found = _Nesting()
        found.feed(text)
        assert (found.wrong, found.open) == ([], []), address
        root = lxml.html.fromstring(text)
        assert len(root.xpath("//h1")) == 1, address
        assert root.xpath("string(//title)")
        assert root.xpath("string(//meta[@name='description']/@content)")
        assert not root.xpath("//p//*[self::div or self::ul or self::table or self::p]"), address


def test_tables_equal_what_was_published(pages: dict[str, str], shelf: Folder, site: Site) -> None:
    """Cell by cell, against the web page that goes with the Word and PDF files."""
    for edition in shelf.editions():
        whole = lxml.html.fromstring(shelf.file(edition, "index.html").decode())
        printed = whole.xpath("//section[contains(@class, 'table')]")
        for number, table in enumerate(printed, 1):
            page = lxml.html.fromstring(pages[f"{edition.address}t{number:02d}/"])
            [shown] = page.xpath("//section[contains(@class, 'table')]")
            cells = [
                [c.text_content() for c in one.xpath(".//td | .//th")] for one in (table, shown)
            ]
            assert cells[0] == cells[1]
        assert len(printed) == sum(1 for _ in shelf.kept(edition).volume.tables)


def test_figures_have_lasting_addresses(pages: dict[str, str]) -> None:
    table = lxml.html.fromstring(pages[f"{YEAR}t03/"])
    [cell] = table.xpath("//a[@id='2010301.basic']")
    assert cell.text == "630.46"


def test_figures_of_the_story_are_printed(pages: dict[str, str], shelf: Folder, site: Site) -> None:
    for edition in shelf.editions():
        digest = site.digest(edition)
        facts = {fact.id: fact for fact in shelf.kept(edition).volume.facts}
        for one in digest.figures:
            page, _, anchor = one.at.partition("#")
            root = lxml.html.fromstring(pages[edition.address + page])
            [fact] = root.xpath("//*[@id=$anchor]/@data-f", anchor=anchor)
            assert fact in facts


def test_word_says_the_same(shelf: Folder) -> None:
    for edition in shelf.editions():
        for places in shelf.kept(edition).compared.values():
            assert places
            assert all(places.values())


def test_search_finds_names_initials_and_other_names(site: Site) -> None:
    from yusuan.portal import seeking

    for asked in ("公务接待费", "gwjd", "接待费", "公务 2022", "gongwujiedai"):
        found = seeking.find(site.found, asked)
        assert any(one.at.startswith(YEAR) and one.words == "公务接待费" for one in found), asked
    assert seeking.find(site.found, "没有这样的词") == []
    assert seeking.find(site.found, "  ") == []


def test_feed_and_map(site: Site, pages: dict[str, str]) -> None:
    feed = lxml.etree.fromstring(site.page("feed.xml").body)
    atom = {"a": "http://www.w3.org/2005/Atom"}
    assert len(feed.xpath("//a:entry", namespaces=atom)) == len(site.editions)
    mapped = lxml.etree.fromstring(site.page("sitemap.xml").body)
    found = mapped.xpath("//s:loc/text()", namespaces={"s": mapped.nsmap[None]})
    assert found == [HOME + address for address in pages]


def test_previews_say_what_the_budget_is(pages: dict[str, str]) -> None:
    root = lxml.html.fromstring(pages[YEAR])
    about = root.xpath("string(//meta[@property='og:description']/@content)")
    assert "支出 3,927.98万元" in about
    assert root.xpath("string(//link[@rel='canonical']/@href)") == HOME + YEAR


def test_what_is_not_there_is_refused(site: Site) -> None:
    for address in ("nowhere/", f"{YEAR}t99/", f"{YEAR}chart/x/", f"{YEAR}file/../x", "data/x"):
        with pytest.raises(KeyError):
            site.page(address)


def test_the_static_site_has_the_same_bytes(folder: Path, site: Site) -> None:
    for address in ("", YEAR, f"{YEAR}t03/", f"{OTHER}projects/"):
        assert (folder / address / "index.html").read_bytes() == site.page(address).body
    assert build.__doc__
