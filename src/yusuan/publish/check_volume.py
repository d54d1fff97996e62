"""What was read and checked, set anew as a volume: the document's own blocks, its figures bound.

Several documents that were checked together are parts of one volume. There the id of a figure
names its document: 「1:t03.7」.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from yusuan.checks.findings import Finding, Outcome, Result
from yusuan.documents import Document, Paragraph, Table
from yusuan.forms.axes import header_height
from yusuan.forms.grid import Grid
from yusuan.forms.recognise import peeled
from yusuan.ledger import Claim, Coordinates, Disclosure, Fact, Place, Statement
from yusuan.publish.comparison import Change
from yusuan.publish.volume import (
    Block,
    FigureSpan,
    Heading,
    PageBreak,
    Part,
    TableBlock,
    Text,
    Volume,
)
from yusuan.standards.dimensions import label

if TYPE_CHECKING:
    from yusuan.documents.pdf_pictures import Picture

_SCOPES = {"department": "部门", "unit": "单位"}
_LEVELS = (2, 4)  # of headings within a part


@dataclass(frozen=True, slots=True)
class Examined:
    """One document: as it was read from its file, what it says, and what checking it gave."""

    document: Document
    disclosure: Disclosure
    result: Result
    #: what changed since an earlier check, where there is one to compare with
    change: Change | None = None
    #: its pages as pictures, where they were asked for
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Reset:
    """Documents as a volume, and where on its page a place outside all figures stands.

    ``results`` has the result of each document, and ``claims`` the numbers of the sentences, by
    the ids that the volume gives them.
    """

    volume: Volume
    anchors: Mapping[tuple[int, Place], str]
    results: tuple[Result, ...]
    claims: Mapping[str, Claim]


def reset(group: Sequence[Examined]) -> Reset:
    """The documents of one body set anew, with all that was found in any of them."""
    alone = len(group) == 1
    anchors: dict[tuple[int, Place], str] = {}
    parts = [
        Part(
            "" if alone else Path(one.disclosure.origin.path).name,
            tuple(_Setting(one, number, alone=alone, anchors=anchors).blocks()),
        )
        for number, one in enumerate(group)
    ]
    first = group[0].disclosure
    results = tuple(
        one.result if alone else _renamed_all(n, one.result) for n, one in enumerate(group)
    )
    volume = Volume(
        title(first),
        first.entity or "",
        first.year or 0,
        first.stage or "",
        tuple(parts),
        tuple(_facts(group)),
        result=together(results),
    )
    claims = {
        named(number, claim.id, alone=alone): claim
        for number, one in enumerate(group)
        for claim in one.disclosure.claims
    }
    return Reset(volume, anchors, results, claims)


def title(disclosure: Disclosure) -> str:
    """What a document is, as far as it was understood: 「某局2024年部门预算」."""
    stage = label("stage", disclosure.stage) if disclosure.stage else "预算公开"
    year = f"{disclosure.year}年" if disclosure.year else ""
    entity = disclosure.entity or Path(disclosure.origin.path).stem
    return f"{entity}{year}{_SCOPES.get(disclosure.scope or '', '')}{stage}"


def named(number: int, identity: str, *, alone: bool) -> str:
    """An id of a document as the volume has it; one that names its document already keeps it."""
    return identity if alone or ":" in identity else f"{number}:{identity}"


def _facts(group: Sequence[Examined]) -> Iterator[Fact]:
    """Every figure, with what its document says for all of them."""
    for number, one in enumerate(group):
        found = one.disclosure
        said = {"entity": found.entity, "year": found.year, "stage": found.stage}
        whole = Coordinates({name: str(member) for name, member in said.items() if member})
        for fact in found.facts:
            identity = named(number, fact.id, alone=len(group) == 1)
            table = fact.table and named(number, fact.table, alone=len(group) == 1)
            said_of_it = whole | fact.coordinates
            yield replace(fact, id=identity, table=table, coordinates=said_of_it)


def together(results: Sequence[Result]) -> Result:
    """The results of several documents as one, where their ids name their documents."""
    return Result(
        tuple(outcome for one in results for outcome in one.outcomes),
        tuple(fact for one in results for fact in one.untouched),
        tuple(dict.fromkeys(said for one in results for said in one.premises)),
    )


def _renamed_all(number: int, result: Result) -> Result:
    return replace(
        result,
        outcomes=tuple(_renamed(number, outcome) for outcome in result.outcomes),
        untouched=_all_named(number, result.untouched),
    )


def _renamed(number: int, outcome: Outcome) -> Outcome:
    return replace(
        outcome,
        wholes=_all_named(number, outcome.wholes),
        parts=_all_named(number, outcome.parts),
        finding=outcome.finding and _renamed_finding(number, outcome.finding),
    )


def _renamed_finding(number: int, finding: Finding) -> Finding:
    suspect = finding.suspect and named(number, finding.suspect, alone=False)
    return replace(
        finding,
        facts=_all_named(number, finding.facts),
        suspect=suspect,
        alternatives=tuple(
            (named(number, fact, alone=False), value) for fact, value in finding.alternatives
        ),
    )


def _all_named(number: int, facts: Sequence[str]) -> tuple[str, ...]:
    return tuple(named(number, fact, alone=False) for fact in facts)


class _Setting:
    """One document's blocks as they are set."""

    def __init__(
        self, one: Examined, number: int, *, alone: bool, anchors: dict[tuple[int, Place], str]
    ) -> None:
        self._one, self._number, self._alone, self._anchors = one, number, alone, anchors
        self._at_leaf = ""
        self._at = {
            fact.place: fact.id for table in one.disclosure.statements for fact in table.facts
        }
        self._passages = {one.place: one for one in one.disclosure.passages}
        self._said: dict[str, list[Claim]] = defaultdict(list)
        for claim in one.disclosure.claims:
            self._said[claim.passage].append(claim)

    def blocks(self) -> Iterator[Block]:
        """The paragraphs and tables in their order; the line that names a table is a heading."""
        read = _Read(self._one.disclosure.statements)
        lines: list[Paragraph] = []
        for block in self._one.document.blocks:
            if isinstance(block, Paragraph):
                lines.append(block)
                continue
            statement, rest = read.of(block)
            title = "" if rest else statement.title
            table, inner = peeled(block)
            lines += (Paragraph(text, block.place) for text in inner)
            headed = any(_is(line.text, title) for line in lines)
            yield from self._lines(lines, title)
            yield from self._leaf(block.place)
            made = self._table(table, statement, headed=headed)
            yield replace(made, id=f"{made.id}-{rest}", title="", note="") if rest else made
            lines = []
        yield from self._lines(lines, "")

    def _lines(self, lines: Sequence[Paragraph], title: str) -> Iterator[Block]:
        """Paragraphs; the last that is the title of the table that follows is a heading."""
        at = max((n for n, line in enumerate(lines) if _is(line.text, title)), default=-1)
        for number, line in enumerate(lines):
            yield from self._leaf(line.place)
            figures = tuple(self._figures(line))
            if not line.text.strip():
                continue
            anchor = self._anchor(line.place)
            if (number == at or line.level is not None) and not figures:
                level = _LEVELS[0] if line.level is None or number == at else line.level
                level = min(max(level, _LEVELS[0]), _LEVELS[1])
                yield Heading(line.text.strip(), level, anchor)
            else:
                yield Text(line.text, figures, anchor)

    def _figures(self, line: Paragraph) -> Iterator[FigureSpan]:
        """The numbers of a paragraph that claims were made of, where they stand in its text."""
        passage = self._passages.get(line.place)
        if passage is None or passage.text != line.text:
            return
        end = 0
        for claim in sorted(self._said.get(passage.id, ()), key=lambda one: one.start):
            if end <= claim.start < claim.end <= len(line.text):
                end = claim.end
                identity = named(self._number, claim.id, alone=self._alone)
                yield FigureSpan(claim.start, claim.end, identity)

    def _leaf(self, place: Place) -> Iterator[PageBreak]:
        """The page or sheet of the source, where it is another one than before."""
        known = place.as_dict()
        leaf = "".join(
            form.format(known[name])
            for name, form in (("page", "第 {} 页"), ("sheet", "工作表“{}”"))
            if name in known
        )
        if leaf and leaf != self._at_leaf:
            self._at_leaf = leaf
            page = known.get("page")
            yield PageBreak(leaf, f"s{self._number}-{page}" if page else "")

    def _anchor(self, place: Place) -> str:
        """The anchor of a paragraph or heading; of several at one place, the first has it."""
        key = (self._number, place)
        if key in self._anchors:
            return ""
        self._anchors[key] = f"p{len(self._anchors) + 1}"
        return self._anchors[key]

    def _table(self, table: Table, statement: Statement, *, headed: bool) -> TableBlock:
        shown = tuple(replace(cell, text="") if cell.hidden else cell for cell in table.cells)
        figures = {
            (cell.row, cell.column): named(self._number, self._at[cell.place], alone=self._alone)
            for cell in table.cells
            if cell.place in self._at
        }
        return TableBlock(
            named(self._number, statement.id, alone=self._alone),
            "" if headed else statement.title,
            replace(table, cells=shown),
            header=0 if statement.targets else _header(table),
            note=_note(statement),
            figures=figures,
            name=statement.title or statement.id,
        )


class _Read:
    """What was read of a document's tables, in order, for the tables themselves."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._left = list(reversed(statements))
        self._last: Statement | None = None
        self._rest = 0

    def of(self, table: Table) -> tuple[Statement, int]:
        """The statement that a table was read as.

        Where it was read as the rest of the one above, that one, with the number of the rest.
        """
        left = self._left
        if left and (self._last is None or left[-1].place == table.place):
            self._last, self._rest = left.pop(), 0
            return self._last, 0
        assert self._last is not None
        self._rest += 1
        return self._last, self._rest


def _is(line: str, title: str) -> bool:
    return bool(title) and " ".join(line.split()) == title


def _header(table: Table) -> int:
    """The rows of the header, without blank ones below it."""
    height = header_height(Grid.of(table))
    said = (cell for cell in table.cells if cell.row < height and cell.text.strip())
    return max((min(cell.row + cell.rowspan, height) for cell in said), default=0)


def _note(statement: Statement) -> str:
    """What reading had to say of a table, each thing once."""
    said = "；".join(dict.fromkeys(remark.message for remark in statement.remarks))
    return said and f"阅读说明：{said}"
