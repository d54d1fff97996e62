"""``yusuan targets check|suggest|explain``: what is weak, what might be added, what goes where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yusuan.cli.chinese import Command, text_or_json, whole
from yusuan.cli.cost_standards import standards_beside, standards_of
from yusuan.cli.inputs import collect, reading_options, readings
from yusuan.cli.output import as_json, columns, show, tell

if TYPE_CHECKING:
    from yusuan.checks.performance.standing import Overview, Standing
    from yusuan.ledger.budgets import Budget
    from yusuan.standards.cost_standards import CostStandard
    from yusuan.standards.target_suggestions import Suggestion

CLEAN, ERRORS, UNREAD = 0, 1, 2
SCHEMA = "yusuan.targets/1"


@click.command(cls=Command, short_help="逐个项目检查绩效目标。")
@reading_options
@text_or_json
@click.option("-o", "--output", metavar="文件", help="写到文件，默认写到屏幕。")
@click.option(
    "--standards",
    metavar="文件",
    help="开支标准表（CSV）；不指定时用预算文件夹里的 cost-standards.csv。",
)
def check(
    paths: tuple[str, ...],
    style: str,
    output: str | None,
    standards: str | None,
    jobs: int | None,
    timeout: int,
) -> int:
    """逐个项目检查绩效目标：哪里不可衡量、值与内容不符、照抄、缺类别，测算对不对。

    路径可以是预算（文件夹或工作簿）、公开文件，或放着它们的文件夹。先是一张项目表：
    各类指标数、可衡量的占比、测算依据重算的对错；再逐个项目列出问题，缺的类别从指标库
    给出建议，供参考。

    退出码：0 没有错误；1 有“错误”级的问题；2 有文件没能读入（且没有发现错误）。
    """
    from yusuan.cli import targets_report

    found, unread = _overviews(paths, standards, jobs, timeout)
    if style == "json":
        show(as_json({"schema": SCHEMA, "documents": [_as_dict(one) for one in found]}), output)
    elif found:
        show("\n".join(targets_report.lines(found, unread, columns())) + "\n", output)
    if any(one.severity == "error" for each in found for one in each.all_findings):
        return ERRORS
    return UNREAD if unread else CLEAN


def _overviews(
    paths: Sequence[str], standards: str | None, jobs: int | None, timeout: int
) -> tuple[list[Overview], int]:
    """Every budget and every document that the paths name, in order; how many were not read."""
    from yusuan import pipeline
    from yusuan.checks.performance.standing import overview

    given = standards_of(Path(standards)) if standards else None
    books = list(dict.fromkeys(one for path in paths for one in _budgets(Path(path))))
    found, unread = [], 0
    for path in books:
        own = given if given is not None else standards_beside(path)
        one = _of_budget(path, own)
        found += [one] if one else []
        unread += one is None
    rest = [path for path in paths if path == "-" or Path(path) not in books]
    if rest and not (books and all(_holds_only_budgets(Path(path)) for path in rest)):
        inputs = collect(rest)
        inputs.requests = [one for one in inputs.requests if Path(one.path) not in books]
        read = [one.disclosure for one in readings(inputs, jobs, timeout) if one.disclosure]
        for each in pipeline.check_all(read, jobs=jobs, seconds=timeout):
            pairs = zip(each.disclosures, each.results, strict=True)
            found += [overview(one, result, given or ()) for one, result in pairs]
        unread += inputs.unread
    return found, unread


def _budgets(path: Path) -> Iterator[Path]:
    """The budgets a path names: itself, or those below it."""
    from yusuan import compiling

    if path.exists():
        yield from (one for one in compiling.budgets(path) if compiling.is_budget(one))


def _holds_only_budgets(path: Path) -> bool:
    from yusuan import compiling, pipeline

    return path.is_dir() and all(compiling.is_budget(one) for one in pipeline.files(path))


def _of_budget(path: Path, standards: Sequence[CostStandard]) -> Overview | None:
    from dataclasses import replace

    from yusuan import compiling
    from yusuan.checks.performance.standing import overview
    from yusuan.cli.build import no_form_set
    from yusuan.cli.warnings import tell_problems

    opened = compiling.open_books(path)
    if opened.budget is None:
        tell_problems(opened)
        return None
    try:
        composed = compiling.compose(opened.budget)
    except KeyError as error:
        no_form_set(error)
        return None
    origin = replace(composed.disclosure.origin, path=str(path))
    disclosure = replace(composed.disclosure, origin=origin)
    found = overview(disclosure, composed.result, standards)
    notes = _of_weights(opened.budget)
    noted = (replace(one, notes=tuple(notes.get(one.name, ()))) for one in found.projects)
    return replace(found, projects=tuple(noted))


def _of_weights(budget: Budget) -> dict[str, list[str]]:
    """What there is to say of the weights of each project, by the name it is shown under."""
    from yusuan.assessing.subjects import subjects
    from yusuan.assessing.weights import remarks_on_given
    from yusuan.checks.performance.standing import WHOLE
    from yusuan.standards.assessment import conventions

    found = {}
    for one in subjects(budget):
        scheme = conventions().scheme_of(each.level2 for each in one.indicators)
        counted = [each for each in one.indicators if scheme.class_of(each.level2)]
        found[one.name if one.project else WHOLE] = remarks_on_given(scheme, counted)
    return found


def _as_dict(one: Overview) -> dict[str, Any]:
    return {
        "file": one.disclosure.origin.path,
        "entity": one.disclosure.entity,
        "year": one.disclosure.year,
        "projects": [_project(project) for project in one.projects],
        "findings": [_finding(finding) for finding in one.findings],
    }


def _project(one: Standing) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind,
        "indicators": one.indicators,
        "groups": one.groups,
        "measurable": one.measurable,
        "cost_bases": asdict(one.bases),
        "lacking": one.lacking,
        "uncosted": one.uncosted,
        "notes": one.notes,
        "findings": [_finding(finding) for finding in one.findings],
        "suggestions": [_suggestion(suggestion) for suggestion in one.suggestions],
    }


def _finding(one: Any) -> dict[str, Any]:
    kept = ("rule", "severity", "message", "message_en", "expected", "printed", "unit", "key")
    return {name: getattr(one, name) for name in kept}


def _suggestion(one: Suggestion) -> dict[str, Any]:
    row = asdict(one.indicator)
    return {"class": row.pop("class_"), **row, "reasons": one.reasons}


@click.command(cls=Command, short_help="按项目从指标库给出建议。")
@click.argument("budget", metavar="预算或项目名称")
@click.option("--project", metavar="名称", help="只看预算里名称含这几个字的项目。")
@click.option("--most", type=whole, default=18, metavar="个", help="每个项目最多列几个，默认 18。")
@text_or_json
def suggest(budget: str, project: str | None, most: int, style: str) -> int:
    """从指标库给出建议：按项目名称、支出内容、功能科目和还缺的类别，说明为什么。

    给出预算（文件夹或工作簿）时逐个项目列；给出的不是文件时当作项目名称。

    例：yusuan targets suggest 业务培训经费

    建议供参考，用不用、填多少由填报的人定。
    """
    from yusuan.cli.targets_report import suggestion_lines

    found = _suggested(budget, project or "", most)
    if found is None:
        return UNREAD
    if style == "json":
        listed = [
            {"name": name, "suggestions": [_suggestion(one) for one in each]}
            for name, each in found
        ]
        show(as_json({"schema": SCHEMA, "projects": listed}))
        return CLEAN
    said: list[str] = []
    for name, each in found:
        said += [click.style(name, bold=True), *suggestion_lines(each, columns())]
    show("\n".join(said) + "\n")
    return CLEAN


def _suggested(
    budget: str, project: str, most: int
) -> list[tuple[str, tuple[Suggestion, ...]]] | None:
    from yusuan import compiling
    from yusuan.derive import target_advice
    from yusuan.standards import target_suggestions

    path = Path(budget)
    if not path.exists():
        return [(budget, target_suggestions.suggest(target_suggestions.Sought(budget), most))]
    opened = compiling.open_books(path) if compiling.is_budget(path) else None
    if opened is None or opened.budget is None:
        tell(f"读不出预算“{path}”，请给出预算文件夹或工作簿。")
        return None
    own = opened.budget
    chosen = [one for one in own.projects if project in one.name]
    return [(one.name, target_advice.suggest(one, own, most)) for one in chosen]
