"""Makes every document in examples/ from what is written down in tools/examples/.

The budgets there, a folder each, are their own source: they are read and written again as the books
write them, so that a change of the books' columns reaches them.
"""

from __future__ import annotations

from pathlib import Path

from tools import example_page, example_workbook
from tools.grids import load
from yusuan import compiling

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "tools" / "examples"


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
    """Write every budget of a folder again as the books write it, and return their paths."""
    found = sorted(path.parent for path in folder.glob("*/budget.toml"))
    for path in found:
        opened = compiling.open_books(path)
        if opened.budget is None or not opened.sound:
            raise ValueError("；".join(str(problem) for problem in opened.problems))
        compiling.save(opened.budget, path)
    return found


if __name__ == "__main__":
    make(ROOT / "examples")
    rewrite(ROOT / "examples")
