"""The report of a check: the document set anew, findings marked, what was not checked told."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import lxml.html
import pytest

from tests.samples import RIGHT, WRONG
from yusuan import pipeline
from yusuan.checks import Outcome, Result, check
from yusuan.checks.findings import Acceptance, Finding
from yusuan.documents import Place
from yusuan.ledger import Claim, Coordinates
from yusuan.publish import check_index, check_page
from yusuan.publish.accepted import applied
from yusuan.publish.check_marks import numbered
from yusuan.publish.check_volume import Examined, reset
from yusuan.publish.comparison import Change, Told
from yusuan.publish.volume import Heading, PageBreak, TableBlock, Text

LINE = "第一部分 说明：本部门只有一项经费。\n\n"
ODD = RIGHT.replace("\t项目支出\n", "\t闻所未闻栏\n", 1)


def examined(*texts: str) -> list[Examined]:
    read = [
        pipeline.read(pipeline.Request(f"第{number}份.txt", text.encode(), whole=True))
        for number, text in enumerate(texts, 1)
    ]
    disclosures = [one.disclosure for one in read if one.disclosure]
    documents = [one.document for one in read if one.document]
    results = check(disclosures)
    return [Examined(*one) for one in zip(documents, disclosures, results, strict=True)]


def page(*texts: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(check_page.write(examined(*texts)).decode())


def with_result(group: Sequence[Examined], result: Result) -> lxml.html.HtmlElement:
    changed = [replace(group[0], result=result), *group[1:]]
    return lxml.html.fromstring(check_page.write(changed).decode())


def data(root: lxml.html.HtmlElement) -> dict[str, Any]:
    return dict(json.loads(root.get_element_by_id("data").text))


def words(node: lxml.html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


@pytest.fixture(scope="module")
def wrong() -> lxml.html.HtmlElement:
    return page(LINE + WRONG)


def test_the_document_is_set_anew_in_its_order() -> None:
    (one,) = examined(LINE + RIGHT)
    blocks = list(reset([one]).volume.blocks)
    kinds = [type(block) for block in blocks]
    assert kinds == [Text, Text, Heading, Text, Text, TableBlock]
    assert isinstance(blocks[2], Heading)
    assert blocks[2].text == "部门支出总表"
    table = blocks[-1]
    assert isinstance(table, TableBlock)
    assert (table.title, table.called, table.header) == ("", "部门支出总表", 1)


def test_every_figure_that_was_read_is_bound_to_its_cell(wrong: lxml.html.HtmlElement) -> None:
    figures = wrong.xpath("//td//a[@data-f]/@data-f")
    (one,) = examined(LINE + WRONG)
    assert sorted(figures) == sorted(fact.id for fact in one.disclosure.facts)


def test_a_figure_within_words_is_bound_without_them() -> None:
    text = RIGHT.replace("编制部门", "填报部门").replace("\t合计\t100.00", "\t合计\t100.00 ")
    shown = page(text).xpath("//td//a[@data-f='t01.1']/text()")
    assert shown == ["100.00"]


def test_a_finding_says_what_was_printed_and_leads_to_its_cells(
    wrong: lxml.html.HtmlElement,
) -> None:
    first = wrong.get_element_by_id("n2")
    assert "下级各行之和 31.00 万元，相差 1.00 万元" in words(first)
    assert words(first.xpath(".//dt[.='依据']/following-sibling::dd[1]")[0])
    cells = [wrong.get_element_by_id(anchor) for anchor in first.xpath(".//ul//a/@data-go")]
    assert {cell.get("data-f") for cell in cells} == {
        fact for fact, numbers in data(wrong)["marked"].items() if 2 in numbers
    }


def test_the_figure_to_look_at_is_marked_and_numbered(wrong: lxml.html.HtmlElement) -> None:
    marked = wrong.xpath("//td//a[contains(@class, 'error')][@data-f]")
    assert [cell.text for cell in marked] == ["31.00", "31.00"]
    badges = wrong.xpath("//td//sup/a/@href")
    assert badges == ["#n1", "#n2"]


def test_findings_are_grouped_by_family_severity_and_rule(wrong: lxml.html.HtmlElement) -> None:
    heads = [words(head) for head in wrong.xpath("//section[@id='findings']/*[self::h3|self::h4]")]
    assert heads == ["表内加总（2）", "错误 表内行合计（2）"]


def test_figures_no_check_used_and_figures_not_understood_look_so() -> None:
    (one,) = examined(ODD)
    unread = [fact.id for fact in one.disclosure.facts if not fact.understood]
    root = with_result([one], replace(one.result, untouched=("t01.1",)))
    assert root.xpath("//td//a[@class='f u']/@data-f") == ["t01.1"]
    assert root.xpath("//td//a[contains(@class, ' q')]/@data-f") == unread


def test_the_certificate_tells_every_rule_and_every_reason() -> None:
    (one,) = examined(RIGHT)
    left = Outcome("same-figure", "not_checked", "有一格丢失", ("t01.1",), ("t01.2",))
    root = with_result([one], Result((*one.result.outcomes, left), ("t01.3",), ("没有结转",)))
    told = words(root.get_element_by_id("coverage"))
    for said in ("表内行合计", "上年数与上年公开数一致", "未查的原因", "有一格丢失（1 项）"):
        assert said in told
    assert "比较的前提没有结转" in told
    assert "没有任何检查用到的数字（1）t01《部门支出总表》（1 个）" in told


def test_nothing_found_is_never_said_where_nothing_was_checked() -> None:
    (one,) = examined(RIGHT)
    assert "没有发现不符" in words(page(RIGHT).get_element_by_id("findings"))
    root = with_result([one], Result((), ()))
    assert "不能据此认为没有问题" in words(root.get_element_by_id("findings"))


def test_a_finding_about_a_paragraph_leads_to_it() -> None:
    (one,) = examined(LINE + RIGHT)
    (paragraph, *_) = (block for block in one.document.blocks if not hasattr(block, "cells"))
    finding = Finding(
        "r", "warning", "缺一句话", "", (paragraph.place,), (), None, None, None, "", None, None, ""
    )  # fmt: skip
    root = with_result([one], Result((Outcome("r", "failed", "", (), (), finding),), ()))
    (anchor,) = root.get_element_by_id("n1").xpath(".//a/@data-go")
    marked = root.get_element_by_id(anchor)
    assert words(marked) == "1" + LINE.strip()
    assert (marked.get("class"), marked.xpath(".//a/@href")) == ("marked warning", ["#n1"])


SAID = "本年支出 100.00 万元，比上年增长 5.2%，另有 3 辆车。"
SPENT = Claim(
    "c0001", "amount", "p0001", 5, 14, "100.00 万元", Decimal(1_000_000), Decimal(100), "万元",
    "本年支出", Place(), Coordinates({"flow": "expenditure"}),
)  # fmt: skip
GROWN = Claim(
    "c0002", "rate", "p0001", 21, 25, "5.2%", Decimal("5.2"), Decimal("0.1"), "%", "本年支出",
    Place(), Coordinates({"flow": "expenditure"}),
    Coordinates({"flow": "expenditure", "year": "2021"}),
)  # fmt: skip
CARS = Claim(
    "c0003", "count", "p0001", 29, 32, "3 辆", Decimal(3), Decimal(1), "辆", "车", Place(),
    understood=False, remark="不知道是什么车",
)  # fmt: skip


def explained(*claims: Claim) -> Examined:
    """A document whose first sentence makes the claims."""
    (one,) = examined(SAID + "\n\n" + RIGHT)
    first, *others = one.disclosure.passages
    placed = tuple(replace(claim, place=first.place, passage=first.id) for claim in claims)
    found = replace(one.disclosure, passages=(first, *others), claims=placed)
    return replace(one, disclosure=found, result=check([found])[0])


def test_every_number_of_a_sentence_leads_to_its_meaning() -> None:
    root = with_result([one := explained(SPENT, GROWN, CARS)], one.result)
    assert root.xpath("//p/a[@data-f]/text()") == ["100.00 万元", "5.2%", "3 辆"]
    facts, groups = data(root)["facts"], data(root)["groups"]
    spent, grown = groups[facts["c0001"][0]], groups[facts["c0002"][0]]
    assert [where for _, where, _ in spent["places"]] == [
        "文字说明 · 本年支出",
        "部门支出总表 · 合计 · 合计",
    ]
    assert facts["c0001"][2:4] == ["", "1,000,000"]
    assert grown["means"][0] == ["说的是", "增减的比率"]
    assert grown["means"][-1] == ["同它比的", "年度：2021"]
    assert (facts["c0002"][3], len(grown["places"])) == ("", 1)


def test_a_number_of_a_sentence_looks_as_one_of_a_table_does() -> None:
    one = explained(SPENT, GROWN, CARS)
    wrong = Finding(
        "r", "error", "增长率不对", "", (), ("c0002",), "5", "5.2", "0.2", "", None, None, "", "%"
    )
    outcome = Outcome("r", "failed", "", ("c0002",), (), wrong)
    root = with_result([one], Result((outcome,), ("c0003",)))
    looks = [node.get("class") for node in root.xpath("//p/a[@data-f]")]
    assert looks == ["f", "f error", "f q u"]
    assert "印的是 5.2 %，应为 5 %，相差 0.2 %" in words(root.get_element_by_id("n1"))
    told = words(root.get_element_by_id("coverage"))
    assert "没有任何检查用到的数字（1）文字说明（1 个）" in told
    assert "没有看懂的数字（1）不知道是什么车（1 个）" in told


def test_an_accepted_finding_is_folded_with_its_reason_and_marks_no_error() -> None:
    (one,) = examined(WRONG)
    first, second = (finding.key for finding in one.result.findings)
    entry = Acceptance(first, "", "", "上级核定")
    gone = Acceptance("k000000000", "表内行合计", "老问题", "甲")
    root = with_result([one], applied(one.result, [entry, gone]))
    assert words(root.xpath("//h3[@id='g1']")[0]) == "表内加总（1）"
    (folded,) = root.xpath("//details[@id='accepted']")
    assert "接受的理由上级核定" in words(folded)
    assert folded.xpath(".//code/text()") == [first]
    assert root.xpath("//section[@id='findings']/ol//code/text()") == [second]
    assert len(root.xpath("//td//a[contains(@class, 'error')][@data-f]")) == 1
    assert len(root.xpath("//td//a[contains(@class, 'accepted')][@data-f]")) == 1
    assert "没有再出现" in words(root.xpath("//details[@class='aside'][2]")[0])


def test_what_is_new_is_marked_and_what_is_gone_is_listed() -> None:
    (one,) = examined(WRONG)
    first, _ = (finding.key for finding in one.result.findings)
    change = Change(frozenset({first}), (Told("k1", "r", "error", "改好的"),), 1, True)
    root = lxml.html.fromstring(check_page.write([replace(one, change=change)]).decode())
    assert words(root.xpath("//p[@class='change']")[0]) == "与上次比较：新 1 消失 1 仍在 1"
    assert root.xpath("//li[.//b[@class='new']]/@id") == ["n1"]
    assert "改好的" in words(root.xpath("//section[@id='findings']/details")[0])


def test_documents_checked_together_are_parts_of_one_page() -> None:
    other = WRONG.replace("\t31.00\t\t31.00", "\t32.00\t\t32.00")
    root = page(RIGHT, other)
    assert [words(head) for head in root.xpath("//h2")][-2:] == ["第1份.txt", "第2份.txt"]
    ids = root.xpath("//td//a/@data-f")
    assert len(ids) == len(set(ids))
    assert {key.partition(":")[0] for key in ids} == {"0", "1"}
    across = [
        one for one in data(root)["relations"] if {"0", "1"} <= {k[0] for k in one[4] + one[5]}
    ]
    assert across


def test_the_worst_finding_comes_first() -> None:
    def outcome(rule: str, severity: str) -> Outcome:
        finding = Finding(rule, severity, "", "", (), (), None, None, None, "", None, None, "")
        return Outcome(rule, "failed", "", (), (), finding)

    result = Result(
        (outcome("same-figure", "warning"), outcome("x", "error"), outcome("rows-add-up", "error")),
        (),
    )
    assert [one.finding.rule for one in numbered([result])] == ["rows-add-up", "x", "same-figure"]


def test_a_new_page_of_the_source_is_named() -> None:
    (one,) = examined(LINE + RIGHT)
    blocks = tuple(
        replace(block, place=replace(block.place, page=number))
        for number, block in enumerate(one.document.blocks, 7)
    )
    paged = replace(one, document=replace(one.document, blocks=blocks))
    names = [one.name for one in reset([paged]).volume.blocks if isinstance(one, PageBreak)]
    assert names == [f"第 {number} 页" for number in range(7, 7 + len(blocks))]
    assert isinstance(blocks[0].place, Place)


def test_nothing_of_the_document_runs_or_is_fetched() -> None:
    nasty = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    text = RIGHT.replace("行政运行", nasty).replace("部门支出总表", f"{nasty}支出表")
    written = check_page.write(examined(nasty + "\n\n" + text)).decode()
    root = lxml.html.fromstring(written)
    assert len(root.xpath("//script")) == 2
    assert not root.xpath("//img | //@onerror | //@style | //@src")
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")


def test_every_link_of_the_page_leads_somewhere(wrong: lxml.html.HtmlElement) -> None:
    ids = wrong.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {one[1:] for one in wrong.xpath("//a/@href")} <= set(ids)


def test_equal_documents_give_equal_reports() -> None:
    assert check_page.write(examined(WRONG)) == check_page.write(examined(WRONG))


def test_several_bodies_get_a_page_each_and_an_index() -> None:
    one, two = examined(RIGHT), examined(WRONG)
    files = dict(check_index.pages([one, two]))
    assert list(files) == ["第1份.html", "第1份（2）.html", "index.html"]
    root = lxml.html.fromstring(files["index.html"].decode())
    heads = [words(cell) for cell in root.xpath("//th")]
    assert ("已接受" in heads, "新" in heads) == (True, False)
    rows = [[words(cell) for cell in row] for row in root.xpath("//tbody/tr")]
    assert [row[2] for row in rows] == ["·", "2"]
    assert len(root.xpath("//td/a/@href")) == 2
    assert not re.search(r"https?:", files["index.html"].decode())
    change = Change(frozenset({"k1"}), (), 5, True)
    compared = dict(check_index.pages([one, [replace(two[0], change=change)]]))
    root = lxml.html.fromstring(compared["index.html"].decode())
    assert [words(cell) for cell in root.xpath("//tbody/tr[2]/td")][6:9] == ["1", "·", "5"]
