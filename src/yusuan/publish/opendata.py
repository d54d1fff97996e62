"""The figures of a disclosure as open data: CSV, Parquet, JSON, and a Fiscal Data Package.

The package (``datapackage.json``) describes ``figures.csv``: the figures that were understood,
with columns that say what they are in the words of the OpenSpending fiscal profile.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from yusuan.ledger import DIMENSIONS, Disclosure, Fact, Origin, Statement, in_unit
from yusuan.publish import facts as facts_out
from yusuan.publish.page_meanings import DIMENSION_LABELS, bare_name
from yusuan.publish.volume import Volume

PROFILE: Final = "fiscal-data-package"
_TITLES: Final = {
    "id": "编号",
    "title": "表名",
    "row": "行标题",
    "column": "列标题",
    "printed": "印出的数",
    "amount": "金额（元）",
    "unit_level": "本级或下属",
}
DIALECT: Final = {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True}
PACKAGE: Final = "datapackage.json"
FIGURES: Final = "figures.csv"

#: Column types of the fiscal profile; the profile has one place for an economic classification.
COLUMN_TYPES: Final = {
    "id": "budget-line-id",
    "entity": "administrator:generic:name",
    "year": "date:fiscal-year",
    "flow": "direction",
    "fund": "fin-source:generic:code",
    "fund_name": "fin-source:generic:label",
    "function": "functional-classification:generic:code",
    "function_name": "functional-classification:generic:label",
    "nature": "activity:generic:program:code",
    "nature_name": "activity:generic:program:label",
    "dept_economic": "economic-classification:generic:code",
    "dept_economic_name": "economic-classification:generic:label",
    "project": "activity:generic:project:code",
    "amount": "value",
}
#: What kind of dimension of the logical model each is, and of which classification.
KINDS: Final = {
    "entity": ("entity", ""),
    "unit": ("entity", ""),
    "year": ("datetime", ""),
    "function": ("classification", "functional"),
    "dept_economic": ("classification", "economic"),
    "gov_economic": ("classification", "economic"),
    "nature": ("activity", ""),
    "project": ("activity", ""),
}
_NAMED: Final = ("fund", "function", "nature", "dept_economic", "gov_economic")
#: What else is told of a unit: its name, and whether it is the department's own office.
_OF_UNIT: Final = ("unit_name", "unit_level")
_COLUMNS: Final = (
    "id",
    *(f"{name}{end}" for name in DIMENSIONS for end in ("", "_name") if not end or name in _NAMED),
    *_OF_UNIT,
    "title",
    "row",
    "column",
    "printed",
    "amount",
)  # fmt: skip


def files(volume: Volume) -> Iterator[tuple[str, bytes]]:
    """Every file of open data, with its name."""
    rows = list(facts_out.rows(disclosure(volume)))
    yield "facts.csv", _streamed(facts_out.write_csv, rows, bom=True)
    yield "facts.json", _streamed(facts_out.write_json, rows)
    yield "facts.parquet", _streamed(facts_out.write_parquet, rows)
    figures = figures_csv(volume)
    yield FIGURES, figures
    yield PACKAGE, package(volume, figures)


def _streamed(write: Any, rows: list[facts_out.Row], **options: bool) -> bytes:
    made = io.BytesIO()
    write(iter(rows), made, **options)
    return made.getvalue()


def disclosure(volume: Volume) -> Disclosure:
    """A volume's facts as a disclosure that was read, so that both are written alike."""
    origin = Origin(volume.title, "", "volume")
    statements = tuple(_statements(volume))
    return Disclosure(origin, volume.entity, volume.year, volume.stage, statements=statements)


def _statements(volume: Volume) -> Iterator[Statement]:
    """A statement for each table that facts name, in the order of the facts."""
    titles = {block.id: block for block in volume.tables}
    grouped: dict[str | None, list[Fact]] = {}
    for fact in volume.facts:
        grouped.setdefault(fact.table, []).append(fact)
    for key, found in grouped.items():
        block = titles.get(key or "")
        title = block.title if block else ""
        size = (block.table.rows, block.table.columns) if block else (0, 0)
        unit = _unit(block.right) if block else None
        yield Statement(key or "", title, unit, found[0].place, *size, loose=tuple(found))


def _unit(caption: str) -> str | None:
    found = re.search(r"单位[:：]\s*(亿元|百万元|万元|千元|元)", caption)
    return found[1] if found else None


def figures_csv(volume: Volume) -> bytes:
    """The figures that were understood as CSV: codes, names and amounts in 元."""
    titles = {block.id: block.title for block in volume.tables}
    made = io.StringIO()
    writer = csv.DictWriter(made, _COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for fact in volume.facts:
        if fact.understood:
            row = _figure(volume, fact, titles)
            writer.writerow({key: facts_out.disarmed(text) for key, text in row.items()})
    return made.getvalue().encode("utf-8", "replace")


def _figure(volume: Volume, fact: Fact, titles: dict[str, str]) -> dict[str, str]:
    whole = {"entity": volume.entity, "year": str(volume.year), "stage": volume.stage}
    said = {**whole, **fact.coordinates}
    names = {
        f"{name}_name": bare_name(name, said[name], volume.year) for name in _NAMED if name in said
    }
    return {
        "id": fact.id,
        **said,
        **names,
        **_unit_said(volume, said.get("unit", "")),
        "title": titles.get(fact.table or "", ""),
        "row": facts_out.PATH.join(fact.row),
        "column": facts_out.PATH.join(fact.column),
        "printed": fact.printed,
        "amount": in_unit(fact.amount.value, "元"),
    }


def _unit_said(volume: Volume, unit: str) -> dict[str, str]:
    """Name and level of the unit a figure names, by its code or its name; nothing of others."""
    found = next((one for one in volume.units if unit in (one.code, one.name)), None)
    if found is None:
        return {}
    return dict(zip(_OF_UNIT, (found.name, "本级" if found.own else "下属"), strict=True))


def package(volume: Volume, figures: bytes) -> bytes:
    """The Fiscal Data Package that describes the figures."""
    described = {
        "profile": PROFILE,
        "name": f"budget-{volume.year}-{hashlib.sha256(volume.entity.encode()).hexdigest()[:8]}",
        "title": volume.title,
        "countryCode": "CN",
        "fiscalPeriod": {"start": f"{volume.year}-01-01", "end": f"{volume.year}-12-31"},
        "granularity": "aggregated",
        "model": _model(),
        "resources": [
            {
                "name": "figures",
                "path": FIGURES,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": DIALECT,
                "bytes": len(figures),
                "hash": "sha256:" + hashlib.sha256(figures).hexdigest(),
                "schema": {
                    "fields": [_field(name) for name in _COLUMNS],
                    "primaryKey": ["id"],
                    "missingValues": [""],
                },
            }
        ],
    }
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()


def _model() -> dict[str, Any]:
    """The logical model: one measure, and the dimensions with their keys and names."""
    return {
        "measures": {"amount": {"source": "amount", "resource": "figures", "currency": "CNY"}},
        "dimensions": {name: _dimension(name) for name in DIMENSIONS},
    }


def _dimension(name: str) -> dict[str, Any]:
    kind, classification = KINDS.get(name, ("other", ""))
    attributes = {name: {"source": name, "resource": "figures"}}
    if name in _NAMED:
        attributes[f"{name}_name"] = _label_for(name, f"{name}_name")
    if name == "unit":
        attributes |= {one: _label_for(name, one) for one in _OF_UNIT}
    found = {"attributes": attributes, "primaryKey": name, "dimensionType": kind}
    return found | ({"classificationType": classification} if classification else {})


def _label_for(name: str, column: str) -> dict[str, str]:
    return {"source": column, "resource": "figures", "labelfor": name}


def _field(name: str) -> dict[str, Any]:
    """A column: its type for any reader, and what it is in the fiscal profile."""
    base = name.removesuffix("_name")
    title = _TITLES.get(base) or DIMENSION_LABELS[base] + ("名称" if base != name else "")
    kind = {"year": "integer", "amount": "number"}.get(name, "string")
    found = {"name": name, "title": title, "type": kind}
    found |= {"columnType": COLUMN_TYPES[name]} if name in COLUMN_TYPES else {}
    return found | ({"currency": "CNY"} if name == "amount" else {})
