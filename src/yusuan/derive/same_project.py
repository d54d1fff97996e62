"""A project that its target form calls otherwise than the tables do.

Two names are one project only where nothing else fits: the amount is the same, it is of the same
unit, the names share most of their characters, and neither has another partner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from yusuan.derive.printed import plain
from yusuan.forms.targets_parts import project_name
from yusuan.ledger import Amount, Coordinates, Disclosure, Fact, Remark, Statement, in_unit
from yusuan.ledger.budgets import Budget, NameAs, SpendingLine
from yusuan.standards.labels import fold

#: What says of a figure of a project no more than whose money it is.
_PLAIN = frozenset({"entity", "year", "stage", "unit", "flow", "nature", "function", "project"})
#: Words that many names of projects have, and that tell none from another.
_COMMON = ("专项", "项目", "工作", "业务", "经费", "资金", "费用", "支出")


@dataclass(frozen=True, slots=True)
class SameProject:
    """A project by its name in the tables and its name in target forms."""

    key: str
    printed: str
    amount: Decimal
    forms: tuple[str, ...]  # keys of the forms that print the other name, where they are known

    @property
    def names(self) -> Iterator[NameAs]:
        """What each of the forms prints."""
        about = Coordinates({"project": self.key})
        return (NameAs(about, self.printed, form) for form in self.forms)

    @property
    def remark(self) -> Remark:
        """That two names were taken for one project, so that a person can disagree."""
        return Remark(
            f"绩效目标表的“{self.printed}”与表格的“{self.key}”金额相同"
            f"（{in_unit(self.amount, '万元')} 万元）、名称相近，已作为同一个项目，"
            "公开时各按原名印出；不是同一个项目的，请在“项目”表分开。"
        )


def same_projects(budget: Budget, disclosure: Disclosure) -> tuple[SameProject, ...]:
    """The projects of target forms that are projects of the tables by another name."""
    spent = _spent(budget.spending)
    forms = _forms(disclosure)
    listed = [key for key in spent if key not in forms]
    alone = [name for name in forms if name not in spent]
    pairs = [
        (key, name)
        for name in alone
        for key in listed
        if _agrees(spent[key], forms[name]) and _alike(key, name)
    ]
    only = len({one.code for one in budget.units}) < 2
    return tuple(
        SameProject(key, name, plain(spent[key]), _keys(forms[name]))
        for key, name in pairs
        if only
        and [k for k, n in pairs if n == name] == [key]
        and [n for k, n in pairs if k == key] == [name]
    )


def _spent(lines: Iterable[SpendingLine]) -> dict[str, Decimal]:
    """What each project of the tables spends."""
    found: dict[str, Decimal] = {}
    for line in lines:
        if line.project:
            found[line.project] = found.get(line.project, Decimal(0)) + line.amount
    return found


def _forms(disclosure: Disclosure) -> dict[str, list[tuple[Statement, list[Fact]]]]:
    """The target forms of each project, with the figures that are plainly its own."""
    found: dict[str, list[tuple[Statement, list[Fact]]]] = {}
    for statement in disclosure.statements:
        for target in (one for one in statement.targets if one.kind != "whole" and one.name):
            names = {target.name, project_name(target.name)}
            own = [
                fact
                for fact in statement.facts
                if fact.understood
                and fact.coordinates.get("project") in names
                and _PLAIN.issuperset(fact.coordinates)
            ]
            found.setdefault(target.name, []).append((statement, own))
    return found


def _keys(forms: Iterable[tuple[Statement, list[Fact]]]) -> tuple[str, ...]:
    keys = ((statement.form or "").rpartition("/")[2] for statement, _ in forms)
    return tuple(dict.fromkeys(key for key in keys if key))


def _agrees(spent: Decimal, forms: Iterable[tuple[Statement, list[Fact]]]) -> bool:
    """Whether every amount that the forms state for the project is the one it spends."""
    amounts = [fact.amount for _, facts in forms for fact in facts]
    exact = Amount(spent, Decimal("0.01"))
    return bool(amounts) and bool(spent) and all(one.agrees(exact) for one in amounts)


def _alike(one: str, other: str) -> bool:
    """Whether two names share most characters of both, apart from words that all names have."""
    left, right = sorted((_core(one), _core(other)), key=len)
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    shared = sum(block.size for block in blocks)
    return shared > 1 and 4 * shared >= 3 * len(left) and 2 * shared > len(right)


def _core(name: str) -> str:
    core = fold(name)
    for word in _COMMON:
        core = core.replace(word, "")
    return core
