"""Budgets of any size made at random: in balance, every fund, blanks, last year, projects."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.derive import facts
from yusuan.ledger.budgets import (
    Budget,
    CostItem,
    EarlierFigure,
    Entity,
    Passage,
    Project,
    Purchase,
    RevenueLine,
    SpendingLine,
    TargetGoal,
    TargetIndicator,
    Task,
    Unit,
)
from yusuan.standards.classification import codes
from yusuan.standards.form_sets import form_set, form_sets

SETS = tuple(form_sets())


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of what; ``blanks`` is the share of texts and figures left out."""

    units: int = 2
    lines: int = 20
    projects: int = 2
    blanks: float = 0.2
    odd: float = 0.2  # the share of names that look like something else


SMALL = Size()
LARGE = Size(40, 2000, 12)

FUNCTIONS = [
    "2010301",
    "2010302",
    "2010350",
    "2050101",
    "2050205",
    "2060101",
    "2070101",
    "2080501",
    "2080505",
    "2080506",
    "2089999",
    "2101101",
    "2101102",
    "2110101",
    "2120101",
    "2130101",
    "2130599",
    "2140101",
    "2200101",
    "2210201",
    "2210203",
    "2240101",
]
FUND_FUNCTIONS = ["2120801", "2120803", "2121301", "2296003"]
CAPITAL_FUNCTIONS = ["2230199"]
PERSONNEL = [
    "30101",
    "30102",
    "30103",
    "30107",
    "30108",
    "30109",
    "30110",
    "30111",
    "30112",
    "30113",
    "30199",
]
AID = ["30301", "30302", "30304", "30305", "30307", "30309", "30399"]
OPERATING = [
    "30201",
    "30202",
    "30205",
    "30206",
    "30207",
    "30208",
    "30209",
    "30211",
    "30212",
    "30213",
    "30214",
    "30215",
    "30216",
    "30217",
    "30218",
    "30226",
    "30227",
    "30228",
    "30229",
    "30231",
    "30239",
    "30299",
]
PROJECT = [
    *OPERATING,
    *[
        "30901",
        "30905",
        "30913",
        "31001",
        "31002",
        "31003",
        "31005",
        "31013",
        "31204",
        "31299",
        "39999",
    ],
]

#: Every fund a line may be of; a set leaves out those it has no heading for.
FUNDS = [
    "gpb.tax",
    "gpb.nontax.fee",
    "gpb.nontax.special",
    "gpb.nontax.state_asset",
    "gpb.nontax.fine",
    "gpb.nontax.other",
    "gf",
    "scb",
    "special.education",
    "special.nontax",
    "upper_fiscal.gpb",
    "service",
    "business",
    "upper_unit",
    "subsidiary",
    "other",
    "debt",
    "carryover",
]

NAMES = [
    "办公设备更新",
    "档案整理",
    "窗口服务",
    "道路养护",
    "扶贫帮扶",
    "信息系统运行维护",
    "执法办案",
    "宣传培训",
]
#: Names that look like a total, a heading, a number, a code or an amount.
ODD = [
    "合计站",
    "其他支出项目",
    "一、专项业务",
    "2024年工作经费",
    "100万元以上工程",
    "小计复核",
    "（二）巡查",
    "基本支出补助",
    "12345热线",
    "3.15活动",
    "总计划编制",
    "项目支出评审",
    "人员经费补差",
    "“三公”经费审计",
    "第1批-2期",
    "A/B栋维修",
    "本年收入合计核对",
    "2080505养老金清算",
    "无",
    "其中：物业管理",
]
OPERATORS = ["", "≥", "≤", "=", ">", "<", "定性"]
MEASURES = ["", "%", "个", "份", "万元", "天", "无", "人次", "公里"]
CLASSES = [
    "output.quantity",
    "output.quality",
    "output.timeliness",
    "output.cost",
    "outcome.economic",
    "outcome.social",
    "outcome.ecological",
    "outcome.sustainable",
    "satisfaction.beneficiary",
]
SENTENCES = [
    "按季度完成全部任务，保证工作正常开展。",
    "根据有关办法和标准测算。",
    "提高服务效率，群众满意。",
    "一是做好日常管理；二是加强监督检查；三是及时总结。",
    "预算执行率达到95%以上，节约1.5万元。",
    "本年度安排200人次，按每人次的标准执行。",
    "无",
]


def budget(seed: int, name: str, size: Size = SMALL) -> Budget:
    """A budget of a form set: all money is received and spent, last year's figures likewise."""
    return _Maker(random.Random(f"{name} {seed}"), name, size).budget()


@dataclass(slots=True)
class _Maker:
    rng: random.Random
    form_set: str
    size: Size

    def budget(self) -> Budget:
        year = form_set(self.form_set).years[0]
        units = tuple(self.units())
        projects = tuple(self.projects(units, year))
        spending = tuple(self.spending(units, projects, year))
        entity = Entity("甲县甲局", year, "004", form_set=self.form_set, district="某省某市甲县")
        spoken = [one for one in projects if not self.blank()]
        return Budget(
            entity,
            units,
            spending,
            tuple(received(spending)),
            projects,
            tuple(self.costs(spoken, spending)),
            tuple(self.purchases(units, projects)),
            tuple(self.goals(spoken)),
            tuple(self.indicators(spoken)),
            tuple(self.tasks()),
            tuple(self.earlier(entity, units, projects)),
            passages=tuple(self.passages()),
        )

    def blank(self) -> bool:
        return self.rng.random() < self.size.blanks

    def text(self, most: int = 3) -> str:
        if self.blank():
            return ""
        return "".join(self.rng.choices(SENTENCES, k=self.rng.randint(1, most)))

    def amount(self) -> Decimal:
        """In 元: round, to the 分, small and large."""
        digits = self.rng.choice([2, 4, 6, 8, 9])
        value = Decimal(self.rng.randint(1, 10**digits))
        return self.rng.choice([value * 100, value, value / 100])

    def units(self) -> Iterator[Unit]:
        # Table 10 of hetang-2024 names 社会保障缴费, a class that institutions do not have.
        kinds = ["administrative", "ca_institution", "institution"]
        kinds = kinds[:2] if self.form_set == "hetang-2024" else kinds
        for number in range(1, self.rng.randint(1, self.size.units) + 1):
            name = f"甲县{self.name()}中心" if number > 1 else "甲县甲局本级"
            yield Unit(
                f"004{number:03d}",
                f"{name}{number}" if number > 1 else name,
                self.rng.choice(kinds),
                own=number == 1,
                department="004",
            )

    def name(self) -> str:
        return self.rng.choice(ODD if self.rng.random() < self.size.odd else NAMES)

    def projects(self, units: Sequence[Unit], year: int) -> Iterator[Project]:
        taken: set[str] = set()
        for number in range(1, self.rng.randint(0, self.size.projects) + 1):
            while (name := f"{self.name()}{self.rng.choice(['', '项目', '（一期）'])}") in taken:
                taken.add("")
                name = f"{name}{number}"
                if name not in taken:
                    break
            taken.add(name)
            start = self.rng.choice([None, year - 1, year])
            yield Project(
                f"P{number:02d}",
                name,
                self.rng.choice(units).code,
                category=self.rng.choice(["", "其他运转类", "特定目标类本级支出项目"]),
                frequency=self.rng.choice(["", "一次性项目", "常年项目", "延续性项目"]),
                start=start,
                end=self.rng.choice([None, year, year + 2]) if start else None,
                direction=self.rng.choice(["", name]),
                special=self.rng.choice(["", "甲局专项资金"]),
                lifetime=None if self.blank() else self.amount(),
                basis=self.text(),
                plan=self.text(8),
                previous=self.text(),
                history=self.text(),
                period=self.rng.choice(["", f"{year}年1月至12月"]),
                use=self.text(),
                code=self.rng.choice(["", f"43020{number:04d}"]),
            )

    def spending(
        self, units: Sequence[Unit], projects: Sequence[Project], year: int
    ) -> Iterator[SpendingLine]:
        least = 0 if self.size.lines < 100 else self.size.lines
        for _ in range(self.rng.randint(least, self.size.lines)):
            line = self.line(units, projects)
            if codes("dept_economic").get(line.dept_economic, year):
                yield line

    def line(self, units: Sequence[Unit], projects: Sequence[Project]) -> SpendingLine:
        rng = self.rng
        fund = rng.choice(["gpb.tax"] * 4 + [one for one in FUNDS if self.has(one)])
        unit, amount, function = rng.choice(units).code, self.amount(), rng.choice(FUNCTIONS)
        if fund == "carryover":  # what tables in 万元 print as 0.00 is none
            amount = max(amount, Decimal(100))
        if fund in ("gf", "scb"):
            function = rng.choice(FUND_FUNCTIONS if fund == "gf" else CAPITAL_FUNCTIONS)
        projects = projects if self.listed(fund) else ()
        basic = fund.startswith("gpb") and rng.random() < 0.6
        if basic or not self.listed(fund):
            code = rng.choice([*PERSONNEL, *AID, *OPERATING])
            return SpendingLine(unit, "basic", amount, function, code, fund=fund)
        project = rng.choice(projects) if projects else None
        return SpendingLine(
            project.unit if project else unit,
            "project",
            amount,
            function,
            rng.choice(PROJECT),
            fund=fund,
            project=project.key if project else "",
        )

    def listed(self, fund: str) -> bool:
        """Whether the set's table of projects has a column for a fund."""
        return fund not in NO_PROJECTS.get(self.form_set, ())

    def has(self, fund: str) -> bool:
        return fund not in NO_HEADING.get(self.form_set, ())

    def costs(
        self, projects: Sequence[Project], spending: Sequence[SpendingLine]
    ) -> Iterator[CostItem]:
        """The cost lines of a project make up what it spends."""
        for one in projects:
            total = sum((s.amount for s in spending if s.project == one.key), Decimal(0))
            count = self.rng.randint(1, 4)
            for number in range(count if total and not self.blank() else 0):
                part = total if number == count - 1 else (total / 2).quantize(Decimal(1))
                total -= part
                fund = self.rng.choice(
                    ["appropriation.own", "appropriation.transfer", "special", "rest"]
                )
                yield CostItem(
                    one.key,
                    f"{self.name()}费{number + 1}",
                    part,
                    self.text(),
                    self.text(1),
                    fund,
                )

    def purchases(self, units: Sequence[Unit], projects: Sequence[Project]) -> Iterator[Purchase]:
        for number in range(self.rng.randint(0, 3)):
            kind = self.rng.choice(["procurement", "purchased_services"])
            project = self.rng.choice([None, *projects])
            yield Purchase(
                project.unit if project else self.rng.choice(units).code,
                f"{self.name()}采购{number + 1}",
                self.amount(),
                kind,
                self.rng.choice(["goods", "works", "services"]) if kind == "procurement" else "",
                self.rng.choice(FUNCTIONS),
                project.key if project else "",
                self.rng.choice(["", "10台", "2批"]),
                "gpb.tax",
            )

    def goals(self, projects: Sequence[Project]) -> Iterator[TargetGoal]:
        for key in ("", *(one.key for one in projects)):
            for horizon in ("annual", "period"):
                if text := self.text():
                    yield TargetGoal(text, key, horizon)

    def indicators(self, projects: Sequence[Project]) -> Iterator[TargetIndicator]:
        for key in ("", *(one.key for one in projects)):
            for level2 in CLASSES:
                for number in range(0 if self.blank() else self.rng.randint(1, 3)):
                    operator = self.rng.choice(OPERATORS)
                    words = operator == "定性" or self.rng.random() < 0.2
                    name = f"{self.name()}{self.rng.choice(['数', '率', '情况'])}{number + 1}"
                    yield TargetIndicator(
                        level2,
                        name,
                        key,
                        operator=operator if not words or operator == "定性" else "",
                        value=self.rng.choice(["按时完成", "良好", "逐步提高", "100%"])
                        if words
                        else str(self.rng.choice([1, 5, 95, 100, 2024, "98.5", "1,200"])),
                        unit="" if words else self.measure(level2 + name),
                        basis=self.text(1),
                        remark=self.rng.choice(["", "备查"]),
                    )

    def measure(self, about: str) -> str:
        """What a value counts: of a cost no money, which would have to keep within the budget."""
        measure = self.rng.choice(MEASURES)
        cost = re.search("cost|经费|成本|预算", about)
        return "%" if cost and measure in ("", "无", "万元") else measure

    def tasks(self) -> Iterator[Task]:
        for number in range(self.rng.randint(0, 3)):
            yield Task(f"{self.name()}任务{number + 1}", self.text() or "完成")

    def passages(self) -> Iterator[Passage]:
        for key in ("duties", "duty_goal", "objective", "organisation"):
            if text := self.text(6):
                yield Passage(key, text)

    def earlier(
        self, entity: Entity, units: Sequence[Unit], projects: Sequence[Project]
    ) -> Iterator[EarlierFigure]:
        """Last year's figures, of lines as many: about half of all changes are negative."""
        if self.blank():
            return
        few = Size(self.size.units, min(self.size.lines, 60), 0, 0, 0)
        maker = _Maker(self.rng, self.form_set, few)
        lines = tuple(maker.spending(units, projects, entity.year))
        last = Entity(entity.name, entity.year - 1, entity.code, form_set=entity.form_set)
        made = Budget(last, tuple(units), lines, tuple(received(lines)))
        for fact in facts(made):
            about = fact.coordinates.without("entity", "stage")
            yield EarlierFigure(about, fact.amount.value)


def received(spending: Sequence[SpendingLine]) -> Iterator[RevenueLine]:
    """The revenue that pays for spending, unit by unit and source by source."""
    found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for line in spending:
        found[line.unit, line.fund] += line.amount
    for (unit, fund), amount in found.items():
        yield RevenueLine(unit, fund, amount, carryover=fund == "carryover")


#: Funds a form set has no heading for: their money would be printed in a total and nowhere else.
NO_HEADING = {
    "shifeng-2020": [
        "gpb.nontax.fine",
        "scb",
        "upper_fiscal.gpb",
        "service",
        "business",
        "upper_unit",
        "subsidiary",
        "debt",
    ],
    "hetang-2024": ["debt"],
    "jianghan-2022": (
        ["scb", "special.education", "special.nontax", "upper_fiscal.gpb", "subsidiary", "debt"]
    ),
    "jiangsu-2019": [
        "gpb.nontax.fee",
        "gpb.nontax.state_asset",
        "gpb.nontax.fine",
        "gpb.nontax.other",
        "scb",
        "upper_fiscal.gpb",
        "upper_unit",
        "subsidiary",
        "debt",
    ],
}
#: Funds that the table of a set's projects has no column for.
NO_PROJECTS = {
    "general": ["carryover"],
    "shifeng-2020": ["gpb.nontax.fee", "gpb.nontax.state_asset"],
    "hetang-2024": [
        "special.education",
        "special.nontax",
        "upper_fiscal.gpb",
        "service",
        "business",
        "upper_unit",
        "subsidiary",
        "other",
        "carryover",
    ],
}
