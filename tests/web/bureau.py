"""A budget brought to a state for tests of the bureau desk, by its people's own steps."""

from django.test import Client

from tests.web.places import Place
from yusuan.web.budgeting import moving
from yusuan.web.budgeting.models import Dossier
from yusuan.web.budgeting.states import State


def as_(here: Place, name: str) -> Client:
    client = Client()
    client.force_login(here.people[name])
    return client


def submitted(here: Place, at: int = 0, state: State = State.REVIEW_1) -> Dossier:
    """The budget as it was submitted, then set to a state."""
    dossier = here.dossiers[at]
    dossier.state = State.SUBMITTED_1
    dossier.save()
    moving.keep(dossier, here.people[f"head{at + 1}"], "一上")
    return put(dossier, state)


def put(dossier: Dossier, state: State) -> Dossier:
    dossier.state = state
    dossier.save()
    return dossier
