"""``yusuan new``: a budget to begin with: blank, from last year's, or from what was published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from yusuan.cli.build import no_form_set
from yusuan.cli.chinese import Command, one_of, whole
from yusuan.cli.output import tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yusuan.ledger.budgets import Budget

_SHOWN = 5
_NEEDS = "请用 --from 指定上年预算或公开文件，或用 --name 和 --year 新建空白预算。"


@click.command(cls=Command, short_help="新建一份预算：空白的、接着上年的，或由公开文件还原。")
@click.argument("target", metavar="新预算", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "source",
    metavar="文件",
    type=click.Path(path_type=Path),
    help="上年的预算（工作簿或文件夹），或一份已公开的预算（PDF、Word、Excel、网页、文本）。",
)
@click.option("--name", metavar="名称", help="单位名称（空白预算必填）。")
@click.option(
    "--year",
    metavar="年度",
    type=whole,
    help="预算年度：空白预算必填；由上年预算新建时是下一年，可不写；由公开文件新建时不写就是那一年。",
)
@click.option(
    "--amounts",
    type=one_of("blank", "keep"),
    default="blank",
    metavar="blank|keep",
    help="新一年的金额：blank 空着待填（默认，上年数记在备注里），keep 照抄上年数。",
)
@click.option("--form-set", metavar="表样", help="用哪套表样，默认 general 或原件的表样。")
def new(
    target: Path,
    source: Path | None,
    name: str | None,
    year: int | None,
    amounts: str,
    form_set: str | None,
) -> int:
    """新建一份预算，写成工作簿（以 .xlsx 结尾）或文件夹。

    由上年预算新建时，科目、单位、人员、说明文字和延续的项目都带过来，上年的数记入“上年数”；
    增减原因要重写，结束的项目和停用的科目逐条说明。金额默认空着，没有填完就不能生成。
    由公开文件还原时，能确定的都还原到最细；原件没有印的不会编造，逐条说明。
    已经存在的文件不会覆盖。
    """
    from yusuan import compiling
    from yusuan.ledger.budgets import Budget, Entity

    if target.exists():
        tell(f"“{target}”已经存在，没有覆盖；请换一个名字。")
        return 2
    blank: tuple[str, ...] = ()
    if source is not None:
        old = _opened(source)
        if old is None or not _year_fits(source, old, year):
            return 2
        budget = _in_set(old, form_set)
        if _goes_on(source, old, year):
            try:
                budget, remarks = compiling.next_year(budget, keep=amounts == "keep")
            except KeyError as error:
                return no_form_set(error)
            blank = compiling.PRICED if amounts == "blank" else ()
            _say(remarks, budget, amounts)
    elif name and year:
        budget = _in_set(Budget(Entity(name, year)), form_set)
    else:
        raise click.UsageError(_NEEDS)
    compiling.save(budget, target, blank)
    click.echo(
        f"已新建“{target}”：{budget.entity.name} {budget.entity.year} 年，"
        f"支出 {len(budget.spending)} 行，项目 {len(budget.projects)} 个。"
    )
    return 0


def _in_set(budget: Budget, form_set: str | None) -> Budget:
    from dataclasses import replace

    wanted = form_set or budget.entity.form_set
    return replace(budget, entity=replace(budget.entity, form_set=wanted))


def _opened(source: Path) -> Budget | None:
    """The budget a file holds or was published from; None where there is none, which is told."""
    from yusuan import compiling

    if not source.exists():
        tell(f"找不到“{source}”，请核对路径。")
        return None
    if compiling.is_budget(source):
        return _ours(source)
    if source.is_dir():
        tell(f"“{source}”里没有 budget.toml，不是预算文件夹；请指定预算或一份公开文件。")
        return None
    budget, remarks = compiling.recovered(source)
    for remark in remarks:
        tell(remark)
    return budget


def _ours(source: Path) -> Budget | None:
    from yusuan import compiling

    opened = compiling.open_books(source)
    if opened.sound:
        return opened.budget
    errors = [problem for problem in opened.problems if problem.severity == "error"]
    for problem in errors[:_SHOWN]:
        tell(str(problem))
    tell(f"“{source}”里有 {len(errors)} 处错误，没有新建；请改正后再试。")
    return None


def _goes_on(source: Path, old: Budget, year: int | None) -> bool:
    """Whether the year after is begun: from a budget always, from what was published if asked."""
    from yusuan import compiling

    return year == old.entity.year + 1 or compiling.is_budget(source)


def _year_fits(source: Path, old: Budget, year: int | None) -> bool:
    """Whether a budget of the year can be begun from this one; where it cannot, why is told."""
    own, following = old.entity.year, old.entity.year + 1
    if year is None or year == following or (year == own and not _goes_on(source, old, None)):
        return True
    tell(f"“{source}”是 {own} 年的预算，不能由它新建 {year} 年的；--year 请写 {following}。")
    return False


def _say(remarks: Iterable[str], budget: Budget, amounts: str) -> None:
    for remark in remarks:
        tell(remark)
    if amounts == "keep":
        tell("金额照抄上年，请逐行核对后再生成。")
    else:
        tell("金额空着，支出、收入的备注里写着上年数；逐行填好才能生成，不要的行请删去。")
    tell(f"请写 {budget.entity.year} 年的增减原因，并核对人数、数量、目标和指标。")
