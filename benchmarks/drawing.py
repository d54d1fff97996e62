"""Budget-like PDFs of any length: ruled tables with codes and amounts that add up, and prose."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import cycle, islice
from pathlib import Path
from typing import Any

FONT = "STSong-Light"  # a font every PDF viewer has; no file is needed
LEFT, TOP, ROW = 50, 780, 17

FUNCTION = {
    "201": "一般公共服务支出", "20103": "政府办公厅（室）及相关机构事务",
    "2010301": "行政运行", "2010302": "一般行政管理事务", "2010350": "事业运行",
    "2010399": "其他政府办公厅（室）及相关机构事务支出",
    "208": "社会保障和就业支出", "20805": "行政事业单位养老支出",
    "2080501": "行政单位离退休", "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出", "20808": "抚恤", "2080801": "死亡抚恤",
    "210": "卫生健康支出", "21011": "行政事业单位医疗", "2101101": "行政单位医疗",
    "2101102": "事业单位医疗", "2101103": "公务员医疗补助",
    "212": "城乡社区支出", "21201": "城乡社区管理事务", "2120101": "行政运行",
    "2120102": "一般行政管理事务", "21205": "城乡社区环境卫生", "2120501": "城乡社区环境卫生",
    "213": "农林水支出", "21305": "巩固脱贫衔接乡村振兴", "2130599": "其他巩固脱贫衔接乡村振兴支出",
    "221": "住房保障支出", "22102": "住房改革支出", "2210201": "住房公积金",
    "2210202": "提租补贴", "2210203": "购房补贴",
}  # fmt: skip
ECONOMIC = {
    "301": "工资福利支出", "30101": "基本工资", "30102": "津贴补贴", "30103": "奖金",
    "30107": "绩效工资", "30108": "机关事业单位基本养老保险缴费", "30109": "职业年金缴费",
    "30110": "职工基本医疗保险缴费", "30111": "公务员医疗补助缴费", "30113": "住房公积金",
    "302": "商品和服务支出", "30201": "办公费", "30202": "印刷费", "30205": "水费", "30206": "电费",
    "30207": "邮电费", "30211": "差旅费", "30213": "维修（护）费", "30215": "会议费",
    "30216": "培训费", "30217": "公务接待费", "30226": "劳务费", "30227": "委托业务费",
    "30228": "工会经费", "30229": "福利费", "30231": "公务用车运行维护费", "30239": "其他交通费用",
    "303": "对个人和家庭的补助", "30301": "离休费", "30302": "退休费", "30307": "医疗费补助",
}  # fmt: skip
PROSE = "按照综合预算的原则，本单位的全部收入和支出都纳入预算管理，逐项说明安排的依据和用途。"

Row = tuple[str, ...]


def draw(pages: int, path: Path) -> None:
    """Draw a document: of every four pages three are tables and one is prose."""
    from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
    from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    canvas.setLineWidth(0.5)
    kinds = [_prose, _expenditure, _by_economy, _expenditure]
    for kind in islice(cycle(kinds), pages):
        kind(canvas)
        canvas.showPage()
    canvas.save()


def _prose(canvas: Any) -> None:
    _write(canvas, LEFT + 150, TOP + 30, "某某局2022年部门预算", 16)
    for line in range(36):
        _write(canvas, LEFT, TOP - 20 * line, PROSE[line % 20 :] + PROSE[: line % 20], 11)


def _expenditure(canvas: Any) -> None:
    names = ("总计", "基本支出", "项目支出")
    _table(canvas, "2022年支出预算总表", ("功能科目编码", "功能科目名称", *names), FUNCTION)


def _by_economy(canvas: Any) -> None:
    names = ("小计", "人员经费", "公用经费")
    _table(canvas, "2022年基本支出预算表", ("经济科目编码", "经济科目名称", *names), ECONOMIC)


def _table(canvas: Any, title: str, header: Row, codes: dict[str, str]) -> None:
    _write(canvas, LEFT + 150, TOP + 30, title, 15)
    _write(canvas, LEFT + 430, TOP + 10, "单位：万元", 9)
    rows = [header, *_rows(codes)]
    edges = [LEFT, LEFT + 70, LEFT + 270, LEFT + 345, LEFT + 420, LEFT + 495]
    bottom = TOP - ROW * len(rows)
    for number in range(len(rows) + 1):
        canvas.line(LEFT, TOP - ROW * number, edges[-1], TOP - ROW * number)
    for edge in edges:
        canvas.line(edge, TOP, edge, bottom)
    for number, row in enumerate(rows):
        for edge, text in zip(edges, row, strict=False):
            _write(canvas, edge + 4, TOP - ROW * number - 12, text, 9)


def _rows(codes: dict[str, str]) -> Iterator[Row]:
    leaves = [code for code in codes if not any(o != code and o.startswith(code) for o in codes)]
    parts = {code: _parts(number) for number, code in enumerate(leaves, 1)}
    for code, name in [("", "合计"), *codes.items()]:
        mine = [parts[leaf] for leaf in leaves if leaf.startswith(code)]
        first, second = (sum(values, Decimal(0)) for values in zip(*mine, strict=True))
        yield (code, name, f"{first + second:,.2f}", f"{first:,.2f}", f"{second:,.2f}")


def _parts(number: int) -> tuple[Decimal, Decimal]:
    return Decimal(number * 7919 % 90000) / 100, Decimal(number * 104729 % 70000) / 100


def _write(canvas: Any, x: float, y: float, text: str, size: int) -> None:
    canvas.setFont(FONT, size)
    canvas.drawString(x, y, text)
