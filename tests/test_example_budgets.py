"""The five example budgets: each becomes its whole disclosure, and holds what was published.

What the published documents say otherwise is listed here, and explained in docs/why/examples.md.
"""

import re
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest

from tests.checks.tools import disagreements
from tools.make_examples import ASSESSED, ROOT
from yusuan import books, compiling, derive
from yusuan.ledger.budgets import Budget
from yusuan.publish.volume import Text

EXAMPLES = ROOT / "examples"
NAMES = (
    "hetang-2024",
    "jianghan-2022",
    "shifeng-2019-targets",
    "shifeng-2020",
    "shifeng-2023-targets",
)

#: Warnings about the books: target forms print no functions.
NO_FUNCTION = "没有填支出功能科目"
WARNED = {"shifeng-2019-targets": [NO_FUNCTION], "shifeng-2023-targets": [NO_FUNCTION]}

#: What no published document says; nothing is made up for it.
MISSING = {
    "hetang-2024": ["缺少编制人数", "缺少在职实有人数", "没有录入上年数", "国有资产占用”没有内容"],
    "jianghan-2022": ["没有上年“机关运行经费”的数"],
}

#: Members that the published documents name otherwise.
RENAMED = {
    "石峰区人民政府办公室": "株洲市石峰区人民政府办公室",
    "长期聘用人员 工作经费": "长期聘用人员工作经费",
}

#: Figures of a published document that its example does not hold.
DIFFERENT = {
    # the text, three times: 2053.67 万元
    "jianghan-2022": {
        "year=2021 flow=revenue": "18905500",
        "year=2021 flow=revenue fund=appropriation": "18905500",
        "year=2021 flow=expenditure": "18139400",
    },
}

#: Amounts and rates in the published explanation that ours does not print, as they stand there.
OTHERWISE = {
    "shifeng-2020": {
        "365.55万元", "14.34万元",  # the classes of basic expenditure; ours tells 人员经费
        "3.65万元",  # the change of 三公, which contradicts those of its parts, 6.65 and 8
    },
    "jianghan-2022": {
        "845.16万元", "83.58万元",  # the classes of 人员经费
        "47.72%", "62.78%", "6%",  # rates whose base is this year's figure, and one cut off
        "1050.18元",  # 万元
    },
}  # fmt: skip

_PRIVATE = re.compile(r"(?<!\d)(?:1\d{10}|0\d{2,3}-?\d{7,8}|\d{8}|\d{17}[\dXx])(?!\d)")
_CHINESE = re.compile(r"[一-鿿]")
_AMOUNT = re.compile(r"(\d[\d.]*)(万元|元|%)")


def opened(name: str) -> Budget:
    budget = compiling.open_books(EXAMPLES / name).budget
    assert budget
    return budget


def test_every_budget_folder_is_tested_here() -> None:
    found = (path.parent.name for path in EXAMPLES.glob("*/budget.toml"))
    assert sorted(one for one in found if not one.endswith(ASSESSED)) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_written_as_the_books_write_it(name: str) -> None:
    there = {path.name: path.read_bytes() for path in (EXAMPLES / name).iterdir()}
    assert books.files_of(opened(name)) == there, "run: make examples"


@pytest.mark.parametrize("name", NAMES)
def test_an_example_opens_without_a_problem(name: str) -> None:
    said = [str(problem) for problem in compiling.open_books(EXAMPLES / name).problems]
    expected = WARNED.get(name, [])
    assert len(said) == len(expected), said
    assert all(wanted in one for wanted, one in zip(expected, said, strict=True)), said


@pytest.mark.parametrize("name", NAMES)
def test_what_follows_from_an_example_agrees_and_lacks_nothing_known(name: str) -> None:
    composed = compiling.compose(opened(name))
    assert disagreements(composed.result) == []
    expected = MISSING.get(name, [])
    advice = {finding.message for finding in composed.result.findings}
    hints = [hint for hint in composed.hints if hint not in advice]
    assert len(hints) == len(expected), hints
    assert all(wanted in one for wanted, one in zip(expected, hints, strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_every_warning_of_an_example_is_explained(name: str) -> None:
    books_of = compiling.open_books(EXAMPLES / name)
    gate = compiling.gate(books_of, compiling.compose(opened(name)))
    assert (gate.errors, gate.unexplained, gate.idle) == ((), (), ())


def test_a_set_of_target_forms_is_published_in_every_format(tmp_path: Path) -> None:
    source = compiling.open_books(EXAMPLES / "shifeng-2019-targets")
    composed = compiling.compose(opened("shifeng-2019-targets"))
    assert [part.title for part in composed.volume.parts] == ["绩效目标"]
    compiling.publish(composed, source, tmp_path / "out")
    assert compiling.verified(tmp_path / "out", source) == []


def texts(budget: Budget) -> Iterator[str]:
    """Every text that a budget holds, but for the names of codes."""
    for name in (each.name for each in fields(Budget) if each.name not in ("entity", "names")):
        for row in getattr(budget, name):
            yield from (v for f in fields(row) if isinstance(v := getattr(row, f.name), str))


@pytest.mark.parametrize("name", NAMES)
def test_no_example_holds_a_telephone_number_or_an_identity_number(name: str) -> None:
    assert [text for text in texts(opened(name)) if _PRIVATE.search(text)] == []


def runs(text: str, length: int = 15) -> set[str]:
    """The runs of Chinese characters of a text, whatever stands between them."""
    letters = "".join(_CHINESE.findall(text))
    return {letters[at : at + length] for at in range(len(letters) - length + 1)}


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_of_a_published_document_is_in_an_example(shared: Path, name: str) -> None:
    published: set[str] = set()
    for path in (shared / "seeds").glob("*.txt"):
        published |= runs(path.read_text(encoding="utf-8"))
    held = {text for text in texts(opened(name)) if text not in RENAMED.values()}
    assert {text: found for text in held if (found := runs(text) & published)} == {}


def figures(budget: Budget) -> dict[str, Decimal]:
    """The figures of a budget by what they are about; where target forms leave a fund open,
    it is left out."""
    found = {}
    for fact in derive.facts(budget):
        about = fact.coordinates.without("entity", "stage", "unit")
        if "line" in about or budget.entity.form_set.endswith("targets"):
            about = about.without("fund")
        if about.get("year") == str(budget.entity.year):
            about = about.without("year")
        words = str(about).removeprefix("Coordinates(").removesuffix(")")
        for printed, ours in RENAMED.items():
            words = re.sub(rf"={printed}(?= |$)", f"={ours}", words)
        found[words] = fact.amount.value
    return found


@pytest.mark.parametrize("name", NAMES)
def test_an_example_holds_the_figures_that_were_published(shared: Path, name: str) -> None:
    published, _ = compiling.recovered(shared / "seeds" / f"{name}.txt")
    assert published
    theirs, ours = figures(published), figures(opened(name))
    differing = {about: amount for about, amount in theirs.items() if ours.get(about) != amount}
    expected = {
        next(one for one in theirs if one.endswith(about)): Decimal(amount)
        for about, amount in DIFFERENT.get(name, {}).items()
    }
    assert differing == expected
    added = [one for one in ours if one not in theirs]  # what only the text says
    assert all("year=" in one or "item=procurement" in one for one in added)


def sentences(name: str) -> str:
    volume = compiling.compose(opened(name)).volume
    return "".join(block.text for block in volume.blocks if isinstance(block, Text))


def amounts(text: str) -> set[tuple[Decimal, str]]:
    return {(Decimal(number), unit) for number, unit in _AMOUNT.findall(text)}


@pytest.mark.parametrize("name", OTHERWISE)
def test_the_explanation_prints_the_amounts_that_were_published(shared: Path, name: str) -> None:
    published = (shared / "seeds" / f"{name}.txt").read_text(encoding="utf-8")
    start, end = "主要职责是" if "shifeng" in name else "一、主要职能\n", "名词解释\n"
    body = published[published.rindex(start) : published.rindex(end)]
    theirs, ours = amounts(re.sub(r"\s", "", body)), amounts(sentences(name))
    assert {f"{value}{unit}" for value, unit in theirs - ours if value} == OTHERWISE[name]
