"""What a heading lost in conversion must have been: the one missing code whose figures agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from yusuan.forms.align import LOST
from yusuan.forms.known import Known
from yusuan.forms.meaning import merge
from yusuan.ledger import Coordinates, Fact, Measure, Section
from yusuan.standards import classification
from yusuan.standards.dimensions import label

_NATURES = ("basic.personnel", "basic.operating")


def inferred(section: Section, known: Known, year: int | None) -> tuple[Section, list[str]]:
    """The section with its nameless columns named by elimination, and what was inferred.

    A candidate must be missing among the columns beside it, agree with every figure that another
    table prints for it, with at least one such figure; and it must be the only one to do so.
    """
    said: list[str] = []
    for number, measure in enumerate(section.measures):
        if measure.understood or (measure.path and measure.path[-1] != LOST):
            continue
        fitting = [
            candidate
            for candidate in dict.fromkeys(_candidates(section.measures, year))
            if _fits(section, number, candidate, known)
        ]
        if len(fitting) == 1:
            section = _named(section, number, fitting[0])
            names = "、".join(_words(name, member, year) for name, member in fitting[0].items())
            said.append(f"第{measure.index + 1}列没有列标题，按与其他表的勾稽关系认定为“{names}”")
    return section, said


def _words(dimension: str, member: str, year: int | None) -> str:
    if dimension in {"dept_economic", "gov_economic", "function"}:
        code = classification.codes(dimension).get(member, year)
        return f"{member} {code.name}" if code else member
    return label(dimension, member)


def _candidates(measures: Sequence[Measure], year: int | None) -> Iterator[Coordinates]:
    beside = {tuple(m.coordinates.items()) for m in measures if m.understood}
    for nature in _NATURES:
        if not any(
            ("nature", nature) == pair for pairs in beside for pair in pairs if len(pairs) == 1
        ):
            yield Coordinates({"nature": nature})
    for system in ("dept_economic", "gov_economic"):
        present = {m.coordinates[system] for m in measures if system in m.coordinates}
        classes = {code[:3] for code in present if len(code) == 5}
        for top in sorted(classes):
            for code in classification.codes(system).children(top, year):
                if code.code not in present:
                    yield Coordinates({system: code.code})


def _fits(section: Section, number: int, candidate: Coordinates, known: Known) -> bool:
    agreed = 0
    for line_number, fact in section.column(number):
        if fact is None:
            continue
        line = section.lines[line_number]
        where = merge(merge(section.coordinates, candidate), line.coordinates)
        verdict = known.verdict(where, fact.amount.value)
        if verdict is False:
            return False
        agreed += verdict is True
    return agreed > 0


def _named(section: Section, number: int, meaning: Coordinates) -> Section:
    measure = section.measures[number]
    named = replace(measure, coordinates=merge(measure.coordinates, meaning), understood=True)
    measures = (*section.measures[:number], named, *section.measures[number + 1 :])
    cells: dict[tuple[int, int], Fact | None] = dict(section.cells)
    for line_number, fact in section.column(number):
        if fact is not None:
            line = section.lines[line_number]
            cells[line_number, number] = replace(
                fact,
                coordinates=merge(merge(section.coordinates, named.coordinates), line.coordinates),
                understood=line.understood,
                remark="列标题在转换中丢失，按勾稽关系认定",
            )
    return replace(section, measures=measures, cells=cells)
