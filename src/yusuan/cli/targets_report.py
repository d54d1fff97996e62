"""The targets of a document for a person at a terminal: a table of projects, then each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import click

from yusuan.checks.findings import SEVERITIES as ORDER
from yusuan.checks.findings import Finding
from yusuan.checks.performance.standing import Overview, Standing
from yusuan.checks.rules import name_of
from yusuan.cli.terminal import Column, indented, table
from yusuan.publish.findings import SEVERITIES
from yusuan.standards.target_suggestions import GROUPS, Suggestion

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
_MARGIN = " " * 4
_MOST = 6


def lines(found: Sequence[Overview], unread: int, columns: int) -> Iterator[str]:
    """The whole report, a line at a time; the last one sums it up."""
    for one in found:
        yield from _document(one, columns)
        yield ""
    yield from indented(_summary(found, unread), columns, "")


def _document(one: Overview, columns: int) -> Iterator[str]:
    said = (one.disclosure.entity or "（没有读出单位名称）", f"{one.disclosure.year or ''}年")
    yield click.style(" · ".join((*said, "绩效目标")), bold=True)
    yield from indented(one.disclosure.origin.path, columns, "文件：")
    if not one.projects:
        yield "没有绩效目标表。"
        return
    yield ""
    yield from table(_HEADS, [_row(project) for project in one.projects], columns)
    for project in one.projects:
        yield from _project(project, columns)
    if one.findings:
        yield from _heading("不属于某一个项目的")
        yield from _findings(one.findings, columns)


_HEADS = (
    Column("项目"),
    *(Column(name, right=True) for name, _ in GROUPS),
    Column("可衡量", right=True),
    Column("测算对/错/无", right=True),
    Column("问题", right=True),
)


def _row(one: Standing) -> tuple[str, ...]:
    share = f"{100 * one.measurable // one.indicators}%" if one.indicators else "—"
    bases = one.bases
    told = any((bases.right, bases.wrong, bases.none))
    return (
        one.name,
        *(str(one.groups[name] or "·") for name, _ in GROUPS),
        share,
        f"{bases.right}/{bases.wrong}/{bases.none}" if told else "—",
        str(len(one.findings) or "·"),
    )


def _project(one: Standing, columns: int) -> Iterator[str]:
    """The weak points of one project and what might be added; nothing where there are none."""
    if not (one.findings or one.uncosted or one.suggestions or one.notes):
        return
    yield from _heading(one.name)
    yield from _findings(one.findings, columns)
    for note in one.notes:
        yield from indented(note, columns, "  提示 · 权重 · ", _MARGIN)
    if one.uncosted:
        names = "、".join(f"“{name}”" for name in one.uncosted[:_MOST])
        text = f"数量指标{names}在测算依据里没有对应的数量；能算的请写进测算"
        yield from indented(text, columns, "  提示 · ", _MARGIN)
    if one.suggestions:
        yield "  可以考虑的指标（供参考，数值按本单位实际填写）："
        yield from suggestion_lines(one.suggestions, columns)


def _heading(text: str) -> Iterator[str]:
    yield ""
    yield click.style(text, bold=True)


def _findings(found: Iterable[Finding], columns: int) -> Iterator[str]:
    for one in sorted(found, key=lambda each: ORDER.index(each.severity)):
        word = SEVERITIES[one.severity]
        head = f"  {word} · {name_of(one.rule)} · "
        first, *others = indented(one.message, columns, head, _MARGIN)
        yield first.replace(word, click.style(word, fg=_COLOURS[one.severity], bold=True), 1)
        yield from others


def suggestion_lines(found: Iterable[Suggestion], columns: int) -> Iterator[str]:
    """Indicators of the library, one a line, with what speaks for each."""
    for one in found:
        note = f"；{one.indicator.note}" if one.indicator.note else ""
        text = f"{one.indicator.name} {one.indicator.shown}{note}（{'，'.join(one.reasons)}）"
        yield from indented(text, columns, f"{_MARGIN}{one.group} ", _MARGIN + "  ")


def _summary(found: Sequence[Overview], unread: int) -> str:
    projects = [one for each in found for one in each.projects if one.kind != "whole"]
    findings = [one for each in found for one in each.all_findings]
    counted = "、".join(
        f"{SEVERITIES[level]} {sum(one.severity == level for one in findings)}" for level in ORDER
    )
    also = f"（另有 {unread} 个没能读入）" if unread else ""
    return (
        f"共 {len(found)} 份{also}，项目 {len(projects)} 个，"
        f"指标 {sum(one.indicators for each in found for one in each.projects)} 个；{counted}。"
    )
