"""What the script of one page needs of the data of a whole disclosure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Data = Mapping[str, Any]


def sliced(data: Data, keys: Iterable[str]) -> dict[str, Any]:
    """The data of the figures a page shows, and of those they are compared with."""
    wanted = set(keys)
    sums = {key: one for key, one in data["sums"].items() if key in wanted}
    shown = {key for key in wanted if key in data["facts"]}
    shown |= {part for _, _, parts in sums.values() for part in parts}
    relations = [one for one in data.get("relations", ()) if shown & {*one[4], *one[5]}]
    near = {fact for one in relations for fact in (*one[4], *one[5])}
    facts = {key: data["facts"][key] for key in sorted(shown | near) if key in data["facts"]}
    groups = sorted({fact[0] for fact in facts.values()})
    at = {group: number for number, group in enumerate(groups)}
    found: dict[str, Any] = {
        "facts": {key: [at[fact[0]], *fact[1:]] for key, fact in facts.items()},
        "groups": [data["groups"][group] for group in groups],
        "sums": sums,
    }
    if "relations" in data:
        found |= {"ends": data["ends"], **_related(data, relations)}
    return found


def _related(data: Data, relations: list[Any]) -> dict[str, Any]:
    """Relations with the rules and the reasons they name, numbered anew."""
    rules = sorted({one[0] for one in relations})
    reasons = sorted({one[2] for one in relations})
    rule_at = {rule: number for number, rule in enumerate(rules)}
    reason_at = {reason: number for number, reason in enumerate(reasons)}
    return {
        "rules": [data["rules"][rule] for rule in rules],
        "reasons": [data["reasons"][reason] for reason in reasons],
        "relations": [[rule_at[one[0]], one[1], reason_at[one[2]], *one[3:]] for one in relations],
    }
