"""Which figures of a report are marked: those findings point at, those nobody checked or read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from yusuan.checks.findings import Finding, Outcome, Result
from yusuan.checks.rules import RULES
from yusuan.ledger import Fact
from yusuan.publish.findings import SEVERITIES
from yusuan.publish.page import Mark
from yusuan.publish.page_relations import is_pair

_RANK: Final = {severity: rank for rank, severity in enumerate(SEVERITIES)}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its number in the report and the outcome it belongs to."""

    number: int
    outcome: Outcome
    finding: Finding

    @property
    def pointed(self) -> tuple[str, ...]:
        """The figures to look at: the suspect, else those of which one is wrong, else the whole.

        Of two that should be one, both.
        """
        if self.finding.suspect:
            return (self.finding.suspect,)
        if self.finding.alternatives:
            return tuple(fact for fact, _ in self.finding.alternatives)
        return self.outcome.facts if is_pair(self.outcome) else self.outcome.wholes


def numbered(result: Result) -> list[Numbered]:
    """Every finding: the gravest first, then by rule, the smallest failing relation first."""
    rules = {rule: rank for rank, rule in enumerate(RULES)}
    found = [(one, one.finding) for one in result.outcomes if one.finding]
    found.sort(
        key=lambda pair: (
            _RANK[pair[1].severity],
            rules.get(pair[1].rule, len(rules)),
            pair[1].rule,
            len(pair[1].facts),
        )
    )
    return [Numbered(number, *pair) for number, pair in enumerate(found, 1)]


def by_figure(findings: Sequence[Numbered]) -> Mapping[str, list[int]]:
    """The numbers of the findings each figure takes part in."""
    found: dict[str, list[int]] = defaultdict(list)
    for one in findings:
        for fact in dict.fromkeys(one.finding.facts):
            found[fact].append(one.number)
    return found


def marks(
    findings: Sequence[Numbered], result: Result, facts: Sequence[Fact]
) -> Mapping[str, Mark]:
    """How each figure that is to be marked looks, with the numbers of what points at it."""
    looks: dict[str, str] = {}
    for fact in facts:
        if not fact.understood:
            looks[fact.id] = " q"
    for identity in result.untouched:
        looks[identity] = looks.get(identity, "") + " u"
    pointing: dict[str, list[Numbered]] = defaultdict(list)
    for one in reversed(findings):
        for identity in one.finding.facts:
            looks.setdefault(identity, " o")
        for identity in one.pointed:
            looks[identity] = f" {one.finding.severity}"
            pointing[identity].insert(0, one)
    return {key: Mark(look, "".join(_badges(pointing[key]))) for key, look in looks.items()}


def _badges(findings: Sequence[Numbered]) -> Iterator[str]:
    """Small numbers before a figure, each leading to its finding."""
    for one in findings:
        leads = f'href="#n{one.number}" data-go="n{one.number}"'
        yield f'<sup><a class="{one.finding.severity}" {leads}>{one.number}</a></sup>'
