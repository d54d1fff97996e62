"""What checking notices when one slip is made in a document, and whom it blames.

    python benchmarks/mutation.py                      the documents beside this checkout
    python benchmarks/mutation.py a.pdf b.xlsx         documents of one's own
    python benchmarks/mutation.py --text               slips in the sentences
    python benchmarks/mutation.py --figures 50         fewer figures of each
    python benchmarks/mutation.py --misses             every slip that was not answered well

Each document is read once. Then, for every figure (or a sample of them), one digit of that figure
alone is changed in what was read, the whole is checked again, and the findings are compared with
those of the unchanged document. In the sentences a unit of money and a word for up or down are
changed too, each alone, and the sentences are read anew.

- *tied*: the figure takes part in a relation that is judged. Of those that do not, *untied* says
  how many there are.
- *named*: a new finding compares that very figure.
- *allowed*: no finding, since every relation of the figure still holds with the changed one, by
  rounding or because it only sets a limit. *Lost*: no finding, since a gap was put down to another
  grain, to conversion and the like, or the sentence was no longer understood. What was not judged
  without the slip either does not count. Only the lost count against *named*.
- *suspect*: of the figures in two relations or more, the new findings suspect that cell and no
  other; *or*: they do, or name it among two or three that would explain it as well; *value*: the
  value they propose is the one that was printed; *near*: it is within rounding of it. *Accused*:
  some new finding suspects another cell.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from time import process_time

import slips
from slips import Slip

from yusuan import pipeline
from yusuan.checks import Finding, Outcome, Result, check
from yusuan.ledger import Disclosure

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
JUDGED = {"passed", "rounding", "failed"}
COUNTED = {"named", "lost"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the check said of one slip."""

    slip: Slip
    kind: str  # untied | named | allowed | lost
    identity: str | None = None  # of the figure with the slip
    relations: int = 0  # that say what the figure must be
    suspects: tuple[str, ...] = ()  # of the new findings, each once
    values: tuple[str, ...] = ()  # proposed for the figure itself
    beside: bool = False  # some new finding names the figure as an alternative
    new: int = 0
    reasons: tuple[str, ...] = ()
    seconds: float = 0

    @property
    def blamed(self) -> bool:
        """Whether the figure and nothing else is suspected."""
        return self.identity is not None and self.suspects == (self.identity,)

    @property
    def accused(self) -> bool:
        """Whether something else is suspected."""
        return any(one != self.identity for one in self.suspects)

    def within(self, units: int) -> bool:
        """Whether the value proposed is so many units of the last place from what was printed."""
        reach = units * self.slip.precision
        return self.blamed and all(abs(_number(v) - self.slip.value) <= reach for v in self.values)


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Read:
    """A document with the result of checking it unchanged, and the seconds that takes."""

    name: str
    disclosure: Disclosure
    result: Result
    seconds: float


def read(path: Path) -> Read:
    """Read a document and check it twice: the second time is the one that counts."""
    reading = pipeline.read(pipeline.Request(str(path)))
    if reading.disclosure is None:
        sys.exit(f"{path}: {reading.problem}")
    (result,) = check((reading.disclosure,))
    start = process_time()
    check((reading.disclosure,))
    return Read(path.stem, reading.disclosure, result, process_time() - start)


def answer(slip: Slip, one: Read) -> Answer:
    """Check the document with the slip and compare."""
    wrong = slip.of(one.disclosure)
    start = process_time()
    (result,) = check((wrong,))
    seconds = process_time() - start
    own = slip.target.id
    before = [o for o in one.result.outcomes if own in o.facts and o.status in JUDGED]
    if not before:
        return Answer(slip, "untied", seconds=seconds)
    identity = slip.identity(wrong)
    known = {_told(finding) for finding in one.result.findings}
    new = [finding for finding in result.findings if _told(finding) not in known]
    return Answer(
        slip,
        _kind(identity, new, _relevant(one.result.outcomes, result.outcomes)),
        identity,
        sum(not outcome.ceiling for outcome in before),
        tuple(dict.fromkeys(finding.suspect for finding in new if finding.suspect)),
        tuple({f.suggestion: 1 for f in new if f.suspect == identity and f.suggestion}),
        any(identity == fact for finding in new for fact, _ in finding.alternatives),
        len(new),
        tuple({o.reason: 1 for o in result.outcomes if identity in o.facts and o.reason}),
        seconds,
    )


def _told(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.message


def _relevant(before: Iterable[Outcome], now: Iterable[Outcome]) -> list[Outcome]:
    """The outcomes but those that were not judged without the slip either: they say nothing."""
    unjudged = {_of(outcome) for outcome in before if outcome.status not in JUDGED}
    return [one for one in now if one.status in JUDGED or _of(one) not in unjudged]


def _of(outcome: Outcome) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    return outcome.rule, outcome.reason, outcome.wholes, outcome.parts


def _kind(identity: str | None, new: Iterable[Finding], outcomes: Sequence[Outcome]) -> str:
    if identity is None:
        return "lost"
    if any(identity in finding.facts for finding in new):
        return "named"
    ended = {outcome.status for outcome in outcomes if identity in outcome.facts}
    return "allowed" if ended and ended <= JUDGED else "lost"


_READ: list[Read] = []  # what the processes share by being forked


def _answer(slip: Slip) -> Answer:
    return answer(slip, _READ[slip.document])


@dataclass(frozen=True, slots=True)
class Row:
    """What came of the slips in one document, of one sort, or of all."""

    name: str
    answers: Sequence[Answer]

    def __str__(self) -> str:
        kinds = Counter(one.kind for one in self.answers)
        counted = kinds["named"] + kinds["lost"]
        several = [one for one in self.answers if one.relations > 1 and one.kind in COUNTED]
        plain = sum(_READ[one.slip.document].seconds for one in self.answers)
        shares = (
            sum(one.blamed for one in several),
            sum(one.blamed or one.beside for one in several),
            sum(one.within(0) for one in several),
            sum(one.within(1) for one in several),
            sum(one.accused for one in several),
        )
        cells = (
            f"{self.name[:34]:34}{len(self.answers):8}",
            share(kinds["untied"], len(self.answers)),
            f"{len(self.answers) - kinds['untied']:6}",
            share(kinds["named"], counted),
            f"{kinds['allowed']:8}{kinds['lost']:6}{len(several):9}",
            *(share(part, len(several)) for part in shares),
            f"{sum(one.seconds for one in self.answers) / plain:7.2f}×" if plain else f"{'–':>8}",
        )
        return "".join(cells)


def share(part: int, whole: int) -> str:
    """A share in per cent, eight wide."""
    return f"{100 * part / whole:7.1f}%" if whole else f"{'–':>8}"


HEAD = (
    f"{'':34}{'slips':>8}{'untied':>8}{'tied':>6}{'named':>8}{'allowed':>8}{'lost':>6}"
    f"{'several':>9}{'suspect':>8}{'or':>8}{'value':>8}{'near':>8}{'accused':>8}{'time':>8}"
)


def miss(one: Answer) -> str:
    """A slip that was not answered well, in one line; empty where it was."""
    several = one.relations > 1 and one.kind == "named"
    if one.kind == "allowed" or one.within(0) or (one.kind == "named" and not several):
        return ""
    slip = one.slip
    blame = f"suspects {list(one.suspects)} values {list(one.values)} " if several else ""
    return (
        f"  {one.kind} {slip.sort} {slip.target.id} {slip.label}: {slip.target.printed} → "
        f"{slip.printed}; {one.relations} relations, {one.new} new; {blame}"
        f"{'；'.join(one.reasons)}"
    )


def documents() -> list[Path]:
    """The documents beside the checkout, or the examples."""
    beside = [*SHARED.glob("seeds/*.txt"), *SHARED.glob("disclosures/*.pdf")]
    return sorted(beside) or sorted((ROOT / "examples").glob("*.xlsx"))


def main() -> None:
    """Make slips, check, compare, and print a table."""
    parser = argparse.ArgumentParser(description="What checking notices of one slip.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--text", action="store_true", help="in the sentences, not in the tables")
    parser.add_argument("--figures", type=int, default=1000, help="of each document, at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--misses", action="store_true", help="list them")
    arguments = parser.parse_args()
    _READ.extend(read(path) for path in arguments.files or documents())
    make = slips.in_sentences if arguments.text else slips.in_tables
    todo = [
        slip
        for number, one in enumerate(_READ)
        for slip in make(number, one.disclosure, arguments.figures, arguments.seed)
    ]
    unchanged(todo)
    forked = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(arguments.jobs, forked) as pool:
        report(list(pool.map(_answer, todo, chunksize=16)), misses=arguments.misses)


def report(answers: Sequence[Answer], *, misses: bool) -> None:
    """Print a row for each document, for each sort of slip, and for all."""
    print(HEAD)
    for number, one in enumerate(_READ):
        own = [found for found in answers if found.slip.document == number]
        print(Row(one.name, own))
        for line in filter(None, map(miss, own)) if misses else ():
            print(line)
    sorts = dict.fromkeys(one.slip.sort for one in answers)
    for sort in sorts if len(sorts) > 1 else ():
        print(Row(f"all: {sort}", [one for one in answers if one.slip.sort == sort]))
    print(Row("all", answers))


def unchanged(todo: Sequence[Slip]) -> None:
    """Changing nothing changes nothing."""
    for slip in {slip.document: slip for slip in todo}.values():
        one = _READ[slip.document]
        same = slip.without(one.disclosure)
        (result,) = check((same.of(one.disclosure),))
        assert result == one.result, one.name


if __name__ == "__main__":
    main()
