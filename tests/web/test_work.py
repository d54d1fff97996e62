"""The queue: two workers never do the same piece of work."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.web.places import place
from yusuan.web.accounts.models import User
from yusuan.web.checking.models import Inspection
from yusuan.web.work import jobs


@pytest.mark.django_db(transaction=True)
def test_eight_workers_share_forty_pieces_of_work(settings, tmp_path) -> None:
    settings.DATA = tmp_path
    place(filled=False)
    user = User.objects.get(username="clerk1")
    for number in range(40):
        Inspection.objects.create(user=user, key=str(number))

    def worked(name: str) -> list[int]:
        found = []
        try:
            while job := jobs.claim(Inspection, name):
                found.append(job.pk)
        finally:
            connection.close()
        return found

    with ThreadPoolExecutor(8) as pool:
        done = [pk for pks in pool.map(worked, map(str, range(8))) for pk in pks]
    assert len(done) == len(set(done)) == 40
