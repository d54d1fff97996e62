"""What a report says of its own reach: what was read, what was checked, what was not and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Final

from yusuan.checks.findings import NOT_APPLICABLE, NOT_CHECKED, STATUSES, Outcome, Result
from yusuan.checks.rules import RULES, name_of
from yusuan.documents.reader import NAMES
from yusuan.ledger import Claim, Disclosure, Fact, Statement
from yusuan.publish.check_volume import Examined, named, title
from yusuan.publish.finding_words import TEXT
from yusuan.publish.findings import ENDINGS, SEVERITIES
from yusuan.publish.page_meanings import Meanings
from yusuan.publish.places import told

_MOST: Final = 60  # figures listed under one heading; the others are marked in the text


def share(understood: int, numeric: int) -> str:
    """A share in per cent, rounded down, so that 100 % means all of them."""
    if not numeric:
        return ""
    tenths = min(1000, understood * 1000 // numeric)
    return "100%" if tenths == 1000 else f"{tenths // 10}.{tenths % 10}%"


def summary(group: Sequence[Examined], result: Result) -> str:
    """The head of the report: findings, checks and figures in numbers, and the documents read."""
    severities = Counter(finding.severity for finding in result.findings)
    doubtful = sum(map(len, _doubtful(group).values()))
    tiles = [
        *((SEVERITIES[key], severities[key], key if severities[key] else "") for key in SEVERITIES),
        *((ENDINGS[status], result.counts[status], "") for status in STATUSES),
        *((("已接受的问题", len(result.accepted), ""),) if result.accepted else ()),
        ("没有检查用到的数", len(result.untouched), ""),
        ("没有看懂的数", doubtful, ""),
    ]
    shown = "".join(
        f'<li class="{look}"><b>{number}</b>{escape(name)}</li>' for name, number, look in tiles
    )
    rows = "".join(_document(one.disclosure) for one in group)
    heads = _heads("文件", "读作", "种类", "表", "表里的数", "看懂", "文字里的数", "看懂")
    return (
        f'<ul class="tiles">{shown}</ul><div class="box"><table class="told">{heads}'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _document(disclosure: Disclosure) -> str:
    facts = sum(1 for one in disclosure.statements for _ in one.facts)
    understood = sum(one.understood for one in disclosure.statements)
    said = sum(one.understood for one in disclosure.claims)
    numeric = sum(one.numeric for one in disclosure.statements)
    origin = disclosure.origin
    cells = (
        (Path(origin.path).name, "w"),
        (title(disclosure), "w"),
        (NAMES.get(origin.kind, origin.kind), ""),
        (str(len(disclosure.statements)), "n"),
        (str(facts), "n"),
        (share(understood, numeric), "n"),
        (str(len(disclosure.claims)), "n"),
        (share(said, len(disclosure.claims)), "n"),
    )
    return _row(cells)


def coverage(group: Sequence[Examined], result: Result, meanings: Meanings) -> str:
    """The certificate: every rule with how its checks ended, and all that was left unchecked."""
    return "".join(
        (
            "<h3>各项检查</h3>",
            _rules(result),
            *_reasons(result, meanings),
            _list("比较的前提", map(escape, result.premises)),
            _figures("没有任何检查用到的数字", _untouched(group, result), meanings),
            _figures("没有看懂的数字", _doubtful(group), meanings),
            _list("阅读说明", _remarks(group)),
            "<h3>读到的表</h3>",
            _tables(group),
        )
    )


def _rules(result: Result) -> str:
    counted = Counter((one.rule, one.status) for one in result.outcomes)
    rules = [*RULES, *dict.fromkeys(one.rule for one in result.outcomes if one.rule not in RULES)]
    rows = []
    for rule in rules:
        numbers = [counted[rule, status] for status in STATUSES]
        said = RULES[rule].summary.partition("：")[2] if rule in RULES else ""
        name = f'<td class="w"><b>{escape(name_of(rule))}</b><small>{escape(said)}</small></td>'
        rows.append(f"<tr>{name}{_numbers(numbers)}</tr>")
    total = _numbers([result.counts[status] for status in STATUSES])
    rows.append(f"<tr><td><b>合计</b></td>{total}</tr>")
    heads = _heads("规则", *ENDINGS.values())
    return (
        f'<div class="box"><table class="told">{heads}<tbody>{"".join(rows)}</tbody></table></div>'
    )


def _numbers(numbers: Iterable[int]) -> str:
    return "".join(f'<td class="n">{number or "·"}</td>' for number in numbers)


def _reasons(result: Result, meanings: Meanings) -> Iterator[str]:
    """Why checks did not end, each reason with the figures it stands for."""
    for status in (NOT_CHECKED, NOT_APPLICABLE):
        grouped: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
        for outcome in result.outcomes:
            if outcome.status == status:
                grouped[outcome.rule, outcome.reason or "没有说明"].append(outcome)
        lines = (
            f"{escape(name_of(rule))}：{escape(reason)}（{len(ones)} 项）"
            + _links((one.facts[0] for one in ones if one.facts), meanings)
            for (rule, reason), ones in sorted(grouped.items(), key=lambda pair: -len(pair[1]))
        )
        yield _list(f"{ENDINGS[status]}的原因", lines)


def _untouched(group: Sequence[Examined], result: Result) -> Mapping[str, list[str]]:
    """The figures no check touched, by table."""
    left = set(result.untouched)
    found: dict[str, list[str]] = defaultdict(list)
    for number, one in enumerate(group):
        for statement in one.disclosure.statements:
            for fact in statement.facts:
                identity = named(number, fact.id, alone=len(group) == 1)
                if identity in left:
                    found[_called(statement)].append(identity)
        for claim in one.disclosure.claims:
            identity = named(number, claim.id, alone=len(group) == 1)
            if identity in left:
                found[TEXT].append(identity)
    return found


def _doubtful(group: Sequence[Examined]) -> Mapping[str, list[str]]:
    """The figures that were not understood, by what was not understood."""
    found: dict[str, list[str]] = defaultdict(list)
    for number, one in enumerate(group):
        numbers: Sequence[Fact | Claim] = (
            *(fact for statement in one.disclosure.statements for fact in statement.facts),
            *one.disclosure.claims,
        )
        for fact in numbers:
            if not fact.understood:
                identity = named(number, fact.id, alone=len(group) == 1)
                found[fact.remark or "有标题没有读懂"].append(identity)
    return found


def _figures(heading: str, found: Mapping[str, Sequence[str]], meanings: Meanings) -> str:
    lines = (
        f"{escape(name)}（{len(facts)} 个）{_links(facts, meanings)}"
        for name, facts in found.items()
    )
    return _list(f"{heading}（{sum(map(len, found.values()))}）", lines)


def _links(facts: Iterable[str], meanings: Meanings) -> str:
    """Figures one can go to, behind a line; of many, the first."""
    listed = [fact for fact in dict.fromkeys(facts) if meanings.anchor(fact)]
    if not listed:
        return ""
    lines = "".join(_link(fact, meanings) for fact in listed[:_MOST])
    rest = len(listed) - _MOST
    more = f"<li>……其余 {rest} 个见全文</li>" if rest > 0 else ""
    return f"<details><summary>是哪些</summary><ul>{lines}{more}</ul></details>"


def _link(fact: str, meanings: Meanings) -> str:
    anchor = meanings.anchor(fact)
    words = escape(f"{meanings.place(fact, '')}：{meanings.printed(fact)}")
    return f'<li><a href="#{anchor}" data-go="{anchor}">{words}</a></li>'


def _remarks(group: Sequence[Examined]) -> Iterator[str]:
    """What reading had to say, each thing once, with the places it is true of."""
    said: dict[str, list[str]] = defaultdict(list)
    for one in group:
        for remark in one.disclosure.remarks:
            said[remark.message].append(told(remark.place))
        for statement in one.disclosure.statements:
            for remark in statement.remarks:
                said[remark.message].append(f"{_called(statement)}{told(remark.place)}")
    for message, places in said.items():
        known = "；".join(dict.fromkeys(filter(None, places)))
        yield escape(f"{message}（{known}）" if known else message)


def _tables(group: Sequence[Examined]) -> str:
    rows = []
    for statement in (statement for one in group for statement in one.disclosure.statements):
        figures = sum(1 for _ in statement.facts)
        count = str(figures) if figures or not statement.empty else "空表"
        cells = (
            (statement.id, ""),
            (statement.title or "（没有标题）", "w"),
            (statement.unit or "", ""),
            (count, "n"),
            (share(statement.understood, statement.numeric), "n"),
        )
        rows.append(_row(cells))
    heads = _heads("编号", "标题", "单位", "数字", "看懂")
    return (
        f'<div class="box"><table class="told">{heads}<tbody>{"".join(rows)}</tbody></table></div>'
    )


def _called(statement: Statement) -> str:
    return f"{statement.id}《{statement.title}》" if statement.title else statement.id


def _heads(*names: str) -> str:
    return f"<thead><tr>{''.join(f'<th>{escape(name)}</th>' for name in names)}</tr></thead>"


def _row(cells: Iterable[tuple[str, str]]) -> str:
    drawn = (
        f'<td class="{look}">{escape(text)}</td>' if look else f"<td>{escape(text)}</td>"
        for text, look in cells
    )
    return f"<tr>{''.join(drawn)}</tr>"


def _list(heading: str, lines: Iterable[str]) -> str:
    """Lines under a heading; nothing where there are none."""
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f"<h3>{escape(heading)}</h3><ul>{items}</ul>" if items else ""
