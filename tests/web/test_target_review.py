"""The review of targets: four aspects by two offices, the core's result, and its gate."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.web.bureau import as_, put, submitted
from tests.web.places import Place, place
from yusuan.forms.reviews import ASPECTS
from yusuan.web.budgeting import submitted as submissions
from yusuan.web.budgeting.models import Dossier
from yusuan.web.budgeting.states import State
from yusuan.web.review import targets
from yusuan.web.review.models import TargetMark

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    return place()


def all_(mark: str) -> dict[str, tuple[str, str]]:
    return dict.fromkeys(ASPECTS, (mark, ""))


def keys(dossier: Dossier) -> list[str]:
    return [one.key for one in submissions.budget(dossier).projects]


def mark(here: Place, dossier: Dossier, office: str, found: str) -> None:
    for key in keys(dossier):
        targets.put(here.people[office], dossier, key, office, all_(found))


def test_every_specific_project_needs_marks_of_both_offices(here: Place) -> None:
    dossier = submitted(here, state=State.REVIEW_2)
    assert len(targets.passed(dossier)) == len(keys(dossier)) == 2
    mark(here, dossier, "performance", "excellent")
    assert all("业务股室" in one for one in targets.passed(dossier))
    mark(here, dossier, "sector", "good")
    assert targets.passed(dossier) == []
    targets.put(
        here.people["performance"], dossier, keys(dossier)[0], "performance",
        {**all_("excellent"), "feasibility": ("poor", "没有条件")},
    )  # fmt: skip
    (said,) = targets.passed(dossier)
    assert "差" in said


def test_marks_of_targets_that_changed_do_not_count(here: Place) -> None:
    dossier = submitted(here, state=State.REVIEW_2)
    mark(here, dossier, "performance", "excellent")
    mark(here, dossier, "sector", "excellent")
    row = dossier.rows.filter(list="indicators").first()
    row.cells["value"] = "999"
    row.save()
    dossier.saved()
    assert targets.passed(dossier) == []  # what was submitted has not changed
    submitted(here, state=State.REVIEW_2)
    (said,) = targets.passed(dossier)
    assert "还没有审完" in said
    page = as_(here, "performance").get(f"/review/{dossier.pk}/targets/").content.decode()
    assert "请重新审核" in page


def test_projects_of_other_classes_need_none(here: Place) -> None:
    dossier = here.dossiers[0]
    for row in dossier.rows.filter(list="projects"):
        row.cells["category"] = "其他运转类"
        row.save()
    dossier.saved()
    assert targets.passed(submitted(here, state=State.REVIEW_2)) == []


def test_the_page_saves_what_an_office_says(here: Place) -> None:
    dossier = submitted(here)
    url = f"/review/{dossier.pk}/targets/"
    sent = {"project": keys(dossier)[0], "office": "performance", "mark-relevance": "good"}
    client = as_(here, "performance")
    client.post(url + "save/", {**sent, "opinion-relevance": "相关"})
    found = TargetMark.objects.get()
    assert (found.aspect, found.mark, found.opinion) == ("relevance", "good", "相关")
    assert "相关" in as_(here, "clerk1").get(url).content.decode()
    client.post(url + "save/", {**sent, "mark-relevance": "bad"})
    client.post(url + "save/", {**sent, "project": "没有"})
    assert TargetMark.objects.get().mark == "good"
    client.post(url + "save/", {**sent, "mark-relevance": ""})
    assert not TargetMark.objects.exists()


def test_an_office_speaks_for_itself_only(here: Place) -> None:
    dossier = submitted(here)
    url = f"/review/{dossier.pk}/targets/"
    sent = {"project": keys(dossier)[0], "office": "performance", "mark-relevance": "good"}
    assert as_(here, "sector").post(url + "save/", sent).status_code == 403
    for name in ("budget", "clerk1", "clerk2", "admin"):
        assert as_(here, name).post(url + "save/", sent).status_code == 404
    for name, status in (("clerk2", 404), ("admin", 404), ("budget", 200), ("head1", 200)):
        assert as_(here, name).get(url).status_code == status
    put(dossier, State.GOVERNMENT)
    with pytest.raises(PermissionDenied):
        mark(here, dossier, "performance", "good")
