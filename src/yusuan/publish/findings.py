"""Findings as a table for a spreadsheet: one row a finding, with Chinese headings."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import IO, Final

from yusuan.checks.findings import (
    FAILED,
    NOT_APPLICABLE,
    NOT_CHECKED,
    PASSED,
    ROUNDING,
    Finding,
)
from yusuan.ledger import Disclosure, in_unit
from yusuan.publish.facts import disarmed
from yusuan.publish.places import told
from yusuan.publish.report import Group

#: The words for a finding's severity.
SEVERITIES: Final = {"error": "错误", "warning": "警告", "info": "提示"}

#: The words for how a check ended.
ENDINGS: Final = {
    PASSED: "通过",
    ROUNDING: "舍入",
    FAILED: "不符",
    NOT_APPLICABLE: "不适用",
    NOT_CHECKED: "未查",
}

COLUMNS: Final = (
    "文件",
    "单位",
    "年度",
    "级别",
    "规则",
    "问题",
    "位置",
    "应为（元）",
    "实为（元）",
    "差额（元）",
    "可能原因",
    "建议",
    "依据",
    "编号",
    "接受的理由",
)


def write_csv(checked: Iterable[Group], stream: IO[bytes]) -> None:
    """Write CSV in UTF-8 with the mark Excel needs; the headings stand there in any case."""
    text = io.TextIOWrapper(stream, "utf-8-sig", errors="replace", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows(checked):
        writer.writerow(map(disarmed, row))
    text.flush()
    text.detach()


def rows(checked: Iterable[Group]) -> Iterator[tuple[str, ...]]:
    """Every finding of every document, accepted or not, under the headings of ``COLUMNS``."""
    for disclosures, results in checked:
        for disclosure, result in zip(disclosures, results, strict=True):
            for finding in result.all_findings:
                yield _row(disclosure, finding)


def _row(disclosure: Disclosure, finding: Finding) -> tuple[str, ...]:
    return (
        disclosure.origin.path,
        disclosure.entity or "",
        str(disclosure.year or ""),
        SEVERITIES[finding.severity],
        finding.rule,
        finding.message,
        "；".join(filter(None, map(told, finding.places))),
        _plain(finding.expected, finding.unit),
        _plain(finding.printed, finding.unit),
        _plain(finding.difference, finding.unit),
        finding.cause,
        _plain(finding.suggestion, finding.unit),
        finding.basis,
        finding.key,
        finding.accepted,
    )


def _plain(amount: str | None, unit: str) -> str:
    """An amount of 元 as a plain number; what is counted in something else, with its unit."""
    if not amount:
        return ""
    return in_unit(Decimal(amount), "元") if unit == "元" else f"{amount}{unit}"
