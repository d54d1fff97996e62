"""The budget itself: one department's or unit's plan for a year, entered once.

Everything printed is derived from it and nothing printed is stored. Each list is one table of
the clerk's workbook: a field is a column, a value a row. Amounts are 元, exact. Names that point
from one list to another (a unit's code, a project's key) are checked when a budget is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yusuan.ledger.coordinates import Coordinates

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Entity:
    """Whose budget it is, for which year, and how it is printed."""

    name: str
    year: int
    code: str = ""
    stage: str = "budget"
    scope: str = "department"  # department | unit
    district: str = ""
    form_set: str = "general"


@dataclass(frozen=True, slots=True)
class Unit:
    """A budget unit of the department; the department's own office is one of them (本级)."""

    code: str
    name: str
    kind: str = "administrative"  # administrative | ca_institution | institution
    own: bool = True  # 本级 (own office) or 下属 (subordinate)
    department: str = ""  # code printed above it, where the forms print one
    posts: int | None = None  # 编制人数
    staff: int | None = None  # 在职实有人数
    retirees: int | None = None


@dataclass(frozen=True, slots=True)
class SpendingLine:
    """One line of expenditure, as fine as it is known; a seed that prints less leaves fields empty.

    ``gov_economic`` is derived through the correspondence where it is empty. ``view`` is for money
    known by function and by economic class, but not by both at once: one of the view ``function``
    or ``project`` counts only where money is shown by function (or project), one of the view
    ``economic`` only where it is shown by economic class. A line without a view counts in all.
    """

    unit: str
    nature: str  # basic | project | business | upward | downward | reserve
    amount: Decimal
    function: str = ""
    dept_economic: str = ""
    gov_economic: str = ""
    fund: str = "gpb"
    project: str = ""
    note: str = ""
    view: str = ""  # "" (all) | function | project | economic


@dataclass(frozen=True, slots=True)
class RevenueLine:
    """One line of revenue: a source (fund key of the vocabulary), or money carried over."""

    unit: str
    fund: str
    amount: Decimal
    carryover: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """A project: what it is, when, why, and what it costs over its life."""

    key: str
    name: str
    unit: str = ""
    category: str = ""  # 其他运转类 | 特定目标类 …, as the forms tick it
    frequency: str = ""  # 一次性 | 常年 | 延续性
    start: int | None = None
    end: int | None = None
    direction: str = ""  # 支出方向
    special: str = ""  # 所属专项
    lifetime: Decimal | None = None  # 项目总预算
    basis: str = ""  # 立项依据
    plan: str = ""  # 实施方案
    previous: str = ""  # 上年绩效评价结果、整改及应用
    history: str = ""  # 前两年预算及当年预算变动情况
    period: str = ""  # 实施期, as words
    use: str = ""  # 主要支出方向和用途
    code: str = ""  # 项目代码
    department: str = ""  # 主管部门, where its form prints another name than the budget's own
    office: str = ""  # 执行单位, likewise


@dataclass(frozen=True, slots=True)
class CostItem:
    """One spending line of a project: what for, how it was computed, how much, from where."""

    project: str
    name: str
    amount: Decimal | None = None
    basis: str = ""
    detail: str = ""
    fund: str = "appropriation.own"


@dataclass(frozen=True, slots=True)
class Purchase:
    """One item of procurement (政府采购) or of purchased services (政府购买服务)."""

    unit: str
    name: str
    amount: Decimal
    kind: str = "procurement"  # procurement | purchased_services
    category: str = ""  # goods | works | services
    function: str = ""
    project: str = ""
    quantity: str = ""
    fund: str = "gpb"
    listed: bool = True  # False: only in the project's own form


@dataclass(frozen=True, slots=True)
class TargetGoal:
    """A performance goal of the whole (``project`` empty) or of a project, by horizon."""

    text: str
    project: str = ""
    horizon: str = "annual"  # annual | period
    number: int | None = None  # where goals are numbered


@dataclass(frozen=True, slots=True)
class TargetIndicator:
    """A performance indicator; the coarser printings are joined from its parts."""

    level2: str  # canonical class: output.quantity …
    name: str
    project: str = ""
    horizon: str = "annual"
    goal: int | None = None
    operator: str = ""  # ≥ ≤ = > < 定性, or empty
    value: str = ""
    unit: str = ""
    basis: str = ""
    standard: str = ""
    remark: str = ""
    level1: str = ""  # only where a form prints another than the class implies
    weight: Decimal | None = None  # 权重, in points; its class's points are split where empty


@dataclass(frozen=True, slots=True)
class Execution:
    """What was spent of a project (of the whole where empty) up to a day, and what came of it."""

    executed: Decimal
    project: str = ""
    through: date | None = None  # the end of the year where empty
    budget: Decimal | None = None  # 全年预算数 with adjustments; as at first where empty
    achieved: str = ""  # 目标实际完成情况
    reason: str = ""  # 偏差原因
    measure: str = ""  # 改进措施
    use: str = ""  # 结果应用和公开


@dataclass(frozen=True, slots=True)
class Result:
    """What an indicator came to up to a day; the indicator is named by what tells it apart."""

    level2: str  # canonical class: output.quantity …
    name: str
    value: str = ""  # as words: 「98%」, 「12次」, 「12月20日」, 「已建成」
    project: str = ""
    horizon: str = "annual"
    goal: int | None = None
    through: date | None = None  # the end of the year where empty
    band: str = ""  # of a 定性 indicator: full | part | none
    percent: Decimal | None = None  # of its points that a 定性 indicator earns, 0 to 100
    reason: str = ""  # 偏差原因
    measure: str = ""  # 改进措施


@dataclass(frozen=True, slots=True)
class Review:
    """What an office of finance says of targets: of one aspect, or on the whole where empty."""

    office: str  # sector | performance
    mark: str = ""  # excellent | good | fair | poor
    project: str = ""
    aspect: str = ""  # completeness | relevance | suitability | feasibility
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One of the year's main tasks."""

    name: str
    text: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class EarlierFigure:
    """A figure of an earlier year (or another stage), by its coordinates."""

    about: Coordinates
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something changed, in the clerk's words; ``about`` names what, as coordinates."""

    about: Coordinates
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A standing text of the explanation: duties, organisation, a statement of assets …"""

    key: str
    text: str
    number: int = 1


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count that the explanation states: vehicles, floor area, equipment above a value …"""

    key: str
    value: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Norm:
    """A standard (定额标准): so much a head and year, for a unit or for every unit.

    One of the use ``derive`` makes a line of spending; one of the use ``check`` is laid beside
    the lines that were typed.
    """

    nature: str
    amount: Decimal  # 元 a head and year
    basis: str = "staff"  # staff | posts | retirees | quantity
    use: str = "derive"  # derive | check
    unit: str = ""  # every unit where empty
    function: str = ""
    dept_economic: str = ""
    fund: str = "gpb"
    quantity: str = ""  # key of what is counted, where the basis is a quantity
    months: int | None = None  # how many months of the year it is paid for; all where empty
    note: str = ""


@dataclass(frozen=True, slots=True)
class NameAs:
    """What a place prints for one member where that is not its official name; one form or all."""

    about: Coordinates  # one dimension
    label: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Why a warning may stand, in the clerk's words; ``rule`` and ``about`` name the warning."""

    rule: str
    about: str
    text: str = ""
    said: str = ""  # the warning as it was told, for who reads the list


@dataclass(frozen=True, slots=True)
class Budget:
    """A whole budget as a value: equal content is equal, whatever file it came from."""

    entity: Entity
    units: tuple[Unit, ...] = ()
    spending: tuple[SpendingLine, ...] = ()
    revenue: tuple[RevenueLine, ...] = ()
    projects: tuple[Project, ...] = ()
    costs: tuple[CostItem, ...] = ()
    purchases: tuple[Purchase, ...] = ()
    goals: tuple[TargetGoal, ...] = ()
    indicators: tuple[TargetIndicator, ...] = ()
    tasks: tuple[Task, ...] = ()
    earlier: tuple[EarlierFigure, ...] = ()
    reasons: tuple[Reason, ...] = ()
    passages: tuple[Passage, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    norms: tuple[Norm, ...] = ()
    names: tuple[NameAs, ...] = ()
    answers: tuple[Answer, ...] = ()
    executions: tuple[Execution, ...] = ()
    results: tuple[Result, ...] = ()
    reviews: tuple[Review, ...] = ()
