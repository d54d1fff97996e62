"""The sample district: every budget comes to its state by the steps of the workflow."""

from pathlib import Path

import pytest

from yusuan.web import demo
from yusuan.web.audit.chain import broken
from yusuan.web.audit.models import Entry
from yusuan.web.budgeting.models import Dossier
from yusuan.web.budgeting.states import State
from yusuan.web.publishing.models import Version

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.mark.django_db(transaction=True)
def test_the_sample_district_walks_the_whole_way(tmp_path: Path, settings: object) -> None:
    settings.DATA = tmp_path
    said = list(demo.fill(EXAMPLES, "a sample password"))
    states = dict(Dossier.objects.values_list("department__code", "state"))
    assert states == {
        "001": State.DISCLOSED,
        "002": State.PREPARING,
        "003": State.DRAFTING,
        "004": State.REVIEW_1,
    }
    assert Version.objects.get().published_at
    assert Entry.objects.filter(action="step", chain__contains="budget").count() == 13 + 5 + 3
    assert list(broken()) == []
    assert any("clerk4" in line for line in said)
    assert len(list(demo.fill(EXAMPLES))) == 1
