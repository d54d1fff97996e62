"""Slips in target forms: one value, operator, unit, sum, quantity, goal or name changed at a time.

Whether a slip contradicts anything else that the document prints is decided here, by looking for
the original among the other texts, not by the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.ledger import Amount, CostLine, Disclosure, Fact, Goal, Indicator, Place, Statement
from yusuan.ledger import TargetForm as Target
from yusuan.reckoning import fold, quantities

KINDS = ("value", "operator", "unit", "goal", "cost", "basis", "total", "name")
_NUMBER = re.compile(r"(?<![A-Za-z\d.])\d+(?:\.\d+)?(?![\d.])")
_FLIP = {"≥": "≤", "≤": "≥", ">": "<", "<": ">"}
_OTHER_UNIT = {"次": "人", "件": "次", "份": "次", "个": "次", "人": "次", "%": "‰", "期": "人"}
_MUST_RISE = re.compile(r"满意|合格率|及时率|准确率|完成率|办结率|到岗率|覆盖率")
_NEW_NAME = "另立的专项事务"


@dataclass(frozen=True)
class Mutation:
    """One change: its kind, where, the document with it, and whether it contradicts anything.

    ``places`` and ``fact`` are those that a finding about it should name.
    """

    kind: str
    where: str
    document: Disclosure
    contradicts: bool
    places: frozenset[Place] = frozenset()
    fact: str = ""


@dataclass(frozen=True)
class _Form:
    """One target form, and how to put another in its place."""

    document: Disclosure
    number: int  # of the statement
    at: int  # of the form in the statement

    @property
    def statement(self) -> Statement:
        return self.document.statements[self.number]

    @property
    def target(self) -> Target:
        return self.statement.targets[self.at]

    def places(self, *own: Place | None) -> frozenset[Place]:
        """Where a finding may point to: the thing itself, else the form it stands in."""
        return frozenset(one for one in (*own, self.target.place, self.statement.place) if one)

    def mutation(
        self, kind: str, where: str, new: Target, sure: object, at: Place | None
    ) -> Mutation:
        """A mutation that replaces the form."""
        return self.with_statement(kind, where, self._with(new), sure, at)

    def with_statement(
        self,
        kind: str,
        where: str,
        statement: Statement,
        sure: object,
        at: Place | None,
        fact: str = "",
    ) -> Mutation:
        """A mutation that replaces the whole statement."""
        every = self.document.statements
        statements = (*every[: self.number], statement, *every[self.number + 1 :])
        changed = replace(self.document, statements=statements)
        where = f"{statement.id} {self.target.name} {where}"
        return Mutation(kind, where, changed, bool(sure), self.places(at), fact)

    def with_fact(self, kind: str, fact: Fact, amount: Amount, sure: object) -> Mutation:
        """A mutation that replaces an amount of the form."""
        new = replace(fact, amount=amount)
        loose = tuple(new if one is fact else one for one in self.statement.loose)
        where = f"{' '.join(fact.row)} {fact.printed} → {amount.value}"
        statement = replace(self.statement, loose=loose)
        return self.with_statement(kind, where, statement, sure, fact.place, fact.id)

    def _with(self, new: Target) -> Statement:
        targets = self.statement.targets
        return replace(self.statement, targets=(*targets[: self.at], new, *targets[self.at + 1 :]))


def mutations(document: Disclosure) -> Iterator[Mutation]:
    """Every slip in every target form of a document."""
    for number, statement in enumerate(document.statements):
        for at in range(len(statement.targets)):
            form = _Form(document, number, at)
            yield from _of_indicators(form)
            yield from _of_goals(form)
            yield from _of_costs(form)
            if form.target.kind == "project":
                yield from _of_total(form)
                yield from _of_name(form)


def _of_indicators(form: _Form) -> Iterator[Mutation]:
    target = form.target
    for place, one in enumerate(target.indicators):
        for kind, new, sure in _of_indicator(form, one):
            changed = (*target.indicators[:place], new, *target.indicators[place + 1 :])
            where = f"{one.level3}: {_all(one)} → {_all(new)}"
            yield form.mutation(kind, where, replace(target, indicators=changed), sure, one.place)


def _all(one: Indicator) -> str:
    return "|".join((one.operator, one.value, one.content, one.unit))


def _of_indicator(form: _Form, one: Indicator) -> Iterator[tuple[str, Indicator, bool]]:
    document, target = form.document, form.target
    twins = list(_twins(document, target, one))
    same_value = any(fold(twin.value) == fold(one.value) for twin in twins)
    number = _NUMBER.search(one.value)
    if number:
        larger = _changed_in(one.value, number)
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


def _changed_in(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + _changed(match[0]) + text[match.end() :]


def _twins(document: Disclosure, target: Target, one: Indicator) -> Iterator[Indicator]:
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


def _in_goal(target: Target, one: Indicator, number: str) -> bool:
    """Whether the goal of the indicator names it in full beside the same number."""
    goals = (goal for goal in target.goals if not one.goal or goal.label == one.goal)
    return any(_says(clause, one, number) for goal in goals for clause in _clauses(goal.text))


def _clauses(text: str) -> list[str]:
    return re.split(r"[,，。;；、]", fold(text))


def _says(clause: str, one: Indicator, number: str) -> bool:
    found = {str(q.value) for q in quantities(clause)}
    name = fold(one.level3)
    return bool(name) and name in clause and number in found and len(found) == 1


def _is_budget(document: Disclosure, target: Target, one: Indicator) -> bool:
    """Whether a cost indicator prints the money of its form."""
    if "成本" not in one.level2 or "元" not in one.value + one.unit:
        return False
    statement = next(s for s in document.statements if target in s.targets)
    money = [q.base for q in quantities(one.value + ("" if "元" in one.value else one.unit))]
    return any(fact.amount.value in money for fact in statement.loose)


def _of_goals(form: _Form) -> Iterator[Mutation]:
    """Every number in the words of a goal; tied where an indicator that it names has it too."""
    target = form.target
    for place, goal in enumerate(target.goals):
        for match in _NUMBER.finditer(goal.text):
            new = replace(goal, text=_changed_in(goal.text, match))
            goals = (*target.goals[:place], new, *target.goals[place + 1 :])
            sure = _in_an_indicator(target, goal, match)
            where = f"{goal.label}: {match[0]} in {goal.text[max(0, match.start() - 12) :][:24]}"
            yield form.mutation("goal", where, replace(target, goals=goals), sure, goal.place)


def _in_an_indicator(target: Target, goal: Goal, match: re.Match[str]) -> bool:
    before = _clauses(goal.text[: match.start()])[-1]
    clause = before + _clauses(goal.text[match.start() :])[0]
    return any(
        _says(clause, one, match[0])
        and re.search(rf"(?<!\d){re.escape(match[0])}(?!\d)", one.value)
        and one.goal in ("", goal.label)
        for one in target.indicators
    )


def _of_costs(form: _Form) -> Iterator[Mutation]:
    known = {fact.id: fact for fact in form.statement.loose}
    for place, line in enumerate(form.target.costs):
        fact = known.get(line.amounts[-1]) if line.amounts else None
        if fact is None or not fact.amount.value:
            continue
        yield form.with_fact("cost", fact, _larger(fact), sure=_makes_up(form, fact))
        yield from _of_basis(form, place, line, fact)


def _larger(fact: Fact) -> Amount:
    """An amount whose first digit is one more: far beyond any rounding."""
    value = fact.amount.value
    return Amount(value + Decimal(1).scaleb(value.adjusted()), fact.amount.precision)


def _makes_up(form: _Form, fact: Fact) -> bool:
    """Whether the lines of the form make up an amount that it prints, to their last places."""
    known = {one.id: one for one in form.statement.loose}
    ids = [line.amounts[-1] for line in form.target.costs if line.amounts]
    lines = [known[one] for one in ids if one in known]
    total = sum((one.amount.value for one in lines), Decimal(0))
    rest = [one.amount.value for one in known.values() if one not in lines]
    return total in rest or fact.amount.value in rest


def _of_basis(form: _Form, place: int, line: CostLine, fact: Fact) -> Iterator[Mutation]:
    """Sums of money of a basis that gives its amount, and the factors written out with ×."""
    target = form.target
    for match in _NUMBER.finditer(line.basis):
        money = re.match(r"元|万", line.basis[match.end() :].lstrip())
        factor = _is_factor(line.basis, match)
        if not money and not factor:
            continue
        new = replace(line, basis=_changed_in(line.basis, match))
        costs = (*target.costs[:place], new, *target.costs[place + 1 :])
        sure = factor or _says_amount(line.basis, fact.amount.value)
        where = f"{line.name}: {match[0]} in {line.basis[:60]}"
        yield form.mutation("basis", where, replace(target, costs=costs), sure, line.place)


def _is_factor(basis: str, match: re.Match[str]) -> bool:
    """Whether a number is multiplied by another and the result is written behind."""
    rest = re.split(r"[，,。;；]", basis[match.end() :])[0]
    before = basis[: match.start()].rstrip()[-1:]
    multiplied = before in "×*" or re.match(r"\s*[^\d，,。;；=×*]{0,8}[×*]", basis[match.end() :])
    return bool(multiplied) and bool(re.search(r"[=共]\s*\d", rest))


def _says_amount(basis: str, value: Decimal) -> bool:
    """Whether a basis states its amount somewhere: as one sum, or as what its sums come to."""
    money = [q.base for q in quantities(basis) if q.unit[-1:] in "元万"]
    return value in money or sum(money, Decimal(0)) == value


def _own_money(form: _Form) -> Iterator[Fact]:
    """The money that the form prints for its whole project."""
    for fact in form.statement.loose:
        about = fact.coordinates
        alike = "project" in about and fold(form.target.name) == fold(about["project"])
        if alike and not {"line", "fund", "item", "measure"}.intersection(about):
            yield fact


def _elsewhere(document: Disclosure, name: str) -> Iterator[Fact]:
    """What lists and tables print for a project: not its own form."""
    for other in document.statements:
        if not any(one.kind == "project" for one in other.targets):
            for fact in other.facts:
                if fact.coordinates.get("project") == name and "line" not in fact.coordinates:
                    yield fact


def _of_total(form: _Form) -> Iterator[Mutation]:
    for fact in _own_money(form):
        if fact.amount.value:
            name = fact.coordinates["project"]
            others = {one.amount.value for one in _elsewhere(form.document, name)}
            sure = fact.amount.value in others or _is_sum_of_lines(form, fact)
            yield form.with_fact("total", fact, _larger(fact), sure=sure)


def _is_sum_of_lines(form: _Form, fact: Fact) -> bool:
    known = {one.id: one.amount.value for one in form.statement.loose}
    ids = [line.amounts[-1] for line in form.target.costs if line.amounts]
    lines = [known[one] for one in ids if one in known]
    return len(lines) > 1 and sum(lines, Decimal(0)) == fact.amount.value


def _of_name(form: _Form) -> Iterator[Mutation]:
    named = [fact.coordinates["project"] for fact in _own_money(form)]
    if not named:
        return
    target, statement = form.target, form.statement
    facts = tuple(_renamed(statement.loose, named[0]))
    targets = (
        *statement.targets[: form.at],
        replace(target, name=_NEW_NAME),
        *statement.targets[form.at + 1 :],
    )
    sure = any(True for _ in _elsewhere(form.document, named[0]))
    new = replace(statement, targets=targets, loose=facts)
    yield form.with_statement("name", target.name, new, sure, target.place)


def _renamed(facts: Iterable[Fact], name: str) -> Iterator[Fact]:
    for fact in facts:
        if fact.coordinates.get("project") == name:
            yield replace(fact, coordinates=fact.coordinates | {"project": _NEW_NAME})
        else:
            yield fact
