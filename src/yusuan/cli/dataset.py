"""``yusuan dataset``: a data set is built, searched, compared, and its schema told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yusuan.cli.chinese import Command, Group, text_or_json, whole
from yusuan.cli.dataset_compare import compare
from yusuan.cli.output import as_json, show, tell

if TYPE_CHECKING:
    from yusuan.dataset import Hit
    from yusuan.dataset.building import Progress

_KINDS = {
    "department": "部门",
    "project": "项目",
    "table": "表",
    "target": "目标",
    "label": "科目事项",
    "text": "文字",
    "figure": "数字",
}


@click.group(
    cls=Group, short_help="数据集：汇集公开的预算，查询、搜索、比较。", subcommand_metavar="命令 …"
)
def dataset() -> None:
    """把公布的、编制的和读入的预算汇集成一个数据集（Parquet），供查询、搜索和比较。"""


@dataset.command(cls=Command, short_help="生成或更新数据集。")
@click.argument("paths", nargs=-1, required=True, metavar="路径…")
@click.option("-o", "--output", required=True, metavar="文件夹", help="数据集的文件夹。")
@click.option("--about", metavar="文件", help="CSV：各输入的地区、部门、编码、版本和公布日期。")
@click.option("--jobs", type=whole, metavar="个", help="同时处理几份，默认用满处理器。")
@click.option(
    "--timeout", type=whole, default=300, metavar="秒", help="每份最多处理多少秒，默认 300。"
)
def build(
    paths: tuple[str, ...], output: str, about: str | None, jobs: int | None, timeout: int
) -> int:
    """生成或更新数据集：没有变的不再读，撤下的移出，读不了的说明原因、不影响别的。

    路径可以是 yusuan build 的输出文件夹、预算文件夹或工作簿、任何能读的公开文件，
    或者装着它们的文件夹。读入的公开文件标作 read，带着核对结果和看懂的比例。

    --about 的列：path（相对这个 CSV）、district、department、code、version、published、reason。

    退出码：0 全部收入；2 有没收入的。
    """
    from yusuan.dataset import building, layout, sources

    try:
        known = sources.read_about(Path(about)) if about else None
    except sources.WrongList as error:
        raise click.ClickException(str(error)) from error
    found = list(sources.sources(map(Path, paths), known))
    try:
        with _progress() as progress:
            built = building.build(
                found, Path(output), jobs=jobs, seconds=timeout, progress=progress
            )
    except layout.Busy as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise click.ClickException(f"写不了“{output}”（{reason}），请换一个位置。") from error
    for one in built.refused:
        tell(f"没有收入“{one.path}”：{one.problem}")
    said = f"新收入 {len(built.made)} 份，未变 {len(built.kept)} 份，移出 {len(built.gone)} 份"
    show(f"数据集“{output}”：{said}。\n")
    return 2 if built.refused else 0


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar for each step on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    shown = _Bars()
    try:
        yield shown
    finally:
        shown.end()


class _Bars:
    """One bar at a time."""

    def __init__(self) -> None:
        self._step = ""
        self._end: Callable[[], object] = lambda: None

    def __call__(self, step: str, done: int, count: int) -> None:
        if step != self._step:
            self.end()
            self._step = step
            bar = click.progressbar(length=count, label=step, file=sys.stderr)
            self._bar = bar.__enter__()
            self._end = bar.render_finish
        self._bar.update(done - self._bar.pos)

    def end(self) -> None:
        """Leave the line of the bar."""
        self._end()
        self._step = ""


@dataset.command(cls=Command, short_help="搜索部门、项目、目标、文字和数字。")
@click.argument("words", nargs=-1, required=True, metavar="词…")
@click.option("--data", "folder", required=True, metavar="文件夹", help="数据集的文件夹。")
@click.option("--limit", type=whole, default=5, metavar="个", help="每类最多几条，默认 5。")
@text_or_json
def search(words: tuple[str, ...], folder: str, limit: int, style: str) -> int:
    """搜索部门、项目、表、目标、科目事项、文字和数字；词之间是“并且”。

    也认拼音首字母（zfbgs）、科目编码和同义的说法；数字按元或万元找。

    退出码：0 找到；1 没有找到；2 不能搜索。
    """
    from yusuan import dataset as data_set

    try:
        with data_set.open(folder) as data:
            hits = data.search(" ".join(words), limit=limit)
    except data_set.NoDataset as error:
        raise click.ClickException(str(error)) from error
    if style == "json":
        show(as_json([asdict(one) for one in hits]))
    else:
        show("".join(f"{_told(one)}\n" for one in hits) or "没有找到。\n")
    return 0 if hits else 1


def _told(one: Hit) -> str:
    by = f"（{one.by}）" if one.by else ""
    start = max(0, one.start - 15)
    text = ("…" if start else "") + one.text[start : start + 60]
    return f"{_KINDS[one.kind]}  {one.department} {one.year or ''}  {' '.join(text.split())}{by}"


@dataset.command(cls=Command, short_help="数据集有哪些表和列。")
@text_or_json
def schema(style: str) -> int:
    """数据集有哪些表和列，各是什么意思。"""
    from yusuan.dataset import schema as known

    if style == "json":
        tables = [asdict(table) for table in known.ALL]
        show(as_json({"schema": known.SCHEMA, "tables": tables}))
        return 0
    lines = [known.SCHEMA]
    for table in known.ALL:
        lines += ["", f"{table.name}：{table.meaning}"]
        lines += [f"  {one.name} {one.type}：{one.meaning}" for one in table.columns]
    show("\n".join(lines) + "\n")
    return 0


dataset.add_command(compare)
