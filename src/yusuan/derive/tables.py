"""The tables that a form set prints of a budget, with its own names, units and quantities."""

from __future__ import annotations

from collections.abc import Iterable

from yusuan.derive.items import about_purchase
from yusuan.derive.names import names, units
from yusuan.forms.render import Grid, render
from yusuan.ledger import Coordinates, Fact
from yusuan.ledger.budgets import Budget
from yusuan.standards.form_sets import Form


def table(budget: Budget, form: Form, facts: Iterable[Fact]) -> Grid:
    """The table a form prints of a budget, whose facts are given."""
    return render(
        form,
        facts,
        year=budget.entity.year,
        units=units(budget),
        names=names(budget, form.key),
        texts=_quantities(budget, form),
    )


def _quantities(budget: Budget, form: Form) -> dict[tuple[Coordinates, str], str]:
    """How many are bought, in the budget's words, by row and heading."""
    said: dict[tuple[Coordinates, str], dict[str, None]] = {}
    for section in form.sections:
        for column in (one for one in section.columns if one.role == "count"):
            for one in budget.purchases:
                row = about_purchase(one).only(*section.axes)
                if one.listed and one.quantity:
                    said.setdefault((row, column.leaf), {})[one.quantity] = None
    return {place: "、".join(words) for place, words in said.items()}
