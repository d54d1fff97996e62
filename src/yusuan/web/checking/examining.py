"""Checking files that a stranger may have made: each step bounded in time and memory.

From a folder of files in goes a folder with the reports out. Knows no database.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from yusuan import pipeline, workers
from yusuan.pipeline import Checked, Request
from yusuan.web.work.progress import tell

SECONDS: Final = 120.0
LIMITS: Final = workers.Limits(SECONDS)
STEPS: Final = 4
JSON: Final = "check.json"
BOOK: Final = "check.xlsx"
DATA: Final = (JSON, BOOK)


@dataclass(frozen=True, slots=True)
class Order:
    """Files by the names their owner gave them, where they are, and where the report goes."""

    names: tuple[str, ...]
    uploaded: Path  # holds them as 0, 1, 2 …
    report: Path
    progress: Path


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of it: reports as {title, names, error, warning, info}, and what was not read."""

    reports: tuple[dict[str, Any], ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """What is to be written: what was checked, with documents and pages by path."""

    checked: tuple[Checked, ...]
    documents: dict[str, Any]
    pictures: dict[str, Any]
    report: Path


def examine(order: Order, write: Any) -> Examined:
    """Read, draw, check and write; ``write`` runs the last step in a bounded process."""
    requests = [
        Request(name, (order.uploaded / str(number)).read_bytes(), whole=True)
        for number, name in enumerate(order.names)
    ]
    tell(order.progress, 0, STEPS)
    readings = list(pipeline.read_all(requests, jobs=1, seconds=SECONDS))
    problems = tuple(
        f"“{one.path}”没有读入：{one.problem}" for one in readings if one.disclosure is None
    )
    disclosures = [one.disclosure for one in readings if one.disclosure is not None]
    tell(order.progress, 1, STEPS)
    pdf = {one.origin.path for one in disclosures if one.origin.kind == "pdf"}
    wanted = [one for one in requests if one.path in pdf]
    drawn = pipeline.pictures_all(wanted, jobs=1, seconds=SECONDS)
    pictures = dict(zip((one.path for one in wanted), drawn, strict=True))
    tell(order.progress, 2, STEPS)
    checked = tuple(pipeline.check_all(disclosures, jobs=1, seconds=SECONDS))
    unchecked = tuple(f"没有核对完：{one.problem}。" for one in checked if one.problem)
    tell(order.progress, 3, STEPS)
    if not checked:
        return Examined((), problems)
    documents = {one.path: one.document for one in readings if one.document is not None}
    reports = write(_Found(checked, documents, pictures, order.report))
    return Examined(reports, (*problems, *unchecked))


def written(found: _Found) -> tuple[dict[str, Any], ...]:
    """Write a page for each body and the findings of all as JSON and as a workbook."""
    from yusuan.publish import atomic, check_page, check_volume, findings_book, report

    groups = [
        [
            check_volume.Examined(
                found.documents[disclosure.origin.path],
                disclosure,
                result,
                pictures=found.pictures.get(disclosure.origin.path, ()),
            )
            for disclosure, result in zip(one.disclosures, one.results, strict=True)
        ]
        for one in found.checked
    ]
    results = [(one.disclosures, one.results) for one in found.checked]
    with atomic.replaced(found.report) as folder:
        for number, group in enumerate(groups):
            (folder / f"{number}.html").write_bytes(check_page.write(group))
        for name, writer in ((JSON, report.write), (BOOK, findings_book.write_xlsx)):
            made = io.BytesIO()
            writer(results, made)
            (folder / name).write_bytes(made.getvalue())
    return tuple(_told(check_volume.title(group[0].disclosure), group) for group in groups)


def _told(title: str, group: Sequence[Any]) -> dict[str, Any]:
    severities = Counter(one.severity for each in group for one in each.result.findings)
    names = [each.disclosure.origin.path for each in group]
    counts = {key: severities[key] for key in ("error", "warning", "info")}
    return {"title": title, "names": names, **counts}
