"""What is written for the examples is read back: each figure is of what it was made from."""

from pathlib import Path

import pytest

from tools.make_examples import ROOT
from yusuan import compiling, derive, narrative, pipeline
from yusuan.ledger import Claim, Coordinates, Passage
from yusuan.narrative.texts import Paragraph
from yusuan.publish.compose import compose
from yusuan.publish.volume_files import write
from yusuan.standards.form_sets import form_set

EXAMPLES = ROOT / "examples"
#: Figures that the text says in words of which it is open what they are about.
OPEN = {"hetang-2024": 1, "jianghan-2022": 1, "shifeng-2020": 1}


def compact(text: str) -> str:
    return "".join(text.split())


def meaning(about: Coordinates) -> Coordinates:
    """What is said of an item or a project is of all its money, whatever heading it is under."""
    about = about.without("entity", "year", "stage", "unit")
    if "item" in about:
        return about.without("flow", "fund")
    return about.without("fund") if "project" in about else about


def claim_at(paragraph: Paragraph, start: int, passage: Passage, claims: list[Claim]) -> Claim:
    before = len(compact(paragraph.text[:start]))
    return next(one for one in claims if len(compact(passage.text[: one.start])) == before)


@pytest.mark.parametrize("name", OPEN)
@pytest.mark.parametrize("kind", ["docx", "html", "xlsx"])
def test_every_figure_of_the_text_is_read_as_what_it_was_made_from(name: str, kind: str) -> None:
    budget = compiling.open_books(Path(EXAMPLES / name)).budget
    assert budget is not None
    text = narrative.explanation(
        budget, derive.facts(budget), form_set(budget.entity.form_set).name
    )
    ((file, data),) = write(compose(budget).volume, kind)
    read = pipeline.read(pipeline.Request(file, data)).disclosure
    assert read is not None
    places: dict[str, list[Passage]] = {}
    for passage in read.passages:
        places.setdefault(compact(passage.text), []).append(passage)
    open_ = 0
    for paragraph in text.paragraphs:
        found = places[compact(paragraph.text)]
        passage = found.pop(0) if len(found) > 1 else found[0]
        claims = [one for one in read.claims if one.passage == passage.id]
        for span in paragraph.spans:
            if span.operation in ("count", "quantity"):
                continue
            claim = claim_at(paragraph, span.start, passage, claims)
            open_ += not claim.understood
            if claim.understood and span.about:
                assert meaning(claim.coordinates) == meaning(span.about), claim
    assert open_ <= OPEN[name]
