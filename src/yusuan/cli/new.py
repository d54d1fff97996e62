"""``yusuan new``: a budget to begin with, blank or from what a department published."""

from __future__ import annotations

from pathlib import Path

import click

from yusuan.cli.chinese import Command
from yusuan.cli.output import tell


@click.command(cls=Command, short_help="新建一份预算：空白的，或由公开文件还原。")
@click.argument("target", metavar="新预算", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "source",
    metavar="公开文件",
    type=click.Path(path_type=Path),
    help="由这份已公开的预算还原（PDF、Word、Excel、网页、文本）。",
)
@click.option("--name", metavar="名称", help="单位名称（空白预算必填）。")
@click.option("--year", metavar="年度", type=int, help="预算年度（空白预算必填）。")
@click.option("--form-set", metavar="表样", help="用哪套表样，默认 general 或原件的表样。")
def new(
    target: Path, source: Path | None, name: str | None, year: int | None, form_set: str | None
) -> int:
    """新建一份预算，写成工作簿（以 .xlsx 结尾）或文件夹。

    由公开文件还原时，能确定的都还原到最细；原件没有印的不会编造，逐条说明。
    已经存在的文件不会覆盖。
    """
    from dataclasses import replace

    from yusuan import compiling
    from yusuan.ledger.budgets import Budget, Entity

    if target.exists():
        tell(f"“{target}”已经存在，没有覆盖；请换一个名字。")
        return 2
    budget: Budget | None
    if source is not None:
        budget, remarks = compiling.recovered(source)
        for remark in remarks:
            tell(remark)
        if budget is None:
            return 2
    elif name and year:
        budget = Budget(Entity(name, year))
    else:
        raise click.UsageError("请用 --from 指定公开文件，或用 --name 和 --year 新建空白预算。")
    if form_set:
        budget = replace(budget, entity=replace(budget.entity, form_set=form_set))
    compiling.save(budget, target)
    click.echo(
        f"已新建“{target}”：{budget.entity.name} {budget.entity.year} 年，"
        f"支出 {len(budget.spending)} 行，项目 {len(budget.projects)} 个。"
    )
    return 0
