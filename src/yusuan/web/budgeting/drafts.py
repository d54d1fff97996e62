"""The draft: rows of cells as they were typed, saved a cell at a time, never overwritten unseen.

A save names what each cell was; where somebody else changed it meanwhile, that cell is a conflict
and is left as it stands, with both texts in the answer. All else of the save is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from yusuan.books.entity import UNIT_KEY
from yusuan.books.schema import BY_KEY, ENTITY, SHEETS
from yusuan.web.accounts.models import User
from yusuan.web.audit.chain import record
from yusuan.web.budgeting.models import Dossier, Row, Save

LISTS: Final = ("entity", *(sheet.key for sheet in SHEETS))
LONGEST: Final = 20_000
MOST_ROWS: Final = 20_000
MOST_EDITS: Final = 200_000


#: Whether a row, by its list and cells, may be typed in.
Covers = Callable[[str, Mapping[str, str]], bool]


class Refused(ValueError):
    """A save that cannot be understood; nothing of it was kept. Its text is for the person."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell that was typed: the row (a new one's name begins with "+"), what it was and is."""

    list: str
    row: str
    column: str
    was: str
    text: str


@dataclass(frozen=True, slots=True)
class Removal:
    """A row that is deleted, or comes back."""

    row: int
    gone: bool = True


@dataclass(slots=True)
class Saved:
    """What became of a save."""

    version: int
    rows: dict[str, int] = field(default_factory=dict)  # the new rows' names → their numbers
    conflicts: list[dict[str, Any]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The answer as JSON has it."""
        return {"version": self.version, "rows": self.rows, "conflicts": self.conflicts}


def columns(list_: str) -> tuple[str, ...]:
    """The keys of a list's columns; KeyError where there is no such list."""
    if list_ == "entity":
        return (*(one.key for one in ENTITY.columns), UNIT_KEY)
    return tuple(one.key for one in BY_KEY[list_].columns)


def save(
    dossier: Dossier,
    user: User,
    edits: Iterable[Edit],
    removals: Iterable[Removal] = (),
    *,
    token: str = "",
    after: Mapping[str, int] | None = None,
    covers: Covers | None = None,
) -> Saved:
    """Keep what was typed; ``after`` says behind which row a new one stands (0: first).

    The caller has made sure that the user may type, ``covers`` says in which rows (None: all).
    Raises Refused.
    """
    listed, removed = list(edits), list(removals)
    _sensible(listed)
    with transaction.atomic():
        locked = Dossier.objects.select_for_update().get(pk=dossier.pk)
        if token and (done := Save.objects.filter(dossier=locked, token=token).first()):
            return Saved(**done.answer)
        if covers is not None:
            _only_theirs(locked, listed, removed, covers)
        saved = _apply(locked, listed, removed, after or {})
        if saved.told:
            record("edit", user, locked.chain, version=locked.version, edits=saved.told)
        if token:
            Save.objects.create(
                dossier=locked,
                token=token,
                version=saved.saved.version,
                answer=saved.saved.as_dict(),
            )
    dossier.version, dossier.stamp = locked.version, locked.stamp
    return saved.saved


@dataclass(slots=True)
class _Work:
    saved: Saved
    told: list[dict[str, Any]] = field(default_factory=list)


def _sensible(edits: list[Edit]) -> None:
    if len(edits) > MOST_EDITS:
        raise Refused(f"一次最多改 {MOST_EDITS} 格，请分几次粘贴。")
    for one in edits:
        if one.list not in LISTS or one.column not in columns(one.list):
            raise Refused("没有这一列，请刷新页面后再试。")
        if len(one.text) > LONGEST:
            raise Refused(f"一格最多 {LONGEST} 字，请缩短后再试。")
        if "\x00" in one.text:
            raise Refused("内容里有不能保存的控制字符，请删去后再试。")


def _only_theirs(
    dossier: Dossier, edits: list[Edit], removals: list[Removal], covers: Covers
) -> None:
    """Refuse what would touch a row that is not theirs, or make theirs another's."""
    rows = _touched(dossier, edits, removals)
    after = {name: (row.list, dict(row.cells)) for name, row in rows.items()}
    for one in edits:
        after.setdefault(one.row, (one.list, {}))[1][one.column] = one.text
    there = ((row.list, row.cells) for row in rows.values())
    if not all(covers(list_, cells) for list_, cells in (*there, *after.values())):
        raise Refused("只能改本单位的行和本单位项目的行，单位一栏要写本单位。")


def _touched(dossier: Dossier, edits: list[Edit], removals: list[Removal]) -> dict[str, Row]:
    """The rows that are there already and that a save names, by their number as text."""
    numbers = {int(one.row) for one in edits if one.row.isdecimal()}
    numbers |= {one.row for one in removals}
    return {str(row.pk): row for row in dossier.rows.filter(pk__in=numbers)}


def _apply(
    dossier: Dossier, edits: list[Edit], removals: list[Removal], after: Mapping[str, int]
) -> _Work:
    version = dossier.version + 1
    work = _Work(Saved(version))
    rows = _touched(dossier, edits, removals)
    made = _new_rows(dossier, edits, after, version)
    touched: dict[int, Row] = {}
    for edit in edits:
        if edit.row in made:
            continue
        row = rows.get(edit.row)
        if row is None or row.list != edit.list:
            raise Refused("有一行已经不在这份预算里，请刷新页面后再试。")
        now = row.cells.get(edit.column, "")
        if now == edit.text:
            continue
        if row.gone or now != edit.was:
            work.saved.conflicts.append(
                {"row": row.pk, "column": edit.column, "theirs": now, "yours": edit.text,
                 "gone": row.gone}
            )  # fmt: skip
            continue
        row.cells = {**row.cells, edit.column: edit.text}
        if not edit.text:
            del row.cells[edit.column]
        row.version = version
        touched[row.pk] = row
        work.told.append(
            {"list": row.list, "row": row.pk, "column": edit.column, "was": now, "is": edit.text}
        )
    for removal in removals:
        row = rows.get(str(removal.row))
        if row is None:
            raise Refused("有一行已经不在这份预算里，请刷新页面后再试。")
        if row.gone != removal.gone:
            row.gone, row.version = removal.gone, version
            touched[row.pk] = row
            work.told.append({"list": row.list, "row": row.pk, "gone": removal.gone})
    if not touched and not made:
        work.saved.version = dossier.version
        return work
    Row.objects.bulk_create(
        touched.values(),
        batch_size=500,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["cells", "version", "gone"],
    )
    work.told += [
        {"list": one.list, "row": made[one.row].pk, "column": one.column, "was": "", "is": one.text}
        for one in edits
        if one.row in made and one.text
    ]
    dossier.saved()
    work.saved.rows = {name: row.pk for name, row in made.items()}
    return work


def _new_rows(
    dossier: Dossier, edits: list[Edit], after: Mapping[str, int], version: int
) -> dict[str, Row]:
    """The rows that edits name for the first time, each behind the row it was put after."""
    named: dict[str, str] = {}
    for edit in edits:
        if edit.row.startswith("+") and named.setdefault(edit.row, edit.list) != edit.list:
            raise Refused("同一新行出现在两张表里，请刷新页面后再试。")
    if not named:
        return {}
    there = dossier.rows.filter(gone=False).count()
    if there + len(named) > MOST_ROWS:
        raise Refused(f"一份预算最多 {MOST_ROWS} 行。")
    made = {
        name: Row(dossier=dossier, list=list_, position=place, version=version)
        for (name, list_), place in zip(named.items(), _places(dossier, named, after), strict=True)
    }
    for edit in edits:
        if edit.row in made and edit.text:
            made[edit.row].cells[edit.column] = edit.text
    Row.objects.bulk_create(made.values(), batch_size=500)
    return made


def _places(dossier: Dossier, named: Mapping[str, str], after: Mapping[str, int]) -> list[float]:
    ends: dict[str, float] = {}
    found = []
    for name, list_ in named.items():
        if name in after:
            found.append(_behind(dossier, list_, after[name], ends))
            continue
        if list_ not in ends:
            last = dossier.rows.filter(list=list_).aggregate(last=Max("position"))["last"]
            ends[list_] = last or 0.0
        ends[list_] += 1.0
        found.append(ends[list_])
    return found


def _behind(dossier: Dossier, list_: str, pk: int, ends: dict[str, float]) -> float:
    """Half way to the next row; several behind the same row follow each other."""
    key = f"{list_}>{pk}"
    rows = dossier.rows.filter(list=list_)
    if key not in ends:
        before = rows.filter(pk=pk).values_list("position", flat=True).first()
        ends[key] = before if before is not None else 0.0
    start = ends[key]
    following = rows.filter(position__gt=start).order_by("position")
    nearest = following.values_list("position", flat=True).first()
    ends[key] = start + 1.0 if nearest is None else (start + nearest) / 2
    return ends[key]


def load(dossier: Dossier, user: User | None, tables: Mapping[str, list[dict[str, str]]]) -> Saved:
    """Replace the whole draft by lists of typed rows, as from a workbook; one save."""
    with transaction.atomic():
        locked = Dossier.objects.select_for_update().get(pk=dossier.pk)
        locked.saved()
        locked.rows.filter(gone=False).update(gone=True, version=locked.version)
        made = [
            Row(
                dossier=locked,
                list=list_,
                position=float(at),
                cells={key: text for key, text in row.items() if text},
                version=locked.version,
            )
            for list_, rows in tables.items()
            for at, row in enumerate(rows, 1)
        ]
        Row.objects.bulk_create(made, batch_size=500)
        counts = {list_: len(rows) for list_, rows in tables.items() if rows}
        record("load", user, locked.chain, version=locked.version, rows=counts)
    dossier.version, dossier.stamp = locked.version, locked.stamp
    return Saved(locked.version)
