"""``yusuan targets check`` and ``suggest``: what they print, and what they return."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from yusuan import compiling
from yusuan.cli import run
from yusuan.cli.terminal import width

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = str(ROOT / "examples" / "shifeng-2023-targets")
Captured = pytest.CaptureFixture[str]


def ran(command: str, *arguments: str) -> int:
    return run(["targets", command, *arguments])


def test_a_budget_is_seen_project_by_project(capsys: Captured) -> None:
    assert ran("check", EXAMPLE) == 0
    said = capsys.readouterr().out
    assert "测算对/错/无" in said
    assert "警告 · 指标不重复 · " in said
    assert said.rstrip().endswith("错误 0、警告 5、提示 5。")
    assert max(map(width, said.splitlines())) <= 80


def test_it_is_data_as_well(capsys: Captured) -> None:
    assert ran("check", EXAMPLE, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    (one,) = told["documents"]
    assert (told["schema"], one["year"], len(one["projects"])) == ("yusuan.targets/1", 2023, 4)
    named = {project["name"]: project for project in one["projects"]}
    assert named["禁毒工作经费"]["groups"]["满意度"] == 1


def test_a_price_above_a_listed_standard_is_told(tmp_path: Path, capsys: Captured) -> None:
    listed = tmp_path / "标准.csv"
    listed.write_text("项目,别名,标准,单位,文件\n毛发检测,,50,元/份,某目录\n", encoding="utf-8")
    assert ran("check", EXAMPLE, "--standards", str(listed)) == 0
    said = "".join(capsys.readouterr().out.split())
    assert "单价100元/份，超过毛发检测的标准50元/份（某目录）" in said


def test_a_list_of_standards_that_cannot_be_used_is_a_wrong_call(
    tmp_path: Path, capsys: Captured
) -> None:
    listed = tmp_path / "标准.csv"
    listed.write_text("项目,标准\n检测,50\n", encoding="utf-8")
    assert ran("check", EXAMPLE, "--standards", str(listed)) == 2
    assert "缺少这一列" in capsys.readouterr().err


def test_what_is_not_there_gives_two(capsys: Captured) -> None:
    assert ran("check", "没有这个文件.pdf") == 2
    assert "找不到这个文件" in capsys.readouterr().err


@pytest.mark.shared
def test_an_error_in_a_document_gives_one(shared: Path, capsys: Captured) -> None:
    assert ran("check", str(shared / "seeds" / "hetang-2024.txt")) == 1
    assert "可以考虑的指标" in capsys.readouterr().out


def test_a_name_alone_is_given_suggestions_with_reasons(capsys: Captured) -> None:
    assert ran("suggest", "业务培训经费") == 0
    assert "培训出勤率 ≥90%～100%（项目名称有“培训”" in capsys.readouterr().out


def test_each_project_of_a_budget_is_given_suggestions(capsys: Captured) -> None:
    assert ran("suggest", EXAMPLE, "--project", "禁毒", "--format", "json") == 0
    (one,) = json.loads(capsys.readouterr().out)["projects"]
    assert one["name"] == "禁毒工作经费"
    assert one["suggestions"][0]["reasons"]


def test_weights_that_do_not_add_up_are_told(tmp_path: Path, capsys: Captured) -> None:
    opened = compiling.open_books(Path(EXAMPLE)).budget
    assert opened
    for points, said in ((Decimal(7), True), (None, False)):
        indicators = tuple(replace(one, weight=points) for one in opened.indicators)
        folder = tmp_path / str(points)
        compiling.save(replace(opened, indicators=indicators), folder)
        ran("check", str(folder))
        assert ("提示 · 权重 · " in capsys.readouterr().out) == said


def test_a_budget_is_built_and_a_document_checked_against_them_too(
    tmp_path: Path, capsys: Captured
) -> None:
    folder, listed = tmp_path / "budget", "项目,别名,标准,单位,文件\n毛发检测,,50,元/份,某目录\n"
    compiling.save(compiling.open_books(Path(EXAMPLE)).budget, folder)
    run(["build", str(folder), "-o", str(tmp_path / "out"), "--formats", "html"])
    without = "".join("".join(capsys.readouterr()).split())
    (folder / "cost-standards.csv").write_text(listed, encoding="utf-8")
    run(["build", str(folder), "-o", str(tmp_path / "out"), "--formats", "html"])
    within = "".join("".join(capsys.readouterr()).split())
    run(["check", str(tmp_path / "out"), "--standards", str(folder / "cost-standards.csv")])
    checked = "".join(capsys.readouterr().out.split())
    told = "超过毛发检测的标准50元/份"
    assert (told in without, told in within, told in checked) == (False, True, True)
