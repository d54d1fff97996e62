"""数量一致."""

from tests.checks.tools import said


def test_a_count_is_the_same_wherever_it_is_said() -> None:
    text = "在职人员 26 人 c=count\n\n在职人员 {} 人 c=count"
    assert said(text.format(26)) == []
    (found,) = said(text.format(27))
    assert found.startswith("warning: “在职人员”前后不一")


def test_other_words_count_something_else() -> None:
    assert said("在职人员 26 人 c=count\n\n编制 33 人 c=count") == []
