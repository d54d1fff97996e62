"""``yusuan targets explain``: what to write in each field of a target form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from yusuan.cli.chinese import Command
from yusuan.cli.output import columns, show

if TYPE_CHECKING:
    from yusuan.standards.form_sets import Form, FormColumn


@click.command(cls=Command, short_help="绩效目标表各栏怎样填。")
@click.argument("field", metavar="[栏目]", required=False, default="")
@click.option(
    "--forms", "name", default="general", metavar="表样", help="哪套表样的表，默认 general。"
)
def explain(field: str, name: str) -> int:
    """绩效目标表各栏怎样填（编报说明）；给出栏目名称里的几个字时只列有关的栏。

    例：yusuan targets explain 指标值 --forms hetang-2024
    """
    from yusuan.cli.terminal import indented
    from yusuan.standards.form_sets import form_sets

    forms = form_sets().get(name)
    if forms is None:
        raise click.UsageError(f"没有名为“{name}”的表样，yusuan forms 列出全部表样。")
    said: list[str] = []
    for form in forms.targets:
        found = list(_explained(name, form, field))
        if found:
            said.append(click.style(f"《{form.title.format(year='××××')}》", bold=True))
        for column, text, source in found:
            said += indented(f"{text}（{source}）", columns(), f"  {_label(column)}：", " " * 6)
    if not said:
        raise click.UsageError(f"“{name}”的绩效目标表没有名称里有“{field}”的栏目。")
    show("\n".join(said) + "\n")
    return 0


def _explained(name: str, form: Form, field: str) -> Iterator[tuple[FormColumn, str, str]]:
    from yusuan.standards.target_help import fields, help_for

    for column in fields(form):
        found = help_for(name, form, column)
        if found and field in "/".join(column.path):
            yield column, found.text, found.source


def _label(column: FormColumn) -> str:
    """A field with the heading above it, where it has one."""
    return "/".join(dict.fromkeys(column.path[-2:]))
