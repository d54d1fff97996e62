"""How targets are scored, graded, monitored and reviewed: conventions as data, with sources."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from yusuan.standards.errors import InvalidDefinition

FILE = "assessment.toml"
WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Scheme:
    """How 100 points are given: to execution, and to the classes of indicators."""

    key: str
    title: str
    source: str
    confidence: str  # sure | likely | local
    execution: Decimal
    classes: Mapping[str, Decimal]
    moved: Mapping[str, str]  # level-2 class → the class of this scheme it counts in
    when: str = ""  # taken where an indicator is of this class

    def class_of(self, level2: str) -> str:
        """The class of this scheme that an indicator counts in; empty where it has none."""
        own = self.moved.get(level2, level2.partition(".")[0])
        return own if own in self.classes else ""


@dataclass(frozen=True, slots=True)
class Band:
    """A band of a scale: its words, and the numbers it reaches from and to."""

    key: str
    label: str
    low: Decimal
    high: Decimal = WHOLE


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result of a review and what follows: whether targets go back, and may go on at all."""

    key: str
    label: str
    revise: bool
    proceed: bool
    next: str


@dataclass(frozen=True, slots=True)
class Conventions:
    """All of it, read once; percentages are numbers of 100."""

    schemes: tuple[Scheme, ...]
    grades: tuple[Band, ...]  # the best first
    bands: tuple[Band, ...]
    outcomes: tuple[Outcome, ...]  # the best first
    over: Decimal
    explained_below: Decimal
    behind: Decimal
    ahead: Decimal
    down: tuple[str, ...]  # names of what is the better the less it is

    def grade(self, score: Decimal) -> Band:
        """The grade of a total."""
        return next((one for one in self.grades if score >= one.low), self.grades[-1])

    def band(self, key: str) -> Band | None:
        """A band of qualitative results."""
        return next((one for one in self.bands if one.key == key), None)

    def outcome(self, key: str) -> Outcome | None:
        """What a result of a review allows; None for what is none."""
        return next((one for one in self.outcomes if one.key == key), None)

    def scheme(self, key: str) -> Scheme:
        """A scheme by its key; KeyError where there is none."""
        found = {one.key: one for one in self.schemes}
        return found[key]

    def scheme_of(self, classes: Iterable[str]) -> Scheme:
        """The scheme for indicators of some level-2 classes: one made for them, or the usual."""
        present = {one.partition(".")[0] for one in classes}
        fitting = (one for one in self.schemes if one.when in present)
        return next(fitting, self.schemes[0])


@cache
def conventions() -> Conventions:
    """The conventions; raises InvalidDefinition where the points of a scheme are not 100."""
    file = resources.files("yusuan.standards") / "data" / FILE
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    return Conventions(
        tuple(_scheme(one) for one in said["scheme"]),
        tuple(Band(one["key"], one["label"], Decimal(one["from"])) for one in said["grade"]),
        tuple(
            Band(one["key"], one["label"], Decimal(one["from"]), Decimal(one["to"]))
            for one in said["band"]
        ),
        tuple(
            Outcome(one["key"], one["label"], one["revise"], one["proceed"], one["next"])
            for one in said["review"]
        ),
        Decimal(said["over"]["percent"]),
        Decimal(said["execution"]["explained_below"]),
        Decimal(said["monitoring"]["behind"]),
        Decimal(said["monitoring"]["ahead"]),
        tuple(said["direction"]["down"]),
    )


def _scheme(said: Mapping[str, Any]) -> Scheme:
    classes = {key: Decimal(points) for key, points in said["classes"].items()}
    execution = Decimal(said["execution"])
    if execution + sum(classes.values()) != WHOLE:
        raise InvalidDefinition(FILE, said["key"], "各项分值加起来不是 100")
    return Scheme(
        said["key"],
        said["title"],
        said["source"],
        said["confidence"],
        execution,
        classes,
        said.get("moved", {}),
        said.get("when", ""),
    )
