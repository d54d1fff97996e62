"""A unit price against the standards that whoever checks has listed."""

import pytest

from tests.checks.performance.tools import document, statement
from yusuan.checks.budgets import budgets
from yusuan.checks.performance.forms import forms_of
from yusuan.checks.performance.pricing import WITHIN_STANDARD, rulings
from yusuan.reckoning.prices import prices
from yusuan.standards import cost_standards
from yusuan.standards.errors import InvalidDefinition

HEAD = "项目,别名,标准,单位,文件,条款,起,止,备注\n"
TRAINING = "培训费,师资费;培训,400,元/人·天,某办法,第九条,,,\n"
BOOKLETS = "印刷,汇编,0.002,万元/册,某目录,,2020,2021,\n"
LISTED = HEAD + TRAINING + BOOKLETS


def said(basis: str, name: str = "培训费", listed: str = LISTED) -> list[str]:
    form = statement(total="2", costs=((name, basis, "2"),))
    forms = forms_of(budgets([document(form)])[0])
    found = rulings(forms, cost_standards.read(listed))
    return [f"{one.status} {one.message}" for one in found if one.rule == WITHIN_STANDARD.id]


@pytest.mark.parametrize(
    "basis",
    [
        "500元/人·天×20人×2天=2万元",
        "每人每天500元，20人2天",
        "500元×20人×2天=2万元",
        "0.05万元/人/天×40",
    ],
)
def test_a_price_above_the_standard_is_told_with_its_source(basis: str) -> None:
    (one,) = said(basis)
    assert "单价 500 元/人·天，超过培训费的标准 400 元/人·天（某办法第九条）" in one


@pytest.mark.parametrize("basis", ["400元/人·天×25人×2天=2万元", "每人每天350元"])
def test_a_price_within_the_standard_holds(basis: str) -> None:
    assert said(basis) == ["passed "]


@pytest.mark.parametrize("basis", ["500元/期×40期", "共计2万元", "资料500元/人×40人", "按标准执行"])
def test_what_is_priced_by_another_measure_is_left_alone(basis: str) -> None:
    assert said(basis) == []


def test_a_standard_holds_in_its_years() -> None:
    assert said("汇编30元/册×1000册", "编印") == []  # the document is of 2022
    assert len(said("汇编30元/册×1000册", "编印", LISTED.replace("2021", "2022"))) == 1


def test_a_month_is_compared_with_a_year() -> None:
    listed = HEAD + "临聘人员,,30000,元/人·年,某通知,,,,\n"
    assert "36000 元/人·年" in said("3000元/人/月×4人×12月", "临聘人员工资", listed)[0]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("培训费,,四百,元/人·天,某办法,,,,", "标准要填数"),
        ("培训费,,400,每人,某办法,,,,", "单位要写成"),
        ("培训费,,400,元/人,,,,,", "项目和文件都要填写"),
        ("培训费,,400,元/人,某办法,,去年,,", "起、止要填年份"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(row: str, reason: str) -> None:
    with pytest.raises(InvalidDefinition, match=f"第 2 行”有误：{reason}"):
        cost_standards.read(HEAD + row + "\n")


def test_ours_hold_nothing_that_is_not_sure() -> None:
    assert cost_standards.national() == ()


@pytest.mark.parametrize(
    ("text", "value", "per"),
    [
        ("工资2080元、人/月×14人×12月", 2080, ("人", "月")),
        ("2000元/(人·月)×3", 2000, ("人", "月")),
        ("盒饭40元每人每天×6人×365天", 40, ("人", "天")),
        ("3000元/平方米", 3000, ("平方米",)),
        ("每份5元，共1800元", 5, ("份",)),
    ],
)
def test_prices_are_read_with_what_they_are_for(
    text: str, value: int, per: tuple[str, ...]
) -> None:
    (one,) = prices(text)
    assert (one.value, one.per) == (value, per)
