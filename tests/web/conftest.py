"""What all tests of the application share."""

import pytest


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests that commit empty the tables afterwards, the audit log too: its guards are off.

    The test of the guards puts them on for itself.
    """
    from django.db import connection

    from yusuan.web.audit import guards

    with django_db_blocker.unblock():
        guards.remove(connection)
