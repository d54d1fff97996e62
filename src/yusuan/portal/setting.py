"""An edition while it is shown: its tables, its text and its charts as HTML, and their data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from yusuan.ledger import TargetForm
from yusuan.portal.anchors import anchors
from yusuan.portal.editions import Edition, Kept
from yusuan.portal.slicing import sliced
from yusuan.publish import page
from yusuan.publish.page import Sheet, block_html
from yusuan.publish.page_charts import Chart, charts
from yusuan.publish.page_meanings import Meanings
from yusuan.publish.volume import TableBlock, Volume, headed

_LEADS: Final = re.compile(r'data-f="([^"]*)"')
TEXT: Final = "explanation/"


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table as it is shown: its part of the address, and its HTML without the title."""

    slug: str
    title: str
    html: str
    figures: int
    targets: tuple[TargetForm, ...]


class Setting:
    """An edition set once for all its pages, so that each figure knows where it stands."""

    def __init__(self, edition: Edition, kept: Kept) -> None:
        self.edition, self.kept = edition, kept
        self.volume: Volume = kept.volume
        claims = {one.id: one for one in kept.claims if not edition.made}
        self.meanings = Meanings(self.volume, claims)
        self._sheet = Sheet(self.meanings, names=_names(self.volume))
        self.tables: tuple[SetTable, ...] = ()
        self.text = "".join(self._set())
        self.charts: tuple[Chart, ...] = tuple(charts(self.volume, self.meanings))
        self._data: Mapping[str, Any] | None = None

    def _set(self) -> Iterable[str]:
        """The text; tables go to their own pages, and links to them stay."""
        for one, entry in headed(self.volume):
            if isinstance(one, TableBlock):
                table = self._table(one)
                self.tables += (table,)
                href = f"../{table.slug}/"
                yield f'<p class="flat"><a href="{href}">表：{escape(table.title)}</a></p>'
            else:
                self._sheet.page = f"{TEXT}#"
                yield from block_html(one, entry, self._sheet)

    def _table(self, block: TableBlock) -> SetTable:
        slug = f"t{len(self.tables) + 1:02d}"
        self._sheet.page = f"{slug}/#"
        html = "".join(block_html(block, None, self._sheet))
        title = " ".join(block.called.split()) or f"表{len(self.tables) + 1}"
        html = html.replace(f"<h3>{escape(block.title)}</h3>", "", 1) if block.title else html
        return SetTable(slug, title, html, len(block.figures), self.kept.targets.get(block.id, ()))

    def table(self, slug: str) -> SetTable:
        """The table of an address; KeyError where there is none."""
        for one in self.tables:
            if one.slug == slug:
                return one
        raise KeyError(slug)

    def href(self, fact: str) -> str:
        """The address of a figure below the edition's; its first place."""
        return escape(self.meanings.anchor(fact)) or "#"

    def data(self, html: str, at: str, depth: int) -> dict[str, Any]:
        """What the script tells of the figures of some HTML at an address of the edition."""
        if self._data is None:  # after all charts and texts have told their sums
            self._data = page.data(self.volume, self._sheet)
        whole = {**self._data, "sums": self.meanings.as_dict()["sums"]}
        found = sliced(whole, _LEADS.findall(html))
        return found | {
            "page": at,
            "base": "../" * depth,
            "files": self._files(found["facts"]),
        }

    def _files(self, facts: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
        """Where each figure stands in the published files."""
        told: dict[str, list[tuple[str, str]]] = {}
        for words, places in self.kept.compared.items():
            for fact in facts:
                place = places.get(fact)
                if place is not None:
                    said = f"{place}，与本页相同" if place else "没有在文件里找到相同的数"
                    told.setdefault(fact, []).append((words, said))
        return told


def _names(volume: Volume) -> dict[str, str]:
    """The anchors of all figures of tables."""
    facts = {fact.id: fact for fact in volume.facts}
    found: dict[str, str] = {}
    for block in volume.tables:
        found |= anchors([facts[one] for one in block.figures.values() if one in facts])
    return found
