"""``yusuan targets report``: the self-assessment as Word, PDF, Excel and web page."""

from __future__ import annotations

from pathlib import Path

import click

from yusuan.cli.assessed import opened, path_argument
from yusuan.cli.chinese import Command
from yusuan.cli.output import destination, tell
from yusuan.cli.targets_score import scheme_option

_FORMATS = ("docx", "pdf", "html", "xlsx")


@click.command(cls=Command, short_help="写出自评报告和自评表：Word、PDF、网页、Excel。")
@path_argument
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="位置",
    type=click.Path(path_type=Path),
    help="写到哪里：文件（.docx、.pdf、.html、.xlsx），或一个文件夹。",
)
@click.option(
    "--format",
    "formats",
    default=",".join(_FORMATS),
    metavar="格式,…",
    help="写到文件夹时要哪些格式：docx、pdf、html、xlsx，默认全部。",
)
@scheme_option
def report(path: Path, output: Path, formats: str, scheme: str | None) -> int:
    """写出绩效自评报告：正文、得分图、结果汇总、部门整体和各项目的自评表、评分计算过程。

    没有评分的照实写“未评分”；没有写的原因和措施也照实列出。内容相同，文件就相同。

    退出码：0 已写出；2 读不出来或没有绩效指标。
    """
    from yusuan.publish import assessment

    wanted = _wanted(output, formats)
    budget = opened(path)
    if budget is None:
        return 2
    try:
        made = assessment.volume(budget, scheme or "")
    except ValueError as error:
        tell(str(error))
        return 2
    for format_, place in wanted:
        place.parent.mkdir(parents=True, exist_ok=True)
        data = assessment.written(made, format_)
        with destination(str(place)) as stream:
            stream.write(data)
        click.echo(f"已写出“{place}”。")
    return 0


def _wanted(output: Path, formats: str) -> list[tuple[str, Path]]:
    """The formats and the file of each: one named by its ending, or all into a folder."""
    from yusuan.publish import assessment

    ending = output.suffix.lower().removeprefix(".")
    if ending in _FORMATS and not output.is_dir():
        return [(ending, output)]
    names = [name.strip() for name in formats.split(",") if name.strip()]
    unknown = [name for name in names if name not in _FORMATS]
    if unknown or not names:
        known = "、".join(_FORMATS)
        raise click.BadParameter(f"不认识格式“{'、'.join(unknown)}”，可用：{known}。")
    return [(name, output / f"{assessment.NAME}.{name}") for name in names]
