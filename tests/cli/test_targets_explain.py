"""``yusuan targets explain``: what to write where."""

import pytest

from tests.cli.test_targets_check import ran

Captured = pytest.CaptureFixture[str]


def test_every_form_of_a_set_is_explained(capsys: Captured) -> None:
    assert ran("explain", "--forms", "shifeng-2020") == 0
    said = "".join(capsys.readouterr().out.split())
    assert "《××××年" in said
    assert "只填适用的类别" in said or "只写适用的类别" in said


def test_one_field_is_found_by_a_part_of_its_name(capsys: Captured) -> None:
    assert ran("explain", "指标值类型") == 0
    said = capsys.readouterr().out
    assert "成本和差错用≤" in said
    assert "立项依据" not in said


@pytest.mark.parametrize("arguments", [("没有这一栏",), ("--forms", "没有这套")])
def test_what_is_not_there_is_a_wrong_call(arguments: tuple[str, ...]) -> None:
    assert ran("explain", *arguments) == 2
