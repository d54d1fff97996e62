"""The search: what can be found, and finding it; Chinese without spaces, pinyin, other names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from html import escape
from typing import Final

from yusuan.portal import glossary, html
from yusuan.portal.frame import Shown
from yusuan.portal.lists import called, search_form
from yusuan.portal.series import Listed

MOST: Final = 60
KINDS: Final = ("部门", "经费", "项目", "指标", "表格", "名词")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found: its kind, by number, its words, where it is, what tells it.

    ``hay`` is what is searched: words in small letters, pinyin and its initials, other names.
    """

    kind: int
    words: str
    at: str
    told: str
    hay: str

    def as_list(self) -> list[object]:
        """As the index of a static site has it."""
        return [self.kind, self.words, self.at, self.told, self.hay]


def entries(editions: Listed) -> Iterator[Entry]:
    """Everything that can be found."""
    for edition, digest in editions:
        of = f"{edition.department.name} {called(edition)}"
        told = f"{edition.district.name} {called(edition)}"
        yield _entry(0, edition.department.name, edition.address, told)
        for one in digest.figures:
            worth = f"{html.money(Decimal(one.amount))}万元 · {of}"
            yield _entry(1, one.name, edition.address + one.at, worth, _others(one.key))
        for kind, items in ((2, digest.projects), (3, digest.targets), (4, digest.tables)):
            for item in items:
                yield _entry(kind, item.name, edition.address + item.at, _of(kind, item.told, of))
    for term in glossary.terms():
        yield _entry(5, term.name, f"glossary/#{term.name}", term.plain, term.also)


def _of(kind: int, told: str, of: str) -> str:
    said = f"{html.money(Decimal(told))}万元" if kind == 2 and told else told
    return f"{said} · {of}" if said else of


def _entry(kind: int, words: str, at: str, told: str, also: str = "") -> Entry:
    hay = " ".join(filter(None, (_even(words), _spelt(words), _even(also), _even(told))))
    return Entry(kind, words, at, told, hay)


def find(found: Iterable[Entry], asked: str) -> list[Entry]:
    """What has every word that is asked for; what is named so goes before what mentions it."""
    words = _even(asked).split()
    if not words:
        return []
    ranked = [
        (rank, number, one)
        for number, one in enumerate(found)
        if all(word in one.hay for word in words)
        for rank in (_rank(one, words),)
    ]
    return [one for _, _, one in sorted(ranked, key=lambda row: row[:2])[:MOST]]


def _rank(one: Entry, words: Sequence[str]) -> int:
    name = _even(one.words)
    if name == "".join(words):
        return 0
    return 1 if all(word in name for word in words) else 2


def shown(found: Sequence[Entry] | None, asked: str = "") -> Shown:
    """The page; ``found`` is None where the page searches by itself, over its index."""
    results = "" if found is None else results_of(found, asked)
    main = (
        f"<h1>搜索</h1>{search_form('./', asked)}"
        '<p class="note">可以用汉字、拼音首字母（例如 gwjd）、数额或别名；几个词用空格隔开。</p>'
        f'<div id="results" aria-live="polite">{results}</div>'
    )
    scripts = ("portal.js",) if found is None else ()
    about = "搜索部门、项目、绩效指标、经费、表格和名词。"
    return Shown("search/", "搜索", main, about, [("地区和部门", "")], scripts=scripts)


def results_of(found: Sequence[Entry], asked: str) -> str:
    """What was found, as HTML."""
    if not asked.strip():
        return ""
    if not found:
        return '<p class="flat">没有找到，换一个说法试试。</p>'
    lines = "".join(
        f'<li><span class="state">{KINDS[one.kind]}</span> '
        f"{html.link(f'../{one.at}', one.words)} <small>{escape(one.told)}</small></li>"
        for one in found
    )
    return f'<ul class="news">{lines}</ul>'


def _even(text: str) -> str:
    return text.lower().replace(",", "").replace("“", "").replace("”", "")


@lru_cache(maxsize=65536)
def _spelt(text: str) -> str:
    """The pinyin of a name, and its initials."""
    from pypinyin import lazy_pinyin

    spelt = [one for one in lazy_pinyin(text) if one.isalnum()]
    return f"{''.join(spelt)} {''.join(one[0] for one in spelt)}".lower()


@lru_cache(maxsize=4096)
def _others(key: str) -> str:
    """Other names of a member in the vocabulary."""
    from yusuan.standards.vocabulary import vocabulary

    group, _, member = key.partition(":")
    return " ".join(
        label
        for label, senses in vocabulary().items()
        if any(one.role == "member" and one.coordinates.get(group) == member for one in senses)
    )
