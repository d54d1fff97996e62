"""``yusuan backup`` and ``yusuan restore``: all data of the web application in one file."""

from __future__ import annotations

from pathlib import Path

import click

from yusuan.cli.chinese import Command
from yusuan.cli.output import tell
from yusuan.cli.serve import data_option

_PATH = click.Path(path_type=Path, dir_okay=False)


@click.command(cls=Command, short_help="备份网页应用的全部数据。")
@click.argument("target", metavar="备份.tar", type=_PATH)
@data_option
def backup(target: Path, data: Path) -> int:
    """把数据库、公开文件和密钥备份成一个文件，网页应用不用停。

    备份里有密钥和密码的摘要，请像数据文件夹一样保管。

    退出码：0 已备份；2 不能备份。
    """
    from yusuan.web.backup import keeping
    from yusuan.web.backup.archive import Unusable

    try:
        files, rows = keeping.backup(target, data)
    except Unusable as wrong:
        tell(str(wrong))
        return 2
    tell(f"已备份到“{target}”：{files} 个文件，{_counted(rows)}。")
    return 0


@click.command(cls=Command, short_help="从备份恢复网页应用的全部数据。")
@click.argument("source", metavar="备份.tar", type=click.Path(path_type=Path, exists=True))
@data_option
def restore(source: Path, data: Path) -> int:
    """从备份恢复，只恢复到空的数据文件夹和空的数据库，不覆盖已有的数据。

    恢复后核对每个文件的校验值、每张表的行数、办理记录的链和已公开的文件。

    退出码：0 已恢复，全都对得上；1 已恢复，但有对不上的；2 不能恢复。
    """
    from yusuan.web.backup import keeping
    from yusuan.web.backup.archive import Unusable

    try:
        manifest = keeping.restore(source, data)
    except Unusable as wrong:
        tell(str(wrong))
        return 2
    wrong_places = list(keeping.damage())
    for one in wrong_places:
        click.echo(one)
    tell(f"已恢复到“{data}”：{_counted(manifest['rows'])}，备份时间 {manifest['at'][:19]}。")
    return 1 if wrong_places else 0


def _counted(rows: dict[str, int]) -> str:
    names = {
        "budgeting_dossier": "预算 {} 份",
        "publishing_version": "公开版本 {} 个",
        "audit_entry": "办理记录 {} 条",
    }
    return "，".join(text.format(rows.get(table, 0)) for table, text in names.items())
