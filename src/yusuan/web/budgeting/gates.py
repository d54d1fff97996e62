"""What must hold before a step: each gate says, in sentences, what stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from yusuan import compiling
from yusuan.web.budgeting import reading
from yusuan.web.budgeting.models import Dossier

Gate = Callable[[Dossier], list[str]]


def sound(dossier: Dossier) -> list[str]:
    """Everything typed can be read, no error is left, every warning is explained."""
    opened = reading.opened(dossier)
    if opened.budget is None:
        return [str(one) for one in opened.problems] or ["还没有填首页，读不出这是谁的预算。"]
    try:
        composed = reading.composed(opened.budget)
    except KeyError:
        return [f"没有“{opened.budget.entity.form_set}”这套公开表样，请在首页改。"]
    found = compiling.gate(opened, composed)
    unexplained = [f"请改正或说明原因：{one.message}" for one in found.unexplained]
    return [*found.errors, *unexplained]


def voted(dossier: Dossier) -> list[str]:
    """The day of the vote of the congress is on record."""
    return [] if dossier.year.approved_on else ["请先在年度日程里登记人大批准日。"]


#: By name; other rooms of the application add theirs.
GATES: Final[dict[str, Gate]] = {"sound": sound, "voted": voted}


def obstacles(dossier: Dossier, names: tuple[str, ...]) -> list[str]:
    """What stands in the way of a step, gate by gate; KeyError where a gate is not there."""
    return [one for name in names for one in GATES[name](dossier)]
