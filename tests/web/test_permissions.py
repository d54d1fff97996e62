"""Every address × every role × own, other and distant budgets × every state."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.web.rights.cases import NOT_YET, PLACES, ROLES, Address, Case, Outcome, Spot, outcome
from tests.web.rights.ground import Ground, ground
from tests.web.rights.steps import allowed
from tests.web.rights.tables import ADDRESSES, MORE
from yusuan.web.budgeting import moving
from yusuan.web.budgeting.models import Dossier
from yusuan.web.budgeting.states import State
from yusuan.web.budgeting.workflow import STEPS

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def here(django_db_setup: None, django_db_blocker: Any) -> Iterator[Ground]:
    """One ground for all tests of the module, gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield ground(*MORE)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes long and says nothing of rights is left out."""
    monkeypatch.setattr("yusuan.publish.page.write", lambda _: "")
    monkeypatch.setattr("yusuan.books.workbook_bytes", lambda _: b"")


def routes() -> list[str]:
    return [*_below(get_resolver().url_patterns, "")]


def _below(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _below(one.url_patterns, route)
        else:
            yield route


@pytest.mark.parametrize("route", routes())
def test_every_address_has_its_rule(route: str) -> None:
    assert route in ADDRESSES, (
        f"Nobody has said who may ask “{route}”: add a line for it to tests/web/rights/tables.py,"
        " with its methods, its rules by role, place and state, and what stands in the address."
    )


def test_no_rule_is_of_an_address_that_is_gone() -> None:
    assert set(ADDRESSES) - set(routes()) == set()


def url(route: str, address: Address, spot: Spot) -> str:
    """The route with what stands in it at a place."""
    found = route
    for name, value in address.at(spot).items():
        start = found.index(f":{name}>")
        found = found[: found.rindex("<", 0, start)] + str(value) + found[start + len(name) + 2 :]
    assert "<" not in found, f"{route}: its Address.at leaves out what stands in it"
    return "/" + found


def ask(client: Client, method: str, where: str, address: Address, spot: Spot) -> HttpResponse:
    """The answer; whatever was done is undone."""
    with transaction.atomic():
        said = address.sent(spot) if method == "post" else {}
        if address.json and method == "post":
            answer = client.post(where, json.dumps(said), "application/json")
        else:
            answer = getattr(client, method)(where, said)
        if getattr(answer, "streaming", False):
            answer.getvalue()  # read to its end, it closes its file
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("route", ADDRESSES)
def test_an_address_answers_who_may_ask_it_and_nobody_else(route: str, here: Ground) -> None:
    address = ADDRESSES[route]
    wrong = []
    for state in State if address.by_state else [State.PREPARING]:
        here.put(state, gone_up=state not in NOT_YET)
        for role in ROLES:
            for place in PLACES:
                spot, case = here.spots[place], Case(role, place, state)
                if case.far and state not in (State.PREPARING, State.DISCLOSED):
                    continue
                where = url(route, address, spot)
                for method, rule in (("get", address.get), ("post", address.post)):
                    if rule is None:
                        continue
                    got = outcome(ask(here.client(role), method, where, address, spot))
                    if got != rule(case):
                        wrong.append(f"{method} {case}: {got.value}, not {rule(case).value}")
    assert not wrong, "\n".join([f"{len(wrong)} answers of “{route}”:", *wrong[:12]])


@pytest.mark.parametrize("route", ADDRESSES)
def test_the_other_methods_are_refused(route: str, here: Ground) -> None:
    address = ADDRESSES[route]
    here.put(State.DRAFTING, gone_up=True)
    spot = here.spots["own"]
    where = url(route, address, spot)
    tried = ("get", "post", "put", "delete", "patch")
    refused = [one for one in tried if getattr(address, one, None) is None]
    for role in ("clerk", "budget", "admin"):
        for method in refused:
            status = ask(here.client(role), method, where, address, spot).status_code
            assert status in (403, 404, 405), f"{method} {where} as {role}: {status}"


@pytest.mark.parametrize("route", [one for one, found in ADDRESSES.items() if found.post])
def test_nothing_is_written_without_a_token(route: str, here: Ground) -> None:
    address, spot = ADDRESSES[route], here.spots["own"]
    here.put(State.DRAFTING, gone_up=True)
    where = url(route, address, spot)
    for role in ROLES:
        client = here.client(role, enforce_csrf_checks=True)
        assert ask(client, "post", where, address, spot).status_code == 403, role


@pytest.mark.parametrize(
    "route", [one for one, found in ADDRESSES.items() if "<int:pk>" in one and found.get]
)
def test_what_is_not_ones_own_looks_like_nothing_at_all(route: str, here: Ground) -> None:
    address = ADDRESSES[route]
    here.put(State.DISCLOSED, gone_up=True)
    there = url(route, address, here.spots["away"])
    none = there.replace(f"/{address.at(here.spots['away'])['pk']}/", "/987654/", 1)
    for role in ROLES[1:-1]:
        a, b = (here.client(role).get(one) for one in (there, none))
        assert (a.status_code, b.status_code) == (404, 404), (role, a.status_code, b.status_code)
        assert _plain(a, there) == _plain(b, none), role


def _plain(answer: HttpResponse, where: str) -> str:
    """A page without what differs every time: its own address, and the token."""
    said = answer.content.decode().replace(where, "")
    token = answer.context.get("csrf_token") if answer.context else None
    return said.replace(str(token), "") if token else said


def test_the_steps_of_every_role_from_every_state(here: Ground) -> None:
    keys = {step.key for step in STEPS}
    for state in State:
        here.put(state, gone_up=True)
        for place in PLACES:
            dossier = Dossier.objects.get(pk=here.spots[place].dossier)
            for role, user in here.people.items():
                case = Case(role, place, state)
                wanted = allowed(state, role) if case.covered else set()
                assert {one.key for one in moving.open_to(user, dossier)} == wanted, case
                assert wanted <= keys


def test_a_step_that_is_not_ones_own_is_refused(here: Ground) -> None:
    for state in State:
        here.put(state, gone_up=True)
        possible = [step for step in STEPS if state in step.sources]
        for role in ROLES[1:]:
            for place in PLACES:
                case = Case(role, place, state)
                wanted = allowed(state, role) if case.covered else set()
                for step in possible:
                    got = _step(here, role, place, step.key)
                    right = (
                        Outcome.IN
                        if step.key in wanted
                        else Outcome.FORBIDDEN if case.covered else Outcome.HIDDEN
                    )  # fmt: skip
                    assert got == right, (case, step.key)


def _step(here: Ground, role: str, place: str, key: str) -> Outcome:
    """Asked with an old version, so that who may take it is told to look again."""
    where = f"/budgets/{here.spots[place].dossier}/step/"
    said = {"step": key, "seen": "999"}
    with transaction.atomic():
        found = outcome(here.client(role).post(where, said))
        transaction.set_rollback(True)
    return found
