"""What checking notices when one digit of one figure is changed, and whom it blames.

    python benchmarks/mutation.py                      the documents beside this checkout
    python benchmarks/mutation.py a.pdf b.xlsx         documents of one's own
    python benchmarks/mutation.py --figures 50         fewer figures of each
    python benchmarks/mutation.py --misses             every change that was not answered well

Each document is read once. Then, for every figure (or a sample of them), one digit of that figure
alone is changed in what was read, the whole is checked again, and the findings are compared with
those of the unchanged document.

- *tied*: the figure takes part in a relation that is judged. Of those that do not, *untied* says
  how many there are.
- *named*: a new finding compares that very figure.
- *allowed*: no finding, since every relation of the figure still holds with the changed one, by
  rounding or because it only sets a limit. *Explained*: no finding, since a gap was put down to
  another grain, to conversion and the like. Only the explained count against *named*.
- *suspect*: of the figures in two relations or more, the new findings suspect that cell and no
  other; *or*: they do, or name it among two or three that would explain it as well; *value*: the
  value they propose is the one that was printed; *near*: it is within rounding of it. *Accused*:
  some new finding suspects another cell.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from time import process_time

from yusuan import pipeline
from yusuan.checks import Finding, Outcome, Result, check
from yusuan.ledger import Disclosure, Fact, Section, Statement, parse_number

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
JUDGED = {"passed", "rounding", "failed"}


@dataclass(frozen=True, slots=True)
class Change:
    """One digit of one figure: which document, which figure, and what it prints then."""

    document: int
    fact: Fact
    printed: str

    @property
    def amount(self) -> Decimal:
        """The changed figure in 元."""
        before, after = parse_number(self.fact.printed), parse_number(self.printed)
        assert before and after
        step = self.fact.amount.precision.scaleb(before.decimals)
        return self.fact.amount.value + (after.value - before.value) * step


@dataclass(frozen=True, slots=True)
class Answer:
    """What the check said of one change."""

    change: Change
    kind: str  # untied | named | allowed | explained
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
        return self.suspects == (self.change.fact.id,)

    @property
    def accused(self) -> bool:
        """Whether something else is suspected."""
        return any(one != self.change.fact.id for one in self.suspects)

    @property
    def value(self) -> bool:
        """Whether the value proposed is what was printed."""
        return self.blamed and {Decimal(v) for v in self.values} == {self.change.fact.amount.value}

    @property
    def near(self) -> bool:
        """Whether the value proposed is within one unit of the last place of what was printed."""
        amount = self.change.fact.amount
        return self.blamed and all(
            abs(Decimal(v) - amount.value) <= amount.precision for v in self.values
        )


@dataclass(frozen=True, slots=True)
class Read:
    """A document with the result of checking it unchanged."""

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


def changes(number: int, one: Read, figures: int, seed: int) -> Iterator[Change]:
    """One change for each figure of the tables, or of as many as are wanted."""
    chance = random.Random(f"{seed} {one.name}")
    facts = [fact for table in one.disclosure.statements for fact in table.facts]
    facts = [fact for fact in facts if parse_number(fact.printed)]
    for fact in facts if len(facts) <= figures else chance.sample(facts, figures):
        yield Change(number, fact, _one_digit(fact.printed, chance))


def _one_digit(printed: str, chance: random.Random) -> str:
    """Another digit at one place; the first of several stays above zero."""
    places = [i for i, char in enumerate(printed) if char.isdigit()]
    at = chance.choice(places)
    first = at == places[0] and at + 1 < len(printed) and printed[at + 1].isdigit()
    digits = [d for d in "0123456789" if d != printed[at] and not (first and d == "0")]
    return printed[:at] + chance.choice(digits) + printed[at + 1 :]


def changed(disclosure: Disclosure, fact: Fact) -> Disclosure:
    """The document with one figure in the place of the one with its id."""
    return replace(
        disclosure, statements=tuple(_in_table(table, fact) for table in disclosure.statements)
    )


def _in_table(table: Statement, fact: Fact) -> Statement:
    if table.id != fact.table:
        return table
    return replace(
        table,
        sections=tuple(_in_section(section, fact) for section in table.sections),
        loose=tuple(fact if one.id == fact.id else one for one in table.loose),
    )


def _in_section(section: Section, fact: Fact) -> Section:
    cells = {at: fact if old and old.id == fact.id else old for at, old in section.cells.items()}
    return replace(section, cells=cells)


def answer(change: Change, one: Read) -> Answer:
    """Check the changed document and compare."""
    fact = change.fact
    amount = replace(fact.amount, value=change.amount)
    start = process_time()
    (result,) = check(
        (changed(one.disclosure, replace(fact, printed=change.printed, amount=amount)),)
    )
    seconds = process_time() - start
    before = [o for o in one.result.outcomes if fact.id in o.facts and o.status in JUDGED]
    if not before:
        return Answer(change, "untied", seconds=seconds)
    known = {_identity(finding) for finding in one.result.findings}
    new = [finding for finding in result.findings if _identity(finding) not in known]
    return Answer(
        change,
        _kind(fact, new, result.outcomes),
        sum(not outcome.ceiling for outcome in before),
        tuple(dict.fromkeys(finding.suspect for finding in new if finding.suspect)),
        tuple({f.suggestion: 1 for f in new if f.suspect == fact.id and f.suggestion}),
        any(fact.id == one for finding in new for one, _ in finding.alternatives),
        len(new),
        tuple({o.reason: 1 for o in result.outcomes if fact.id in o.facts and o.reason}),
        seconds,
    )


def _identity(finding: Finding) -> tuple[str, tuple[str, ...], str]:
    return finding.rule, finding.facts, finding.message


def _kind(fact: Fact, new: Iterable[Finding], outcomes: Sequence[Outcome]) -> str:
    if any(fact.id in finding.facts for finding in new):
        return "named"
    ended = {outcome.status for outcome in outcomes if fact.id in outcome.facts}
    return "allowed" if ended <= JUDGED else "explained"


_READ: list[Read] = []  # what the processes share by being forked


def _answer(change: Change) -> Answer:
    return answer(change, _READ[change.document])


@dataclass(frozen=True, slots=True)
class Row:
    """What came of the changes to one document, or to all."""

    name: str
    answers: Sequence[Answer]
    seconds: float  # of as many checks of the unchanged

    def __str__(self) -> str:
        kinds = Counter(one.kind for one in self.answers)
        tied = len(self.answers) - kinds["untied"]
        counted = kinds["named"] + kinds["explained"]
        several = [
            one for one in self.answers if one.relations > 1 and one.kind in {"named", "explained"}
        ]
        cells = (
            f"{self.name[:34]:34}{len(self.answers):8}",
            share(kinds["untied"], len(self.answers)),
            f"{tied:6}",
            share(kinds["named"], counted),
            f"{kinds['allowed']:8}{kinds['explained']:10}",
            f"{len(several):9}",
            share(sum(one.blamed for one in several), len(several)),
            share(sum(one.blamed or one.beside for one in several), len(several)),
            share(sum(one.value for one in several), len(several)),
            share(sum(one.near for one in several), len(several)),
            share(sum(one.accused for one in several), len(several)),
            f"{sum(one.seconds for one in self.answers) / self.seconds:7.2f}×"
            if self.seconds
            else f"{'–':>8}",
        )
        return "".join(cells)


def share(part: int, whole: int) -> str:
    """A share in per cent, eight wide."""
    return f"{100 * part / whole:7.1f}%" if whole else f"{'–':>8}"


HEAD = (
    f"{'document':34}{'figures':>8}{'untied':>8}{'tied':>6}{'named':>8}{'allowed':>8}"
    f"{'explained':>10}{'several':>9}{'suspect':>8}{'or':>8}{'value':>8}{'near':>8}{'accused':>8}{'time':>8}"
)


def miss(one: Answer) -> str:
    """A change that was not answered well, in one line; empty where it was."""
    several = one.relations > 1 and one.kind == "named"
    if one.kind == "allowed" or one.value or (one.kind == "named" and not several):
        return ""
    fact = one.change.fact
    label = " ".join((*fact.row, *fact.column))
    blame = f"suspects {list(one.suspects)} values {list(one.values)} " if several else ""
    return (
        f"  {one.kind} {fact.id} {label}: {fact.printed} → {one.change.printed}; "
        f"{one.relations} relations, {one.new} new; {blame}{'；'.join(one.reasons)}"
    )


def documents() -> list[Path]:
    """The documents beside the checkout, or the examples."""
    beside = [*SHARED.glob("seeds/*.txt"), *SHARED.glob("disclosures/*.pdf")]
    return sorted(beside) or sorted((ROOT / "examples").glob("*.xlsx"))


def main() -> None:
    """Change, check, compare, and print a table."""
    parser = argparse.ArgumentParser(description="What checking notices of one changed digit.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--figures", type=int, default=1000, help="of each document, at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--misses", action="store_true", help="list them")
    arguments = parser.parse_args()
    _READ.extend(read(path) for path in arguments.files or documents())
    for one in _READ:
        unchanged(one)
    todo = [
        change
        for number, one in enumerate(_READ)
        for change in changes(number, one, arguments.figures, arguments.seed)
    ]
    forked = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(arguments.jobs, forked) as pool:
        answers = list(pool.map(_answer, todo, chunksize=16))
    print(HEAD)
    seconds = 0.0
    for number, one in enumerate(_READ):
        own = [found for found in answers if found.change.document == number]
        seconds += one.seconds * len(own)
        print(Row(one.name, own, one.seconds * len(own)))
        for line in filter(None, map(miss, own)) if arguments.misses else ():
            print(line)
    print(Row("all", answers, seconds))


def unchanged(one: Read) -> None:
    """Changing nothing changes nothing."""
    for fact in list(one.disclosure.facts)[:1]:
        (result,) = check((changed(one.disclosure, replace(fact)),))
        assert result == one.result, one.name


if __name__ == "__main__":
    main()
