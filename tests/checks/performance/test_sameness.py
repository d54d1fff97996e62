"""One indicator, one value; nothing is repeated, nothing is copied."""

from tests.checks.performance.tools import indicator, messages, statement


def both(whole: str, own: str) -> list[str]:
    return messages(
        "indicator-has-one-value",
        statement(indicator("数量", "督查调研次数", whole), kind="whole", name="某局"),
        statement(indicator("数量", "督查调研", own), number=2),
    )


def test_the_department_and_its_project_promise_the_same() -> None:
    assert both("≥12次", "≥12次") == []
    assert both("≥12次", "每月1次") == []
    assert both("≥12次", "12次") == []
    assert len(both("≥12次", "≥8次")) == 1
    assert len(both("≥12次", "≤12次")) == 1
    assert len(both("≥12次", "≥12人")) == 1


def test_the_department_may_promise_what_its_projects_promise_together() -> None:
    forms = [
        statement(indicator("数量", "培训次数", "≥5次"), kind="whole", name="某局"),
        statement(indicator("数量", "培训次数", "≥2次"), number=2),
        statement(indicator("数量", "培训次数", "≥3次"), name="乙项目", number=3),
    ]
    assert messages("indicator-has-one-value", *forms) == []


def test_the_year_lies_within_the_period() -> None:
    def years(annual: str, period: str) -> list[str]:
        form = statement(
            indicator("数量", "新建站点数", annual, horizon="annual"),
            indicator("数量", "新建站点数", period, horizon="period"),
        )
        return messages("indicator-has-one-value", form)

    assert years("≥2个", "≥6个") == []
    assert len(years("≥7个", "≥6个")) == 1


def test_a_goal_and_its_indicator_say_one_number() -> None:
    def goal(value: str) -> list[str]:
        goals = (("年度目标", "annual", "编印简报12期，文稿准确率达到98%。"),)
        form = statement(indicator("质量", "文稿准确率", value, horizon="annual"), goals=goals)
        return messages("goal-agrees-with-indicators", form)

    assert goal("≥98%") == []
    assert len(goal("≥95%")) == 1


def test_what_is_promised_is_what_is_paid_for() -> None:
    def promised(value: str) -> list[str]:
        costs = (("宣传费", "社区宣传活动每季度1次，每次5000元", "2"),)
        form = statement(indicator("数量", "社区宣传活动", value), costs=costs)
        return messages("quantity-agrees-with-cost-basis", form)

    assert promised("≥4次") == []
    assert promised("≥300人") == []
    assert len(promised("≥12次")) == 1


def test_an_indicator_stands_once() -> None:
    rule = "indicator-not-repeated"
    one = indicator("社会", "群众安全感", "提升")
    assert messages(rule, statement(one, indicator("可持续", "长效机制", "形成"))) == []
    assert len(messages(rule, statement(one, indicator("可持续", "群众安全感", "提升")))) == 1


def test_projects_have_goals_of_their_own() -> None:
    rule = "targets-not-copied"
    text = "贯彻执行有关方针政策，督促落实各项工作部署。"

    def forms(other: str) -> list[str]:
        one = statement(goals=(("年度绩效目标", "annual", text),))
        two = statement(name="乙项目", goals=(("年度绩效目标", "annual", other),), number=2)
        return messages(rule, one, two)

    assert forms("优化营商环境，规范涉企检查。") == []
    assert len(forms(text)) == 1


def test_a_whole_set_of_indicators_is_not_copied() -> None:
    rule = "targets-not-copied"
    mine = [indicator("数量", "件数", "9件"), indicator("质量", "合格率", "98%")]
    third = indicator("满意度", "满意度", "90%")
    one, two = statement(*mine, third), statement(*mine, third, name="乙项目", number=2)
    other = statement(*mine, indicator("满意度", "满意度", "95%"), name="乙项目", number=2)
    assert messages(rule, one, other) == []
    assert len(messages(rule, one, two)) == 1


def test_a_year_of_several_does_not_copy_the_period() -> None:
    def goals(period: str) -> list[str]:
        text = "建成两个服务站"
        said = (("实施期绩效目标", "period", text), ("年度绩效目标", "annual", text))
        return messages("annual-differs-from-period", statement(goals=said, 项目实施期=period))

    assert goals("2022年") == []
    assert len(goals("2022-2024年")) == 1


def test_a_count_is_compared_by_its_full_name_though_its_unit_differs() -> None:
    rule = "goal-agrees-with-indicators"
    one = indicator("数量", "报告突发事件", "≥300次")
    for number, said in (("400起", 1), ("300起", 0), ("40%", 0)):
        goals = (("年度目标", "annual", f"值班，报告突发事件达到{number}。"),)
        assert len(messages(rule, statement(one, goals=goals))) == said
