"""开支标准：测算依据里的单价不超过现行标准。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yusuan.checks.performance.forms import Form, failed, held, short
from yusuan.checks.rule import Rule, Ruling
from yusuan.ledger import CostLine, in_unit
from yusuan.reckoning import fold
from yusuan.reckoning.prices import Price, prices
from yusuan.standards.cost_standards import CostStandard, national

WITHIN_STANDARD = Rule(
    "price-within-standard",
    "开支标准：测算依据里的单价不超过这项开支的现行标准。",
    "A unit price in a cost basis does not exceed the standard of its item.",
    "warning",
    "各项开支标准文件；标准由核对的人列在“cost-standards.csv”里",
)
RULES = (WITHIN_STANDARD,)
_CLAUSE = re.compile(r"[，,;；。、\n]")


def rulings(
    forms: Sequence[Form], standards: Sequence[CostStandard] | None = None
) -> Iterator[Ruling]:
    """How the rule of standards ends; ours are used where none are given."""
    listed = national() if standards is None else standards
    for form in forms if listed else ():
        known = [one for one in listed if one.applies(form.disclosure.year)]
        for line in form.target.costs:
            for price in prices(line.basis):
                yield from _priced(form, line, price, known)


def _priced(
    form: Form, line: CostLine, price: Price, standards: Sequence[CostStandard]
) -> Iterator[Ruling]:
    standard = _standard_of(line, price, standards)
    value = price.in_terms_of(standard.per) if standard else None
    if standard is None or value is None:
        return
    if value <= standard.price:
        yield held(WITHIN_STANDARD.id, form)
        return
    per = standard.unit.partition("/")[2]
    said, most = (f"{in_unit(one, '元')} 元/{per}" for one in (value, standard.price))
    source = standard.document + standard.clause
    yield failed(
        WITHIN_STANDARD.id,
        form,
        f"{form.where}“{short(line.name)}”的单价 {said}，超过{standard.item}的标准 {most}"
        f"（{source}）；请按标准测算，或说明执行的依据",
        f"{form.where} {line.name}: {said}, the standard is {most} ({source})",
        [line.place or form.place],
        printed=in_unit(value, "元"),
        expected=in_unit(standard.price, "元"),
        difference=in_unit(value - standard.price, "元"),
        unit="元",
        basis=source,
    )


def _standard_of(
    line: CostLine, price: Price, standards: Sequence[CostStandard]
) -> CostStandard | None:
    """The standard of the words just before a price, else of the line's name; the longest word."""
    text = fold(line.basis)
    clause = _CLAUSE.split(text[: price.start])[-1]
    for words in (clause, fold(line.name + line.detail)):
        found = [
            (len(word), one)
            for one in standards
            if price.in_terms_of(one.per) is not None
            for word in one.words
            if fold(word) in words
        ]
        if found:
            return max(found, key=lambda pair: pair[0])[1]
    return None
