"""The index of words that is built with a data set: a file of SQLite with full text search.

An entry is something that is found: a department, a project, a table, a target, a row's label, a
paragraph. Their numbers say the order in which they are told: by kind, then the newest year first,
so that the first answers are found without finding all.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from yusuan.dataset import layout
from yusuan.dataset.layout import State
from yusuan.dataset.words import initials, pairs

#: The kinds in the order they are told.
KINDS: Final = ("department", "project", "table", "target", "label", "text")
#: Kinds whose initials of pinyin are found too.
SPELT: Final = ("department", "project", "label")
#: Figures that are told of one amount, and what an amount in 元 is counted in.
AMOUNTS: Final = 50
STEPS: Final = 10_000
_KIND, _YEAR = 52, 40  # bits of a number
_LAST_YEAR: Final = 4095
_BATCH: Final = 20_000

_SCHEMA: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -65536;
CREATE TABLE entry (
  number INTEGER PRIMARY KEY, disclosure TEXT, body TEXT, year INTEGER, ref TEXT, text TEXT
);
CREATE VIRTUAL TABLE words USING fts5(
  text, spelt, content='', tokenize='unicode61 remove_diacritics 0'
);
CREATE TABLE amount (
  amount INTEGER, turn INTEGER, disclosure TEXT, body TEXT, year INTEGER, fact TEXT, text TEXT,
  PRIMARY KEY (amount, turn)
) WITHOUT ROWID;
"""

#: What each kind's entries are: disclosure, body, year, ref, text. Of what stands in several
#: disclosures of a body alike, the newest is told.
_BODY: Final = "d.district || '/' || d.department"
_LAST: Final = "arg_max({}, (coalesce(d.year, 0), d.id))"
_NEWEST: Final = _LAST.format("d.id")
_TABLE: Final = _LAST.format('t."table"')
_QUERIES: Final = {
    "department": f"SELECT {_NEWEST}, {_BODY}, max(d.year), max(d.code), d.department"
    " FROM disclosures d WHERE d.latest GROUP BY d.district, d.department",
    "project": f"SELECT {_NEWEST}, {_BODY}, max(d.year), p.project, p.project"
    " FROM projects p JOIN disclosures d ON d.id = p.disclosure WHERE d.latest"
    " GROUP BY d.district, d.department, p.project",
    "table": f"SELECT {_NEWEST}, {_BODY}, max(d.year), {_TABLE}, t.title"
    " FROM tables t JOIN disclosures d ON d.id = t.disclosure WHERE d.latest AND t.title <> ''"
    " GROUP BY d.district, d.department, t.title",
    "target": f"SELECT {_NEWEST}, {_BODY}, max(d.year), {_LAST.format('t.ordinal::VARCHAR')},"
    " concat_ws(' ', nullif(t.level3, ''), nullif(t.operator || t.value || t.unit, ''),"
    " nullif(t.text, '')) AS said"
    " FROM targets t JOIN disclosures d ON d.id = t.disclosure WHERE d.latest"
    " GROUP BY d.district, d.department, said",
    "label": f"SELECT {_NEWEST}, {_BODY}, max(d.year), {_LAST.format('f.fact')}, l.label"
    " FROM (SELECT disclosure, min(fact) AS fact, string_split(\"row\", ' / ')[-1] AS label"
    " FROM facts WHERE \"row\" <> '' AND \"table\" IS NOT NULL GROUP BY ALL) l"
    " JOIN facts f ON f.disclosure = l.disclosure AND f.fact = l.fact"
    " JOIN disclosures d ON d.id = l.disclosure WHERE d.latest"
    " GROUP BY d.district, d.department, l.label",
    "text": f"SELECT {_NEWEST}, {_BODY}, max(d.year), {_LAST.format('p.ordinal::VARCHAR')}, p.text"
    " FROM paragraphs p JOIN disclosures d ON d.id = p.disclosure"
    " WHERE d.latest AND length(p.text) > 1 GROUP BY d.district, d.department, p.text",
}  # fmt: skip

#: Of an amount the newest figures, as many as are told; the amount in hundredths of a 分.
_AMOUNTS: Final = (
    f"SELECT CAST(f.amount * {STEPS} AS BIGINT), row_number() OVER newest AS turn,"
    f" d.id, {_BODY}, d.year, f.fact,"
    " concat_ws(' / ', nullif(f.\"row\", ''), nullif(f.\"column\", ''), f.printed)"
    " FROM facts f JOIN disclosures d ON d.id = f.disclosure"
    " WHERE f.amount <> 0 AND abs(f.amount) < 9e13 WINDOW newest AS (PARTITION BY f.amount"
    " ORDER BY d.year DESC NULLS LAST, d.district, d.department, d.id, f.fact)"
    f" QUALIFY turn <= {AMOUNTS}"
)

Entry = tuple[str, str, int | None, str, str]


def index(folder: Path, state: State, spill: Path) -> str:
    """Build the index of a state; gives the name of its file.

    ``spill`` is a folder for what does not fit in memory meanwhile.
    """
    from yusuan.dataset.connection import connected

    name = f"search-{state.build}.sqlite"
    with (
        contextlib.closing(connected(folder, state, "2GB", spill)) as data,
        contextlib.closing(sqlite3.connect(folder / name)) as base,
    ):
        base.executescript(_SCHEMA)
        for kind in KINDS:
            cursor = data.execute(_QUERIES[kind])
            number = 0
            while rows := cursor.fetchmany(_BATCH):
                _add(base, kind, rows, number)
                number += len(rows)
        cursor = data.execute(_AMOUNTS)
        while rows := cursor.fetchmany(_BATCH):
            base.executemany("INSERT INTO amount VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        base.execute("INSERT INTO words(words) VALUES ('optimize')")
        base.commit()
    return name


def _add(base: sqlite3.Connection, kind: str, rows: Iterable[Entry], start: int) -> None:
    listed = [(numbered(kind, row[2], n), *row) for n, row in enumerate(rows, start)]
    base.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", listed)
    base.executemany("INSERT INTO words(rowid, text, spelt) VALUES (?, ?, ?)", _said(kind, listed))


def _said(kind: str, rows: Iterable[tuple[int, *Entry]]) -> Iterator[tuple[int, str, str]]:
    for number, _, _, _, _, text in rows:
        yield number, pairs(text), pairs(initials(text)) if kind in SPELT else ""


def numbered(kind: str, year: int | None, number: int) -> int:
    """The number of an entry: its kind, its year from the newest, and one that no other has."""
    return KINDS.index(kind) << _KIND | (_LAST_YEAR - (year or 0)) << _YEAR | number


def numbers(kind: str) -> tuple[int, int]:
    """The first number of a kind, and the last."""
    at = KINDS.index(kind)
    return at << _KIND, (at + 1 << _KIND) - 1


def kind_of(number: int) -> str:
    """The kind of an entry by its number."""
    return KINDS[number >> _KIND]


def path(folder: Path, state: State) -> Path:
    """Where the index of a state is; raises NoDataset where it has none."""
    if not state.search or not (folder / state.search).is_file():
        raise layout.NoDataset(f"“{folder}”里没有搜索用的索引，请重新生成数据集。")
    return folder / state.search
