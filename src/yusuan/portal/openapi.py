"""The OpenAPI 3.1 document of the API, made of its operations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from yusuan.portal.api import OPERATIONS, PAGING, PARTS, Operation, Parameter
from yusuan.publish.facts import COLUMNS

VERSION: Final = "1.0.0"
_TEXT: Final = {"type": "string"}
_WHOLE: Final = {"type": "integer"}
_MAYBE: Final = {"type": ["string", "null"]}
_URL: Final = {"type": "string", "description": "网页的地址"}


def document(address: str, known: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The document of an API that answers at an address.

    ``known`` are the parts of addresses of something that is there, as examples.
    """
    known = known or {}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "部门预算公开接口",
            "version": VERSION,
            "description": "公开的部门预算和决算：主要数字、全部数字、表格、版本和文件。"
            "金额是以元为单位的十进制文字。每个答复有 ETag；每分钟的次数有限，超过时答 429。",
        },
        "servers": [{"url": address}],
        "paths": {f"/{one.address}": {"get": _operation(one, known)} for one in OPERATIONS},
        "components": {"schemas": _SCHEMAS, "responses": _RESPONSES},
    }


def _operation(one: Operation, known: Mapping[str, str]) -> dict[str, Any]:
    parts = re.findall(r"\{(\w+)\}", one.address)
    said = (*one.parameters, *(PAGING * one.paged))
    item = {"$ref": f"#/components/schemas/{one.item}"}
    schema = _list_of(item) if one.paged else item
    refusals = {"400": "Refused", "404": "Refused", "429": "Busy"}
    return {
        "operationId": one.key,
        "summary": one.told,
        "parameters": [*(_part(name, known) for name in parts), *(_said(p) for p in said)],
        "responses": {
            "200": {
                "description": one.told,
                "headers": {"ETag": {"schema": _TEXT}},
                "content": {"application/json": {"schema": schema}},
            },
            "304": {"description": "和已有的相同（If-None-Match）"},
            **{
                status: {"$ref": f"#/components/responses/{name}"}
                for status, name in refusals.items()
            },
        },
    }


def _part(name: str, known: Mapping[str, str]) -> dict[str, Any]:
    schema = {"type": "string", "minLength": 1, "pattern": "^[^/]+$"}
    example = {"example": known[name]} if name in known else {}
    told = {"description": PARTS[name], "schema": schema}
    return {"name": name, "in": "path", "required": True, **told, **example}


def _said(one: Parameter) -> dict[str, Any]:
    return {
        "name": one.name,
        "in": "query",
        "required": one.needed,
        "description": one.told,
        "schema": dict(one.schema),
    }


def _list_of(item: dict[str, Any]) -> dict[str, Any]:
    return _object(
        items={"type": "array", "items": item}, page=_WHOLE, pages=_WHOLE, total=_WHOLE,
        next={"type": ["string", "null"], "description": "下一页的地址"},
    )  # fmt: skip


def _object(**fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def _many(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def _fact(**more: dict[str, Any]) -> dict[str, Any]:
    said = {name: {"type": "boolean"} if name == "understood" else _TEXT for name in COLUMNS}
    return {
        "type": "object",
        "description": "没有说的维度不写；金额以元为单位",
        "properties": said | more,
        "required": ["fact", "printed", "amount", *more],
        "additionalProperties": False,
    }


_BUDGET: Final[dict[str, dict[str, Any]]] = {
    **dict.fromkeys(
        ("id", "district", "district_name", "department", "department_name", "period"), _TEXT
    ),
    "year": _WHOLE,
    **dict.fromkeys(("stage", "scope", "title"), _TEXT),
    "compiled_here": {"type": "boolean"},
    "version": _WHOLE,
    "published_at": _MAYBE,
    "url": _URL,
}
_FIGURE: Final = _object(
    key=_TEXT, group=_TEXT, name=_TEXT, amount=_TEXT, last_year=_MAYBE, reason=_MAYBE, at=_TEXT
)
_CELL: Final = _object(
    row=_WHOLE, column=_WHOLE, rows=_WHOLE, columns=_WHOLE, text=_TEXT, fact=_MAYBE
)
_SCHEMAS: Final[dict[str, Any]] = {
    "District": _object(id=_TEXT, name=_TEXT, departments=_WHOLE, budgets=_WHOLE, url=_URL),
    "Department": _object(district=_TEXT, id=_TEXT, name=_TEXT, years=_many(_WHOLE), url=_URL),
    "Budget": _object(**_BUDGET),
    "WholeBudget": _object(
        **_BUDGET,
        figures=_many(_FIGURE),
        tables=_many(_object(id=_TEXT, title=_TEXT)),
        projects=_many(_object(name=_TEXT, amount=_MAYBE, at=_TEXT)),
        versions=_many(
            _object(number=_WHOLE, published_at=_MAYBE, reason=_MAYBE, changed=_many(_TEXT))
        ),
        files=_many(_object(name=_TEXT, title=_TEXT, size=_WHOLE, sha256=_TEXT)),
    ),
    "Fact": _fact(),
    "FactAt": _fact(url=_URL),
    "Table": _object(
        id=_TEXT, title=_TEXT, left=_TEXT, right=_TEXT, note=_TEXT,
        header_rows=_WHOLE, rows=_WHOLE, columns=_WHOLE, cells=_many(_CELL), url=_URL,
    ),
    "Found": _object(kind=_TEXT, name=_TEXT, told=_TEXT, url=_URL),
    "Problem": _object(title=_TEXT, status=_WHOLE, detail=_TEXT),
}  # fmt: skip
_PROBLEM: Final = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_RESPONSES: Final = {
    "Refused": {"description": "问得不对，或者没有", "content": _PROBLEM},
    "Busy": {
        "description": "问得太多，过一会再来",
        "headers": {"Retry-After": {"schema": _WHOLE}},
        "content": _PROBLEM,
    },
}
