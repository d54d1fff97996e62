"""How a data set grows: build, size, queries and searches from 100 to 30,000 disclosures.

    python -m benchmarks.portal 100 1000 30000

The examples' own rows, with other bodies, years and amounts, are written as a data set, without
documents; then each query is asked of it and, in the same run, of plain DuckDB on the same files.
Tables as printed (``cells``) are left out above ``--cells`` disclosures: no query here reads them.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from yusuan import dataset
from yusuan.dataset import indexing, layout, schema, storing
from yusuan.dataset.building import build
from yusuan.dataset.comparing import Basis, compare
from yusuan.dataset.layout import State, Taken
from yusuan.dataset.sources import sources
from yusuan.dataset.standard import rows as standards

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
SEEDS = ("hetang-2024", "jianghan-2022", "shifeng-2020", "shifeng-2023-targets")
DEPARTMENTS, YEARS = 100, (2022, 2023, 2024)
TIMES = 7
SURNAMES = "东南西北中新安平永和长丰金银玉龙凤鹤松柏"
BUREAUS = ("教育局", "财政局", "民政局", "卫生健康局", "水务局", "文化和旅游局", "审计局", "司法局")
SEARCHES = (
    *("教育局", "jyj", "公务接待费", "三公", "绩效目标"),
    *("培训", "2010301", "559.57", "不会有的词"),
)
QUERIES = {
    "one disclosure's figures": "SELECT * FROM facts WHERE disclosure = '{one}'",
    "a year by function": "SELECT function, count(*), sum(amount) FROM facts WHERE year = 2024"
    " AND stage = 'budget' AND length(function) = 3 AND fund IS NULL AND nature IS NULL"
    " GROUP BY 1 ORDER BY 1",
    "三公 by district and year": "SELECT d.district, d.year, sum(f.amount) FROM facts f"
    " JOIN disclosures d ON d.id = f.disclosure WHERE f.item = 'three_publics' AND d.latest"
    " GROUP BY ALL ORDER BY 1, 2",
    "the largest projects": "SELECT d.department, p.project, p.amount FROM projects p"
    " JOIN disclosures d ON d.id = p.disclosure WHERE p.amount IS NOT NULL"
    " ORDER BY p.amount DESC, 1, 2 LIMIT 20",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[100, 1000])
    parser.add_argument("--cells", type=int, default=1000)
    parser.add_argument("--search", type=int, default=30_000, help="no index above so many")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seeds = _seeds(Path(folder) / "seeds")
        for count in asked.counts:
            state = _made(Path(folder) / str(count), count, seeds, cells=count <= asked.cells)
            if count <= asked.search:
                state = _indexed(Path(folder) / str(count), state)
            layout.write(Path(folder) / str(count), state)
            _measure(Path(folder) / str(count), state)


def _seeds(folder: Path) -> list[dict[str, pa.Table]]:
    """The rows of each example, by table."""
    built = build(list(sources([EXAMPLES / name for name in SEEDS])), folder, jobs=1)
    state = layout.read(folder)
    tables = (schema.DISCLOSURES, *schema.IN_PARTS)
    whole = {
        table.name: pa.concat_tables(
            [pq.read_table(path) for path in layout.parts(folder, state, table.name)]
        )
        for table in tables
    }
    return [
        {
            name: rows.filter(pc.equal(rows["id" if name == "disclosures" else "disclosure"], one))
            for name, rows in whole.items()
        }
        for one in built.made
    ]


def _made(folder: Path, count: int, seeds: list[dict[str, pa.Table]], *, cells: bool) -> State:
    began = time.perf_counter()
    state, facts = _written(folder, count, seeds, cells=cells)
    took = time.perf_counter() - began
    size = sum(path.stat().st_size for path in folder.rglob("*.parquet")) / 1e6
    print(f"\n{count} disclosures, {facts:,} facts{'' if cells else ' (no cells)'}")
    print(f"  written in {took:.1f} s, Parquet {size:.1f} MB", flush=True)
    return state


def _indexed(folder: Path, state: State) -> State:
    began = time.perf_counter()
    search = indexing.index(folder, state, folder / ".new-spill")
    took, size = time.perf_counter() - began, (folder / search).stat().st_size / 1e6
    print(f"  indexed in {took:.1f} s, index {size:.1f} MB", flush=True)
    return replace(state, search=search)


def _measure(folder: Path, state: State) -> None:
    with dataset.open(folder) as data, duckdb.connect() as plain:
        _views(plain, folder, state)
        one = state.taken[len(state.taken) // 2].id
        print(f"  {'query':28} {'ours':>9} {'DuckDB':>9}  ms (median of {TIMES})")
        for name, query in QUERIES.items():
            said = query.format(one=one)
            assert list(data.sql(said).rows) == plain.execute(said).fetchall(), name
            ours = _timed(partial(data.sql, said))
            theirs = _timed(partial(_asked, plain, said))
            print(f"  {name:28} {ours:9.1f} {theirs:9.1f}")
        district = data.departments()[0].district
        found = _timed(lambda: compare(data, Basis("function", 3), districts=[district]))
        print(f"  {'compare a district':28} {found:9.1f}", flush=True)
        for word in SEARCHES if state.search else ():
            took = _timed(partial(data.search, word))
            print(f"  search {word:21} {took:9.1f}  {len(data.search(word))} hits")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"  most memory so far {peak:.1f} GB", flush=True)


def _timed(work: Callable[[], object]) -> float:
    work()
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000


def _asked(plain: duckdb.DuckDBPyConnection, query: str) -> list[Any]:
    return plain.execute(query).fetchall()


def _views(plain: duckdb.DuckDBPyConnection, folder: Path, state: State) -> None:
    for table in schema.ALL:
        files = [str(path) for path in layout.parts(folder, state, table.name)]
        plain.execute(f"CREATE VIEW {table.name} AS SELECT * FROM read_parquet({files})")


def _written(
    folder: Path, count: int, seeds: list[dict[str, pa.Table]], *, cells: bool
) -> tuple[State, int]:
    """Write a data set of so many disclosures; gives its state and how many facts it has."""
    folder.mkdir()
    known = {_identity(number): number for number in range(count)}
    buckets: defaultdict[int, list[str]] = defaultdict(list)
    parts = storing.parts_of(count)
    for one in sorted(known):
        buckets[storing.bucket(one, parts)].append(one)
    facts = 0
    for at, ids in sorted(buckets.items()):
        for table in schema.IN_PARTS:
            if table is schema.CELLS and not cells:
                rows = schema.arrow(table).empty_table()
            else:
                rows = pa.concat_tables([_of(seeds, table, one, known[one]) for one in ids])
            facts += len(rows) if table is schema.FACTS else 0
            storing.write(rows, layout.part(folder, table.name, f"{at}"))
    listed = [_disclosure(seeds, one, number) for one, number in known.items()]
    listed.sort(key=lambda row: (row["district"], row["department"], row["year"]))
    wholes = {schema.DISCLOSURES: listed, schema.VERSIONS: [], **standards()}
    wholes[schema.ENTITIES] = storing.entities(listed)
    for table, said in wholes.items():
        made = pa.Table.from_pylist(said, schema.arrow(table))
        storing.write(made, layout.part(folder, table.name, "b"))
    taken = tuple(Taken(one, one, "", "", (), one, "") for one in sorted(known))
    return State("b", taken, tuple(f"{at}" for at in sorted(buckets))), facts


def _identity(number: int) -> str:
    return hashlib.sha256(f"{number}".encode()).hexdigest()[:16]


def _of(
    seeds: list[dict[str, pa.Table]], table: schema.Table, identity: str, number: int
) -> pa.Table:
    """The rows of an example as another's: its id, its year, its amounts made greater."""
    seed = seeds[number % len(seeds)]
    rows = seed[table.name]
    rows = rows.set_column(0, "disclosure", pa.array([identity] * len(rows), pa.string()))
    if "year" in table.names:
        shift = YEARS[number % len(YEARS)] - seed["disclosures"]["year"][0].as_py()
        rows = _replaced(rows, "year", pc.add(rows["year"], pa.scalar(shift, pa.int32())))
    if "amount" in table.names:
        factor = pa.scalar(Decimal(number % 97 + 3) / 10, pa.decimal128(4, 1))
        rows = _replaced(rows, "amount", pc.multiply(rows["amount"], factor))
    return rows


def _replaced(rows: pa.Table, name: str, values: Any) -> pa.Table:
    at = rows.column_names.index(name)
    kind = schema.arrow(schema.FACTS).field(name).type
    return rows.set_column(at, name, pc.cast(values, kind, safe=False))


def _disclosure(seeds: list[dict[str, pa.Table]], identity: str, number: int) -> dict[str, Any]:
    said: dict[str, Any] = seeds[number % len(seeds)]["disclosures"].to_pylist()[0]
    body = number // len(YEARS)
    place = body // DEPARTMENTS
    district = f"某省{SURNAMES[place % 20]}{SURNAMES[place // 20 % 20]}市"
    department = f"{district}第{body % DEPARTMENTS}{BUREAUS[body % len(BUREAUS)]}"
    year = YEARS[number % len(YEARS)]
    key = f"{district}/{department}/{year}/budget/department"
    return said | {
        "id": identity, "sha256": identity, "key": key, "district": district,
        "department": department, "code": f"{body:06}", "year": year, "version": 1, "latest": True,
    }  # fmt: skip


if __name__ == "__main__":
    main()
