"""Numbers with units as they are written in target forms."""

from decimal import Decimal

import pytest

from yusuan.reckoning import quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥12期", ["12期"]),
        ("千分之四", ["4‰"]),
        ("百分之九十五", ["95%"]),
        ("97%-100%", ["97%", "100%"]),
        ("每季度1次；每年1轮", ["每季度1次", "每年1轮"]),
        ("一年一次", ["每年1次"]),
        ("每月组织巡查不少于3次", ["每月3次"]),
        ("短信 10000 条，通话时长 20000 分钟", ["10000条", "20000分钟"]),
        ("资金1,050.18万元", ["1050.18万元"]),
        ("每村15万元（20个村）", ["每村15万元", "20个"]),
        ("服务5万人次", ["5万人次"]),
        ("不少于二十次", ["20次"]),
    ],
)
def test_a_quantity_has_its_unit(text: str, expected: list[str]) -> None:
    assert [str(one) for one in quantities(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "2023年12月底前",
        "2022-2024年",
        "12月31日",
        "1-12月",
        "12345热线",
        "6.26宣传日",
        "财预〔2015〕88号",
        "一般公共预算",
        "一次性项目",
        "《第3期简报》",
        "A4纸",
        "第2次会议",
    ],
)
def test_what_only_looks_like_a_quantity_is_none(text: str) -> None:
    assert quantities(text) == ()


def test_numbers_of_a_list_are_none() -> None:
    assert [str(one) for one in quantities("1、印刷6万元；2、会议3次")] == ["6万元", "3次"]


def test_a_kind_puts_scales_aside() -> None:
    ten_thousand, per_mille = quantities("2万人次")[0], quantities("4‰")[0]
    assert (ten_thousand.kind, ten_thousand.base) == ("人次", Decimal(20000))
    assert per_mille.agrees(quantities("0.4%")[0])


def test_frequencies_come_to_so_many_a_year() -> None:
    text = "每季度1次，每月3次，半年1篇，每年2场，每天5人"
    assert [one.yearly for one in quantities(text)] == [4, 36, 2, 2, None]
