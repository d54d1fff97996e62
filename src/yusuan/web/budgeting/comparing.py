"""Two states of a department's budget side by side: what a person may compare, and the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yusuan import compiling
from yusuan.ledger.budgets import Budget, SpendingLine
from yusuan.standards.classification import codes
from yusuan.standards.dimensions import label
from yusuan.web.accounts.models import User
from yusuan.web.budgeting import access, reading
from yusuan.web.budgeting.models import Dossier, Revision

DRAFT: Final = "draft"


@dataclass(frozen=True, slots=True)
class Side:
    """A state that can be compared: the draft, or a revision."""

    key: str
    label: str
    dossier: Dossier
    revision: int | None = None

    def budget(self) -> Budget | None:
        """The budget of it; None where it cannot be read."""
        if self.revision is None:
            return reading.opened(self.dossier).budget
        return reading.revised(Revision.objects.get(pk=self.revision)).budget


def sides(user: User, dossier: Dossier) -> list[Side]:
    """What a person may compare of a budget and of last year's, the newest first."""
    found = list(_sides(user, dossier))
    last = access.dossiers(user).filter(
        department=dossier.department_id, year__year=dossier.year.year - 1
    )
    for one in last:
        found += _sides(user, one)
    return found


def _sides(user: User, dossier: Dossier) -> Iterator[Side]:
    year = dossier.year.year
    if access.own(user, dossier):
        yield Side(f"{DRAFT}-{dossier.pk}", _("%s 年 现在的草稿") % year, dossier)
    for one in access.revisions(user, dossier).defer("files"):
        words = _("%(year)s 年 第 %(number)s 份 %(reason)s %(day)s") % {
            "year": year, "number": one.number, "reason": one.reason, "day": f"{one.at:%Y-%m-%d}",
        }  # fmt: skip
        yield Side(f"r{one.pk}", words, dossier, one.pk)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a comparison; amounts in 元."""

    name: str
    before: Decimal
    after: Decimal

    @property
    def change(self) -> Decimal:
        """What is more (or, below zero, less) after."""
        return self.after - self.before

    @property
    def rate(self) -> str:
        """The change in per cent of what was before; nothing where there was nothing."""
        return f"{self.change / self.before * 100:+.1f}%" if self.before and self.change else ""


@dataclass(frozen=True, slots=True)
class Table:
    """The lines by one classification, and their sum."""

    title: str | Promise
    lines: tuple[Line, ...]
    total: Line


def _code(system: str) -> Callable[[str, int], str]:
    def named(code: str, year: int) -> str:
        found = codes(system).get(code, year)
        return f"{code} {found.name}" if found else code or _("（没有写）")

    return named


_By = tuple[str | Promise, str, Callable[[SpendingLine], str], Callable[[str, int], str]]
#: Title, the view that the lines are shown in, what they are summed by, its name.
_TABLES: Final[tuple[_By, ...]] = (
    (gettext_lazy("按功能科目"), "function", lambda one: one.function, _code("function")),
    (
        gettext_lazy("按部门经济分类"), "economic",
        lambda one: one.dept_economic, _code("dept_economic"),
    ),
    (gettext_lazy("按项目"), "project", lambda one: one.project, lambda key, _year: key),
    (
        gettext_lazy("按资金性质"), "function",
        lambda one: one.fund, lambda key, _year: label("fund", key),
    ),
)  # fmt: skip


def tables(before: Budget, after: Budget) -> list[Table]:
    """Expenditure before and after, by function, economic class, project and fund."""
    return [_table(one, before, after) for one in _TABLES]


def _table(by: _By, before: Budget, after: Budget) -> Table:
    title, view, key, named = by
    sums: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for at, budget in enumerate((before, after)):
        for one in budget.spending:
            if one.view in ("", view) and (key(one) or view != "project"):
                sums[key(one)][at] += one.amount
    projects = {one.key: one.name for one in (*before.projects, *after.projects)}
    lines = tuple(
        Line(projects.get(name) or named(name, after.entity.year), *amounts)
        for name, amounts in sorted(sums.items())
    )
    zero = Decimal(0)
    total = Line(
        _("合计"), sum((x.before for x in lines), zero), sum((x.after for x in lines), zero)
    )
    return Table(title, lines, total)


_difference = lru_cache(maxsize=16)(compiling.difference)


def difference(before: Budget, after: Budget) -> compiling.Difference:
    """What differs in words; kept for the next who asks. Raises KeyError as the core does."""
    return _difference(before, after)
