"""The findings of a report as they are listed: by family of rules, new ones marked, accepted last.

Each says what was printed and expected, the figures it compared with their places, and its key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Final

from yusuan.checks.findings import PASSED, ROUNDING
from yusuan.checks.rules import family_of, name_of
from yusuan.ledger import Fact
from yusuan.publish.check_marks import Numbered
from yusuan.publish.check_volume import Examined, Reset
from yusuan.publish.comparison import GONE, KEPT, NEW
from yusuan.publish.finding_words import Known, details, path, shared_labels
from yusuan.publish.findings import SEVERITIES
from yusuan.publish.page_meanings import Meanings
from yusuan.publish.places import told
from yusuan.publish.volume import Entry

_SHOWN: Final = 12  # figures of a finding that are seen at once
_WORDS: Final = 48  # letters of a paragraph that lead to it
_KEYS: Final = "按 j、k 在问题之间移动；用 Tab 走到一个数，按回车看它的含义和勾稽，按 Esc 关闭。"
_CLEAN: Final = "没有发现不符。查了多少、哪些没查，见下一节。"
_NOTHING: Final = "没有一项关系查得成，不能据此认为没有问题。"
_ALL_ACCEPTED: Final = "没有还没处理的问题；已接受的列在下面。"


class Findings:
    """The findings of documents that were checked together, as HTML."""

    def __init__(
        self,
        group: Sequence[Examined],
        found: Sequence[Numbered],
        made: Reset,
        meanings: Meanings,
        known: Known,
    ) -> None:
        self._group, self._made, self._meanings, self._known = group, made, meanings, known
        self._open = [one for one in found if not one.finding.accepted]
        self._accepted = [one for one in found if one.finding.accepted]
        self._alone = len(group) == 1
        self._words = {
            (number, passage.place): passage.text.strip()
            for number, one in enumerate(group)
            for passage in one.disclosure.passages
        }
        self._new = {
            (number, key)
            for number, one in enumerate(group)
            for key in (one.change.new if one.change else ())
        }

    @property
    def count(self) -> int:
        """How many findings nobody accepted."""
        return len(self._open)

    def entries(self) -> Iterator[Entry]:
        """The lines of the contents that lead to the findings of a family."""
        for family, ones in self._families():
            yield Entry(f"{family}（{len(ones)}）", 2, f"g{ones[0].number}")
        if self._accepted:
            yield Entry(f"已接受的问题（{len(self._accepted)}）", 2, "accepted")

    def html(self) -> Iterator[str]:
        """What changed, every open finding under its family and rule, and the accepted ones."""
        yield from self._changes()
        if self._open:
            yield f'<p class="note keyed">{_KEYS}</p>'
        elif not self._ended():
            yield f"<p>{_NOTHING}</p>"
        else:
            yield f"<p>{_ALL_ACCEPTED if self._accepted else _CLEAN}</p>"
        for family, ones in self._families():
            yield f'<h3 id="g{ones[0].number}">{escape(family)}（{len(ones)}）</h3>'
            for (severity, rule), some in _by_rule(ones):
                yield (
                    f'<h4><span class="sev {severity}">{SEVERITIES[severity]}</span> '
                    f'{escape(name_of(rule))}（{len(some)}）</h4><ol class="findings">'
                )
                yield from map(self._one, some)
                yield "</ol>"
        yield from self._set_aside()

    def _ended(self) -> bool:
        """Whether any check of figures came to an end."""
        outcomes = (outcome for one in self._group for outcome in one.result.outcomes)
        held = any(one.facts and one.status in {PASSED, ROUNDING} for one in outcomes)
        return held or bool(self._accepted)

    def _families(self) -> Iterator[tuple[str, list[Numbered]]]:
        for family, ones in groupby(self._open, key=lambda one: family_of(one.finding.rule)):
            yield family, list(ones)

    def _changes(self) -> Iterator[str]:
        """How many are new, gone and still there since the earlier check, and what is gone."""
        changes = [one.change for one in self._group if one.change]
        if not changes:
            return
        new, kept = sum(len(one.new) for one in changes), sum(one.kept for one in changes)
        gone = [told for one in changes for told in one.gone]
        unknown = sum(not one.known for one in changes)
        also = f"（上次的结果里没有其中 {unknown} 份文件）" if unknown else ""
        yield (
            f'<p class="change">与上次比较：<b class="new">{NEW} {new}</b> '
            f'<b class="gone">{GONE} {len(gone)}</b> <b>{KEPT} {kept}</b>{also}</p>'
        )
        if gone:
            lines = "".join(
                f'<li><b class="gone">{GONE}</b> {SEVERITIES[one.severity]} · '
                f"{escape(one.message)} {_key(one.key)}</li>"
                for one in gone
            )
            yield f"<details><summary>消失的 {len(gone)} 个</summary><ul>{lines}</ul></details>"

    def _set_aside(self) -> Iterator[str]:
        """The accepted findings with their reasons, folded, and the acceptances without use."""
        idle = [pair for one in self._group for pair in one.result.idle]
        if self._accepted:
            yield (
                f'<details id="accepted" class="aside"><summary>已接受的问题'
                f'（{len(self._accepted)}）</summary><ol class="findings">'
            )
            yield from map(self._one, self._accepted)
            yield "</ol></details>"
        if idle:
            lines = "".join(
                f"<li>{escape(one.rule)}：{escape(one.problem or one.reason)} {_key(one.key)}"
                f"<small>{escape(why)}。</small></li>"
                for one, why in idle
            )
            yield (
                f'<details class="aside"><summary>接受过而这次没有用上（{len(idle)}）</summary>'
                f"<ul>{lines}</ul></details>"
            )

    def _one(self, one: Numbered) -> str:
        finding = one.finding
        listed = [*details(finding, self._known)]
        if finding.accepted:
            listed.insert(0, ("接受的理由", finding.accepted))
        said = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in listed)
        new = f'<b class="new">{NEW}</b> ' if (one.document, finding.key) in self._new else ""
        look = "accepted" if finding.accepted else finding.severity
        return (
            f'<li id="n{one.number}" data-n tabindex="-1" class="{look}">'
            f'<p class="said"><b>{one.number}.</b> {new}{escape(finding.message)} '
            f"{_key(finding.key)}</p>{self._figures(one)}<dl>{said}</dl></li>"
        )

    def _figures(self, one: Numbered) -> str:
        """The figures compared, by table; of many, the first are seen at once."""
        facts = [fact for fact in dict.fromkeys(one.finding.facts) if self._known.find(fact)]
        if not facts:
            places = "".join(self._places(one))
            return f"<ul>{places}</ul>" if places else ""
        rest = len(facts) - _SHOWN
        shown = "".join(self._by_table(facts[:_SHOWN], one))
        if rest <= 0:
            return shown
        others = "".join(self._by_table(facts[_SHOWN:], one))
        return f"{shown}<details><summary>其余 {rest} 个数</summary>{others}</details>"

    def _by_table(self, facts: Sequence[str], one: Numbered) -> Iterator[str]:
        """Figures of a table after another; what all of them share is said once."""
        for table, of_table in groupby(facts, key=self._table):
            listed = [(key, found[1]) for key in of_table if (found := self._known.find(key))]
            shared = path(shared_labels([fact for _, fact in listed]))
            lines = "".join(self._figure(key, fact, shared, one) for key, fact in listed)
            named = escape(" · ".join(filter(None, (table, shared))))
            yield f'<p class="of">{named}</p><ul>{lines}</ul>'

    def _table(self, identity: str) -> str:
        found = self._known.find(identity)
        file = "" if self._alone else self._known.other_file(identity)
        return f"{file}《{found[0].title or found[0].id}》" if found else ""

    def _figure(self, identity: str, fact: Fact, shared: str, one: Numbered) -> str:
        anchor = self._meanings.anchor(identity)
        labels = (path(fact.row), path(fact.column))
        name = escape(" / ".join(label for label in labels if label and label != shared) or "数字")
        leads = f'<a href="#{anchor}" data-go="{anchor}">{name}</a>' if anchor else name
        place = f"（{escape(told(fact.place))}）" if told(fact.place) else ""
        kind = ' class="pointed"' if identity in one.pointed else ""
        return f"<li{kind}>{leads}：<b>{escape(fact.printed)}</b><small>{place}</small></li>"

    def _places(self, one: Numbered) -> Iterator[str]:
        """The places of a finding that is about no figure, where the page has them."""
        for place in dict.fromkeys(one.finding.places):
            anchor = self._made.anchors.get((one.document, place))
            if anchor:
                leads = f'href="#{anchor}" data-go="{anchor}"'
                words = self._words.get((one.document, place)) or told(place) or "原文"
                shown = words if len(words) <= _WORDS else f"{words[:_WORDS]}……"
                yield f"<li><a {leads}>{escape(shown)}</a></li>"


def _by_rule(ones: Sequence[Numbered]) -> Iterator[tuple[tuple[str, str], list[Numbered]]]:
    """Severity and rule, with the findings of both."""
    for named, some in groupby(ones, key=lambda one: (one.finding.severity, one.finding.rule)):
        yield named, list(some)


def _key(key: str) -> str:
    return f'<code class="key">{escape(key)}</code>' if key else ""
