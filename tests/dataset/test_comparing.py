"""Like with like: one basis, bridged codes, what is not compared and why, what stands out."""

import io
from decimal import Decimal

import pytest

from yusuan import dataset
from yusuan.dataset import downloads
from yusuan.dataset.comparing import Basis, Column, Comparison, Figure, Line, compare
from yusuan.dataset.unusual import changes, given, outliers
from yusuan.standards import crosswalk


def test_bodies_are_compared_by_function(data: dataset.Dataset) -> None:
    found = compare(data, Basis("function", 3))
    assert [one.year for one in found.columns] == [2022, 2020, 2024]
    services = next(one for one in found.lines if one.member == "201")
    assert services.name == "一般公共服务支出"
    assert [one and one.amount for one in services.figures] == [
        Decimal(8834600), Decimal(5089300), Decimal(3972500),
    ]  # fmt: skip
    disclosure, fact = services.figures[0].facts[0] if services.figures[0] else ("", "")
    assert data.facts(disclosure, fact=fact)[0].function == "201"


def test_the_view_is_downloaded_as_shown(data: dataset.Dataset) -> None:
    answer = compare(data, Basis("function", 3)).answer()
    made = io.BytesIO()
    downloads.write(answer, "csv", made)
    assert "201,一般公共服务支出,8834600,5089300,3972500," in made.getvalue().decode()


def test_another_stage_is_not_compared(data: dataset.Dataset) -> None:
    found = compare(data, Basis("function", 3, stage="final"))
    assert not found.columns and len(found.left_out) == 3
    assert all("不和" in why for _, why in found.left_out)


def test_a_body_without_such_figures_is_said(data: dataset.Dataset) -> None:
    found = compare(data, Basis("function", 3, fund="scb"))
    assert len(found.columns) + len(found.left_out) == 3 and found.left_out


def test_a_choice_bounds_the_comparison(data: dataset.Dataset) -> None:
    found = compare(data, Basis("function", 3), years=[2024], districts=["湖南省株洲市荷塘区"])
    assert [one.year for one in found.columns] == [2024]
    with pytest.raises(KeyError):
        compare(data, Basis("place"))


def test_codes_are_bridged() -> None:
    assert crosswalk.step("function", "2010301", 2020, 2024).kind == crosswalk.SAME
    moved = crosswalk.step("function", "2010308", 2022, 2024)
    assert (moved.kind, moved.codes) == (crosswalk.MOVED, ("20140",))
    assert crosswalk.step("function", "2010308", 2020, 2022).kind == crosswalk.SAME
    assert crosswalk.step("function", "9999999", 2020, 2024).codes == ("9999999",)
    assert crosswalk.step("function", "2011008", 2020, 2022).codes == ("2080116",)
    assert "取消" in crosswalk.step("function", "2011002", 2020, 2022).said


def _column(number: int, year: int = 2024) -> Column:
    return Column(f"k{number}", "某区", f"某局{number}", year, f"d{number}")


def _comparison(columns: list[Column], *lines: list[int]) -> Comparison:
    made = tuple(
        Line(f"20{n}", f"科目{n}", tuple(Figure(Decimal(one), ()) for one in line))
        for n, line in enumerate(lines)
    )
    return Comparison(Basis("function", 3), tuple(columns), made)


def test_a_great_change_is_told_and_a_small_one_is_not(data: dataset.Dataset) -> None:
    columns = [_column(1, 2023), _column(1, 2024)]
    (found,) = changes(data, _comparison(columns, [100, 200], [500, 510]))
    assert (found.member, found.difference) == ("200", Decimal(100))


def test_a_body_unlike_the_others_is_told(data: dataset.Dataset) -> None:
    columns = [_column(n) for n in range(10)]
    usual = [48, 50, 52, 49, 51, 50, 48, 52, 50, 5]
    found = outliers(data, _comparison(columns, usual, [100 - one for one in usual]))
    assert {one.column.department for one in found} == {"某局9"}
    assert outliers(data, _comparison(columns[:3], usual[:3], [1, 2, 3])) == []


def test_the_reason_is_the_sentence_that_gives_it(data: dataset.Dataset) -> None:
    (issued,) = data.disclosures(year=2020)
    assert "原因" in given(data, issued.id, "项目支出")
    assert given(data, issued.id, "没有这个科目") == ""
