"""部门等于所属单位之和, 上年数与上年公开数一致, and what a result says."""

from tests.checks.tools import book, related, results
from yusuan.checks import RULES, Outcome
from yusuan.ledger import Disclosure

TABLE = """
    《支出总表》 万元 flow=expenditure
                     | 数
    201 function=201 | {0}
    208 function=208 | {1}
"""


def of(document: Disclosure, *others: Disclosure, rule: str) -> list[Outcome]:
    last = results(document, *others)[-1]
    return [outcome for outcome in last.outcomes if outcome.rule == rule]


def department(**about: object) -> Disclosure:
    return book(TABLE.format("100.00", "30.00"), **about)


def unit(name: str, one: str, other: str) -> Disclosure:
    return book(TABLE.format(one, other), scope="unit", entity=name)


def test_a_department_that_is_its_only_known_unit_passes() -> None:
    found = of(department(), unit("本级", "100.00", "30.00"), rule="units-make-department")
    assert [outcome.status for outcome in found] == ["passed", "passed"]


def test_without_all_the_units_a_gap_is_not_judged() -> None:
    found = of(department(), unit("本级", "60.00", "30.00"), rule="units-make-department")
    assert {(o.status, o.reason) for o in found} == {
        ("not_checked", "单位预算没有收齐"),
        ("passed", ""),
    }


def test_with_the_only_listed_unit_at_hand_a_gap_is_an_error() -> None:
    whole = department(units=(("004", "某局"), ("004001", "本级")))
    found = of(whole, unit("本级", "60.00", "30.00"), rule="units-make-department")
    assert [outcome.status for outcome in found] == ["failed", "passed"]


def test_two_units_of_a_department_are_two_budgets_and_add_up() -> None:
    whole = department(units=(("004", "某局"), ("004001", "本级"), ("004002", "中心")))
    units = unit("本级", "60.00", "30.00"), unit("中心", "40.00", "0.00")
    result = results(whole, *units)[-1]
    assert [(o.rule, o.status) for o in related(result)] == [
        ("units-make-department", "passed"),
        ("units-make-department", "passed"),
    ]


LAST_YEAR = """
    《对比表》 万元 flow=expenditure
                     | 本年 | 上年 year=2021
    201 function=201 | 120.00 | {}
"""


def test_last_years_figure_is_what_was_published_last_year() -> None:
    published = book(TABLE.format("100.00", "30.00"), year=2021)
    same, other = book(LAST_YEAR.format("100.00")), book(LAST_YEAR.format("98.00"))
    rule = "last-year-as-published"
    assert [o.status for o in of(published, same, rule=rule)] == ["passed"]
    (outcome,) = of(published, other, rule=rule)
    assert outcome.finding
    assert outcome.finding.severity == "warning"
    assert outcome.finding.message == (
        "《对比表》“201，上年”上年数 98.00 万元，上年公开的《支出总表》“201，数”为 100.00 万元，"
        "相差 2.00 万元"
    )


def test_final_accounts_are_not_compared_with_a_budget() -> None:
    published = book(TABLE.format("100.00", "30.00"), year=2021, stage="final")
    this_year = book(LAST_YEAR.format("98.00"))
    assert of(published, this_year, rule="last-year-as-published") == []


def test_figures_no_relation_touches_are_named() -> None:
    result = results("《表》 万元 flow=expenditure\n | 数\n201 function=201 | 5.00")[0]
    assert (related(result), result.untouched) == ((), ("t1.1",))


def test_every_outcome_is_counted_once() -> None:
    (result,) = results(
        "《表》 万元 flow=expenditure\n | 数\n合计* | 5.00\n201 function=201 | 5.00"
    )
    assert [outcome.status for outcome in related(result)] == ["passed"]
    assert sum(result.counts.values()) == len(result.outcomes)
    assert result.counts["failed"] == 0


def test_the_premises_of_the_comparison_are_said() -> None:
    (result,) = results("""
        《收支总表》 万元 flow=revenue
                              | 预算数
        一般公共预算 fund=gpb | 100.00
        收入总计* balance=total | 100.00
    """)
    assert result.premises == (
        "收入没有结转，收入总计与本年收入按同一数比较",
        "资金来源只有财政拨款、一般公共预算，不分来源的数与该来源的数按同一数比较",
    )


def test_at_one_place_the_smallest_failing_relation_stands_first() -> None:
    (result,) = results("""
        《支出总表》 万元 flow=expenditure
                  | 合计* | 基本支出 nature=basic | 项目支出 nature=project
        合计*            | 100.00 | 60.00 | 40.00
        201 function=201 | 50.00 | 30.00 | 20.00
        208 function=208 | 30.00 | 20.00 | 12.00
        210 function=210 | 20.00 | 10.00 | 10.00
    """)
    assert [(f.rule, len(f.facts)) for f in result.findings] == [
        ("columns-add-up", 3),
        ("rows-add-up", 4),
    ]


CROSS = """
    《支出总表》 万元 flow=expenditure
              | 合计* | 基本支出 nature=basic | 项目支出 nature=project
    合计*            | 100.00 | 60.00 | 40.00
    201 function=201 | 50.00 | 30.00 | 20.00
    208 function=208 | 30.00 | 17.66 | {0}
    210 function=210 | 20.00 | 12.34 | {1}
"""


def test_the_one_cell_that_settles_everything_is_the_suspect() -> None:
    (result,) = results(CROSS.format("21.34", "7.66"))
    assert {(f.rule, f.suspect, f.suggestion, f.cause) for f in result.findings} == {
        ("columns-add-up", "t1.9", "123400", "疑数字颠倒：12.34 写成 21.34"),
        ("rows-add-up", "t1.9", "123400", "疑数字颠倒：12.34 写成 21.34"),
    }


def test_two_wrong_cells_in_one_column_are_each_suspected_by_their_row() -> None:
    (result,) = results(CROSS.format("13.34", "8.66"))
    suspects = {(f.rule, f.suspect) for f in result.findings}
    assert ("rows-add-up", None) in suspects


def test_a_lone_failing_sum_accuses_no_cell() -> None:
    (result,) = results(
        "《表》 万元 flow=expenditure\n | 数\n合计* | 5.00\n201 function=201 | 6.00"
    )
    assert [finding.suspect for finding in result.findings] == [None]


def test_every_rule_says_itself_in_both_languages_and_has_a_basis() -> None:
    for slug, rule in RULES.items():
        assert slug == rule.id
        assert rule.severity in {"error", "warning", "info"}
        assert all((rule.summary, rule.summary_en, rule.basis))


def test_an_empty_document_ends_in_nothing() -> None:
    (result,) = results(book("《表》 万元"))
    assert (related(result), result.untouched, result.findings) == ((), (), ())
