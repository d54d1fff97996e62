"""The report of a check for a person at a terminal: what was read, checked and found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import click

from yusuan.checks.findings import (
    NOT_APPLICABLE,
    NOT_CHECKED,
    PASSED,
    ROUNDING,
    STATUSES,
    Result,
)
from yusuan.checks.rules import RULES, name_of
from yusuan.cli.accepted import accepted_lines
from yusuan.cli.against import change_lines, total_lines
from yusuan.cli.findings import finding_lines
from yusuan.cli.terminal import Column, indented, table
from yusuan.ledger import Disclosure, Statement
from yusuan.pipeline import Checked
from yusuan.publish.check_coverage import share
from yusuan.publish.comparison import Comparison
from yusuan.publish.finding_words import Known, facts_by_id
from yusuan.publish.findings import ENDINGS, SEVERITIES
from yusuan.publish.places import told
from yusuan.standards.dimensions import label

_SCOPES = {"department": "部门", "unit": "单位"}
_MOST_PLACES = 8


def lines(
    checked: Sequence[Checked], unread: int, columns: int, against: Comparison | None = None
) -> Iterator[str]:
    """The whole report, a line at a time; the last one sums it up."""
    changes = iter(against.changes if against else ())
    for one in checked:
        indexes = [facts_by_id(disclosure) for disclosure in one.disclosures]
        for number, (disclosure, result) in enumerate(
            zip(one.disclosures, one.results, strict=True)
        ):
            known = Known(one.disclosures, indexes, number)
            change = next(changes, None)
            yield from _document(disclosure, result, columns)
            yield from _findings(result, known, columns, change.new if change else frozenset())
            yield from accepted_lines(result, columns)
            if against:
                yield from change_lines(change, columns)
            yield ""
    if against:
        yield from total_lines(against, columns)
    yield from indented(_summary(checked, unread), columns, "")


def _document(disclosure: Disclosure, result: Result, columns: int) -> Iterator[str]:
    """What was read of one document, and how its checks ended."""
    yield from _head(disclosure, columns)
    yield from _tables(disclosure, columns)
    yield from _targets(disclosure)
    yield from _remarks(disclosure, columns)
    yield from _ledger(result, columns)


def _head(disclosure: Disclosure, columns: int) -> Iterator[str]:
    said = (
        disclosure.entity or "（没有读出单位名称）",
        f"{disclosure.year}年" if disclosure.year else "（没有读出年度）",
        label("stage", disclosure.stage) if disclosure.stage else "（没有读出预算或决算）",
        _SCOPES.get(disclosure.scope or "", ""),
    )
    title = " · ".join(filter(None, said))
    yield from (click.style(line, bold=True) for line in indented(title, columns, ""))
    origin = disclosure.origin
    yield from indented(f"{origin.path}（{origin.kind}）", columns, "文件：")


def _heading(text: str) -> Iterator[str]:
    yield ""
    yield click.style(text, bold=True)


def _tables(disclosure: Disclosure, columns: int) -> Iterator[str]:
    facts = sum(1 for _ in disclosure.facts)
    understood = sum(statement.understood for statement in disclosure.statements)
    numeric = sum(statement.numeric for statement in disclosure.statements)
    known = f"，看懂 {share(understood, numeric)}" if numeric else ""
    yield from _heading(f"读到的表：{len(disclosure.statements)} 张，数字 {facts} 个{known}")
    if not disclosure.statements:
        return
    heads = (
        Column("编号"),
        Column("标题"),
        Column("单位"),
        Column("数字", right=True),
        Column("看懂", right=True),
    )
    rows = [_table_row(statement) for statement in disclosure.statements]
    yield from table(heads, rows, columns)


def _table_row(statement: Statement) -> tuple[str, ...]:
    count = sum(1 for _ in statement.facts)
    return (
        statement.id,
        statement.title or "（没有标题）",
        statement.unit or "",
        str(count) if count or not statement.empty else "空表",
        share(statement.understood, statement.numeric),
    )


def _targets(disclosure: Disclosure) -> Iterator[str]:
    forms = [form for statement in disclosure.statements for form in statement.targets]
    if not forms:
        return
    parts = (
        f"目标 {sum(len(form.goals) for form in forms)} 条",
        f"指标 {sum(len(form.indicators) for form in forms)} 条",
        f"支出明细 {sum(len(form.costs) for form in forms)} 行",
    )
    yield f"  绩效目标表 {len(forms)} 份：{'，'.join(parts)}"


def _remarks(disclosure: Disclosure, columns: int) -> Iterator[str]:
    """What reading had to say, each thing once: remarks, then labels that were not understood."""
    said: dict[str, list[str]] = defaultdict(list)
    for remark in disclosure.remarks:
        said[remark.message].append(told(remark.place))
    for statement in disclosure.statements:
        for remark in statement.remarks:
            place = told(remark.place)
            said[remark.message].append(f"{statement.id} {place}" if place else statement.id)
    doubts = Counter(fact.remark for fact in disclosure.facts if fact.remark)
    if said or doubts:
        yield from _heading("阅读说明")
    for message, places in said.items():
        yield from indented(message + _at(places), columns, "  · ")
    for message, times in doubts.most_common():
        yield from indented(f"{message}（{times} 个数字）", columns, "  · ")


def _at(places: Sequence[str]) -> str:
    """Where something was remarked, the first places in full."""
    known = list(dict.fromkeys(filter(None, places)))
    more = f"……共 {len(known)} 处" if len(known) > _MOST_PLACES else ""
    return f"（{'；'.join(known[:_MOST_PLACES])}{more}）" if known else ""


def _ledger(result: Result, columns: int) -> Iterator[str]:
    yield from _heading(f"勾稽检查：{len(result.outcomes)} 项")
    if result.outcomes:
        yield from _by_rule(result, columns)
    yield from _reasons(result, columns)
    if result.untouched:
        yield f"  没有任何检查用到的数字：{len(result.untouched)} 个"


def _by_rule(result: Result, columns: int) -> Iterator[str]:
    """How many relations of each rule ended in each way, in the order of the rules."""
    heads = (Column("规则"), *(Column(ENDINGS[status], right=True) for status in STATUSES))
    by_rule = Counter((outcome.rule, outcome.status) for outcome in result.outcomes)
    rules = [*RULES, *dict.fromkeys(o.rule for o in result.outcomes if o.rule not in RULES)]
    rows = [
        (name_of(rule), *(str(by_rule[rule, status] or "·") for status in STATUSES))
        for rule in rules
        if any(by_rule[rule, status] for status in STATUSES)
    ]
    total = ("合计", *(str(result.counts[status]) for status in STATUSES))
    yield from table(heads, [*rows, total], columns)


def _reasons(result: Result, columns: int) -> Iterator[str]:
    for status in (NOT_CHECKED, NOT_APPLICABLE):
        grouped = Counter(
            (outcome.reason or "没有说明", name_of(outcome.rule))
            for outcome in result.outcomes
            if outcome.status == status
        )
        for (reason, rule), times in grouped.most_common():
            count = f" ×{times}" if times > 1 else ""
            yield from indented(f"{rule}：{reason}{count}", columns, f"  {ENDINGS[status]} · ")
    for premise in result.premises:
        yield from indented(premise, columns, "  比较的前提 · ")


def _findings(result: Result, known: Known, columns: int, new: frozenset[str]) -> Iterator[str]:
    found = result.findings
    yield from _heading(f"发现的问题：{len(found)} 个")
    if not found:
        ended = any(one.facts and one.status in {PASSED, ROUNDING} for one in result.outcomes)
        nothing = "没有一项关系查得成，不能据此认为没有问题。"
        yield "  以上检查没有发现不符。" if ended else f"  {nothing}"
    for number, finding in enumerate(found, 1):
        yield from finding_lines(finding, number, known, columns, new=finding.key in new)


def _summary(checked: Iterable[Checked], unread: int) -> str:
    results = [result for one in checked for result in one.results]
    statuses: Counter[str] = Counter()
    for result in results:
        statuses.update(result.counts)
    severities = Counter(f.severity for result in results for f in result.findings)
    ended = "、".join(f"{ENDINGS[status]} {statuses[status]}" for status in STATUSES)
    found = "、".join(f"{word} {severities[key]}" for key, word in SEVERITIES.items())
    silent = sum(len(result.accepted) for result in results)
    also = f"，另已接受 {silent} 个" if silent else ""
    lost = f"（另有 {unread} 个没能读入）" if unread else ""
    return (
        f"共读 {len(results)} 个文件{lost}；查了 {sum(statuses.values())} 项关系：{ended}；"
        f"问题：{found}{also}。"
    )
