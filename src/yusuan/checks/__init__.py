"""Disclosures come in; how every derived relation ended, and the findings, go out.

The relations are derived from coordinates and hierarchies, for any layout: nothing here knows a
form. ``check`` takes the documents of one body (parts of one budget, a department and its units,
several years) and gives one ``Result`` for each, in their order; what spans several documents
stands in the result of the last of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yusuan.checks import disclosing, performance, text
from yusuan.checks.agreement import same_figure
from yusuan.checks.balance import revenue_equals_expenditure
from yusuan.checks.budgets import Budget, budgets
from yusuan.checks.columns import columns_add_up
from yusuan.checks.compositions import compositions_hold
from yusuan.checks.economics import department_equals_government
from yusuan.checks.figures import Figure
from yusuan.checks.findings import FAILED, PASSED, ROUNDING, STATUSES, Finding, Outcome, Result
from yusuan.checks.judgement import Judge, Verdict
from yusuan.checks.keys import identified
from yusuan.checks.projection import coarse_equals_fine
from yusuan.checks.relations import Relation
from yusuan.checks.reporting import outcomes
from yusuan.checks.rows import rows_add_up
from yusuan.checks.rule import Rule, Ruling
from yusuan.checks.rules import RULES
from yusuan.checks.targets import target_forms_add_up
from yusuan.checks.units import units_make_department
from yusuan.checks.years import last_year_as_published
from yusuan.ledger import Disclosure
from yusuan.standards.cost_standards import CostStandard

__all__ = ["RULES", "STATUSES", "Finding", "Outcome", "Result", "Rule", "check"]

_JUDGED = frozenset({PASSED, ROUNDING, FAILED})


def check(
    disclosures: Sequence[Disclosure], standards: Sequence[CostStandard] = ()
) -> tuple[Result, ...]:
    """Check the documents of one body together: a result for each, in order.

    ``standards`` are those of whoever checks, beside the national ones.
    """
    found = budgets(disclosures)
    lists = [one for budget in found for one in budget.lists]
    verdicts: list[Verdict] = []
    for budget in found:
        verdicts += Judge(budget.lists, budget).verdicts(list(_within(budget)))
    verdicts += Judge(lists).verdicts(list(_between(found)))
    by_document: list[list[Outcome]] = [[] for _ in disclosures]
    touched: set[tuple[int, str]] = set()
    rulings = [ruling for budget in found for ruling in _rulings(budget, standards)]
    rulings += performance.between(found)
    for verdict in verdicts:
        if verdict.status in _JUDGED:
            touched.update((f.document, f.fact.id) for f in verdict.relation.figures)
    for ruling in rulings:
        if ruling.status in _JUDGED:
            touched.update((ruling.document, fact) for fact in ruling.facts)
            touched.update((f.document, f.fact.id) for f in _tied(ruling))
    for owner, outcome in outcomes(verdicts, lists, rulings):
        by_document[owner].append(outcome)
    ended = identified(disclosures, by_document)
    premises = {n: budget.footing.premises for budget in found for n in budget.documents}
    return tuple(
        Result(
            ended[number],
            tuple(one for one in _numbers(disclosure) if (number, one) not in touched),
            premises[number],
        )
        for number, disclosure in enumerate(disclosures)
    )


def _tied(ruling: Ruling) -> tuple[Figure, ...]:
    return ruling.tie.figures if ruling.tie else ()


def _numbers(disclosure: Disclosure) -> Iterator[str]:
    """Every number by id: those of the tables, then those of the sentences, of money or not."""
    for statement in disclosure.statements:
        yield from (fact.id for fact in statement.facts)
    yield from (claim.id for claim in disclosure.claims)


def _within(budget: Budget) -> Iterator[Relation]:
    """The relations of one budget, by rule."""
    for one in budget.lists:
        yield from rows_add_up(one, budget.trees[one])
        yield from columns_add_up(one)
    yield from revenue_equals_expenditure(budget)
    yield from same_figure(budget)
    yield from coarse_equals_fine(budget)
    yield from compositions_hold(budget)
    yield from department_equals_government(budget)
    yield from target_forms_add_up(budget)
    yield from text.relations(budget)


def _rulings(budget: Budget, standards: Sequence[CostStandard]) -> Iterator[Ruling]:
    """How the rules that need thought ended."""
    yield from text.rulings(budget)
    yield from disclosing.rulings(budget)
    yield from performance.rulings(budget, standards)


def _between(found: Sequence[Budget]) -> Iterator[Relation]:
    """The relations between budgets of one body."""
    yield from units_make_department(found)
    yield from last_year_as_published(found)
    yield from text.between(found)
