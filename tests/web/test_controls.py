"""Control numbers: set, kept with their history, shown beside the draft, enforced."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.bureau import as_, put, submitted
from tests.web.places import Place, place
from yusuan.web.audit.models import Entry
from yusuan.web.budgeting import amounts, moving, reading
from yusuan.web.budgeting.models import Line
from yusuan.web.budgeting.states import State
from yusuan.web.review import controls, items
from yusuan.web.review.items import About
from yusuan.web.review.models import Control, ControlChange

pytestmark = pytest.mark.django_db
TOTAL = About("total")


@pytest.fixture
def here() -> Place:
    return place()


def test_each_change_keeps_what_was_and_is(here: Place) -> None:
    dossier, budget = here.dossiers[0], here.people["budget"]
    assert controls.put(budget, dossier, {TOTAL: Decimal(100)}) == 1
    assert controls.put(budget, dossier, {TOTAL: Decimal(100)}) == 0
    assert (
        controls.put(budget, dossier, {TOTAL: Decimal(90), About("fund", "gpb"): Decimal(5)}) == 2
    )
    assert controls.put(budget, dossier, {TOTAL: None}) == 1
    told = [(one.was, one.now) for one in ControlChange.objects.filter(item="total")]
    assert told == [(Decimal(90), None), (Decimal(100), Decimal(90)), (None, Decimal(100))]
    entries = Entry.objects.filter(action="controls", chain=dossier.chain)
    assert entries.count() == 3 and "0.01 → 0.009 万元" in entries[1].detail["changed"]


@pytest.mark.parametrize("name", ["sector", "performance", "clerk1", "head1", "admin"])
def test_only_the_budget_division_sets_them(here: Place, name: str) -> None:
    with pytest.raises(PermissionDenied):
        controls.put(here.people[name], here.dossiers[0], {TOTAL: Decimal(1)})


def test_nobody_sets_them_once_the_draft_went_to_the_government(here: Place) -> None:
    put(here.dossiers[0], State.GOVERNMENT)
    with pytest.raises(PermissionDenied):
        controls.put(here.people["budget"], here.dossiers[0], {TOTAL: Decimal(1)})


def test_what_is_asked_counts_money_of_several_views_once() -> None:
    here = place("jianghan-2022")
    budget = reading.opened(here.dossiers[0]).budget
    whole = items.asked(budget, TOTAL)
    assert whole == amounts.spent(budget) == sum(one.amount for one in budget.revenue)
    natures = [About("nature", key) for key in ("basic", "project")]
    assert sum(items.asked(budget, one) for one in natures) == whole
    moving.keep(here.dossiers[0], None, "x")
    assert Line.objects.exclude(view="").exists()


def test_a_fund_includes_its_parts(here: Place) -> None:
    budget = reading.opened(here.dossiers[0]).budget
    assert items.asked(budget, About("fund", "appropriation")) >= items.asked(
        budget, About("fund", "gpb")
    )
    assert items.asked(budget, About("fund", "gpb")) > 0


def test_the_gates_say_what_is_missing_and_what_exceeds_by_how_much(here: Place) -> None:
    dossier, budget = here.dossiers[0], here.people["budget"]
    assert controls.issued(dossier) and not controls.within(dossier)
    asked = items.asked(reading.opened(dossier).budget, TOTAL)
    controls.put(budget, dossier, {TOTAL: asked - 20_000, About("nature", "project"): asked})
    assert not controls.issued(dossier)
    (said,) = controls.within(dossier)
    assert "支出总额" in said and "超过 2 万元" in said
    controls.put(budget, dossier, {TOTAL: asked})
    assert not controls.within(dossier)


def test_steps_stop_at_the_gates(here: Place) -> None:
    dossier = submitted(here)
    with pytest.raises(moving.Blocked, match="控制数"):
        moving.take(here.people["budget"], dossier, "control")
    controls.put(here.people["budget"], dossier, {TOTAL: Decimal(1)})
    moving.take(here.people["budget"], dossier, "control")
    moving.take(here.people["clerk1"], dossier, "draft")
    with pytest.raises(moving.Blocked, match="超过"):
        moving.take(here.people["clerk1"], dossier, "finish_2")


def test_the_clerk_sees_them_beside_the_draft_once_issued(here: Place) -> None:
    dossier = here.dossiers[0]
    controls.put(here.people["budget"], dossier, {TOTAL: Decimal(12345)})
    url, clerk = f"/budgets/{dossier.pk}/live/", as_(here, "clerk1")
    assert "1.2345" not in clerk.get(url).content.decode()
    assert clerk.get(f"/review/{dossier.pk}/controls/").status_code == 404
    history = f"/budgets/{dossier.pk}/history/"
    assert "改控制数" not in clerk.get(history).content.decode()
    assert "改控制数" in as_(here, "budget").get(history).content.decode()
    put(dossier, State.DRAFTING)
    assert "改控制数" in clerk.get(history).content.decode()
    shown = clerk.get(url).content.decode()
    assert "1.2345" in shown and "超过" in shown
    assert clerk.get(f"/review/{dossier.pk}/controls/").status_code == 200
    assert as_(here, "clerk2").get(f"/review/{dossier.pk}/controls/").status_code == 404


def test_the_page_saves_what_was_typed_or_nothing(here: Place) -> None:
    dossier = submitted(here)
    client, url = as_(here, "budget"), f"/review/{dossier.pk}/controls/save/"
    row = {"rows": "2", "item-0": "total", "key-0": "", "amount-0": "1,234.5", "note-0": "首次"}
    client.post(url, {**row, "item-1": "fund", "key-1": "一般公共预算", "amount-1": "1200"})
    found = {(one.item, one.key): (one.amount, one.note) for one in Control.objects.all()}
    assert found == {
        ("total", ""): (Decimal(12_345_000), "首次"),
        ("fund", "gpb"): (Decimal(12_000_000), ""),
    }
    client.post(url, {**row, "amount-0": "1", "item-1": "fund", "key-1": "不存在", "amount-1": "1"})
    assert Control.objects.get(item="total").amount == 12_345_000
    assert as_(here, "performance").post(url, row).status_code == 404
    assert as_(here, "clerk1").post(url, row).status_code == 404
    page = client.get(f"/review/{dossier.pk}/controls/").content.decode()
    assert "1,234.5" in page and 'value="1234.5"' in page


def test_a_sector_division_proposes_and_the_budget_division_sets(here: Place) -> None:
    dossier = submitted(here)
    url = f"/review/{dossier.pk}/controls/"
    row = {"rows": "1", "item-0": "total", "key-0": "", "amount-0": "88", "note-0": "按上年"}
    as_(here, "sector").post(f"{url}save/", row)
    assert not Control.objects.exists()
    assert controls.proposals(dossier)[TOTAL].now == 880_000
    assert 'value="88"' in as_(here, "sector").get(url).content.decode()
    page = as_(here, "budget").get(url).content.decode()
    assert '<td class="n">88<small class="block">按上年</small></td>' in page
    as_(here, "budget").post(f"{url}save/", {**row, "amount-0": "80", "note-0": ""})
    assert Control.objects.get().amount == 800_000
    assert controls.proposals(dossier)[TOTAL].now == 880_000


def test_a_department_sees_control_numbers_but_no_proposals(here: Place) -> None:
    dossier = submitted(here)
    controls.propose(here.people["sector"], dossier, {TOTAL: Decimal(777_700)})
    controls.put(here.people["budget"], dossier, {TOTAL: Decimal(666_600)})
    put(dossier, State.CONTROL)
    page = as_(here, "clerk1").get(f"/review/{dossier.pk}/controls/").content.decode()
    assert "66.66" in page and "77.77" not in page
    history = as_(here, "clerk1").get(f"/budgets/{dossier.pk}/history/").content.decode()
    assert "66.66" in history and "77.77" not in history


def book(rows: list[list[object]]) -> SimpleUploadedFile:
    made, data = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(data)
    return SimpleUploadedFile("c.xlsx", data.getvalue())


def test_the_workbook_goes_out_is_filled_in_and_comes_back(here: Place) -> None:
    submitted(here)
    client = as_(here, "budget")
    year = here.year.pk
    data = client.get(f"/review/years/{year}/controls.xlsx").content
    made = openpyxl.load_workbook(io.BytesIO(data))
    rows = [list(row) for row in made.active.values]
    at = rows[0].index("控制数（万元）")
    assert {row[0] for row in rows[1:]} == {"001", "002"}
    for row in rows[1:]:
        row[at] = 3.25
    client.post(f"/review/years/{year}/controls/load/", {"file": book(rows)})
    assert Control.objects.count() == len(rows) - 1
    assert set(Control.objects.values_list("amount", flat=True)) == {Decimal(32_500)}
    assert as_(here, "sector").post(f"/review/years/{year}/controls/load/").status_code == 404


def test_a_workbook_with_something_wrong_changes_nothing(here: Place) -> None:
    heads = ["部门编码", "控制项", "编号", "控制数（万元）", "说明"]
    url, client = f"/review/years/{here.year.pk}/controls/load/", as_(here, "budget")
    wrong = book([heads, ["001", "支出总额", "", 5, ""], ["009", "支出总额", "", 5, ""]])
    answer = client.post(url, {"file": wrong}, follow=True).content.decode()
    assert "第 3 行" in answer and not Control.objects.exists()
    for bad in (b"PK", b"", book([["x"]]).read()):
        client.post(url, {"file": SimpleUploadedFile("c.xlsx", bad)})
    assert not Control.objects.exists()
