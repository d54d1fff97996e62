"""``yusuan targets``: performance targets from their review to the self-assessment."""

from __future__ import annotations

import click

from yusuan.cli.chinese import Group
from yusuan.cli.targets_assessment import report
from yusuan.cli.targets_check import check, suggest
from yusuan.cli.targets_explain import explain
from yusuan.cli.targets_monitor import monitor
from yusuan.cli.targets_record import record
from yusuan.cli.targets_review import review
from yusuan.cli.targets_score import score


@click.group(
    cls=Group,
    short_help="绩效目标：检查、建议、审核、监控、自评打分、自评报告。",
    subcommand_metavar="命令 …",
)
def targets() -> None:
    """绩效目标从填报到自评：检查写得怎样，按指标库建议，审核、监控、打分、写报告。

    执行数、完成值和审核意见填在预算的“执行情况”“完成情况”“目标审核”三张表里。
    """


for _command in (check, suggest, explain, review, record, monitor, score, report):
    targets.add_command(_command)
