"""The table of standards on the sheet of live totals: what each comes to as things stand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from yusuan.books import exact
from yusuan.books.columns import letters
from yusuan.books.schema import BY_KEY
from yusuan.books.workbook_sheets import Making
from yusuan.books.workbook_style import printable
from yusuan.ledger import UNITS
from yusuan.ledger.budgets import ZERO, Budget, Norm
from yusuan.ledger.norms import reckoned

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FIRST: Final = 4  # the row of the first standard, counted from nought
_FEWEST: Final = 100
_ALL: Final = "全部单位"
_COUNTED: Final = "计入支出"
_HEADINGS: Final = (
    *("单位", "计数依据", "支出性质", "资金来源", "人数（数量）", "每份金额（元）", "金额"),
    "用途",
)
_NUMBERS: Final = (4, 5, 6)
_PEOPLE: Final = ("staff", "posts", "retirees")
_SHEET: Final = BY_KEY["norms"]


@dataclass(slots=True)
class NormTotals:
    """The table, and formulas that other totals add to take standards in."""

    making: Making
    budget: Budget
    page: Worksheet
    left: int = 17

    def write(self, left: int) -> None:
        """Write the table with its left column there."""
        self.left = left
        looks = self.making.looks
        for at, heading in enumerate(_HEADINGS):
            title = "五、定额标准：每条算出多少" if at == 0 else ""
            self.page.write_string(2, left + at, title, looks["section"])
            self.page.write_string(3, left + at, heading, looks["heading"])
        came = self._came_to()
        for index in range(self._rows()):
            known = self.budget.norms[index] if index < len(self.budget.norms) else None
            self._row(index, known, came[index])

    def _rows(self) -> int:
        return max(_FEWEST, 2 * len(self.budget.norms))

    def sum(self, *conditions: tuple[str, str]) -> str:
        """The formula of what standards add, under conditions of nature or of fund."""
        place = {"nature": 2, "fund": 3}
        said = ((self._column(place[name]), what) for name, what in conditions)
        parts = ",".join(f"{cells},{what}" for cells, what in said)
        also = f",{parts}" if parts else ""
        return f'SUMIFS({self._column(6)},{self._column(7)},"{_COUNTED}"{also})'

    def of_unit(self, code: str) -> str:
        """The formula of what standards add to a unit, by itself and as one of all units."""
        own = f'SUMIFS({self._column(6)},{self._column(7)},"{_COUNTED}",{self._column(0)},{code})'
        shared = (
            f'({self._column(0)}="{_ALL}")*({self._column(7)}="{_COUNTED}")'
            f'*({self._column(1)}="{self._basis(key)}")'
            f"*ROUND({self._people(key, code)}*{self._column(5)},2)"
            for key in _PEOPLE
        )
        return f"{own}+({'+'.join(f'SUMPRODUCT({one})' for one in shared)})/{self._scale}"

    @property
    def _scale(self) -> str:
        return exact.written(UNITS[self.making.unit])

    def _column(self, at: int) -> str:
        letter = letters(self.left + at)
        return f"${letter}${FIRST + 1}:${letter}${FIRST + self._rows()}"

    def _basis(self, key: str) -> str:
        return _SHEET.column("basis").label(key)

    def _cells(self, sheet: str, key: str) -> str:
        at = BY_KEY[sheet].letter(key)
        return f"{BY_KEY[sheet].title}!${at}$2:${at}${self.making.lines + 1}"

    def _people(self, key: str, code: str) -> str:
        return f"SUMIFS({self._cells('units', key)},{self._cells('units', 'code')},{code})"

    def _row(self, index: int, norm: Norm | None, came: Decimal) -> None:
        row = FIRST + index
        at = {key: f"{_SHEET.title}!{_SHEET.letter(key)}{index + 2}" for key in _KEYS}
        here = [f"{letters(self.left + place)}{row + 1}" for place in range(len(_HEADINGS))]
        formulas = (
            (f'IF({at["unit"]}="","{_ALL}",{at["unit"]})', "row"),
            (at["basis"], "row"),
            (at["nature"], "row"),
            (at["fund"], "row"),
            (self._count(at, here), "row_count"),
            (f'{at["amount"]}*IF({at["months"]}="",12,{at["months"]})/12', "row_some"),
            (self._amount(here), "row_some"),
            (f'IF({at["use"]}="生成","{_COUNTED}","只核对")', "row"),
        )
        for place, (formula, look) in enumerate(formulas):
            empty = '""' if look == "row" else "0"  # sums over the table meet numbers only
            made = f'=IF({at["amount"]}="",{empty},{formula})'
            value = self._value(place, norm, came)
            self.page.write_formula(row, self.left + place, made, self.making.looks[look], value)

    def _count(self, at: dict[str, str], here: list[str]) -> str:
        """People of the unit or of all units, or the quantity that is named."""
        named = f"{self._cells('quantities', 'key')},{at['quantity']}"
        quantity = f"SUMIFS({self._cells('quantities', 'value')},{named})"
        found = f'IF({here[0]}="{_ALL}",0,{quantity})'
        for key in reversed(_PEOPLE):
            people = (
                f'IF({here[0]}="{_ALL}",SUM({self._cells("units", key)}),'
                f"{self._people(key, here[0])})"
            )
            found = f'IF({here[1]}="{self._basis(key)}",{people},{found})'
        return found

    def _amount(self, here: list[str]) -> str:
        """What it comes to: rounded once, or once for each unit where it is of all units."""
        found = f"ROUND({here[4]}*{here[5]},2)"
        for key in _PEOPLE:
            each = f"SUMPRODUCT(ROUND({self._cells('units', key)}*{here[5]},2))"
            of_all = f'AND({here[0]}="{_ALL}",{here[1]}="{self._basis(key)}")'
            found = f"IF({of_all},{each},{found})"
        return f"({found})/{self._scale}"

    def _came_to(self) -> dict[int, Decimal]:
        found: dict[int, Decimal] = defaultdict(Decimal)
        for one in reckoned(self.budget):
            if one.line is not None:
                found[one.row] += one.line.amount
        return found

    def _value(self, place: int, norm: Norm | None, came: Decimal) -> str | float:
        """What a cell shows until it is computed anew."""
        if norm is None:
            return 0.0 if place in _NUMBERS else ""
        months = Decimal(12 if norm.months is None else norm.months)
        words = {
            0: norm.unit or _ALL,
            1: self._basis(norm.basis),
            2: _SHEET.column("nature").label(norm.nature),
            3: _SHEET.column("fund").label(norm.fund),
            7: _COUNTED if norm.use == "derive" else "只核对",
        }
        numbers = {
            4: self._counted(norm),
            5: norm.amount * months / 12,
            6: exact.in_unit(came, self.making.unit),
        }
        return float(numbers[place]) if place in _NUMBERS else printable(words[place])

    def _counted(self, norm: Norm) -> Decimal:
        if norm.basis == "quantity":
            listed = self.budget.quantities if norm.unit else ()
            found = (one.value for one in listed if one.key == norm.quantity)
            return sum(found, ZERO)
        units = (one for one in self.budget.units if norm.unit in ("", one.code))
        return sum((Decimal(getattr(one, norm.basis) or 0) for one in units), ZERO)


_KEYS: Final = ("amount", "basis", "fund", "months", "nature", "quantity", "unit", "use")
