"""机构人员: staff, posts, and the units that are named."""

from dataclasses import replace

import pytest

from tests.checks.paper import paper
from tests.checks.performance.tools import statement
from tests.checks.tools import book, results, told
from tests.checks.tools import said as told_wrong
from yusuan.ledger import Disclosure
from yusuan.narrative.reading import claims
from yusuan.narrative.subjects import Subjects


def read(text: str) -> Disclosure:
    """Lines of text as a document that was read."""
    document = paper(text)
    return replace(document, claims=claims(document.passages, Subjects.of(document)))


def said(text: str) -> list[str]:
    """What is found wrong with the counts."""
    return [f.message for f in results(read(text))[0].findings if f.rule == "text-count"]


@pytest.mark.parametrize(("staff", "wrong"), [(26, 0), (27, 0), (36, 1)])
def test_no_more_are_in_post_than_there_are_posts(staff: int, wrong: int) -> None:
    text = f"本部门共有编制人数27人，实有人数{staff}人，退休人员90人。"
    found = said(text)
    assert len(found) == wrong
    assert all("多于" in one for one in found)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("纳入预算编制范围的预算单位共计{}家，具体包括：甲中心、乙中心、丙中心。", 1),
        ("本部门下属单位包括甲学院、乙杂志社、丙中心{}个事业单位。", 1),
        ("预算单位共计{}家，具体包括：发展和改革委员会本级（含甲、乙）、丙中心。", 1),
        ("本部门预算包含了甲中心、乙中心等{}个所属事业单位。", 0),
        ("部门预算是包括甲、乙办事处本部以及下属{}家预算单位的综合收支计划。", 0),
    ],
)
def test_units_are_as_many_as_are_named(text: str, wrong: int) -> None:
    assert said(text.format(3)) == []
    assert len(said(text.format(4))) == wrong


LIST = """
    部门预算是包括某街道本部以及下属{below}家预算单位的综合收支计划。
    本部门中，行政单位1家，参公单位1家，事业单位{other}家，具体包括：
    1. 某街道办事处（本部）。
    2. 某街道执法队。
    3. 某街道服务中心。
    4. 某街道文化中心。
    下属1家机关和{like}家参公事业单位财政拨款的机关运行经费预算为10万元。
"""


@pytest.mark.parametrize(
    ("below", "other", "like", "wrong"),
    [(3, 2, 1, 0), (4, 2, 1, 1), (3, 5, 1, 1), (3, 2, 2, 1), (3, 2, 0, 0)],
)
def test_units_of_every_kind_are_those_of_the_list(
    below: int, other: int, like: int, wrong: int
) -> None:
    assert len(said(LIST.format(below=below, other=other, like=like))) == wrong


COVERED = """
    编报绩效目标的项目 {} 个 c=count
    涉及预算资金 {} 万元 flow=expenditure
"""


def test_no_project_has_no_money() -> None:
    assert told_wrong(COVERED.format(0, 0)) == []
    assert told_wrong(COVERED.format(2, 30)) == []
    (found,) = told_wrong(COVERED.format(0, 30))
    assert found.startswith("warning: ") and "一项为零" in found


def test_projects_and_their_money_go_together() -> None:
    text = (
        COVERED
        + "\n"
        + COVERED.replace("编报绩效目标", "绩效自评").replace(
            "flow=expenditure", "flow=expenditure function=208"
        )
    )
    assert told_wrong(text.format(2, "175.52", 2, "175.52")) == []
    assert told_wrong(text.format(2, "175.52", 3, "200.10")) == []
    assert told_wrong(text.format(2, "175.52", 2, "160.10")) == []
    assert len(told_wrong(text.format(2, "175.52", 2, "175.92"))) == 1
    assert len(told_wrong(text.format(2, "175.52", 3, "175.52"))) == 1


def test_ratings_make_all_that_were_rated() -> None:
    text = """
        绩效自评的项目 5 个 c=count
        绩效评级为“优”的项目 {} 个 c=count
        绩效评级为“良”的项目 1 个 c=count
        绩效评级为“合格”的项目 0 个 c=count
    """
    assert told_wrong(text.format(4)) == []
    assert len(told_wrong(text.format(3))) == 1


def test_the_money_of_the_projects_is_that_of_their_forms() -> None:
    forms = tuple(
        statement(name=name, total=total, number=number)
        for number, (name, total) in enumerate([("甲项目", "100.00"), ("乙项目", "75.52")], 1)
    )
    for count, amount, wrong in ((2, "175.52", 0), (2, "175.92", 1), (3, "175.92", 0)):
        passages, made = told(COVERED.format(count, amount))
        document = replace(book(""), passages=passages, claims=made, statements=forms)
        (result,) = results(document)
        about_money = [one for one in result.findings if "年度资金合计" in one.message]
        assert [one.severity for one in about_money] == ["warning"] * wrong
