"""``yusuan forms``: the form sets we know, their tables, and what a table prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from yusuan.cli.chinese import Command, text_or_json
from yusuan.cli.output import as_json, columns, show

if TYPE_CHECKING:
    from yusuan.standards.form_sets import Form, FormColumn, FormSection, FormSet, Meaning


@click.command(cls=Command, short_help="列出已知的表样；看一套表样或其中一张表的内容。")
@click.argument("name", required=False, metavar="[表样[/表]]")
@text_or_json
def forms(name: str | None, style: str) -> int:
    """列出已知的表样；给出表样名时列出其中各表，给出 表样/表 时列出这张表的行和列。

    例：yusuan forms；yusuan forms jianghan-2022；yusuan forms jianghan-2022/t01
    """
    from yusuan.standards.form_sets import form_sets

    if name is None:
        sets = list(form_sets().values())
        found: Any = [_set_record(one) for one in sets]
        told = [line for one in sets for line in _set_lines(one)]
    else:
        found, told = _named(name)
    show(as_json(found) if style == "json" else "\n".join(told) + "\n")
    return 0


def _named(name: str) -> tuple[Any, list[str]]:
    """A set with its forms, or one form of a set; a wrong name is the person's to mend."""
    from yusuan.standards.form_sets import form_set, form_set_names

    set_name, _, key = name.partition("/")
    if set_name not in form_set_names():
        known = "、".join(form_set_names())
        raise click.UsageError(f"没有表样“{set_name}”，已知的有：{known}。")
    one = form_set(set_name)
    if not key:
        record = {**_set_record(one), "forms": [_form_record(one, form) for form in one.forms]}
        return record, [*_set_lines(one), *_forms_lines(one)]
    form = next((form for form in one.forms if form.key == key), None)
    if form is None:
        raise click.UsageError(
            f"表样“{set_name}”里没有表“{key}”，可用 yusuan forms {set_name} 查看。"
        )
    return _form_detail(one, form), list(_form_lines(one, form))


def _set_record(one: FormSet) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": one.title,
        "place": one.place,
        "years": list(one.years),
        "unit": one.unit,
        "tables": len(one.tables),
        "targets": len(one.targets),
    }


def _form_record(one: FormSet, form: Form) -> dict[str, Any]:
    return {
        "key": f"{one.name}/{form.key}",
        "kind": form.kind,
        "number": form.number or None,
        "titles": list(form.titles),
        "unit": form.unit,
        "means": dict(form.means),
        "confidence": form.confidence,
    }


def _form_detail(one: FormSet, form: Form) -> dict[str, Any]:
    return {
        **_form_record(one, form),
        "sections": [_section_record(section) for section in form.sections],
        "fields": [_column_record(column) for column in form.fields],
        "goals": [_column_record(column) for column in form.goals],
        "lists": [
            {"name": part.name, "columns": [_column_record(column) for column in part.columns]}
            for part in form.lists
        ],
    }


def _section_record(section: FormSection) -> dict[str, Any]:
    return {
        "heading": section.heading or None,
        "axes": list(section.axes),
        "means": dict(section.means),
        "columns": [_column_record(column) for column in section.columns],
        "rows": [
            {"label": row.label, "means": _meaning(row.meaning)}
            for row in (*section.rows, *section.tail)
        ],
    }


def _column_record(column: FormColumn) -> dict[str, Any]:
    return {
        "path": list(column.path),
        "role": column.role,
        "means": _meaning(column.meaning),
    }


def _meaning(meaning: Meaning) -> list[dict[str, str]]:
    return [dict(coordinates) for coordinates in meaning]


def _set_lines(one: FormSet) -> Iterator[str]:
    from yusuan.cli.terminal import indented

    years = "、".join(map(str, one.years))
    counted = f"表格 {len(one.tables)} 张，绩效表 {len(one.targets)} 张"
    yield click.style(f"{one.name}  {one.title}", bold=True)
    yield from indented(f"{one.place}，{years} 年，单位 {one.unit}；{counted}", columns(), "  ")


def _forms_lines(one: FormSet) -> Iterator[str]:
    from yusuan.cli.terminal import Column, table
    from yusuan.standards.explain import explain_form_set

    heads = [Column(word) for word in ("表", "标题", "种类", "行")]
    heads.insert(3, Column("列", right=True))
    rows = [
        (line.key, line.title, line.kind, str(line.columns), line.rows)
        for line in explain_form_set(one)
    ]
    yield from table(heads, rows, columns())


def _form_lines(one: FormSet, form: Form) -> Iterator[str]:
    yield click.style(f"{one.name}/{form.key}  {form.title}", bold=True)
    yield f"  单位：{form.unit}"
    for section in form.sections:
        yield f"  栏：{section.heading or '（全表）'}"
        yield from (_described("列", column.path, column.meaning) for column in section.columns)
        for row in (*section.rows, *section.tail):
            if row.label:
                yield _described("行", (row.label,), row.meaning)
    for title, fields in (("项目", form.fields), ("目标", form.goals)):
        yield from (_described(title, column.path, column.meaning) for column in fields)
    for part in form.lists:
        yield f"  清单：{part.heading or part.name}"
        yield from (_described("列", column.path, column.meaning) for column in part.columns)


def _described(word: str, path: tuple[str, ...], meaning: Meaning) -> str:
    said = " 或 ".join(str(coordinates) for coordinates in meaning if coordinates)
    return f"    {word} {' / '.join(path)}" + (f"  〔{said}〕" if said else "")
