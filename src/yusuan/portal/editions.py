"""What the portal shows, as values: editions of budgets, and the shelf they stand on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from yusuan.ledger import Claim, Statement, TargetForm
from yusuan.publish.facts import Row
from yusuan.publish.volume import Volume


class NotSet(Exception):
    """An edition that cannot be shown as pages now; the files it was published with still are."""


@dataclass(frozen=True, slots=True)
class Named:
    """A district or a department: its part of an address, and its name."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Offered:
    """A file to download: its name below ``file/``, what it is in words, its bytes' number."""

    name: str
    words: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Release:
    """A version: its number, when it was published, why it was corrected, what it changed.

    ``at`` is where its files still are, below the edition's address; empty where they are not.
    """

    number: int
    on: datetime | None = None
    reason: str = ""
    changed: tuple[str, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """The budget of a department for a year as it stands now.

    ``period`` is its part of the address: the year, and what tells it from another disclosure of
    the same year (2024-final). ``made`` is true of a budget that was compiled here, and false of
    a disclosure of others that was read. The newest release comes first.
    """

    district: Named
    department: Named
    period: str
    year: int
    stage: str
    scope: str
    title: str
    made: bool
    releases: tuple[Release, ...] = (Release(1),)
    files: tuple[Offered, ...] = ()

    @property
    def address(self) -> str:
        """Where it stands on the site, with a slash at its end."""
        return f"{self.district.slug}/{self.department.slug}/{self.period}/"

    @property
    def release(self) -> Release:
        """The newest version."""
        return self.releases[0]


@dataclass(frozen=True, slots=True)
class Kept:
    """All of an edition: the volume, the numbers of its sentences, its target forms.

    ``passages`` are the paragraphs by id, ``targets`` the forms by the id of their table.
    ``compared`` says of each figure where it stands in a published file (by the file's words),
    empty where it stands there differently or not at all. ``read`` are the tables as they were
    read, by id and without their figures.
    """

    volume: Volume
    claims: tuple[Claim, ...] = ()
    passages: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, tuple[TargetForm, ...]] = field(default_factory=dict)
    compared: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    read: Mapping[str, Statement] = field(default_factory=dict)

    @property
    def coverage(self) -> tuple[int, int]:
        """How many figures of tables were understood, and how many there are."""
        printed = [fact.understood for fact in self.volume.facts if fact.table]
        numeric = sum(one.numeric for one in self.read.values())
        return sum(printed), max(numeric, len(printed))


class Shelf(Protocol):
    """Where the editions come from: a folder, or the database of the web application."""

    def editions(self) -> Sequence[Edition]:
        """Every edition; of one department the newest year first."""
        ...

    def kept(self, edition: Edition) -> Kept:
        """All of an edition; NotSet where it cannot be had."""
        ...

    def facts(self, edition: Edition) -> Sequence[Row]:
        """Every figure of an edition as open data; NotSet where they cannot be had."""
        ...

    def file(self, edition: Edition, name: str) -> bytes:
        """A file of an edition; KeyError where it has none of that name."""
        ...
