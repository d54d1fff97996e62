"""The draft: what is typed is kept cell by cell, and nobody overwrites what they have not seen."""

import pytest

from tests.web.places import Place, example, place
from yusuan.web.audit.chain import broken
from yusuan.web.audit.models import Entry
from yusuan.web.budgeting import drafts, reading
from yusuan.web.budgeting.drafts import Edit, Refused, Removal

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    return place()


def first(here: Place, list_: str = "spending"):
    return here.dossiers[0].rows.filter(list=list_).first()


def test_a_loaded_budget_reads_back_as_it_was(here: Place) -> None:
    opened = reading.opened(here.dossiers[0])
    assert opened.budget == example()
    assert not [one for one in opened.problems if one.severity == "error"]


def test_a_cell_is_kept_and_the_budget_follows(here: Place) -> None:
    row = first(here)
    saved = drafts.save(
        here.dossiers[0],
        here.people["clerk1"],
        [Edit("spending", str(row.pk), "amount", row.cells["amount"], "12.5")],
    )
    row.refresh_from_db()
    assert (row.cells["amount"], saved.conflicts) == ("12.5", [])
    assert reading.opened(here.dossiers[0]).budget.spending[0].amount == 125_000
    assert Entry.objects.filter(action="edit").get().detail["edits"][0]["is"] == "12.5"


def test_what_somebody_else_changed_is_a_conflict_and_the_rest_is_kept(here: Place) -> None:
    row, dossier = first(here), here.dossiers[0]
    was = row.cells["amount"]
    drafts.save(dossier, here.people["clerk1"], [Edit("spending", str(row.pk), "amount", was, "1")])
    saved = drafts.save(
        dossier,
        here.people["clerk1"],
        [
            Edit("spending", str(row.pk), "amount", was, "2"),
            Edit("spending", str(row.pk), "note", "", "备注"),
        ],
    )
    row.refresh_from_db()
    assert row.cells["amount"] == "1"
    assert row.cells["note"] == "备注"
    assert [(one["theirs"], one["yours"]) for one in saved.conflicts] == [("1", "2")]


def test_a_save_that_is_sent_twice_is_done_once(here: Place) -> None:
    dossier, who = here.dossiers[0], here.people["clerk1"]
    edits = [Edit("spending", "+a", "amount", "", "3"), Edit("spending", "+a", "note", "", "新")]
    one = drafts.save(dossier, who, edits, token="t1")
    two = drafts.save(dossier, who, edits, token="t1")
    assert one == two
    assert dossier.rows.filter(cells__note="新").count() == 1


def test_a_new_row_stands_behind_the_row_it_was_put_after(here: Place) -> None:
    dossier, who = here.dossiers[0], here.people["clerk1"]
    before = [row.pk for row in dossier.rows.filter(list="spending")]
    saved = drafts.save(
        dossier, who, [Edit("spending", "+a", "note", "", "x")], after={"+a": before[0]}
    )
    after = [row.pk for row in dossier.rows.filter(list="spending")]
    assert after == [before[0], saved.rows["+a"], *before[1:]]


def test_a_deleted_row_comes_back(here: Place) -> None:
    dossier, who, row = here.dossiers[0], here.people["clerk1"], first(here)
    drafts.save(dossier, who, [], [Removal(row.pk)])
    assert len(reading.opened(dossier).budget.spending) == len(example().spending) - 1
    drafts.save(dossier, who, [], [Removal(row.pk, gone=False)])
    assert reading.opened(dossier).budget == example()


@pytest.mark.parametrize(
    "edit",
    [
        Edit("secrets", "1", "amount", "", "1"),
        Edit("spending", "1", "pk", "", "1"),
        Edit("spending", "999999999", "amount", "", "1"),
        Edit("spending", "+a", "note", "", "x" * 30_000),
        Edit("spending", "+a", "note", "", "a\x00b"),
    ],
)
def test_what_cannot_be_understood_changes_nothing(here: Place, edit: Edit) -> None:
    dossier = here.dossiers[0]
    with pytest.raises(Refused):
        drafts.save(dossier, here.people["clerk1"], [edit])
    assert reading.opened(dossier).budget == example()


def test_a_row_of_another_budget_is_out_of_reach(here: Place) -> None:
    theirs = here.dossiers[1].rows.filter(list="spending").first()
    with pytest.raises(Refused):
        drafts.save(
            here.dossiers[0],
            here.people["clerk1"],
            [Edit("spending", str(theirs.pk), "note", "", "x")],
        )


def test_text_that_cannot_be_read_is_kept_as_typed_and_told(here: Place) -> None:
    row, dossier = first(here), here.dossiers[0]
    drafts.save(
        dossier,
        here.people["clerk1"],
        [Edit("spending", str(row.pk), "amount", row.cells["amount"], "十二块")],
    )
    problems = [one for one in reading.opened(dossier).problems if one.severity == "error"]
    assert problems[0].cell == f"{row.pk}.amount"
    assert "十二块" in problems[0].wrong


def test_the_chain_shows_what_was_changed_behind_its_back(here: Place) -> None:
    assert list(broken()) == []
    entry = Entry.objects.filter(action="load").first()
    Entry.objects.filter(pk=entry.pk).update(who="别人")
    assert any("被改过" in one for one in broken())
    Entry.objects.filter(pk=entry.pk).delete()
    chain = here.dossiers[0].chain
    drafts.save(here.dossiers[0], here.people["clerk1"], [Edit("spending", "+z", "note", "", "y")])
    assert list(broken(chain)) == []
