"""``yusuan new --from``: next year's budget from this year's, or from what was published."""

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.books.made import plausible
from tests.test_example_budgets import EXAMPLES
from yusuan import books, compiling
from yusuan.cli import run
from yusuan.ledger.budgets import Budget, RevenueLine

Captured = pytest.CaptureFixture[str]
PUBLISHED = EXAMPLES / "jianghan-2022.xlsx"


def old() -> Budget:
    """A budget in balance, with nothing carried over."""
    spent = sum((line.amount for line in plausible().spending), Decimal(0))
    return replace(plausible(), revenue=(RevenueLine("001001", "gpb.tax", spent),))


def opened(path: Path) -> Budget:
    found = compiling.open_books(path).budget
    assert found
    return found


@pytest.mark.parametrize("source", ["old.xlsx", "old"])
@pytest.mark.parametrize("target", ["new.xlsx", "new"])
def test_next_years_budget_waits_for_its_amounts(
    tmp_path: Path, source: str, target: str, capsys: Captured
) -> None:
    compiling.save(old(), tmp_path / source)
    assert run(["new", str(tmp_path / target), "--from", str(tmp_path / source)]) == 0
    found = opened(tmp_path / target)
    assert (found.entity.year, found.spending, found.revenue) == (2025, (), ())
    assert found.units == old().units
    assert {one.about["year"] for one in found.earlier} == {"2024"}
    assert run(["build", str(tmp_path / target), "-o", str(tmp_path / "out")]) == 1
    assert "没有填“金额”" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_lines_of_a_folder_stand_ready_with_last_years_amounts_beside(tmp_path: Path) -> None:
    compiling.save(old(), tmp_path / "old")
    run(["new", str(tmp_path / "new"), "--from", str(tmp_path / "old")])
    head, *lines = (tmp_path / "new" / "spending.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(old().spending)
    at = head.split(",").index("金额（万元）")
    assert {line.split(",")[at] for line in lines} == {""}
    assert "上年 120.5 万元" in lines[0]


def test_amounts_are_kept_where_asked_and_nothing_has_changed(
    tmp_path: Path, capsys: Captured
) -> None:
    compiling.save(old(), tmp_path / "old")
    command = ["new", str(tmp_path / "new"), "--from", str(tmp_path / "old")]
    assert run([*command, "--year", "2025", "--amounts", "keep"]) == 0
    assert "照抄上年" in capsys.readouterr().err
    assert opened(tmp_path / "new").spending == old().spending


def test_what_was_published_gives_its_own_year_or_the_next(tmp_path: Path) -> None:
    for year, target in ((2022, "same"), (2023, "next")):
        arguments = [str(tmp_path / target), "--from", str(PUBLISHED), "--year", str(year)]
        assert run(["new", *arguments]) == 0
        found = opened(tmp_path / target)
        assert found.entity.year == year
        assert bool(found.spending) == (year == 2022)


def test_a_workbook_is_a_budget_only_with_the_sheets_of_one(tmp_path: Path) -> None:
    assert not compiling.is_budget(PUBLISHED)
    books.write_workbook(old(), tmp_path / "b.xlsx")
    assert compiling.is_budget(tmp_path / "b.xlsx")
    assert not compiling.is_budget(EXAMPLES)
    assert compiling.is_budget(EXAMPLES / "shifeng-2020")


def wrong(case: str, tmp_path: Path) -> list[str]:
    """The arguments after --from for something that cannot be begun from."""
    source = tmp_path / "old"
    compiling.save(old(), source)
    match case:
        case "nothing":
            return [str(tmp_path / "无此文件")]
        case "no budget":
            (tmp_path / "空").mkdir()
            return [str(tmp_path / "空")]
        case "errors":
            csv = source / "units.csv"
            csv.write_text(csv.read_text(encoding="utf-8") + "001001,重复,行政单位\n", "utf-8")
        case "another year":
            return [str(source), "--year", "2027"]
        case "the same year":
            return [str(source), "--year", "2024"]
        case "no such set":
            return [str(source), "--form-set", "没有这套"]
        case "no year":
            return [str(source), "--year", "明年"]
        case "a wrong choice":
            return [str(source), "--amounts", "half"]
        case "not a disclosure":
            shutil.copy(Path(__file__), tmp_path / "x.txt")
            return [str(tmp_path / "x.txt")]
    return [str(source)]


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("nothing", "找不到"),
        ("no budget", "没有 budget.toml"),
        ("errors", "1 处错误，没有新建"),
        ("another year", "--year 请写 2025"),
        ("the same year", "--year 请写 2025"),
        ("no such set", "没有这套"),
        ("no year", "应为大于零的整数"),
        ("a wrong choice", "blank、keep"),
        ("not a disclosure", "没有读出单位名称或年度"),
    ],
)
def test_what_cannot_be_begun_from_gets_a_sentence(
    tmp_path: Path, case: str, said: str, capsys: Captured
) -> None:
    target = tmp_path / "new"
    assert run(["new", str(target), "--from", *wrong(case, tmp_path)]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told
    assert not target.exists()
