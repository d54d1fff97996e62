"""``yusuan forms`` and ``yusuan rules``: what is known is shown."""

import json

import pytest

from yusuan.checks import RULES
from yusuan.cli import run
from yusuan.standards.form_sets import form_set_names, form_sets

Captured = pytest.CaptureFixture[str]


def test_every_set_is_listed(capsys: Captured) -> None:
    assert run(["forms", "--format", "json"]) == 0
    assert {one["name"] for one in json.loads(capsys.readouterr().out)} == set(form_set_names())


@pytest.mark.parametrize("name", form_set_names())
def test_every_form_of_a_set_can_be_shown(name: str, capsys: Captured) -> None:
    assert run(["forms", name]) == 0
    for form in form_sets()[name].forms:
        assert run(["forms", f"{name}/{form.key}"]) == 0
        assert run(["forms", f"{name}/{form.key}", "--format", "json"]) == 0
    assert capsys.readouterr().err == ""


def test_a_form_shows_what_its_labels_mean(capsys: Captured) -> None:
    run(["forms", "jianghan-2022/t01"])
    assert "行 一、一般公共预算财政拨款收入  〔fund=gpb〕" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["nowhere-1999", "jianghan-2022/t99"])
def test_a_set_or_form_that_is_not_there_is_told_of(name: str, capsys: Captured) -> None:
    assert run(["forms", name]) == 2
    assert name.rpartition("/")[2] in capsys.readouterr().err


def test_every_rule_is_listed_with_its_basis(capsys: Captured) -> None:
    assert run(["rules"]) == 0
    said = "".join(capsys.readouterr().out.split())
    for rule in RULES.values():
        assert rule.id in said
        assert "".join(rule.basis.split()) in said


def test_one_rule_can_be_asked(capsys: Captured) -> None:
    assert run(["rules", "rows-add-up", "--format", "json"]) == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == ["rows-add-up"]


def test_a_rule_that_is_not_there_is_told_of(capsys: Captured) -> None:
    assert run(["rules", "nothing"]) == 2
    assert "没有规则“nothing”" in capsys.readouterr().err
