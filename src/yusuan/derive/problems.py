"""What a budget's own lines say against each other or leave open, as warnings for the clerk.

Only what holds for certain: the codes of pensions, medical care and housing and the classes they
are paid from (cross-checks X-03, L-01 to L-03), and classes that could not be derived.
"""

from __future__ import annotations

from collections.abc import Iterator

from yusuan.derive.lines import Kinds, kinds
from yusuan.derive.norms import Normed, norm_alerts
from yusuan.derive.places import Entry
from yusuan.ledger import Alert
from yusuan.ledger.budgets import Budget, SpendingLine
from yusuan.standards.classification import codes

#: Function → the class its money in the basic expenditure is paid from (X-03).
_PAIRS = {"2080505": "30108", "2080506": "30109", "2210201": "30113"}
_BASIC_ONLY = ("2080505", "2080506", "21011", "22102")
_BASIC_CLASSES = ("301", "302", "303", "310")
#: The first year of the government economic classification (财预〔2017〕98号).
_GOVERNMENT_SINCE = 2018


def problems(budget: Budget) -> tuple[Alert, ...]:
    """Every warning about the lines of spending, in the order of the lines."""
    known, whole = kinds(budget), Normed.of(budget)
    found: dict[tuple[str, str, str], list[int]] = {}
    for number, line in enumerate(whole.budget.spending):
        for rule, message in (*_codes(line), *_pairs(line), *_government(line, known)):
            found.setdefault((rule, _about(line), message), []).append(number)
    lines = (_alert(whole, *what, tuple(rows)) for what, rows in found.items())
    return (*lines, *norm_alerts(budget))


def _about(line: SpendingLine) -> str:
    """What names a line while others come and go."""
    said = (line.unit, line.function, line.dept_economic, line.gov_economic, line.project)
    return " ".join(one for one in said if one)


def _alert(whole: Normed, rule: str, about: str, message: str, rows: tuple[int, ...]) -> Alert:
    place = whole.place(Entry("spending", rows))
    return Alert(rule, about, f"{whole.words(rows)}：{message}", place=place)


def _codes(line: SpendingLine) -> Iterator[tuple[str, str]]:
    function, nature = line.function, line.nature
    basic = nature.startswith("basic")
    name = _name(function)
    if len(function) == 7 and function[5:] == "01" and nature == "project" and name == "行政运行":
        yield "L-01", f"行政运行（{function}）只列基本支出，这一行是项目支出，请改用其他科目。"
    if len(function) == 7 and function[5:] == "02" and basic and name == "一般行政管理事务":
        yield (
            "L-01",
            f"一般行政管理事务（{function}）只列项目支出，这一行是基本支出，请改用行政运行。",
        )
    if nature == "project" and function.startswith(_BASIC_ONLY):
        yield "L-02", f"科目 {function}（{name}）只列基本支出，这一行是项目支出，请核对。"
    if basic and line.dept_economic and not line.dept_economic.startswith(_BASIC_CLASSES):
        yield "L-03", f"基本支出不使用经济科目 {line.dept_economic}，请改列项目支出或改用其他科目。"


def _name(function: str) -> str:
    found = codes("function").get(function)
    return found.name if found else ""


def _pairs(line: SpendingLine) -> Iterator[tuple[str, str]]:
    wanted = _PAIRS.get(line.function)
    basic = line.nature.startswith("basic") and len(line.dept_economic) == 5
    if wanted and basic and line.dept_economic.startswith("301") and line.dept_economic != wanted:
        yield (
            "X-03",
            f"科目 {line.function}（{_name(line.function)}）一般对应经济科目 {wanted}，"
            f"这一行是 {line.dept_economic}，请核对。",
        )


def _government(line: SpendingLine, known: Kinds) -> Iterator[tuple[str, str]]:
    if known.year < _GOVERNMENT_SINCE or not line.dept_economic or not line.amount:
        return
    found = known.government(line)
    if not found or (len(found) == 3 and len(line.dept_economic) == 5):
        yield (
            "gov-economic",
            f"部门经济科目 {line.dept_economic} 对应不止一个政府经济科目，"
            "没有自动填列，请在这一行写明政府经济科目。",
        )
