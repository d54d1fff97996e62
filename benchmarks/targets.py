"""How many contradictions in target forms are reported: every form mutated, one change at a time.

    python benchmarks/targets.py                 the example budgets
    python benchmarks/targets.py FILE…           documents of one's own

A change is counted where it contradicts something else that the document prints: another printing
of the same indicator, the columns beside it, the words of its goal, the money of its form. Whether
it does is decided here, by looking for the original among the other texts, not by the rules. The
cost of the rules is told as a share of a plain check of the same documents.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from time import perf_counter

from yusuan import checks, compiling, pipeline
from yusuan.checks import performance
from yusuan.checks.budgets import budgets
from yusuan.ledger import Amount, Disclosure, Indicator, Statement, TargetForm
from yusuan.reckoning import fold, quantities

EXAMPLES = Path(__file__).parents[1] / "examples"
KINDS = ("value", "operator", "unit", "cost", "name")
_NUMBER = re.compile(r"(?<![A-Za-z\d.])\d+(?:\.\d+)?(?![\d.])")
_FLIP = {"≥": "≤", "≤": "≥", ">": "<", "<": ">"}
_OTHER_UNIT = {"次": "人", "件": "次", "份": "次", "个": "次", "人": "次", "%": "‰", "期": "人"}
_MUST_RISE = re.compile(r"满意|合格率|及时率|准确率|完成率|办结率|到岗率|覆盖率")


@dataclass(frozen=True)
class Mutation:
    """One change: its kind, where, the document with it, and whether it contradicts anything."""

    kind: str
    where: str
    document: Disclosure
    contradicts: bool


def documents(paths: list[str]) -> list[tuple[str, Disclosure]]:
    if paths:
        read = [(path, pipeline.read(pipeline.Request(path)).disclosure) for path in paths]
        return [(path, one) for path, one in read if one]
    folders = sorted(path.parent for path in EXAMPLES.glob("*/budget.toml"))
    budgets = [(folder.name, compiling.open_books(folder).budget) for folder in folders]
    return [(name, compiling.compose(one).disclosure) for name, one in budgets if one]


def mutations(document: Disclosure) -> Iterator[Mutation]:
    for number, statement in enumerate(document.statements):
        for at, target in enumerate(statement.targets):

            def with_target(
                new: TargetForm, n: int = number, a: int = at, s: Statement = statement
            ) -> Disclosure:
                targets = (*s.targets[:a], new, *s.targets[a + 1 :])
                return _with(document, n, replace(s, targets=targets))

            for place, one in enumerate(target.indicators):
                for kind, new, certain in _of_indicator(document, target, one):
                    changed = (*target.indicators[:place], new, *target.indicators[place + 1 :])
                    where = f"{statement.id} {target.name} {one.level3}: {_all(one)} → {_all(new)}"
                    yield Mutation(
                        kind, where, with_target(replace(target, indicators=changed)), certain
                    )
            yield from _of_costs(document, number, statement, target, with_target)
            if target.kind == "project":
                yield from _of_name(document, number, statement, at)


def _all(one: Indicator) -> str:
    return "|".join((one.operator, one.value, one.content, one.unit))


def _with(document: Disclosure, number: int, statement: Statement) -> Disclosure:
    statements = (*document.statements[:number], statement, *document.statements[number + 1 :])
    return replace(document, statements=statements)


def _of_indicator(
    document: Disclosure, target: TargetForm, one: Indicator
) -> Iterator[tuple[str, Indicator, bool]]:
    twins = list(_twins(document, target, one))
    same_value = any(fold(twin.value) == fold(one.value) for twin in twins)
    number = _NUMBER.search(one.value)
    if number:
        larger = one.value[: number.start()] + _changed(number[0]) + one.value[number.end() :]
        beside = number[0] in one.content
        money = _is_budget(document, target, one)
        certain = beside or same_value or money or _in_goal(target, one, number[0])
        yield "value", replace(one, value=larger), certain
    for sign, other in _FLIP.items():
        wrong_way = other in "≤<" and _MUST_RISE.search(one.level3)
        agreed = same_value and any(sign in twin.value or sign == twin.operator for twin in twins)
        if sign in one.value:
            new = replace(one, value=one.value.replace(sign, other))
            yield "operator", new, bool(agreed or wrong_way)
        if one.operator == sign and number:
            yield "operator", replace(one, operator=other), bool(agreed or wrong_way)
    for unit, other in _OTHER_UNIT.items():
        if re.search(rf"(?<!\b0){unit}(?!次)", one.value) and re.search(rf"\d{unit}", one.value):
            new = replace(one, value=re.sub(rf"(?<=\d){unit}", other, one.value))
            yield "unit", new, same_value or one.unit == unit
        if one.unit == unit:
            certain = bool(re.search(rf"\d{unit}", one.value)) or same_value
            yield "unit", replace(one, unit=other), certain


def _changed(number: str) -> str:
    """Another number of as many digits: its first digit one more."""
    first = str((int(number[0]) + 1) % 10 or 1)
    return first + number[1:]


def _twins(document: Disclosure, target: TargetForm, one: Indicator) -> Iterator[Indicator]:
    """The same indicator elsewhere: of the whole department, or of a project, by its name."""
    for statement in document.statements:
        for other in statement.targets:
            pair = {target.kind, other.kind}
            for twin in other.indicators:
                if twin is one or fold(twin.level3) != fold(one.level3) or not twin.value:
                    continue
                times = {twin.horizon, one.horizon}
                if other is target and times != {"annual", "period"}:
                    yield twin
                across = pair == {"whole", "project"} and "period" not in times
                if across and _only_twin(document, one):
                    yield twin


def _only_twin(document: Disclosure, one: Indicator) -> bool:
    """Whether at most one project has an indicator of the name: several may differ."""
    named = [
        twin
        for statement in document.statements
        for target in statement.targets
        if target.kind == "project"
        for twin in target.indicators
        if fold(twin.level3) == fold(one.level3)
    ]
    return len(named) == 1


def _in_goal(target: TargetForm, one: Indicator, number: str) -> bool:
    """Whether the goal of the indicator names it in full beside the same number."""
    name = fold(one.level3)
    for goal in target.goals:
        if one.goal and goal.label != one.goal:
            continue
        for clause in re.split(r"[,，。;；]", fold(goal.text)):
            found = {str(q.value) for q in quantities(clause)}
            if name and name in clause and number in found and len(found) == 1:
                return True
    return False


def _is_budget(document: Disclosure, target: TargetForm, one: Indicator) -> bool:
    """Whether a cost indicator prints the money of its form."""
    if "成本" not in one.level2 or "元" not in one.value + one.unit:
        return False
    statement = next(s for s in document.statements if target in s.targets)
    money = [q.base for q in quantities(one.value + ("" if "元" in one.value else one.unit))]
    return any(fact.amount.value in money for fact in statement.loose)


def _of_costs(document, number, statement, target, with_target) -> Iterator[Mutation]:  # type: ignore[no-untyped-def]
    known = {fact.id: fact for fact in statement.loose}
    for place, line in enumerate(target.costs):
        last = line.amounts[-1] if line.amounts else ""
        fact = known.get(last)
        if fact and fact.amount.value:
            more = fact.amount.value + fact.amount.precision
            new = replace(fact, amount=Amount(more, fact.amount.precision))
            loose = tuple(new if one is fact else one for one in statement.loose)
            changed = _with(document, number, replace(statement, loose=loose))
            yield Mutation("cost", f"{statement.id} {line.name} {fact.printed}", changed, True)
        if fact and _says_amount(line.basis, fact.amount.value):
            for match in _NUMBER.finditer(line.basis):
                if not re.match(r"元|万", line.basis[match.end() :].lstrip()):
                    continue
                basis = line.basis[: match.start()] + _changed(match[0]) + line.basis[match.end() :]
                costs = (
                    *target.costs[:place],
                    replace(line, basis=basis),
                    *target.costs[place + 1 :],
                )
                where = f"{statement.id} {line.name}: {match[0]} in {line.basis[:60]}"
                yield Mutation("cost", where, with_target(replace(target, costs=costs)), True)


def _says_amount(basis: str, value: Decimal) -> bool:
    """Whether a basis states its amount somewhere: as one sum, or as what its sums come to."""
    money = [q.base for q in quantities(basis) if q.unit[-1:] in "元万"]
    return value in money or sum(money, Decimal(0)) == value


def _of_name(
    document: Disclosure, number: int, statement: Statement, at: int
) -> Iterator[Mutation]:
    target = statement.targets[at]
    named = [
        fact.coordinates["project"]
        for fact in statement.loose
        if "project" in fact.coordinates and fold(target.name) == fold(fact.coordinates["project"])
    ]
    if not named:
        return
    elsewhere: dict[str, set[Decimal]] = defaultdict(set)
    for other in document.statements:
        if not any(one.kind == "project" for one in other.targets):
            for fact in other.facts:
                if "project" in fact.coordinates and "line" not in fact.coordinates:
                    elsewhere[fact.coordinates["project"]].add(fact.amount.value)
    new = replace(target, name="另立的专项事务")
    facts = tuple(
        replace(fact, coordinates=fact.coordinates | {"project": "另立的专项事务"})
        if fact.coordinates.get("project") == named[0]
        else fact
        for fact in statement.loose
    )
    targets = (*statement.targets[:at], new, *statement.targets[at + 1 :])
    changed = _with(document, number, replace(statement, targets=targets, loose=facts))
    yield Mutation("name", f"{statement.id} {target.name}", changed, bool(elsewhere[named[0]]))


def _found(document: Disclosure) -> Counter[tuple[str, str]]:
    (result,) = checks.check([document])
    return Counter((one.rule, one.message) for one in result.findings)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("files", nargs="*")
    parser.add_argument("--missed", action="store_true", help="list what was not reported")
    given = parser.parse_args()
    made: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    reported: Counter[str] = Counter()
    whole = own = 0.0
    for name, document in documents(given.files):
        before = _found(document)
        start = perf_counter()
        checks.check([document])
        whole += perf_counter() - start
        budget = budgets([document])[0]
        start = perf_counter()
        list(performance.rulings(budget))
        own += perf_counter() - start
        for one in mutations(document):
            made[one.kind] += 1
            if not one.contradicts:
                continue
            counted[one.kind] += 1
            if _found(one.document) - before:
                reported[one.kind] += 1
            elif given.missed:
                print(f"missed  {name}  {one.kind}  {one.where}")
    print(f"{'':10}{'made':>8}{'contradict':>12}{'reported':>10}")
    for kind in KINDS:
        share = f"{100 * reported[kind] / counted[kind]:.1f} %" if counted[kind] else "–"
        print(f"{kind:10}{made[kind]:8}{counted[kind]:12}{reported[kind]:10}  {share:>8}")
    total = counted.total()
    print(f"{'all':10}{made.total():8}{total:12}{reported.total():10}", end="  ")
    print(f"{100 * reported.total() / total:>6.1f} %" if total else "–")
    print(f"the rules of targets take {100 * own / (whole - own):.0f} % of the rest of a check")


if __name__ == "__main__":
    main()
