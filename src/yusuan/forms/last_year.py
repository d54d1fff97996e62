"""What the forms of a set print of the year before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from yusuan.forms.figures import Figures
from yusuan.ledger import Coordinates, Fact
from yusuan.standards.form_sets import Form, FormSet


def printed_next_year(
    forms: FormSet, facts: Iterable[Fact], year: int
) -> Iterator[tuple[Coordinates, Decimal]]:
    """The figures of a year that the forms of the next one have a column for, as far as known."""
    figures = Figures(facts, year)
    for about in (one for form in forms.targets for one in _last(form)):
        amount = figures.total((about,))
        if amount is not None:
            yield about, amount


def _last(form: Form) -> Iterator[Coordinates]:
    """The meanings of the rows whose list has a column for last year."""
    lists = [one for one in form.lists if any(column.role == "last" for column in one.columns)]
    headings = {one.heading for one in lists}
    for field in form.fields:
        if field.role == "amount" and field.path[0] in headings:
            yield from (form.means | meaning for meaning in field.meaning)
