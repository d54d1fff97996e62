"""What the check of a submitted revision came to, counted once and kept."""

from __future__ import annotations

from collections.abc import Iterable

from yusuan import compiling
from yusuan.web.budgeting import reading
from yusuan.web.budgeting.models import Revision
from yusuan.web.review.models import Tally


def known(revisions: Iterable[int]) -> dict[int, Tally]:
    """The counts that are kept of some revisions, by the revision's number."""
    return {one.revision_id: one for one in Tally.objects.filter(revision__in=list(revisions))}


def of(revision: Revision) -> Tally:
    """The counts of a revision; checked now where it was not yet."""
    found = Tally.objects.filter(revision=revision).first()
    if found is None:
        errors, warnings, hints = _counted(reading.revised(revision))
        found, _ = Tally.objects.get_or_create(
            revision=revision, defaults={"errors": errors, "warnings": warnings, "hints": hints}
        )
    return found


def _counted(opened: compiling.Opened) -> tuple[int, int, int]:
    if opened.budget is None:
        return len(opened.problems), 0, 0
    try:
        composed = reading.composed(opened.budget)
    except KeyError:  # no such form set: that is the one error
        return 1, 0, 0
    gate = compiling.gate(opened, composed)
    return len(gate.errors), len(gate.warnings), len(composed.hints)
