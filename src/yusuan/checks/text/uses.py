"""开支内容: what the text says money is spent on has money in the tables (domain: N-10)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from yusuan.checks.budgets import Budget
from yusuan.checks.findings import FAILED, NOT_CHECKED, PASSED
from yusuan.checks.rule import Rule, Ruling
from yusuan.ledger import Passage
from yusuan.ledger.claims import AMOUNT
from yusuan.standards.classification import codes

USES = Rule(
    "text-uses",
    "开支内容：文字列举的经济科目在基本支出表里有数字。",
    "The economic items the text lists as uses of basic expenditure have money in the tables.",
    "warning",
    "财预〔2016〕143号：基本支出公开到经济分类款级科目",
)
NO_DETAIL = "没有到款级的基本支出表可以对照"

_LIST = re.compile(r"(?:包括|用于)[：:]?([^。；;]+)")
_ITEM = 5  # digits of a 款
_MANY = 4  # items that make a list of uses


def uses(budget: Budget) -> Iterator[Ruling]:
    """How each list of economic items ended, in paragraphs that say how much money it is."""
    money = _money(budget)
    said: dict[tuple[int, str], list[str]] = defaultdict(list)
    for one in budget.told:
        if one.claim.kind == AMOUNT and one.claim.value > 0:
            said[one.document, one.claim.passage].append(one.claim.id)
    for number, document in budget.documents.items():
        for passage in document.passages:
            claims = tuple(said.get((number, passage.id), ()))
            if claims:
                for ruling in _passage(passage, number, budget.year, money):
                    yield replace(ruling, facts=claims[:1])


def _money(budget: Budget) -> dict[str, Decimal]:
    """What each 款 has in basic expenditure this year."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for key, figures in budget.index.items():
        code = key.get("dept_economic", "")
        basic = key.get("nature", "").startswith("basic")
        if basic and len(code) == _ITEM and not {"year", "stage"} & key.keys():
            found[code] = max(found[code], *(figure.value for figure in figures))
    return found


def _passage(
    passage: Passage, document: int, year: int | None, money: dict[str, Decimal]
) -> Iterator[Ruling]:
    for listed in _LIST.findall(passage.text):
        known = dict(_items(listed, year))
        if len(known) < _MANY:
            continue
        if not any(money.values()):
            yield Ruling(USES.id, document, NOT_CHECKED, NO_DETAIL)
            continue
        bare = [name for name, found in known.items() if not any(money.get(c) for c in found)]
        if not bare:
            yield Ruling(USES.id, document, PASSED)
            continue
        yield Ruling(
            USES.id,
            document,
            FAILED,
            message=f"《文字说明》“{passage.text[:18].strip()}…”列举了“{'”“'.join(bare)}”，"
            "基本支出表里却没有这些科目的数字",
            message_en=f"{len(bare)} items are listed as uses but have no money in the tables",
            places=(passage.place,),
        )


def _items(listed: str, year: int | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The economic items of a list that are named as the classification names them."""
    names = (name.strip() for name in re.split("[、，,]", listed))
    for name in names:
        plain = name.removesuffix("等").replace("其它", "其他")
        named = [code.code for code in codes("dept_economic").named(plain, year)]
        found = tuple(code for code in named if len(code) == _ITEM)
        if found:
            yield plain, found
