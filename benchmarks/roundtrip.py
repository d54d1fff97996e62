"""How many random budgets come back whole from every format, and how long that takes.

    python benchmarks/roundtrip.py                      20 small budgets per form set and format
    python benchmarks/roundtrip.py 100 --sets general jianghan-2022 --formats pdf docx
    python benchmarks/roundtrip.py 1 --large            40 units and 2,000 lines
    python benchmarks/roundtrip.py 5 --first 37 --show  tells what came back otherwise

A budget is composed once, written in each format and read again; it is whole where all figures
(amount, precision, coordinates) and all that the target forms say are the same, and nothing that
was right fails a check. ``self`` is the composed budget itself, whose figures must hold.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.round.made_budgets import LARGE, SETS, SMALL, Size, budget  # noqa: E402
from tests.round.reading import FORMATS, differences, failed, read  # noqa: E402
from yusuan import compiling  # noqa: E402


def main() -> None:
    """Print a line for each form set and format."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("count", type=int, nargs="?", default=20)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--sets", nargs="+", default=SETS)
    asked.add_argument("--formats", nargs="+", default=FORMATS)
    asked.add_argument("--size", type=int, nargs=3, metavar=("UNITS", "LINES", "PROJECTS"))
    asked.add_argument("--large", action="store_true")
    asked.add_argument("--show", type=int, nargs="?", const=3, default=0)
    given = asked.parse_args()
    size = Size(*given.size) if given.size else LARGE if given.large else SMALL
    for name in given.sets:
        _of_set(
            name, size, range(given.first, given.first + given.count), given.formats, given.show
        )


def _of_set(name: str, size: Size, seeds: range, formats: list[str], show: int) -> None:
    whole, spent, figures = Counter[str](), defaultdict[str, float](float), 0
    for seed in seeds:
        before = process_time()
        composed = compiling.compose(budget(seed, name, size))
        spent["self"] += process_time() - before
        figures += len(composed.volume.facts)
        _told(name, "self", seed, failed(composed.disclosure), whole, show)
        for format_ in formats:
            before = process_time()
            found = read(composed.volume, format_)
            spent[format_] += process_time() - before
            wrong = differences(composed.disclosure, found)
            wrong += [one for one in failed(found) if not wrong]
            _told(name, format_, seed, wrong, whole, show)
    for format_ in ("self", *formats):
        part = f"{whole[format_]}/{len(seeds)}"
        each = 1000 * spent[format_] / len(seeds)
        print(f"{name:22} {format_:5} {part:>9} whole  {each:7.0f} ms each", flush=True)
    print(f"{name:22} {figures:,} figures", flush=True)


def _told(
    name: str, format_: str, seed: int, wrong: list[str], whole: Counter[str], show: int
) -> None:
    whole[format_] += not wrong
    for one in wrong[:show]:
        print(f"  {name} {format_} {seed}: {one[:300]}")
    if len(wrong) > show > 0:
        print(f"  {name} {format_} {seed}: … {len(wrong) - show} more", flush=True)


if __name__ == "__main__":
    main()
