"""Every address of the application, by its route: who may ask it, and how."""

from __future__ import annotations

from tests.web.rights import desks
from tests.web.rights.cases import (
    Address,
    Spot,
    administrator,
    draft,
    nowhere,
    of,
    public,
    seen,
    seen_but,
    signed,
    submitted,
    typed,
)

_D = "administration/districts/<int:pk>/"
_B = "budgets/<int:pk>/"


def _budget(spot: Spot) -> dict[str, int]:
    return {"pk": spot.dossier}


def _list(spot: Spot) -> dict[str, object]:
    return {"pk": spot.dossier, "list_": "spending"}


def _district(spot: Spot) -> dict[str, int]:
    return {"pk": spot.district}


def _year(spot: Spot) -> dict[str, int]:
    return {"pk": spot.district, "year_pk": spot.year}


def _department(spot: Spot) -> dict[str, int]:
    return {"pk": spot.district, "department_pk": spot.department}


def _person(spot: Spot) -> dict[str, int]:
    return {"pk": spot.person}


ACCOUNTS = {
    "login/": Address(get=public, post=public),
    "logout/": Address(post=public),
    "account/": Address(get=signed, post=signed),
    "account/code/": Address(get=signed, post=signed),
    "account/codes/": Address(get=signed, post=signed),
    "account/data/": Address(get=signed),
    "oidc/authenticate/": Address(get=nowhere),  # there is no provider
    "oidc/callback/": Address(get=nowhere),
    "bare/": Address(get=public),
    "language/": Address(post=public),
}

ADMINISTRATION = {
    "administration/": Address(get=administrator),
    "administration/people/new/": Address(get=administrator, post=administrator),
    "administration/people/<int:pk>/": Address(get=administrator, post=administrator, at=_person),
    "administration/people/<int:pk>/act/": Address(
        post=administrator, at=_person, sent=lambda spot: {"action": "off"}
    ),
    "administration/districts/new/": Address(get=administrator, post=administrator),
    _D: Address(get=administrator, post=administrator, at=_district),
    f"{_D}departments/": Address(get=administrator, at=_district),
    f"{_D}departments/new/": Address(get=administrator, post=administrator, at=_district),
    f"{_D}departments/<int:department_pk>/": Address(
        get=administrator, post=administrator, at=_department
    ),
    f"{_D}years/new/": Address(get=administrator, post=administrator, at=_district),
    f"{_D}years/<int:year_pk>/": Address(get=administrator, post=administrator, at=_year),
    f"{_D}years/<int:year_pk>/open/": Address(post=administrator, at=_year),
    f"{_D}import/": Address(post=administrator, at=_district),
}

BUDGETS = {
    "": Address(get=signed),
    "codes/<slug:system>/": Address(get=signed, at=lambda spot: {"system": "function"}),
    _B: Address(get=seen, at=_budget, by_state=True),
    f"{_B}history/": Address(get=seen, at=_budget, by_state=True),
    f"{_B}preview/": Address(get=seen, at=_budget, by_state=True),
    f"{_B}workbook/": Address(get=submitted, at=_budget, by_state=True),
    f"{_B}disclosure/": Address(get=submitted, at=_budget, by_state=True),
    f"{_B}lists/<slug:list_>/": Address(get=draft, at=_list, by_state=True),
    f"{_B}rows/<slug:list_>/": Address(get=draft, at=_list, by_state=True),
    f"{_B}changes/": Address(get=draft, at=_budget, by_state=True),
    f"{_B}live/": Address(get=draft, at=_budget, by_state=True),
    f"{_B}parts/": Address(get=draft, at=_budget, by_state=True),
    f"{_B}upload/": Address(post=typed, at=_budget, by_state=True),
    f"{_B}cells/": Address(
        post=typed, at=_budget, sent=lambda spot: {"edits": []}, json=True, by_state=True
    ),
    f"{_B}trial/": Address(
        post=typed, at=_budget, sent=lambda spot: {"edits": []}, json=True, by_state=True
    ),
    # a step that there is not: refused to all who see the budget; those there are, in steps.py
    f"{_B}step/": Address(post=seen_but(of()), at=_budget, by_state=True),
}


ADDRESSES = {
    **ACCOUNTS,
    **ADMINISTRATION,
    **BUDGETS,
    **desks.REVIEW,
    **desks.PUBLICATION,
    **desks.PORTAL,
    **desks.CHECKS,
}
#: What other apps have at a place, as ``ground.ground`` wants it.
MORE = (desks.reviewed, desks.published, desks.checked)
