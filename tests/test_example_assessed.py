"""The example with its year behind it: the budget of another example, assessed to the end."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tools.make_examples import ASSESSED, RECORDED, ROOT, rewrite
from yusuan import assessing, compiling
from yusuan.ledger.budgets import Budget

EXAMPLES = ROOT / "examples"
NAMES = sorted(path.parent.name for path in EXAMPLES.glob(f"*{ASSESSED}/budget.toml"))


def opened(name: str) -> Budget:
    found = compiling.open_books(EXAMPLES / name)
    assert found.sound
    assert found.budget is not None
    return found.budget


def test_there_is_one() -> None:
    assert NAMES == ["jianghan-2022-assessed"]


@pytest.mark.parametrize("name", NAMES)
def test_its_budget_is_that_of_the_example_it_is_named_for(name: str) -> None:
    plain = replace(opened(name), **dict.fromkeys(RECORDED, ()))
    assert plain == opened(name.removesuffix(ASSESSED))


def test_writing_it_again_changes_nothing(tmp_path: Path) -> None:
    for name in (*NAMES, *(one.removesuffix(ASSESSED) for one in NAMES)):
        (tmp_path / name).mkdir()
        for path in (EXAMPLES / name).iterdir():
            (tmp_path / name / path.name).write_bytes(path.read_bytes())
    rewrite(tmp_path)
    for name in NAMES:
        for path in (EXAMPLES / name).iterdir():
            assert (tmp_path / name / path.name).read_bytes() == path.read_bytes(), path.name


def test_every_line_is_assessed_and_nothing_is_left_to_say() -> None:
    found = assessing.assessments(opened(NAMES[0]))
    assert [str(one.total) for one in found] == [
        *("94.72", "88.91", "94.41", "94.90", "99.24", "98.10")
    ]
    assert [text for one in found for text in (*one.remarks, *one.wanting)] == []
    assert str(assessing.weighted_mean(found)) == "97.98"


def test_monitoring_found_what_had_to_be_corrected() -> None:
    found = assessing.monitorings(opened(NAMES[0]), date(2022, 7, 31))
    named = {one.name: [each.name for each in one.to_correct] for one in found}
    assert named["调查研究"] == ["预算执行", "专项课题数"]
    assert named["聘用人员工作经费"] == []


def test_all_targets_may_enter_the_next_step_and_some_go_back_first() -> None:
    budget = opened(NAMES[0])
    assert assessing.may_enter_next_step(budget)
    assert not assessing.may_pass_unrevised(budget)


def test_next_year_starts_from_it() -> None:
    following, _ = compiling.next_year(opened(NAMES[0]))
    project = next(one for one in following.projects if one.key == "聘用人员工作经费")
    assert project.previous.startswith("2022年自评得分 99.24 分，等次为优。各项指标都达到目标。")
    assert project.history == (
        "2021年年初预算69万元，到7月支出68.9万元。"
        "2022年预算 69 万元，执行 68.9 万元，执行率 99.86%。"
    )
