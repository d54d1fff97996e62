"""``yusuan codes``: what a code or a name of the classifications means, year by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from yusuan.cli.chinese import Command, one_of, text_or_json, whole
from yusuan.cli.output import as_json, columns, show, tell

if TYPE_CHECKING:
    from yusuan.standards.classification import Code
    from yusuan.standards.explain import CodeExplained

SYSTEMS: Final = ("function", "dept_economic", "gov_economic", "revenue")


@click.command(cls=Command, short_help="查科目：编码或名称在各年度的含义、归属和对应科目。")
@click.argument("queries", nargs=-1, required=True, metavar="编码或名称…")
@click.option("--year", type=whole, metavar="年度", help="只看这一年有效的。")
@click.option(
    "--system",
    type=one_of(*SYSTEMS),
    metavar="|".join(SYSTEMS),
    help="只查一个分类：支出功能、部门经济、政府经济或收入。",
)
@text_or_json
def codes(queries: tuple[str, ...], year: int | None, system: str | None, style: str) -> int:
    """查科目：编码或名称在各年度的含义、归属和对应科目。

    例：yusuan codes 2080505 --year 2020；yusuan codes 公务接待费

    退出码：0 都查到；2 有没查到的。
    """
    found: dict[tuple[str, str], CodeExplained] = {}
    missing = False
    for query in queries:
        known = list(_explained(query.strip(), year, system))
        if not known:
            missing = True
            tell(_missed(query, year))
        found.update({(one.system, one.code): one for one in known})
    if style == "json":
        show(as_json([_record(one) for one in found.values()]))
    elif found:
        show("\n".join(line for one in found.values() for line in _lines(one)) + "\n")
    return 2 if missing else 0


def _explained(query: str, year: int | None, system: str | None) -> Iterator[CodeExplained]:
    """A code, or the codes a name has; of the year asked about and of the system asked for."""
    from yusuan.standards.explain import explain_code

    known = explain_code(query)
    codes = (query,) if known else dict.fromkeys(row.code for row in _named(query, year, system))
    for code in codes:
        yield from (
            one for one in explain_code(code, year) if one.current and system in {None, one.system}
        )


def _named(name: str, year: int | None, system: str | None) -> list[Code]:
    """The codes that bear a name or, where none does, that have it within their own."""
    from yusuan.standards.classification import codes as classification
    from yusuan.standards.classification import normal
    from yusuan.standards.explain import explain_name

    words = normal(name)
    exact = [row for row in explain_name(name, year) if system in {None, row.system}]
    if exact or not words or words.isdigit():
        return exact
    systems = [classification(one) for one in SYSTEMS if system in {None, one}]
    every = (one.get(code, year) for one in systems for code in one)
    return [row for row in every if row and words in normal(row.name)]


def _missed(query: str, year: int | None) -> str:
    """Why nothing was found: no such code or name, or none in the year."""
    from yusuan.standards.explain import explain_code, years_of

    rows = [row for one in explain_code(query) for row in one.history]
    if rows and year:
        known = "；".join(f"{years_of(row)} {row.name}" for row in rows)
        return f"“{query}”在{year}年没有，已知的是：{known}。"
    return f"没有查到“{query}”{f'（{year}年）' if year else ''}，请核对编码、名称和年度。"


def _pairs(rows: Sequence[Code]) -> list[dict[str, str]]:
    return [{"code": row.code, "name": row.name} for row in rows]


def _record(one: CodeExplained) -> dict[str, Any]:
    row = one.current
    assert row is not None
    return {
        "system": one.system,
        "code": one.code,
        "name": row.name,
        "level": row.level,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "budget": row.budget or None,
        "also": list(row.also),
        "confidence": row.confidence,
        "basis": row.basis,
        "history": [
            {"name": old.name, "valid_from": old.valid_from, "valid_to": old.valid_to}
            for old in one.history
        ],
        "parents": _pairs(one.parents),
        "children": _pairs(one.children),
        "counterparts": [
            {"unit_type": words, "codes": _pairs(rows)} for words, rows in one.counterparts
        ],
    }


def _lines(one: CodeExplained) -> Iterator[str]:
    from yusuan.cli.terminal import indented

    assert one.current is not None
    yield click.style(f"{one.code} {one.current.name}", bold=True)
    for name, text in _details(one, one.current):
        if text:
            yield from indented(text, columns(), f"  {name}：")


def _details(one: CodeExplained, row: Code) -> Iterator[tuple[str, str]]:
    from yusuan.standards.explain import CONFIDENCE_LABELS, years_of

    yield "分类", f"{one.label}（{row.level}）"
    yield "有效", years_of(row)
    yield "沿革", "；".join(f"{years_of(old)} {old.name}" for old in one.history if old != row)
    yield "归属", " → ".join(_words(one.parents))
    yield "又作", "、".join(row.also)
    for words, rows in one.counterparts:
        yield f"对应（{words}）", "、".join(_words(rows))
    yield "下级", "、".join(_words(one.children))
    yield "依据", f"{row.basis}（{CONFIDENCE_LABELS[row.confidence]}）"


def _words(rows: Sequence[Code]) -> list[str]:
    return [f"{row.code} {row.name}" for row in rows]
