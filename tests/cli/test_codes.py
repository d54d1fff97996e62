"""``yusuan codes``: codes and names through the years."""

import json

import pytest

from yusuan.cli import run

Captured = pytest.CaptureFixture[str]


def test_a_code_is_explained(capsys: Captured) -> None:
    assert run(["codes", "2080505", "--year", "2020"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("2080505 机关事业单位基本养老保险缴费支出")
    assert "归属：208 社会保障和就业支出 → 20805" in said


def test_a_name_finds_its_codes_in_every_system(capsys: Captured) -> None:
    assert run(["codes", "公务接待费", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {(one["system"], one["code"]) for one in found} == {
        ("dept_economic", "30217"),
        ("gov_economic", "50206"),
    }


def test_one_system_can_be_asked(capsys: Captured) -> None:
    run(["codes", "公务接待费", "--system", "gov_economic", "--format", "json"])
    assert [one["code"] for one in json.loads(capsys.readouterr().out)] == ["50206"]


def test_a_part_of_a_name_is_enough(capsys: Captured) -> None:
    assert run(["codes", "公务接待", "--format", "json"]) == 0
    assert "30217" in {one["code"] for one in json.loads(capsys.readouterr().out)}


def test_a_code_that_did_not_hold_in_the_year_says_when_it_did(capsys: Captured) -> None:
    assert run(["codes", "50101", "--year", "2016"]) == 2
    assert "“50101”在2016年没有，已知的是：2018年起" in capsys.readouterr().err


@pytest.mark.parametrize("query", ["99999", "没有这样的科目", "", "12"])
def test_what_is_not_found_is_told_of(query: str, capsys: Captured) -> None:
    assert run(["codes", query]) == 2
    assert f"没有查到“{query}”" in capsys.readouterr().err
