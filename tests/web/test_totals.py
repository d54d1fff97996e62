"""District totals, dates of a year, letters of approval."""

import io
from datetime import date, timedelta
from decimal import Decimal

import docx
import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.web.bureau import as_, put, submitted
from tests.web.places import Place, place
from yusuan.web.accounts.models import Post
from yusuan.web.audit.models import Entry
from yusuan.web.budgeting import amounts, moving, reading
from yusuan.web.budgeting.states import State
from yusuan.web.review import dates, rights, totals

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    return place()


def of(here: Place, name: str, down: list[str], across: str = "", **more: str) -> totals.Totals:
    return totals.table(rights.of_year(here.people[name], here.year), down, across, **more)


@pytest.mark.parametrize("down", [one for one in totals.DIMENSIONS if one != "department"])
def test_every_split_comes_to_the_whole(here: Place, down: str) -> None:
    submitted(here)
    submitted(here, 1)
    whole = 2 * amounts.spent(reading.opened(here.dossiers[0]).budget)
    assert of(here, "budget", ["department", down], "nature").total == whole
    assert of(here, "budget", [down]).total == whole


@pytest.mark.parametrize("down", ["function", "gov", "dept3", "project"])
def test_money_of_several_views_is_counted_once(down: str) -> None:
    here = place("jianghan-2022")
    submitted(here)
    whole = amounts.spent(reading.opened(here.dossiers[0]).budget)
    if down != "project":
        assert of(here, "budget", [down]).total == whole
    assert of(here, "budget", [down], "function3").total == whole


def test_the_newest_submission_counts_and_drafts_do_not(
    here: Place, django_assert_max_num_queries: object
) -> None:
    dossier = submitted(here)
    first = of(here, "budget", ["department"]).total
    assert of(here, "budget", ["department"], stage="approved").total == 0
    row = dossier.rows.filter(list="spending").first()
    row.delete()
    dossier.saved()
    assert of(here, "budget", ["department"]).total == first
    submitted(here)
    assert of(here, "budget", ["department"]).total < first
    with django_assert_max_num_queries(3):
        of(here, "budget", ["department", "function"], "fund")


def test_a_sector_adds_up_its_own_departments(here: Place) -> None:
    submitted(here)
    submitted(here, 1)
    Post.objects.filter(user=here.people["sector"], department=here.departments[1]).delete()
    (row,) = of(here, "sector", ["department"]).rows
    assert row[0] == ("某局1",)


def test_the_table_goes_out_as_a_workbook_without_formulas(here: Place) -> None:
    submitted(here)
    here.departments[0].name = "=1+1"
    here.departments[0].save()
    url = f"/review/years/{here.year.pk}/totals"
    asked = "?by=department&by=function3&across=nature"
    client = as_(here, "budget")
    assert "=1+1" in client.get(url + "/" + asked).content.decode()
    book = openpyxl.load_workbook(io.BytesIO(client.get(url + ".xlsx" + asked).content))
    rows = list(book.active.iter_rows())
    cell = next(one for row in rows for one in row if one.value == "=1+1")
    assert cell.data_type == "s"
    total = of(here, "budget", ["department"]).total
    assert Decimal(str(rows[-1][-1].value)) == total / 10_000
    plain = client.get(url + ".xlsx?by=fund").content
    assert [one.value for one in openpyxl.load_workbook(io.BytesIO(plain)).active[3]] == [
        "资金来源", "合计",
    ]  # fmt: skip
    assert client.get(url + "/?by=nothing").status_code == 404
    for name in ("clerk1", "admin"):
        assert as_(here, name).get(url + "/").status_code == 404
        assert as_(here, name).get(url + ".xlsx").status_code == 404


def test_dates_are_set_by_the_budget_division_and_written_down(here: Place) -> None:
    url = f"/review/years/{here.year.pk}/dates/"
    sent = {"session_on": "2024-01-10", "approved_on": "2024-01-13"}
    for name in ("sector", "performance", "clerk1", "admin"):
        assert as_(here, name).post(url + "save/", sent).status_code == 404
    assert as_(here, "sector").get(url).status_code == 200
    client = as_(here, "budget")
    assert client.post(url + "save/", {"approved_on": "x"}).status_code == 400
    client.post(url + "save/", sent)
    here.year.refresh_from_db()
    assert here.year.approved_on == date(2024, 1, 13)
    (entry,) = Entry.objects.filter(chain=f"year:{here.year.pk}")
    assert entry.detail["changes"]["approved_on"] == [None, "2024-01-13"]
    assert "2024-01-13" in client.get(url).content.decode()


def test_dates_stand_in_their_order_and_a_vote_stays(here: Place) -> None:
    budget = here.people["budget"]
    with pytest.raises(dates.NotSet, match="不能早于"):
        dates.put(budget, here.year, {"approved_on": date(2024, 1, 9)})
    dates.put(budget, here.year, {"approved_on": date(2024, 1, 12)})
    put(here.dossiers[0], State.APPROVED)
    with pytest.raises(dates.NotSet, match="不能清空"):
        dates.put(budget, here.year, {"approved_on": None})
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(dates.NotSet, match="今天"):
        dates.put(budget, here.year, {"approved_on": tomorrow})
    dates.put(budget, here.year, {"approved_on": date(2024, 1, 13)})
    with pytest.raises(PermissionDenied):
        dates.put(here.people["sector"], here.year, {"approved_on": date(2024, 1, 14)})


def test_the_letter_states_what_was_approved(here: Place) -> None:
    dossier = here.dossiers[0]
    here.year.approved_on = date(2024, 1, 12)
    here.year.save()
    put(dossier, State.APPROVED)
    url = f"/review/{dossier.pk}/letter.docx"
    assert as_(here, "budget").get(url).status_code == 302
    moving.keep(dossier, None, "批准")
    assert as_(here, "clerk1").get(url).status_code == 404
    made = docx.Document(io.BytesIO(as_(here, "budget").get(url).content))
    text = "\n".join(one.text for one in made.paragraphs)
    assert "第五十二条" in text and "2024年1月12日" in text and "某局1" in text
    budget = reading.opened(dossier).budget
    whole = f"{amounts.spent(budget) / 10_000:,f}".rstrip("0")
    assert f"支出预算{whole}万元" in text
    _, functions, economic, funds, projects, targets = made.tables
    for one in (functions, economic, funds):
        assert one.rows[-1].cells[-1].text == whole
    assert any(row.cells[0].text == "2010301" for row in functions.rows)
    assert any(len(row.cells[0].text) == 5 for row in economic.rows)
    assert len(projects.rows) == 1 + len(budget.projects)
    assert len(targets.rows) == 1 + len(budget.indicators)
    put(dossier, State.RELEASED)
    assert as_(here, "clerk1").get(url).status_code == 200
    assert as_(here, "clerk2").get(url).status_code == 404
