"""What each figure of a page means, in words, and where else figures of one meaning stand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from yusuan.ledger import UNITS, Claim, Coordinates, Fact
from yusuan.ledger.claims import AMOUNT, CHANGE, NONE
from yusuan.publish.finding_words import TEXT
from yusuan.publish.volume import Volume
from yusuan.standards.classification import codes
from yusuan.standards.dimensions import CODED, ancestors, label

#: The dimensions in the words of a reader.
DIMENSION_LABELS: Final = {
    "entity": "部门",
    "unit": "单位",
    "year": "年度",
    "stage": "阶段",
    "flow": "收支",
    "balance": "结转",
    "fund": "资金",
    "function": "功能科目",
    "nature": "支出性质",
    "dept_economic": "部门经济科目",
    "gov_economic": "政府经济科目",
    "item": "经费项目",
    "project": "项目",
    "line": "明细",
    "procurement": "采购类别",
    "service": "购买服务",
    "measure": "计量",
}
#: What a number of a sentence is, where it is no amount.
_KINDS: Final = {
    "change": "变动的金额",
    "rate": "增减的比率",
    "share": "占比",
    "flat": "与之持平",
    "count": "个数",
}
_AMOUNTS: Final = frozenset({AMOUNT, NONE})
_INNER: Final = frozenset(DIMENSION_LABELS) - {"entity", "year", "stage"}
_BETWEEN = " › "
_UNITS = ("万元", "元", "千元", "亿元", "百万元")

#: What figures of one meaning share: coordinates, the kind of number, what it is against.
_Key = tuple[Coordinates, str, Coordinates | None]


class Meanings:
    """The meanings of a volume's facts, grouped by coordinates; places are added on the way."""

    def __init__(self, volume: Volume, claims: Mapping[str, Claim] | None = None) -> None:
        self._volume = volume
        self._claims = claims or {}
        whole = {"entity": volume.entity, "year": str(volume.year), "stage": volume.stage}
        self._whole = Coordinates(whole)
        self._facts = {fact.id: fact for fact in volume.facts}
        for identity, claim in self._claims.items():
            self._facts.setdefault(identity, replace(claim.number, id=identity))
        self._groups: dict[_Key, int] = {}
        self._places: list[list[tuple[str, str, str]]] = []
        self._used: dict[str, tuple[int, int]] = {}
        self._sums: dict[str, tuple[str, Decimal, tuple[str, ...]]] = {}

    @property
    def facts(self) -> Iterable[Fact]:
        """Every figure, of tables and of sentences."""
        return self._facts.values()

    def __contains__(self, fact: object) -> bool:
        return fact in self._facts

    def stands(
        self, identity: str, anchor: str, where: str, printed: str, *, table: bool = True
    ) -> None:
        """Say that a fact is printed at an anchor of the page; a table speaks before a text."""
        fact = self._facts[identity]
        group = self._groups.setdefault(self._key(fact), len(self._groups))
        if group == len(self._places):
            self._places.append([])
        places = self._places[group]
        if table or identity not in self._used:
            self._used[identity] = (group, len(places))
        places.append((anchor, where, printed))

    def anchor(self, identity: str) -> str:
        """Where on the page a fact stands first; empty where it stands nowhere."""
        if identity not in self._used:
            return ""
        group, number = self._used[identity]
        return self._places[group][number][0]

    def sum(self, name: str, value: Decimal, facts: Sequence[Fact]) -> str:
        """What leads to an amount's meaning: its fact, or the facts it is added up from.

        A sum is called the same whenever it is told, so that a page made again is the same page.
        """
        if len(facts) == 1:
            return facts[0].id
        if not facts:
            return ""
        parts = tuple(fact.id for fact in facts)
        key = f"sum-{hashlib.sha256(repr((name, value, parts)).encode()).hexdigest()[:12]}"
        self._sums[key] = (name, value, parts)
        return key

    def printed(self, identity: str) -> str:
        """How a fact is printed; empty where there is no such fact."""
        return self._facts[identity].printed.strip() if identity in self._facts else ""

    def place(self, identity: str, title: str) -> str:
        """Where a figure of a table stands, in words: its table, its row, its column."""
        fact = self._facts.get(identity)
        said = (_last(fact.row), _last(fact.column)) if fact else ()
        return " · ".join(filter(None, (title, *said)))

    def said(self, identity: str) -> str:
        """Where a figure of a sentence stands, in words: the text, and what it says it is of."""
        claim = self._claims.get(identity)
        return f"{TEXT} · {claim.subject}" if claim and claim.subject else TEXT

    def _key(self, fact: Fact) -> _Key:
        """What the figure is of; what it does not say itself, the whole disclosure says."""
        said = self._whole | fact.coordinates
        claim = self._claims.get(fact.id)
        kind = "" if claim is None or claim.kind in _AMOUNTS else claim.kind
        base = claim.base if claim and kind else None
        return said if fact.understood else said | {"line": f"?{fact.id}"}, kind, base

    def as_dict(self) -> dict[str, Any]:
        """All of it as the script of the page reads it."""
        keys = list(self._groups)
        return {
            "facts": {key: self._fact(key, *at) for key, at in self._used.items()},
            "groups": [
                {"means": self._said(key), "places": self._places[number]}
                for number, key in enumerate(keys)
            ],
            "sums": {
                key: [name, _plain(value), [one for one in parts if one in self._used]]
                for key, (name, value, parts) in self._sums.items()
            },
        }

    def _fact(self, identity: str, group: int, place: int) -> list[Any]:
        fact = self._facts[identity]
        claim = self._claims.get(identity)
        amount = _plain(fact.amount.value) if claim is None or _is_money(claim) else ""
        remark = fact.remark or ("" if fact.understood else "有标题没有读懂，含义不完整。")
        where = " · ".join(filter(None, (_last(fact.row), _last(fact.column)))) or "数字"
        return [group, fact.printed, _unit(fact), amount, where, remark, place]

    def _said(self, key: _Key) -> list[tuple[str, str]]:
        about, kind, base = key
        said = [("说的是", _KINDS[kind])] if kind else []
        said += ((DIMENSION_LABELS[n], self.words(n, m)) for n, m in about.items() if m[:1] != "?")
        if base is not None:
            differs = [(n, m) for n, m in base.items() if about.get(n) != m]
            words = "，".join(f"{DIMENSION_LABELS[n]}：{self.words(n, m)}" for n, m in differs)
            left = "，".join(DIMENSION_LABELS[n] for n in about if n in _INNER and n not in base)
            against = "；".join(filter(None, (words, f"不分{left}" if left else "")))
            said += [("同它比的", against)] if against else []
        return said

    def words(self, dimension: str, member: str) -> str:
        """A member with all it is a part of: 「213 农林水支出 › 21305 …」."""
        return _words(dimension, member, self._volume.year)


@lru_cache(maxsize=8192)
def _words(dimension: str, member: str, year: int) -> str:
    if dimension in {"entity", "unit", "project", "year"}:
        return member
    if dimension == "line":
        return member.replace(">", _BETWEEN)
    path = [*reversed(ancestors(dimension, member)), member]
    return _BETWEEN.join(name_of(dimension, one, year) for one in path)


def name_of(dimension: str, member: str, year: int | None) -> str:
    """A member as a person reads it; an official code with its name."""
    name = bare_name(dimension, member, year)
    return f"{member} {name}" if dimension in CODED and name != member else name


def bare_name(dimension: str, member: str, year: int | None) -> str:
    """The words for a member; the name of an official code without the code."""
    if dimension not in CODED:
        return label(dimension, member)
    found = codes(dimension).get(member, year) or codes(dimension).get(member)
    return found.name if found else member


def _is_money(claim: Claim) -> bool:
    """Whether a number of a sentence is money that is not printed in 元 already."""
    return claim.kind in {AMOUNT, CHANGE} and claim.unit != "元"


def _plain(value: Decimal) -> str:
    """An amount in 元 with thousands commas, without zeros that say nothing."""
    amount = f"{value:,f}"
    return amount.rstrip("0").rstrip(".") if "." in amount else amount


@lru_cache(maxsize=8192)
def _last(path: tuple[str, ...]) -> str:
    words = [text for text in path if text and not text.replace(".", "").isdigit()]
    return words[-1] if words else (path[-1] if path else "")


def _unit(fact: Fact) -> str:
    """The unit a figure was printed in, from what its last place is worth; empty if unclear.

    A number of a sentence is printed with its unit.
    """
    if fact.table is None and not fact.printed.strip()[-1:].isdigit():
        return ""
    decimals = len(fact.printed.strip().partition(".")[2])
    step: Decimal = fact.amount.precision.scaleb(decimals)
    return next((unit for unit in _UNITS if UNITS[unit] == step), "")
