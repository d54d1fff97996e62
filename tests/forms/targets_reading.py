"""Reading target forms in tests: small tables, whole documents, and what of them was kept."""

import itertools
import re
from collections.abc import Iterable
from pathlib import Path

from tests.forms.tools import table
from yusuan.documents import Document, Paragraph, Source, Table, docx, html, pdf, text, xlsx
from yusuan.forms import captions, targets
from yusuan.forms.targets import TargetReading
from yusuan.forms.targets_labels import find
from yusuan.forms.targets_sheet import is_form_title
from yusuan.ledger import TargetForm
from yusuan.standards.labels import fold
from yusuan.standards.target_classes import class_key

_READERS = {
    ".txt": text.read,
    ".docx": docx.read,
    ".html": html.read,
    ".pdf": pdf.read,
    ".xlsx": xlsx.read,
}
_ROLES = (
    *("start", "field", "goal", "side", "amount", "money", "indicator", "cost", "project"),
    *("source", "procurement", "task", "row"),
)


def read(
    grid: str | Table,
    title: str = "项目支出绩效目标表",
    *,
    ragged: bool = False,
    unit: str | None = "万元",
    year: int | None = 2024,
    previous: TargetReading | None = None,
) -> TargetReading:
    """One table of target forms, read."""
    made = table(grid, ragged=ragged) if isinstance(grid, str) else grid
    ids = (f"f{number}" for number in itertools.count(len(previous.facts) + 1 if previous else 1))
    return targets.read_targets(
        made,
        title=title,
        id="t01",
        unit=unit,
        fact_ids=ids.__next__,
        year=year,
        entity=None,
        previous=previous,
    )


def form(grid: str, title: str = "项目支出绩效目标表", *, ragged: bool = False) -> TargetForm:
    """The only form of a table."""
    found = read(grid, title, ragged=ragged).targets
    assert len(found) == 1
    return found[0]


def levels(found: TargetForm) -> list[tuple[str, str, str, str]]:
    """The three levels and the value of each indicator."""
    return [(i.level1, i.level2, i.level3, i.value) for i in found.indicators]


def figures(reading: TargetReading) -> dict[str, str]:
    """Coordinates → figure as printed, for every figure that was understood."""
    return {str(fact.coordinates): fact.printed for fact in reading.facts if fact.understood}


def document(path: Path) -> Document:
    """A document of the shared folder."""
    return _READERS[path.suffix](path.read_bytes(), Source(path.name, "", path.suffix[1:]))


def readings(source: Document) -> list[tuple[Table, TargetReading]]:
    """Every table of target forms of a document, read in order."""
    lines: list[str] = []
    found: list[tuple[Table, TargetReading]] = []
    last: TargetReading | None = None
    for block in source.blocks:
        if isinstance(block, Paragraph):
            lines.extend(block.text.splitlines())
            continue
        caption = captions.caption(lines[-12:], block.place.sheet or "")
        lines = []
        if targets.is_target_form(block, caption.title, after=last is not None):
            last = read(block, caption.title, unit=caption.unit, previous=last)
            found.append((block, last))
        else:
            last = None
    return found


def forms(found: Iterable[tuple[Table, TargetReading]]) -> list[TargetForm]:
    """The forms of a document, each with all its parts."""
    result: list[TargetForm] = []
    for _, reading in found:
        if reading.merged:
            result[-1] = reading.merged
        result.extend(reading.targets)
    return result


def lost(found: Iterable[tuple[Table, TargetReading]]) -> list[str]:
    """The texts of cells that are neither in a form, nor in a fact, nor a known label."""
    pairs = list(found)
    kept = {fold(part) for each in forms(pairs) for part in _texts(each)}
    kept |= {fold(fact.printed) for _, reading in pairs for fact in reading.facts}
    return [
        cell.text
        for each, _ in pairs
        for cell in each.cells
        if cell.text.strip() and not _is_kept(cell.text, kept)
    ]


def _is_kept(printed: str, kept: set[str]) -> bool:
    folded = fold(printed)
    goal = re.sub(r"^目标\d[:：、]", "", folded)
    pieces = [part for part in re.split(r"[:：]", folded) if part]
    label = find(printed, *_ROLES) or class_key(printed) or class_key(printed, "class1")
    title = is_form_title(printed) or re.fullmatch(r"\(?20\d{2}年度?\)?", folded)
    return bool(
        {folded, folded.rstrip(":"), goal} & kept
        or label
        or title
        or all(piece in kept for piece in pieces)
    )


def _texts(each: TargetForm) -> Iterable[str]:
    yield each.name
    for label, value in each.fields:
        yield from (label, value, *label.split("/"))
    for goal in each.goals:
        yield from (goal.label, goal.text)
    for i in each.indicators:
        yield from (i.level1, i.level2, i.level3, i.value, i.content, i.unit, i.operator)
        yield from (i.standard, *i.remark.split(" "))
    for cost in each.costs:
        yield from (cost.name, cost.basis, cost.detail)
    for task in each.tasks:
        yield from task
