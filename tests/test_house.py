"""The house is in order: format, lint, types and import contracts, each as its own tool says."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
TOOLS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "contracts": ["lint-imports"],
    "types": ["mypy", "src/yusuan", "tools", "benchmarks"],
}


@pytest.mark.parametrize("name", TOOLS)
def test_the_tool_has_nothing_to_say(name: str) -> None:
    command, *arguments = TOOLS[name]
    ran = subprocess.run(
        [BIN / command, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_no_path_of_a_machine_stands_in_the_tree() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    roots = ("/" + "root/", "/" + "home/", "/" + "work/", "/" + "tmp/")
    texts = {path: path.read_text(encoding="utf-8", errors="ignore") for path in paths}
    assert [p.name for p, text in texts.items() if any(root in text for root in roots)] == []


def test_constraints_hold_names_and_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "@" in line or "/" in line or "==" not in line] == []
