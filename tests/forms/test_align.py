"""Columns lost in conversion are put back where the sums come out, and that is said."""

from tests.forms.tools import meanings, table
from yusuan.documents import Document, Paragraph, Source
from yusuan.forms.recognise import recognise
from yusuan.ledger import Disclosure

BASIC = """
科目代码 | 科目名称 | 合计 | 人员经费 | 公用经费
301 | 工资福利支出 | 6.00 | 6.00 |
30101 | 基本工资 | 4.00 | 4.00 |
30112 | 其他社会保障缴费 | 2.00 | 2.00 |
302 | 商品和服务支出 | 3.00 | | 3.00
30201 | 办公费 | 3.00 | | 3.00
合计 | | 9.00 | 6.00 | 3.00
"""


def _read(*pairs: tuple[str, str]) -> Disclosure:
    blocks = []
    for title, text in pairs:
        blocks += [Paragraph(title), Paragraph("金额单位：万元"), table(text, ragged=True)]
    return recognise(Document(Source("测试.txt", "0" * 64, "text"), tuple(blocks)))


def test_a_lost_heading_is_put_back_and_named_by_elimination() -> None:
    found = _read(
        ("一般公共预算基本支出表", BASIC),
        (
            "一般公共预算支出表",
            """
            科目编码 | 科目名称 | 合计 | 基本支出 | < | 项目支出 |
            ^ | ^ | ^ | 小计 | 人员经费 | |
            201 | 一般公共服务支出 | 11.00 | 9.00 | 6.00 | 3.00 | 2.00
            合计 | | 11.00 | 9.00 | 6.00 | 3.00 | 2.00
            """,
        ),
    ).statements[1]
    read = meanings(found)
    assert read["flow=expenditure fund=gpb function=201 nature=basic.operating"] == "3.00"
    assert read["flow=expenditure fund=gpb function=201 nature=project"] == "2.00"
    said = " ".join(remark.message for remark in found.remarks)
    assert "列标题在转换中丢失" in said
    assert "公用经费" in said


def test_a_row_that_slipped_is_moved_back_and_the_others_stay() -> None:
    found = _read(
        (
            "支出总表",
            """
            科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
            201 | 一般公共服务支出 | 5.00 | 3.00 | 2.00 |
            205 | 教育支出 | | 4.00 | 4.00 |
            合计 | | 9.00 | 7.00 | 2.00 |
            """,
        ),
    ).statements[0]
    assert meanings(found)["flow=expenditure function=205 nature=basic"] == "4.00"
    assert meanings(found)["flow=expenditure function=205"] == "4.00"
    assert [r.kind for r in found.remarks] == ["reconstruction"]


def test_a_table_that_adds_up_is_left_as_it_stands() -> None:
    found = _read(("一般公共预算基本支出表", BASIC)).statements[0]
    assert found.remarks == ()
    assert found.understood == found.numeric == 13


def test_a_wrong_figure_is_not_explained_away_by_moving_cells() -> None:
    found = _read(
        (
            "支出总表",
            """
            科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
            201 | 一般公共服务支出 | 5.00 | 3.10 | 2.00
            205 | 教育支出 | 4.00 | 4.00 |
            合计 | | 9.00 | 7.00 | 2.00
            """,
        ),
    ).statements[0]
    assert found.remarks == ()
    assert meanings(found)["flow=expenditure function=201 nature=basic"] == "3.10"


def test_a_lost_heading_that_nothing_confirms_stays_nameless() -> None:
    found = _read(
        (
            "一般公共预算支出表",
            """
            科目编码 | 科目名称 | 合计 | 基本支出 | < | 项目支出 |
            ^ | ^ | ^ | 小计 | 人员经费 | |
            201 | 一般公共服务支出 | 11.00 | 9.00 | 6.00 | 3.00 | 2.00
            合计 | | 11.00 | 9.00 | 6.00 | 3.00 | 2.00
            """,
        ),
    ).statements[0]
    lost = [fact for fact in found.facts if not fact.understood]
    assert {fact.printed for fact in lost} == {"6.00", "3.00"}
    assert "无法断定" in found.remarks[0].message
