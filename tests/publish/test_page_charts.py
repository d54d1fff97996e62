"""The pictures of a page show what adds up, and say what nobody printed."""

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

import lxml.html

from tests.publish.volumes import example, fact
from yusuan.ledger import Coordinates, Fact
from yusuan.publish.page_charts import charts
from yusuan.publish.page_flows import Flow, flow_of
from yusuan.publish.page_meanings import Meanings
from yusuan.publish.page_money import Money
from yusuan.publish.page_sankey import Column, Ribbon, sankey
from yusuan.publish.page_svg import Pair, Share
from yusuan.publish.volume import Volume

OUT = "flow=expenditure"


def facts(*said: tuple[str, str]) -> tuple[Fact, ...]:
    return tuple(fact(f"t01.{n}", printed, at) for n, (printed, at) in enumerate(said))


def charted(*said: tuple[str, str]) -> str:
    volume = Volume("", "", 2022, "budget", (), facts(*said))
    return "".join(one.html for one in charts(volume, Meanings(volume)))


def flow(*said: tuple[str, str]) -> Flow | None:
    return flow_of(Money({one.coordinates: one for one in facts(*said)}, 2022))


def ways(found: Flow | None) -> Iterator[tuple[str, str, Decimal]]:
    """Every link of a flow, from member to member, in 万元."""
    assert found
    for (left, right), links in zip(itertools.pairwise(found.stages), found.links, strict=True):
        for (one, other), money in sorted(links.items()):
            yield left.nodes[one].member, right.nodes[other].member, money.value / 10_000


FUNCTIONS = (("3.00", OUT), ("1.00", f"{OUT} function=201"), ("2.00", f"{OUT} function=208"))


def test_a_picture_is_drawn_of_parts_that_add_up() -> None:
    found = charted(*FUNCTIONS)
    assert "一般公共服务支出" in found
    assert "66.7%" in found


def test_no_picture_is_drawn_of_parts_that_do_not_add_up() -> None:
    assert not charted(("3.00", OUT), ("1.00", f"{OUT} function=201"))
    assert not charted(("3.00", OUT), ("4.00", f"{OUT} function=201"))


def test_economic_classes_printed_for_a_part_of_the_money_leave_a_rest() -> None:
    found = charted(("3.00", OUT), ("1.00", f"{OUT} nature=basic dept_economic=301"))
    assert "没有印出部门经济分类" in found
    assert "66.7%" in found


def test_last_year_stands_beside_this_one_with_the_change() -> None:
    found = charted(*FUNCTIONS, ("1.60", f"{OUT} function=208 year=2021"))
    assert "上年 1.60万元　增加 0.40万元（+25.00%）" in found


def test_less_than_last_year_is_said_so() -> None:
    now, old = (Share("合计", Decimal(one), one) for one in ("80000", "100000"))
    assert Pair(now, old).change == "减少 2.00万元（-20.00%）"
    assert Pair(now, now).change == "持平"


def test_money_flows_from_funds_to_functions_to_economic_classes() -> None:
    found = flow(
        *FUNCTIONS,
        ("2.50", f"{OUT} fund=gpb"),
        ("0.50", f"{OUT} fund=own"),
        ("1.00", f"{OUT} fund=gpb function=201"),
        ("1.50", f"{OUT} fund=gpb function=208"),
        ("0.50", f"{OUT} fund=own function=208"),
        ("1.00", f"{OUT} function=201 dept_economic=301"),
        ("2.00", f"{OUT} function=208 dept_economic=303"),
    )
    assert found
    assert [stage.dimension for stage in found.stages] == ["fund", "function", "dept_economic"]
    assert list(ways(found)) == [
        ("gpb", "208", Decimal("1.5")),
        ("gpb", "201", Decimal(1)),
        ("own", "208", Decimal("0.5")),
        ("208", "303", Decimal(2)),
        ("201", "301", Decimal(1)),
    ]


def test_a_link_is_added_up_from_finer_figures() -> None:
    found = flow(
        *FUNCTIONS,
        ("0.40", f"{OUT} function=20103 nature=basic dept_economic=30101"),
        ("0.60", f"{OUT} function=20103 nature=project dept_economic=30102"),
        ("2.00", f"{OUT} function=20805 nature=basic dept_economic=30302"),
    )
    assert ("201", "301", Decimal(1)) in ways(found)


def test_a_product_nobody_printed_is_not_drawn() -> None:
    found = flow(
        *FUNCTIONS,
        ("1.20", f"{OUT} dept_economic=301"),
        ("1.80", f"{OUT} dept_economic=303"),
    )
    assert found is None


def test_the_last_of_several_is_known_by_what_is_left() -> None:
    found = flow(
        *FUNCTIONS,
        ("2.50", f"{OUT} fund=gpb"),
        ("0.50", f"{OUT} fund=own"),
        ("0.70", f"{OUT} fund=gpb function=201"),
        ("1.80", f"{OUT} fund=gpb function=208"),
    )
    assert [way for way in ways(found) if way[0] == "own"] == [
        ("own", "208", Decimal("0.2")),
        ("own", "201", Decimal("0.3")),
    ]


def test_the_nature_of_spending_stands_between_where_only_it_meets_both() -> None:
    said = (
        *FUNCTIONS,
        ("1.00", f"{OUT} nature=basic"),
        ("2.00", f"{OUT} nature=project"),
        ("1.00", f"{OUT} function=201 nature=basic"),
        ("2.00", f"{OUT} function=208 nature=project"),
        ("1.00", f"{OUT} nature=basic dept_economic=301"),
    )
    found = flow(*said)
    assert found
    assert [stage.dimension for stage in found.stages] == ["function", "nature", "dept_economic"]
    assert ("project", "", Decimal(2)) in ways(found)
    assert "灰色部分没有印出部门经济分类。" in charted(*said)


def test_what_is_linked_in_part_only_is_said() -> None:
    found = charted(
        *FUNCTIONS,
        ("1.00", f"{OUT} fund=gpb"),
        ("0.80", f"{OUT} fund=own"),
        ("1.20", f"{OUT} fund=special"),
        ("0.50", f"{OUT} fund=gpb function=201"),
        ("0.50", f"{OUT} fund=gpb function=208"),
    )
    assert "有 2.00万元没有印出按资金来源和功能分类交叉的数，图上没有连线。" in found


def test_money_received_with_what_was_carried_over_is_where_it_comes_from() -> None:
    found = flow(
        *FUNCTIONS,
        ("2.00", "flow=revenue fund=gpb"),
        ("1.00", "flow=revenue balance=carryover"),
        ("3.00", "flow=revenue balance=total"),
        ("1.00", "flow=revenue fund=gpb function=201"),
        ("1.00", "flow=revenue fund=gpb function=208"),
    )
    assert list(ways(found)) == [
        ("gpb", "208", Decimal(1)),
        ("gpb", "201", Decimal(1)),
        ("carryover", "208", Decimal(1)),
    ]


def test_figures_that_contradict_their_whole_make_no_flow() -> None:
    assert (
        flow(
            *FUNCTIONS,
            ("3.00", f"{OUT} fund=gpb"),
            ("2.50", f"{OUT} fund=gpb function=201"),
            ("2.00", f"{OUT} fund=gpb function=208"),
        )
        is None
    )


def share(label: str, value: int, leads: str = "") -> Share:
    return Share(label, Decimal(value), f"{value}.00万元", leads, "c0")


def test_a_ribbon_says_what_it_is_and_has_a_line_in_the_list_behind() -> None:
    columns = [
        Column("来源", (share("甲", 3, "t01.1"),), (Ribbon(0, 0, share("甲 → 乙", 3, "t01.2")),)),
        Column("去向", (share("乙", 3),)),
    ]
    root = lxml.html.fromstring(sankey(columns, "图"))
    assert root.xpath("//*[name()='path']/preceding-sibling::*[1]/text()") == ["甲 → 乙 3.00万元"]
    assert "".join(root.xpath("//li//text()")) == "甲 → 乙　3.00万元"
    assert root.xpath("//details//a/@data-f") == ["t01.2"]


def test_bars_of_a_column_are_as_high_as_their_money() -> None:
    columns = [
        Column(
            "来源", (share("甲", 40),), (Ribbon(0, 0, share("", 30)), Ribbon(0, 1, share("", 10)))
        ),
        Column("去向", (share("乙", 30), share("丙", 10))),
    ]
    heights = re.findall(r'width="9" height="([\d.]+)"', sankey(columns, "图"))
    one, two, three = map(Decimal, heights)
    assert (two / one, three / one) == (Decimal("0.75"), Decimal("0.25"))


def test_every_shape_of_a_real_budget_leads_to_a_meaning() -> None:
    volume = example()[0]
    meanings = Meanings(volume)
    figures = "".join(one.html for one in charts(volume, meanings))
    drawn = lxml.html.fromstring(f"<div>{figures}</div>")
    leads = set(drawn.xpath("//@data-f"))
    assert leads <= {one.id for one in volume.facts} | set(meanings.as_dict()["sums"])
    assert len(leads) > 10


def test_a_sum_leads_to_what_it_is_added_up_from() -> None:
    two = facts(("1.00", f"{OUT} function=20103"), ("2.00", f"{OUT} function=20101"))
    volume = Volume("", "", 2022, "budget", (), two)
    meanings = Meanings(volume)
    key = meanings.sum("一般公共服务支出", Decimal(30_000), two)
    for one in two:
        meanings.stands(one.id, one.id, "表", one.printed)
    assert meanings.as_dict()["sums"][key] == ["一般公共服务支出", "30,000", ["t01.0", "t01.1"]]


def test_coordinates_of_a_link_are_those_of_both_its_ends() -> None:
    found = flow(*FUNCTIONS, ("3.00", f"{OUT} fund=gpb"), ("1.00", f"{OUT} fund=gpb function=201"))
    assert found
    (links,) = found.links
    money = next(one for one in links.values() if one.facts)
    assert money.facts[0].coordinates == Coordinates.parse(f"{OUT} fund=gpb function=201")


def test_many_fine_figures_are_one_link() -> None:
    codes = [f"201{number:02d}" for number in range(1, 11)]
    fine = [("0.10", f"{OUT} function={code} dept_economic=30101") for code in codes]
    found = flow(*FUNCTIONS, *fine, ("2.00", f"{OUT} function=208 dept_economic=303"))
    assert found
    assert [len(money.facts) for _, money in sorted(found.links[0].items())] == [1, 10]
