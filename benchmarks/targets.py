"""How many contradictions in target forms are reported: every form mutated, one change at a time.

    python benchmarks/targets.py                 the example budgets
    python benchmarks/targets.py FILE…           documents of one's own
    python benchmarks/targets.py --missed        each contradiction that was not reported
    python benchmarks/targets.py --gate 95       end with 1 where less than 95 % are reported

A change *contradicts* where something else that the document prints says otherwise: another
printing of the same indicator, the columns beside it, the words of its goal, the money of its form,
the spending lines. Others are *untied*. A contradiction is *reported* where the check finds what it
did not find before, and *placed* where a new finding names the place or the figure. The cost of the
rules is told as a share of a plain check of the same documents.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from target_slips import KINDS, Mutation, mutations

from yusuan import checks, compiling, pipeline
from yusuan.checks import Finding, performance
from yusuan.checks.budgets import budgets
from yusuan.ledger import Disclosure

EXAMPLES = Path(__file__).parents[1] / "examples"


def documents(paths: list[str]) -> Iterator[tuple[str, Disclosure]]:
    """The documents of some paths, or the example budgets as they are published."""
    for path in paths:
        reading = pipeline.read(pipeline.Request(path))
        if reading.disclosure:
            yield path, reading.disclosure
    if not paths:
        for folder in sorted(path.parent for path in EXAMPLES.glob("*/budget.toml")):
            budget = compiling.open_books(folder).budget
            if budget:
                yield folder.name, compiling.compose(budget).disclosure


def findings(document: Disclosure) -> list[Finding]:
    """What a check of one document finds."""
    (result,) = checks.check([document])
    return list(result.findings)


def told(finding: Finding) -> tuple[str, str]:
    """What makes a finding another one."""
    return finding.rule, finding.message


def is_placed(one: Mutation, new: list[Finding]) -> bool:
    """Whether a new finding names the place of the slip, or the figure."""
    return any(one.fact in f.facts or one.places.intersection(f.places) for f in new)


_WIDTHS = (10, 8, 9, 12, 10, 10, 8)


class Tally:
    """What became of the slips, by kind."""

    def __init__(self) -> None:
        self.made: Counter[str] = Counter()
        self.tied: Counter[str] = Counter()
        self.reported: Counter[str] = Counter()
        self.placed: Counter[str] = Counter()

    def add(self, one: Mutation, new: list[Finding]) -> None:
        """Count a slip with the findings it brought."""
        self.made[one.kind] += 1
        self.tied[one.kind] += one.contradicts
        self.reported[one.kind] += bool(new) and one.contradicts
        self.placed[one.kind] += is_placed(one, new) and one.contradicts

    @property
    def share(self) -> float:
        """How many per cent of the contradictions are reported."""
        return 100 * self.reported.total() / max(self.tied.total(), 1)

    def lines(self) -> Iterator[str]:
        """The table."""
        heads = ("made", "untied", "contradict", "reported", "", "placed")
        yield "".join(f"{head:>{size}}" for head, size in zip(("", *heads), _WIDTHS, strict=True))
        for kind in (*KINDS, "all"):
            made, tied, reported, placed = (
                count.total() if kind == "all" else count[kind]
                for count in (self.made, self.tied, self.reported, self.placed)
            )
            untied = f"{100 * (made - tied) / made:.0f} %" if made else "–"
            share, there = (
                f"{100 * part / tied:.1f} %" if tied else "–" for part in (reported, placed)
            )
            yield f"{kind:10}{made:8}{untied:>9}{tied:12}{reported:10}{share:>10}{there:>8}"


def main() -> None:
    """Make slips, check, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", nargs="*")
    parser.add_argument("--missed", action="store_true", help="list what was not reported")
    parser.add_argument("--gate", type=float, default=0, help="per cent that must be reported")
    given = parser.parse_args()
    tally, whole, own = Tally(), 0.0, 0.0
    for name, document in documents(given.files):
        before = {told(one) for one in findings(document)}
        start = perf_counter()
        checks.check([document])
        whole += perf_counter() - start
        budget = budgets([document])[0]
        start = perf_counter()
        list(performance.rulings(budget))
        own += perf_counter() - start
        for one in mutations(document):
            new = [f for f in findings(one.document) if told(f) not in before]
            tally.add(one, new)
            if given.missed and one.contradicts and not is_placed(one, new):
                print(f"{'unplaced' if new else 'missed'}  {name}  {one.kind}  {one.where}")
    print("\n".join(tally.lines()))
    print(f"the rules of targets take {100 * own / (whole - own):.0f} % of the rest of a check")
    if tally.share < given.gate:
        sys.exit(1)


if __name__ == "__main__":
    main()
