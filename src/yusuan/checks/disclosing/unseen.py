"""What a file holds but does not show: hidden rows, sheets and text are not published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yusuan.checks.disclosing.endings import failed, passed
from yusuan.checks.disclosing.paper import Paper
from yusuan.checks.rule import Rule, Ruling

HIDDEN = Rule(
    "hidden-content",
    "隐藏内容：公开的文件里没有看不见的行、列、工作表和文字。",
    "The file published holds no hidden rows, columns, sheets or text.",
    "info",
    "财预〔2016〕143号：公开的内容应当可见、可下载",
)
RULES = (HIDDEN,)


def rulings(papers: Sequence[Paper]) -> Iterator[Ruling]:
    """What reading noted as hidden in each document."""
    for paper in papers:
        remarks = list(paper.disclosure.remarks)
        remarks += [one for table in paper.disclosure.statements for one in table.remarks]
        found = [one for one in remarks if "隐藏" in one.message or "不可见" in one.message]
        for one in found:
            yield failed(
                HIDDEN.id,
                paper,
                (one.message, "The file holds what it does not show"),
                (one.place,),
            )
        if not found:
            yield passed(HIDDEN.id, paper)
