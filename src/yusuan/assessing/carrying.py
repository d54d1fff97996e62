"""What a year's self-assessment leaves for the next declaration: its result, and its money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from yusuan.assessing.model import Assessment
from yusuan.assessing.points import percent, plain
from yusuan.assessing.scoring import assessments
from yusuan.ledger import in_unit
from yusuan.ledger.budgets import Budget, Project

_UNIT: Final = "万元"
_LISTED: Final = 8  # indicators that are named; of more, how many
_OF_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年")


def carried(old: Budget, new: Budget) -> Budget:
    """The next year's budget with what was assessed in the old one, where nothing is written.

    A project that was not assessed, and a department that records nothing, is left as it is.
    """
    if not (old.executions or old.results):
        return new
    found = {one.project: one for one in assessments(old) if one.project}
    before = {one.key: one for one in old.projects}
    projects = (
        _carried(one, found.get(one.key), before.get(one.key), old.entity.year)
        for one in new.projects
    )
    return replace(new, projects=tuple(projects))


def _carried(
    project: Project, found: Assessment | None, before: Project | None, year: int
) -> Project:
    if found is None or not found.scored:
        return project
    return replace(
        project,
        previous=project.previous or evaluation(found, year),
        history=project.history or history(found, before.history if before else "", year),
    )


def evaluation(found: Assessment, year: int) -> str:
    """The result in words: score and grade, what was not reached, what is done about it."""
    return "".join(_evaluation(found, year))


def _evaluation(found: Assessment, year: int) -> Iterator[str]:
    if found.grade is not None and found.total is not None:
        yield f"{year}年自评得分 {plain(found.total)} 分，等次为{found.grade.label}。"
    else:
        yield f"{year}年自评未完成：已评 {plain(found.possible)} 分，得 {plain(found.earned)} 分。"
    short = [one for one in found.scored if not one.reached and one.group != "execution"]
    if short:
        named = "；".join(f"{x.name}（目标 {x.target}，实际 {x.actual}）" for x in short[:_LISTED])
        more = f"等 {len(short)} 项" if len(short) > _LISTED else ""
        yield f"没有达到目标的指标：{named}{more}。"
    else:
        yield "各项指标都达到目标。" if not found.missing else ""
    measures = dict.fromkeys(_sentence(one.measure) for one in found.items if one.measure.strip())
    if measures:
        yield f"整改措施：{''.join(measures)}"
    used = found.execution.use.strip() if found.execution else ""
    if used:
        yield f"结果应用：{_sentence(used)}"


def _sentence(text: str) -> str:
    plain_text = text.strip()
    return plain_text if plain_text.endswith(("。", "！", "；")) else f"{plain_text}。"


def history(found: Assessment, before: str, year: int) -> str:
    """The money of the last two years: of the year before as it was written, and of this one."""
    return "".join(filter(None, (of_year(before, year - 1), _money(found, year))))


def _money(found: Assessment, year: int) -> str:
    money = found.money
    if money.budget is None:
        return ""
    said = f"{year}年预算 {in_unit(money.budget, _UNIT)} {_UNIT}"
    if money.initial is not None and money.initial != money.budget:
        said += f"（年初 {in_unit(money.initial, _UNIT)} {_UNIT}）"
    if money.executed is not None:
        said += f"，执行 {in_unit(money.executed, _UNIT)} {_UNIT}"
    if money.rate is not None:
        said += f"，执行率 {percent(money.rate)}"
    return f"{said}。"


def of_year(text: str, year: int) -> str:
    """What a text says of one year: from its name to that of another, as one sentence."""
    names = list(_OF_YEAR.finditer(text))
    starts = [number for number, one in enumerate(names) if int(one[1]) == year]
    if not starts:
        return ""
    after = (one.start() for one in names[starts[0] + 1 :] if int(one[1]) != year)
    said = text[names[starts[0]].start() : next(after, len(text))]
    return _sentence(said.rstrip("；，、 \n"))
