"""What a unit's clerk may type: the rows of their units, and what belongs to their projects.

Source of the right: the unit compiles its own budget (预算法 32); what is the department's as a
whole — its base information, reasons, texts — is its own clerks' to type.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from yusuan.books.schema import SHEETS
from yusuan.web.accounts.models import User
from yusuan.web.budgeting import access
from yusuan.web.budgeting.models import Dossier, Row

#: The column that says whose a row is, by list; a list in neither is the department's.
_OF_UNIT: Final = {"units": "code"} | {
    sheet.key: column.key for sheet in SHEETS for column in sheet.columns if column.kind == "unit"
}
_OF_PROJECT: Final = {
    sheet.key: column.key
    for sheet in SHEETS
    for column in sheet.columns
    if column.kind == "project" and sheet.key not in _OF_UNIT
}


@dataclass(frozen=True, slots=True)
class Scope:
    """The ways a person's units and their projects are written in a draft."""

    unit: str
    units: frozenset[str]
    projects: frozenset[str]

    def list_open(self, list_: str) -> bool:
        """Whether any row of a list may be theirs."""
        return list_ in _OF_UNIT or list_ in _OF_PROJECT

    def filled(self, list_: str) -> str:
        """The unit a new row of a list is of, where it names one."""
        return self.unit if _OF_UNIT.get(list_) == "unit" else ""

    def covers(self, list_: str, cells: Mapping[str, str]) -> bool:
        """Whether a row is theirs."""
        if column := _OF_UNIT.get(list_):
            return cells.get(column, "").strip() in self.units
        column = _OF_PROJECT.get(list_, "")
        return bool(column) and cells.get(column, "").strip() in self.projects

    def of(self, rows: Iterable[Row]) -> list[Row]:
        """Those of some rows that are theirs; of a list that is the department's, all."""
        return [
            one for one in rows if not self.list_open(one.list) or self.covers(one.list, one.cells)
        ]


def scope(user: User, dossier: Dossier) -> Scope | None:
    """What a person's typing is narrowed to; None where it is not."""
    codes = access.units(user, dossier)
    if not codes:
        return None
    units, projects = set(codes), set[str]()
    for cells in _cells(dossier, "units"):
        if cells.get("code", "") in codes:
            units.add(cells.get("name", "") or cells["code"])
    for cells in _cells(dossier, "projects"):
        if cells.get("unit", "").strip() in units:
            key, name = cells.get("key", ""), cells.get("name", "")
            projects |= {key, name, f"{key} {name}"} - {"", " "}
    return Scope(min(codes), frozenset(units), frozenset(projects))


def _cells(dossier: Dossier, list_: str) -> list[dict[str, str]]:
    return [*dossier.rows.filter(list=list_, gone=False).values_list("cells", flat=True)]
