"""Coordinates: what a figure is about, as dimension → member; what is not said is absent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Self

#: Dimensions in the order they are printed in. The design (section 2) lists their meaning.
DIMENSIONS = (
    "entity",
    "unit",
    "year",
    "stage",
    "flow",
    "balance",
    "fund",
    "function",
    "nature",
    "dept_economic",
    "gov_economic",
    "item",
    "project",
    "line",
    "procurement",
    "service",
    "measure",
)
_RANK = {name: rank for rank, name in enumerate(DIMENSIONS)}


class Coordinates(Mapping[str, str]):
    """An immutable, hashable mapping of dimension → member.

    An absent dimension means that nothing was said about it: the figure covers all its members.
    """

    __slots__ = ("_hash", "_pairs")

    def __init__(self, pairs: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> None:
        items = dict(pairs)
        unknown = items.keys() - _RANK.keys()
        if unknown:
            raise ValueError(f"no such dimension: {', '.join(sorted(unknown))}")
        self._pairs = {name: items[name] for name in sorted(items, key=_RANK.__getitem__)}
        self._hash = hash(tuple(self._pairs.items()))

    def __getitem__(self, name: str) -> str:
        return self._pairs[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Coordinates):
            return self._pairs == other._pairs
        return NotImplemented

    def __reduce__(self) -> tuple[type[Self], tuple[dict[str, str]]]:
        return type(self), (self._pairs,)  # built anew: hashes of strings differ by process

    def __repr__(self) -> str:
        return f"Coordinates({self})"

    def __str__(self) -> str:
        return " ".join(f"{name}={member}" for name, member in self._pairs.items())

    def __or__(self, other: Mapping[str, str]) -> Self:
        """These coordinates with the other's added; where both speak, the other wins."""
        return type(self)({**self._pairs, **other}) if other else self

    def without(self, *names: str) -> Self:
        """These coordinates with some dimensions left unsaid."""
        return type(self)({k: v for k, v in self._pairs.items() if k not in names})

    def only(self, *names: str) -> Self:
        """These coordinates reduced to some dimensions."""
        return type(self)({k: v for k, v in self._pairs.items() if k in names})

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read 「flow=expenditure nature=basic」, the way definitions write coordinates."""
        return cls(dict(part.split("=", 1) for part in text.split()))
