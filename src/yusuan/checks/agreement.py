"""同一事实多处一致: figures with the same coordinates must be the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from yusuan.checks import reasons
from yusuan.checks.budgets import Budget
from yusuan.checks.causes import as_printed, is_slip, is_unit_slip
from yusuan.checks.figures import TEXT, Figure, votes
from yusuan.checks.relations import GAP, Relation, compare
from yusuan.ledger import Coordinates

RULE = "same-figure"
_SYSTEMATIC = 3  # figures contradicted that make a table strange
_CANDIDATES = 8
_TELLING = 3  # parts of one table, or of the text, that are the whole of what they say


def same_figure(budget: Budget) -> Iterator[Relation]:
    """Every other place that says a figure, against the place that speaks for it."""
    found = [
        relation
        for figures in budget.index.values()
        if len(figures) > 1
        for relation in _pairs(figures, budget)
    ]
    yield from _without_strange_tables(_with_telling_parts(found))
    yield from _blanks(budget)


def _pairs(figures: Sequence[Figure], budget: Budget) -> Iterator[Relation]:
    whole_figures = [figure for figure in figures if not figure.partial]
    reference = _most_agreed(whole_figures or figures)
    for figure in _voices(figures):
        if figure is not reference and not _listed_together(figure, reference):
            doubt = reasons.PART if figure.partial or reference.partial else ""
            premise = budget.footing.premise(reference.fact.coordinates, figure.fact.coordinates)
            yield Relation(RULE, (reference,), (figure,), doubt, premise=premise)


def _with_telling_parts(found: Sequence[Relation]) -> Iterator[Relation]:
    """Parts that mostly are the whole of what they say: then one that is a slip away is a slip.

    「主要用于下列各项」 lists each 科目 with all its money, though the words would allow a part.
    """
    agreeing = Counter(
        _place_of_part(one)
        for one in found
        if one.doubt == reasons.PART and one.whole and compare(one) != GAP
    )
    for one in found:
        telling = one.doubt == reasons.PART and agreeing[_place_of_part(one)] >= _TELLING
        if telling and compare(one) == GAP and _is_slip_apart(one):
            yield replace(one, doubt="", severity="warning")
        else:
            yield one


def _place_of_part(relation: Relation) -> tuple[int, str]:
    part = next(figure for figure in reversed(relation.figures) if figure.partial)
    return part.document, part.statement.id


def _is_slip_apart(relation: Relation) -> bool:
    if is_unit_slip(relation):
        return True
    (one,), (other,) = relation.wholes, relation.parts
    coarse, fine = (one, other) if one.amount.precision > other.amount.precision else (other, one)
    return is_slip(coarse, as_printed(fine.value, coarse))


def _voices(figures: Sequence[Figure]) -> Iterator[Figure]:
    """The figures, but 合计 and its only unit in one list said once."""
    said: set[object] = set()
    for figure in figures:
        voice = (figure.value, figure.where) if figure.list >= 0 else figure
        if voice not in said or figure.partial:
            said.add(voice)
            yield figure


def _listed_together(one: Figure, other: Figure) -> bool:
    """Whether both stand in one list under different names: its own sums relate them."""
    same_list = one.list >= 0 and one.where == other.where
    return same_list and one.fact.coordinates != other.fact.coordinates


def _most_agreed(figures: Sequence[Figure]) -> Figure:
    """The figure most of the others agree with, so that one slip stands alone."""
    counted = votes(figures)
    first = {figure.value: figure for figure in reversed(figures)}
    candidates = list(dict.fromkeys(first[figure.value] for figure in figures))[:_CANDIDATES]

    def agreeing(figure: Figure) -> int:
        others = (value for value in counted if figure.printed.agrees(first[value].printed))
        return sum(counted[value] for value in others)

    return max(candidates, key=agreeing)


def _without_strange_tables(found: Iterable[Relation]) -> Iterator[Relation]:
    """A table that mostly contradicts the others is about something else: nothing is claimed."""
    relations = list(found)
    agreeing: Counter[tuple[int, str]] = Counter()
    apart: dict[tuple[int, str], list[int]] = defaultdict(list)
    facts: dict[tuple[int, str], set[Figure]] = defaultdict(set)  # each by its reference
    for number, relation in enumerate(relations):
        if not any(figure.value for figure in relation.figures):
            continue
        gap = compare(relation) == GAP
        for table in {(f.document, f.statement.id) for f in relation.figures}:
            if gap:
                apart[table].append(number)
                facts[table].add(relation.wholes[0])
            else:
                agreeing[table] += 1
    strange = {
        number
        for table, numbers in apart.items()
        if len(facts[table]) >= _SYSTEMATIC and len(numbers) > agreeing[table]
        for number in numbers
    }
    for number, relation in enumerate(relations):
        doubtful = number in strange and not relation.doubt
        yield replace(relation, doubt=reasons.SYSTEMATIC) if doubtful else relation


def _blanks(budget: Budget) -> Iterator[Relation]:
    """A figure printed in one place whose cell elsewhere is blank: said once for each figure.

    What only a sentence says is not in the tables at all, though they have a cell for it.
    """
    seen: set[Coordinates] = set()
    for one in budget.lists:
        for (line, measure), fact in one.section.cells.items():
            if fact is not None:
                continue
            key = budget.footing.key(one.coordinates(line, measure))
            figures = budget.index.get(key)
            row, column = one.section.lines[line], one.section.measures[measure]
            sound = row.understood and column.understood
            if not figures or key in seen or not sound:
                continue
            only_said = all(figure.statement.id == TEXT for figure in figures)
            if only_said and not any(figure.partial for figure in figures):
                seen.add(key)
                yield Relation(RULE, (figures[0],), (), severity="warning")
            elif figures[0].value:
                seen.add(key)
                yield Relation(RULE, (figures[0],), (), reasons.BLANK)
