"""The self-assessment forms as tables: one of the whole, one of each project, and a list of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from yusuan.assessing import Assessment, Item, Money
from yusuan.assessing.points import percent, plain, rounded
from yusuan.assessing.weights import TITLES
from yusuan.documents.model import Cell, Table
from yusuan.ledger import in_unit
from yusuan.publish.volume import TableBlock
from yusuan.standards.target_classes import printed_class

UNIT: Final = "万元"
_COLUMNS: Final = 9
_GROUPS: Final = ("cost", "output", "outcome", "satisfaction")
_MONEY: Final = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
_HEADINGS: Final = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)
_LIST: Final = ("序号", "项目名称", "全年预算数", "全年执行数", "执行率（%）", "得分", "等次")
_HOW: Final = ("项目", "指标", "分值", "得分", "怎样得出")
UNSCORED: Final = "未评分"


def form(found: Assessment, number: int, department: str, year: int) -> TableBlock:
    """The form of one subject."""
    filling = _Filling()
    whole = not found.project
    if whole:
        filling.row((0, 2, "部门（单位）名称"), (2, 7, found.name))
    else:
        filling.row((0, 2, "项目名称"), (2, 7, found.name))
        filling.row((0, 2, "主管部门"), (2, 3, department), (5, 1, "实施单位"), (6, 3, found.unit))
    _money(filling, found)
    _goals(filling, found)
    _indicators(filling, found)
    _total(filling, found)
    kind = "部门整体支出绩效自评表" if whole else "项目支出绩效自评表"
    name = "" if whole else f"（{found.name}）"
    return TableBlock(
        f"assessment-{number:02d}",
        f"{year}年度{kind}{name}",
        filling.table(),
        header=0,
        left=f"单位名称：{department}",
        right=f"金额单位：{UNIT}",
        labels=frozenset(filling.centred),
        landscape=True,
    )


class _Filling:
    """A form while it is filled, row by row; texts are set left, all else in the middle."""

    def __init__(self) -> None:
        self.rows = 0
        self.cells: list[Cell] = []
        self.centred: set[tuple[int, int]] = set()

    def row(self, *cells: tuple[int, int, str], down: int = 1, left: Iterable[int] = ()) -> None:
        """A row of cells: column, how wide, text; the first may reach down, some are texts."""
        texts = set(left)
        for place, (column, across, text) in enumerate(cells):
            tall = down if place == 0 else 1
            self.cells.append(Cell(self.rows, column, text, tall, across))
            if column not in texts:
                self.centred.add((self.rows, column))
        self.rows += 1

    def put(self, cell: Cell) -> None:
        """A cell of the row to come that reaches further down."""
        self.cells.append(cell)
        self.centred.add((cell.row, cell.column))

    def table(self) -> Table:
        """What was filled."""
        return Table(tuple(self.cells), self.rows, _COLUMNS)


def _money(filling: _Filling, found: Assessment) -> None:
    first = next((one for one in found.items if one.group == "execution"), None)
    names = [(column, 1, name) for column, name in enumerate(_MONEY, 3)]
    label = (0, 2, "项目资金" if found.project else "部门资金")
    filling.row(label, (2, 1, ""), *names, down=2)
    said = _amounts(found.money, first)
    filling.row((2, 1, "年度资金总额"), *((at, 1, text) for at, text in enumerate(said, 3)))


def _amounts(money: Money, item: Item | None) -> Sequence[str]:
    return (
        amount(money.initial),
        amount(money.budget),
        amount(money.executed),
        plain(item.points) if item else "",
        "" if money.rate is None else percent(money.rate),
        score(item) if item else "",
    )


def amount(value: Decimal | None) -> str:
    """An amount in 万元; empty where it is not known."""
    return "" if value is None else in_unit(value, UNIT)


def score(item: Item) -> str:
    """The score of a line, or that it has none."""
    return UNSCORED if item.score is None else plain(item.score)


def _scored(item: Item) -> str:
    return UNSCORED if item.score is None else fixed(item.score)


def fixed(value: Decimal) -> str:
    """A number as it stands in a column: two decimals always."""
    return f"{rounded(value):f}"


def _in_column(value: Decimal | None) -> str:
    """An amount as it stands in a column: at least two decimals, none lost."""
    text = amount(value)
    decimals = len(text.partition(".")[2])
    return text if not text or decimals > 1 else f"{Decimal(text):.2f}"


def _goals(filling: _Filling, found: Assessment) -> None:
    filling.row((0, 2, "年度总体目标"), (2, 3, "预期目标"), (5, 4, "实际完成情况"), down=2)
    expected = "\n".join(_numbered(one.number, one.text) for one in found.goals)
    achieved = found.execution.achieved if found.execution else ""
    filling.row((2, 3, expected), (5, 4, achieved), left=(2, 5))


def _numbered(number: int | None, text: str) -> str:
    return text if number is None else f"目标{number}：{text}"


def _indicators(filling: _Filling, found: Assessment) -> None:
    """The indicators by class; neighbours of one class share its cell."""
    items = [one for key in _GROUPS for one in _of_group(found, key)]
    names = [(at, 1, name) for at, name in enumerate(_HEADINGS, 1)]
    filling.row((0, 1, "绩效指标"), *names, down=len(items) + 1)
    for place, item in enumerate(items):
        _classes(filling, items, place)
        said = (item.name, item.target, item.actual, plain(item.points), score(item))
        cells = [(at, 1, text) for at, text in enumerate((*said, explained(item)), 3)]
        filling.row(*cells, left=(3, 8))


def _of_group(found: Assessment, key: str) -> list[Item]:
    """The lines of a class, those of one level-2 class together, in their first order."""
    own = found.group(key)
    order = list(dict.fromkeys(one.level2 for one in own))
    return sorted(own, key=lambda one: order.index(one.level2))


def _classes(filling: _Filling, items: Sequence[Item], place: int) -> None:
    """The cells of the classes that begin at a line, which reach down as far as they go on."""
    item, before = items[place], items[place - 1] if place else None
    rest = items[place:]
    if before is None or before.group != item.group:
        count = sum(one.group == item.group for one in rest)
        filling.put(Cell(filling.rows, 1, TITLES[item.group], count))
    if before is None or (before.group, before.level2) != (item.group, item.level2):
        count = sum((one.group, one.level2) == (item.group, item.level2) for one in rest)
        filling.put(Cell(filling.rows, 2, printed_class(item.level2), count))


def explained(item: Item) -> str:
    """The reason and the measure of a line, in one cell."""
    parts = [item.reason.strip(), item.measure.strip()]
    if all(parts):
        return f"原因：{_ended(parts[0])}措施：{_ended(parts[1])}"
    return next(filter(None, parts), "")


def _ended(text: str) -> str:
    return text if text.endswith(("。", "；", "！")) else f"{text}。"


def _total(filling: _Filling, found: Assessment) -> None:
    total = UNSCORED if found.total is None else plain(found.total)
    grade = found.grade.label if found.grade else ""
    if found.total is None and found.scored:
        grade = f"已评 {plain(found.possible)} 分，得 {plain(found.earned)} 分"
    points = plain(sum((one.points for one in found.items), Decimal(0)))
    filling.row((0, 6, "总分"), (6, 1, points), (7, 1, total), (8, 1, grade))


def listing(found: Sequence[Assessment], mean: Decimal | None, department: str) -> TableBlock:
    """All subjects with their money, their score and their grade."""
    rows = [list(_LIST)]
    for number, one in enumerate(found, 1):
        total = UNSCORED if one.total is None else fixed(one.total)
        name, money = one.name if one.project else f"部门整体（{one.name}）", one.money
        rows.append(
            [
                str(number),
                name,
                *(_in_column(one) for one in (money.budget, money.executed)),
                "" if money.rate is None else fixed(money.rate * 100),
                total,
                one.grade.label if one.grade else "",
            ]
        )
    note = "" if mean is None else f"项目得分按全年预算数加权平均为 {plain(mean)} 分，仅供参考。"
    return TableBlock(
        "assessment-list",
        "绩效自评结果汇总表",
        grid(rows),
        left=f"单位名称：{department}",
        right=f"金额单位：{UNIT}",
        note=note,
    )


def computed(found: Sequence[Assessment]) -> TableBlock:
    """How every score was computed, a sentence a line."""
    rows = [list(_HOW)]
    cells: list[Cell] = []
    for one in found:
        start = len(rows)
        rows += [["", x.name, fixed(x.points), _scored(x), x.how] for x in one.items]
        name = one.name if one.project else "部门整体"
        cells.append(Cell(start, 0, name, len(rows) - start, 1))
    table = grid(rows)
    kept = [cell for cell in table.cells if cell.column or not cell.row]
    return TableBlock(
        "assessment-how",
        "评分计算过程",
        Table(tuple(sorted([*kept, *cells], key=_order)), table.rows, table.columns),
    )


def _order(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def grid(rows: Sequence[Sequence[str]]) -> Table:
    """A table of texts."""
    cells = (Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    return Table(tuple(cells), len(rows), len(rows[0]))
