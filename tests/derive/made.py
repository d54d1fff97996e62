"""Budgets made at random, in balance, and the disclosure a form set prints of them."""

from __future__ import annotations

import random
from collections import defaultdict
from decimal import Decimal

from yusuan.derive import facts, table
from yusuan.documents import Block, Document, Paragraph, Source
from yusuan.ledger.budgets import Budget, Entity, RevenueLine, SpendingLine, Unit
from yusuan.standards.form_sets import form_set

#: What a form set has no columns for, and what its labels add up without saying so: money that
#: such a form cannot print, or that reads as another figure without its definition.
WITHOUT = {
    "shifeng-2020": {"31002", "31003", "31299", "30905"},
    "hetang-2024": {"31002"},
}
BASIC = {
    "2010301": ["30101", "30102", "30103", "30201", "30211", "30217", "30231", "31002"],
    "2080505": ["30108"],
    "2101101": ["30110"],
    "2210201": ["30113"],
    "2080501": ["30302"],
}
PROJECTS = {"2010302": ["30201", "30213", "30217", "31003"], "2130599": ["30299", "31299"]}
FUND_PROJECTS = {"2120801": ["30299", "30905"]}


def budget(seed: int, name: str, *, most: int = 60) -> Budget:
    """A budget of one to five units and up to so many lines, all money from what is received."""
    rng = random.Random(seed)
    # Table 10 of hetang-2024 names 社会保障缴费, a class that institutions do not have.
    kinds = ["administrative"] if name == "hetang-2024" else ["administrative", "institution"]
    numbers = range(1, rng.randint(1, 5) + 1)
    listed = [Unit(f"00400{n}", f"甲局{n}队", rng.choice(kinds), department="004") for n in numbers]
    drawn = [_line(rng, listed, name) for _ in range(rng.randint(0, most))]
    lines = tuple(line for line in drawn if line.dept_economic not in WITHOUT.get(name, ()))
    received: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for line in lines:
        received[line.unit, line.fund] += line.amount
    revenue = (RevenueLine(unit, fund, amount) for (unit, fund), amount in received.items())
    year = form_set(name).years[0]
    entity = Entity("甲县甲局", year, form_set=name)
    return Budget(entity, tuple(listed), lines, tuple(revenue))


def _line(rng: random.Random, listed: list[Unit], name: str) -> SpendingLine:
    unit, amount = rng.choice(listed).code, Decimal(rng.randint(1, 9_999_999))
    kind = rng.choice(["basic", "basic", "project", "gf", "other"])
    where = {"basic": BASIC, "gf": FUND_PROJECTS}.get(kind, PROJECTS)
    function = rng.choice(list(where))
    nature = "basic" if kind == "basic" else "project"
    own = kind == "other" and name != "hetang-2024"  # its table 21 has no column for own funds
    fund = "other" if own else "gf" if kind == "gf" else "gpb.tax"
    project = "" if nature == "basic" else f"{rng.choice('甲乙丙')}项目"
    code = rng.choice(where[function])
    return SpendingLine(unit, nature, amount, function, code, fund=fund, project=project)


def printed(made: Budget) -> Document:
    """The tables of a budget's form set, as a document."""
    found = facts(made)
    blocks: list[Block] = [Paragraph(f"{made.entity.name}{made.entity.year}年部门预算")]
    for form in form_set(made.entity.form_set).tables:
        grid = table(made, form, found)
        unit = Paragraph(f"部门：{made.entity.name} 单位：{form.unit}")
        blocks += [Paragraph(grid.title, level=1), unit, grid.table]
    return Document(Source("甲.xlsx", "0" * 64, "xlsx"), tuple(blocks))
