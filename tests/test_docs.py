"""The documentation is whole: links resolve, the reference is up to date, the words are used."""

import re
from pathlib import Path

import pytest

from tools import make_reference

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.rglob("*.md")), *sorted(ROOT.glob("*.md"))]


def identity(page: Path) -> str:
    return str(page.relative_to(ROOT))


def links(page: Path) -> list[str]:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.findall(r"\]\(([^)\s]+)\)", text)


@pytest.mark.parametrize("page", PAGES, ids=identity)
def test_every_link_leads_somewhere(page: Path) -> None:
    missing = [link for link in links(page) if not (page.parent / link.split("#")[0]).exists()]
    assert missing == []


def test_every_page_is_reached_from_the_contents() -> None:
    reached = {(DOCS / link).resolve() for link in links(DOCS / "README.md")}
    assert {page for page in DOCS.rglob("*.md") if page.name != "README.md"} - reached == set()


@pytest.mark.parametrize("name", make_reference.PAGES)
def test_the_reference_says_what_the_code_says(name: str, tmp_path: Path) -> None:
    make_reference.make(tmp_path, [name])
    made = (tmp_path / f"{name}.md").read_text(encoding="utf-8")
    assert made == (DOCS / "reference" / f"{name}.md").read_text("utf-8"), "run: make reference"


def test_the_committed_document_of_the_api_is_the_one_that_is_served() -> None:
    committed = (DOCS / "reference" / "openapi.json").read_text("utf-8")
    assert committed == make_reference.openapi(), "run: make reference"


def test_what_is_not_described_stops_the_making_of_the_reference() -> None:
    with pytest.raises(ValueError, match=r"not described \['new'\]; no longer there \['gone'\]"):
        make_reference.same({"gone": ""}, ["new"], "fields")


def test_every_name_in_the_glossary_is_used_in_the_code() -> None:
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "src").rglob("*.csv")]
    words = set(re.findall(r"[\w.]+", " ".join(path.read_text("utf-8") for path in sources)))
    names = re.findall(r"`([\w.]+)`", (DOCS / "glossary.md").read_text(encoding="utf-8"))
    assert [name for name in names if name not in words] == []


def test_every_command_of_the_guide_exists() -> None:
    from yusuan.cli import commands

    guide = "\n".join(path.read_text(encoding="utf-8") for path in (DOCS / "guide").glob("*.md"))
    called = set(re.findall(r"\byusuan ([a-z]+)\b", guide))
    assert called <= set(commands.commands)
    assert {"check", "extract", "codes", "forms", "rules"} <= called
