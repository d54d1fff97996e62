"""The one table of a budget's books: every list is a sheet, every field a column.

Reading, writing, the workbook's drop-downs and comments, and the checks between sheets all follow
from it. A field that is new in ``ledger.budgets`` is added here, and nowhere else.
"""

from __future__ import annotations

from typing import Final

from yusuan.books.about import ABOUT
from yusuan.books.columns import Column, Sheet, choices, of_dimension
from yusuan.books.schema_assessed import ASSESSED
from yusuan.books.target_choices import HORIZONS, INDICATORS
from yusuan.ledger import UNITS, budgets
from yusuan.standards.form_sets import form_set_names
from yusuan.standards.narrative_words import words

LINES: Final = 5_000
"""How many lines of a sheet the workbook has drop-downs, formats and sums for."""

MONEY_UNITS: Final = ("万元", "元", "千元", "百元", "百万元", "亿元")
MONEY_UNIT: Final = "万元"

_FUND: Final = of_dimension("fund")


def _fund(hint: str = "钱从哪本预算、哪个来源来，从下拉中选。", *, required: bool = True) -> Column:
    return Column("fund", "资金来源", "choice", hint, required=required, choices=_FUND, width=26)


def _unit(*, required: bool = True, empty: str = "") -> Column:
    hint = f"“单位”表里的单位编码；也可写单位名称。{empty}"
    return Column("unit", "单位", "unit", hint, required=required)


def _function() -> Column:
    hint = "支出功能分类科目，写到项：可写 7 位编码，可从下拉中选，也可写不重名的科目名称。"
    return Column("function", "支出功能科目", "code", hint, system="function", width=30)


def _dept_economic() -> Column:
    hint = "部门预算支出经济分类科目，写到款，例如 30201 办公费。"
    heading = "部门经济科目"
    return Column("dept_economic", heading, "code", hint, system="dept_economic", width=26)


def _project(hint: str) -> Column:
    return Column("project", "项目编号", "project", hint)


def _amount(hint: str = "金额，按首页写明的金额单位填，可带小数。") -> Column:
    return Column("amount", "金额", "amount", hint, required=True, width=16)


def _note() -> Column:
    return Column("note", "备注", "text", "需要说明的话；不公开。", width=30)


def _long(key: str, heading: str, hint: str, *, required: bool = False) -> Column:
    return Column(key, heading, "text", hint, required=required, width=50, long=True)


ENTITY: Final = Sheet(
    "entity",
    "首页",
    budgets.Entity,
    "这份预算是谁的、哪一年的、怎样公开",
    "",
    (
        Column("name", "单位名称", "text", "部门或单位的规范全称，与公章一致。", required=True),
        Column("year", "预算年度", "int", "四位年度，例如 2025。", required=True),
        Column("code", "部门编码", "key", "财政部门给的编码；没有就不填。"),
        Column(
            "stage",
            "阶段",
            "choice",
            "预算还是决算。",
            required=True,
            choices=of_dimension("stage"),
        ),
        Column(
            "scope",
            "范围",
            "choice",
            "部门预算含本级和下属单位，单位预算只含一个单位。",
            required=True,
            choices=choices(department="部门预算", unit="单位预算"),
        ),
        Column("district", "地区", "text", "省、市、县（区），例如 某省某市某区。"),
        Column(
            "form_set",
            "公开表样",
            "text",
            "按哪套表样公开；没有本地表样时用 general。",
            required=True,
            suggested=("general", *form_set_names()),
        ),
    ),
)

_UNITS: Final = Sheet(
    "units",
    "单位",
    budgets.Unit,
    "一行一个预算单位；本级也是一行",
    "001001　某局本级　行政单位　本级：是",
    (
        Column("code", "单位编码", "key", "预算单位的编码，不能重复。", required=True),
        Column("name", "单位名称", "text", "预算单位的规范全称。", required=True, width=30),
        Column(
            "kind",
            "单位性质",
            "choice",
            "决定政府经济科目：行政和参公单位对 501、502，其他事业单位对 505。",
            required=True,
            choices=choices(
                administrative="行政单位",
                ca_institution="参照公务员法管理事业单位",
                institution="事业单位",
            ),
            width=26,
        ),
        Column("own", "本级", "bool", "部门本级填“是”，下属单位填“否”；空着为“是”。"),
        Column("department", "部门编码", "key", "表样在单位上面另印部门编码时才填。"),
        Column("posts", "编制人数", "int", "编制部门核定的人数。"),
        Column("staff", "在职实有人数", "int", "年初在职的实有人数。"),
        Column("retirees", "离退休人数", "int", "年初离退休人数。"),
    ),
)

_SPENDING: Final = Sheet(
    "spending",
    "支出",
    budgets.SpendingLine,
    "一行一笔支出，越细越好：单位、功能科目、经济科目、资金来源各自分开",
    "001001　2010301 行政运行　人员经费　30101 基本工资　经费拨款　120.5",
    (
        _unit(),
        Column(
            "nature",
            "支出性质",
            "choice",
            "人员经费、公用经费、项目支出等，从下拉中选。",
            required=True,
            choices=of_dimension("nature"),
            width=18,
        ),
        _amount(),
        _function(),
        _dept_economic(),
        Column(
            "gov_economic",
            "政府经济科目",
            "code",
            "一般空着，由部门经济科目和单位性质推出；只在推出的不对时才填。",
            system="gov_economic",
            width=26,
        ),
        _fund(),
        _project("项目支出填“项目”表里的项目编号；也可写项目名称。"),
        _note(),
        Column(
            "view",
            "只用于",
            "choice",
            "一般空着。同一笔钱只分别知道功能和经济科目时，各写一行，并在这里说明各自用在哪里。",
            choices=choices(function="按功能分类", project="按项目", economic="按经济分类"),
        ),
    ),
)

_REVENUE: Final = Sheet(
    "revenue",
    "收入",
    budgets.RevenueLine,
    "一行一笔收入，按资金来源分开",
    "001001　经费拨款　350　上年结转：否",
    (
        _unit(),
        _fund(),
        _amount(),
        Column("carryover", "上年结转", "bool", "上年结转来的钱填“是”；空着为“否”。"),
        _note(),
    ),
)

_PROJECTS: Final = Sheet(
    "projects",
    "项目",
    budgets.Project,
    "一行一个项目；年度金额从“支出”表来，这里不填",
    "P01　窗口服务经费　001001　其他运转类　常年",
    (
        Column("key", "项目编号", "key", "自己编的短编号，不能重复，例如 P01。", required=True),
        Column("name", "项目名称", "text", "公开时印的全称。", required=True, width=30),
        _unit(required=False),
        Column(
            "category",
            "项目类别",
            "text",
            "按表样的说法填。",
            suggested=("其他运转类", "特定目标类", "部门预算项目", "专项资金项目"),
        ),
        Column(
            "frequency",
            "安排频度",
            "text",
            "按表样的说法填。",
            suggested=("一次性", "常年", "延续性", "经常性", "阶段性"),
        ),
        Column("start", "起始年度", "int", "四位年度。"),
        Column("end", "终止年度", "int", "四位年度；长期项目不填。"),
        Column("direction", "支出方向", "text", "专项之下的支出方向（子项）。", width=20),
        Column("special", "所属专项", "text", "所属的专项资金名称。", width=20),
        Column("lifetime", "项目总预算", "amount", "全部年度的总预算；不跨年的项目可不填。"),
        _long("basis", "立项依据", "文件名称和文号，例如《……办法》（某政发〔2020〕1号）。"),
        _long("plan", "实施方案", "做什么、谁来做、什么时候做。"),
        _long("previous", "上年绩效评价及应用", "上年绩效评价的结果、整改和应用。"),
        _long("history", "前两年预算及变动", "前两年预算数和当年变动的原因。"),
        Column("period", "实施期", "text", "用文字写的实施期，例如 2024年1月至12月。", width=20),
        _long("use", "主要支出方向和用途", "钱主要花在哪里。"),
        Column("code", "项目代码", "text", "预算系统里的项目代码。"),
        Column(
            "department", "主管部门", "text", "绩效表上的写法；与本部门名称相同的不填。", width=20
        ),
        Column(
            "office", "执行单位", "text", "绩效表上的写法；与所属单位名称相同的不填。", width=20
        ),
    ),
)

_COSTS: Final = Sheet(
    "costs",
    "项目明细",
    budgets.CostItem,
    "一行一条项目支出明细，写清怎样测算",
    "P01　印刷费　2　1 万份 × 2 元",
    (
        Column(
            "project",
            "项目编号",
            "project",
            "“项目”表里的项目编号；也可写项目名称。",
            required=True,
        ),
        Column("name", "支出内容", "text", "买什么、做什么。", required=True, width=30),
        Column("amount", "金额", "amount", "这一条的金额；没有单列金额时空着，不要填 0。"),
        _long("basis", "测算依据", "数量 × 单价等测算过程和依据。"),
        _long("detail", "支出明细", "更细的说明。"),
        _fund("本级财政拨款、上级转移支付还是其他资金，从下拉中选。", required=False),
    ),
)

_PURCHASES: Final = Sheet(
    "purchases",
    "采购",
    budgets.Purchase,
    "一行一项政府采购或政府购买服务",
    "001001　复印纸　1.2　政府采购　货物　200 箱",
    (
        _unit(),
        Column("name", "采购项目", "text", "品名或服务内容。", required=True, width=30),
        _amount(),
        Column(
            "kind",
            "采购方式",
            "choice",
            "政府采购，还是政府购买服务。",
            required=True,
            choices=choices(procurement="政府采购", purchased_services="政府购买服务"),
        ),
        Column(
            "category",
            "采购类别",
            "choice",
            "货物、工程或服务。",
            choices=of_dimension("procurement"),
        ),
        _function(),
        _project("属于某个项目时，填“项目”表里的项目编号。"),
        Column("quantity", "数量及单位", "text", "例如 200 箱。"),
        _fund(),
        Column("listed", "列入采购表", "bool", "只在项目绩效表中出现时填“否”；空着为“是”。"),
    ),
)

_FOR_PROJECT: Final = "属于哪个项目；部门（单位）整体的就不填。"
_GOALS: Final = Sheet(
    "goals",
    "绩效目标",
    budgets.TargetGoal,
    "一行一条绩效目标；项目编号空着是整体目标",
    "P01　年度　全年办件不少于……",
    (
        _long("text", "目标内容", "用一两句话写清要达到什么。", required=True),
        _project(_FOR_PROJECT),
        Column(
            "horizon",
            "期限",
            "choice",
            "年度还是实施期的目标。",
            required=True,
            choices=HORIZONS,
        ),
        Column("number", "目标序号", "int", "表样给目标编号时才填。"),
    ),
)

_TARGETS: Final = Sheet(
    "indicators",
    "绩效指标",
    budgets.TargetIndicator,
    "一行一个绩效指标；项目编号空着是整体指标",
    "产出指标/数量指标　办件量　P01　≥　5000　件",
    (
        Column(
            "level2",
            "指标类别",
            "choice",
            "一级/二级指标，从下拉中选。",
            required=True,
            choices=INDICATORS,
            width=30,
        ),
        Column("name", "指标名称", "text", "三级指标的名称。", required=True, width=30),
        _project(_FOR_PROJECT),
        Column(
            "horizon",
            "期限",
            "choice",
            "年度还是实施期的指标。",
            required=True,
            choices=HORIZONS,
        ),
        Column("goal", "对应目标序号", "int", "“绩效目标”表里的目标序号；不分目标就不填。"),
        Column(
            "operator",
            "比较符号",
            "text",
            "指标值前面的符号；定性指标填“定性”。",
            suggested=("≥", "≤", "=", ">", "<", "定性"),
        ),
        Column("value", "指标值", "text", "数字或文字，不带符号和单位，例如 95。"),
        Column("unit", "计量单位", "text", "例如 %、件、人次。"),
        Column("basis", "指标值依据", "text", "指标值从哪里来。", width=24),
        Column("standard", "绩效标准", "text", "计划、历史、行业标准或其他标准。", width=24),
        Column("remark", "备注", "text", "需要说明的话。", width=24),
        Column("level1", "一级指标另称", "text", "表样的一级指标叫法与类别不同时才填。"),
        Column(
            "weight",
            "权重",
            "number",
            "自评时这个指标值几分；空着就由同类指标平分。",
            sparse=True,
        ),
    ),
)

_TASKS: Final = Sheet(
    "tasks",
    "重点工作",
    budgets.Task,
    "一行一项本年重点工作",
    "优化窗口服务　全年……　办公室",
    (
        Column("name", "任务名称", "text", "任务的名称。", required=True, width=30),
        _long("text", "主要内容", "做什么、做到什么程度。"),
        Column("unit", "责任单位", "text", "负责的单位或科室；不写人名。", width=20),
    ),
)

_EARLIER: Final = Sheet(
    "earlier",
    "上年数",
    budgets.EarlierFigure,
    "一行一个以前年度（或其他阶段）的数；后面各列说明是什么数，没有限定的列空着",
    "980.5　2024　收支：支出　支出性质：基本支出",
    (Column("amount", "金额", "amount", "那一年的金额。", required=True, signed=True), *ABOUT),
)

_REASONS: Final = Sheet(
    "reasons",
    "增减原因",
    budgets.Reason,
    "一行一条增减变化的原因；后面各列说明是哪个数的变化",
    "压减一般性支出　收支：支出　事项：公务接待费",
    (_long("text", "原因", "为什么增加或减少；写事实，不写套话。", required=True), *ABOUT),
)

_PASSAGES: Final = Sheet(
    "passages",
    "说明文字",
    budgets.Passage,
    "一行一段固定文字；一段太长可分成几行，用序号排先后",
    "主要职责　（部门职责的文字）　1",
    (
        Column(
            "key",
            "文字名称",
            "choice",
            "这段文字用在哪里。",
            required=True,
            width=30,
            choices=choices(**words()["passage"]),
        ),
        _long("text", "内容", "照原样印出的文字；单元格内换行用 Alt+Enter。", required=True),
        Column("number", "序号", "int", "同一名称有几段时的先后；空着为 1。"),
    ),
)

_QUANTITIES: Final = Sheet(
    "quantities",
    "数量",
    budgets.Quantity,
    "一行一个说明文字里要写的数量：车辆、房屋面积、设备台数等",
    "车辆数　3　辆",
    (
        Column(
            "key",
            "数量名称",
            "choice",
            "这个数量用在哪里。",
            required=True,
            width=30,
            choices=choices(**words()["quantity"]),
        ),
        Column("value", "数值", "number", "数量本身，不受金额单位影响。", required=True),
        Column("unit", "计量单位", "text", "例如 辆、平方米、台（套）。"),
    ),
)

_NORMS: Final = Sheet(
    "norms",
    "定额标准",
    budgets.Norm,
    "一行一个按人数（数量）计算的标准：生成一笔支出，或者只核对手填的支出",
    "公用经费　4800　在职实有人数　生成　（全部单位）　2010301 行政运行　30201 办公费",
    (
        Column(
            "nature",
            "支出性质",
            "choice",
            "人员经费、公用经费等，从下拉中选。",
            required=True,
            choices=of_dimension("nature"),
            width=18,
        ),
        Column(
            "amount",
            "年标准（元/人）",
            "number",
            "每人（每个数量）一年多少元，不受金额单位影响；按月的标准请乘 12。",
            required=True,
            width=16,
        ),
        Column(
            "basis",
            "计数依据",
            "choice",
            "人数取自“单位”表，数量取自“数量”表。",
            required=True,
            choices=choices(
                staff="在职实有人数", posts="编制人数", retirees="离退休人数", quantity="数量"
            ),
            width=16,
        ),
        Column(
            "use",
            "用途",
            "choice",
            "“生成”算出一笔支出并计入；“核对”只与手填的支出比较，不计入。",
            required=True,
            choices=choices(derive="生成", check="核对"),
        ),
        _unit(required=False, empty="空着是每个单位都按这个标准。"),
        _function(),
        _dept_economic(),
        _fund(),
        Column(
            "quantity",
            "数量名称",
            "choice",
            "计数依据为“数量”时，填“数量”表里的数量名称。",
            choices=choices(**words()["quantity"]),
        ),
        Column("months", "发放月数", "int", "一年中有几个月发放；空着为全年 12 个月。"),
        _note(),
    ),
)

_NAMES: Final = Sheet(
    "names",
    "印出的名称",
    budgets.NameAs,
    "一行一个与规范名称不同的叫法；后面各列说明是什么（只填一列）",
    "一般公共服务　支出功能科目：201",
    (
        Column("label", "印出的名称", "text", "表里照这个名称印。", required=True, width=30),
        Column("form", "哪张表", "text", "只在一张表里这样印时，填这张表的标识；空着为所有表。"),
        *ABOUT,
    ),
)

_ANSWERS: Final = Sheet(
    "answers",
    "警告说明",
    budgets.Answer,
    "一行答复生成时的一条警告：为什么可以这样；改正了的就不用写",
    "X-03　001001 2080505 30101　（说明）",
    (
        Column("rule", "规则", "text", "照抄警告开头的规则代号。", required=True),
        Column("about", "对象", "text", "照抄警告里“｜”后面的对象。", required=True, width=40),
        _long("text", "说明", "为什么可以这样；空着就是还没有说明。"),
        _long("said", "警告内容", "照抄警告本身，便于日后看；不核对。"),
    ),
)

SHEETS: Final = (
    _UNITS,
    _SPENDING,
    _REVENUE,
    _PROJECTS,
    _COSTS,
    _PURCHASES,
    _GOALS,
    _TARGETS,
    _TASKS,
    _EARLIER,
    _REASONS,
    _PASSAGES,
    _QUANTITIES,
    _NORMS,
    _NAMES,
    _ANSWERS,
    *ASSESSED,
)
"""Every list of a budget, in the order a clerk fills them in."""

BY_KEY: Final = {sheet.key: sheet for sheet in SHEETS}

assert set(MONEY_UNITS) <= UNITS.keys()
