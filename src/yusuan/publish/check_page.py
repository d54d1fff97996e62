"""The report of a check as one web page: what was found, what was checked and what was not.

Below it stands the document itself, set anew, with every finding marked where it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from yusuan.checks.findings import PASSED, ROUNDING
from yusuan.checks.rules import name_of
from yusuan.ledger import Fact
from yusuan.publish.check_coverage import coverage, summary
from yusuan.publish.check_marks import Numbered, by_figure, marks, numbered
from yusuan.publish.check_volume import Examined, Reset, reset
from yusuan.publish.finding_words import Known, details, facts_by_id, path, shared_labels
from yusuan.publish.findings import SEVERITIES
from yusuan.publish.page import Sheet, blocks, data
from yusuan.publish.page_frame import Face, framed
from yusuan.publish.page_meanings import Meanings
from yusuan.publish.places import told
from yusuan.publish.volume import CHINESE, Entry, contents

_SHOWN = 12  # figures of a finding that are seen at once
_KEYS = "按 j、k 在问题之间移动；用 Tab 走到一个数，按回车看它的含义和勾稽，按 Esc 关闭。"
_CLEAN = "没有发现不符。查了多少、哪些没查，见下一节。"
_NOTHING = "没有一项关系查得成，不能据此认为没有问题。"
_LEGEND = (
    ("f error", "1,234.00", "有错误"),
    ("f warning", "1,234.00", "有警告"),
    ("f o", "1,234.00", "参加了不成立的关系"),
    ("f u", "1,234.00", "没有任何检查用到"),
    ("f q", "1,234.00", "没有看懂"),
)


def write(group: Sequence[Examined]) -> bytes:
    """The report on documents of one body that were checked together, in UTF-8."""
    made = reset(group)
    volume = made.volume
    assert volume.result is not None
    found = numbered(volume.result)
    sheet = Sheet(Meanings(volume), marks(found, volume.result, volume.facts))
    body = "".join(blocks(volume, sheet))
    listed = _Findings(group, found, made, sheet.meanings)
    main = (
        f'<section id="summary"><h2>概要</h2>{summary(group, volume.result)}</section>'
        f'<section id="findings"><h2>发现的问题</h2>{"".join(listed.html())}</section>'
        f'<section id="coverage"><h2>查了什么、没查什么</h2>'
        f"{coverage(group, volume.result, sheet.meanings)}</section>"
        f'<h2 id="document">全文</h2>{_legend()}{body}'
    )
    entries = [
        Entry("概要", 1, "summary"),
        Entry(f"发现的问题（{len(found)}）", 1, "findings"),
        *listed.entries(),
        Entry("查了什么、没查什么", 1, "coverage"),
        Entry("全文", 1, "document"),
        *contents(volume),
    ]
    names = "、".join(Path(one.disclosure.origin.path).name for one in group)
    face = Face(f"核对报告：{volume.title}", names, CHINESE, "checked")
    return framed(face, entries, main, {**data(volume, sheet), **_marked(found)})


def _marked(found: Sequence[Numbered]) -> dict[str, object]:
    """What the page's script tells of findings, by number and by figure."""
    return {
        "findings": [(one.finding.severity, one.finding.message) for one in found],
        "marked": by_figure(found),
    }


def _legend() -> str:
    shown = "".join(
        f'<li><span class="{look}">{text}</span> {escape(words)}</li>'
        for look, text, words in _LEGEND
    )
    return f'<ul class="legend">{shown}</ul>'


class _Findings:
    """The findings as they are listed, by severity and rule."""

    def __init__(
        self, group: Sequence[Examined], found: Sequence[Numbered], made: Reset, meanings: Meanings
    ) -> None:
        self._group, self._found, self._made, self._meanings = group, found, made, meanings
        self._alone = len(group) == 1
        disclosures = [one.disclosure for one in group]
        self._known = Known(disclosures, [facts_by_id(one) for one in disclosures], 0)

    def _ended(self) -> bool:
        """Whether any check came to an end."""
        counts = [one.result.counts for one in self._group]
        return any(count[PASSED] + count[ROUNDING] for count in counts)

    def _by_rule(self) -> Iterator[tuple[str, str, list[Numbered]]]:
        """Severity, rule, and the findings of both, in their order."""
        for (severity, rule), ones in groupby(
            self._found, key=lambda one: (one.finding.severity, one.finding.rule)
        ):
            yield severity, rule, list(ones)

    def entries(self) -> Iterator[Entry]:
        """The lines of the contents that lead to the findings of a rule."""
        for severity, rule, ones in self._by_rule():
            text = f"{SEVERITIES[severity]} · {name_of(rule)}（{len(ones)}）"
            yield Entry(text, 2, f"g{ones[0].number}")

    def html(self) -> Iterator[str]:
        """Every finding under the heading of its severity and rule."""
        if not self._found:
            yield f"<p>{_CLEAN if self._ended() else _NOTHING}</p>"
            return
        yield f'<p class="note keyed">{_KEYS}</p>'
        for severity, rule, ones in self._by_rule():
            yield (
                f'<h3 id="g{ones[0].number}"><span class="sev {severity}">{SEVERITIES[severity]}'
                f'</span> {escape(name_of(rule))}（{len(ones)}）</h3><ol class="findings">'
            )
            yield from map(self._one, ones)
            yield "</ol>"

    def _one(self, one: Numbered) -> str:
        finding = one.finding
        said = "".join(
            f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>"
            for name, text in details(finding, self._known)
        )
        return (
            f'<li id="n{one.number}" data-n tabindex="-1" class="{finding.severity}">'
            f'<p class="said"><b>{one.number}.</b> {escape(finding.message)}</p>'
            f"{self._figures(one)}<dl>{said}</dl></li>"
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
        name = escape(" / ".join(label for label in labels if label != shared) or "数字")
        leads = f'<a href="#{anchor}" data-go="{anchor}">{name}</a>' if anchor else name
        place = f"（{escape(told(fact.place))}）" if told(fact.place) else ""
        kind = ' class="pointed"' if identity in one.pointed else ""
        return f"<li{kind}>{leads}：<b>{escape(fact.printed)}</b><small>{place}</small></li>"

    def _places(self, one: Numbered) -> Iterator[str]:
        """The places of a finding that is about no figure, where the page has them."""
        for number in range(len(self._group)):
            for place in one.finding.places:
                anchor = self._made.anchors.get((number, place))
                if anchor:
                    leads = f'href="#{anchor}" data-go="{anchor}"'
                    yield f"<li><a {leads}>{escape(told(place))}</a></li>"
