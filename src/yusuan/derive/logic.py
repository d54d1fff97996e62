"""What codes may be used for, and what one list of a budget says against another (L-01 to L-10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from yusuan.derive.told import (
    Numbered,
    Told,
    about,
    by_class,
    by_function,
    by_unit,
    function_name,
    money,
    rows_of,
    titled,
    whose,
)
from yusuan.ledger.budgets import Budget, SpendingLine, Unit

_BASIC_ONLY = ("2080505", "2080506", "21011", "22102")
_BASIC_CLASSES = ("301", "302", "303", "310")
#: Contributions, and the functions they are shown under.
_CONTRIBUTIONS = {"30108": "20805", "30110": "21011", "30113": "22102"}
_WAGES = "30101"
_VEHICLES = ("31013", "30913")
_EQUIPMENT = ("309", "310")
_MACHINES = (
    *("设备", "计算机", "电脑", "服务器", "打印机", "复印机", "投影", "空调", "家具", "轿车"),
    *("乘用车", "客车"),
)
_NO_MACHINES = ("维修", "维护", "租赁", "耗材", "配件", "用品", "零件")


def code_logic(lines: Sequence[Numbered]) -> Iterator[Told]:
    """What functions and classes may be used for, line by line (L-01 to L-03)."""
    for number, line in lines:
        for rule, message in _of_line(line):
            yield Told(rule, about(line), message, (number,))


def _of_line(line: SpendingLine) -> Iterator[tuple[str, str]]:
    function, nature = line.function, line.nature
    basic = nature.startswith("basic")
    name = function_name(function) if len(function) == 7 else ""
    if name in ("行政运行", "事业运行") and nature == "project":
        yield "L-01", f"{name}（{function}）只列基本支出，这一行是项目支出，请改用其他科目。"
    if name == "一般行政管理事务" and basic:
        yield "L-01", f"{name}（{function}）只列项目支出，这一行是基本支出，请改用行政运行。"
    if nature == "project" and function.startswith(_BASIC_ONLY):
        yield "L-02", f"科目 {titled('function', function)}只列基本支出，这一行是项目支出，请核对。"
    if basic and line.dept_economic and not line.dept_economic.startswith(_BASIC_CLASSES):
        yield "L-03", f"基本支出不使用经济科目 {line.dept_economic}，请改列项目支出或改用其他科目。"


def budget_logic(budget: Budget, lines: Sequence[Numbered]) -> Iterator[Told]:
    """What one list of a budget says against another (L-04 to L-10)."""
    yield from _contributions(lines)
    yield from _own_revenue(budget, lines)
    yield from _vehicles(budget, lines)
    yield from _equipment(budget, lines)
    for unit in budget.units:
        yield from _posts(unit)


def _contributions(lines: Sequence[Numbered]) -> Iterator[Told]:
    """Contributions have functions of their own, and who pays wages pays contributions (L-04)."""
    basic = [(n, line) for n, line in lines if line.nature.startswith("basic")]
    shown = [(n, line) for n, line in by_function(basic) if line.amount]
    if any(len(line.function) != 7 for _, line in shown):
        return  # some function is not known: what seems missing may stand there
    told: set[str] = set()
    for unit, own in by_unit(shown).items():
        wrong = [code for code in _CONTRIBUTIONS if _is_under_main(code, own)]
        told.update(wrong)
        if wrong:
            yield _under_main(wrong, own, unit)
    wages = [(n, one) for n, one in by_class(basic) if one.dept_economic == _WAGES and one.amount]
    used = tuple(line.function for _, line in shown)
    absent = [
        code
        for code, top in _CONTRIBUTIONS.items()
        if code not in told and not any(function.startswith(top) for function in used)
    ]
    if wages and shown and absent:
        names = "、".join(titled("function", _CONTRIBUTIONS[code]) for code in absent)
        message = f"有基本工资（{_WAGES}），但没有科目 {names}的支出，请核对是否漏列。"
        yield Told("L-04", f"全部单位 {' '.join(absent)}", message, rows_of(wages))


def _is_under_main(code: str, own: Sequence[Numbered]) -> bool:
    """Whether a contribution is paid, and nothing stands under the functions it belongs to."""
    paid = any(line.dept_economic == code for _, line in own)
    return paid and not any(line.function.startswith(_CONTRIBUTIONS[code]) for _, line in own)


def _under_main(wrong: list[str], own: Sequence[Numbered], unit: str) -> Told:
    lines = [(n, line) for n, line in own if line.dept_economic in wrong]
    functions = "、".join(dict.fromkeys(line.function for _, line in lines))
    tops = "、".join(titled("function", _CONTRIBUTIONS[code]) for code in wrong)
    message = f"缴费（{'、'.join(wrong)}）都列在 {functions}，一般分别列在 {tops}，请核对。"
    return Told("L-04", f"{whose(unit)} {' '.join(wrong)}", message, rows_of(lines))


def _own_revenue(budget: Budget, lines: Sequence[Numbered]) -> Iterator[Told]:
    """Only institutions earn service and business revenue, and business spends it (L-06)."""
    names = {"service": "事业收入", "business": "经营收入"}
    organs = {unit.code for unit in budget.units if unit.kind == "administrative"}
    found = ((one.unit, one.fund) for one in budget.revenue if one.fund in names and one.amount)
    for unit, fund in dict.fromkeys(found):
        if unit in organs:
            message = (
                f"单位 {unit} 的性质是行政单位，却有{names[fund]}；"
                "只有事业单位有这项收入，请核对单位性质和资金来源。"
            )
            yield Told("L-06", f"{unit} {names[fund]}", message)
    spent = [(n, line) for n, line in lines if line.nature == "business" and line.amount]
    if spent and not any(one.fund == "business" and one.amount for one in budget.revenue):
        message = "有经营支出，但没有经营收入，请核对支出性质，或补录收入。"
        yield Told("L-06", "经营支出", message, rows_of(spent))


def _vehicles(budget: Budget, lines: Sequence[Numbered]) -> Iterator[Told]:
    """Vehicles cost money to run, and a purchase is planned (L-07)."""
    have, planned = _counted(budget, "vehicles"), _counted(budget, "vehicles_planned")
    running = [p for p in by_class(lines) if p[1].dept_economic == "30231" and p[1].amount]
    bought = [p for p in by_class(lines) if p[1].dept_economic in _VEHICLES and p[1].amount]
    if running and have == 0:
        message = "有公务用车运行维护费（30231），但“数量”里车辆数是 0，请核对。"
        yield Told("L-07", "车辆 30231", message, rows_of(running))
    if have and not running and _all_known(lines, "302"):
        message = f"“数量”里有车辆 {have:f} 辆，但没有公务用车运行维护费（30231），请核对。"
        yield Told("L-07", "车辆 30231", message)
    if bought and not planned:
        message = "有公务用车购置费，但“数量”里没有计划购置的车辆数，请补录或核对。"
        yield Told("L-07", "车辆 31013", message, rows_of(bought))


def _counted(budget: Budget, key: str) -> Decimal | None:
    values = [one.value for one in budget.quantities if one.key == key]
    return sum(values, Decimal(0)) if values else None


def _all_known(lines: Sequence[Numbered], top: str = "") -> bool:
    """Whether all money is known by its class, that of one class to the 款."""
    classes, said = by_class(lines), [line.dept_economic for _, line in by_class(lines)]
    whole = all(said) and money(classes) == money(by_function(lines))
    return bool(said) and whole and not (top and top in said)


def _equipment(budget: Budget, lines: Sequence[Numbered]) -> Iterator[Told]:
    """Equipment that is bought is paid for as capital (L-09)."""
    if not _all_known(lines):
        return
    capital = [(n, one) for n, one in by_class(lines) if one.dept_economic.startswith(_EQUIPMENT)]
    names = [
        one.name for one in budget.purchases if one.category == "goods" and _is_machine(one.name)
    ]
    if names and not money(capital):
        listed = "、".join(list(dict.fromkeys(names))[:3])
        more = f"等 {len(names)} 项" if len(names) > 3 else ""
        message = f"采购里有设备（{listed}{more}），但没有资本性支出（310），请核对经济科目。"
        yield Told("L-09", "采购 310", message)


def _is_machine(name: str) -> bool:
    """Whether a purchase is a durable thing by its name, and no service or supply for one."""
    return any(word in name for word in _MACHINES) and not any(w in name for w in _NO_MACHINES)


def _posts(unit: Unit) -> Iterator[Told]:
    """No more people than posts (L-10)."""
    if unit.posts is not None and unit.staff is not None and unit.staff > unit.posts:
        message = f"单位 {unit.code} 在职 {unit.staff} 人，多于编制 {unit.posts} 人，请核对。"
        yield Told("L-10", unit.code, message)
