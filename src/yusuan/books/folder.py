"""A budget as a folder: ``budget.toml`` for the entity, and a CSV file for each list with rows.

Rows stand in the order of the value and one to a line, so that version control shows small
changes. Writing is all or nothing: whatever interrupts it, reading gives the old budget or the new.
"""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Container, Iterator, Mapping
from pathlib import Path

from yusuan.books import commas, entity, reading, rows
from yusuan.books.columns import Sheet
from yusuan.books.problems import Problem
from yusuan.books.raw import RawCell, RawTable
from yusuan.books.schema import BY_KEY, ENTITY, MONEY_UNIT, SHEETS
from yusuan.books.storing import contents, replace_all
from yusuan.ledger.budgets import Budget, Entity

FILE = "budget.toml"
FILES = (FILE, *(sheet.file for sheet in SHEETS))

_NUMBERS = ("amount", "number", "int", "bool")
_NO_FOLDER = "文件夹里没有 budget.toml"
_NOT_UTF8 = "不是 UTF-8 编码，已按 GBK 读取"
_SAVE_AS = "请另存为“CSV UTF-8”"


def is_folder(path: Path) -> bool:
    """Whether a path is a budget's folder."""
    return (path / FILE).is_file()


def write_folder(
    budget: Budget, path: Path, *, unit: str = MONEY_UNIT, blank: Container[str] = ()
) -> None:
    """Write the budget into a folder, replacing the one that was there; other files stay.

    The amounts of the lists named ``blank`` are left to be typed: their cells are empty.
    """
    replace_all(path, FILES, files_of(budget, unit=unit, blank=blank))


def files_of(
    budget: Budget, *, unit: str = MONEY_UNIT, blank: Container[str] = ()
) -> dict[str, bytes]:
    """The files of a folder by name."""
    made = {FILE: _toml(budget.entity, unit)}
    for sheet in SHEETS:
        if records := getattr(budget, sheet.key):
            made[sheet.file] = _csv(sheet, records, unit, blank=sheet.key in blank)
    return {name: text.encode("utf-8") for name, text in made.items()}


def _toml(who: Entity, unit: str) -> str:
    return "".join(
        f"{key} = {_toml_value(key, text)}  # {heading}\n"
        for key, heading, text in entity.lines(who, unit)
    )


def _toml_value(key: str, text: str) -> str:
    if key != entity.UNIT_KEY and ENTITY.column(key).kind == "int":
        return text
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _csv(sheet: Sheet, records: tuple[object, ...], unit: str, *, blank: bool) -> str:
    sheet = rows.used(sheet, records)
    headings = [each.heading_in(unit) for each in sheet.columns]
    body = (rows.cells(sheet, record, unit, blank=blank) for record in records)
    return commas.lines([headings, *(_guarded(sheet, texts) for texts in body)])


def csv_of(
    key: str, records: tuple[object, ...], *, unit: str = MONEY_UNIT, blank: bool = False
) -> bytes:
    """Records of one list as a CSV file that Excel opens in Chinese, for pasting.

    Where they are ``blank`` their amounts are left to be typed.
    """
    return _csv(BY_KEY[key], records, unit, blank=blank).encode("utf-8-sig")


def _guarded(sheet: Sheet, texts: list[str]) -> list[str]:
    pairs = zip(sheet.columns, texts, strict=True)
    return [text if each.kind in _NUMBERS else commas.guarded(text) for each, text in pairs]


def read_folder(path: Path) -> tuple[Budget | None, tuple[Problem, ...]]:
    """The budget of a folder, with every problem; None only where the entity cannot be read."""
    return read_files(contents(path, (".toml", ".csv")))


def read_files(files: Mapping[str, bytes]) -> tuple[Budget | None, tuple[Problem, ...]]:
    """The same for files that are not on disk, by name."""
    problems = [_unknown(name) for name in sorted(files) if name not in FILES]
    if FILE not in files:
        problems.insert(0, Problem(FILE, "", _NO_FOLDER, "请选预算文件夹，或先新建一份预算"))
        return None, tuple(problems)
    who, unit, found = _entity(files[FILE])
    problems += found
    if who is None:
        return None, tuple(problems)
    tables = {}
    for sheet in SHEETS:
        if sheet.file in files:
            tables[sheet.key], found = _table(sheet, files[sheet.file])
            problems += found
    budget, found = reading.budget_of(who, unit, tables)
    return budget, (*problems, *found)


def _unknown(name: str) -> Problem:
    return Problem(name, "", "不认识这个文件，没有读入", "请改成模板里的文件名，或移走", "warning")


def _entity(data: bytes) -> tuple[Entity | None, str, list[Problem]]:
    try:
        said = tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problem = Problem(FILE, "", f"不是合法的 UTF-8 TOML（{error}）", "请改正后重试")
        return None, MONEY_UNIT, [problem]
    keys = {*(each.key for each in ENTITY.columns), entity.UNIT_KEY}
    wrong = [
        Problem(FILE, key, f"不认识“{key}”这一项，没有读入", "请核对拼写或删去", "warning")
        for key in said
        if key not in keys
    ]
    cells = {key: RawCell(_typed(value), key) for key, value in said.items() if key in keys}
    headings = {key: cell for key, cell in cells.items() if key != entity.UNIT_KEY}
    who, unit, found = entity.read(FILE, cells, headings)
    return who, unit, [*wrong, *found]


def _typed(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _table(sheet: Sheet, data: bytes) -> tuple[RawTable, list[Problem]]:
    text, problems = _decoded(sheet, data)
    lines: list[tuple[int, list[str]]] = []
    try:
        lines.extend(commas.read(text))
    except csv.Error as error:
        wrong = f"从第 {lines[-1][0] + 1 if lines else 1} 行起不是合法的 CSV（{error}）"
        problems.append(Problem(sheet.file, "", wrong, "请检查引号是否成对；这之后没有读入"))
    headings = {at: RawCell(t, f"第 1 行“{t}”") for at, t in enumerate(_first(lines)) if t.strip()}
    body = [(number, row) for number, row in lines[1:] if any(cell for cell in row)]
    table = RawTable(
        sheet.file,
        headings,
        tuple(dict(_cells(number, row, headings)) for number, row in body),
        tuple(number for number, _ in body),
    )
    return table, problems


def _decoded(sheet: Sheet, data: bytes) -> tuple[str, list[Problem]]:
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
        return text, [Problem(sheet.file, "", _NOT_UTF8, _SAVE_AS, "warning")]


def _first(lines: list[tuple[int, list[str]]]) -> list[str]:
    return lines[0][1] if lines else []


def _cells(
    number: int, row: list[str], headings: Mapping[int, RawCell]
) -> Iterator[tuple[int, RawCell]]:
    for at, text in enumerate(row):
        if text:
            heading = headings[at].text if at in headings else f"第 {at + 1} 列"
            yield at, RawCell(commas.unguarded(text), f"第 {number} 行“{heading}”")
