"""``yusuan build`` and ``yusuan verify``: a budget becomes its whole disclosure."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yusuan.cli import warnings
from yusuan.cli.chinese import Command, whole
from yusuan.cli.cost_standards import standards_beside
from yusuan.cli.norms import show_norms
from yusuan.cli.output import tell

if TYPE_CHECKING:
    from yusuan.publish.compose import Composed
    from yusuan.publish.volume_files import Progress

_FORMATS = ("docx", "pdf", "xlsx", "html", "data")
_SHOWN = 20


@click.command(cls=Command, short_help="由预算生成整套公开文件。")
@click.argument("paths", metavar="预算…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="写到哪里；几份预算各写到其中一个子文件夹。",
)
@click.option(
    "--formats",
    default=",".join(_FORMATS),
    metavar="格式,…",
    help="要哪些格式：docx、pdf、xlsx、html、data，默认全部。",
)
@click.option("--draft", is_flag=True, help="有错误也生成，供内部核对，不要公开。")
@click.option("--strict", is_flag=True, help="有没说明的警告也不生成。")
@click.option(
    "--warnings",
    "listed",
    metavar="文件",
    help="把没说明的警告写成表格（CSV），填好说明后粘贴到“警告说明”表；只能用于一份预算。",
)
@click.option("--jobs", type=whole, metavar="个", help="同时生成几份预算，默认用满处理器。")
def build(
    paths: tuple[Path, ...],
    output: Path | None,
    formats: str,
    draft: bool,
    strict: bool,
    listed: str | None,
    jobs: int | None,
) -> int:
    """由预算（工作簿或文件夹）生成整套公开文件：Word、PDF、Excel、网页和开放数据。

    先核对，有错误就不生成，逐条说明在哪里、怎样改。警告不挡生成，改正或在“警告说明”
    表里说明；警告和说明一起记入 manifest.json。缺的文字列为提示。
    生成时旧文件夹整个换成新的，中途停下不会留下一半。

    可以一次给出几份预算，或一个放着许多预算的文件夹：同时生成，各写到一个子文件夹，
    一份读不出来不影响其他的；每一份的警告和提示记在“生成记录.txt”。

    退出码：0 已生成；1 有错误（或 --strict 时有没说明的警告），没有生成；2 预算读不出来。
    几份预算取最坏的。
    """
    from yusuan import compiling

    manner = Manner(tuple(_wanted(formats)), draft=draft, strict=strict)
    found = [budget for path in paths for budget in compiling.budgets(path)]
    if found == list(paths) and len(found) == 1:
        folder = output or Path(f"{paths[0].stem}-公开")
        return build_one(paths[0], folder, manner, listed=listed, progress=_progress())
    if listed:
        raise click.UsageError("--warnings 只能用于一份预算，请单独生成那一份。")
    from yusuan.cli import build_many

    folder = output or Path("公开")
    orders = build_many.orders(list(dict.fromkeys(found)), folder, manner)
    return build_many.build_all(orders, folder, jobs)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a budget is built: in which formats, and what stops it."""

    formats: tuple[str, ...]
    draft: bool = False
    strict: bool = False


def build_one(
    path: Path,
    folder: Path,
    manner: Manner,
    *,
    listed: str | None = None,
    progress: Progress | None = None,
) -> int:
    """Build one budget into a folder and say what there is to say; the exit code."""
    from yusuan import compiling

    if not path.exists():
        tell(f"找不到“{path}”，请核对路径。")
        return 2
    opened = compiling.open_books(path)
    warnings.tell_problems(opened)
    if opened.budget is None:
        return 2
    try:
        composed = compiling.compose(opened.budget, standards_beside(path))
    except KeyError as error:
        return no_form_set(error)
    gate = compiling.gate(opened, composed)
    _say(composed)
    show_norms(opened.budget)
    warnings.tell_warnings(gate, listed)
    if not manner.draft and gate.errors:
        tell("有错误，没有生成；改正后再试，或加 --draft 生成内部核对稿。")
        return 1
    if manner.strict and gate.unexplained:
        tell("有没说明的警告，没有生成（--strict）。")
        return 1
    paths = compiling.publish(composed, opened, folder, manner.formats, progress)
    click.echo(f"已生成 {len(paths)} 个文件，在“{folder}”。")
    return 0


def no_form_set(error: KeyError) -> int:
    """Say that a budget names a form set that is not there; the exit code for it."""
    tell(f"没有名为{error}的表样，请在首页改“公开表样”，yusuan forms 列出全部表样。")
    return 2


def _wanted(formats: str) -> Sequence[str]:
    wanted = [name.strip() for name in formats.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in _FORMATS]
    if unknown or not wanted:
        raise click.BadParameter(f"不认识格式“{'、'.join(unknown)}”，可用：{'、'.join(_FORMATS)}。")
    return wanted


def _say(composed: Composed) -> None:
    counts = composed.result.counts
    click.echo(
        f"表格 {sum(1 for _ in composed.volume.tables)} 张，数字 {len(composed.volume.facts)} 个；"
        f"勾稽：通过 {counts['passed']}、舍入 {counts['rounding']}、不符 {counts['failed']}、"
        f"未查 {counts['not_checked']}。"
    )
    for message in composed.errors:
        tell(f"不符：{message}")
    for message in composed.hints[:_SHOWN]:
        tell(f"提示：{message}")
    if len(composed.hints) > _SHOWN:
        tell(f"提示：还有 {len(composed.hints) - _SHOWN} 条没有列出。")


def _progress() -> Progress | None:
    if not sys.stderr.isatty():
        return None
    bar = click.progressbar(length=len(_FORMATS), label="生成", file=sys.stderr)

    def step(name: str, done: int, total: int) -> None:
        bar.length, bar.label = total, f"生成 {name}" if name else "生成完毕"
        bar.update(done - bar.pos)
        if done == total:
            bar.render_finish()

    return step


@click.command(cls=Command, short_help="核对公开文件夹有没有被改动。")
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path))
@click.option(
    "--budget",
    "source",
    metavar="预算",
    type=click.Path(path_type=Path),
    help="同时核对它是不是由这份预算生成的。",
)
def verify(folder: Path, source: Path | None) -> int:
    """核对公开文件夹里的每个文件与清单（manifest.json）是否一致，有没有多出来的文件。

    同时列出生成时的警告和经办人的说明；指定预算时，还核对警告和说明与预算是否一致。

    退出码：0 一致；1 不一致；2 读不出来。
    """
    from yusuan import compiling

    opened = compiling.open_books(source) if source else None
    if opened and opened.budget is None:
        tell(f"读不出预算“{source}”，请核对路径。")
        return 2
    try:
        problems = compiling.verified(folder, opened)
    except KeyError as error:
        return no_form_set(error)
    for problem in problems:
        tell(problem)
    warnings.show_recorded(compiling.warned(folder))
    if not problems:
        click.echo("与清单一致，没有改动。")
    return 1 if problems else 0
