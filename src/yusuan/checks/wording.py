"""The words of a finding, as an officer would say them, and the same in English."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.checks.figures import TEXT, Figure
from yusuan.checks.relations import Relation
from yusuan.ledger import UNITS

_SHOWN = 4  # names of a list
_UNIT_EN = {
    "元": "yuan",
    "千元": "thousand yuan",
    "万元": "ten thousand yuan",
    "亿元": "hundred million yuan",
}


def unit_of(figure: Figure) -> str:
    """The unit the figure's table speaks in."""
    unit = figure.statement.unit or ""
    return unit if unit in UNITS or figure.statement.id == TEXT else "元"


def counted_in(figure: Figure) -> str:
    """What a figure's value is counted in: 元 for money, else the unit it is printed with."""
    unit = unit_of(figure)
    return "元" if unit in UNITS else unit


def number(value: Decimal, at: Figure) -> str:
    """A value in the unit of a figure's table, with thousands commas: 「1,050.18」."""
    factor = UNITS.get(unit_of(at), Decimal(1))
    quotient = value / factor
    decimals = max(0, -int(quotient.normalize().as_tuple().exponent)) if quotient else 0
    shown = factor / at.amount.precision
    usual = max(0, shown.adjusted()) if shown >= 1 else 0
    return f"{quotient:,.{max(decimals, usual)}f}"


def money(value: Decimal, at: Figure) -> str:
    """A value with its unit: 「1,050.18 万元」."""
    return f"{number(value, at)} {unit_of(at)}"


def money_en(value: Decimal, at: Figure) -> str:
    """A value with its unit in English."""
    unit = unit_of(at)
    return f"{number(value, at)} {_UNIT_EN.get(unit, unit)}"


def title(figure: Figure) -> str:
    """The title of a figure's table."""
    return f"《{figure.statement.title or figure.statement.id}》"


def path(labels: Sequence[str]) -> str:
    """A label path in one line, without what repeats."""
    return " ".join(dict.fromkeys(label.strip() for label in labels if label.strip()))


def row_of(figure: Figure) -> str:
    """The label of a figure's row."""
    return path(figure.fact.row)


def column_of(figure: Figure) -> str:
    """The label of a figure's column."""
    return path(figure.fact.column)


def label_of(figure: Figure) -> str:
    """What a figure is called where it stands: its row and its column."""
    return "，".join(filter(None, (row_of(figure), column_of(figure)))) or "（无标题）"


def message(relation: Relation) -> str:
    """The sentence that says what does not hold."""
    return _SENTENCES[relation.rule](relation)


def message_en(relation: Relation) -> str:
    """The same in English."""
    at = relation.figures[0]
    gap = money_en(abs(relation.gap), at)
    whole, parts = money_en(relation.whole, at), money_en(relation.sum, at)
    place = f"{title(at)} {label_of(at)}"
    if relation.ceiling:
        return f"{place}: {whole}, but its part {label_of(relation.parts[0])} is {parts}"
    if not relation.parts:
        return f"{place}: {whole}; the cell of the table is blank"
    if len(relation.wholes) == len(relation.parts) == 1 and relation.rule != "rows-add-up":
        other = relation.parts[0]
        return f"{place}: {whole}; {title(other)} {label_of(other)}: {parts}; difference {gap}"
    return f"{place}: {whole}; sum of {len(relation.parts)} parts: {parts}; difference {gap}"


def _rows(relation: Relation) -> str:
    at = relation.wholes[0]
    column = f"“{column_of(at)}”列：" if column_of(at) else "："
    if relation.ceiling:
        part = relation.parts[0]
        return (
            f"{title(at)}{column}其中项“{row_of(part)}” {money(part.value, at)}，"
            f"大于所属的“{row_of(at)}” {money(at.value, at)}"
        )
    kind = "各行" if at.total else "下级各行"
    return f"{title(at)}{column}{row_of(at)} {_versus(relation, kind)}"


def _columns(relation: Relation) -> str:
    at = relation.wholes[0]
    row = f"“{row_of(at)}”行：" if row_of(at) else "："
    if relation.ceiling:
        part = relation.parts[0]
        return (
            f"{title(at)}{row}其中项“{column_of(part)}” {money(part.value, at)}，"
            f"大于所属的“{column_of(at)}” {money(at.value, at)}"
        )
    names = "、".join(column_of(part) for part in relation.parts)
    return f"{title(at)}{row}{column_of(at)} {_versus(relation, f'各列（{names}）')}"


def _versus(relation: Relation, parts: str) -> str:
    at = relation.wholes[0]
    return (
        f"{money(relation.whole, at)}，{parts}之和 {money(relation.sum, at)}，"
        f"相差 {money(abs(relation.gap), at)}"
    )


def _same(relation: Relation) -> str:
    if not relation.parts:
        at = relation.wholes[0]
        return f"{title(at)}“{label_of(at)}”为 {money(at.value, at)}，而表中此项为空"
    one, other = relation.wholes[0], relation.parts[0]
    return (
        f"“{label_of(one)}”：{title(one)}为 {money(one.value, one)}，"
        f"{title(other)}“{label_of(other)}”为 {money(other.value, other)}，"
        f"相差 {money(abs(relation.gap), one)}"
    )


def _coarse(relation: Relation) -> str:
    at, part = relation.wholes[0], relation.parts[0]
    where = "" if part.statement is at.statement else title(part)
    return f"{title(at)}“{label_of(at)}” {_versus(relation, f'{where}{_listed(relation.parts)}')}"


def _listed(parts: Sequence[Figure]) -> str:
    return _quoted([label_of(part) for part in parts])


def _balance(relation: Relation) -> str:
    at, part = relation.wholes[0], relation.parts[0]
    where = "" if part.statement is at.statement else title(part)
    return (
        f"{title(at)}：{row_of(at)} {money(relation.whole, at)}，"
        f"{where}{row_of(part)} {money(relation.sum, at)}，"
        f"收支相差 {money(abs(relation.gap), at)}"
    )


def _economic(relation: Relation) -> str:
    at = relation.figures[0]
    return (
        f"政府经济分类{_listed(relation.wholes)} {money(relation.whole, at)}，"
        f"按对应关系由部门经济分类{_listed(relation.parts)}换算为 {money(relation.sum, at)}，"
        f"相差 {money(abs(relation.gap), at)}"
    )


def _units(relation: Relation) -> str:
    at = relation.wholes[0]
    return f"部门{title(at)}“{label_of(at)}” {_versus(relation, '所属各单位')}"


def _years(relation: Relation) -> str:
    published, said = relation.wholes[0], relation.parts[0]
    return (
        f"{title(said)}“{label_of(said)}”上年数 {money(said.value, said)}，"
        f"上年公开的{title(published)}“{label_of(published)}”为 {money(published.value, said)}，"
        f"相差 {money(abs(relation.gap), said)}"
    )


def _change(relation: Relation) -> str:
    at, *others = relation.figures
    if len(others) == 1:
        other = others[0]
        return (
            f"{title(at)}“{row_of(at)}”增减额 {money(at.value, at)}，"
            f"另一处{title(other)}“{row_of(other)}” {money(other.value, at)}，"
            f"相差 {money(abs(relation.gap), at)}"
        )
    before, change = others
    unit = change if change.value else at
    said = _moved(change.value, change) if change.value else "持平"
    return (
        f"{title(change)}“{row_of(change)}”比上年{said}，"
        f"而本年{title(at)} {money(at.value, unit)}、上年{title(before)} "
        f"{money(before.value, unit)}，应为{_moved(at.value - before.value, unit)}"
    )


def _listed_in_words(relation: Relation) -> str:
    at, *before = relation.wholes
    names = _rows_of(relation.parts)
    gap = money(abs(relation.gap), at)
    if not at.signed:
        whole, parts = money(at.value, at), money(relation.sum, at)
        return f"{title(at)}“{row_of(at)}” {whole}，所列{names}之和 {parts}，相差 {gap}"
    moved = relation.sum - sum((figure.value for figure in before), Decimal(0))
    return (
        f"{title(at)}“{row_of(at)}”比上年{_moved(at.value, at)}，"
        f"所列{names}合起来{_moved(moved, at)}，相差 {gap}"
    )


def _rows_of(parts: Sequence[Figure]) -> str:
    return _quoted([row_of(part) for part in parts])


def _quoted(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 项" if len(names) > _SHOWN else ""
    return f"“{'”“'.join(names[:_SHOWN])}”{more}"


def _moved(value: Decimal, at: Figure) -> str:
    return f"{'增加' if value >= 0 else '减少'} {money(abs(value), at)}"


_SENTENCES = {
    "rows-add-up": _rows,
    "columns-add-up": _columns,
    "same-figure": _same,
    "coarse-equals-fine": _coarse,
    "revenue-equals-expenditure": _balance,
    "department-equals-government-economic": _economic,
    "target-form-adds-up": _coarse,
    "units-make-department": _units,
    "last-year-as-published": _years,
    "text-change": _change,
    "organ-running-cost": _same,
    "text-adds-up": _listed_in_words,
}
