"""``yusuan targets``: review, monitor, score, report."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.assessing.made import CASES, assessed, result
from yusuan import books, cli
from yusuan.ledger.budgets import Budget, Execution, Review


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return saved(tmp_path, assessed())


def saved(tmp_path: Path, budget: Budget) -> Path:
    path = tmp_path / "budget"
    books.write_folder(budget, path)
    return path


def test_a_whole_year_is_scored(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["targets", "score", str(folder)]) == 0
    said = capfd.readouterr().out
    assert "96 分，优" in said
    assert "10 × 27 ÷ 30" in said


def test_scores_as_json_are_digits(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["targets", "score", str(folder), "--format", "json"]) == 0
    (one,) = json.loads(capfd.readouterr().out)["assessments"]
    assert (one["score"], one["grade"]) == ("96.00", "优")
    assert one["items"][0]["how"] == "9 分 = 10 × 27 ÷ 30。"


def test_what_is_missing_is_told_and_the_code_says_so(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = saved(tmp_path, assessed(executions=()))
    assert cli.run(["targets", "score", str(path)]) == 1
    assert "未完成：1 项没有评分，已评 90 分，得 87 分" in capfd.readouterr().out


def test_monitoring_tells_what_is_behind(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    day = date(2024, 7, 31)
    behind = replace(result(CASES, "2000件"), through=day)
    budget = assessed(executions=(Execution(Decimal(170000), "P1", day),), results=(behind,))
    path = saved(tmp_path, budget)
    assert cli.run(["targets", "monitor", str(path)]) == 1
    said = capfd.readouterr().out
    assert "到 2024-07-31" in said
    assert "“办件”滞后" in said
    assert cli.run(["targets", "monitor", str(path), "--format", "json"]) == 1
    (one,) = json.loads(capfd.readouterr().out)["monitorings"]
    assert one["to_correct"] == ["办件"]


def test_monitoring_is_written_as_a_report(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "a.html"
    assert cli.run(["targets", "monitor", str(folder), "-o", str(page)]) == 0
    said = page.read_text(encoding="utf-8")
    assert "预算执行率与时间进度" in said
    assert "执行率 90%，正常" in said


def test_a_day_that_is_none_is_a_wrong_call(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["targets", "monitor", str(folder), "--through", "七月底"]) == 2
    assert "2024-07-31 的样子" in capfd.readouterr().err


def test_a_report_goes_into_a_folder_or_a_file(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    into = ["targets", "report", str(folder), "-o", str(out)]
    assert cli.run([*into, "--formats", "html,xlsx"]) == 0
    assert sorted(one.name for one in out.iterdir()) == ["绩效自评报告.html", "绩效自评报告.xlsx"]
    page = tmp_path / "a.html"
    assert cli.run(["targets", "report", str(folder), "-o", str(page)]) == 0
    assert page.read_bytes() == (out / "绩效自评报告.html").read_bytes()
    assert cli.run([*into, "--formats", "odt"]) == 2
    assert "不认识格式“odt”" in capfd.readouterr().err


def test_the_review_is_shown(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    said = (Review("sector", "excellent", "P1"), Review("performance", "poor", "P1"))
    path = saved(tmp_path, assessed(reviews=said))
    assert cli.run(["targets", "review", str(path)]) == 1
    shown = capfd.readouterr().out
    assert "不得进入下一步" in shown
    assert "还没有审核" not in shown


@pytest.mark.parametrize("command", ["review", "monitor", "score"])
def test_what_is_no_budget_is_said(
    command: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["targets", command, str(tmp_path / "无")]) == 2
    assert "找不到" in capfd.readouterr().err


def test_what_is_to_be_filled_in_is_listed_and_can_be_read_back(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = saved(tmp_path, assessed(executions=(), results=(result(CASES, "5100件"),)))
    out = tmp_path / "待填"
    assert cli.run(["targets", "record", str(path), "-o", str(out)]) == 0
    assert "“完成情况”有 3 行要填" in capfd.readouterr().out
    files = {one.name: one.read_bytes() for one in path.iterdir()}
    typed = (out / "执行情况.csv").read_text("utf-8-sig").replace("12-31,,,", "12-31,,27,")
    files["executions.csv"] = typed.encode()
    files["results.csv"] = (out / "完成情况.csv").read_bytes()
    budget, problems = books.read_files(files)
    assert problems == ()
    assert budget is not None
    assert budget.executions == (Execution(Decimal(270000), "P1", date(2024, 12, 31)),)
    assert [one.name for one in budget.results] == ["合格率", "办事便利", "群众满意度"]


def test_where_all_is_filled_in_nothing_is_written(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "待填"
    assert cli.run(["targets", "record", str(folder), "-o", str(out)]) == 0
    assert "没有要填的" in capfd.readouterr().out
    assert not out.exists()
