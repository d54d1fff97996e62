"""Two states of a budget side by side, as far as a person may see them."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.places import Place, place
from yusuan.web.budgeting import comparing, drafts, moving, reading
from yusuan.web.budgeting.drafts import Edit
from yusuan.web.budgeting.models import Dossier, Year
from yusuan.web.budgeting.states import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    found = place()
    dossier = found.dossiers[0]
    moving.keep(dossier, found.people["clerk1"], "导入工作簿之前")  # never left the department
    dossier.state = State.SUBMITTED_1
    dossier.save()
    moving.keep(dossier, found.people["head1"], "一上")
    row = dossier.rows.filter(list="spending").first()
    edit = Edit("spending", str(row.pk), "amount", row.cells["amount"], "500")
    drafts.save(dossier, found.people["clerk1"], [edit])
    return found


def as_(here: Place, name: str) -> Client:
    client = Client()
    client.force_login(here.people[name])
    return client


def test_the_department_compares_its_draft(here: Place) -> None:
    here.dossiers[0].state = State.PREPARING
    here.dossiers[0].save()
    page = as_(here, "clerk1").get(f"/budgets/{here.dossiers[0].pk}/compare/").content.decode()
    for words in ("现在的草稿", "第 1 份 导入工作簿之前", "按功能科目", "500.00", "公开表的格"):
        assert words in page


def test_the_bureau_sees_what_was_submitted_and_no_more(here: Place) -> None:
    dossier, client = here.dossiers[0], as_(here, "budget")
    sides = comparing.sides(here.people["budget"], dossier)
    assert [one.label[7:15] for one in sides] == ["第 2 份 一上"]
    url = f"/budgets/{dossier.pk}/compare/"
    assert "没有可以比较的" in client.get(url).content.decode()
    moving.keep(dossier, here.people["head1"], "再报")
    assert client.get(url).status_code == 200
    hidden = dossier.revisions.get(number=1).pk
    for key in (f"r{hidden}", f"draft-{dossier.pk}", "r999", "x"):
        assert client.get(url, {"a": key}).status_code == 404
    other = here.dossiers[1]
    moving.keep(other, None, "别的部门")
    foreign = other.revisions.get().pk
    assert as_(here, "clerk1").get(url, {"a": f"r{foreign}"}).status_code == 404
    assert as_(here, "clerk2").get(url).status_code == 404


def test_last_year_can_be_compared(here: Place) -> None:
    dossier = here.dossiers[0]
    year = Year.objects.create(
        district=here.district, year=here.year.year - 1, form_set=here.year.form_set
    )
    last = Dossier.objects.create(department=dossier.department, year=year)
    drafts.load(last, None, reading.tables_of(reading.opened(dossier).budget))
    moving.keep(last, None, "批准")
    keys = [one.key for one in comparing.sides(here.people["clerk1"], dossier)]
    assert f"draft-{last.pk}" in keys
    page = as_(here, "clerk1").get(f"/budgets/{dossier.pk}/compare/", {"a": f"draft-{last.pk}"})
    assert page.status_code == 200
    assert f"{year.year} 年 现在的草稿" in page.content.decode()


def test_the_sums_are_those_of_the_lines(here: Place) -> None:
    before = reading.revised(here.dossiers[0].revisions.get(number=1)).budget
    after = reading.opened(here.dossiers[0]).budget
    by_function, *_, by_fund = comparing.tables(before, after)
    assert by_function.total.before == sum(one.amount for one in before.spending)
    assert by_function.total.change == by_fund.total.change != 0
    assert len([one for one in by_function.lines if one.change]) == 1
