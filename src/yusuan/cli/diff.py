"""``yusuan diff``: what changed between two budgets, and what moved with it."""

from __future__ import annotations

from pathlib import Path

import click

from yusuan.cli.build import no_form_set
from yusuan.cli.chinese import Command
from yusuan.cli.output import tell


@click.command(cls=Command, short_help="比较两份预算：改了哪些行，动了哪些表和文字。")
@click.argument("before", metavar="改前", type=click.Path(path_type=Path))
@click.argument("after", metavar="改后", type=click.Path(path_type=Path))
def diff(before: Path, after: Path) -> int:
    """比较两份预算（工作簿或文件夹）：改了哪些行，哪些表的哪些格、哪些句子跟着变。

    退出码：0 没有不同；1 有不同；2 读不出来。
    """
    from yusuan import compiling

    budgets = []
    for path in (before, after):
        opened = compiling.open_books(path)
        for problem in opened.problems:
            if opened.budget is None:
                tell(str(problem))
        if opened.budget is None:
            tell(f"读不出预算“{path}”，请核对路径。")
            return 2
        budgets.append(opened.budget)
    try:
        found = compiling.difference(*budgets)
    except KeyError as error:
        return no_form_set(error)
    _show(f"改了的行：{len(found.rows)}", found.rows)
    click.echo(f"变了的格：{len(found.cells)}")
    for where, old, new in found.cells:
        click.echo(f"  {where}：{old or '空'} → {new or '空'}")
    for note in found.notes:
        click.echo(f"  {note}")
    _show(f"变了的段落：{len(found.sentences)}", found.sentences)
    return 1 if found.rows or found.cells or found.sentences else 0


def _show(title: str, pairs: tuple[tuple[str, str], ...]) -> None:
    click.echo(title)
    for old, new in pairs:
        if old:
            click.secho(f"  − {old}", fg="red")
        if new:
            click.secho(f"  + {new}", fg="green")
