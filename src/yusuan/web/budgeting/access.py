"""Who may see and do what: everything is fetched *for* a user, or raises.

A department's people see their own budgets (a unit's clerk types only what is the unit's), a sector
division those of its departments, the performance and budget divisions all of the district, each
what was submitted, never a draft in work. An administrator sees people and settings, no budgets.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from yusuan.web.accounts.models import User
from yusuan.web.budgeting.models import District, Dossier, Revision
from yusuan.web.budgeting.states import AT_BUREAU, OPEN, State
from yusuan.web.roles import AT_DEPARTMENT, Role


def dossiers(user: User) -> QuerySet[Dossier]:
    """The budgets a person may see."""
    seen = Q(pk__in=())
    for post in user.posts.all():
        if post.role in (*AT_DEPARTMENT, Role.SECTOR) and post.department_id:
            seen |= Q(department=post.department_id)
        elif post.role in (Role.PERFORMANCE, Role.BUDGET) and post.district_id:
            seen |= Q(department__district=post.district_id)
    return Dossier.objects.filter(seen).select_related("department__district", "year__district")


def dossier(user: User, pk: int) -> Dossier:
    """One of them; Http404 where it is not theirs, as where there is none."""
    found = dossiers(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def roles(user: User, one: Dossier) -> frozenset[Role]:
    """The roles a person holds towards a budget."""
    held = set()
    for post in user.posts.all():
        here = post.department_id == one.department_id
        if post.role in (*AT_DEPARTMENT, Role.SECTOR):
            if here and not post.unit:
                held.add(Role(post.role))
        elif post.role != Role.ADMIN and post.district_id == one.department.district_id:
            held.add(Role(post.role))
    return frozenset(held)


def units(user: User, one: Dossier) -> frozenset[str]:
    """The codes of the units a clerk types for; none where it is the whole department's."""
    if Role.CLERK in roles(user, one):
        return frozenset()
    posts = user.posts.filter(role=Role.CLERK, department=one.department_id).exclude(unit="")
    return frozenset(posts.values_list("unit", flat=True))


def own(user: User, one: Dossier) -> bool:
    """Whether a person belongs to the department or a unit of it, and so sees the draft."""
    return bool(roles(user, one) & AT_DEPARTMENT or units(user, one))


def editable(user: User, one: Dossier) -> bool:
    """Whether a person may type in the draft now: all of it, or the rows of their units."""
    return whole(user, one) or (State(one.state) in OPEN and bool(units(user, one)))


def whole(user: User, one: Dossier) -> bool:
    """Whether a person may type in all of the draft now."""
    return State(one.state) in OPEN and Role.CLERK in roles(user, one)


def to_edit(user: User, pk: int) -> Dossier:
    """A budget whose draft a person may change; PermissionDenied where it is closed to them."""
    found = dossier(user, pk)
    if not editable(user, found):
        raise PermissionDenied
    return found


def to_replace(user: User, pk: int) -> Dossier:
    """A budget whose whole draft a person may change; PermissionDenied as above."""
    found = dossier(user, pk)
    if not whole(user, found):
        raise PermissionDenied
    return found


def revisions(user: User, one: Dossier) -> QuerySet[Revision]:
    """The revisions of a budget that a person may see, newest first.

    Its department sees all, the bureau those that left the department.
    """
    return one.revisions.all() if own(user, one) else one.revisions.filter(state__in=AT_BUREAU)


def to_own(user: User, pk: int) -> Dossier:
    """A budget of a person's own department; Http404 where it is not."""
    found = dossier(user, pk)
    if not own(user, found):
        raise Http404
    return found


def districts(user: User, *held: Role) -> QuerySet[District]:
    """The districts where a person holds one of some roles."""
    posts = user.posts.filter(role__in=held)
    return District.objects.filter(Q(posts__in=posts) | Q(departments__posts__in=posts)).distinct()
