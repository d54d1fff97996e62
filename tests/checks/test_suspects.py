"""Whom a finding blames, and when it blames nobody."""

from __future__ import annotations

from decimal import Decimal

from tests.checks.tools import book, results
from yusuan.checks import Finding
from yusuan.checks.figures import Figure
from yusuan.checks.relations import Relation
from yusuan.checks.suspects import suspects
from yusuan.checks.ties import Sides


def found(text: str) -> list[Finding]:
    """The findings of a little document."""
    return list(results(text)[0].findings)


def blamed(text: str) -> set[tuple[str | None, str | None]]:
    """The suspects with their values."""
    return {(finding.suspect, finding.suggestion) for finding in found(text)}


LAST_PLACE = """
    《支出总表》 元 flow=expenditure
                     | 合计*  | 基本支出 nature=basic | 项目支出 nature=project
    合计*            | 370.56 | 330.10 | 40.46
    201 function=201 | 170.17 | 150.05 | 20.12
    205 function=205 | 100.05 | {0} | -
    208 function=208 | 100.34 | 80.00 | 20.34
"""


def test_a_slip_that_rounding_hides_in_a_long_sum_is_told_by_the_sum_that_came_out() -> None:
    assert blamed(LAST_PLACE.format("100.05")) == set()
    assert blamed(LAST_PLACE.format("100.06")) == {("t1.8", "100.05")}


def test_a_value_is_proposed_as_the_figure_prints_it() -> None:
    text = """
        《基本支出表》 万元 flow=expenditure nature=basic
                                          | 数
        301 工资福利支出 dept_economic=301 | {0}
        30101 基本工资 dept_economic=30101 | 5.1234
        30102 津贴补贴 dept_economic=30102 | 4.0012
        《收支总表》 万元 flow=expenditure nature=basic
                                          | 数
        301 工资福利支出 dept_economic=301 | 9.12
        302 商品和服务支出 dept_economic=302 | 3.00
    """
    assert blamed(text.format("9.12")) == set()
    assert blamed(text.format("9.72")) == {("t1.1", "91200")}


def test_of_two_prints_of_one_figure_both_are_named_and_none_is_accused() -> None:
    (finding,) = found("""
        《甲表》 万元 flow=expenditure
                         | 数
        201 function=201 | 12.34
        《乙表》 万元 flow=expenditure
                         | 数
        201 function=201 | 12.84
    """)
    assert (finding.suspect, finding.suggestion) == (None, None)
    assert set(finding.alternatives) == {("t1.1", "128400"), ("t2.1", "123400")}


def test_of_many_figures_that_would_do_none_is_named() -> None:
    (finding,) = found("""
        《支出表》 万元 flow=expenditure
                         | 数
        合计*            | 100.00
        201 function=201 | 21.31
        205 function=205 | 22.32
        208 function=208 | 23.33
        210 function=210 | 31.26
    """)
    assert (finding.suspect, finding.alternatives) == (None, ())


def test_of_few_figures_that_would_do_the_one_that_looks_like_a_slip_is_named_first() -> None:
    (finding,) = found("""
        《支出表》 万元 flow=expenditure
                         | 数
        合计*            | 74.95
        201 function=201 | 51.62
        208 function=208 | 32.33
    """)
    assert (finding.suspect, finding.suggestion) == ("t1.3", "233300")
    assert finding.alternatives == (("t1.1", "839500"), ("t1.2", "426200"))
    assert finding.cause == "疑数字颠倒：23.33 写成 32.33"


COPIES = """
    《支出总表》 万元 flow=expenditure
                     | 合计*  | 基本支出 nature=basic | 项目支出 nature=project
    合计*            | 93.21 | 50.00 | 43.21
    201 function=201 | {0} | {0} | -
    208 function=208 | 62.90 | 19.69 | 43.21
    《功能表》 万元 flow=expenditure
                     | 数
    201 function=201 | 30.31
    208 function=208 | 62.90
"""


def test_a_wrong_value_that_is_repeated_is_blamed_where_each_finding_meets_it() -> None:
    assert blamed(COPIES.format("30.31")) == set()
    findings = found(COPIES.format("30.81"))
    assert {finding.suggestion for finding in findings} == {"303100"}
    assert {finding.suspect for finding in findings} == {"t1.4", "t1.5"}
    assert all("另有 1 处同样印成此数" in finding.cause for finding in findings)


TWO = """
    《支出总表》 万元 flow=expenditure
                     | 合计*  | 基本支出 nature=basic | 项目支出 nature=project
    合计*            | 100.00 | 60.00 | 40.00
    201 function=201 | 50.00 | {0} | {1}
    208 function=208 | 30.00 | 17.66 | 12.34
    210 function=210 | 20.00 | 12.34 | 7.66
"""


def test_two_wrong_figures_of_one_row_are_both_found() -> None:
    findings = found(TWO.format("31.00", "22.00"))
    by_size = {(finding.rule, len(finding.facts)): finding for finding in findings}
    assert {finding.suspect for finding in findings if finding.suspect} == {"t1.5", "t1.6"}
    row = by_size["columns-add-up", 3]
    assert row.suspect is None
    assert row.cause.endswith("一并改正后即相符")


def test_two_wrong_figures_that_hide_each_other_could_stand_in_any_row() -> None:
    assert blamed(TWO.format("35.00", "15.00")) == {(None, None)}


def test_two_wrong_figures_that_hide_each_other_are_found_by_what_is_printed_elsewhere() -> None:
    elsewhere = """
    《基本支出表》 万元 flow=expenditure nature=basic
                     | 数
    201 function=201 | 30.00
    208 function=208 | 17.66
    210 function=210 | 12.34
    """
    assert blamed(TWO.format("35.00", "15.00") + elsewhere) == {
        ("t1.5", "300000"),
        ("t1.6", "200000"),
    }


def test_a_sum_that_leaves_a_row_out_accuses_no_figure() -> None:
    text = """
        《支出总表》 万元 flow=expenditure
                         | 合计*  | 基本支出 nature=basic | 项目支出 nature=project
        合计*            | 70.05 | 41.71 | 28.34
        201 function=201 | 50.00 | 30.00 | 20.00
        208 function=208 | 17.66 | 17.66 | -
        210 function=210 | 20.05 | 11.71 | 8.34
    """
    assert {finding.suspect for finding in found(text)} == {None}
    assert {finding.cause for finding in found(text)} == {"差额正好等于“208”，合计中疑未包含"}


def test_a_change_that_would_break_what_holds_is_not_proposed() -> None:
    text = """
        《支出总表》 万元 flow=expenditure
                         | 合计*  | 基本支出 nature=basic | 项目支出 nature=project
        合计*            | 80.73 | 47.66 | 33.07
        201 function=201 | 50.00 | 30.00 | 20.00
        208 function=208 | 30.00 | 17.66 | 12.34
    """
    suspected = {suspect for suspect, _ in blamed(text)}
    assert suspected <= {None, "t1.1", "t1.3"}


def test_a_print_that_was_rebuilt_is_to_be_looked_up_and_not_accused() -> None:
    (finding, *others) = found("""
        《支出总表》 万元 flow=expenditure
                         | 合计*  | 基本支出 nature=basic | 项目支出 nature=project
        合计*            | 80.00 | 47.66 | 32.34
        201 function=201 | 50.00! | 30.00! | 20.00!
        208 function=208 | 30.00 | 17.66 | 12.34
        《功能表》 万元 flow=expenditure
                         | 数
        201 function=201 | 50.90
    """)
    assert not others
    assert finding.suspect is None or not finding.suspect.startswith("t1")


def test_a_relation_that_proves_nothing_may_tell_which_of_two_it_is() -> None:
    (table,) = book("""
        《表》 万元 flow=expenditure
                         | 数
        201 function=201 | 8.00
        205 function=205 | 9.00
        208 function=208 | 8.00
    """).statements
    one, other, witness = (Figure(fact, 0, table, fact.amount) for fact in table.facts)
    failed = Sides.of(Relation("same-figure", (one,), (other,)))
    unsure = Sides.of(Relation("same-figure", (other,), (witness,)))
    assert suspects([failed], [])[failed].changes == ()
    assert suspects([failed], [], [unsure])[failed].changes == ((other, Decimal(80_000)),)


def test_nothing_fails_nothing_is_suspected() -> None:
    assert suspects([], []) == {}
