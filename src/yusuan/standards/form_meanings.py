"""Reading what a definition says a label means, or refusing it with the file and the key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from yusuan.ledger import DIMENSIONS, Coordinates
from yusuan.standards import classification
from yusuan.standards.dimensions import CODED, members
from yusuan.standards.errors import InvalidDefinition
from yusuan.standards.form_sets import ROLES, FormColumn, Meaning
from yusuan.standards.labels import numbering
from yusuan.standards.vocabulary import senses

_OWN_DIMENSIONS = frozenset(DIMENSIONS) - set(CODED) - {"entity", "unit", "year", "project", "line"}
_CODE = re.compile(r"([1-9]\d{2,6})[ 　]*(.*)")


@dataclass(frozen=True, slots=True)
class Reading:
    """Where the reading of a file stands: what is needed to judge and to complain."""

    file: str
    year: int | None
    shared: Mapping[str, list[str]]  # lists that several forms print
    key: str = ""

    def at(self, key: object) -> Reading:
        """The same, one key further in."""
        return replace(self, key=f"{self.key}.{key}".lstrip("."))

    def wrong(self, reason: str) -> InvalidDefinition:
        """The refusal to raise, with the file and the key."""
        return InvalidDefinition(self.file, self.key, reason)

    def entries(self, given: Iterable[str]) -> Iterator[str]:
        """The entries of a list, with 「@name」 replaced by the shared list of that name."""
        for entry in given:
            if not entry.startswith("@"):
                yield entry
            elif entry[1:] in self.shared:
                yield from self.shared[entry[1:]]
            else:
                raise self.wrong(f"shared 里没有 {entry[1:]}")

    def known(self, given: Iterable[str], allowed: Iterable[str]) -> None:
        """Refuse keys that nothing reads: they are slips of the pen."""
        unknown = sorted(set(given) - set(allowed))
        if unknown:
            raise self.wrong(f"不认识的键 {'、'.join(unknown)}")


def split(text: str) -> tuple[str, list[str] | None]:
    """「标签 = 含义」; the words of the meaning are None where nothing at all is said of it."""
    label, sign, means = text.partition(" =")
    return label.strip(), means.split() if sign else None


def one_of(text: str, reading: Reading) -> Coordinates:
    """Coordinates of which there may be only one."""
    meaning = meaning_of(text.split(), reading)
    if len(meaning) > 1:
        raise reading.wrong("这里只能写一个含义，不能用 + 相加")
    return meaning[0]


def meaning_of(words: Iterable[str], reading: Reading) -> Meaning:
    """「nature=basic dept_economic=302+310」: the coordinates whose figures are added up."""
    choices: list[list[tuple[str, str]]] = []
    for word in words:
        dimension, _, several = word.partition("=")
        if dimension not in DIMENSIONS:
            raise reading.wrong(f"没有 {dimension} 这个维度")
        for member in several.split("+"):
            check(dimension, member, reading)
        choices.append([(dimension, member) for member in several.split("+")])
    return tuple(Coordinates(pairs) for pairs in product(*choices))


def check(dimension: str, member: str, reading: Reading) -> None:
    """Refuse a member that the dimension does not have, or not in the year of the set."""
    if dimension in CODED:
        if classification.codes(dimension).get(member, reading.year) is None:
            raise reading.wrong(f"{reading.year} 年的 {dimension} 里没有科目 {member}")
    elif dimension in _OWN_DIMENSIONS and (dimension, member) not in members():
        raise reading.wrong(f"维度 {dimension} 里没有成员 {member}")


def code_of(label: str, system: str, reading: Reading) -> str:
    """The code a label of a fixed list names: by the code it begins with, or by its name."""
    match = _CODE.fullmatch(label)
    if match:
        check(system, match[1], reading)
        return match[1]
    found = classification.codes(system).named(numbering(label)[2], reading.year)
    classes = [row.code for row in found if row.level == "类"] or [row.code for row in found]
    if len(classes) != 1:
        raise reading.wrong(f"{reading.year} 年的 {system} 里没有唯一叫这个名字的科目，请用 = 写明")
    return classes[0]


def understood(path: tuple[str, ...], reading: Reading) -> FormColumn:
    """A column of which nothing is said means what the vocabulary says of its path."""
    pairs: dict[str, str] = {}
    for label in path:
        found = senses(label, reading.year)
        figures = [one for one in found if one.role in {"member", "total", "amount"}]
        if len({one.coordinates for one in figures}) > 1 or not found:
            raise reading.wrong(f"“{label}”的含义不确定，请用 = 写明")
        if not figures:
            role = found[0].role
            return FormColumn(path, role if role in ROLES else "text")
        pairs.update(figures[0].coordinates)
    return FormColumn(path, "amount", (Coordinates(pairs),))
