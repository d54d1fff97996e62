"""Sentences say amounts, changes, rates and shares; each number is bound, or why it is not."""

import time

import pytest

from tests.narrative.read import read, said
from yusuan.documents import Cell, Document, Source, Table
from yusuan.narrative.passages import passages

GPB = "一、一般公共预算支出情况"


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        (
            "2024年支出预算1,250.5万元。",
            ["amount 12505000 flow=expenditure"],
        ),
        ("2024年支出预算１２５０．５万元。", ["amount 12505000 flow=expenditure"]),
        ("2024年支出预算 1250. 5 万元。", ["amount 12505000 flow=expenditure"]),
        ("2024年支出预算1250\n.5万元。", ["amount 12505000 flow=expenditure"]),
        ("2024年支出预算1，250.5万元。", ["amount 12505000 flow=expenditure"]),
        ("2024年支出预算1 250.5万元。", ["amount 12505000 flow=expenditure"]),
        ("2024年支出预算12505\n000.00元。", ["amount 12505000 flow=expenditure"]),
        ("2024年支出预算1.2亿元。", ["amount 120000000 flow=expenditure"]),
        ("基本支出800万，项目支出40千元。", [
            "amount 8000000 flow=expenditure nature=basic",
            "amount 40000 flow=expenditure nature=project",
        ]),
    ],
)  # fmt: skip
def test_amounts_are_read_in_every_spelling(sentence: str, claims: list[str]) -> None:
    assert said(sentence) == claims


@pytest.mark.parametrize(
    "sentence",
    [
        "根据青财预〔2023〕89号文件，2024年1月15日批复。",
        "联系电话：027-12345678，邮编430000。",
        "见表5和附件2，第3季度完成。",
        "（1）负责12345热线，共12期，召开5次会议。",
        "单价20万元以上的设备另行说明，补助标准500元/人。",
        "全年计划开展3项检查，修订11件办法。",
    ],
)
def test_dates_codes_ordinals_and_thresholds_claim_nothing(sentence: str) -> None:
    assert said(sentence) == []


def test_a_change_and_its_rate_are_of_the_amount_beside_them() -> None:
    amount, change, rate = read(GPB, "基本支出120万元，比上年预算减少30万元，下降20%。")
    assert (str(change.value), str(rate.value)) == ("-300000", "-20")
    assert change.about == rate.about == amount.id
    assert change.coordinates == amount.coordinates
    assert change.base == amount.coordinates | {"year": "2023"}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("比2023年增加5万元", "50000"),
        ("较上年预算增长5万元", "50000"),
        ("与上年相比，减少了5万元", "-50000"),
        ("同比下降5万元", "-50000"),
        ("比上年增加（减少）5万元", None),
        ("比上年增减5万元", None),
        ("增加5万元", None),
        ("本年数小于上年预算数5万元", "-50000"),
    ],
)
def test_directions_sign_a_change_where_it_is_said_against_what(
    words: str, value: str | None
) -> None:
    *_, change = read(f"项目支出60万元，{words}。")
    assert change.understood == (value is not None)
    assert value is None or str(change.value) == value


def test_a_comparison_may_stand_in_its_own_sentence() -> None:
    claims = said("项目支出60万元，主要用于库房。与上年相比增加10万元，增长20%。")
    assert claims[1:] == [
        "change 100000 flow=expenditure nature=project",
        "rate 20 flow=expenditure nature=project",
    ]


def test_after_several_amounts_a_bare_change_is_of_none() -> None:
    *_, change = read("基本支出60万元，项目支出40万元。比上年增加10万元。")
    assert not change.understood and "哪一项" in change.remark


def test_last_years_amount_has_its_year_and_outturns_their_stage() -> None:
    assert said("公务接待费2万元，上年预算数3万元。")[1].endswith(
        "year=2023 flow=expenditure item=three_publics.reception"
    )
    assert said("会议费由上年的3万元增加到5万元。") == [
        "amount 30000 year=2023 flow=expenditure item=meetings",
        "amount 50000 flow=expenditure item=meetings",
    ]
    assert said("会议费5万元，比2023年3万元增加2万元。")[1:] == [
        "amount 30000 year=2023 flow=expenditure item=meetings",
        "change 20000 flow=expenditure item=meetings",
    ]
    *_, rate = read("培训费5万元，比2023年预算执行数增加25%。")
    assert rate.base is not None and (rate.base["year"], rate.base["stage"]) == ("2023", "final")


def test_shares_have_the_whole_they_are_of() -> None:
    _, _, share, *_ = read("支出预算200万元，其中：基本支出150万元，占75%；项目支出50万元，占25%。")
    assert share.base is not None and str(share.base) == "flow=expenditure"
    _, named = read(GPB, "人员经费150万元，占基本支出的75%。")
    assert str(named.base) == "flow=expenditure fund=gpb nature=basic"
    _, total = read(GPB, "一般公共预算支出150万元，占本年支出合计的75%。")
    assert str(total.base) == "flow=expenditure"


def test_a_share_of_what_it_is_no_part_of_is_not_understood() -> None:
    *_, share = read("基本支出150万元，占项目支出的75%。")
    assert not share.understood


def test_a_completion_rate_is_of_the_plan() -> None:
    claims = read("基本支出年初预算为100万元，支出决算为90万元，完成年初预算的90%。", stage="final")
    assert [claim.kind for claim in claims] == ["amount", "amount", "share"]
    plan, outturn, share = claims
    assert plan.coordinates.get("stage") == "budget" and share.about == outturn.id
    assert share.base == plan.coordinates


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("公务接待费2万元，与上年预算持平。", 2),
        ("公务接待费2万元，与2023年预算数一致。", 2),
        ("公务接待费2万元，与部门职责一致。", 1),
        ("公务接待费2万元，主要原因是标准保持不变。", 1),
    ],
)
def test_no_change_is_a_claim_where_years_are_compared(sentence: str, claims: int) -> None:
    found = read(sentence)
    assert len(found) == claims
    assert claims == 1 or (found[1].kind == "flat" and found[1].about == found[0].id)


@pytest.mark.parametrize(
    "sentence",
    [
        "本单位2024年无政府性基金预算安排的支出。",
        "2024年没有由政府性基金预算安排的支出。",
        "2024年政府性基金预算支出未安排。",
        "政府性基金预算支出为0。",
    ],
)
def test_nothing_is_a_claim_of_zero(sentence: str) -> None:
    assert said(sentence) == ["none 0 flow=expenditure fund=gf"]


@pytest.mark.parametrize(
    "sentence",
    [
        "如本表格为空，则表示本年度未安排此项目。",
        "无政府性基金预算支出的，仍保留该表。",
        "本单位没有下属单位。",
        "无偿划转资产按规定办理。",
    ],
)
def test_what_is_not_of_money_or_only_possible_says_nothing(sentence: str) -> None:
    assert said(sentence) == []


def test_what_follows_words_not_understood_is_not_taken_for_something_else() -> None:
    claims = said("一、“三公”经费情况", "馆藏搬运均未安排，比上年减少8万元。")
    assert claims == ["change -80000 (前面说的是什么没有看懂)"]


def test_words_not_understood_are_kept_with_the_reason() -> None:
    (claim,) = read("馆藏搬运费8万元。")
    assert not claim.understood and claim.remark and claim.fact is not None


def test_numbers_of_a_cause_are_bound_only_where_they_are_changes_of_something() -> None:
    claims = said(
        "项目支出60万元，比上年减少20万元，主要原因是基本建设划出14万元；人员经费增加3万元。"
    )
    assert "只在说明原因" in claims[2]
    (*_, part) = read("支出预算60万元，比上年增加20万元，主要是人员经费增加12万元。")
    assert part.kind == "change" and part.whole and part.partial


def test_what_was_added_for_itself_is_no_change_of_the_whole() -> None:
    claims = read("支出预算60万元，比上年增加20万元，主要原因是新增项目支出30万元。")
    assert claims[-1].kind == "change" and not claims[-1].understood


def test_headings_say_what_their_sentences_leave_open() -> None:
    claims = said("一、一般公共预算支出情况", "（一）基本支出", "2024年年初预算数为100万元。")
    assert claims == ["amount 1000000 flow=expenditure fund=gpb nature=basic"]
    assert said("（一）机关运行经费：2024年安排10万元，比上年减少2万元。") == [
        "amount 100000 flow=expenditure item=organ_running_cost",
        "change -20000 flow=expenditure item=organ_running_cost",
    ]


def test_a_number_that_a_page_broke_is_one() -> None:
    (claim,) = read("2024年本部门基本支出100.5", "万元。")
    assert claim.printed == "100.5" and claim.value == 1005000 and claim.end == 17


def test_glossaries_and_labels_of_charts_claim_nothing() -> None:
    assert said("第四部分 名词解释", "一、基本支出：指单位价值100万元的支出。") == []
    assert said("基本支出 75.5%", "项目支出40万元") == []


def test_of_all_projects_is_said_what_targets_cover() -> None:
    assert said("所有项目均设定了绩效目标，涉及一般公共预算60万元。") == [
        "amount 600000 flow=expenditure fund=gpb nature=project"
    ]
    (count, money) = read("设定绩效目标的项目3个，涉及资金60万元。")
    assert count.kind == "count" and not money.understood


def test_a_claim_says_where_it_stands() -> None:
    (claim,) = read("（一）公务接待费2.50万元。")
    assert "（一）公务接待费2.50万元。"[claim.start : claim.end] == claim.printed == "2.50万元"
    assert (claim.unit, claim.precision) == ("万元", 100)


@pytest.mark.parametrize(
    "text", ["其中：" * 3000, "（" * 6000, "1" * 9000, "比上年，" * 4000 + "5万元。"]
)
def test_a_paragraph_of_any_kind_is_read_in_time(text: str) -> None:
    began = time.perf_counter()
    read(text)
    assert time.perf_counter() - began < 2


def test_a_table_that_lists_tables_is_read_line_by_line() -> None:
    titles = ("收支总表", "收入总表", "支出总表", "项目支出表", "采购表（按品目）")
    cells = tuple(
        Cell(row, column, text)
        for row, title in enumerate(titles)
        for column, text in enumerate((str(row + 1), title))
    )
    document = Document(Source("甲.docx", "", "docx"), (Table(cells, 5, 2),))
    assert [one.text for one in passages(document)][::4] == ["1、收支总表", "5、采购表（按品目）"]
    figures = tuple(Cell(row, column, "5") for row in range(5) for column in range(2))
    assert not list(passages(Document(document.source, (Table(figures, 5, 2),))))


def test_those_who_have_retired_are_none_of_those_in_service() -> None:
    found = read("年末在职人员30人，其中：行政人员24人；工勤人员6人；离退休人员12人。")
    serving, *listed, retired = found
    assert [one.whole for one in listed] == [serving.id] * 2
    assert (retired.value, retired.whole) == (12, "")
