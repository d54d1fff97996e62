"""Warnings as a person meets them: told when a budget is built, shown when it is verified."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from yusuan.cli.output import destination, tell

if TYPE_CHECKING:
    from yusuan.compiling import Opened
    from yusuan.publish.gate import Gate, Warned

_SHOWN = 20


def tell_problems(opened: Opened) -> None:
    """Say what was wrong with the books; what is a warning is told with the others."""
    for problem in opened.problems:
        if opened.budget is None or not problem.rule:
            tell(str(problem))


def tell_warnings(gate: Gate, path: str | None) -> None:
    """Say every warning without an explanation, and how to give one; list them in a file."""
    unexplained = gate.unexplained
    for one in unexplained[:_SHOWN]:
        tell(f"警告 {one.rule}｜{one.about}：{one.message}")
    if len(unexplained) > _SHOWN:
        tell(f"警告：还有 {len(unexplained) - _SHOWN} 条没有列出，可用 --warnings 写成表格。")
    for row, answer in gate.idle:
        tell(
            f"警告说明第 {row + 1} 行（{answer.rule}｜{answer.about}）没有对应的警告："
            "已经改正的可以删去，抄错的请照警告改。"
        )
    if gate.warnings:
        click.echo(
            f"警告：{len(gate.warnings)} 条，已说明 {len(gate.warnings) - len(unexplained)} 条。"
        )
    if unexplained:
        tell(
            "没说明的警告请改正，或在“警告说明”表各写一行：“规则”和“对象”照抄“｜”的前后，"
            "“说明”写为什么可以这样。"
        )
    if path:
        _write(unexplained, path)


def _write(warnings: Sequence[Warned], path: str) -> None:
    from yusuan import compiling

    with destination(path) as stream:
        stream.write(compiling.to_answer(warnings))
    tell(f"没说明的 {len(warnings)} 条警告已写到“{path}”，填好说明后粘贴到“警告说明”表。")


def show_recorded(warnings: Sequence[Warned]) -> None:
    """Show the warnings of a published folder, each with what the clerk said to it."""
    if warnings:
        explained = sum(bool(one.explanation) for one in warnings)
        click.echo(f"生成时有警告 {len(warnings)} 条，已说明 {explained} 条：")
    for one in warnings:
        click.echo(f"  {one.rule}｜{one.about}：{one.message}")
        click.echo(f"    说明：{one.explanation or '（没有说明）'}")
