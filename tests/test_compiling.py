"""A budget becomes its whole disclosure: composed, checked, published, and verified."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.books.made import plausible
from tests.checks.tools import disagreements
from tests.derive.made import budget as made
from yusuan import compiling, pipeline
from yusuan.ledger import Coordinates, norms
from yusuan.ledger.budgets import EarlierFigure, Norm, RevenueLine
from yusuan.publish.compose import Composed
from yusuan.publish.volume import Text

FORM_SETS = ("general", "hetang-2024", "jianghan-2022", "shifeng-2020", "jiangsu-2019")


@pytest.mark.parametrize("name", FORM_SETS)
@pytest.mark.parametrize("seed", range(6))
def test_what_follows_from_a_budget_agrees_with_itself(name: str, seed: int) -> None:
    composed = compiling.compose(made(seed, name))
    assert composed.volume.facts
    assert composed.volume.result is composed.result
    assert disagreements(composed.result) == []
    unread = [fact.column for fact in composed.volume.facts if not fact.understood]
    assert not unread or name == "hetang-2024"  # its headings that sum several classes


@pytest.mark.parametrize("name", FORM_SETS)
def test_what_standards_give_agrees_with_all_the_rest(name: str) -> None:
    books = made(2, name)
    units = tuple(replace(one, staff=7) for one in books.units)
    item = {"function": "2010301", "dept_economic": "30201", "fund": "gpb.tax"}
    norm = Norm("basic", Decimal("4800.10"), months=7, **item)
    books = replace(books, units=units, norms=(norm,))
    received = [RevenueLine(line.unit, "gpb.tax", line.amount) for _, line in norms.made(books)]
    books = replace(books, revenue=(*books.revenue, *received))
    composed = compiling.compose(books)
    assert disagreements(composed.result) == []
    before = compiling.compose(replace(books, norms=(), revenue=books.revenue[: -len(received)]))
    added = sum((line.amount for line in received), Decimal(0))
    assert spent(composed) == spent(before) + (added / 100).quantize(Decimal(1)) * 100


def spent(composed: Composed) -> Decimal:
    """What the tables print as all expenditure, to a hundred 元."""
    whole = Coordinates({"flow": "expenditure"})
    frame = ("entity", "year", "stage", "balance")
    facts = (f for f in composed.volume.facts if f.coordinates.without(*frame) == whole)
    return (max(f.amount.value for f in facts) / 100).quantize(Decimal(1)) * 100


def test_a_budget_that_spends_more_than_it_receives_is_found() -> None:
    books = plausible()
    more = replace(books, spending=(replace(books.spending[0], amount=Decimal(2205000)),))
    said = " ".join(f.message for f in compiling.compose(more).result.findings)
    assert "收入" in said
    assert "支出" in said


def test_good_books_give_no_warning() -> None:
    assert compiling.compose(plausible()).warnings == ()


def test_costs_that_come_to_less_than_their_project_are_a_warning() -> None:
    books = plausible()
    told = compiling.compose(replace(books, costs=books.costs[:1])).warnings
    assert [(one.rule, one.about) for one in told] == [
        ("parts-differ", "收支：支出，支出性质：项目支出，项目：窗口服务经费")
    ]


def test_a_great_change_without_a_reason_is_a_warning_and_a_missing_text_a_hint() -> None:
    earlier = EarlierFigure(Coordinates({"year": "2023", "flow": "expenditure"}), Decimal(1000000))
    composed = compiling.compose(replace(plausible(), earlier=(earlier,), passages=()))
    assert ("missing-reason", "收支：支出") in [(one.rule, one.about) for one in composed.warnings]
    assert any("主要职责" in hint for hint in composed.hints)
    assert not any("没有写原因" in hint for hint in composed.hints)


def test_a_figure_in_a_sentence_leads_to_the_same_figure_in_a_table() -> None:
    volume = compiling.compose(plausible()).volume
    by_id = {fact.id: fact for fact in volume.facts}
    sentences = [b for part in volume.parts for b in part.blocks if isinstance(b, Text)]
    bound = [
        (text.text[span.start : span.end], span) for text in sentences for span in text.figures
    ]
    assert bound
    for words, span in bound:
        assert by_id[span.fact].amount.value == Decimal(words) * 10000


def test_a_published_folder_holds_every_format_and_verifies(tmp_path: Path) -> None:
    books = plausible()
    opened = compiling.Opened(books, ())
    compiling.publish(compiling.compose(books), opened, tmp_path / "out")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {
        "index.html", "manifest.json", "data", "预算公开.docx", "预算公开.pdf", "预算公开.xlsx"
    }  # fmt: skip
    assert compiling.verified(tmp_path / "out", opened) == []
    other = compiling.Opened(replace(books, spending=books.spending[:1]), ())
    assert any("重新生成" in said for said in compiling.verified(tmp_path / "out", other))
    (tmp_path / "out" / "index.html").write_text("changed", encoding="utf-8")
    assert any("index.html" in said for said in compiling.verified(tmp_path / "out"))


def test_every_format_reads_back_as_the_same_facts(tmp_path: Path) -> None:
    books = made(1, "general")
    composed, opened = compiling.compose(books), compiling.Opened(books, ())
    paths = compiling.publish(composed, opened, tmp_path / "out", ("docx", "pdf", "xlsx", "html"))
    expected = {(f.coordinates, f.amount) for f in composed.volume.facts}
    requests = [pipeline.Request(str(p)) for p in paths if p.suffix != ".json"]
    readings = list(pipeline.read_all(requests, jobs=1))
    assert len(readings) == 4
    for reading in readings:
        assert reading.disclosure is not None
        found = {(f.coordinates, f.amount) for f in reading.disclosure.facts if f.table}
        assert found == expected, reading.path


@pytest.mark.parametrize("name", ["budget.xlsx", "budget"])
def test_a_saved_budget_opens_as_it_was(tmp_path: Path, name: str) -> None:
    compiling.save(plausible(), tmp_path / name)
    opened = compiling.open_books(tmp_path / name)
    assert opened.sound
    assert opened.budget == plausible()


@pytest.mark.parametrize("seed", ["jianghan-2022", "shifeng-2020", "hetang-2024"])
def test_a_published_budget_is_recovered_and_published_again(shared: Path, seed: str) -> None:
    books, _ = compiling.recovered(shared / "seeds" / f"{seed}.txt")
    assert books is not None
    composed = compiling.compose(books)
    assert len(composed.volume.facts) > 250
    assert disagreements(composed.result) == []
    assert [said for said in composed.hints if "没有印出" in said] == []
