"""The sheets that are filled in after the budget: what was spent and reached, and the review.

A department that does not assess leaves them empty, and has no files of them.
"""

from __future__ import annotations

from typing import Final

from yusuan.books.columns import Column, Sheet
from yusuan.books.target_choices import ASPECTS, BANDS, HORIZONS, INDICATORS, MARKS, OFFICES
from yusuan.ledger import budgets

_WHOSE: Final = "“项目”表里的项目编号；部门（单位）整体的就不填。"


def _project() -> Column:
    return Column("project", "项目编号", "project", _WHOSE)


def _through() -> Column:
    hint = "到哪一天为止的数，例如 2024-07-31；空着为当年 12 月 31 日。"
    return Column("through", "截至日期", "date", hint)


def _long(key: str, heading: str, hint: str) -> Column:
    return Column(key, heading, "text", hint, width=40, long=True)


_EXECUTIONS: Final = Sheet(
    "executions",
    "执行情况",
    budgets.Execution,
    "一行一个项目到某一天的执行数；项目编号空着是部门整体",
    "P01　2024-12-31　全年预算数 50　执行数 48.6",
    (
        _project(),
        _through(),
        Column(
            "budget", "全年预算数", "amount", "年中调整后的全年预算；没有调整就不填。", width=16
        ),
        Column(
            "executed",
            "执行数",
            "amount",
            "到截至日期为止实际支出的数。",
            required=True,
            width=16,
        ),
        _long("achieved", "目标完成情况", "绩效目标实际完成得怎样，写事实和数字。"),
        _long("reason", "偏差原因", "没有执行完或超过预算的原因。"),
        _long("measure", "改进措施", "怎样改进。"),
        _long("use", "结果应用", "自评结果怎样应用、怎样公开。"),
    ),
    optional=True,
)

_RESULTS: Final = Sheet(
    "results",
    "完成情况",
    budgets.Result,
    "一行一个绩效指标到某一天的实际完成值；指标按类别、名称、期限与“绩效指标”表对应",
    "产出指标/数量指标　办件量　P01　年度　2024-12-31　5120件",
    (
        Column(
            "level2",
            "指标类别",
            "choice",
            "与“绩效指标”表一致。",
            required=True,
            choices=INDICATORS,
            width=30,
        ),
        Column("name", "指标名称", "text", "与“绩效指标”表的名称一致。", required=True, width=30),
        _project(),
        Column(
            "horizon", "期限", "choice", "与“绩效指标”表一致。", required=True, choices=HORIZONS
        ),
        Column("goal", "对应目标序号", "int", "与“绩效指标”表一致；那里没填这里也不填。"),
        _through(),
        Column(
            "value", "实际完成值", "text", "带单位，例如 98%、12次、12月20日、已建成。", width=20
        ),
        Column(
            "band",
            "定性结果",
            "choice",
            "只有定性指标填：达成 100%—80%，部分达成 80%—60%，未达成 60%—0%。",
            choices=BANDS,
            width=22,
        ),
        Column(
            "percent", "定性得分比例", "number", "只有定性指标填：得几成分，0 至 100，不写百分号。"
        ),
        _long("reason", "偏差原因", "没有完成或超过较多的原因。"),
        _long("measure", "改进措施", "怎样改进。"),
    ),
    optional=True,
)

_REVIEWS: Final = Sheet(
    "reviews",
    "目标审核",
    budgets.Review,
    "一行一条财政部门的审核意见；审核内容空着是总的意见",
    "P01　绩效股　完整性　良　缺少满意度指标，请补充",
    (
        _project(),
        Column(
            "office", "审核股室", "choice", "业务股室还是绩效股。", required=True, choices=OFFICES
        ),
        Column(
            "aspect",
            "审核内容",
            "choice",
            "完整性、相关性、适当性、可行性；空着是总的意见。",
            choices=ASPECTS,
        ),
        Column("mark", "等次", "choice", "优、良、中、差；只写意见时不填。", choices=MARKS),
        _long("opinion", "审核意见", "意见的文字，不写人名。"),
    ),
    optional=True,
)

ASSESSED: Final = (_EXECUTIONS, _RESULTS, _REVIEWS)
