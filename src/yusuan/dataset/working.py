"""What is done in processes of their own: an input is read, or made to rows of a data set.

What goes from one step to the next is kept in files of a scratch folder, so that the process that
orders the work holds no document.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from yusuan import compiling, pipeline
from yusuan.checks.findings import Result
from yusuan.dataset import storing
from yusuan.dataset.records import BUDGET, PUBLISHED, READ, Rowing, Rows, Whole, renamed
from yusuan.dataset.sources import Source
from yusuan.ledger import Disclosure

_DISTRICT: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}?(?:省|自治区))?(?:[\u4e00-\u9fff]{2,8}?(?:市|自治州|地区|盟))?"
    r"(?:[\u4e00-\u9fff]{1,8}?(?:自治县|新区|区|县|市|旗))?"
)


@dataclass(frozen=True, slots=True)
class ToRead:
    """A file to read into the scratch folder."""

    source: Source
    scratch: Path


@dataclass(frozen=True, slots=True)
class WasRead:
    """What reading gave: the disclosure without its content, or a sentence that says why not."""

    disclosure: Disclosure | None = None
    kept: Path | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ToRecord:
    """Inputs of one body to make rows of; ``kept`` are files that were read, one for each.

    ``unchecked`` says why they are not checked; empty where they are.
    """

    sources: tuple[Source, ...]
    digests: tuple[str, ...]
    kept: tuple[Path, ...]
    scratch: Path
    unchecked: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A disclosure whose rows are in the scratch folder, in a file for each table."""

    id: str
    entity: str
    units: tuple[tuple[str, str], ...]
    sha256: str
    path: Path


def read(order: ToRead) -> WasRead:
    """Read a file, with all its blocks."""
    reading = pipeline.read(pipeline.Request(str(order.source.path), whole=True))
    found = reading.disclosure
    if found is None:
        return WasRead(problem=reading.problem)
    kept = order.scratch / f"{found.origin.sha256}.read"
    kept.write_bytes(pickle.dumps((found, reading.document), pickle.HIGHEST_PROTOCOL))
    bare = replace(found, statements=(), passages=(), claims=(), remarks=())
    return WasRead(bare, kept)


def record(order: ToRecord) -> tuple[tuple[Recorded, ...], str]:
    """Check inputs of one body together and write their rows; a sentence where that is not done."""
    kind = order.sources[0].kind
    makers = {PUBLISHED: _published, BUDGET: _budget, READ: _read}
    try:
        wholes = makers[kind](order)
    except _Refused as error:
        return (), str(error)
    return tuple(_written(whole, order.scratch) for whole in wholes), ""


class _Refused(Exception):
    pass


def _read(order: ToRecord) -> list[Whole]:
    # What is unpickled was written a moment ago by ``read``, into a folder of our own.
    pairs = [pickle.loads(path.read_bytes()) for path in order.kept]  # noqa: S301
    results = _results([found for found, _ in pairs], order.unchecked)
    names = {found.entity for found, _ in pairs if found.entity}
    return [
        _whole(_called(source, found, names), found, document, result, found.origin.sha256)
        for source, (found, document), result in zip(order.sources, pairs, results, strict=True)
    ]


def _called(source: Source, found: Disclosure, names: Collection[str]) -> Source:
    """An input whose body is called by the longest of its names among those read together."""
    if source.about.department or not found.entity:
        return source
    longest = max((one for one in names if one.endswith(found.entity)), key=len)
    return replace(source, about=replace(source.about, department=longest))


def _published(order: ToRecord) -> list[Whole]:
    """A published folder as its Word file says it, which holds every table and every sentence."""
    from yusuan.publish import manifest

    (source,), (sha256,) = order.sources, order.digests
    if problems := manifest.verify(source.path):
        raise _Refused(problems[0])
    found = sorted(source.path.glob("*.docx"))
    if len(found) != 1:
        raise _Refused("发布的文件夹里没有 Word 文件，请连同 Word 一起生成。")
    reading = pipeline.read(pipeline.Request(str(found[0]), whole=True))
    if reading.disclosure is None:
        raise _Refused(reading.problem)
    results = _results([reading.disclosure], order.unchecked)
    return [_whole(source, reading.disclosure, reading.document, results[0], sha256)]


def _budget(order: ToRecord) -> list[Whole]:
    (source,), (sha256,) = order.sources, order.digests
    opened = compiling.open_books(source.path)
    if opened.budget is None or not opened.sound:
        raise _Refused(str(opened.problems[0]) if opened.problems else "不是一份预算。")
    try:
        composed = compiling.compose(opened.budget)
    except KeyError as error:
        form_set = opened.budget.entity.form_set
        raise _Refused(f"没有“{form_set}”这套公开表样，请改正 form_set。") from error
    entity = opened.budget.entity
    about = replace(
        source.about,
        district=source.about.district or entity.district,
        department=source.about.department or entity.name,
        code=source.about.code or entity.code,
    )
    found = replace(composed.disclosure, scope=composed.disclosure.scope or entity.scope)
    read = (one.id for one in found.statements)
    volume = renamed(
        composed.volume,
        {block.id: name for block, name in zip(composed.volume.tables, read, strict=True)},
    )
    name = source.path.name
    return [Whole(BUDGET, name, BUDGET, sha256, volume, found, composed.result, about)]


def _results(found: Sequence[Disclosure], unchecked: str) -> Sequence[Result]:
    if unchecked:
        return [pipeline.unchecked(one, unchecked) for one in found]
    return pipeline.check(tuple(found)).results


def _whole(source: Source, found: Disclosure, document: Any, result: Result, sha256: str) -> Whole:
    from yusuan.publish.check_volume import Examined, reset

    volume = reset([Examined(document, found, result)]).volume
    about = replace(
        source.about,
        district=source.about.district or district_of(source.about.department or found.entity),
        department=source.about.department or found.entity or "",
    )
    return Whole(
        source.kind, source.path.name, found.origin.kind, sha256, volume, found, result, about
    )


def district_of(entity: str | None) -> str:
    """The district at the beginning of a body's full name: 「某市某区某局」→ 「某市某区」."""
    name = (entity or "").removeprefix("中国共产党").removeprefix("中共")
    match = _DISTRICT.match(name)
    return match[0] if match else ""


def _written(whole: Whole, scratch: Path) -> Recorded:
    """Write the rows of a disclosure, a file a table."""
    folder = scratch / whole.id
    folder.mkdir(exist_ok=True)
    write_rows(Rowing(whole).rows(), folder)
    found = whole.disclosure
    return Recorded(whole.id, found.entity or "", found.units, whole.sha256, folder)


def write_rows(rows: Rows, folder: Path) -> None:
    """Write rows as Arrow files of a folder, one for each table."""
    from pyarrow import feather

    for name, made in storing.tables(rows):
        feather.write_feather(made, str(folder / f"{name}.arrow"), compression="lz4")
