"""Data packages: of a view in the words of the fiscal profile, and of a whole data set."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from yusuan.dataset import layout, schema
from yusuan.dataset.layout import State
from yusuan.ledger import DIMENSIONS
from yusuan.publish.opendata import COLUMN_TYPES, DIALECT, KINDS, PACKAGE, PROFILE

__all__ = ["DATA", "PACKAGE", "Data", "described", "write"]

DATA: Final = "data.csv"
_KINDS: Final = {
    "INTEGER": "integer",
    "BIGINT": "integer",
    "HUGEINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
}
_DIMENSIONS: Final = KINDS | {"department": ("entity", ""), "district": ("location", "")}
_TYPES: Final = COLUMN_TYPES | {
    "district": "geo:generic:name",
    "department": COLUMN_TYPES["entity"],
    "code": "administrator:generic:code",
}


@dataclass(frozen=True, slots=True)
class Data:
    """The CSV of a view: its bytes, and their SHA-256."""

    size: int
    sha256: str


def described(
    title: str, columns: Sequence[tuple[str, str]], years: Sequence[int], data: Data
) -> bytes:
    """``datapackage.json`` of a view of some columns (name, SQL type) and years, and its CSV."""
    said: dict[str, Any] = {
        "profile": PROFILE,
        "name": "view-" + data.sha256[:12],
        "title": title,
        "countryCode": "CN",
        "granularity": "aggregated",
    }
    if years:
        start, end = f"{years[0]}-01-01", f"{years[-1]}-12-31"
        said["fiscalPeriod"] = {"start": start, "end": end}
    said["model"] = _model(columns)
    said["resources"] = [
        {
            "name": "data",
            "path": DATA,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": DIALECT,
            "bytes": data.size,
            "hash": "sha256:" + data.sha256,
            "schema": {"fields": [_field(*one) for one in columns], "missingValues": [""]},
        }
    ]
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _model(columns: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Decimals are the measures, in 元; what is a dimension of figures is one of the model."""
    money = [name for name, type_ in columns if _is_money(type_)]
    dimensions = [name for name, _ in columns if name in {*DIMENSIONS, "district", "department"}]
    return {
        "measures": {
            name: {"source": name, "resource": "data", "currency": "CNY"} for name in money
        },
        "dimensions": {name: _dimension(name) for name in dimensions},
    }


def _dimension(name: str) -> dict[str, Any]:
    kind, classification = _DIMENSIONS.get(name, ("other", ""))
    found = {
        "attributes": {name: {"source": name, "resource": "data"}},
        "primaryKey": name,
        "dimensionType": kind,
    }
    return found | ({"classificationType": classification} if classification else {})


def _is_money(type_: str) -> bool:
    return type_.startswith("DECIMAL(") and type_.endswith(",4)") and type_ != schema.SHARE


def _field(name: str, type_: str) -> dict[str, Any]:
    kind = "number" if type_.startswith("DECIMAL(") else _KINDS.get(type_, "string")
    found = {"name": name, "title": _title(name), "type": kind}
    found |= {"columnType": _TYPES[name]} if name in _TYPES else {}
    return found | ({"currency": "CNY"} if _is_money(type_) else {})


def _title(name: str) -> str:
    """The meaning of a column that the schema knows; its own name for any other."""
    for table in (schema.FACTS, schema.DISCLOSURES):
        for column in table.columns:
            if column.name == name:
                return column.meaning
    return name


def write(folder: Path, state: State) -> None:
    """Write ``datapackage.json`` of a data set: its tables, their files and what columns mean."""
    said = {
        "profile": "data-package",
        "name": "yusuan-dataset",
        "title": "部门预算数据集",
        "version": schema.SCHEMA,
        "countryCode": "CN",
        "resources": [_resource(folder, state, table) for table in schema.ALL],
    }
    layout.put(folder / PACKAGE, said)


def _resource(folder: Path, state: State, table: schema.Table) -> dict[str, Any]:
    paths = [
        path.relative_to(folder).as_posix() for path in layout.parts(folder, state, table.name)
    ]
    keys = [] if "disclosure" not in table.names else [_KEY]
    return {
        "name": table.name,
        "title": table.meaning,
        "path": paths[0] if len(paths) == 1 else paths,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": {"fields": [_column(one) for one in table.columns], "foreignKeys": keys},
    }


_KEY: Final = {
    "fields": "disclosure",
    "reference": {"resource": schema.DISCLOSURES.name, "fields": "id"},
}


def _column(one: schema.Column) -> dict[str, Any]:
    return _field(one.name, one.type) | {"title": one.meaning}
