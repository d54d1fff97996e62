"""The target forms of a budget as the rules look at them: indicators read, amounts at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from yusuan.checks.budgets import Budget
from yusuan.checks.figures import inferred_step, refined
from yusuan.checks.rule import Ruling
from yusuan.ledger import (
    UNITS,
    Amount,
    CostLine,
    Disclosure,
    Fact,
    Indicator,
    Place,
    Statement,
    TargetForm,
    in_unit,
)
from yusuan.reckoning import Target, fold, targets
from yusuan.standards.target_classes import class_key

#: The usual words for the classes, in messages.
CLASS_NAMES = {
    "output": "产出", "outcome": "效益", "satisfaction": "满意度", "cost": "成本",
    "output.quantity": "数量", "output.quality": "质量", "output.timeliness": "时效",
    "output.cost": "成本", "cost.economic": "经济成本", "cost.social": "社会成本",
    "cost.ecological": "生态环境成本", "outcome.economic": "经济效益", "outcome.social": "社会效益",
    "outcome.ecological": "生态效益", "outcome.sustainable": "可持续影响",
    "satisfaction.beneficiary": "满意度",
}  # fmt: skip
_PASSED, _FAILED = "passed", "failed"
_COUNTERS = re.compile(r"(?:个数|次数|件数|份数|人数|期数|条数|数量|数)$")
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_PUNCTUATION = re.compile(r"[，,。;；:、“”\"'《》\s·-]")
_LIST_NUMBER = re.compile(r"^项目\d{1,2}[:：]")


@dataclass(frozen=True, eq=False)
class Said:
    """An indicator with what it demands; ``text`` is where a form prints name and value in one."""

    indicator: Indicator
    form: Form
    key: str  # canonical class
    name: str
    text: str
    targets: tuple[Target, ...]

    @property
    def prose(self) -> bool:
        """Whether the form has one text for the name and the value."""
        return not self.indicator.value and self.form.prose

    @cached_property
    def plain_name(self) -> str:
        """The name as it is compared: 「督查调研次数」 is 「督查调研」."""
        return plain(self.name)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.indicator.place or self.form.place

    @property
    def label(self) -> str:
        """How a message calls it: its class and its name."""
        kind = CLASS_NAMES.get(self.key, self.indicator.level2 or self.indicator.level1)
        return f"{kind}指标“{short(self.name)}”"

    @property
    def time(self) -> str:
        """The horizon, where a form has several; else empty."""
        return self.indicator.horizon


@dataclass(frozen=True, eq=False)
class Form:
    """One target form of one document."""

    document: int
    disclosure: Disclosure
    statement: Statement
    target: TargetForm
    prose: bool

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.target.place or self.statement.place

    @cached_property
    def project(self) -> str:
        """The project's name as it is compared; empty for a whole department."""
        return "" if self.target.kind == "whole" else plain(self.target.name)

    @property
    def where(self) -> str:
        """How a message calls it."""
        title = self.statement.title or self.statement.id
        if self.target.kind == "whole":
            return f"《{title}》"
        return f"《{title}》“{short(self.target.name)}”"

    @cached_property
    def indicators(self) -> tuple[Said, ...]:
        """Its indicators, read."""
        return tuple(said(one, self) for one in self.target.indicators)

    @property
    def unit(self) -> str:
        """The unit its money is in."""
        return self.statement.unit if self.statement.unit in UNITS else "元"

    def field(self, *labels: str) -> str:
        """The text of the first field whose label holds one of some words."""
        for label, text in self.target.fields:
            if any(one in label for one in labels):
                return text
        return ""

    def money(self, value: Decimal) -> str:
        """An amount of 元 in the form's unit."""
        return f"{in_unit(value, self.unit)} {self.unit}"

    @cached_property
    def _step(self) -> Decimal | None:
        return inferred_step(self.statement)

    @cached_property
    def _known(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.statement.facts}

    def amounts(self, line: CostLine) -> list[tuple[Fact, Amount]]:
        """The figures of a spending line, at the precision they are taken to have."""
        known = self._known
        return [
            (known[i], refined(known[i].amount, self._step)) for i in line.amounts if i in known
        ]

    def total(self) -> tuple[Fact, Amount] | None:
        """What the form says its whole money of the year is: the department's, the project's."""
        for fact in self.statement.loose:
            about = fact.coordinates
            if not _of_the_year(fact) or "fund" in about or "line" in about:
                continue
            named = plain(about.get("project", ""))
            if "project" in about and named == self.project and about.get("measure") is None:
                return fact, refined(fact.amount, self._step)
            whole = self.target.kind == "whole" and "nature" not in about
            if whole and about.get("flow") == "expenditure" and self._is_this_year(fact):
                return fact, refined(fact.amount, self._step)
        return None

    def of_nature(self, nature: str) -> tuple[Fact, Amount] | None:
        """What a whole department's form prints for a nature of expenditure, this year."""
        for fact in self.statement.loose:
            about = fact.coordinates
            bare = "project" not in about and "fund" not in about
            if bare and about.get("nature") == nature and self._is_this_year(fact):
                return fact, refined(fact.amount, self._step)
        return None

    def _is_this_year(self, fact: Fact) -> bool:
        year = fact.coordinates.get("year")
        return year is None or self.disclosure.year is None or year == str(self.disclosure.year)


def _of_the_year(fact: Fact) -> bool:
    return fact.coordinates.get("measure") is None and "item" not in fact.coordinates


def said(indicator: Indicator, form: Form) -> Said:
    """An indicator, read."""
    key = class_key(indicator.level2) or class_key(indicator.level1, "class1")
    text = indicator.level3 if form.prose else indicator.value
    demanded = targets(text, indicator.unit, indicator.operator)
    return Said(indicator, form, key, fold(indicator.level3), text, demanded)


def forms_of(budget: Budget) -> tuple[Form, ...]:
    """Every target form of a budget's documents, in order."""
    return tuple(
        Form(number, disclosure, statement, target, _is_prose(target))
        for number, disclosure in budget.documents.items()
        for statement in disclosure.statements
        for target in statement.targets
    )


def _is_prose(target: TargetForm) -> bool:
    return not any(one.value or one.content for one in target.indicators)


def plain(name: str) -> str:
    """A name as it is compared: without numbering, signs, brackets and words of counting."""
    bare = _IN_BRACKETS.sub("", _LIST_NUMBER.sub("", fold(name)))
    bare = _PUNCTUATION.sub("", bare)
    return _COUNTERS.sub("", bare) or bare


def short(text: str, most: int = 24) -> str:
    """A text short enough to stand in a message."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"


def listed(names: Sequence[str], most: int = 5) -> str:
    """Some names in one phrase, the first few of many."""
    different = list(dict.fromkeys(names))
    shown = "、".join(f"“{short(one)}”" for one in different[:most])
    return shown if len(different) <= most else f"{shown}等 {len(different)} 个"


def held(rule: str, form: Form, facts: Sequence[str] = ()) -> Ruling:
    """A rule that holds in a form."""
    return Ruling(rule, form.document, _PASSED, facts=tuple(facts))


def failed(
    rule: str,
    form: Form,
    message: str,
    message_en: str,
    places: Sequence[Place] = (),
    **more: object,
) -> Ruling:
    """A rule that does not hold in a form; ``more`` are the other fields of the ruling."""
    settled = {"unit": "", **more}
    return Ruling(
        rule,
        form.document,
        _FAILED,
        message=message,
        message_en=message_en,
        places=tuple(places) or (form.place,),
        **settled,  # type: ignore[arg-type]
    )


def by_table(forms: Sequence[Form]) -> Iterator[list[Form]]:
    """The forms of each table: the rows of a wide table are spoken of together."""
    tables: dict[tuple[int, str], list[Form]] = {}
    for form in forms:
        tables.setdefault((form.document, form.statement.id), []).append(form)
    yield from tables.values()
