"""Codes and names of the year's classification (G-06, G-07, L-12, N-20)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from yusuan.checks.disclosing.endings import (
    NO_YEAR,
    failed,
    listed,
    not_applicable,
    not_checked,
    passed,
)
from yusuan.checks.disclosing.paper import Paper
from yusuan.checks.rule import Rule, Ruling
from yusuan.ledger import Line, Passage, Statement
from yusuan.standards import classification
from yusuan.standards.classification import Code, bare, normal
from yusuan.standards.vocabulary import senses

_BASIS = "《政府收支分类科目》（预算年度当年版）"
CODES = Rule(
    "code-of-year",
    "科目有效：表里的科目编码是当年有效的科目。",
    "A code in a table is one of that year's classification.",
    "warning",
    _BASIS,
)
NAMES = Rule(
    "code-name-of-year",
    "科目名称：科目编码后面的名称是这个编码当年的名称。",
    "The name beside a code is the name the code has that year.",
    "warning",
    _BASIS,
)
OLD_NAMES = Rule(
    "old-class-name",
    "旧科目名：说明文字不用已经改名的科目名称。",
    "The text does not use class names that have been changed.",
    "warning",
    _BASIS,
)
RULES = (CODES, NAMES, OLD_NAMES)

_SYSTEMS = ("function", "dept_economic", "gov_economic")
#: A line of these prints the name of a project or of goods beside the code.
_DESCRIBED = frozenset({"project", "line", "procurement", "service"})
_COVERED = (2015, 2026)  # budget years the classification files speak of
_INLINE = re.compile(r"(\d{3}(?:\d{2}){0,2})[\s_-]*(\D.+)")
_LEVELLED = re.compile(r"([^\s，。；、“”\"（）()：:\-—－]{2,30})[（(](类|款|项)[）)]")


def rulings(papers: Sequence[Paper]) -> Iterator[Ruling]:
    """Codes, their names, and old names in the text, of each document."""
    for paper in papers:
        year = paper.disclosure.year
        if year is None or not _COVERED[0] <= year <= _COVERED[1]:
            reason = NO_YEAR if year is None else f"没有 {year} 年的科目"
            yield from (not_checked(rule.id, paper, reason) for rule in RULES)
            continue
        yield from _tables(paper, year)
        yield from _text(paper, year)


def _tables(paper: Paper, year: int) -> Iterator[Ruling]:
    printed = list(_printed(paper))
    if not printed:
        for rule in (CODES, NAMES):
            yield not_applicable(rule.id, paper, "表里没有科目编码")
        return
    unknown: dict[str, tuple[str, Statement]] = {}
    wrong: dict[tuple[str, str], tuple[Code, Statement]] = {}
    for system, code, name, statement in printed:
        valid = classification.codes(system).get(code, year)
        if valid is None:
            unknown.setdefault(code, (system, statement))
        elif name and not _is_name(system, code, name, valid, year):
            wrong.setdefault((code, name), (valid, statement))
    known = {c: at for c, at in unknown.items() if classification.codes(at[0]).history(c)}
    found = [_expired(paper, c, *at, year) for c, at in known.items()]
    strange = {c: at for c, at in unknown.items() if c not in known}
    found += [_unknown(paper, strange, year)] if strange else []
    yield from found or [passed(CODES.id, paper)]
    yield from [_misnamed(paper, *key, *at, year) for key, at in wrong.items()] or [
        passed(NAMES.id, paper)
    ]


def _printed(paper: Paper) -> Iterator[tuple[str, str, str, Statement]]:
    """Every code as printed at the head of a line: its system, itself, its name, its table."""
    for statement in paper.disclosure.statements:
        for line in (line for part in statement.sections for line in part.lines):
            for system in _SYSTEMS:
                code = line.coordinates.get(system)
                if code and line.understood and _DESCRIBED.isdisjoint(line.coordinates):
                    pair = _pair(line, code)
                    if pair is not None:
                        yield system, code, pair, statement


def _pair(line: Line, code: str) -> str | None:
    """The name printed beside a code; "" without one, None where the code is not printed."""
    names = []
    seen = False
    for label in line.path:
        compact = "".join(label.split())
        inline = _INLINE.fullmatch(compact)
        if compact == code or (inline and inline[1] == code):
            seen = True
            names += [inline[2]] if inline else []
        elif not compact.isdigit():
            names.append(label)
    return (names[0] if len(names) == 1 else "") if seen else None


def _is_name(system: str, code: str, name: str, valid: Code, year: int) -> bool:
    """Whether a name is the code's that year: as written, as the forms shorten it, or cut off."""
    said, official = bare(name), bare(valid.name)
    spellings = {normal(one) for one in (valid.name, *valid.also)}
    if normal(name) in spellings or said == official:
        return True
    if said in official or official in said:  # 因公出国（境）费, 一般商品和服务支出
        return True
    if any(sense.coordinates.get(system) == code for sense in senses(name, year)):
        return True
    return any(row.code == code for row in classification.codes(system).named(name, year))


def _expired(paper: Paper, code: str, system: str, statement: Statement, year: int) -> Ruling:
    """A code that other years had."""
    history = classification.codes(system).history(code)
    last = history[-1]
    span = f"{last.valid_from or '…'}—{last.valid_to or '…'}"
    said = f"科目 {code}“{last.name}”是 {span} 年的科目，{year} 年没有；请改用当年的科目"
    return failed(
        CODES.id,
        paper,
        (said, f"Code {code} is not of the year {year}"),
        (statement,),
        severity="" if all(row.confidence == "sure" for row in history) else "info",
    )


def _unknown(paper: Paper, unknown: Mapping[str, tuple[str, Statement]], year: int) -> Ruling:
    """Codes that no year is known to have had; the lists at hand lack some."""
    return failed(
        CODES.id,
        paper,
        (
            f"科目{listed(unknown)}在 {year} 年的科目里没有查到；请核对编码",
            f"Codes not known in {year}: {', '.join(unknown)}",
        ),
        [statement for _, statement in unknown.values()],
        severity="info",
    )


def _misnamed(
    paper: Paper, code: str, name: str, valid: Code, statement: Statement, year: int
) -> Ruling:
    table = classification.codes(valid.system)
    others = [row for row in table.named(name, year) if row.code != code]
    before = [row for row in table.named(name) if row.code == code]
    if before:
        cause = "这是该科目其他年度的名称"
    elif others:
        cause = "这是科目 " + "、".join(row.code for row in others[:3]) + " 的名称"
    else:
        cause = ""
    return failed(
        NAMES.id,
        paper,
        (
            f"“{statement.title}”科目 {code} 的名称印作“{name}”，{year} 年应为“{valid.name}”",
            f"Code {code} is printed as {name}; its name in {year} is {valid.name}",
        ),
        (statement,),
        cause=cause,
        severity="" if valid.confidence == "sure" else "info",
        words=(valid.name, name),
    )


@cache
def _old_names(year: int) -> tuple[re.Pattern[str] | None, dict[str, Code]]:
    """Names of classes (类) that only other years knew, and what is their class now."""
    table = classification.codes("function")
    rows = [row for code in table if len(code) == 3 for row in table.history(code)]
    valid = {_core(row.name) for row in rows if row.holds(year)}
    old: dict[str, Code] = {}
    for row in rows:
        core, now = _core(row.name), table.get(row.code, year)
        sure = row.confidence == "sure" and row.valid_to is not None and row.valid_to < year
        if sure and now and len(core) > 5 and not any(core in one for one in valid):
            old[core] = now
    longest = sorted(old, key=len, reverse=True)
    return (re.compile("|".join(map(re.escape, longest))) if old else None), old


def _core(name: str) -> str:
    return normal(name).removesuffix("支出")


@cache
def _levelled_old(name: str, level: str, year: int) -> str | None:
    """What a 款 or 项 of the text is called now, where its name was sure to be another year's."""
    table = classification.codes("function")
    if table.named(name, year):
        return None
    rows = [row for row in table.named(name) if row.level == level and row.confidence == "sure"]
    now = {new.name for row in rows if (new := table.get(row.code, year)) is not None}
    return now.pop() if len(now) == 1 and len(rows) == 1 else None


def _text(paper: Paper, year: int) -> Iterator[Ruling]:
    sentences = [one for _, one in paper.sentences]
    if not sentences:
        yield not_applicable(OLD_NAMES.id, paper, "没有说明文字")
        return
    pattern, old = _old_names(year)
    found: dict[str, tuple[str, list[Passage]]] = {}
    for one in sentences:
        for match in pattern.finditer(one.text) if pattern else ():
            found.setdefault(match[0], (old[match[0]].name, []))[1].append(one)
        for match in _LEVELLED.finditer(one.text):
            now = _levelled_old(match[1], match[2], year)
            if now:
                found.setdefault(match[1], (now, []))[1].append(one)
    for name, (now, passages) in found.items():
        yield failed(
            OLD_NAMES.id,
            paper,
            (
                f"说明文字用了旧科目名{listed([name])}，{year} 年的名称是“{now}”",
                f"The text uses {name}, which is called {now} in {year}",
            ),
            passages,
            words=(now, name),
        )
    if not found:
        yield passed(OLD_NAMES.id, paper)
