"""What writing a whole disclosure costs, beside the plain library writing as many cells.

    python benchmarks/build.py                 10 and 100 units, each a whole disclosure
    python benchmarks/build.py 10 100 1000
    python benchmarks/build.py --commands 100  that many budgets by ``yusuan build``, as a user

A unit is the example examples/jianghan-2022.xlsx. Every measurement runs in its own process, so
that peak memory is that of the writer alone; imports and the reading of the example are not in
the time. The time is that of the processor, of all threads: the clock also shows what else the
machine has to do, and is what ``--commands`` tells.

The plain work puts the same texts into tables by the library that the writer itself uses
(python-docx, typst, xlsxwriter): no widths, merges, styles, contents, links or meanings. A page has
no such library, as our writer joins strings: its plain work is the same page, element by element,
made by the standard library's xml.etree and serialised (lxml's SubElement takes two thirds of
that, its E-factory a fifth more). What joining the bare texts of the cells with tags costs, which
is less than any writer does, is told in a line of its own.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree

if TYPE_CHECKING:
    from yusuan.publish.volume import Volume

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "jianghan-2022.xlsx"
UNITS = (10, 100)
Grids = list[list[list[str]]]
Work = Callable[[], int]  # one unit; gives the size of what was written


class Cost(NamedTuple):
    """Processor seconds and peak memory (MB) of writing so many units, and the bytes of one."""

    seconds: float
    megabytes: float
    size: int
    units: int

    @property
    def each(self) -> float:
        """Milliseconds a unit."""
        return 1000 * self.seconds / self.units


def ours(format_: str) -> Work:
    """A whole disclosure in one format."""
    from yusuan.publish import docx, opendata, page, pdf, volume_files, xlsx  # noqa: F401

    volume = _volume()
    return lambda: sum(len(data) for _, data in volume_files.write(volume, format_))


def everything() -> Work:
    """A whole disclosure in all formats, with its manifest, put in its place on the disk."""
    from yusuan.publish.volume_files import write_all

    volume, folder = _volume(), tempfile.TemporaryDirectory()

    def work() -> int:
        paths = write_all(volume, Path(folder.name) / "out")
        return sum(path.stat().st_size for path in paths)

    return work


def _volume() -> Volume:
    sys.path.insert(0, str(ROOT))
    from tests.publish.volumes import example

    volume: Volume = example(EXAMPLE)[0]
    return volume


def plain_docx(grids: Grids) -> int:
    import docx

    document = docx.Document()
    for rows in grids:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    made = io.BytesIO()
    document.save(made)
    return len(made.getvalue())


def plain_pdf(grids: Grids) -> int:
    import typst

    source = (
        "#for t in json(bytes(sys.inputs.t)) "
        "[#table(columns: t.at(0).len(), ..t.flatten()) #pagebreak()]"
    )
    font = ROOT / "src" / "yusuan" / "publish" / "assets" / "fonts"
    compiler = typst.Compiler(
        b'#set text(font: "Noto Sans SC")\n' + source.encode(),
        sys_inputs={"t": json.dumps(grids)},
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(font)]),
    )
    made = compiler.compile(format="pdf")
    assert isinstance(made, bytes)
    return len(made)


def plain_xlsx(grids: Grids) -> int:
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        ruled = book.add_format({"border": 1})  # or empty cells would not be written
        for rows in grids:
            sheet = book.add_worksheet()
            for row, texts in enumerate(rows):
                for column, text in enumerate(texts):
                    sheet.write_string(row, column, text, ruled)
    return len(made.getvalue())


def plain_html(page: list[Any]) -> int:
    root = ElementTree.Element(page[0])
    _fill(root, page)
    return len(ElementTree.tostring(root, encoding="utf-8", method="html"))


def _fill(element: ElementTree.Element, described: list[Any]) -> None:
    _, _, element.text, element.tail, children = described
    for child in children:
        _fill(ElementTree.SubElement(element, child[0], child[1]), child)


def bare_html(grids: Grids) -> int:
    tables = (
        "".join(
            f"<tr>{''.join(f'<td>{html.escape(text)}</td>' for text in texts)}</tr>"
            for texts in rows
        )
        for rows in grids
    )
    return len("".join(f"<table>{rows}</table>" for rows in tables).encode())


PLAIN: dict[str, Callable[[Any], int]] = {
    "docx": plain_docx,
    "pdf": plain_pdf,
    "xlsx": plain_xlsx,
    "html": plain_html,
}
BARE: dict[str, Callable[[Any], int]] = {"html": bare_html}
FORMATS = (*PLAIN, "data", "all")


def _page() -> list[Any]:
    """Our page as its plain work gets it: each element's tag, attributes, texts, children."""
    import lxml.html

    from yusuan.publish import page

    def described(node: Any) -> list[Any]:
        return [node.tag, dict(node.attrib), node.text, node.tail, [described(one) for one in node]]

    return described(lxml.html.fromstring(page.write(_volume()).decode()))


def _grids() -> Grids:
    """The texts of the example's tables as the volume has them."""
    found = []
    for block in _volume().tables:
        rows = [[""] * block.table.columns for _ in range(block.table.rows)]
        for cell in block.table.cells:
            rows[cell.row][cell.column] = cell.text
        found.append(rows)
    return found


def inside(kind: str, format_: str, units: int, given: str) -> None:
    """Do the work of so many units in this process and print what it cost."""
    if kind == "ours":
        work = everything() if format_ == "all" else ours(format_)
    else:
        described = json.loads(Path(given).read_text(encoding="utf-8"))
        known: Callable[[Any], int] = (PLAIN if kind == "plain" else BARE)[format_]
        whole = kind == "plain" and format_ == "html"
        work = lambda: known(described["page" if whole else "grids"])  # noqa: E731
    work()  # what is loaded once, such as the font, is not a unit's
    start = process_time()
    size = [work() for _ in range(units)][-1]
    seconds = process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([seconds, peak, size, units]))


def cost(kind: str, format_: str, units: int, given: Path) -> Cost:
    """The cost in a fresh process."""
    command = [sys.executable, __file__, "--inside", kind, format_, str(given), str(units)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        sys.exit(f"{kind} {format_} failed:\n{ran.stderr}")
    return Cost(*json.loads(ran.stdout))


def report(format_: str, units: int, given: Path) -> Cost:
    """Measure one writer and print its line."""
    mine = cost("ours", format_, units, given)
    line = f"{format_:6}{units:6}{mine.each:9.1f}{mine.megabytes:8.0f}{mine.size / 1024:8.0f}"
    if format_ in PLAIN:
        other = cost("plain", format_, units, given)
        line += f"{other.each:9.1f}{other.megabytes:8.0f}{other.size / 1024:8.0f}"
        line += f"{mine.each / other.each:8.2f}×"
    print(line, flush=True)
    if format_ in BARE:
        bare = cost("bare", format_, units, given)
        print(f"{'':12}bare joining of the cells' texts: {bare.each:.1f} ms", flush=True)
    return mine


def growth(found: list[Cost]) -> str:
    """What a unit more costs: in time beside a unit among fewer, in memory beyond theirs."""
    return "; ".join(
        f"{b.each / a.each:.2f} of the time, "
        f"{(b.megabytes - a.megabytes) / (b.units - a.units):+.2f} MB"
        for a, b in pairwise(found)
    )


def commands(units: int) -> None:
    """The command of a bureau with so many departments: seconds on the clock, one and two jobs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = folder / "first.xlsx"
        yusuan = [sys.executable, "-m", "yusuan"]
        made = [*yusuan, "new", str(first), "--from", str(EXAMPLE)]
        subprocess.run(made, capture_output=True, check=True)
        (folder / "budgets").mkdir()
        for number in range(1, units + 1):
            shutil.copy(first, folder / "budgets" / f"{number}.xlsx")
        for jobs in range(1, (os.cpu_count() or 1) + 1):
            build = [*yusuan, "build", str(folder / "budgets"), "-o", str(folder / "out")]
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
            subprocess.run([*build, "--jobs", str(jobs)], stdout=subprocess.DEVNULL, check=True)
            seconds = perf_counter() - start
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(
                f"{units} budgets, {jobs} at a time: {seconds:.1f} s on the clock, "
                f"{1000 * used / units:.0f} ms of the processor each, "
                f"{after.ru_maxrss / 1024:.0f} MB at most in a process"
            )


def main() -> None:
    """Measure every writer for every number of units and print a table."""
    parser = argparse.ArgumentParser(description="What writing a whole disclosure costs.")
    parser.add_argument("units", nargs="*", type=int, default=UNITS)
    parser.add_argument("--commands", type=int, metavar="N", help="N budgets by the command")
    parser.add_argument("--inside", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside:
        kind, format_, given = arguments.inside
        inside(kind, format_, arguments.units[0], given)
        return
    if arguments.commands:
        commands(arguments.commands)
        return
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "given.json"
        grids = _grids()
        given.write_text(json.dumps({"grids": grids, "page": _page()}), encoding="utf-8")
        cells = sum(len(row) for rows in grids for row in rows)
        print(f"one unit: {len(grids)} tables, {cells} cells\n")
        print(f"{'':12}{'ours: ms a unit, MB, KB':>25}{'plain: the same':>25}{'ratio':>9}")
        for format_ in FORMATS:
            found = [report(format_, units, given) for units in sorted(arguments.units)]
            print(f"{'':6}a unit more: {growth(found) or '-'}")


if __name__ == "__main__":
    main()
