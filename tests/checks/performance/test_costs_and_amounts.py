"""Cost bases, breakdowns, shares, and cost indicators against the budget."""

from decimal import Decimal

from tests.checks.performance.tools import findings, indicator, messages, statement
from yusuan.checks.performance.costs import refines

COUNTED = "补助100元/人×50人×12月=6万元"


def test_a_basis_that_gives_its_amount_is_silent() -> None:
    form = statement(costs=(("补助", COUNTED, "6"), ("会议", "场租1万元，资料2万元。", "3")))
    assert messages("cost-basis-gives-amount", form) == []


def test_a_basis_that_gives_another_amount_says_by_how_much() -> None:
    (found,) = findings("cost-basis-gives-amount", statement(costs=(("补助", COUNTED, "6.9"),)))
    assert (found.expected, found.printed, found.difference) == ("60000", "69000", "9000")
    assert "相差 0.9 万元" in found.message
    assert (found.severity, found.facts) == ("error", ("t01.1",))


def test_prose_is_not_taken_for_a_sum() -> None:
    form = statement(costs=(("印刷", "设计、排版费用，按实际结算", "3"),))
    assert messages("cost-basis-gives-amount", form) == []


def test_a_computation_is_computed_again_wherever_it_stands() -> None:
    wrong = "每年30元/份×200份=8000元"
    form = statement(
        indicator("数量", "印发份数", "200份", standard=wrong),
        costs=(("补助", "100元/人×50人=6000元", "0.6"),),
        立项依据="按30元/份×200份=6000元测算",
    )
    found = findings("cost-basis-computes", form)
    assert [one.difference for one in found] == ["1000", "2000"]


def test_parts_in_brackets_make_the_sum_before_them() -> None:
    good = statement(
        costs=(("保障", "1、值班19万元（系统8万元，餐费9万元，物资2万元）；2、培训5万元", "24"),)
    )
    bad = statement(
        costs=(("保障", "1、值班19万元（系统8万元，餐费7万元，物资2万元）；2、培训5万元", "24"),)
    )
    assert messages("cost-basis-parts-add-up", good) == []
    assert len(messages("cost-basis-parts-add-up", bad)) == 1


def test_a_project_is_made_up_alike_in_both_forms() -> None:
    def forms(second: str, third: str) -> list[str]:
        whole = statement(
            kind="whole", name="某局", costs=(("乙项目", "1、值班19万元；2、培训5万元", "24"),)
        )
        own = statement(
            name="乙项目",
            total="24",
            costs=(("值班", "", "15"), ("系统", "", second), ("培训", "", third)),
            number=2,
        )
        return messages("project-made-up-alike", whole, own)

    assert forms("4", "5") == []
    assert len(forms("3", "6")) == 1


def test_coarse_parts_are_groups_of_fine_ones() -> None:
    fine = [Decimal(n) for n in ("6.5", "2", "0.18", "3", "1.32")]
    assert refines([Decimal(n) for n in ("6.5", "3", "2", "1.5")], fine)
    assert not refines([Decimal(7), Decimal(6)], fine)


def test_a_share_is_the_part_over_the_total() -> None:
    def shares(text: str) -> list[str]:
        fields = {
            "支出构成/基本支出/当年金额": "30",
            "支出构成/基本支出/占比": text,
            "支出构成/合计/当年金额": "90",
        }
        form = statement(kind="whole", name="某局", **fields)
        return [f"{one.expected}" for one in findings("share-of-form", form)]

    assert shares("33.33%") == []
    assert shares("33%") == []
    assert shares("34.33%") == ["33.33"]


def test_a_cost_indicator_is_within_the_budget() -> None:
    def said(value: str) -> list[tuple[str, str]]:
        form = statement(indicator("成本", "不超过预算", value), total="54")
        found = findings("cost-indicator-within-budget", form)
        return [(one.severity, str(one.difference)) for one in found]

    assert said("≤54万元") == []
    assert said("≤100元/份") == []
    assert said("≤64万元") == [("error", "100000")]
    assert said("≤45万元") == [("warning", "-90000")]


def test_a_project_has_one_name() -> None:
    def named(other: str) -> list[str]:
        whole = statement(kind="whole", name="某局", costs=(("乙项目", "24", "24"),))
        own = statement(name=other, total="24", number=2)
        return messages("project-named-alike", whole, own)

    assert named("乙项目") == []
    assert len(named("丙项目")) == 1


def test_whole_figures_add_up_as_printed() -> None:
    def lines(*amounts: str, total: str = "13") -> list[str]:
        costs = tuple((f"支出{number}", "", one) for number, one in enumerate(amounts))
        return messages("spending-lines-exactly", statement(total=total, costs=costs))

    assert lines("6", "2", "5") == []
    assert lines("6.55", "6.46", total="13.00") == []
    assert len(lines("6", "2", "6")) == 1
