"""Budgets that tests make: one that is plausible, and any that can be."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from yusuan.books.columns import Column, Sheet, default
from yusuan.books.schema import ENTITY, SHEETS
from yusuan.ledger import Coordinates
from yusuan.ledger.budgets import (
    Budget,
    CostItem,
    EarlierFigure,
    Entity,
    Passage,
    Project,
    Purchase,
    Reason,
    RevenueLine,
    SpendingLine,
    TargetGoal,
    TargetIndicator,
    Unit,
)
from yusuan.standards.classification import codes


def plausible() -> Budget:
    """A small department that keeps its books well: nothing in it is a problem."""
    return Budget(
        Entity("示例局", 2024, "001", district="某省某市某区"),
        units=(
            Unit("001001", "示例局本级", posts=20, staff=18, retirees=0),
            Unit("001002", "示例服务中心", "institution", own=False),
        ),
        spending=(
            SpendingLine("001001", "basic.personnel", Decimal(1205000), "2010301", "30102"),
            SpendingLine(
                "001001", "project", Decimal("300000.05"), "2010302", "30201", project="P1"
            ),
            SpendingLine("001002", "basic.operating", Decimal(505000), "2010350", "30201"),
        ),
        revenue=(
            RevenueLine("001001", "gpb.tax", Decimal("1505000.05")),
            RevenueLine("001002", "gpb.tax", Decimal(505000), carryover=True),
        ),
        projects=(Project("P1", "窗口服务经费", "001001", start=2024, lifetime=Decimal(0)),),
        costs=(CostItem("P1", "印刷", Decimal(300000), "10 万份 × 3 元"), CostItem("P1", "其他")),
        purchases=(Purchase("001001", "复印纸", Decimal(12000), category="goods"),),
        goals=(TargetGoal("全年办件不少于五千件", "P1"),),
        indicators=(TargetIndicator("output.quantity", "办件", "P1", operator="=", value="-5"),),
        earlier=(EarlierFigure(Coordinates({"year": "2023", "fund": "gpb"}), Decimal(-300)),),
        reasons=(Reason(Coordinates({"item": "three_publics"}), "压减"),),
        passages=(Passage("duties", "一、起草。\n二、组织。"), Passage("duties", "三、其他。", 2)),
    )


TEXT = st.text(max_size=12) | st.sampled_from(
    [
        "=1+1",
        "+8",
        "-",
        "@x",
        "'",
        "'=",
        '"',
        "a,b",
        "甲\r\n乙\n",
        "😀",
        " 前后 ",
        "_x000D_",
        "\t",
        "010",
    ]
)
AMOUNTS = st.decimals(-(10**13), 10**13, allow_nan=False, allow_infinity=False, places=6)
SOME = AMOUNTS | st.sampled_from([Decimal(0), Decimal("0.1"), Decimal("1E+3"), Decimal("12.50")])
COUNTS = st.integers(0, 99999)
NAMES = st.sampled_from(["001001", "001002", "P01", "4.10", "某 中心"])


def _values(column: Column) -> st.SearchStrategy[Any]:
    """Values a column may hold; a required one is never blank."""
    match column.kind:
        case "amount" | "number":
            return SOME
        case "int":
            return COUNTS
        case "bool":
            return st.booleans()
        case "choice":
            return st.sampled_from([each.value for each in column.choices])
        case "date":
            return st.dates()
        case "code":
            return st.sampled_from([*sorted(codes(column.system)), "999", "2999999"])
        case "unit" | "project" | "key":
            return NAMES
        case _:
            return TEXT.filter(str.strip) if column.required else TEXT


def _field(record: type, column: Column) -> st.SearchStrategy[Any]:
    usual = default(record, column.key)
    if usual is None:
        return st.none() | _values(column)
    if column.kind in ("text", "choice", "code", "unit", "project", "key") and not column.required:
        return st.just("") | _values(column)
    return _values(column)


@st.composite
def records(draw: st.DrawFn, sheet: Sheet) -> Any:
    """Any record of a list."""
    plain = [each for each in sheet.columns if not each.dimension]
    said = {each.key: draw(_field(sheet.record, each)) for each in plain}
    parts = [each for each in sheet.columns if each.dimension]
    if parts:
        chosen = draw(st.lists(st.sampled_from(parts), max_size=3, unique_by=lambda c: c.key))
        about = {each.key: draw(_values(each)) for each in chosen}
        said["about"] = Coordinates({key: value for key, value in about.items() if value})
    return sheet.record(**said)


@st.composite
def budgets(draw: st.DrawFn, most: int = 3) -> Budget:
    """Any budget that is complete enough to be kept."""
    who = draw(records(ENTITY))
    lists = {each.key: tuple(draw(st.lists(records(each), max_size=most))) for each in SHEETS}
    return Budget(who, **lists)


def many(lines: int) -> Budget:
    """A budget of so many lines of expenditure."""
    line = SpendingLine("001001", "project", Decimal("12345.67"), "2010302", "30201", project="P1")
    return Budget(Entity("示例局", 2024), spending=(line,) * lines)
