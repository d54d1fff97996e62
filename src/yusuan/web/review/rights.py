"""Who may use the bureau desk: a budget or a year is fetched *for* a user, or Http404."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404

from yusuan.web.accounts.models import User
from yusuan.web.budgeting import access
from yusuan.web.budgeting.models import Dossier, Year
from yusuan.web.roles import AT_BUREAU, Role


def of_bureau(user: User, pk: int, *roles: Role) -> Dossier:
    """A budget for one of the bureau's roles towards it (any, where none are named)."""
    found = access.dossier(user, pk)
    if not access.roles(user, found) & (frozenset(roles) or AT_BUREAU):
        raise Http404
    return found


def years(user: User, *roles: Role) -> QuerySet[Year]:
    """The years of the districts where a person holds one of the bureau's roles."""
    districts = access.districts(user, *(roles or AT_BUREAU))
    return Year.objects.filter(district__in=districts).select_related("district")


def year(user: User, pk: int, *roles: Role) -> Year:
    """One of them; Http404 where it is not theirs."""
    found = years(user, *roles).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def of_year(user: User, one: Year, *roles: Role) -> QuerySet[Dossier]:
    """The budgets of a year that a person sees as one of the bureau."""
    held = user.posts.filter(role__in=roles or AT_BUREAU)
    departments = Q(department__in=held.filter(role=Role.SECTOR).values("department"))
    district = held.exclude(role=Role.SECTOR).values("district")
    return (
        Dossier.objects.filter(departments | Q(department__district__in=district), year=one)
        .select_related("department__district", "year__district")
        .order_by("department__code")
    )
