"""The page needs nothing from elsewhere, runs nothing but its own, and explains every figure."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import lxml.html
import pytest

from tests.publish.volumes import example, small
from yusuan.checks import Outcome, Result
from yusuan.publish import page
from yusuan.publish.page_svg import _Box, squarified


@pytest.fixture(scope="module")
def text() -> str:
    return page.write(small()).decode()


def data(text: str) -> dict[str, Any]:
    [node] = lxml.html.fromstring(text).xpath("//script[@id='data']")
    return dict(json.loads(node.text))


def test_it_needs_nothing_from_elsewhere() -> None:
    whole = page.write(example()[0]).decode()
    assert not re.search(r"https?:|<link|<img|url\(|@import|\bsrc=", whole)


def test_its_policy_allows_its_own_script_and_style_only(text: str) -> None:
    root = lxml.html.fromstring(text)
    [policy] = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for node in root.xpath("//script[not(@type)] | //style"):
        digest = base64.b64encode(hashlib.sha256(node.text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_it_has_no_style_or_script_in_attributes() -> None:
    whole = page.write(example()[0]).decode()
    assert not re.search(r"<[^>]+\s(?:style|on\w+)=", whole)


def test_what_people_write_cannot_become_markup() -> None:
    nasty = "</script><script>alert(1)</script><b onclick=x>"
    volume = small(text=nasty, title=nasty)
    written = page.write(replace(volume, entity=nasty, title=nasty)).decode()
    assert "<script>alert" not in written
    assert "<b onclick" not in written


def test_every_figure_leads_to_its_meaning(text: str) -> None:
    found = data(text)
    keys = lxml.html.fromstring(text).xpath("//main//*[@class='f'][@id]/@data-f")
    assert len(keys) == 7  # six cells and one in a sentence
    assert set(keys) == set(found["facts"])


def test_a_meaning_is_said_in_words(text: str) -> None:
    found = data(text)
    group, printed, unit, amount, *_ = found["facts"]["t01.5"]
    means = dict(found["groups"][group]["means"])
    assert (printed, unit, amount) == ("1,000.00", "万元", "10,000,000")
    assert means["功能科目"] == "201 一般公共服务支出"
    assert means["支出性质"] == "基本支出"


def test_a_figure_knows_where_else_its_like_stands(text: str) -> None:
    found = data(text)
    places = found["groups"][found["facts"]["t01.1"][0]]["places"]
    assert [where.split(" · ")[0] for _, where, _ in places] == ["文字说明", "部门支出总表"]


def test_a_figure_knows_what_it_adds_up_to_and_is_a_part_of() -> None:
    volume = small()
    sides = (("t01.1",), ("t01.2", "t01.3"))
    outcomes = (
        Outcome("columns-add-up", "passed", "", *sides),
        Outcome("same-figure", "not_checked", "只是一部分", ("t01.1",), ("t01.4",)),
        Outcome("rows-add-up", "passed", "", ("t01.1",), ("t01.4",), ceiling=True),
    )
    found = data(page.write(replace(volume, result=Result(outcomes, ()))).decode())
    told = [
        (found["rules"][rule], *found["ends"][end], found["reasons"][reason], kind)
        for rule, end, reason, kind, *_ in found["relations"]
    ]
    assert told == [
        ("表内列合计", "passed", "通过", "", "sum"),
        ("同一事实多处一致", "not_checked", "未查", "只是一部分", "same"),
        ("表内行合计", "passed", "通过", "", "ceiling"),
    ]
    assert found["relations"][0][4:] == [list(side) for side in sides]


def test_a_figure_is_found_in_its_table_before_a_sentence(text: str) -> None:
    found = data(text)
    group, *_, place = found["facts"]["t01.1"]
    assert found["groups"][group]["places"][place][1] == "部门支出总表 · 行 · 列"


def test_every_anchor_that_is_led_to_exists_once(text: str) -> None:
    root = lxml.html.fromstring(text)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {one[1:] for one in root.xpath("//a/@href")} <= set(ids)


def test_figures_that_were_not_understood_are_not_said_to_be_alike() -> None:
    volume = small()
    doubtful = tuple(replace(one, understood=False) for one in volume.facts)
    found = data(page.write(replace(volume, facts=doubtful)).decode())
    assert len(found["groups"]) == len(found["facts"])


def test_the_tiles_of_a_treemap_fill_it() -> None:
    areas = [Decimal(one) for one in (6, 6, 4, 3, 2, 2, 1)]
    boxes = list(squarified(areas, _Box(Decimal(0), Decimal(0), Decimal(6), Decimal(4))))
    assert [round(box.width * box.height, 6) for box in boxes] == areas
