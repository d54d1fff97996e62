"""The small language of templates: text, ``{placeholders}`` and ``[optional stretches]``.

``{amount:flow=expenditure nature=basic}``, ``{share:@ of flow=expenditure}``,
``{list:function.3 of flow=expenditure}``. ``@`` stands for what a loop has come to. A stretch in
square brackets is left out where one of its placeholders has nothing to say. Nothing is executed:
a placeholder is one of those listed here, and anything else is refused when a file is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yusuan.ledger import DIMENSIONS, Coordinates
from yusuan.standards import classification
from yusuan.standards.dimensions import CODED, members

#: What each placeholder takes: nothing, coordinates, 「a of b」, a dimension 「of」 them, or a key.
PLACEHOLDERS: Mapping[str, str] = {
    **dict.fromkeys(("name", "district", "year", "lastyear", "we", "units", "tables"), "nothing"),
    **dict.fromkeys(("label", "number", "text", "use", "targeted"), "nothing"),
    **dict.fromkeys(("amount", "change", "reason", "levels"), "coordinates"),
    "share": "share",
    **dict.fromkeys(("list", "shares", "names"), "division"),
    **dict.fromkeys(("passage", "quantity", "people", "count"), "key"),
}
#: What each condition takes; 「no」 before one turns it round.
CONDITIONS: Mapping[str, str] = {
    **dict.fromkeys(("some", "none", "known"), "coordinates"),
    **dict.fromkeys(("passage", "quantity", "people", "count", "scope", "empty"), "key"),
}
_TOKEN = re.compile(r"\{([^{}]*)\}|(\[)|(\])|([^\[\]{}]+)|(.)", re.DOTALL)
#: Dimensions whose members are names or codes of the budget itself.
_OPEN = frozenset({"entity", "unit", "year", "project", "line", "service", "stage"})


class Misspelt(ValueError):
    """A template that is not written in the language; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class About:
    """Coordinates as a template writes them; ``here`` adds what the loop has come to."""

    coordinates: Coordinates = Coordinates()
    here: bool = False

    def at(self, place: Coordinates) -> Coordinates:
        """The coordinates meant while a loop is at a place."""
        return place | self.coordinates if self.here else self.coordinates


@dataclass(frozen=True, slots=True)
class Division:
    """A figure parted along a dimension; ``size`` is the length of codes (0: the coarsest)."""

    dimension: str
    size: int
    about: About


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder with its argument."""

    kind: str
    about: About = About()
    whole: About = About()
    division: Division | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Optional:
    """A stretch that is printed only where all of it can be said."""

    nodes: tuple[Node, ...]


Node = str | Placeholder | Optional


@dataclass(frozen=True, slots=True)
class Condition:
    """When a paragraph is printed."""

    kind: str
    about: About = About()
    key: str = ""
    negated: bool = False


Keys = Mapping[str, Mapping[str, str]]


def parse_text(text: str, keys: Keys) -> tuple[Node, ...]:
    """A template's text as nodes; Misspelt where it is not in the language."""
    stack: list[list[Node]] = [[]]
    for match in _TOKEN.finditer(text):
        inside, opens, closes, plain, stray = match.groups()
        if inside is not None:
            stack[-1].append(parse_placeholder(inside, keys))
        elif opens:
            stack.append([])
        elif closes:
            _close(stack)
        elif stray:
            raise Misspelt(f"“{stray}”没有配对")
        else:
            stack[-1].append(plain)
    if len(stack) > 1:
        raise Misspelt("“[”没有配对的“]”")
    return tuple(stack[0])


def _close(stack: list[list[Node]]) -> None:
    if len(stack) == 1:
        raise Misspelt("“]”没有配对的“[”")
    nodes = tuple(stack.pop())
    if not any(isinstance(node, Placeholder) for node in nodes):
        raise Misspelt("方括号里没有占位符，可以去掉方括号")
    stack[-1].append(Optional(nodes))


def parse_placeholder(text: str, keys: Keys) -> Placeholder:
    """What stands between braces."""
    kind, _, argument = text.partition(":")
    takes = PLACEHOLDERS.get(kind)
    if takes is None:
        raise Misspelt(f"没有“{kind}”这种占位符；可用的有：{'、'.join(sorted(PLACEHOLDERS))}")
    match takes:
        case "nothing" if argument:
            raise Misspelt(f"“{kind}”不带参数")
        case "nothing":
            return Placeholder(kind)
        case "coordinates":
            return Placeholder(kind, parse_about(argument))
        case "share":
            part, _, whole = argument.partition(" of ")
            return Placeholder(kind, parse_about(part), parse_about(whole))
        case "division":
            return Placeholder(kind, division=parse_division(argument))
    return Placeholder(kind, key=_key(kind, argument, keys))


def parse_condition(text: str, keys: Keys) -> Condition:
    """A condition: 「some flow=expenditure fund=gf」, 「no passage assets」."""
    negated = text.startswith("no ")
    kind, _, argument = text.removeprefix("no ").partition(" ")
    takes = CONDITIONS.get(kind)
    if takes is None:
        raise Misspelt(f"没有“{kind}”这种条件；可用的有：{'、'.join(sorted(CONDITIONS))}")
    if takes == "coordinates":
        return Condition(kind, parse_about(argument), negated=negated)
    return Condition(kind, key=_key(kind, argument, keys), negated=negated)


def parse_division(text: str) -> Division:
    """「function.3 of flow=expenditure」: a dimension, the length of its codes, and of what."""
    head, of, rest = text.partition(" of ")
    dimension, _, size = head.strip().partition(".")
    if not of or dimension not in DIMENSIONS:
        raise Misspelt(f"“{text}”应写成“维度 of 口径”，例如“function.3 of flow=expenditure”")
    if size and (not size.isdigit() or int(size) not in CODED.get(dimension, ())):
        raise Misspelt(f"“{dimension}”的编码没有 {size} 位这一级")
    return Division(dimension, int(size or 0), parse_about(rest))


def parse_about(text: str) -> About:
    """Coordinates, with ``@`` for the loop's; every dimension and member is known."""
    words = text.split()
    here = words[:1] == ["@"]
    pairs = dict(_pair(word) for word in (words[1:] if here else words))
    if not pairs and not here:
        raise Misspelt("没有写口径")
    return About(Coordinates(pairs), here)


def _pair(word: str) -> tuple[str, str]:
    dimension, equals, member = word.partition("=")
    if not equals or dimension not in DIMENSIONS:
        raise Misspelt(f"“{word}”里没有这个维度；维度有：{'、'.join(DIMENSIONS)}")
    known = (
        member in classification.codes(dimension)
        if dimension in CODED
        else dimension in _OPEN or (dimension, member) in members()
    )
    if not known:
        raise Misspelt(f"维度“{dimension}”没有成员“{member}”")
    return dimension, member


def _key(kind: str, key: str, keys: Keys) -> str:
    if key not in keys.get(kind, {}):
        listed = "、".join(keys.get(kind, {}))
        raise Misspelt(f"“{kind}”没有“{key}”这一项；可用的有：{listed}")
    return key


def placeholders(nodes: tuple[Node, ...]) -> Iterator[Placeholder]:
    """Every placeholder, also those in optional stretches."""
    for node in nodes:
        if isinstance(node, Placeholder):
            yield node
        elif isinstance(node, Optional):
            yield from placeholders(node.nodes)
