"""How the targets of each project stand: what there is, what is weak, and what might be added.

A view of what the rules found, project by project, of one document or of a budget composed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yusuan.checks.budgets import budgets
from yusuan.checks.findings import Finding, Result
from yusuan.checks.performance import RULES, pricing
from yusuan.checks.performance.alike import common
from yusuan.checks.performance.forms import Form, Said, forms_of, plain
from yusuan.ledger import Disclosure, Place
from yusuan.reckoning import account, quantities
from yusuan.reckoning.accounts import RIGHT, WRONG
from yusuan.standards.cost_standards import CostStandard
from yusuan.standards.target_suggestions import (
    GROUPS,
    Sought,
    Suggestion,
    group,
    lacking,
    suggest,
)

WHOLE = "部门整体"
_OURS = frozenset({"target-form-adds-up", *(rule.id for rule in RULES)})
_FOR_A_GROUP = 2
_COUNTED = "output.quantity"
_NO_COUNT = frozenset({"", "元", "%"})
_NAMED = 2  # letters that a name shares with a spending line that pays for it


@dataclass(frozen=True, slots=True)
class Bases:
    """How many cost bases give their amount, do not, or hold no arithmetic that tells."""

    right: int = 0
    wrong: int = 0
    none: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """One project (or the whole department) with its indicators counted and its weak points."""

    name: str
    kind: str  # whole | list | project, the fullest of its forms
    groups: dict[str, int]  # indicators of each group: 数量 … 满意度
    indicators: int
    measurable: int
    bases: Bases
    lacking: tuple[str, ...]
    uncosted: tuple[str, ...]  # quantities that no cost basis counts, though it counts others
    findings: tuple[Finding, ...]
    suggestions: tuple[Suggestion, ...]
    notes: tuple[str, ...] = ()  # what else whoever knows the budget has to say of it


@dataclass(frozen=True, slots=True)
class Overview:
    """What is to be said of one document: project by project, then of none in particular."""

    disclosure: Disclosure
    projects: tuple[Standing, ...]
    findings: tuple[Finding, ...]

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding once; one may be of several projects."""
        found = [one for project in self.projects for one in project.findings]
        return tuple(dict.fromkeys([*found, *self.findings]))


def overview(
    disclosure: Disclosure, result: Result, standards: Sequence[CostStandard] = ()
) -> Overview:
    """The targets of a checked document, seen project by project.

    ``standards`` are those that whoever checks has listed; they are applied here and now.
    """
    forms = [form for budget in budgets([disclosure]) for form in forms_of(budget)]
    found = [one for one in result.findings if one.rule in _OURS]
    found += _above_standards(forms, standards)
    by_name: dict[str, list[Form]] = {}
    for form in forms:
        by_name.setdefault(form.project, []).append(form)
    at = {name: _Spots.of(name, own) for name, own in by_name.items()}
    left = [one for one in found if not any(spots.hold(one) for spots in at.values())]
    standings = (
        _standing(own, [one for one in found if at[name].hold(one)])
        for name, own in by_name.items()
    )
    return Overview(disclosure, tuple(standings), tuple(left))


@dataclass(frozen=True, slots=True)
class _Spots:
    """Where a project's forms stand, and the figures that are theirs."""

    places: frozenset[Place]
    facts: frozenset[str]

    @classmethod
    def of(cls, name: str, forms: Iterable[Form]) -> _Spots:
        places: set[Place | None] = set()
        facts: set[str] = set()
        for form in forms:
            target = form.target
            places |= {form.place, *(goal.place for goal in target.goals)}
            places |= {one.place for one in target.indicators}
            places |= {line.place for line in target.costs}
            facts |= {
                fact.id
                for fact in form.statement.loose
                if plain(fact.coordinates.get("project", "")) == name
            }
        return cls(frozenset(one for one in places if one), frozenset(facts))

    def hold(self, finding: Finding) -> bool:
        """Whether a finding is of this project."""
        here = self.places.intersection(finding.places)
        return bool(here or self.facts.intersection(finding.facts))


def _above_standards(forms: Sequence[Form], standards: Sequence[CostStandard]) -> Iterator[Finding]:
    rule = pricing.WITHIN_STANDARD
    for one in pricing.rulings(forms, standards) if standards else ():
        if one.status == "failed":
            yield Finding(
                rule.id,
                rule.severity,
                one.message,
                one.message_en,
                one.places,
                (),
                one.expected,
                one.printed,
                one.difference,
                "",
                None,
                None,
                one.basis,
                one.unit,
            )


def _standing(forms: Sequence[Form], findings: Sequence[Finding]) -> Standing:
    main = max(forms, key=lambda form: len(form.indicators))
    said = main.indicators
    counts = Counter(group(one.key) for one in said)
    kinds = {form.target.kind for form in forms}
    kind = next(one for one in ("whole", "project", "list") if one in kinds)
    missing = lacking(frozenset(one.key for one in said)) if kind == "project" else ()
    return Standing(
        WHOLE if kind == "whole" else main.target.name,
        kind,
        {name: counts[name] for name, _ in GROUPS},
        len(said),
        sum(any(target.is_measured for target in one.targets) for one in said),
        _bases(forms),
        missing,
        tuple(one.name for one in _uncosted(forms, said)) if kind == "project" else (),
        tuple(findings),
        tuple(_suggestions(forms, missing)) if missing else (),
    )


def _bases(forms: Iterable[Form]) -> Bases:
    found: Counter[str] = Counter()
    for form in forms:
        for line in form.target.costs:
            amounts = form.amounts(line)
            read = account(line.basis, amounts[-1][1] if amounts else None, form.unit)
            wrong = read.verdict == WRONG or any(one.money for one in read.wrong)
            found["wrong" if wrong else "right" if read.verdict == RIGHT else "none"] += 1
    return Bases(found["right"], found["wrong"], found["none"])


def _uncosted(forms: Sequence[Form], said: Iterable[Said]) -> Iterator[Said]:
    """Quantities promised that no spending line counts or names, where its basis counts others."""
    lines = [line for form in forms for line in form.target.costs]
    counted = {one.kind for line in lines for one in quantities(line.basis)} - _NO_COUNT
    named = [plain(f"{line.name} {line.detail} {line.basis}") for line in lines]
    for one in said if counted else ():
        kinds = {t.quantity.kind for t in one.targets if t.quantity} - _NO_COUNT
        promised = one.key == _COUNTED and kinds and not kinds & counted
        if promised and not any(common(one.plain_name, text) >= _NAMED for text in named):
            yield one


def sought(forms: Sequence[Form]) -> Sought:
    """What is known of a project by its forms and by the tables of its document."""
    main = max(forms, key=lambda form: len(form.indicators))
    costs = (f"{line.name} {line.detail}" for form in forms for line in form.target.costs)
    codes = {
        fact.coordinates["function"]
        for fact in main.disclosure.facts
        if "function" in fact.coordinates
        and plain(fact.coordinates.get("project", "")) == main.project
    }
    return Sought(
        main.target.name,
        " ".join(costs),
        tuple(sorted(codes)),
        frozenset(one.key for one in main.indicators),
        tuple(one.name for one in main.indicators),
    )


def _suggestions(forms: Sequence[Form], missing: Sequence[str]) -> Iterator[Suggestion]:
    """The first few of the library for each group that a project leaves out."""
    taken: Counter[str] = Counter()
    for one in suggest(sought(forms), 60):
        taken[one.group] += 1
        if one.group in missing and taken[one.group] <= _FOR_A_GROUP:
            yield one
