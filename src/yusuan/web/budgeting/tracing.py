"""From what was found back to the cells: which row of the draft a finding is about."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan import derive
from yusuan.books.schema import BY_KEY
from yusuan.ledger.budgets import Budget
from yusuan.publish.compose import Composed
from yusuan.web.budgeting import reading
from yusuan.web.budgeting.models import Dossier


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of the draft."""

    list: str
    row: int
    column: str
    title: str


def traced(dossier: Dossier, budget: Budget, composed: Composed) -> dict[str, Place]:
    """For the sentence of each finding, the first row that a figure of it is made of."""
    facts = {fact.id: fact for fact in composed.disclosure.facts}
    numbers = reading.numbers(dossier)
    found: dict[str, Place] = {}
    for finding in composed.result.findings:
        for name in finding.facts:
            entry = derive.within(budget, facts[name].coordinates) if name in facts else None
            rows = numbers.get(entry.list, []) if entry else []
            if entry and max(entry.rows) < len(rows):
                title = BY_KEY[entry.list].title
                place = Place(entry.list, rows[entry.rows[0]], "amount", title)
                found.setdefault(finding.message, place)
                break
    return found
