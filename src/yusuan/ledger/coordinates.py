"""Coordinates: what a figure is about, as dimension → member; what is not said is absent."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping
from typing import Self, TypeVar, overload

_T = TypeVar("_T")

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

    _pairs: dict[str, str]
    _hash: int

    def __init__(self, pairs: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> None:
        items = dict(pairs)
        unknown = items.keys() - _RANK.keys()
        if unknown:
            raise ValueError(f"no such dimension: {', '.join(sorted(unknown))}")
        self._settle(items)

    def _settle(self, items: dict[str, str]) -> None:
        self._pairs = {name: items[name] for name in sorted(items, key=_RANK.__getitem__)}
        self._hash = hash(tuple(self._pairs.items()))

    @classmethod
    def _ordered(cls, pairs: dict[str, str]) -> Self:
        """Make coordinates of pairs known to be valid and in order; thousands are made a page."""
        made = cls.__new__(cls)
        made._pairs = pairs
        made._hash = hash(tuple(pairs.items()))
        return made

    def __getitem__(self, name: str) -> str:
        return self._pairs[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    # The mixins of Mapping do the same in Python; asked this often, they are a third of checking.
    def __contains__(self, name: object) -> bool:
        return name in self._pairs

    def keys(self) -> KeysView[str]:
        """The dimensions said."""
        return self._pairs.keys()

    def items(self) -> ItemsView[str, str]:
        """The dimensions said, each with its member."""
        return self._pairs.items()

    @overload
    def get(self, name: str, default: None = None, /) -> str | None: ...

    @overload
    def get(self, name: str, default: str, /) -> str: ...

    @overload
    def get(self, name: str, default: _T, /) -> str | _T: ...

    def get(self, name: str, default: object = None, /) -> object:
        """The member of a dimension, or the default where nothing was said."""
        return self._pairs.get(name, default)

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
        if not other:
            return self
        if isinstance(other, Coordinates):
            return self._joined(other)
        pairs = {**self._pairs, **other}
        return self._ordered(pairs) if len(pairs) == len(self._pairs) else type(self)(pairs)

    def _joined(self, other: Coordinates) -> Self:
        """What ``|`` gives with coordinates; where one has all dimensions, its order is right."""
        pairs = {**self._pairs, **other._pairs}
        if len(pairs) == len(self._pairs):
            return self._ordered(pairs)
        made = type(self).__new__(type(self))
        if len(pairs) == len(other._pairs):
            made._pairs, made._hash = other._pairs, other._hash
        else:
            made._settle(pairs)
        return made

    def without(self, *names: str) -> Self:
        """These coordinates with some dimensions left unsaid."""
        if self._pairs.keys().isdisjoint(names):
            return self
        return self._ordered({k: v for k, v in self._pairs.items() if k not in names})

    def only(self, *names: str) -> Self:
        """These coordinates reduced to some dimensions."""
        return self._ordered({k: v for k, v in self._pairs.items() if k in names})

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read 「flow=expenditure nature=basic」, the way definitions write coordinates."""
        return cls(dict(part.split("=", 1) for part in text.split()))
