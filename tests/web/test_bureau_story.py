"""From the first submission to the reply, step by step, every gate shut once and then opened."""

from datetime import date
from decimal import Decimal

import pytest

from tests.web.bureau import as_
from tests.web.places import place
from yusuan.forms.reviews import ASPECTS
from yusuan.web.audit.chain import broken
from yusuan.web.budgeting import moving
from yusuan.web.budgeting import submitted as submissions
from yusuan.web.budgeting.states import State
from yusuan.web.review import controls, cuts, dates, remarks, stages, targets
from yusuan.web.review.items import About
from yusuan.web.review.models import Notice

pytestmark = pytest.mark.django_db


def test_a_budget_goes_through_the_bureau() -> None:
    here = place()
    dossier, people = here.dossiers[0], here.people

    def step(who: str, key: str, opinion: str = "") -> None:
        moving.take(people[who], dossier, key, opinion)

    def shut(who: str, key: str, word: str) -> None:
        with pytest.raises(moving.Blocked, match=word):
            step(who, key)

    step("clerk1", "finish_1")
    step("head1", "submit_1")
    step("sector", "accept_1")
    shut("budget", "control", "控制数")
    whole = stages.table(dossier).total.amounts[0]
    controls.put(people["budget"], dossier, {About("total"): whole - 100})
    remark = remarks.add(people["sector"], dossier, "请说明")
    shut("budget", "control", "请说明")
    remarks.answer(people["clerk1"], remark, "已说明", resolve=True)
    step("budget", "control")
    assert Notice.objects.filter(dossier=dossier).count() == 1
    step("clerk1", "draft")
    shut("clerk1", "finish_2", "超过 0.01 万元")
    controls.put(people["budget"], dossier, {About("total"): whole})
    step("clerk1", "finish_2")
    step("head1", "submit_2")
    step("sector", "accept_2")
    cut = cuts.put(people["sector"], dossier, Decimal(100), "压减", line=0)
    shut("budget", "government", "绩效目标还没有审完")
    shut("budget", "government", "核减")
    cuts.withdraw(people["sector"], cut)
    for one in submissions.budget(dossier).projects:
        for office in ("sector", "performance"):
            said = dict.fromkeys(ASPECTS, ("excellent", ""))
            targets.put(people[office], dossier, one.key, office, said)
    step("budget", "government")
    step("budget", "congress")
    shut("budget", "approve", "批准日")
    dates.put(people["budget"], here.year, {"approved_on": date(2024, 1, 12)})
    dossier.refresh_from_db()
    step("budget", "approve")
    step("budget", "release")
    assert dossier.state == State.RELEASED and dossier.released_on
    found = stages.table(dossier).total.amounts
    assert found == (whole,) * 5
    assert as_(here, "head1").get(f"/review/{dossier.pk}/letter.docx").status_code == 200
    assert list(broken()) == []
