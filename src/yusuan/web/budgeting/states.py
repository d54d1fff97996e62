"""The states of a department's budget, from preparing to closed (workflow.md §2)."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a budget stands between department and bureau."""

    PREPARING = "preparing", _("编制一上")
    SIGNING_1 = "signing_1", _("一上待负责人签批")
    SUBMITTED_1 = "submitted_1", _("一上已报")
    REVIEW_1 = "review_1", _("一上审核")
    CONTROL = "control", _("一下控制数")
    DRAFTING = "drafting", _("编制二上")
    SIGNING_2 = "signing_2", _("二上待负责人签批")
    SUBMITTED_2 = "submitted_2", _("二上已报")
    REVIEW_2 = "review_2", _("二上审核")
    GOVERNMENT = "government", _("政府草案")
    CONGRESS = "congress", _("人大审议")
    APPROVED = "approved", _("人大已批准")
    RELEASED = "released", _("二下已批复")
    PASSED_ON = "passed_on", _("已批复所属单位")
    DISCLOSED = "disclosed", _("已公开")
    CORRECTION = "correction", _("已申请更正")
    CORRECTING = "correcting", _("更正中")
    SIGNING_3 = "signing_3", _("更正待负责人签批")
    CORRECTED = "corrected", _("更正待公开")
    CLOSED = "closed", _("已归档")


#: The department may type.
OPEN = frozenset({State.PREPARING, State.DRAFTING, State.CORRECTING})
#: Amounts and targets are fixed by the congress; a correction is a new version.
FIXED = frozenset(
    {
        State.APPROVED,
        State.RELEASED,
        State.PASSED_ON,
        State.DISCLOSED,
        State.CORRECTION,
        State.CORRECTING,
        State.SIGNING_3,
        State.CORRECTED,
        State.CLOSED,
    }
)
#: Nothing is to be done any more, though a correction may be asked for.
SETTLED = frozenset({State.DISCLOSED, State.CLOSED})
#: The department does not see its control numbers before they are issued.
UNISSUED = frozenset({State.PREPARING, State.SIGNING_1, State.SUBMITTED_1, State.REVIEW_1})
#: The bureau looks at the budget that was submitted.
AT_BUREAU = frozenset(State) - OPEN - {State.SIGNING_1, State.SIGNING_2, State.SIGNING_3}
