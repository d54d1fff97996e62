"""Whose document it is, of which year and stage: what most of its lines agree on."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.documents import Document, Paragraph
from yusuan.forms import captions
from yusuan.forms.captions import Caption
from yusuan.standards.labels import fold

_FRONT_LINES = 15
_FORM_ROWS = 4
_NAMING = frozenset({"部门名称", "单位名称", "填报单位", "预算部门", "预算单位", "部门(单位)名称"})
_LONGEST = 60  # characters; a longer line is a sentence


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document says of itself as a whole."""

    entity: str | None
    year: int | None
    stage: str
    scope: str | None  # department | unit


@dataclass(slots=True)
class _Votes:
    names: list[tuple[str, int]]
    years: list[tuple[str, int]]
    stages: list[tuple[str, int]]


def identify(document: Document, found: Sequence[Caption]) -> Subject:
    """Elect entity, year and stage from captions, titles and the front page.

    An owner is named once for each title: a form that is printed for each project of a unit says
    no more of whose document it is than one.
    """
    votes = _Votes([], [], [])
    for caption in found:
        _of_caption(caption, votes)
    owners = {(one.owner, captions.clean_title(one.title)): one.owner for one in found}
    votes.names.extend((owner, 2) for owner in owners.values() if owner)
    above = {text for one in found for text in one.lines}
    for text in _front(document):
        _of_front(text, votes, counted=text in above)
    votes.names.extend((name, 2) for name in _in_forms(document))
    year = captions.elect(votes.years)
    labels = {caption.owner_label for caption in found if caption.owner_label}
    scope = "unit" if "编制单位" in labels else "department" if labels else None
    return Subject(
        captions.elect(votes.names),
        int(year) if year else None,
        captions.elect(votes.stages) or "budget",
        scope,
    )


def _in_forms(document: Document) -> Iterator[str]:
    """Names that a form prints in the cell beside 「部门名称」."""
    for table in document.tables:
        first = sorted(
            (c for c in table.cells if c.row < _FORM_ROWS), key=lambda c: (c.row, c.column)
        )
        for label, value in itertools.pairwise(first):
            name = fold(value.text)
            if fold(label.text) in _NAMING and label.row == value.row and 3 < len(name) < _LONGEST:
                yield name


def _of_caption(caption: Caption, votes: _Votes) -> None:
    votes.years.extend((str(year), 3) for year in captions.years_in(caption.title))
    if "决算" in caption.title:
        votes.stages.append(("final", 2))
    elif "预算" in caption.title:
        votes.stages.append(("budget", 1))


def _of_front(text: str, votes: _Votes, *, counted: bool) -> None:
    entity, year, stage = captions.cover(text)
    owner = None if counted else captions.owner_in(text)
    votes.names.extend([(entity, 3)] if entity else [])
    votes.names.extend([(owner[0], 2)] if owner else [])
    votes.years.extend([(str(year), 5)] if year else [])
    votes.stages.extend([(stage, 5)] if stage else [])


def _front(document: Document) -> Iterator[str]:
    """The short lines at the beginning, where a cover stands; the first joined in pairs too."""
    paragraphs = (block for block in document.blocks if isinstance(block, Paragraph))
    lines = [
        text for block in itertools.islice(paragraphs, 25) if (text := block.text.strip("*# \n"))
    ]
    for index, text in enumerate(lines[:_FRONT_LINES]):
        if len(text) > _LONGEST:
            continue
        yield text
        joined = text + (lines[index + 1] if index + 1 < len(lines) else "")
        if index < 4 and joined != text and ":" not in fold(joined) and len(joined) <= _LONGEST:
            yield fold(joined)
