"""The key of a finding: a short name for what it is about, the same in another run or version.

It rests on the rule and on words that stay: titles, labels, headings, the words of a sentence.
Amounts, pages, ids and the order of things are no part of it, so that a finding keeps its key when
its figures change or something is put in before it. Of several that are about the same thing, the
second is 「…-2」, in reading order.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from yusuan.checks.findings import Finding, Outcome
from yusuan.ledger import Claim, Disclosure, Fact, Place

_LENGTH = 9  # hexadecimal digits of a key
#: Rules that hold one figure against another: either side may be the one that speaks.
_PAIRS = frozenset({"same-figure", "last-year-as-published", "revenue-equals-expenditure"})
#: Rules within one list, whose parts need no more to name them than what they share.
_LISTED = frozenset({"rows-add-up", "columns-add-up"})
_ENUMERATED = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[)）、.．]+")
_SHIFTING = re.compile(r"[\d,.，。%]+|\s+")

Words = tuple[str, ...]


def identified(
    disclosures: Sequence[Disclosure], ended: Sequence[Sequence[Outcome]]
) -> list[tuple[Outcome, ...]]:
    """The outcomes of each document, their findings with key and rank in reading order."""
    about = [_About(one) for one in disclosures]
    return [_identified(outcomes, about, own) for own, outcomes in enumerate(ended)]


def _identified(
    outcomes: Sequence[Outcome], about: Sequence[_About], own: int
) -> tuple[Outcome, ...]:
    found = [n for n, outcome in enumerate(outcomes) if outcome.finding]
    if not found:
        return tuple(outcomes)
    names = {n: _name(outcomes[n], about, own) for n in found}
    at = {n: about[own].rank(outcomes[n].finding) for n in found}
    order = sorted(found, key=lambda n: (at[n], len(outcomes[n].facts), names[n]))
    times: Counter[str] = Counter()
    made = list(outcomes)
    for rank, n in enumerate(order):
        name = names[n]
        times[name] += 1
        key = name if times[name] == 1 else f"{name}-{times[name]}"
        finding = outcomes[n].finding
        assert finding is not None
        made[n] = replace(outcomes[n], finding=replace(finding, key=key, rank=rank))
    return tuple(made)


def _name(outcome: Outcome, about: Sequence[_About], own: int) -> str:
    assert outcome.finding is not None
    said = [outcome.rule, *map(list, _subject(outcome, outcome.finding, about, own))]
    text = json.dumps(said, ensure_ascii=False)
    return "k" + hashlib.sha256(text.encode(errors="replace")).hexdigest()[:_LENGTH]


def _subject(
    outcome: Outcome, finding: Finding, about: Sequence[_About], own: int
) -> Iterator[Words]:
    """What the finding is about, in words that do not depend on the order of anything."""
    known = [(fact, *_of(fact, about, own)) for fact in outcome.facts]
    figures = {fact: where.figure(name, other=other) for fact, where, name, other in known}
    if not outcome.facts:
        yield from sorted(about[own].places(finding.places))
        yield (_words(finding.message),)
    elif not outcome.parts or outcome.ceiling or outcome.rule in _PAIRS or _is_said(known):
        yield from sorted(set(figures.values()))
    else:
        yield from sorted(figures[fact] for fact in outcome.wholes)
        yield from _parts(outcome, figures, [_fact(fact, about, own) for fact in outcome.facts])


def _is_said(known: Iterable[tuple[str, _About, str, bool]]) -> bool:
    """Whether a sentence is among what was compared."""
    return any(name in where.claims for _, where, name, _ in known)


def _parts(
    outcome: Outcome, figures: dict[str, Words], facts: Sequence[Fact | None]
) -> list[Words]:
    """What the parts have in common: one more or one less of them makes no other finding."""
    named = dict(zip(outcome.facts, facts, strict=True))
    whole = named[outcome.wholes[0]]
    parts = [fact for one in outcome.parts if (fact := named[one])]
    if not parts or whole is None:
        return sorted(figures[one] for one in outcome.parts)
    tables = sorted({figures[one][:2] for one in outcome.parts})
    if all(one.column == whole.column for one in parts):
        shared = whole.column
    elif all(one.row == whole.row for one in parts):
        shared = whole.row
    elif len(parts) == 1:
        return [figures[outcome.parts[0]]]
    else:
        rows, columns = {one.row for one in parts}, {one.column for one in parts}
        shared = parts[0].row if len(rows) == 1 else parts[0].column if len(columns) == 1 else ()
    grain = () if outcome.rule in _LISTED else _grain(whole, parts)
    return [*tables, tuple(map(_words, shared)), grain]


def _grain(whole: Fact, parts: Iterable[Fact]) -> Words:
    """Into what the whole is divided: 「function:7」 for 项, 「nature」."""
    found = {
        f"{name}:{len(member)}" if member.isdigit() else name
        for part in parts
        for name, member in part.coordinates.items()
        if whole.coordinates.get(name) != member
    }
    return tuple(sorted(found))


def _of(identity: str, about: Sequence[_About], own: int) -> tuple[_About, str, bool]:
    """The document an id is of, the id there, and whether it is another one than the finding's."""
    number, colon, name = identity.rpartition(":")
    return about[int(number) if colon else own], name, bool(colon)


def _fact(identity: str, about: Sequence[_About], own: int) -> Fact | None:
    where, name, _ = _of(identity, about, own)
    return where.facts.get(name)


class _About:
    """One document by the words of what stands in it."""

    def __init__(self, disclosure: Disclosure) -> None:
        self._disclosure = disclosure

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The figures by id."""
        return {fact.id: fact for fact in self._disclosure.facts}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The numbers of sentences by id."""
        return {one.id: one for one in self._disclosure.claims}

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles of the tables by id."""
        return {one.id: one.title for one in self._disclosure.statements}

    def figure(self, identity: str, *, other: bool) -> Words:
        """A figure of a table or a sentence; of another document, with that document's name."""
        one = self._disclosure
        whose = f"{one.entity or ''}|{one.year or ''}|{one.scope or ''}" if other else ""
        fact = self.facts.get(identity)
        if identity in self.claims:
            return whose, "", *_claim(self.claims[identity])
        if fact is None:
            return whose, "", identity
        labels = [" ".join(map(_words, path)) for path in (fact.row, fact.column)]
        if not any(labels):
            labels = [f"{name}={member}" for name, member in fact.coordinates.items()]
        return whose, _words(self.titles.get(fact.table or "", "")), *labels

    def places(self, places: Iterable[Place]) -> Iterator[Words]:
        """What stands at each place, as far as it has words: a paragraph, a table, an indicator."""
        wanted = [place.as_dict() for place in places]
        for statement in self._disclosure.statements:
            if statement.place.as_dict() in wanted:
                yield "table", _words(statement.title)
            for form in statement.targets:
                if form.place and form.place.as_dict() in wanted:
                    yield "form", _words(form.name)
                for one in form.indicators:
                    if one.place and one.place.as_dict() in wanted:
                        yield "indicator", *map(_words, (form.name, one.level3, one.content))
        for passage in self._disclosure.passages:
            if passage.place.as_dict() in wanted:
                yield "text", _still(passage.text)

    def rank(self, finding: Finding | None) -> tuple[int, int, int]:
        """Where in reading order the finding stands: at its suspect, else the first it names."""
        assert finding is not None
        known = self._order
        if finding.suspect in known:
            return known[finding.suspect]
        at = [known[fact] for fact in finding.facts if fact in known]
        if not at:
            at = [known[key] for one in finding.places if (key := _spot(one)) in known]
        return min(at, default=(1 << 30, 0, 0))

    @cached_property
    def _order(self) -> dict[str, tuple[int, int, int]]:
        """By id of figure and by place: page, line, and how many stood before in the reading."""
        one = self._disclosure
        pairs = [
            *((fact.id, fact.place) for table in one.statements for fact in table.facts),
            *((claim.id, claim.place) for claim in one.claims),
            *((_spot(passage.place), passage.place) for passage in one.passages),
            *((_spot(table.place), table.place) for table in one.statements),
        ]
        order: dict[str, tuple[int, int, int]] = {}
        for number, (key, place) in enumerate(pairs):
            order.setdefault(key, (*_leaf(place), number))
        return order


def _claim(claim: Claim) -> Words:
    said = claim.kind, _words(claim.heading), _words(claim.subject)
    if any(said[1:]):
        return said
    return claim.kind, *(f"{name}={member}" for name, member in claim.coordinates.items())


def _leaf(place: Place) -> tuple[int, int]:
    known = place.as_dict()
    page, line = known.get("page"), known.get("line")
    return page if isinstance(page, int) else 0, line if isinstance(line, int) else 0


def _spot(place: Place) -> str:
    return json.dumps(place.as_dict(), ensure_ascii=False, default=str)


def _words(text: str) -> str:
    """A label without what shifts: spaces, widths of letters, the number it has in its list."""
    bare = "".join(unicodedata.normalize("NFKC", text).split())
    return _ENUMERATED.sub("", bare) or bare


def _still(text: str) -> str:
    """The words of a sentence without its numbers."""
    return _ENUMERATED.sub("", _SHIFTING.sub("", unicodedata.normalize("NFKC", text)))
