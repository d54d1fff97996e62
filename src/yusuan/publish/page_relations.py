"""What each figure adds up to and is a part of, as the checks related them, for a page's script."""

from __future__ import annotations

from typing import Any, Final

from yusuan.checks.findings import Outcome, Result
from yusuan.checks.rules import name_of
from yusuan.publish.findings import ENDINGS

#: Rules that hold one figure against another; all others hold a whole against its parts.
_PAIRS: Final = frozenset({"same-figure", "last-year-as-published", "revenue-equals-expenditure"})


def relations(result: Result) -> dict[str, Any]:
    """Every relation with its rule, how it ended and why, its wholes and its parts."""
    rules = list(dict.fromkeys(one.rule for one in result.outcomes))
    reasons = list(dict.fromkeys(one.reason for one in result.outcomes))
    at_rule = {rule: number for number, rule in enumerate(rules)}
    at_reason = {reason: number for number, reason in enumerate(reasons)}
    ends = {status: number for number, status in enumerate(ENDINGS)}
    return {
        "rules": [name_of(rule) for rule in rules],
        "ends": [*ENDINGS.items()],
        "reasons": reasons,
        "relations": [
            [
                at_rule[one.rule],
                ends[one.status],
                at_reason[one.reason],
                _kind(one),
                one.wholes,
                one.parts,
            ]
            for one in result.outcomes
            if one.facts
        ],
    }


def _kind(one: Outcome) -> str:
    if one.ceiling:
        return "ceiling"
    if is_pair(one):
        return "same"
    return "sum" if one.parts else "with"


def is_pair(one: Outcome) -> bool:
    """Whether the relation holds one figure against another, rather than a whole and its parts."""
    return one.rule in _PAIRS
