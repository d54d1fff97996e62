"""The report of a check keeps to its contract."""

import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.publish.schema import faults
from tests.samples import RIGHT, WRONG, disclosure
from yusuan import pipeline
from yusuan.checks.findings import Finding, Outcome, Result
from yusuan.documents import Place
from yusuan.ledger import Claim, Coordinates, CostLine, Goal, Indicator, TargetForm
from yusuan.publish.report import document, finding, write

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "reference" / "check.schema.json").read_text("utf-8")
)


def report(*texts: str) -> dict[str, Any]:
    checked = [pipeline.check(group) for group in pipeline.together(map(disclosure, texts))]
    stream = io.BytesIO()
    write([(one.disclosures, one.results) for one in checked], stream)
    found: dict[str, Any] = json.loads(stream.getvalue())
    return found


@pytest.mark.parametrize("text", [RIGHT, WRONG, "没有表的说明文字。"])
def test_a_report_keeps_to_the_schema(text: str) -> None:
    assert list(faults(report(text), SCHEMA, SCHEMA)) == []


def test_the_schema_refuses_what_is_not_the_contract() -> None:
    found = report(WRONG)
    found["documents"][0]["facts"][0]["amount"] = 5.0
    del found["documents"][0]["entity"]
    assert len(list(faults(found, SCHEMA, SCHEMA))) >= 2


def test_a_report_of_nothing_is_a_report() -> None:
    assert report() == {**report(), "schema": "yusuan.check/1", "documents": []}


def test_an_amount_is_a_plain_string_in_yuan_with_its_precision() -> None:
    fact = report(RIGHT)["documents"][0]["facts"][0]
    assert (fact["printed"], fact["amount"], fact["precision"]) == ("100.00", "1000000", "100")


def test_a_fact_says_where_it_stands_and_what_it_is() -> None:
    facts = report(RIGHT)["documents"][0]["facts"]
    fact = next(one for one in facts if one["row"][0] == "2010301")
    assert fact["place"] == {"line": 9, "cell": 3}
    assert fact["coordinates"]["function"] == "2010301"


def test_a_number_of_a_sentence_is_a_claim_and_an_amount_is_a_fact_too() -> None:
    place = Place(line=1)
    money = Claim("c0001", "amount", "p0001", 2, 9, "12.50 万元", Decimal(125_000), Decimal(100),
                  "万元", "支出", place, Coordinates({"flow": "expenditure"}))  # fmt: skip
    rate = Claim("c0002", "rate", "p0001", 12, 14, "5%", Decimal("-5.0"), Decimal("1E-1"), "%",
                 "支出", place, base=Coordinates({"year": "2021"}), about="c0001")  # fmt: skip
    read = disclosure("支出 12.50 万元，下降 5%。")
    found = document(replace(read, claims=(money, rate)), Result((), ()))
    whole = {"schema": "yusuan.check/1", "version": "0", "documents": [found]}
    assert list(faults(whole, SCHEMA, SCHEMA)) == []
    assert [(fact["id"], fact["table"], fact["amount"]) for fact in found["facts"]] == [
        ("c0001", None, "125000")
    ]
    said = [(one["value"], one["precision"], one["base"]) for one in found["claims"]]
    assert said == [("125000", "100", None), ("-5", "0.1", {"year": "2021"})]
    assert found["passages"][0]["text"] == "支出 12.50 万元，下降 5%。"


def test_the_ledger_counts_every_relation() -> None:
    checks = report(WRONG)["documents"][0]["checks"]
    counted = sum(sum(one.values()) for one in checks["by_rule"].values())
    ended = checks["passed"] + checks["rounding"] + checks["failed"]
    assert counted == ended + len(checks["not_applicable"]) + len(checks["not_checked"])


def test_a_finding_names_the_figures_it_compared() -> None:
    found = report(WRONG)["documents"][0]
    ids = {fact["id"] for fact in found["facts"]}
    assert found["findings"]
    assert all(set(one["facts"]) <= ids for one in found["findings"])


def test_a_relation_that_was_not_checked_says_why() -> None:
    result = Result((Outcome("r", "not_checked", "缺一列", ("f1",)),), ())
    checks = document(disclosure(), result)["checks"]
    assert checks["not_checked"] == [{"rule": "r", "reason": "缺一列", "facts": ["f1"]}]


def test_a_figure_of_another_document_is_named_by_that_documents_index_in_the_report() -> None:
    one = Finding("r", "error", "", "", (), ("f1", "0:f2"), None, None, None, "", "1:f3", None, "")
    found = finding(one, first=4)
    assert (found["facts"], found["suspect"]) == (["f1", "4:f2"], "5:f3")


def test_a_target_form_is_written_with_every_part() -> None:
    form = TargetForm(
        "project",
        "项目甲",
        fields=(("实施期", "1年"),),
        goals=(Goal("年度目标1", "办好", "annual"),),
        indicators=(Indicator("产出指标", "数量指标", "场次", "≥3"),),
        costs=(CostLine("会议费", "3场", amounts=("f1",)),),
        tasks=(("任务", "内容"),),
    )
    read = disclosure()
    statement = replace(read.statements[0], targets=(form,))
    found = document(replace(read, statements=(statement,)), Result((), ()))
    whole = {"schema": "yusuan.check/1", "version": "0", "documents": [found]}
    assert list(faults(whole, SCHEMA, SCHEMA)) == []
    assert found["targets"][0]["indicators"][0]["value"] == "≥3"
    assert found["targets"][0]["costs"][0]["amounts"] == ["f1"]
    assert found["targets"][0]["tasks"] == [["任务", "内容"]]
