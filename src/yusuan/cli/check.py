"""``yusuan check``: read files, check them, print what was found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from yusuan.cli import check_reports
from yusuan.cli.chinese import Command, one_of
from yusuan.cli.cost_standards import standards_of
from yusuan.cli.inputs import Inputs, collect, reading_options, readings
from yusuan.cli.output import columns, destination, show, tell

if TYPE_CHECKING:
    from yusuan.documents.pdf_pictures import Picture
    from yusuan.ledger import Disclosure
    from yusuan.pipeline import Checked
    from yusuan.publish.comparison import Comparison

CLEAN, ERRORS, UNREAD = 0, 1, 2


@click.command(cls=Command, short_help="核对预算公开文件：读了什么、查了什么、哪里不符。")
@reading_options
@click.option(
    "--format",
    "style",
    type=one_of("text", "json", "csv"),
    metavar="text|json|csv",
    default="text",
    help="输出格式：给人看的文字、完整数据，或每行一个问题的表格，默认 text。",
)
@click.option("-o", "--output", metavar="文件", help="写到文件，默认写到屏幕。")
@click.option(
    "--html",
    metavar="文件",
    help="另写一份网页报告，问题标在重排的原文里；有几个单位时给文件夹的名称。",
)
@click.option("--pages", is_flag=True, help="网页报告里附上 PDF 每一页的原样，问题用框标出。")
@click.option(
    "--xlsx", metavar="文件", help="另写一份 Excel 问题清单，每行一个问题，留有处理意见栏。"
)
@click.option(
    "--against",
    metavar="上次.json",
    help="同上次的结果（--format json 写出的）比较：哪些问题是新的、消失了、仍在。",
)
@click.option(
    "--standards", metavar="标准.csv", help="开支标准表：测算依据里的单价超过标准的，列为警告。"
)
@click.option("--no-accepted", is_flag=True, help="不管已接受的问题，全部照列。")
def check(
    paths: tuple[str, ...],
    style: str,
    output: str | None,
    html: str | None,
    pages: bool,
    xlsx: str | None,
    against: str | None,
    standards: str | None,
    no_accepted: bool,
    jobs: int | None,
    timeout: int,
) -> int:
    """核对预算公开文件：读了什么、查了什么、哪里不符。

    路径可以是文件、文件夹（连同下级文件夹）或 -（标准输入）。同一单位的几个文件
    （表格和说明、部门和所属单位、各个年度）一起核对。读不了的文件各说明一句原因，
    其余照常核对。已接受的问题（yusuan accept）另列，不算作问题。

    退出码：0 没有错误；1 有“错误”级的问题；2 有文件没能读入或没能核对完（且没有发现
    错误）。
    """
    from yusuan import pipeline
    from yusuan.cli import accepted
    from yusuan.cli.against import compared, earlier

    if pages and not html:
        raise click.UsageError("--pages 附在网页报告里，请同时用 --html 指定报告。")
    before = earlier(against) if against else None
    inputs = collect(paths, output, html, xlsx, whole=html is not None)
    read = list(readings(inputs, jobs, timeout))
    found = [one.disclosure for one in read if one.disclosure]
    own = standards_of(Path(standards)) if standards else ()
    checked = list(pipeline.check_all(found, jobs=jobs, seconds=timeout, standards=own))
    broken = 0
    if not no_accepted:
        checked, broken = accepted.silenced(checked)
    changed = None if before is None else compared(checked, before)
    if found or style != "text":
        _print(checked, style, output, inputs.unread, changed)
    if found and html:
        documents = {d.source.path: d for one in read if (d := one.document)}
        drawn = _pictures(inputs, found, jobs, timeout) if pages else {}
        check_reports.write_html(checked, documents, Path(html), changed, drawn)
    if xlsx:
        check_reports.write_xlsx(checked, Path(xlsx), changed)
    return _code(checked, inputs.unread + broken)


def _pictures(
    inputs: Inputs, found: list[Disclosure], jobs: int | None, timeout: int
) -> dict[str, tuple[Picture, ...]]:
    """The pages of every PDF that was read, by its path; what has none is told of."""
    from yusuan import pipeline

    known = {one.origin.path for one in found if one.origin.kind == "pdf"}
    wanted = [one for one in inputs.requests if one.path in known]
    drawn = dict(
        zip(
            (one.path for one in wanted),
            pipeline.pictures_all(wanted, jobs=jobs, seconds=timeout),
            strict=True,
        )
    )
    for path, pictures in drawn.items():
        if not pictures:
            tell(f"没有画出“{path}”各页的原样，报告里没有附上。")
    return drawn


def _code(checked: list[Checked], unread: int) -> int:
    """The exit code; a check that did not end is told of, and is no clean result either."""
    for one in checked:
        if one.problem:
            names = "、".join(f"“{disclosure.origin.path}”" for disclosure in one.disclosures)
            tell(f"没有核对完{names}：{one.problem}。")
    if any(f.severity == "error" for one in checked for r in one.results for f in r.findings):
        return ERRORS
    return UNREAD if unread or any(one.problem for one in checked) else CLEAN


def _print(
    checked: list[Checked],
    style: str,
    output: str | None,
    unread: int,
    changed: Comparison | None,
) -> None:
    if style == "text":
        from yusuan.cli import report

        show("\n".join(report.lines(checked, unread, columns(), changed)) + "\n", output)
        return
    from yusuan.publish import comparison, findings
    from yusuan.publish.report import write

    groups = [(one.disclosures, one.results) for one in checked]
    with destination(output) as stream:
        if style == "csv":
            findings.write_csv(groups, stream)
        else:
            write(groups, stream, comparison.as_dict(groups, changed) if changed else None)
