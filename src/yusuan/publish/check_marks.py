"""Which figures of a report are marked: those findings point at, those nobody checked or read.

Paragraphs that findings are about are marked in the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from yusuan.checks.findings import Finding, Outcome, Result
from yusuan.checks.rules import FAMILIES, RULES, family_of
from yusuan.ledger import Fact, Place
from yusuan.publish.findings import SEVERITIES
from yusuan.publish.page import Mark
from yusuan.publish.page_relations import is_pair

_RANK: Final = {severity: rank for rank, severity in enumerate(SEVERITIES)}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its number in the report, its outcome, and the document it is told of."""

    number: int
    outcome: Outcome
    finding: Finding
    document: int = 0

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

    @property
    def look(self) -> str:
        """How it looks: by its severity, or as one that a person lets stand."""
        return "accepted" if self.finding.accepted else self.finding.severity


def numbered(results: Sequence[Result]) -> list[Numbered]:
    """Every finding of every document: accepted ones last, by family with the gravest first.

    Within a family the gravest come first, then rule by rule in reading order.
    """
    found = [
        (document, outcome, outcome.finding)
        for document, result in enumerate(results)
        for outcome in result.outcomes
        if outcome.finding
    ]
    gravest: dict[tuple[bool, str], int] = {}
    for _, _, one in found:
        family = bool(one.accepted), family_of(one.rule)
        gravest[family] = min(_RANK[one.severity], gravest.get(family, len(_RANK)))
    families = {family: rank for rank, family in enumerate(FAMILIES)}
    rules = {rule: rank for rank, rule in enumerate(RULES)}

    def order(at: tuple[int, Outcome, Finding]) -> tuple[object, ...]:
        document, _, one = at
        family = family_of(one.rule)
        return (
            bool(one.accepted),
            gravest[bool(one.accepted), family],
            families.get(family, len(families)),
            _RANK[one.severity],
            rules.get(one.rule, len(rules)),
            one.rule,
            document,
            one.rank,
        )

    return [
        Numbered(number, outcome, finding, document)
        for number, (document, outcome, finding) in enumerate(sorted(found, key=order), 1)
    ]


def by_figure(findings: Sequence[Numbered]) -> Mapping[str, list[int]]:
    """The numbers of the findings each figure takes part in."""
    found: dict[str, list[int]] = defaultdict(list)
    for one in findings:
        for fact in dict.fromkeys(one.finding.facts):
            found[fact].append(one.number)
    return found


def marks(
    findings: Sequence[Numbered], result: Result, facts: Iterable[Fact]
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
            looks[identity] = f" {one.look}"
            pointing[identity].insert(0, one)
    return {key: Mark(look, "".join(_badges(pointing[key]))) for key, look in looks.items()}


def paragraphs(
    findings: Sequence[Numbered], anchors: Mapping[tuple[int, Place], str]
) -> Mapping[str, Mark]:
    """How each paragraph looks that findings without figures are about, by its anchor."""
    about: dict[str, list[Numbered]] = defaultdict(list)
    for one in findings:
        for place in dict.fromkeys(one.finding.places) if not one.finding.facts else ():
            anchor = anchors.get((one.document, place))
            if anchor:
                about[anchor].append(one)
    return {
        anchor: Mark(f"marked {ones[0].look}", "".join(_badges(ones)))
        for anchor, ones in about.items()
    }


def _badges(findings: Sequence[Numbered]) -> Iterator[str]:
    """Small numbers before a figure, each leading to its finding."""
    for one in findings:
        leads = f'href="#n{one.number}" data-go="n{one.number}"'
        yield f'<sup><a class="{one.look}" {leads}>{one.number}</a></sup>'
