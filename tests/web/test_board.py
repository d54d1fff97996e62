"""The board: states, dates, counts; flat in the number of departments."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.bureau import as_, put, submitted
from tests.web.places import Place, place
from yusuan.web.accounts.models import Post
from yusuan.web.budgeting import dates, moving
from yusuan.web.budgeting.models import Department, Dossier
from yusuan.web.budgeting.states import State
from yusuan.web.review import board, rights
from yusuan.web.review.models import Tally

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    return place()


@pytest.mark.parametrize(
    ("left", "level"),
    [(6, ""), (5, "near"), (2, "near"), (1, "soon"), (0, "soon"), (-1, "late")],
)
def test_warnings_come_five_days_and_a_day_before(left: int, level: str) -> None:
    due = dates.until("x", timezone.localdate() + timedelta(days=left))
    assert due.look == level


def test_statutory_dates_run_from_the_session_and_the_vote(here: Place) -> None:
    dossier, year = here.dossiers[0], here.year
    year.session_on, year.approved_on = date(2024, 2, 20), date(2024, 2, 23)
    dossier.year = year

    def days(state: State) -> list[date]:
        dossier.state = state
        return [one.on for one in dates.dues(dossier)]

    assert days(State.REVIEW_2) == [date(2024, 1, 21)]
    assert days(State.APPROVED) == [date(2024, 3, 14)]
    dossier.released_on = date(2024, 3, 1)
    assert days(State.RELEASED) == [date(2024, 3, 16), date(2024, 3, 21)]
    dossier.passed_on = date(2024, 3, 10)
    assert days(State.PASSED_ON) == [date(2024, 3, 21), date(2024, 3, 30)]
    assert days(State.DISCLOSED) == []


def test_steps_put_down_the_days_that_others_run_from(here: Place) -> None:
    dossier = submitted(here, state=State.RELEASED)
    moving.take(here.people["head1"], dossier, "pass_on")
    assert dossier.passed_on == timezone.localdate()


def test_the_board_shows_what_is_of_the_person(here: Place) -> None:
    submitted(here)
    url = f"/review/years/{here.year.pk}/"
    shown = as_(here, "budget").get(url).content.decode()
    assert "某局1" in shown and "某局2" in shown and "一上审核" in shown
    Post.objects.filter(user=here.people["sector"], department=here.departments[1]).delete()
    shown = as_(here, "sector").get(url).content.decode()
    assert "某局1" in shown and "某局2" not in shown
    for name in ("clerk1", "head1", "admin"):
        assert as_(here, name).get(url).status_code == 404
        assert as_(here, name).get("/review/").status_code == 404
    assert Client().get(url).status_code == 302
    assert as_(here, "budget").get("/review/")["Location"] == url


def test_a_board_is_of_its_district_only(here: Place) -> None:
    from yusuan.web.budgeting.models import District, Year

    other = District.objects.create(code="440000", name="别区")
    year = Year.objects.create(district=other, year=2024)
    assert as_(here, "budget").get(f"/review/years/{year.pk}/").status_code == 404


def test_findings_are_counted_once_and_kept(here: Place) -> None:
    dossier = submitted(here)
    client = as_(here, "budget")
    page = client.get(f"/review/years/{here.year.pk}/").content.decode()
    assert f'hx-get="/review/{dossier.pk}/tally/"' in page
    assert client.get(f"/review/{dossier.pk}/tally/").status_code == 200
    assert Tally.objects.count() == 1
    assert "hx-get" not in client.get(f"/review/years/{here.year.pk}/").content.decode()
    assert as_(here, "clerk1").get(f"/review/{dossier.pk}/tally/").status_code == 404


def test_the_board_asks_as_much_for_many_departments(
    here: Place, django_assert_max_num_queries: object
) -> None:
    submitted(here)
    for number in range(3, 15):
        one = Department.objects.create(district=here.district, code=f"{number:03}", name="某局")
        Dossier.objects.create(department=one, year=here.year)
    with django_assert_max_num_queries(5):
        rows = board.standings(rights.of_year(here.people["budget"], here.year))
    assert len(rows) == 14 and rows[0].asked and rows[1].asked is None
    client = as_(here, "budget")
    with django_assert_max_num_queries(16):
        client.get(f"/review/years/{here.year.pk}/")


def test_the_board_counts_states_and_what_is_late(here: Place) -> None:
    here.year.first_due = timezone.localdate() - timedelta(days=2)
    here.year.save()
    put(here.dossiers[0], State.CONTROL)
    rows = board.standings(rights.of_year(here.people["budget"], here.year))
    assert [(one.state, one.count) for one in board.stages(rows)] == [
        (State.PREPARING, 1),
        (State.CONTROL, 1),
    ]
    assert board.overdue(rows) == 1
    assert (
        "已超过 2 天" in as_(here, "budget").get(f"/review/years/{here.year.pk}/").content.decode()
    )
