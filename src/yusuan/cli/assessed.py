"""What the commands of ``yusuan targets`` share: a budget opened, days, amounts in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yusuan.cli.output import destination, tell

if TYPE_CHECKING:
    from yusuan.ledger.budgets import Budget
    from yusuan.publish.volume import Volume

_SHOWN = 10

FORMATS = ("docx", "pdf", "html", "xlsx")

path_argument = click.argument("path", metavar="预算", type=click.Path(path_type=Path))

formats_option = click.option(
    "--formats",
    default=",".join(FORMATS),
    metavar="格式,…",
    help="写到文件夹时要哪些格式：docx、pdf、html、xlsx，默认全部。",
)


def opened(path: Path) -> Budget | None:
    """The budget of a path; None where it cannot be read, which is told with all that is wrong."""
    from yusuan import compiling

    if not path.exists():
        tell(f"找不到“{path}”，请核对路径。")
        return None
    found = compiling.open_books(path)
    errors = [one for one in found.problems if one.severity == "error"]
    for problem in errors[:_SHOWN]:
        tell(str(problem))
    if len(errors) > _SHOWN:
        tell(f"还有 {len(errors) - _SHOWN} 处错误没有列出。")
    if found.budget is None or errors:
        tell(f"“{path}”里有错误，请改正后再试。")
        return None
    return found.budget


def files(output: Path, formats: str, name: str) -> list[tuple[str, Path]]:
    """The formats and the file of each: one named by its ending, or all into a folder."""
    ending = output.suffix.lower().removeprefix(".")
    if ending in FORMATS and not output.is_dir():
        return [(ending, output)]
    wanted = [one.strip() for one in formats.split(",") if one.strip()]
    unknown = [one for one in wanted if one not in FORMATS]
    if unknown or not wanted:
        known = "、".join(FORMATS)
        raise click.BadParameter(f"不认识格式“{'、'.join(unknown)}”，可用：{known}。")
    return [(one, output / f"{name}.{one}") for one in wanted]


def write(made: Volume, wanted: list[tuple[str, Path]]) -> None:
    """Write a volume into its files, and say where."""
    from yusuan.publish import assessment

    for format_, place in wanted:
        place.parent.mkdir(parents=True, exist_ok=True)
        with destination(str(place)) as stream:
            stream.write(assessment.written(made, format_))
        click.echo(f"已写出“{place}”。")


def day(value: str) -> date:
    """The type of an option that takes a day."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"“{value}”不是日期，请写成 2024-07-31 的样子。") from None


def plainly(value: Any) -> Any:
    """A value of dataclasses as what JSON can hold; numbers as digits, so that none is rounded."""
    from dataclasses import fields, is_dataclass

    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plainly(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plainly(getattr(value, one.name)) for one in fields(value)}
    return value
