"""What is found: by any two signs, by initials, by another word, by a department, by an amount."""

from decimal import Decimal

import pytest

from yusuan import dataset
from yusuan.dataset.words import alike, initials, pairs, phrase, runs


def test_a_text_is_pairs_and_punctuation_parts_it() -> None:
    assert runs("“三公”经费，2024年") == ["三公", "经费", "2024年"]
    assert pairs("三公 经费") == "三公 公 经费 费"
    assert (phrase("三公经"), phrase("费")) == ('"三公 公经"', '"费"*')
    assert initials("行政运行") == "xzyx"


def test_a_number_is_one_word_and_found_by_its_beginning() -> None:
    assert pairs("2010301行政运行") == "2010301 行政 政运 运行 行"
    assert pairs("共12项") == "共 12 项"
    assert (phrase("20103"), phrase("预算2024年")) == ('"20103"*', '"预算 算 2024 年"*')


def test_words_that_mean_the_same() -> None:
    assert "行政运行" in alike("2010301")
    assert "公务接待费" in alike("接待费")
    assert alike("没有这个词") == ()


@pytest.mark.parametrize(
    ("asked", "kind", "text"),
    [
        ("荷塘", "department", "株洲市荷塘区人民政府办公室"),
        ("htqrmzf", "department", "株洲市荷塘区人民政府办公室"),
        ("公务接待", "label", "公务接待费"),
        ("gwjd", "label", "公务接待费"),
        ("三公", "table", "三公"),
        ("2010301", "label", "行政运行"),
        ("荷塘 公务接待", "label", "公务接待费"),
        ("2024年", "text", "2024年"),
    ],
)
def test_it_is_found(data: dataset.Dataset, asked: str, kind: str, text: str) -> None:
    found = [one for one in data.search(asked) if one.kind == kind]
    assert found and text in found[0].text


def test_a_department_bounds_what_is_found(data: dataset.Dataset) -> None:
    found = data.search("荷塘 公务接待", kinds=("label", "text"))
    assert {one.department for one in found} == {"株洲市荷塘区人民政府办公室"}


def test_where_it_stands_is_told(data: dataset.Dataset) -> None:
    (found,) = data.search("荷塘", kinds=("department",))
    assert found.text[found.start : found.end] == "荷塘"


def test_an_amount_is_found_in_either_unit(data: dataset.Dataset) -> None:
    found = data.search("559.57", kinds=("figure",))
    assert found and all("559.57" in one.text for one in found)
    fact = data.facts(found[0].disclosure, fact=found[0].ref)[0]
    assert fact.amount == Decimal(5595700)
    assert data.search("5595700", kinds=("figure",))


@pytest.mark.parametrize("asked", ["", "  ", "，。", '"', "没有这样的词", "NOT", "a*", "x" * 5000])
def test_what_is_not_there_is_not_found(data: dataset.Dataset, asked: str) -> None:
    assert data.search(asked) == []
