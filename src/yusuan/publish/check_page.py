"""The report of a check as one web page: what was found, what was checked and what was not.

Below it stands the document itself, set anew, with every finding marked where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from yusuan.publish.check_coverage import coverage, summary
from yusuan.publish.check_findings import Findings
from yusuan.publish.check_marks import Numbered, by_figure, marks, numbered, paragraphs
from yusuan.publish.check_pictures import scans
from yusuan.publish.check_volume import Examined, reset
from yusuan.publish.finding_words import Known, facts_by_id
from yusuan.publish.page import Sheet, blocks, data
from yusuan.publish.page_frame import Face, framed
from yusuan.publish.page_meanings import Meanings
from yusuan.publish.volume import CHINESE, Entry, contents

_LEGEND = (
    ("f error", "1,234.00", "有错误"),
    ("f warning", "1,234.00", "有警告"),
    ("f o", "1,234.00", "参加了不成立的关系"),
    ("f accepted", "1,234.00", "有已接受的问题"),
    ("f u", "1,234.00", "没有任何检查用到"),
    ("f q", "1,234.00", "没有看懂"),
)


def write(group: Sequence[Examined]) -> bytes:
    """The report on documents of one body that were checked together, in UTF-8."""
    made = reset(group)
    volume = made.volume
    assert volume.result is not None
    found = numbered(made.results)
    meanings = Meanings(volume, made.claims)
    disclosures = [one.disclosure for one in group]
    known = Known(disclosures, [facts_by_id(one) for one in disclosures], 0)
    pictures = any(one.pictures for one in group)
    sheet = Sheet(
        meanings,
        marks(found, volume.result, meanings.facts),
        paragraphs(found, made.anchors),
        scans(group, volume, found, known) if pictures else {},
    )
    body = "".join(blocks(volume, sheet))
    listed = Findings(group, found, made, meanings, known)
    main = (
        f'<section id="summary"><h2>概要</h2>{summary(group, volume.result)}</section>'
        f'<section id="findings"><h2>发现的问题</h2>{"".join(listed.html())}</section>'
        f'<section id="coverage"><h2>查了什么、没查什么</h2>'
        f"{coverage(group, volume.result, meanings)}</section>"
        f'<h2 id="document">全文</h2>{_legend()}{body}'
    )
    entries = [
        Entry("概要", 1, "summary"),
        Entry(f"发现的问题（{listed.count}）", 1, "findings"),
        *listed.entries(),
        Entry("查了什么、没查什么", 1, "coverage"),
        Entry("全文", 1, "document"),
        *contents(volume),
    ]
    names = "、".join(Path(one.disclosure.origin.path).name for one in group)
    face = Face(f"核对报告：{volume.title}", names, CHINESE, "checked", pictures)
    return framed(face, entries, main, {**data(volume, sheet), **_marked(found)})


def _marked(found: Sequence[Numbered]) -> dict[str, object]:
    """What the page's script tells of findings, by number and by figure."""
    return {
        "findings": [(one.look, one.finding.message) for one in found],
        "marked": by_figure(found),
    }


def _legend() -> str:
    shown = "".join(
        f'<li><span class="{look}">{text}</span> {escape(words)}</li>'
        for look, text, words in _LEGEND
    )
    return f'<ul class="legend">{shown}</ul>'
