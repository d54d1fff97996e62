"""What is true of a good budget before anything is printed: the rules its warnings cite."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class BudgetRule:
    """A rule by the id a warning bears: one sentence in two languages, severity and basis."""

    id: str
    summary: str
    summary_en: str
    severity: str  # warning | info
    basis: str


@cache
def budget_rules() -> Mapping[str, BudgetRule]:
    """Every rule by its id, in the order of the data."""
    file = resources.files("yusuan.standards") / "data" / "budget_rules.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return MappingProxyType({row["id"]: BudgetRule(**row) for row in rows})
