"""A disclosure as rows of the data set's tables; what the privacy rules find is masked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final

from yusuan.checks.disclosing.privacy import hidden
from yusuan.checks.findings import Result
from yusuan.dataset import schema
from yusuan.documents.model import Cell
from yusuan.ledger import Disclosure, Fact, Statement
from yusuan.publish.facts import PATH
from yusuan.publish.volume import Heading, Part, TableBlock, Text, Volume, figure_columns, is_figure

PUBLISHED, BUDGET, READ = "published", "budget", "read"
Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
_STEP: Final = Decimal("0.0001")
_MOST: Final = Decimal(10) ** 16


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a disclosure beside its content; empty is unknown.

    ``changed`` is what differs from the version before: (kind, where, before, after).
    """

    district: str = ""
    department: str = ""
    code: str = ""
    version: int | None = None
    published: str = ""
    reason: str = ""
    changed: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """A disclosure with everything that rows are made of."""

    source: str  # published | budget | read
    name: str  # of the file or folder
    kind: str
    sha256: str
    volume: Volume
    disclosure: Disclosure
    result: Result
    about: About = field(default_factory=About)

    @property
    def id(self) -> str:
        """Its id in the data set."""
        return self.sha256[:16]


class Rowing:
    """The rows of one disclosure, with a count of the texts that were masked."""

    def __init__(self, whole: Whole) -> None:
        self._whole = whole
        self._withheld = 0

    def rows(self) -> Rows:
        """The rows of every table of disclosures, each in the order of the table's columns."""
        made: Rows = {
            "tables": list(self._tables()),
            "cells": list(self._cells()),
            "facts": list(self._facts()),
            "paragraphs": list(self._paragraphs()),
            "findings": list(self._findings()),
            "versions": [self._version()],
        }
        made |= _projects_and_targets(self._whole, self._masked)
        made["disclosures"] = [self._disclosure()]
        return made

    def _masked(self, text: str, label: str = "") -> str:
        found = hidden(label, text)
        self._withheld += found != text
        return found

    def _disclosure(self) -> Row:
        whole, found = self._whole, self._whole.disclosure
        facts = list(found.facts)
        printed = [fact for fact in facts if fact.table]
        numeric = max(sum(one.numeric for one in found.statements), len(printed))
        understood = sum(fact.understood for fact in printed)
        severities = [one.severity for one in whole.result.findings]
        about = whole.about
        return (
            whole.id, key(whole), about.district, about.department or found.entity or "",
            about.code, found.year, found.stage, found.scope, whole.source, whole.kind,
            whole.name, whole.sha256, whole.volume.title, found.form_set, about.version, True,
            about.published, sum(1 for one in found.statements if one.id), len(facts),
            sum(fact.understood for fact in facts), numeric,
            (Decimal(understood) / numeric).quantize(_STEP) if numeric else None,
            *whole.result.counts.values(), len(whole.result.untouched),
            *(severities.count(one) for one in ("error", "warning", "info")), self._withheld,
        )  # fmt: skip

    def _ordered(self) -> Iterator[tuple[int, Any]]:
        """Every part's title and every block, numbered in reading order."""
        found = (one for part in self._whole.volume.parts for one in (part, *part.blocks))
        yield from enumerate(found)

    def _laid(self) -> Iterator[tuple[int, TableBlock, Statement]]:
        """The tables as printed, each with what was read of it.

        Of the rest of a table, which stands by itself, nothing is told that its first part told.
        """
        statements = {one.id: one for one in self._whole.disclosure.statements}
        for ordinal, block in self._ordered():
            if isinstance(block, TableBlock):
                size = (block.table.rows, block.table.columns)
                rest = Statement(block.id, "", None, block.table.place, *size)
                yield ordinal, block, statements.get(block.id, rest)

    def _tables(self) -> Iterator[Row]:
        for ordinal, block, read in self._laid():
            yield (
                self._whole.id, read.id, ordinal, block.called, self._masked(block.left),
                self._masked(block.right), self._masked(block.empty or block.note), read.unit,
                read.form, block.header, block.table.rows, block.table.columns,
                max(read.numeric, sum(1 for _ in read.facts)), read.understood,
            )  # fmt: skip

    def _cells(self) -> Iterator[Row]:
        for _, block, read in self._laid():
            columns = figure_columns(block)
            before: Cell | None = None
            for cell in sorted(block.table.cells, key=lambda one: (one.row, one.column)):
                label = before.text.strip() if before and before.row == cell.row else ""
                before = cell
                yield (
                    self._whole.id, read.id, cell.row, cell.column, cell.rowspan, cell.colspan,
                    self._cell(cell.text, label), is_figure(block, cell, columns),
                    block.figures.get((cell.row, cell.column)),
                )  # fmt: skip

    def _cell(self, text: str, label: str) -> str:
        """A cell's text, as a text of its own and as the field that the cell before it names."""
        return self._masked(text) if hidden("", text) != text else self._masked(text, label)

    def _facts(self) -> Iterator[Row]:
        found = self._whole.disclosure
        for fact in found.facts:
            said = dict(fact.coordinates)
            year = said.pop("year", str(found.year or ""))
            stage = said.pop("stage", found.stage)
            if said.get("entity") == found.entity:
                said.pop("entity", None)
            common = [said.pop(name, None) for name in schema.COMMON]
            yield (
                self._whole.id, fact.id, fact.table, hidden("", PATH.join(fact.row)),
                hidden("", PATH.join(fact.column)), fact.printed, money(fact.amount.value),
                money(fact.amount.precision), fact.understood,
                int(year) if year.isdecimal() else None, stage, *common,
                _json(said) if said else None, fact.remark, _json(_place(fact)),
            )  # fmt: skip

    def _paragraphs(self) -> Iterator[Row]:
        for ordinal, block in self._ordered():
            if (found := _said(block)) is None:
                continue
            level, text, figures = found
            shown = self._masked(text)
            yield self._whole.id, ordinal, level, shown, _json(figures), shown != text

    def _findings(self) -> Iterator[Row]:
        for one in self._whole.result.all_findings:
            places = [place.as_dict() for place in one.places]
            yield (
                self._whole.id, one.rule, one.severity, one.message, one.message_en, one.expected,
                one.printed, one.difference, one.unit, one.cause, one.suspect, one.suggestion,
                one.basis, _json(one.facts), _json(places), one.accepted,
            )  # fmt: skip

    def _version(self) -> Row:
        about = self._whole.about
        names = ("kind", "where", "before", "after")
        changed = [dict(zip(names, map(self._masked, one), strict=True)) for one in about.changed]
        return (
            self._whole.id, key(self._whole), about.version, about.published,
            self._masked(about.reason), _json(changed),
        )  # fmt: skip


def renamed(volume: Volume, ids: Mapping[str, str]) -> Volume:
    """A volume whose tables have other ids: those of what was read of them, which facts name."""
    parts = tuple(
        replace(
            part,
            blocks=tuple(
                replace(block, id=ids.get(block.id, block.id))
                if isinstance(block, TableBlock)
                else block
                for block in part.blocks
            ),
        )
        for part in volume.parts
    )
    return replace(volume, parts=parts)


def _said(block: object) -> tuple[int | None, str, list[tuple[int, int, str]]] | None:
    """Level, text and figures of a block that is text; None of any other."""
    match block:
        case Part(title=title) if title:
            return 1, title, []
        case Heading():
            return block.level, block.text, []
        case Text():
            return None, block.text, [(one.start, one.end, one.fact) for one in block.figures]
    return None


def key(whole: Whole) -> str:
    """What is disclosed, whichever version: 「地区/部门/年度/阶段/口径」."""
    found, about = whole.disclosure, whole.about
    said = (found.year, found.stage, found.scope)
    body = about.department or found.entity or whole.sha256[:16]
    return "/".join((about.district, body, *(str(one or "") for one in said)))


def money(value: Decimal) -> Decimal | None:
    """An amount as its column holds it; None where it is too fine or too great for that."""
    kept = value.quantize(_STEP) if abs(value) < _MOST else None
    return kept if kept == value else None


def _place(fact: Fact) -> dict[str, object]:
    return fact.place.as_dict()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _projects_and_targets(whole: Whole, masked: Any) -> Rows:
    from yusuan.dataset.record_targets import projects, targets

    return {"projects": list(projects(whole, masked)), "targets": list(targets(whole, masked))}
