"""An edition in short: what lists, comparisons and the search need of it, as plain data."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Final

from yusuan.ledger import in_unit
from yusuan.portal.changes import changes
from yusuan.portal.figures import figures
from yusuan.portal.projects import projects
from yusuan.portal.setting import Setting

#: Counts up when what a digest holds changes.
SCHEMA: Final = 2
_ITEMS: Final = ("tables", "projects", "targets", "charts")


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure in short: amounts are 元 as text; ``at`` is its address below the edition's."""

    key: str
    group: str
    name: str
    amount: str
    at: str
    before: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A table, a project, a chart: its name, its address below the edition's, what it is of."""

    name: str
    at: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """An edition in short; empty of one that is not set."""

    figures: tuple[Amount, ...] = ()
    tables: tuple[Item, ...] = ()
    projects: tuple[Item, ...] = ()
    targets: tuple[Item, ...] = ()
    charts: tuple[Item, ...] = ()

    def find(self, key: str) -> Amount | None:
        """The figure of a key."""
        return next((one for one in self.figures if one.key == key), None)

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)

    @classmethod
    def of(cls, found: dict[str, Any]) -> Digest:
        """The digest that JSON holds."""
        amounts = tuple(Amount(**one) for one in found["figures"])
        items = (tuple(Item(**one) for one in found[name]) for name in _ITEMS)
        return cls(amounts, *items)


def digest(setting: Setting) -> Digest:
    """An edition in short, from all of it."""
    kept = setting.kept
    found = figures(kept.volume)
    changed = {one.figure.key: one for one in changes(kept, found)}
    amounts = []
    for one in found:
        change = changed.get(one.key)
        at = setting.meanings.anchor(one.facts[0].id)
        before = in_unit(change.before, "元") if change else ""
        reason = change.reason if change else ""
        amounts.append(
            Amount(one.key, one.group, one.name, in_unit(one.amount, "元"), at, before, reason)
        )
    tables = tuple(Item(one.title, f"{one.slug}/") for one in setting.tables)
    listed = projects(setting)
    return Digest(
        tuple(amounts),
        tables,
        tuple(Item(one.name, one.address, _worth(one.amount)) for one in listed),
        tuple(
            Item(target.words, one.address, one.name) for one in listed for target in one.indicators
        ),
        tuple(Item(one.title, f"chart/{one.key}/") for one in setting.charts),
    )


def _worth(value: Decimal | None) -> str:
    return in_unit(value, "元") if value is not None else ""
