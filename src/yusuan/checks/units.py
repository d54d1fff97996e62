"""部门等于所属单位之和: a department's document against the documents of its units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yusuan.checks import reasons
from yusuan.checks.budgets import Budget
from yusuan.checks.relations import Relation

RULE = "units-make-department"


def units_make_department(budgets: Sequence[Budget]) -> Iterator[Relation]:
    """Every figure that the department and all its units print."""
    for department in budgets:
        units = [b for b in budgets if b.scope == "unit" and _alike(b, department)]
        if department.scope == "department" and units:
            yield from _figures(department, units)


def _alike(unit: Budget, department: Budget) -> bool:
    return (unit.footing.year, unit.footing.stage) == (
        department.footing.year,
        department.footing.stage,
    )


def _figures(department: Budget, units: Sequence[Budget]) -> Iterator[Relation]:
    doubt = "" if _complete(department, units) else reasons.UNITS
    for key in department.index:
        parts = [figure for unit in units if (figure := unit.reference(key))]
        whole = department.reference(key)
        if whole is None or len(parts) < len(units) or "unit" in key:
            continue
        partial = any(figure.partial for figure in (whole, *parts))
        yield Relation(RULE, (whole,), tuple(parts), reasons.PART if partial else doubt)


def _complete(department: Budget, units: Sequence[Budget]) -> bool:
    """Whether every unit the department lists has its document here."""
    listed = {pair for document in department.documents.values() for pair in document.units}
    codes = {code for code, _ in listed}
    names = {
        name
        for code, name in listed
        if not any(other != code and other.startswith(code) for other in codes)
    }
    present = {d.entity for unit in units for d in unit.documents.values() if d.entity}
    return len(names) == len(units) and all(
        any(entity == name or entity.endswith(name) for entity in present) for name in names
    )
