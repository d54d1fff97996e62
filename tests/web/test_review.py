"""The review: check sheet, remarks pinned and resolved, cuts recorded and applied."""

from collections import Counter
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.web.bureau import as_, put, submitted
from tests.web.places import Place, place
from yusuan.web.audit.chain import broken
from yusuan.web.budgeting import amounts, moving, reading
from yusuan.web.budgeting import submitted as submissions
from yusuan.web.budgeting.models import Dossier
from yusuan.web.budgeting.states import State
from yusuan.web.review import checksheet, controls, cuts, items, remarks, stages
from yusuan.web.review.items import About
from yusuan.web.review.models import Cut, Remark

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    return place()


def project(dossier: Dossier) -> tuple[str, Decimal]:
    """The first project of the submitted budget and what it asks for."""
    budget = submissions.budget(dossier)
    assert budget is not None
    key = next(one.project for one in budget.spending if one.project)
    return key, sum((one.amount for one in budget.spending if one.project == key), Decimal(0))


def test_the_sheet_weighs_findings_as_the_board_counts_them(here: Place) -> None:
    opened = submissions.opened(submitted(here))
    assert opened is not None
    sheet = checksheet.of(opened)
    weights = Counter(one.severity for one in sheet.found)
    assert weights == {"info": 4}, "advice on targets stands in nobody's way"
    assert (len(sheet.errors), len(sheet.warnings)) == (0, 0)


@pytest.mark.parametrize("page", ["", "checks.xlsx", "lists/spending/", "lists/indicators/"])
def test_the_review_is_the_bureaus(here: Place, page: str) -> None:
    url = f"/review/{submitted(here).pk}/{page}"
    for name in ("sector", "performance", "budget"):
        assert as_(here, name).get(url).status_code == 200
    for name in ("clerk1", "head1", "clerk2", "admin"):
        assert as_(here, name).get(url).status_code == 404
    assert Client().get(url).status_code == 302


@pytest.mark.parametrize("page", ["remarks/", "amounts/"])
def test_remarks_and_amounts_are_the_departments_too(here: Place, page: str) -> None:
    url = f"/review/{submitted(here).pk}/{page}"
    for name in ("sector", "budget", "clerk1", "head1"):
        assert as_(here, name).get(url).status_code == 200
    for name in ("clerk2", "head2", "admin"):
        assert as_(here, name).get(url).status_code == 404


def test_the_check_sheet_says_what_was_checked_and_how_it_ended(here: Place) -> None:
    shown = as_(here, "sector").get(f"/review/{submitted(here).pk}/").content.decode()
    assert "勾稽审核表" in shown and "查了什么" in shown and "一上" in shown
    nothing = as_(here, "sector").get(f"/review/{here.dossiers[1].pk}/").content.decode()
    assert "还没有报送" in nothing


def test_a_remark_is_pinned_answered_and_resolved_by_the_department(here: Place) -> None:
    dossier = submitted(here)
    url = f"/review/{dossier.pk}/remarks/"
    sector, clerk = as_(here, "sector"), as_(here, "clerk1")
    assert "支出" in sector.get(url + "?list=spending&row=2").content.decode()
    sector.post(url + "say/", {"list": "spending", "row": "2", "column": "amount", "text": "偏高"})
    remark = Remark.objects.get()
    assert (remark.row, remark.column, remark.role) == (2, "amount", "sector")
    assert "支出功能科目" in remark.about and "金额" in remark.figure
    assert remarks.settled(dossier) == ["还没有办结的意见：偏高"]
    assert "偏高" in clerk.get(url).content.decode()
    clerk.post(f"{url}{remark.pk}/", {"do": "resolve", "text": ""})
    assert remarks.settled(dossier)
    clerk.post(f"{url}{remark.pk}/", {"do": "resolve", "text": "已改"})
    assert remarks.settled(dossier) == []
    sector.post(f"{url}{remark.pk}/", {"do": "reopen", "text": "没有改"})
    assert remarks.settled(dossier)
    assert [one.text for one in remark.replies.all()] == ["已改", "没有改"]
    assert list(broken(dossier.chain)) == []


def test_who_may_say_and_resolve(here: Place) -> None:
    dossier = submitted(here)
    url = f"/review/{dossier.pk}/remarks/"
    for name in ("clerk1", "clerk2", "admin"):
        assert as_(here, name).post(url + "say/", {"text": "x"}).status_code == 404
    as_(here, "performance").post(url + "say/", {"about": "整体", "text": "指标太少"})
    remark = Remark.objects.get()
    assert as_(here, "clerk2").post(f"{url}{remark.pk}/", {"do": "reply"}).status_code == 404
    sent = {"do": "resolve", "text": "x"}
    assert as_(here, "sector").post(f"{url}{remark.pk}/", sent).status_code == 403
    withdrawal = {"do": "withdraw"}
    assert as_(here, "sector").post(f"{url}{remark.pk}/", withdrawal).status_code == 403
    as_(here, "performance").post(f"{url}{remark.pk}/", withdrawal)
    remark.refresh_from_db()
    assert remark.resolved_at
    put(dossier, State.APPROVED)
    with pytest.raises(PermissionDenied):
        remarks.add(here.people["budget"], dossier, "太晚")


def test_a_remark_on_what_is_not_there_is_on_what_was_typed(here: Place) -> None:
    url = f"/review/{submitted(here).pk}/remarks/say/"
    for pin in ({"list": "spending", "row": "99999"}, {"list": "nolist", "row": "1"}):
        as_(here, "sector").post(url, {**pin, "about": "另一处", "text": "请看"})
    assert set(Remark.objects.values_list("list", "about")) == {("", "另一处")}


@pytest.mark.parametrize(
    ("parts", "total", "spreaded"),
    [
        ([30000, 10000], 20000, [15000, 5000]),
        ([10000, 10000, 10000], 10000, [3400, 3300, 3300]),
        (["10.01", "10.01"], "10.01", ["5.01", "5.00"]),
        ([0, 0], 0, [0, 0]),
    ],
)
def test_a_total_is_spread_in_proportion_and_nothing_is_lost(parts, total, spreaded) -> None:
    found = cuts.spread([Decimal(one) for one in parts], Decimal(total))
    assert found == [Decimal(one) for one in spreaded] and sum(found) == Decimal(total)


def test_a_cut_goes_to_the_department_and_is_applied_in_the_second_round(here: Place) -> None:
    dossier = submitted(here)
    key, was = project(dossier)
    url = f"/review/{dossier.pk}/"
    sector, clerk = as_(here, "sector"), as_(here, "clerk1")
    assert "记一笔核减" in sector.get(url + "amounts/?row=0").content.decode()
    sector.post(url + "cuts/", {"project": key, "now": "1", "reason": "压减会议"})
    cut = Cut.objects.get()
    assert (cut.was, cut.now, cut.round) == (was, Decimal(10000), 1)
    assert "核减" in cut.remark.text and remarks.settled(dossier) == []
    assert "压减会议" in clerk.get(url + "remarks/").content.decode()
    assert clerk.post(f"{url}cuts/{cut.pk}/", {"do": "apply"}).status_code == 403
    controls.put(here.people["budget"], dossier, {About("total"): Decimal(10**9)})
    moving.take(here.people["budget"], dossier, "control")
    moving.take(here.people["clerk1"], dossier, "draft")
    assert as_(here, "clerk2").post(f"{url}cuts/{cut.pk}/", {"do": "apply"}).status_code == 404
    answer = clerk.post(f"{url}cuts/{cut.pk}/", {"do": "apply"}, follow=True)
    assert "已按审核数" in answer.content.decode()
    dossier.refresh_from_db()
    budget = reading.opened(dossier).budget
    assert sum(one.amount for one in budget.spending if one.project == key) == 10000
    cut.refresh_from_db()
    assert cut.applied_by == here.people["clerk1"] and cut.remark.resolved_at
    again = clerk.post(f"{url}cuts/{cut.pk}/", {"do": "apply"}, follow=True)
    assert "已经落实" in again.content.decode()
    assert list(broken(dossier.chain)) == []


def test_a_line_is_cut_and_only_that_line_changes(here: Place) -> None:
    dossier = submitted(here)
    cut = cuts.put(here.people["budget"], dossier, Decimal(500), "标准", line=3)
    put(dossier, State.DRAFTING)
    before = reading.opened(dossier).budget.spending
    assert cuts.apply(here.people["clerk1"], cut) == 1
    dossier.refresh_from_db()
    after = reading.opened(dossier).budget.spending
    assert [at for at, (a, b) in enumerate(zip(before, after, strict=True)) if a != b] == [3]
    assert after[3].amount == 500


@pytest.mark.parametrize("now", ["", "x", "-1", "999999999"])
def test_a_cut_that_cuts_nothing_is_refused(here: Place, now: str) -> None:
    dossier = submitted(here)
    sent = {"project": project(dossier)[0], "now": now, "reason": "x"}
    as_(here, "sector").post(f"/review/{dossier.pk}/cuts/", sent)
    assert not Cut.objects.exists() and not Remark.objects.exists()


def test_a_thing_is_cut_once_in_a_round(here: Place) -> None:
    dossier, sector = submitted(here), here.people["sector"]
    key, _ = project(dossier)
    cut = cuts.put(sector, dossier, Decimal(100), "x", project=key)
    line = next(n for n, o in enumerate(submissions.budget(dossier).spending) if o.project == key)
    for more in ({"project": key}, {"line": line}):
        with pytest.raises(cuts.NotCut, match="已经核减过"):
            cuts.put(sector, dossier, Decimal(50), "x", **more)
    cuts.withdraw(sector, cut)
    cuts.put(sector, dossier, Decimal(50), "x", line=line)
    with pytest.raises(cuts.NotCut, match="已经核减过"):
        cuts.put(sector, dossier, Decimal(40), "x", project=key)


@pytest.mark.parametrize("name", ["performance", "clerk1", "admin"])
def test_who_may_not_cut(here: Place, name: str) -> None:
    dossier = submitted(here)
    with pytest.raises(PermissionDenied):
        cuts.put(here.people[name], dossier, Decimal(1), "x", line=0)
    put(dossier, State.GOVERNMENT)
    with pytest.raises(PermissionDenied):
        cuts.put(here.people["budget"], dossier, Decimal(1), "x", line=0)


def test_stage_amounts_stand_side_by_side_and_the_approved_stay(here: Place) -> None:
    dossier = submitted(here)
    key, was = project(dossier)
    cuts.put(here.people["sector"], dossier, Decimal(10000), "x", project=key)
    put(dossier, State.APPROVED)
    moving.keep(dossier, None, "批准")
    found = stages.table(dossier)
    total = found.total.amounts
    assert total[0] - total[1] == was - 10000 and total[2] is None and total[4] == total[0]
    assert sum(one.amounts[1] for one in found.projects) == total[1]
    assert sum(one.amounts[1] for one in found.functions) == total[1]
    put(dossier, State.DRAFTING)
    row = dossier.rows.filter(list="spending").first()
    row.delete()
    dossier.saved()
    assert stages.table(dossier).total.amounts[4] == total[4]


def test_a_project_known_by_its_costs_only_is_cut_and_told_apart() -> None:
    here = place("jianghan-2022")
    dossier = here.dossiers[0]
    for row in dossier.rows.filter(list="spending"):
        row.cells.pop("project", None)
        row.save()
    dossier.saved()
    dossier = submitted(here)
    budget = submissions.budget(dossier)
    key = next(one.key for one in budget.projects)
    asked = items.asked(budget, About("project", key))
    assert asked > 0 and not amounts.split(budget, key)
    cut = cuts.put(here.people["sector"], dossier, asked - 100, "x", project=key)
    found = stages.table(dossier)
    assert found.total.amounts[0] == amounts.spent(budget)
    assert found.total.amounts[1] == amounts.spent(budget) - 100
    for at in (0, 1):
        assert sum(one.amounts[at] for one in found.projects) == found.total.amounts[at]
    assert found.functions[-1].name == "没有分到支出行的核减"
    put(dossier, State.DRAFTING)
    with pytest.raises(cuts.NotCut, match="手工"):
        cuts.apply(here.people["clerk1"], cut)


def test_money_told_of_in_several_views_is_cut_and_not_applied_by_itself() -> None:
    here = place("jianghan-2022")
    dossier = submitted(here)
    budget = submissions.budget(dossier)
    key = budget.projects[0].key
    asked = items.asked(budget, About("project", key))
    cut = cuts.put(here.people["sector"], dossier, asked - 100, "x", project=key)
    found = stages.table(dossier)
    for rows in (found.projects, found.functions):
        assert sum(one.amounts[1] for one in rows) == amounts.spent(budget) - 100
    assert next(one for one in found.projects if one.name == key).amounts[:2] == (
        asked,
        asked - 100,
    )
    put(dossier, State.DRAFTING)
    with pytest.raises(cuts.NotCut, match="手工"):
        cuts.apply(here.people["clerk1"], cut)
