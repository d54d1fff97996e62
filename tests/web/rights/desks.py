"""The addresses of the bureau desk, of publication and of the check desk."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils import timezone

from tests.web.rights.cases import (
    AWAY,
    BUREAU,
    OWN,
    Address,
    Case,
    Rule,
    Spot,
    draft,
    of,
    only,
    public,
    seen,
    seen_but,
    signed,
    submitted,
)
from yusuan.web.accounts.models import User
from yusuan.web.budgeting.models import Dossier
from yusuan.web.checking.models import Inspection
from yusuan.web.publishing.models import Version
from yusuan.web.review.models import Cut, Notice, Receipt, Remark
from yusuan.web.work.jobs import Stage

REVIEWING = ("submitted_1", "review_1", "submitted_2", "review_2")
WITH_BUREAU = (*REVIEWING, "control", "government", "congress")
BEFORE_CONTROL = ("preparing", "signing_1", "submitted_1", "review_1")
UNDER_REVIEW = (*BEFORE_CONTROL, "control", "drafting", "signing_2", "submitted_2", "review_2")
CORRECTION = ("correction", "correcting", "signing_3", "corrected")
RELEASED = ("released", "passed_on", "disclosed", *CORRECTION, "closed")


def in_district(*roles: str) -> Rule:
    """Some roles for what belongs to the year of their district."""
    return only(lambda case: case.role in roles and case.place != AWAY)


bureau = of(*BUREAU)
of_bureau = in_district(*BUREAU)


def _submitted(case: Case) -> Any:
    """What was submitted, for the bureau."""
    return (submitted if case.bureau else bureau)(case)


def _controls(case: Case) -> Any:
    """The bureau always; the department when it has got them."""
    return (bureau if case.bureau else only(_told))(case)


def _told(case: Case) -> bool:
    return case.covered and case.state not in BEFORE_CONTROL


def _sets_or_proposes(case: Case) -> bool:
    """The budget division sets control numbers, a sector division proposes them."""
    return case.covered and case.role in ("budget", "sector")


def _letter(case: Case) -> Any:
    states = ("approved", *RELEASED) if case.bureau else RELEASED
    return of("clerk", "head", *BUREAU, states=states)(case)


def _budget(spot: Spot) -> dict[str, Any]:
    return {"pk": spot.dossier}


def _year(spot: Spot) -> dict[str, Any]:
    return {"pk": spot.year}


def _of(name: str) -> Any:
    return lambda spot: {"pk": spot.dossier, "number": spot.more[name]}


def _notice(spot: Spot) -> dict[str, Any]:
    return {"pk": spot.year, "number": spot.more["notice"]}


def _year_of(rule: Rule, **more: Any) -> Address:
    return Address(get=rule, at=_year, **more)


_Y, _R = "review/years/<int:pk>/", "review/<int:pk>/"
REVIEW = {
    "review/": Address(get=only(lambda case: case.role in BUREAU)),
    _Y: _year_of(of_bureau),
    f"{_Y}totals/": _year_of(of_bureau),
    f"{_Y}totals.xlsx": _year_of(of_bureau),
    f"{_Y}dates/": _year_of(of_bureau),
    f"{_Y}dates/save/": Address(post=in_district("budget"), at=_year),
    f"{_Y}controls.xlsx": _year_of(of_bureau),
    f"{_Y}controls/load/": Address(post=in_district("budget"), at=_year),
    f"{_Y}notices/": _year_of(of_bureau),
    f"{_Y}notices/send/": Address(post=of_bureau, at=_year),
    f"{_Y}notices/<int:number>/": Address(get=bureau, at=_notice),
    f"{_Y}notices/<int:number>/chase/": Address(post=bureau, at=_notice),
    "review/notices/": Address(get=signed),
    "review/notices/read/": Address(post=signed, sent=lambda spot: {"notice": spot.more["notice"]}),
    _R: Address(get=bureau, at=_budget, by_state=True),
    f"{_R}tally/": Address(get=bureau, at=_budget, by_state=True),
    f"{_R}checks.xlsx": Address(get=_submitted, at=_budget, by_state=True),
    f"{_R}lists/<slug:list_>/": Address(
        get=_submitted, at=lambda spot: {"pk": spot.dossier, "list_": "spending"}, by_state=True
    ),
    f"{_R}remarks/": Address(get=seen, at=_budget, by_state=True),
    f"{_R}remarks/say/": Address(
        post=only(
            lambda case: case.covered and case.bureau and case.state in WITH_BUREAU,
            forbidden=lambda case: case.covered and case.bureau,
        ),
        at=_budget,
        by_state=True,
    ),
    f"{_R}remarks/<int:number>/": Address(
        post=seen_but(of("clerk", "head")),
        at=_of("remark"),
        sent=lambda spot: {"do": "resolve", "text": "已改"},
        by_state=True,
    ),
    f"{_R}amounts/": Address(get=seen, at=_budget, by_state=True),
    f"{_R}cuts/": Address(
        post=only(
            lambda case: (
                case.covered and case.role in ("sector", "budget") and case.state in REVIEWING
            ),
            forbidden=lambda case: case.covered and case.bureau,
        ),
        at=_budget,
        sent=lambda spot: {"now": "1", "line": "0"},
        by_state=True,
    ),
    f"{_R}cuts/<int:number>/": Address(
        post=seen_but(of("clerk", states=("preparing", "drafting"))),
        at=_of("cut"),
        sent=lambda spot: {"do": "apply"},
        by_state=True,
    ),
    f"{_R}targets/": Address(get=seen, at=_budget, by_state=True),
    f"{_R}targets/save/": Address(
        post=only(
            lambda case: case.covered and case.role == "sector" and case.state in REVIEWING,
            forbidden=lambda case: case.covered and case.role in ("sector", "performance"),
        ),
        at=_budget,
        sent=lambda spot: {"office": "sector"},
        by_state=True,
    ),
    f"{_R}letter.docx": Address(get=_letter, at=_budget, by_state=True),
    f"{_R}controls/": Address(get=_controls, at=_budget, by_state=True),
    f"{_R}controls/save/": Address(
        post=only(
            lambda case: _sets_or_proposes(case) and case.state in UNDER_REVIEW,
            forbidden=lambda case: _sets_or_proposes(case),
        ),
        at=_budget,
        by_state=True,
    ),
}

_B = "budgets/<int:pk>/publication/"
_P = "public/<str:code>/<str:department>/<int:year>/"


def _public(spot: Spot) -> dict[str, Any]:
    return {name: spot.more[name] for name in ("code", "department", "year")}


def _version(spot: Spot) -> dict[str, Any]:
    return {**_public(spot), "number": 1}


PUBLICATION = {
    "budgets/<int:pk>/compare/": Address(get=seen, at=_budget, by_state=True),
    _B: Address(get=seen, at=_budget, by_state=True),
    f"{_B}progress/": Address(get=seen, at=_budget, by_state=True),
    f"{_B}freeze/": Address(
        post=seen_but(of("clerk", "head", states=("released", "passed_on", "corrected"))),
        at=_budget,
        by_state=True,
    ),
    f"{_B}files/<path:name>": Address(
        get=draft, at=lambda spot: {"pk": spot.dossier, "name": "index.html"}, by_state=True
    ),
    f"{_P}<int:number>/": Address(get=public, at=_version),
    f"{_P}<int:number>/read/": Address(get=public, at=_version),
    f"{_P}<int:number>/files/<path:name>": Address(
        get=public, at=lambda spot: {**_version(spot), "name": "index.html"}
    ),
}

_N = "public/<str:code>/<str:department>/<str:period>/"


def _now(spot: Spot) -> dict[str, Any]:
    found = _public(spot)
    return {"code": found["code"], "department": found["department"], "period": found["year"]}


#: Anybody reads what is public; of the ground's version there are files, and no pages.
PORTAL = {
    "robots.txt": Address(get=public),
    "api/v1/": Address(get=public, json=True),
    "api/v1/<anything:address>": Address(
        get=public, at=lambda spot: {"address": "budgets"}, json=True
    ),
    "public/": Address(get=public),
    "public/data/<str:name>": Address(get=public, at=lambda spot: {"name": "facts.csv"}),
    f"{_N}chart/<str:key>/": Address(get=public, at=lambda spot: {**_now(spot), "key": "flow"}),
    f"{_N}file/<path:name>": Address(
        get=public, at=lambda spot: {**_now(spot), "name": "index.html"}
    ),
    "public/<path:address>": Address(
        get=public, at=lambda spot: {"address": f"{spot.more['code']}/"}
    ),
}

mine = only(lambda case: case.role == "clerk" and case.place == OWN)
_C = "check/<int:pk>/"


def _check(spot: Spot) -> dict[str, Any]:
    return {"pk": spot.more["inspection"]}


CHECKS = {
    "check/": Address(get=signed, post=signed),
    _C: Address(get=mine, at=_check),
    f"{_C}progress/": Address(get=mine, at=_check),
    f"{_C}reports/<int:number>/": Address(get=mine, at=lambda spot: {**_check(spot), "number": 0}),
    f"{_C}<str:name>": Address(get=mine, at=lambda spot: {**_check(spot), "name": "check.json"}),
    f"{_C}save/": Address(post=mine, at=_check),
    f"{_C}drop/": Address(post=mine, at=_check),
}


def reviewed(place: str, dossier: Dossier, people: dict[str, User]) -> dict[str, Any]:
    """A remark, a cut and a notice."""
    revision, by = dossier.revisions.get(), people["budget"]
    remark, of_cut = (
        Remark.objects.create(dossier=dossier, revision=revision, text="请核", role="budget", by=by)
        for _ in range(2)
    )
    cut = Cut.objects.create(
        dossier=dossier, revision=revision, round=1, name="某行", was=Decimal(2), now=Decimal(1),
        reason="压减", remark=of_cut, by=by,
    )  # fmt: skip
    notice = Notice.objects.create(
        district=dossier.department.district,
        year=dossier.year,
        dossier=dossier,
        title="退回",
        by=by,
    )
    Receipt.objects.create(notice=notice, user=people["clerk"])
    return {"remark": remark.pk, "cut": cut.pk, "notice": notice.pk}


def published(place: str, dossier: Dossier, people: dict[str, User]) -> dict[str, Any]:
    """A version that is public, and one in preparation."""
    for number, when in ((1, timezone.now()), (2, None)):
        version = Version.objects.create(
            dossier=dossier, number=number, revision=dossier.revisions.get(), stage=Stage.READY,
            published_at=when, files=[{"name": "index.html", "size": 2, "sha256": "0" * 64}],
        )  # fmt: skip
        version.folder.mkdir(parents=True, exist_ok=True)
        (version.folder / "index.html").write_text("公开")
    department = dossier.department
    return {
        "code": department.district.code,
        "department": department.code,
        "year": dossier.year.year,
    }


def checked(place: str, dossier: Dossier, people: dict[str, User]) -> dict[str, Any]:
    """A check: at home the clerk's, elsewhere a stranger's."""
    user = people["clerk"] if place == OWN else User.objects.get(username=f"stranger-{place}")
    one = Inspection.objects.create(
        user=user, key=f"rights-{place}", names=["表.pdf"], stage=Stage.READY,
        reports=[{"title": "某局", "names": ["表.pdf"], "error": 0, "warning": 0, "info": 0}],
    )  # fmt: skip
    one.report.mkdir(parents=True, exist_ok=True)
    (one.report / "0.html").write_text("核对")
    (one.report / "check.json").write_text("{}")
    return {"inspection": one.pk}
