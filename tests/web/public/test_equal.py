"""What the static site shows, what the web application shows and what was published: the same."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import urlopen

import lxml.html
import pytest

from tests.web import serving
from tests.web.places import EXAMPLES
from tests.web.public.conftest import DEMO, SAMPLE
from yusuan.client import Portal
from yusuan.portal.folder import Folder
from yusuan.portal.site import Site

MOST = 300_000
#: A figure: what leads to its meaning, and how it is printed.
Figure = tuple[str, str]
Pages = Mapping[str, str]


def read(url: str) -> str:
    with urlopen(url, timeout=30) as answer:
        return str(answer.read().decode())


@pytest.fixture(scope="module")
def static(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages of the sample's budget in the static site, by their addresses below it."""
    data = tmp_path_factory.mktemp("data")
    shutil.copytree(EXAMPLES / SAMPLE, data / SAMPLE)
    left: list[str] = []
    site = Site(Folder(data, tmp_path_factory.mktemp("store"), left.append))
    assert left == []
    [edition] = site.editions.values()
    at = edition.address
    return {
        one.removeprefix(at): site.page(one).body.decode()
        for one in site.pages()
        if one.startswith(at)
    }


@pytest.fixture(scope="module")
def served(demo: serving.Served, static: Pages) -> Pages:
    """The same pages as the web application serves them."""
    return {below: read(f"{demo.url}/public/{DEMO}{below}") for below in static}


@pytest.fixture(scope="module")
def folder(demo: serving.Served) -> Path:
    """The files of the version as they were published."""
    [found] = (one for one in (demo.data / "published").iterdir() if one.is_dir())
    return found


def figures(text: str) -> list[Figure]:
    """Every figure of a page, in its order."""
    found = lxml.html.fromstring(text).xpath("//main//*[@data-f]")
    return [(one.get("data-f"), one.text_content()) for one in found]


def tables(text: str) -> list[list[list[str]]]:
    """Every table of a page as rows of cells."""
    found = lxml.html.fromstring(text).xpath("//section[contains(@class, 'table')]")
    return [
        [[c.text_content() for c in row.xpath("./td | ./th")] for row in one.xpath(".//tr")]
        for one in found
    ]


def unlike(one: Pages, other: Pages) -> list[str]:
    """What figures or cells two sites of one budget show differently."""
    said = [f"{below}: not on both" for below in sorted(one.keys() ^ other.keys())]
    for below in one.keys() & other.keys():
        for read_of in (figures, tables):
            a, b = read_of(one[below]), read_of(other[below])
            said += [
                f"{below}: {x} and {y}" for x, y in zip(a, b, strict=len(a) == len(b)) if x != y
            ]
            said += [f"{below}: {len(a)} and {len(b)}"] if len(a) != len(b) else []
    return said


def slugs(pages: Pages) -> list[str]:
    return sorted(one for one in pages if re.fullmatch(r"t\d\d/", one))


def test_the_static_site_and_the_served_one_show_the_same(static: Pages, served: Pages) -> None:
    assert unlike(static, served) == []
    assert sum(len(figures(text)) for text in served.values()) > 500


def test_both_show_the_published_tables(static: Pages, served: Pages, folder: Path) -> None:
    printed = tables((folder / "index.html").read_text("utf-8"))
    for pages in (static, served):
        assert [table for slug in slugs(pages) for table in tables(pages[slug])] == printed


def test_pages_data_and_api_have_every_published_figure(
    served: Pages, folder: Path, demo: serving.Served
) -> None:
    with (folder / "data" / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    published = {row["fact"]: (row["printed"].strip(), row["amount"]) for row in rows}
    asked = {
        one["fact"]: (one["printed"].strip(), one["amount"])
        for one in Portal(demo.url).facts(DEMO.rstrip("/"))
    }
    assert asked == published
    shown = {key: text.strip() for slug in slugs(served) for key, text in figures(served[slug])}
    assert shown == {key: text for key, (text, _) in published.items()}


def test_one_other_figure_would_be_noticed(static: Pages, served: Pages) -> None:
    for below in ("", "t03/", "explanation/", "chart/flow/"):
        (_, text), *_ = figures(served[below])
        changed = served[below].replace(f">{text}<", f">{text[:-1]}{'x'}<", 1)
        assert changed != served[below]
        assert unlike(static, {**served, below: changed}) != [], below


def test_served_pages_are_light_and_ask_nothing_of_others(
    demo: serving.Served, served: Pages
) -> None:
    home = f"{demo.url}/public/"
    mapped = re.findall(r"<loc>([^<]*)</loc>", read(f"{home}sitemap.xml"))
    assert {f"{home}{DEMO}{below}" for below in served} < set(mapped)
    linked: set[str] = set()
    for address in mapped:
        text = read(address)
        bare = re.sub(r'<script type="application/json".*?</script>', "", text, flags=re.DOTALL)
        assert len(bare.encode()) < MOST, address
        root = lxml.html.fromstring(text)
        assert root.xpath("string(//meta[@property='og:url']/@content)") == address
        assert root.xpath("//meta[@property='og:title'] and //meta[@property='og:description']")
        assert "default-src 'none'" in root.xpath("string(//meta[@http-equiv]/@content)")
        assert not root.xpath("//style | //script[not(@src)][not(@type='application/json')]")
        assert not root.xpath("//@style | //@onclick | //@onload"), address
        found = {urljoin(address, one) for one in root.xpath("//@src | //a/@href | //link/@href")}
        linked |= {one.split("#")[0] for one in found}
    assert {urlsplit(one).netloc for one in linked} == {urlsplit(home).netloc}
    for one in linked - set(mapped):
        with urlopen(quote(one, safe=":/?=&%#"), timeout=30) as answer:
            assert answer.status == 200, one
