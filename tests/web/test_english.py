"""The interface in English is complete: each sentence translated, scripts included, files fresh."""

from __future__ import annotations

import re
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import IO

import pytest
from django.test import Client

from tests.web.places import Place, place
from yusuan.web import sentences

pytest.importorskip("babel", reason="babel, of the extra “test”, is not installed")

from tools import make_messages

WEB = Path(sentences.__file__).parent
HAN = re.compile("[\u4e00-\u9fff]")
REMEDY = "run `python -m tools.make_messages` and translate what is empty in locale/en"


def test_every_sentence_has_a_translation() -> None:
    assert make_messages.missing(make_messages.merged()) == [], REMEDY


def test_the_files_are_up_to_date() -> None:
    merged = make_messages.merged()
    assert (make_messages.FOLDER / "django.po").read_bytes() == make_messages.written(merged), (
        REMEDY
    )
    with (make_messages.FOLDER / "django.mo").open("rb") as file:
        assert words(file) == words(BytesIO(make_messages.compiled(merged))), REMEDY


def words(file: IO[bytes]) -> dict[str, str]:
    """What a compiled file says, but who made it when."""
    found = dict(GNUTranslations(file)._catalog)
    del found[""]
    return found


def test_translations_keep_the_values_of_their_sentences() -> None:
    values = re.compile(r"%\(\w+\)[sd]|%s")
    for one in make_messages.kept():
        if isinstance(one.id, str) and one.id:
            assert sorted(values.findall(one.id)) == sorted(values.findall(one.string)), one.id


def test_nothing_of_a_template_is_left_in_chinese_alone() -> None:
    tags = re.compile(
        r"\{% blocktrans(?:late)?.*?endblocktrans(?:late)? %\}|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}",
        re.DOTALL,
    )
    left = {
        path.name: found
        for path in sorted((WEB / "templates").rglob("*.html"))
        if (found := HAN.findall(tags.sub("", path.read_text("utf-8"))))
    }
    assert left == {"base.html": list("预算中文")}  # the name, and the way back to Chinese


def test_scripts_say_only_what_is_translated() -> None:
    said: set[str] = set()
    for path in sorted((WEB / "static").rglob("*.js")):
        for line in path.read_text("utf-8").splitlines():
            found = re.findall(r'say\("([^"]+)"', line)
            said |= set(found)
            code = line.split(" // ")[0]
            for one in found:
                code = code.replace(one, "")
            assert not HAN.search(code), f"{path.name}: {line.strip()}"
    assert said == set(sentences.SENTENCES)


@pytest.fixture
def here() -> Place:
    return place()


@pytest.mark.django_db
def test_pages_are_english_when_asked_for(here: Place) -> None:
    client, pk = Client(), here.dossiers[0].pk
    client.force_login(here.people["clerk1"])
    client.post("/language/", {"language": "en", "next": "/"})
    desk = client.get("/").content.decode()
    assert '<html lang="en">' in desk
    assert "Waiting for me" in desk
    assert "First drafting" in desk
    assert not HAN.search(re.sub(r"某局\d|预算 <span>|中文", "", desk))
    grid = client.get(f"/budgets/{pk}/lists/spending/")
    assert grid.context["words"]["正在保存…"] == "Saving…"
