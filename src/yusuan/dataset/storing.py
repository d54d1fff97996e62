"""Rows become Parquet: a part holds all rows of the disclosures whose ids begin alike.

Parts are as many as make some hundred disclosures each, so that a change rewrites little, and one
disclosure is found in one part: its ids bound what a part holds.
"""

from __future__ import annotations

import hashlib
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from yusuan.dataset import layout, schema, standard
from yusuan.dataset.layout import State, Taken
from yusuan.dataset.records import Rows

if TYPE_CHECKING:
    import pyarrow as pa

_EACH: Final = 256  # disclosures of a part, at most twice as many
_ROWS: Final = 60_000  # of a row group
_OF_ID: Final = 4  # hexadecimal digits of an id that choose its part


def store(
    folder: Path, old: State, made: Sequence[tuple[Taken, Path]], kept: Sequence[Taken]
) -> State:
    """Write what was made beside what is kept; gives the state that names it all."""
    taken = sorted((*(one for one, _ in made), *kept), key=lambda one: one.id)
    fresh = {one.id: path for one, path in made}
    buckets: defaultdict[int, list[str]] = defaultdict(list)
    count = parts_of(len(taken))
    for one in taken:
        buckets[bucket(one.id, count)].append(one.id)
    names = [_part(folder, old, count, at, ids, fresh) for at, ids in sorted(buckets.items())]
    if not names:
        names = [_part(folder, old, count, 0, [], fresh)]
    build = f"{time.time_ns():x}"
    _wholes(folder, old, build, [one.id for one in kept], [path for _, path in made])
    return State(build, tuple(taken), tuple(names))


def once(folder: Path, disclosures: Iterable[Rows], name: str) -> State:
    """Write a data set of one part, of disclosures in the order of their ids; gives its state.

    No more than a row group of each table is in memory.
    """
    groups = {
        table.name: _Groups(layout.part(folder, table.name, name)) for table in schema.IN_PARTS
    }
    wholes: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for rows in disclosures:
        for of, made in tables(rows):
            if of in groups:
                groups[of].add(made)
            else:
                wholes[of] += made.to_pylist()
    for table in schema.IN_PARTS:
        groups[table.name].end(schema.arrow(table))
    _write_wholes(folder, name, wholes[schema.DISCLOSURES.name], wholes[schema.VERSIONS.name])
    return State(name, (), (name,))


class _Groups:
    """A Parquet file that grows, a row group at a time."""

    def __init__(self, path: Path) -> None:
        self._path, self._kept = path, list[Any]()
        self._writer: Any = None

    def add(self, rows: pa.Table) -> None:
        self._kept.append(rows)
        if sum(map(len, self._kept)) >= _ROWS:
            self._write()

    def _write(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        rows = pa.concat_tables(self._kept)
        self._kept.clear()
        if self._writer is None:
            self._path.parent.mkdir(exist_ok=True)
            self._writer = pq.ParquetWriter(str(self._path), rows.schema, compression="zstd")
        self._writer.write_table(rows)

    def end(self, kind: pa.Schema) -> None:
        """Write what is left; a file without rows where there were none."""
        self._kept.append(kind.empty_table())
        self._write()
        self._writer.close()


def tables(rows: Rows) -> Iterator[tuple[str, pa.Table]]:
    """Rows as Arrow, table by table."""
    import pyarrow as pa

    for table in (schema.DISCLOSURES, *schema.IN_PARTS, schema.VERSIONS):
        kinds = schema.arrow(table)
        across = zip(*rows[table.name], strict=True) if rows[table.name] else [()] * len(kinds)
        arrays = [pa.array(one, kind.type) for one, kind in zip(across, kinds, strict=True)]
        yield table.name, pa.Table.from_arrays(arrays, schema=kinds)


def parts_of(disclosures: int) -> int:
    """How many parts so many disclosures are in: a power of two."""
    count = 1
    while count * _EACH * 2 <= disclosures:
        count *= 2
    return count


def bucket(identity: str, count: int) -> int:
    """The number of the part that a disclosure is in."""
    return int(identity[:_OF_ID], 16) * count >> 4 * _OF_ID


def _part(
    folder: Path, old: State, count: int, at: int, ids: Sequence[str], fresh: dict[str, Path]
) -> str:
    """The name of a part with the rows of these disclosures; written unless it is there."""
    shas = hashlib.sha256("".join(ids).encode()).hexdigest()
    unchanged = [name for name in old.parts if name.split("-")[:3] == _name(count, at, shas)]
    if unchanged and not any(one in fresh for one in ids):
        return unchanged[0]
    name = "-".join((*_name(count, at, shas), f"{time.time_ns():x}"))
    kept = [one for one in ids if one not in fresh]
    for table in schema.IN_PARTS:
        rows = _joined(folder, old, table, kept, [fresh[one] for one in ids if one in fresh])
        write(rows.sort_by("disclosure"), layout.part(folder, table.name, name))
    return name


def _name(count: int, at: int, shas: str) -> list[str]:
    return [f"{count}", f"{at}", shas[:16]]


def _joined(
    folder: Path, old: State, table: schema.Table, kept: Sequence[str], fresh: Iterable[Path]
) -> pa.Table:
    """The rows of a table: those of kept disclosures, and those made anew."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pyarrow import feather

    identity = "id" if table is schema.DISCLOSURES else "disclosure"
    found = [schema.arrow(table).empty_table()]
    if kept:
        of = [(identity, "in", set(kept))]
        files = [str(path) for path in layout.parts(folder, old, table.name)]
        found += [pq.read_table(one, filters=of, schema=schema.arrow(table)) for one in files]
    found += [feather.read_table(str(path / f"{table.name}.arrow")) for path in fresh]
    return pa.concat_tables(found)


def write(rows: Any, path: Path) -> None:
    """Write rows as a Parquet file."""
    import pyarrow.parquet as pq

    path.parent.mkdir(exist_ok=True)
    pq.write_table(rows, str(path), row_group_size=_ROWS, compression="zstd")


def _wholes(
    folder: Path, old: State, build: str, kept: Sequence[str], fresh: Sequence[Path]
) -> None:
    """Write the tables that are not in parts."""
    found = _joined(folder, old, schema.DISCLOSURES, kept, fresh).to_pylist()
    versions = _joined(folder, old, schema.VERSIONS, kept, fresh).to_pylist()
    _write_wholes(folder, build, found, versions)


def _write_wholes(
    folder: Path, build: str, found: list[dict[str, Any]], versions: list[dict[str, Any]]
) -> None:
    _widen(found)
    numbers, keys = _number(found), {row["id"]: row["key"] for row in found}
    for row in versions:
        row["number"], row["key"] = numbers[row["disclosure"]], keys[row["disclosure"]]
    rows = {
        schema.DISCLOSURES: sorted(found, key=_by_body),
        schema.ENTITIES: entities(found),
        schema.VERSIONS: sorted(versions, key=lambda row: (row["key"], row["number"])),
        **standard.rows(),
    }
    import pyarrow as pa

    for table, listed in rows.items():
        made = pa.Table.from_pylist(listed, schema.arrow(table))
        write(made, layout.part(folder, table.name, build))


def entities(found: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The bodies of disclosures, by district and name."""
    bodies: defaultdict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in found:
        bodies[row["district"], row["department"]].append(row)
    return [_entity(rows) for _, rows in sorted(bodies.items())]


def _entity(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    years = [row["year"] for row in rows if row["year"] is not None]
    return {
        "district": rows[0]["district"],
        "department": rows[0]["department"],
        "code": max(row["code"] for row in rows),
        "first_year": min(years, default=None),
        "last_year": max(years, default=None),
        "disclosures": len(rows),
    }


def _by_body(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["district"], row["department"], row["year"] or 0, row["version"], row["id"]


def _widen(found: Sequence[dict[str, Any]]) -> None:
    """Call a district by its longest name: 「某区」 is 「某市某区」 where only that is there."""
    names = {row["district"] for row in found} - {""}
    wider = {name: [one for one in names if one.endswith(name)] for name in names}
    for row in found:
        others = sorted(wider.get(row["district"], ()), key=len)
        if len(others) == 2:
            row["key"] = others[1] + row["key"].removeprefix(row["district"])
            row["district"] = others[1]


def _number(found: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Number the versions of what was published twice, and say which is the latest.

    A version that has its number keeps it; others follow by the day they were published. Files
    that were read are parts of one disclosure rather than its versions.
    """
    groups: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        groups[row["key"], row["source"]].append(row)
    for (_, source), rows in groups.items():
        rows.sort(key=lambda row: (row["version"] or 0, row["published"], row["id"]))
        last = 0
        for row in rows:
            last = row["version"] or (1 if source == "read" else last + 1)
            row["version"] = last
        for row in rows:
            row["latest"] = row["version"] == last
    return {row["id"]: row["version"] for row in found}
