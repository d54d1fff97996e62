"""The projects of an edition, with their money and their targets."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from yusuan.ledger import Fact, Goal, Indicator, TargetForm
from yusuan.portal.setting import Setting


@dataclass(frozen=True, slots=True)
class Target:
    """One indicator in short."""

    words: str
    level: str
    value: str


@dataclass(frozen=True, slots=True)
class Project:
    """A project: its money in 元 and the figure that prints it; the form of its targets."""

    name: str
    amount: Decimal | None
    fact: Fact | None
    address: str
    goals: tuple[Goal, ...] = ()
    indicators: tuple[Target, ...] = ()

    @property
    def aimed(self) -> bool:
        """Whether it has targets."""
        return bool(self.goals or self.indicators)


def projects(setting: Setting) -> list[Project]:
    """The projects in the order they are printed; the department as a whole is none of them."""
    money = _money(setting)
    forms = _forms(setting)
    names = list(dict.fromkeys([*money, *forms]))
    return [_project(setting, name, money.get(name), forms.get(name)) for name in names]


def whole(setting: Setting) -> Project | None:
    """The targets of the department as a whole, if they are published."""
    for table in setting.tables:
        for form in table.targets:
            if form.kind == "whole" and (form.goals or form.indicators):
                return _project(setting, form.name, None, (f"{table.slug}/", form))
    return None


def _money(setting: Setting) -> dict[str, Fact]:
    """The figure of each project that says least besides; of this year's spending."""
    found: dict[str, Fact] = {}
    year, stage = str(setting.volume.year), setting.volume.stage
    for fact in setting.volume.facts:
        about = fact.coordinates
        name = about.get("project")
        now = about.get("year", year) == year and about.get("stage", stage) == stage
        if name is None or not fact.understood or not now or about.get("flow") != "expenditure":
            continue
        if {"line", "measure", "procurement", "service", "item"} & about.keys():
            continue
        best = found.get(name)
        if best is None or len(about) < len(best.coordinates):
            found[name] = fact
    return found


def _forms(setting: Setting) -> dict[str, tuple[str, TargetForm]]:
    return {
        form.name: (f"{table.slug}/", form)
        for table in setting.tables
        for form in table.targets
        if form.kind in {"project", "list"} and form.name
    }


def _project(
    setting: Setting, name: str, fact: Fact | None, form: tuple[str, TargetForm] | None
) -> Project:
    address = form[0] if form else (setting.meanings.anchor(fact.id) if fact else "")
    value = fact.amount.value if fact else None
    if form is None:
        return Project(name, value, fact, address)
    targets = tuple(_target(one) for one in form[1].indicators if one.level3 or one.content)
    goals = tuple(one for one in form[1].goals if one.text.strip())
    return Project(name, value, fact, address, goals, targets)


def _target(one: Indicator) -> Target:
    level = " › ".join(filter(None, (one.level1, one.level2)))
    value = f"{one.operator}{one.value}{one.unit}".strip() or one.content
    return Target(" ".join((one.level3 or one.content).split()), level, " ".join(value.split()))
