"""How the targets of each project stand: counted, weak points assigned, the rest suggested."""

from tests.checks.performance.tools import document, indicator, statement
from yusuan.checks import check
from yusuan.checks.performance.standing import Bases, Overview, overview
from yusuan.ledger import Statement
from yusuan.standards.cost_standards import read

FULL = (
    indicator("数量", "培训人次", "≥80人次"),
    indicator("质量", "培训出勤率", "≥95%"),
    indicator("时效", "完成时间", "12月31日前"),
    indicator("成本", "项目总成本", "≤8万元"),
    indicator("社会", "持证上岗率", "≥90%"),
    indicator("满意度", "参训人员满意度", "≥90%"),
)
COSTS = (("讲课费", "2000元/次×20次=4万元", "4"), ("场租", "1万元/期×3期", "4"))


def seen(*forms: Statement, standards: str = "") -> Overview:
    one = document(*forms)
    (result,) = check([one])
    return overview(one, result, read(standards) if standards else ())


def test_a_project_is_counted_by_groups_and_its_bases_by_verdict() -> None:
    (one,) = seen(statement(*FULL, total="8", costs=COSTS)).projects
    assert set(one.groups.values()) == {1}
    assert (one.indicators, one.measurable, one.lacking, one.suggestions) == (6, 6, (), ())
    assert one.bases == Bases(right=1, wrong=1, none=0)
    assert [f.rule for f in one.findings] == ["cost-basis-gives-amount"]


def test_what_a_project_lacks_is_suggested_by_group() -> None:
    (one,) = seen(statement(*FULL[:2], name="业务培训", total="8")).projects
    assert one.lacking == ("时效", "成本", "效益", "满意度")
    assert {found.group for found in one.suggestions} == set(one.lacking)
    assert "参训人员满意度" in {found.indicator.name for found in one.suggestions}


def test_quantities_that_no_spending_line_counts_or_names_are_told() -> None:
    extra = (indicator("数量", "宣传栏更新数", "≥4期"), indicator("数量", "发放手册数", "≥500册"))
    costs = (("讲课费", "2000元/次×20次=4万元", "4"), ("手册", "编印", "4"))
    (one,) = seen(statement(*FULL, *extra, total="8", costs=costs)).projects
    assert one.uncosted == ("培训人次", "宣传栏更新数")


def test_without_counts_in_the_bases_nothing_is_said_of_quantities() -> None:
    (one,) = seen(statement(*FULL, total="8", costs=(("讲课费", "按实际", "8"),))).projects
    assert one.uncosted == ()


def test_standards_that_are_given_are_applied() -> None:
    listed = "项目,别名,标准,单位,文件\n讲课费,,1500,元/次,某办法\n"
    form = statement(*FULL, total="8", costs=(("讲课费", "2000元/次×40次=8万元", "8"),))
    assert seen(form).all_findings == ()
    (one,) = seen(form, standards=listed).all_findings
    assert (one.rule, one.basis) == ("price-within-standard", "某办法")
