"""The API: what can be asked of the site by programs, and the answers as plain data.

``OPERATIONS`` is all of it: the addresses that are answered and the OpenAPI document both follow
from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from yusuan.portal import comparing, seeking
from yusuan.portal.editions import Edition, NotSet
from yusuan.portal.site import Site
from yusuan.publish.facts import Row

Data = dict[str, Any]
MOST: Final = 200  # items of a page
USUAL: Final = 50
_LAST: Final = 1_000_000  # the page and the year no question needs to go beyond


class Refused(Exception):
    """A question that is not answered: the status of HTTP, and a sentence for a person."""

    def __init__(self, status: int, told: str) -> None:
        super().__init__(told)
        self.status, self.told = status, told


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that may be said after ``?``: its name, what it is, its JSON schema."""

    name: str
    told: str
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string", "maxLength": 200})
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: the parts of its address, and what was said after ``?``, as its values."""

    site: Site
    parts: Mapping[str, str]
    said: Mapping[str, Any]

    @property
    def edition(self) -> Edition:
        """The budget that is asked about; Refused where there is none."""
        at = "{district}/{department}/{period}/".format(**self.parts)
        found = self.site.editions.get(at)
        if found is None:
            raise Refused(404, "没有这份预算。")
        return found


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked: its address, what it answers, and how.

    A ``paged`` one answers with a list of which a page is given.
    """

    key: str
    address: str
    told: str
    answer: Callable[[Asked], Any]
    item: str  # the schema of the answer, or of an item of its list
    paged: bool = False
    parameters: tuple[Parameter, ...] = ()

    def match(self, address: str) -> dict[str, str] | None:
        """The parts of an address that is of this kind."""
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.address)
        found = re.fullmatch(pattern, address)
        return found.groupdict() if found else None


_NUMBER: Final = {"type": "integer", "minimum": 1, "maximum": _LAST}
#: What stands in addresses.
PARTS: Final[Mapping[str, str]] = {
    "district": "地区的编号",
    "department": "部门的编号",
    "period": "年度；决算写作 2024-final，单位预算写作 2025-unit",
    "table": "表的编号，例如 t03",
    "fact": "数字的编号，例如 t03.5",
}
PAGING: Final = (
    Parameter("page", "第几页，从 1 开始", {**_NUMBER, "default": 1}),
    Parameter("per_page", "一页几项", {**_NUMBER, "maximum": MOST, "default": USUAL}),
)


def answer(site: Site, address: str, said: Mapping[str, Sequence[str]]) -> Data:
    """The answer to a question; raises Refused where it has none."""
    for operation in OPERATIONS:
        parts = operation.match(address)
        if parts is not None:
            values = _values(operation, said)
            try:
                found = operation.answer(Asked(site, parts, values))
                return _page(list(found), values) if operation.paged else dict(found)
            except NotSet as error:
                raise Refused(404, "这份预算现在只有文件，没有数据。") from error
    raise Refused(404, "没有这个地址。")


def known(site: Site) -> dict[str, str]:
    """The parts of addresses of something that is there; none where nothing is."""
    for edition in site.editions.values():
        address = dict(
            zip(("district", "department", "period"), edition.address.split("/"), strict=False)
        )
        tables = [one.at.rstrip("/") for one in site.digest(edition).tables]
        try:
            facts = [str(one["fact"]) for one in site.shelf.facts(edition)]
        except NotSet:
            continue
        if tables and facts:
            return address | {"table": tables[0], "fact": facts[0]}
    return {}


def _values(operation: Operation, said: Mapping[str, Sequence[str]]) -> Data:
    known = {one.name: one for one in (*operation.parameters, *(PAGING * operation.paged))}
    for name, texts in said.items():
        if name not in known:
            raise Refused(400, f"没有“{name}”这个参数。")
        if len(texts) != 1:
            raise Refused(400, f"参数“{name}”只能写一次。")
    for one in known.values():
        if one.needed and one.name not in said:
            raise Refused(400, f"缺少参数“{one.name}”。")
    return {
        name: _value(one, said[name][0]) if name in said else one.schema.get("default")
        for name, one in known.items()
    }


def _value(one: Parameter, text: str) -> Any:
    schema = one.schema
    if schema["type"] == "integer":
        if not re.fullmatch("[0-9]{1,9}", text):
            raise Refused(400, f"参数“{one.name}”要是整数。")
        number = int(text)
        if not schema["minimum"] <= number <= schema["maximum"]:
            raise Refused(
                400, f"“{one.name}”要在 {schema['minimum']} 和 {schema['maximum']} 之间。"
            )
        return number
    if not schema.get("minLength", 0) <= len(text) <= schema["maxLength"]:
        raise Refused(400, f"参数“{one.name}”太长或太短。")
    if "enum" in schema and text not in schema["enum"]:
        raise Refused(400, f"参数“{one.name}”只能是 {'、'.join(schema['enum'])}。")
    return text


def _page(found: list[Any], said: Mapping[str, Any]) -> Data:
    number, each = said["page"], said["per_page"]
    pages = max(-(-len(found) // each), 1)
    items = found[(number - 1) * each : number * each]
    return {"items": items, "page": number, "pages": pages, "total": len(found)}


def _districts(asked: Asked) -> Iterator[Data]:
    found: dict[str, list[Edition]] = {}
    for one in asked.site.editions.values():
        found.setdefault(one.district.slug, []).append(one)
    for slug, of in sorted(found.items()):
        departments = {one.department.slug for one in of}
        yield {
            "id": slug,
            "name": of[0].district.name,
            "departments": len(departments),
            "budgets": len(of),
            "url": _page_of(asked, f"{slug}/"),
        }


def _district(asked: Asked) -> Data:
    return _one(_districts(asked), "没有这个地区。", id=asked.parts["district"])


def _page_of(asked: Asked, at: str) -> str:
    """The address of a page of the site."""
    return asked.site.face.home + at


def _one(found: Iterable[Data], told: str, **which: str) -> Data:
    """The only one of its names; Refused where there is none."""
    for one in found:
        if which.items() <= one.items():
            return one
    raise Refused(404, told)


def _departments(asked: Asked) -> Iterator[Data]:
    found: dict[tuple[str, str], list[Edition]] = {}
    for one in _chosen(asked):
        found.setdefault((one.district.slug, one.department.slug), []).append(one)
    for (district, slug), of in sorted(found.items()):
        years = sorted({one.year for one in of})
        yield {
            "district": district,
            "id": slug,
            "name": of[0].department.name,
            "years": years,
            "url": _page_of(asked, f"{district}/{slug}/"),
        }


def _department(asked: Asked) -> Data:
    district, department = asked.parts["district"], asked.parts["department"]
    return _one(_departments(asked), "没有这个部门。", district=district, id=department)


def _budgets(asked: Asked) -> Iterator[Data]:
    yield from (_short(asked, one) for one in _chosen(asked))


def _chosen(asked: Asked) -> Iterator[Edition]:
    said = asked.said
    for one in asked.site.editions.values():
        of = {
            "district": one.district.slug,
            "department": one.department.slug,
            "year": one.year,
            "stage": one.stage,
        }
        if all(said.get(name) in (None, value) for name, value in of.items()):
            yield one


def _short(asked: Asked, one: Edition) -> Data:
    release = one.release
    return {
        "id": one.address.rstrip("/"),
        "district": one.district.slug,
        "district_name": one.district.name,
        "department": one.department.slug,
        "department_name": one.department.name,
        "period": one.period,
        "year": one.year,
        "stage": one.stage,
        "scope": one.scope,
        "title": one.title,
        "compiled_here": one.made,
        "version": release.number,
        "published_at": release.on.isoformat() if release.on else None,
        "url": _page_of(asked, one.address),
    }


def _budget(asked: Asked) -> Data:
    edition = asked.edition
    digest = asked.site.digest(edition)
    return {
        **_short(asked, edition),
        "figures": comparing.figures(edition, digest)["figures"],
        "tables": [{"id": one.at.rstrip("/"), "title": one.name} for one in digest.tables],
        "projects": [
            {"name": one.name, "amount": one.told or None, "at": one.at} for one in digest.projects
        ],
        "versions": [
            {
                "number": one.number,
                "published_at": one.on.isoformat() if one.on else None,
                "reason": one.reason or None,
                "changed": list(one.changed),
            }
            for one in edition.releases
        ],
        "files": [
            {"name": one.name, "title": one.words, "size": one.size, "sha256": one.sha256}
            for one in edition.files
        ],
    }


def _facts(asked: Asked) -> Iterator[Data]:
    wanted = {name: asked.said[name] for name in _FILTERS if asked.said.get(name) is not None}
    for row in asked.site.shelf.facts(asked.edition):
        if all(row.get(name) == member for name, member in wanted.items()):
            yield _fact_of(row)


def _fact_of(row: Row) -> Data:
    return {name: value for name, value in row.items() if value is not None}


def _fact(asked: Asked) -> Data:
    edition, fact = asked.edition, asked.parts["fact"]
    rows = (_fact_of(row) for row in asked.site.shelf.facts(edition))
    found = _one(rows, "没有这个数。", fact=fact)
    at = asked.site.setting(edition).meanings.anchor(fact)
    return found | {"url": _page_of(asked, edition.address + at)}


def _table(asked: Asked) -> Data:
    setting = asked.site.setting(asked.edition)
    try:
        place = [one.slug for one in setting.tables].index(asked.parts["table"])
    except ValueError:
        raise Refused(404, "没有这张表。") from None
    block = list(setting.volume.tables)[place]
    cells = [
        {
            "row": cell.row,
            "column": cell.column,
            "rows": cell.rowspan,
            "columns": cell.colspan,
            "text": cell.text,
            "fact": block.figures.get((cell.row, cell.column)),
        }
        for cell in block.table.cells
    ]
    return {
        "id": asked.parts["table"],
        "title": setting.tables[place].title,
        "left": block.left,
        "right": block.right,
        "note": block.note,
        "header_rows": block.header,
        "rows": block.table.rows,
        "columns": block.table.columns,
        "cells": cells,
        "url": _page_of(asked, f"{asked.edition.address}{asked.parts['table']}/"),
    }


def _search(asked: Asked) -> Iterator[Data]:
    for one in seeking.find(asked.site.found, asked.said["q"]):
        yield {
            "kind": seeking.KINDS[one.kind],
            "name": one.words,
            "told": one.told,
            "url": _page_of(asked, one.at),
        }


_FILTERS: Final = (
    "table",
    "flow",
    "fund",
    "function",
    "nature",
    "dept_economic",
    "item",
    "project",
)
_WHICH: Final = (
    Parameter("district", PARTS["district"]),
    Parameter("department", PARTS["department"]),
    Parameter("year", "年度", {"type": "integer", "minimum": 1990, "maximum": 2200}),
    Parameter(
        "stage", "预算还是决算", {"type": "string", "enum": ["budget", "final"], "maxLength": 10}
    ),
)
_BUDGET: Final = "budgets/{district}/{department}/{period}"
_WORDS: Final = {"type": "string", "minLength": 1, "maxLength": 80}
OPERATIONS: Final[Sequence[Operation]] = (
    Operation("districts", "districts", "有预算的地区", _districts, "District", paged=True),
    Operation("district", "districts/{district}", "一个地区", _district, "District"),
    Operation(
        "departments", "departments", "有预算的部门", _departments, "Department",
        paged=True, parameters=_WHICH[:1],
    ),
    Operation(
        "department", "departments/{district}/{department}", "一个部门：有哪些年度",
        _department, "Department",
    ),
    Operation(
        "budgets", "budgets", "预算和决算", _budgets, "Budget",
        paged=True, parameters=_WHICH,
    ),
    Operation("budget", _BUDGET, "一份预算：主要数字、表格、版本和文件", _budget, "WholeBudget"),
    Operation(
        "facts", f"{_BUDGET}/facts", "一份预算的全部数字，一项一个", _facts, "Fact",
        paged=True, parameters=tuple(Parameter(name, f"只要这个 {name} 的") for name in _FILTERS),
    ),
    Operation("fact", f"{_BUDGET}/facts/{{fact}}", "一个数，和它在网页上的地址", _fact, "FactAt"),
    Operation("table", f"{_BUDGET}/tables/{{table}}", "一张表，照公开的样子", _table, "Table"),
    Operation(
        "search", "search", "搜索", _search, "Found",
        paged=True, parameters=(Parameter("q", "要找的词", _WORDS, needed=True),),
    ),
)  # fmt: skip
