"""``yusuan accept``: let findings of a document stand, with the reason; and take that back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yusuan.cli.chinese import Command, whole
from yusuan.cli.inputs import STANDARD_INPUT, collect, readings
from yusuan.cli.output import destination, show

if TYPE_CHECKING:
    from yusuan.checks.findings import Acceptance, Finding
    from yusuan.pipeline import Checked


@click.command(cls=Command, short_help="接受核对发现的问题：写明理由，以后不再算作问题。")
@click.argument("document", metavar="文件")
@click.argument("keys", nargs=-1, metavar="[编号…]")
@click.option("--reason", metavar="理由", help="为什么可以这样；接受问题时必须写。")
@click.option("--by", "person", metavar="姓名", default="", help="处理人，可以不写。")
@click.option("--undo", multiple=True, metavar="编号", help="不再接受这个问题；可以写几次。")
@click.option(
    "--with",
    "others",
    multiple=True,
    metavar="路径",
    help="一起核对的其他文件；涉及几个文件的问题要这样才找得到。",
)
@click.option("--timeout", type=whole, default=120, metavar="秒", help="最多读多少秒，默认 120。")
def accept(
    document: str,
    keys: tuple[str, ...],
    reason: str | None,
    person: str,
    undo: tuple[str, ...],
    others: tuple[str, ...],
    timeout: int,
) -> int:
    """接受核对发现的问题：写明理由，以后不再算作问题。

    编号是 yusuan check 写在每个问题后面的，例如 k3f09ab12c。写在文件旁边的
    “文件名.accepted.csv”里，可以用 Excel 打开；以后核对时自动采用。问题的数字变了，
    就重新算作问题。只给文件、不给编号时，列出已接受的问题。

    退出码：0 做成；2 没有做成。
    """
    from yusuan.publish import accepted

    if document == STANDARD_INPUT:
        raise click.UsageError("标准输入旁边没有地方写，请给文件的路径。")
    if Path(document).is_dir():
        raise click.UsageError(f"“{document}”是文件夹，请给问题所在的那个文件。")
    if keys and undo:
        raise click.UsageError("接受和 --undo 请分两次做。")
    path = accepted.beside(document)
    try:
        known = accepted.read(path)
    except accepted.BrokenFile as error:
        raise click.ClickException(str(error)) from error
    if undo:
        return _undone(path, known, undo)
    if not keys:
        return _listed(known)
    words = " ".join((reason or "").split())
    if not words:
        raise click.UsageError("没有写理由，请用 --reason 写明为什么可以这样。")
    found = _found(document, others, timeout)
    if found is None:
        return 2
    missing = [key for key in keys if key not in found]
    if missing:
        raise click.ClickException(_unknown(missing, found))
    today = datetime.now().astimezone().date().isoformat()
    made = {one.key: one for one in known}
    for key in keys:
        made[key] = accepted.of(found[key], words, " ".join(person.split()), today)
    _written(path, tuple(made.values()))
    click.echo(f"已接受 {len(dict.fromkeys(keys))} 个问题，写在“{path}”。")
    return 0


def _undone(path: Path, known: Sequence[Acceptance], undo: Sequence[str]) -> int:
    missing = [key for key in undo if key not in {one.key for one in known}]
    if missing:
        raise click.ClickException(f"没有接受过“{'”“'.join(missing)}”，不用取消。")
    _written(path, [one for one in known if one.key not in undo])
    click.echo(f"不再接受 {len(dict.fromkeys(undo))} 个问题，以后核对时重新算作问题。")
    return 0


def _written(path: Path, entries: Sequence[Acceptance]) -> None:
    """The file anew; without entries there is none."""
    from yusuan.publish import accepted

    if not entries:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise click.ClickException(f"删不了“{path}”，请核对权限。") from error
        return
    with destination(str(path)) as stream:
        accepted.write(entries, stream)


def _listed(known: Sequence[Acceptance]) -> int:
    from yusuan.cli.accepted import entry_lines
    from yusuan.cli.output import columns

    said = [f"已接受的问题：{len(known)} 个"]
    for one in known:
        said += entry_lines(one, columns())
    show("\n".join(said) + "\n")
    return 0


def _found(document: str, others: Sequence[str], timeout: int) -> dict[str, Finding] | None:
    """The findings of the document by key; None where it could not be read or checked."""
    from yusuan import pipeline

    inputs = collect([document, *others])
    read = [one.disclosure for one in readings(inputs, None, timeout) if one.disclosure]
    own = [one for one in read if Path(one.origin.path).resolve() == Path(document).resolve()]
    # What spans several files is told of the last of them.
    ordered = [*(one for one in read if one not in own), *own]
    for checked in pipeline.check_all(ordered, seconds=timeout):
        for disclosure, result in zip(checked.disclosures, checked.results, strict=True):
            if disclosure in own and checked.problem:
                raise click.ClickException(_unended(checked))
            if disclosure in own:
                return {one.key: one for one in result.all_findings}
    return None


def _unended(checked: Checked) -> str:
    return f"没有核对完，不知道有哪些问题：{checked.problem}。"


def _unknown(missing: Sequence[str], found: dict[str, Finding]) -> str:
    known = "、".join(found) if found else "没有"
    return (
        f"这份文件没有编号是“{'”“'.join(missing)}”的问题（现有：{known}），什么也没有写；"
        "涉及其他文件的问题请用 --with 带上那些文件。"
    )
