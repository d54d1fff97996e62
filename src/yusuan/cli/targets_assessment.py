"""``yusuan targets report``: the self-assessment as Word, PDF, Excel and web page."""

from __future__ import annotations

from pathlib import Path

import click

from yusuan.cli.assessed import files, formats_option, opened, path_argument, write
from yusuan.cli.chinese import Command
from yusuan.cli.output import tell
from yusuan.cli.targets_score import scheme_option


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
@formats_option
@scheme_option
def report(path: Path, output: Path, formats: str, scheme: str | None) -> int:
    """写出绩效自评报告：正文、得分图、结果汇总、部门整体和各项目的自评表、评分计算过程。

    没有评分的照实写“未评分”；没有写的原因和措施也照实列出。内容相同，文件就相同。

    退出码：0 已写出；2 读不出来或没有绩效指标。
    """
    from yusuan.publish import assessment

    wanted = files(output, formats, assessment.NAME)
    budget = opened(path)
    if budget is None:
        return 2
    try:
        made = assessment.volume(budget, scheme or "")
    except ValueError as error:
        tell(str(error))
        return 2
    write(made, wanted)
    return 0
