"""Makes every document in examples/ from what is written down in tools/examples/.

The budgets there, a folder each, are their own source: they are read and written again as the books
write them, so that a change of the books' columns reaches them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tools import example_page, example_workbook
from tools.grids import load
from yusuan import compiling
from yusuan.ledger.budgets import Budget

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "tools" / "examples"
#: How the name of an example ends that is a budget of the same name with its year behind it.
ASSESSED = "-assessed"
RECORDED = ("executions", "results", "reviews")


def make(folder: Path) -> list[Path]:
    """Write all examples into a folder and return their paths."""
    made = []
    for source in sorted(SOURCES.glob("*.toml")):
        example = load(source)
        for writer, suffix in ((example_workbook, ".xlsx"), (example_page, ".html")):
            path = folder / (example.name + suffix)
            writer.write(example, path)
            made.append(path)
    return made


def rewrite(folder: Path) -> list[Path]:
    """Write every budget of a folder again as the books write it, and return their paths.

    One that is another with a year behind it has the lists of that other.
    """
    found = sorted(path.parent for path in folder.glob("*/budget.toml"))
    for path in found:
        budget = _opened(path)
        if path.name.endswith(ASSESSED):
            own = {name: getattr(budget, name) for name in RECORDED}
            budget = replace(_opened(path.with_name(path.name.removesuffix(ASSESSED))), **own)
        compiling.save(budget, path)
    return found


def _opened(path: Path) -> Budget:
    opened = compiling.open_books(path)
    if opened.budget is None or not opened.sound:
        raise ValueError("；".join(str(problem) for problem in opened.problems))
    return opened.budget


if __name__ == "__main__":
    make(ROOT / "examples")
    rewrite(ROOT / "examples")
