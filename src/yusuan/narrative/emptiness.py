"""Which tables of a form set a budget leaves without a figure."""

from __future__ import annotations

from yusuan.narrative.figures import Figures
from yusuan.standards.form_sets import Form, form_set, form_set_names


def empty_tables(name: str, figures: Figures, year: int) -> tuple[str, ...] | None:
    """The titles of the set's tables that print no figure; None where the set is not known."""
    if name not in form_set_names():
        return None
    return tuple(form.titled(year) for form in form_set(name).tables if _empty(form, figures))


def _empty(form: Form, figures: Figures) -> bool:
    meanings = (one for _, meaning in form.labels() for one in meaning)
    found = (figures.figure(one.without("year", "stage")) for one in meanings if "year" not in one)
    return not any(figure is not None and figure.value for figure in found)
