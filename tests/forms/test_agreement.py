"""What the vocabulary reads in a seed is what the form set says of the same form."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from yusuan.documents import Source, text
from yusuan.forms.recognise import recognise
from yusuan.ledger import Coordinates, Disclosure, Section, Statement
from yusuan.standards.dimensions import CODED
from yusuan.standards.form_sets import FormSection, form_set
from yusuan.standards.labels import numbering

SEEDS = ("jianghan-2022", "hetang-2024", "shifeng-2020")
LOST = "（列标题丢失）"


def read(shared: Path, name: str) -> Disclosure:
    data = (shared / "seeds" / f"{name}.txt").read_bytes()
    return recognise(text.read(data, Source(f"{name}.txt", "0" * 64, "text")))


def bare(label: str) -> str:
    return numbering(label)[2]


def differences(found: Disclosure) -> Iterator[str]:
    """Each figure whose form says something else of it than the reader does."""
    assert found.form_set is not None
    forms = form_set(found.form_set)
    for statement in found.statements:
        if statement.form and statement.sections:
            form = forms.form(statement.form.split("/")[1])
            for read_section, said in zip(statement.sections, form.sections, strict=True):
                base = form.means | said.means
                yield from _in_section(statement, read_section, said, base)


def _in_section(
    statement: Statement, found: Section, said: FormSection, base: Coordinates
) -> Iterator[str]:
    columns = {tuple(map(bare, c.path)): c.meaning for c in said.columns}
    rows = [(bare(r.label), r.meaning) for r in (*said.rows, *said.tail)]
    position = 0
    for number, line in enumerate(found.lines):
        labels = {bare(label) for label in line.path}
        at = next((n for n in range(position, len(rows)) if rows[n][0] in labels), None)
        row = rows[at][1] if at is not None else ()
        position = at + 1 if at is not None else position
        for index, measure in enumerate(found.measures):
            fact = found.cells.get((number, index))
            path = tuple(map(bare, measure.path))
            column = next((m for p, m in columns.items() if path[-len(p) :] == p), None)
            if fact is None or column is None or not fact.understood:
                continue
            if len(column) > 1 or len(row) > 1:
                continue
            coded = line.coordinates.only(*CODED)
            expected = base | column[0] | (row[0] if row else coded)
            if not expected.items() <= fact.coordinates.items():
                where = f"{statement.form} {line.path} {measure.path}"
                yield f"{where}: {fact.coordinates} / {expected}"


@pytest.mark.parametrize("name", SEEDS)
def test_the_reader_and_the_form_set_mean_the_same(shared: Path, name: str) -> None:
    assert list(differences(read(shared, name))) == []


@pytest.mark.parametrize(("name", "least"), [(SEEDS[0], 16), (SEEDS[1], 18), (SEEDS[2], 18)])
def test_the_tables_of_a_seed_are_known_by_their_forms(shared: Path, name: str, least: int) -> None:
    found = read(shared, name)
    assert found.form_set == name
    assert sum(statement.form is not None for statement in found.statements) >= least
