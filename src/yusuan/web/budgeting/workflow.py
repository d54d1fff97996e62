"""The workflow as one table: from which state, by which role, to which, through which gate.

Source: workflow.md §1, §2, §8 (预算法 44, 52; 财预〔2015〕88号 for targets).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yusuan.web.budgeting.states import State
from yusuan.web.roles import Role


@dataclass(frozen=True, slots=True)
class Step:
    """One way on: who takes it, and what must hold.

    ``gates`` are names of ``gates.GATES``; ``opinion`` says that words are required; ``kept``
    that the budget is kept as a revision.
    """

    key: str
    label: str | Promise
    sources: frozenset[State]
    target: State
    roles: frozenset[Role]
    gates: tuple[str, ...] = ()
    opinion: bool = False
    kept: bool = True
    back: bool = False  # a return


def _step(
    key: str,
    label: str | Promise,
    sources: Iterable[State],
    target: State,
    roles: Iterable[Role],
    *gates: str,
    opinion: bool = False,
    kept: bool = True,
    back: bool = False,
) -> Step:
    return Step(
        key, label, frozenset(sources), target, frozenset(roles), gates, opinion, kept, back
    )


_S, _R = State, Role
STEPS: Final = (
    _step("finish_1", _("送负责人签批"), [_S.PREPARING], _S.SIGNING_1, [_R.CLERK], "sound", kept=False),
    _step("reject_1", _("退回修改"), [_S.SIGNING_1], _S.PREPARING, [_R.HEAD], opinion=True, kept=False, back=True),
    _step("submit_1", _("签批并报送（一上）"), [_S.SIGNING_1], _S.SUBMITTED_1, [_R.HEAD], "sound"),
    _step("accept_1", _("受理"), [_S.SUBMITTED_1], _S.REVIEW_1, [_R.SECTOR], kept=False),
    _step("return_1", _("退回部门"), [_S.SUBMITTED_1, _S.REVIEW_1], _S.PREPARING, [_R.SECTOR], opinion=True, back=True),
    _step("control", _("下达控制数（一下）"), [_S.REVIEW_1], _S.CONTROL, [_R.BUDGET], "controls", "remarks"),
    _step("draft", _("开始编制二上"), [_S.CONTROL], _S.DRAFTING, [_R.CLERK, _R.HEAD], kept=False),
    _step("finish_2", _("送负责人签批"), [_S.DRAFTING], _S.SIGNING_2, [_R.CLERK], "sound", "within", kept=False),
    _step("reject_2", _("退回修改"), [_S.SIGNING_2], _S.DRAFTING, [_R.HEAD], opinion=True, kept=False, back=True),
    _step("submit_2", _("签批并报送（二上）"), [_S.SIGNING_2], _S.SUBMITTED_2, [_R.HEAD], "sound", "within"),
    _step("accept_2", _("受理"), [_S.SUBMITTED_2], _S.REVIEW_2, [_R.SECTOR], kept=False),
    _step("return_2", _("退回部门"), [_S.SUBMITTED_2, _S.REVIEW_2], _S.DRAFTING, [_R.SECTOR, _R.PERFORMANCE], opinion=True, back=True),
    _step("government", _("列入政府草案"), [_S.REVIEW_2], _S.GOVERNMENT, [_R.BUDGET], "sound", "within", "targets", "remarks"),
    _step("congress", _("送人大审议"), [_S.GOVERNMENT], _S.CONGRESS, [_R.BUDGET], kept=False),
    _step("approve", _("登记人大批准"), [_S.CONGRESS], _S.APPROVED, [_R.BUDGET], "voted"),
    _step("release", _("批复部门（二下）"), [_S.APPROVED], _S.RELEASED, [_R.BUDGET], "sound", kept=False),
    _step("pass_on", _("批复所属单位"), [_S.RELEASED], _S.PASSED_ON, [_R.HEAD], kept=False),
    _step("disclose", _("公开"), [_S.RELEASED, _S.PASSED_ON, _S.CORRECTED], _S.DISCLOSED, [_R.HEAD], "published", kept=False),
    _step("correct", _("申请更正"), [_S.DISCLOSED], _S.CORRECTION, [_R.CLERK, _R.HEAD], opinion=True, kept=False),
    _step("refuse", _("不同意更正"), [_S.CORRECTION], _S.DISCLOSED, [_R.BUDGET], opinion=True, kept=False, back=True),
    _step("allow", _("同意更正"), [_S.CORRECTION], _S.CORRECTING, [_R.BUDGET], kept=False),
    _step("finish_3", _("送负责人签批"), [_S.CORRECTING], _S.SIGNING_3, [_R.CLERK], "sound", "as_approved", kept=False),
    _step("reject_3", _("退回修改"), [_S.SIGNING_3], _S.CORRECTING, [_R.HEAD], opinion=True, kept=False, back=True),
    _step("submit_3", _("签批更正"), [_S.SIGNING_3], _S.CORRECTED, [_R.HEAD], "sound", "as_approved"),
    _step("return_3", _("退回更正"), [_S.CORRECTED], _S.CORRECTING, [_R.BUDGET], opinion=True, kept=False, back=True),
    _step("withdraw", _("撤回更正"), [_S.CORRECTION, _S.CORRECTING], _S.DISCLOSED, [_R.CLERK, _R.HEAD], kept=False, back=True),
    _step("close", _("归档"), [_S.DISCLOSED], _S.CLOSED, [_R.BUDGET], kept=False),
)  # fmt: skip
BY_KEY: Final = {step.key: step for step in STEPS}


def steps_from(state: State, roles: Iterable[Role]) -> list[Step]:
    """The steps that holders of roles may take from a state."""
    held = frozenset(roles)
    return [step for step in STEPS if state in step.sources and step.roles & held]
