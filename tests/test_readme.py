"""The README keeps its word: its commands are those of CI, its excerpt is what is printed."""

import re
import tomllib
from pathlib import Path

import pytest

from tools import make_readme

ROOT = Path(__file__).resolve().parents[1]
ENGLISH, CHINESE = (page.read_text(encoding="utf-8") for page in make_readme.README)


def commands(text: str) -> list[str]:
    return re.findall(r"```sh\n(.*?)\n```", text, flags=re.DOTALL)


def outline(text: str) -> list[str]:
    """The shape of a page: its headings by level, its lists, its links and its code."""
    marks = re.findall(r"^(#+ |- |```\w+)", text, flags=re.MULTILINE)
    return [mark.strip() for mark in marks]


def test_there_are_two_commands_and_the_last_is_the_one_that_ci_runs() -> None:
    first, second = commands(ENGLISH)
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.splitlines()[-1] == second
    assert first.endswith("yusuan demo")


def test_the_command_for_contributors_is_the_same() -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert commands(contributing)[0] == commands(ENGLISH)[1]


def test_both_readmes_have_the_same_commands_and_the_same_shape() -> None:
    assert commands(ENGLISH) == commands(CHINESE)
    assert outline(ENGLISH) == outline(CHINESE)


def test_the_quick_start_of_the_guide_has_the_first_command() -> None:
    guide = (ROOT / "docs" / "guide" / "quick-start.md").read_text(encoding="utf-8")
    assert commands(guide)[0] == commands(ENGLISH)[0]


@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_the_excerpt_and_the_exit_status_are_what_the_check_gives(text: str) -> None:
    assert make_readme.filled(text, *make_readme.check()) == text, "run: make readme"


def test_every_dependency_has_its_version_in_the_constraints() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower().splitlines()
    fixed = {line.partition("==")[0].replace("_", "-") for line in lines}
    assert {re.split(r"[<>=~!\[]", name)[0].lower() for name in wanted} - fixed == set()
