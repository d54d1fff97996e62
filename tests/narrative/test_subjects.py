"""Words of sentences say what the labels of tables say, or nothing for certain."""

import pytest

from yusuan.ledger import Coordinates
from yusuan.narrative.lexicon import lexicon
from yusuan.narrative.subjects import Subjects

SUBJECTS = Subjects(2022, "budget", words=lexicon(2022))


def bound(words: str, above: str = "") -> str:
    """Return the coordinates words are bound to, in words; what was not understood in brackets."""
    found = SUBJECTS.bind(words, Coordinates.parse(above))
    return str(found.coordinates) if found.understood else f"({found.remark})"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("一般公共预算财政拨款基本支出", "flow=expenditure fund=gpb nature=basic"),
        ("本年支出合计", "flow=expenditure"),
        ("2022年收入、支出预算总计", "flow=expenditure balance=total"),
        ("2022年度政府性基金拨款支出预算", "flow=expenditure fund=gf"),
        ("“三公”经费预算数为", "flow=expenditure item=three_publics"),
        ("其中：公务接待费", "flow=expenditure item=three_publics.reception"),
        ("2021年工资福利支出", "year=2021 flow=expenditure dept_economic=301"),
        ("上年结转", "flow=revenue balance=carryover"),
    ],
)
def test_words_say_what_labels_say(words: str, said: str) -> None:
    assert bound(words) == said


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("教育支出（类）普通教育（款）小学教育（项）", "2050202"),
        ("“卫生健康支出-行政事业单位医疗-事业单位医疗”科目", "2101102"),
        ("住房保障支出（类）住房改革支出（款）住房公积金（项）支出", "2210201"),
    ],
)
def test_a_path_of_names_is_one_code(words: str, code: str) -> None:
    assert bound(words) == f"flow=expenditure function={code}"


@pytest.mark.parametrize("words", ["住房公积金", "行政运行", "涉及一般公共预算支出", "火箭支出"])
def test_what_is_not_certain_is_not_understood(words: str) -> None:
    assert bound(words).startswith("(")


def test_headings_fix_what_their_words_say() -> None:
    assert str(SUBJECTS.heading("三、一般公共预算拨款支出预算情况说明")) == (
        "flow=expenditure fund=gpb"
    )
    assert not SUBJECTS.heading("一、收支总体情况说明")
    assert SUBJECTS.is_glossary("第四部分 名词解释")
