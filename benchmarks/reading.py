"""What reading and checking a PDF costs, beside plain extraction of its text and pdfplumber.

    python benchmarks/reading.py                 drawn documents of 10, 100 and 1,000 pages
    python benchmarks/reading.py a.pdf b.pdf     documents of one's own

Every measurement is the best of some runs, each in its own process, so that peak memory is that
of the work alone. Imports are not counted; the start-up of the command is measured by itself.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

PAGES = (10, 100, 1000)
LENGTHY = 300  # pages from which on one run is enough


class Cost(NamedTuple):
    """Seconds and peak memory (MB) of some work on so many pages."""

    seconds: float
    megabytes: float
    pages: int

    @property
    def each(self) -> float:
        """Milliseconds a page."""
        return 1000 * self.seconds / self.pages


def yusuan(path: str) -> Callable[[], object]:
    """Read and check, as ``yusuan check`` does, in this process."""
    from yusuan import checks, pipeline  # noqa: F401 - not counted
    from yusuan.documents import pdf  # noqa: F401
    from yusuan.forms import recognise  # noqa: F401

    def work() -> object:
        reading = pipeline.read(pipeline.Request(path))
        assert reading.disclosure, reading.problem
        return pipeline.check((reading.disclosure,))

    return work


def plain(path: str) -> Callable[[], object]:
    """The text of every page by the library that yusuan itself reads with, and no more."""
    import pypdfium2

    def work() -> object:
        with pypdfium2.PdfDocument(path) as document:
            return [page.get_textpage().get_text_range() for page in document]

    return work


def pdfplumber(path: str) -> Callable[[], object]:
    """Every table of every page by pdfplumber."""
    import pdfplumber as library

    def work() -> object:
        with library.open(path) as document:
            tables = []
            for page in document.pages:
                tables.append(page.extract_tables())
                page.close()
            return tables

    return work


WORKS = {"yusuan": yusuan, "plain": plain, "pdfplumber": pdfplumber}


def inside(work: str, path: str) -> None:
    """Do one piece of work in this process and print what it cost."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        pages = len(document)
    do = WORKS[work](path)
    start = perf_counter()
    do()
    seconds = perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([seconds, peak, pages]))


def cost(work: str, path: Path, runs: int) -> Cost:
    """The cheapest of some runs, each in a fresh process."""
    command = [sys.executable, __file__, "--inside", work, str(path)]
    found = []
    for _ in range(runs):
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        if ran.returncode:
            sys.exit(f"{work} failed on {path.name}:\n{ran.stderr}")
        found.append(Cost(*json.loads(ran.stdout)))
        if found[0].pages >= LENGTHY:
            break
    return min(found)


def start_up(runs: int) -> float:
    """Seconds from calling ``yusuan --help`` to its end."""
    command = [sys.executable, "-m", "yusuan", "--help"]
    return min(_timed(command) for _ in range(runs))


def _timed(command: list[str]) -> float:
    start = perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return perf_counter() - start


def report(path: Path, name: str, runs: int) -> dict[str, Cost]:
    """Measure one document and print its line."""
    costs = {work: cost(work, path, runs) for work in WORKS}
    ours, text, other = costs["yusuan"], costs["plain"], costs["pdfplumber"]
    times = "".join(f"{one.each:9.2f}" for one in costs.values())
    memory = "".join(f"{one.megabytes:8.0f}" for one in costs.values())
    ratios = f"{ours.each / text.each:8.2f}×{other.each / ours.each:8.1f}×"
    print(f"{name[:28]:28}{ours.pages:7}{times}{memory}{ratios}", flush=True)
    return costs


def main() -> None:
    """Measure the documents named, or drawn ones, and print a table."""
    parser = argparse.ArgumentParser(description="What reading and checking a PDF costs.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--inside", choices=WORKS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside:
        inside(arguments.inside, str(arguments.files[0]))
        return
    print(f"start-up of the command: {start_up(2 * arguments.runs):.2f} s\n")
    print(f"{'':35}   ms a page                  peak MB")
    print(
        f"{'document':28}{'pages':>7}{'yusuan':>9}{'plain':>9}{'plumber':>9}"
        f"{'yusuan':>8}{'plain':>8}{'plumber':>8}{'to plain':>9}{'faster':>9}"
    )
    if arguments.files:
        for path in arguments.files:
            report(path, path.stem, arguments.runs)
    else:
        drawn(arguments.runs)


def drawn(runs: int) -> None:
    """Draw documents of growing length and say how the cost of a page grows."""
    with tempfile.TemporaryDirectory() as folder:
        ours = []
        for pages in PAGES:
            path = Path(folder) / f"{pages}.pdf"
            _draw(pages, path)
            ours.append(report(path, f"{pages} pages drawn", runs)["yusuan"])
    growth = [late.each / early.each for early, late in pairwise(ours)]
    print("\ncost of a page when there are ten times as many (1.00 is linear): ", end="")
    print(", ".join(f"{factor:.2f}" for factor in growth))


def _draw(pages: int, path: Path) -> None:
    """Draw in another process: what drawing needs must not count as the peak of reading."""
    script = "import sys; from pathlib import Path; from drawing import draw; "
    script += "draw(int(sys.argv[1]), Path(sys.argv[2]))"
    command = [sys.executable, "-c", script, str(pages), str(path)]
    subprocess.run(command, check=True, cwd=Path(__file__).parent)


if __name__ == "__main__":
    main()
