"""Makes every document in examples/ from what is written down in tools/examples/."""

from __future__ import annotations

from pathlib import Path

from tools import example_page, example_workbook
from tools.grids import load

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


if __name__ == "__main__":
    make(ROOT / "examples")
