"""What a rule has to say of a budget before it is known how its rows are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from yusuan.ledger.budgets import SpendingLine
from yusuan.standards.classification import codes

#: A line of spending with its number, 0-based, the lines that standards make after those typed.
Numbered = tuple[int, SpendingLine]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to look at: its rule, what it is about, what it says, and the rows it rests on."""

    rule: str
    about: str
    message: str
    rows: tuple[int, ...] = ()
    severity: str = "warning"


def about(line: SpendingLine) -> str:
    """What names a line while others come and go."""
    said = (line.unit, line.function, line.dept_economic, line.gov_economic, line.project)
    return " ".join(one for one in said if one)


def whose(unit: str) -> str:
    """What names a unit; money that names none is everybody's."""
    return unit or "全部单位"


def titled(system: str, code: str) -> str:
    """A code with its name, as a sentence cites it: 「2080505（…缴费支出）」."""
    found = codes(system).get(code)
    return f"{code}（{found.name}）" if found else code


def function_name(code: str) -> str:
    """The official name of a function; empty where there is none."""
    found = codes("function").get(code)
    return found.name if found else ""


def by_function(lines: Iterable[Numbered]) -> list[Numbered]:
    """The lines that show money by function."""
    return [(n, line) for n, line in lines if line.view in ("", "function")]


def by_class(lines: Iterable[Numbered]) -> list[Numbered]:
    """The lines that show money by economic class."""
    return [(n, line) for n, line in lines if line.view in ("", "economic")]


def by_unit(lines: Iterable[Numbered]) -> dict[str, list[Numbered]]:
    """The lines of each unit, the units in the order they come."""
    found: dict[str, list[Numbered]] = {}
    for number, line in lines:
        found.setdefault(line.unit, []).append((number, line))
    return found


def rows_of(lines: Iterable[Numbered]) -> tuple[int, ...]:
    """The numbers of some lines."""
    return tuple(number for number, _ in lines)


def money(lines: Iterable[Numbered]) -> Decimal:
    """What some lines come to."""
    return sum((line.amount for _, line in lines), Decimal(0))
