"""A little table in, findings out.

    《支出总表》 万元 flow=expenditure
                     | 合计*  | 基本支出 nature=basic | 项目支出 nature=project
    合计*            | 100.00 | 60.00 | 40.00
    201 function=201 | 100.00 | 60.00 | 40.00

A header cell or a row label may end in marks: ``*`` a total, ``?`` not understood, ``~`` only a
part (其中), ``@1`` its level in the printed outline. ``基本支出>小计*`` stands under a heading.
A cell is blank where nothing or ``-`` stands, lost where ``#`` stands, rebuilt where it ends in
``!``. ``--`` begins another list of the same table, and ``= 5.00 project=甲`` is a figure outside
any list.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.checks import Outcome, Result, check
from yusuan.checks.rules import DERIVED
from yusuan.ledger import (
    UNITS,
    Amount,
    Claim,
    Coordinates,
    Disclosure,
    Fact,
    Line,
    Measure,
    Origin,
    Passage,
    Section,
    Statement,
    amount_of,
    is_dash,
    parse_number,
)


@dataclass(frozen=True)
class Spot:
    """A place in a little table."""

    row: int

    def as_dict(self) -> dict[str, object]:
        return {"row": self.row}


@dataclass(frozen=True)
class Label:
    text: str
    coordinates: Coordinates
    marks: str

    @classmethod
    def parse(cls, text: str) -> Label:
        words = text.split()
        said = [word for word in words if "=" in word]
        name = " ".join(word for word in words if "=" not in word)
        bare = name.rstrip("*?~")
        return cls(bare, Coordinates.parse(" ".join(said)), name[len(bare) :])


def book(text: str, **about: object) -> Disclosure:
    """The document that a text of little tables describes."""
    tables: list[list[str]] = []
    for line in text.strip().splitlines():
        if line.strip().startswith("《"):
            tables.append([])
        if line.strip():
            tables[-1].append(line.strip())
    statements = tuple(_statement(number, lines) for number, lines in enumerate(tables, 1))
    base = Disclosure(Origin("x", "", ""), "某局", 2022, "budget", "department", statements)
    return replace(base, **about)  # type: ignore[arg-type]


def results(*texts: str | Disclosure) -> tuple[Result, ...]:
    """The result of each of several documents of one body."""
    return check([book(text) if isinstance(text, str) else text for text in texts])


def findings(text: str) -> list[str]:
    """What is found wrong, in words."""
    return [finding.message for finding in results(text)[0].findings]


def related(result: Result) -> tuple[Outcome, ...]:
    """The outcomes that compare figures."""
    return tuple(outcome for outcome in result.outcomes if outcome.facts)


def disagreements(result: Result) -> list[str]:
    """The findings of relations between figures, in words."""
    derived = {rule.id for rule in DERIVED}
    return [finding.message for finding in result.findings if finding.rule in derived]


def outcomes(text: str, rule: str) -> list[Outcome]:
    """The outcomes of one rule."""
    return [outcome for outcome in results(text)[0].outcomes if outcome.rule == rule]


def endings(text: str, rule: str) -> set[tuple[str, str]]:
    """How the relations of one rule ended, and why."""
    return {(outcome.status, outcome.reason) for outcome in outcomes(text, rule)}


def _statement(number: int, lines: list[str]) -> Statement:
    title, _, rest = lines[0].strip("《").partition("》")
    unit, *said = rest.split() or ["万元"]
    identity = f"t{number}"
    body: list[list[str]] = [[]]
    loose: list[str] = []
    for line in lines[1:]:
        if line.startswith("--"):
            body.append([line[2:]])
        elif line.startswith("="):
            loose.append(line[1:])
        else:
            body[-1].append(line)
    base = Coordinates.parse(" ".join(said))
    count = iter(range(1, 10_000))
    sections = tuple(_section(identity, unit, base, part, count) for part in body if len(part) > 1)
    facts = tuple(_loose(identity, unit, base, line, next(count)) for line in loose)
    return Statement(identity, title, unit, Spot(0), 0, 0, sections=sections, loose=facts)


def _loose(table: str, unit: str, base: Coordinates, line: str, number: int) -> Fact:
    figure, *said = line.split()
    printed = parse_number(figure)
    assert printed
    return Fact(
        f"{table}.{number}",
        table,
        (" ".join(said),),
        (),
        figure,
        amount_of(printed, unit),
        base | Coordinates.parse(" ".join(said)),
        Spot(number),
    )


def _section(table: str, unit: str, base: Coordinates, lines: list[str], count) -> Section:  # type: ignore[no-untyped-def]
    if "|" not in lines[0]:
        base = base | Coordinates.parse(lines[0])
        lines = lines[1:]
    measures = _measures(lines[0].split("|")[1:])
    rows, cells = [], {}
    for index, text in enumerate(lines[1:]):
        label, *figures = text.split("|")
        line = _line(index, label)
        rows.append(line)
        for number, measure in enumerate(measures):
            figure = figures[number].strip() if number < len(figures) else ""
            if figure == "#":
                continue
            cells[index, number] = _fact(table, unit, base, line, measure, figure, count)
    return Section(tuple(rows), measures, cells, base)


def _measures(headers: list[str]) -> tuple[Measure, ...]:
    known: dict[tuple[str, ...], int] = {}
    found = []
    for index, header in enumerate(headers):
        *above, last = header.split(">")
        label = Label.parse(last)
        path = (*(part.strip() for part in above), label.text)
        groups = [known.setdefault(path[:size], len(known)) for size in range(1, len(path))]
        own = known.setdefault((*path, str(index)), len(known))
        found.append(
            Measure(
                index,
                path,
                label.coordinates,
                "?" not in label.marks,
                "~" in label.marks,
                "*" in label.marks,
                (*groups, own),
            )
        )
    return tuple(found)


def _line(index: int, text: str) -> Line:
    text, _, level = text.partition("@")
    label = Label.parse(text)
    return Line(
        index,
        (label.text,),
        label.coordinates,
        "?" not in label.marks,
        "~" in label.marks,
        "*" in label.marks,
        int(level) if level.strip() else None,
    )


def _fact(table, unit, base, line, measure, figure, count):  # type: ignore[no-untyped-def]
    rebuilt = figure.endswith("!")
    printed = parse_number(figure.rstrip("!"))
    if not figure or is_dash(figure):
        return None
    assert printed, figure
    return Fact(
        f"{table}.{next(count)}",
        table,
        line.path,
        measure.path,
        figure,
        amount_of(printed, unit),
        base | measure.coordinates | line.coordinates,
        Spot(line.index),
        line.understood and measure.understood,
        "补认" if rebuilt else "",
    )


def told(text: str, *, understood: bool = True) -> tuple[tuple[Passage, ...], tuple[Claim, ...]]:
    """The claims that lines of words describe, with the passages they stand in.

        支出预算 120 万元 c=amount flow=expenditure
        比上年增加 20 万元 c=change of=c1 flow=expenditure / year=2021 flow=expenditure
        基本支出 60 万元 c=amount in=c1 flow=expenditure nature=basic

    Each line is a claim: its words, its number and unit, what kind it is (a change or rate with
    减 or 降 in its words is negative), the claim it is about (``of``) or listed under (``in``,
    ``some`` where the list is not complete), its coordinates and, after ``/``, its base's. A blank
    line begins another passage. Claims are numbered from c1.
    """
    passages, claims = [], []
    for number, block in enumerate(text.strip().split("\n\n"), 1):
        words = ""
        for line in block.strip().splitlines():
            claim = _claim(line, f"c{len(claims) + 1}", f"p{number}", len(words))
            claims.append(replace(claim, understood=understood))
            words += f"{claim.subject}{claim.printed}，"
        passages.append(Passage(f"p{number}", words, Spot(number)))
    return tuple(passages), tuple(claims)


def _claim(line: str, identity: str, passage: str, at: int) -> Claim:
    about, _, base = line.partition("/")
    words = [word for word in about.split() if "=" not in word]
    said = dict(word.split("=", 1) for word in about.split() if "=" in word)
    subject, figure, unit = words if len(words) == 3 else (words[0], "0", "")
    kind = said.pop("c", "amount")
    of, whole, some = said.pop("of", ""), said.pop("in", ""), said.pop("some", "")
    printed = parse_number(figure)
    assert printed, line
    value = -printed.value if any(sign in subject for sign in "减降") else printed.value
    amount = Amount(value, Decimal(1).scaleb(-printed.decimals) if unit else Decimal(0))
    if unit in UNITS:
        amount = Amount(value * UNITS[unit], amount.precision * UNITS[unit])
    return Claim(
        identity,
        kind,
        passage,
        at + len(subject),
        at + len(subject + figure + unit),
        f"{figure}{unit}" if unit else "",
        amount.value,
        amount.precision,
        unit,
        subject,
        Spot(at),
        Coordinates(said),
        Coordinates.parse(base.strip()) if base.strip() else None,
        whole=whole or some,
        partial=bool(some),
        about=of,
    )


def saying(claims: str, tables: str = "", **about: object) -> Result:
    """The result of a document whose sentences say these claims."""
    passages, made = told(claims)
    document = book(tables, passages=passages, claims=made, **about)
    return check([document])[0]


def said(claims: str, tables: str = "") -> list[str]:
    """What is found wrong in sentences, in words, with its severity and cause."""
    return [
        f"{found.severity}: {found.message}{f'（{found.cause}）' if found.cause else ''}"
        for found in saying(claims, tables).findings
    ]
