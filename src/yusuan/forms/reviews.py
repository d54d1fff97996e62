"""What the offices of finance say of targets, as the forms with a place for it print it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from yusuan.ledger.budgets import Review
from yusuan.standards.assessment import conventions

ASPECTS: Final = {
    "completeness": "完整性",
    "relevance": "相关性",
    "suitability": "适当性",
    "feasibility": "可行性",
}
OFFICES: Final = {"sector": "业务股室", "performance": "绩效股"}


def opinion(reviews: Iterable[Review], project: str, office: str) -> str:
    """What an office says of a subject, as a form prints it: on the whole, then by aspect."""
    own = [one for one in reviews if (one.project, one.office) == (project, office)]
    own.sort(
        key=lambda one: (one.aspect != "", list(ASPECTS).index(one.aspect) if one.aspect else 0)
    )
    return "\n".join(filter(None, map(_said, own)))


def _said(one: Review) -> str:
    known = conventions().outcome(one.mark)
    mark = known.label if known else ""
    title = ASPECTS.get(one.aspect, "")
    head = f"{title}：{mark}" if title and mark else title or mark
    text = one.opinion.strip()
    if not (head and text):
        return head or text
    return f"{head}{'。' if mark else '：'}{text}"
