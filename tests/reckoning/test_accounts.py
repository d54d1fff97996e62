"""The calculator of cost bases: right ones hold, wrong ones differ, the rest is left alone."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.ledger import Amount
from yusuan.reckoning import account, computations


def yuan(value: str | int, precision: str = "0.01") -> Amount:
    return Amount(Decimal(value), Decimal(precision))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("基本工资2080元、人/月×14人×12月=349440元", 349440),
        ("2080元/人/月×14人×12月", 349440),
        ("提示牌10个*3000共3万元", 30000),
        ("100元/份×5000份=50万元", 500000),
        ("3+5=8万元", 80000),
        ("40元每人每天×6人×365天=8.8万元", 87600),
        ("2000元/人·月×3人×12个月=7.2万元", 72000),
        ("（2000+600）元×4个月=10400元", 10400),
        ("14人（含司机）×2080元/月×12月=349440元=34.94万元", 349440),
        ("100万元×5%=5万元", 50000),
        ("5人×3天×每天100元=1500元", 1500),
        ("0.5元/张×1万张=5000元", 5000),
        ("25元/本×300本+2元/份×1000份=9500元", 9500),
        ("80人×1500元/人，共计12万元", 120000),
    ],
)
def test_it_computes(text: str, value: int) -> None:
    (one,) = computations(text)
    assert (one.value, one.money, one.holds, one.sure) == (value, True, True, True)


def test_it_says_what_differs() -> None:
    (one,) = computations("100元/份×5000份=60万元")
    assert (one.holds, one.sure, one.gap) == (False, True, Decimal(100000))


def test_rounding_is_a_small_part_of_a_sum() -> None:
    (rounded,) = computations("40块*510共2万元")
    (wrong,) = computations("40块*600共2万元")
    assert (rounded.holds, wrong.holds) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "2021-2022年",
        "1-12月",
        "24×7小时值守",
        "1920×1080分辨率",
        "电话0731-2233",
        "财预〔2015〕88号",
    ],
)
def test_what_is_no_computation_is_not_misread(text: str) -> None:
    assert computations(text) == ()


def test_what_leaves_a_doubt_is_not_sure() -> None:
    assert [one.sure for one in computations("14人×12月=349440元")] == [False]
    assert [one.sure for one in computations("10-2=8万元")] == [False]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1、调研6.5万元；2、编印3万元；3、专班2万元", 115000),
        ("印刷费0.5万，问卷1万", 15000),
        ("提示牌10个*3000共3万元，宣传栏40块*500共2万，传单4万元，全年宣传50次左右。", 90000),
        ("检测：50万元（100元/份×5000份=50万元）", 500000),
        (
            "值班保障19万元（系统8万元，盒饭9万元，40元每人每天×6人×365天=8.8万元，洗漱2万元）",
            190000,
        ),
        ("派遣1人4个月，每月工资2000，伙食费600，共计10400；印刷1000份9600元", 20000),
        ("每月编印1期，每期30份，每份5元", 1800),
        ("办公用品、耗材、茶叶等10万元。", 100000),
        ("各单位6万元，其中印刷2万元", 60000),
        ("420", 4200000),
        ("37家120万元（其中3家各6万元，其余各3万元），20个村每村15万元共300万元", 4200000),
    ],
)
def test_a_basis_gives_its_amount(text: str, amount: int) -> None:
    assert account(text, yuan(amount)).verdict == "right"


@pytest.mark.parametrize(
    ("text", "amount", "value"),
    [
        ("工资2080元/人/月×14人×12月=349440元，五险968元/人/月×14人×12月=162624元", 520000, 512064),
        ("1、调研6.5万元；2、编印3万元", 100000, 95000),
        ("误餐费1万元，耗材2万元。", 40000, 30000),
        ("每月编印1期，每期30份，每份5元", 1900, 1800),
        ("运行费3万、短信服务费、固话费等3万元。", 70000, 60000),
        ("1个课题，参加人员3人，劳务费4万，问卷1万", 60000, 50000),
    ],
)
def test_a_list_that_gives_another_amount_is_wrong(text: str, amount: int, value: int) -> None:
    found = account(text, yuan(amount))
    assert (found.verdict, found.value) == ("wrong", value)


def test_words_that_come_to_another_total_than_they_state_are_wrong() -> None:
    found = account("每月1期，每期30份，每份6元，共1800元", yuan(1800))
    assert [(one.value, one.gap) for one in found.wrong] == [(2160, -360)]


@pytest.mark.parametrize("text", ["设计、排版、印刷费用", "征订等40份", "专家讲课、文件准备等", ""])
def test_prose_without_money_says_nothing(text: str) -> None:
    assert account(text, yuan(30000)).verdict == "nothing"


prices = st.integers(min_value=1, max_value=99_999)
counts = st.lists(st.integers(min_value=1, max_value=999), min_size=1, max_size=3)


@given(prices, counts, st.sampled_from("×*x"))
def test_a_product_that_is_written_out_is_computed_exactly(
    price: int, of: list[int], sign: str
) -> None:
    value = price
    text = f"{price}元/人"
    for count, unit in zip(of, ("人", "次", "个月"), strict=False):
        value *= count
        text += f"{sign}{count}{unit}"
    (one,) = computations(f"补助{text}={value}元")
    assert (one.value, one.holds, one.sure) == (value, True, True)
    (other,) = computations(f"补助{text}={value + 1}元")
    assert (other.holds, other.gap) == (False, 1)


@given(st.lists(st.integers(min_value=1, max_value=10**6), min_size=2, max_size=8))
def test_a_list_of_amounts_adds_up(amounts: list[int]) -> None:
    text = "；".join(f"{number}、项目支出{one}元" for number, one in enumerate(amounts, 1))
    assert account(text, yuan(sum(amounts))).verdict == "right"
    assert account(text, yuan(sum(amounts) + 10**7)).verdict == "wrong"


@given(st.text(alphabet="0123456789元万人月×*=+-/（），。共计其中每 年%x.", max_size=40))
def test_any_text_is_read_without_fault(text: str) -> None:
    account(text, yuan(100))


def test_brackets_without_end_are_no_account() -> None:
    assert account("1元(" * 500 + ")" * 500, yuan(500)).verdict == "nothing"
    assert account("((((3元，" * 300, yuan(500)).verdict != "right"
