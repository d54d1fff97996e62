"""Coordinates as columns: what a figure, a reason or a name is about, one dimension a column."""

from __future__ import annotations

from typing import Final

from yusuan.books.columns import Column, of_dimension
from yusuan.ledger import DIMENSIONS

_HINTS: Final = {
    "entity": "数字是谁的；与首页的单位相同就不填。",
    "unit": "预算单位的编码或名称；全部单位合计就不填。",
    "year": "四位年度；“上年数”必须填。",
    "project": "项目名称；不分项目就不填。",
    "line": "项目里的支出内容或采购品名；下级写在“>”之后。",
    "service": "政府购买服务的大类。",
}
_HEADINGS: Final = {
    "entity": "所属单位",
    "unit": "预算单位",
    "year": "年度",
    "stage": "阶段",
    "flow": "收支",
    "balance": "结转口径",
    "fund": "资金来源",
    "function": "支出功能科目",
    "nature": "支出性质",
    "dept_economic": "部门经济科目",
    "gov_economic": "政府经济科目",
    "item": "事项",
    "project": "项目",
    "line": "明细",
    "procurement": "采购类别",
    "service": "服务类别",
    "measure": "计量",
}


def _dimension(name: str) -> Column:
    heading = _HEADINGS[name]
    if name in ("function", "dept_economic", "gov_economic"):
        hint = f"{heading}编码或名称；不分科目就不填。"
        return Column(name, heading, "code", hint, system=name, width=26, dimension=True)
    if members := of_dimension(name):
        hint = f"从下拉中选；不分{heading}就不填。"
        return Column(name, heading, "choice", hint, choices=members, width=20, dimension=True)
    return Column(name, heading, "text", _HINTS[name], dimension=True)


ABOUT: Final = tuple(_dimension(name) for name in DIMENSIONS)
"""A column for each dimension: what is not said is empty."""
