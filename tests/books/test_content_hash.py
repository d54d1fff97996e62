"""The name of a content: equal content, equal name; any change, another."""

from dataclasses import replace
from decimal import Decimal

from tests.books.made import plausible
from yusuan.books import content_hash
from yusuan.ledger.budgets import Budget, Entity, RevenueLine, Unit

BARE = Budget(Entity("甲", 2024))


def test_trailing_zeros_are_the_same_content() -> None:
    one, other = (
        replace(BARE, revenue=(RevenueLine("1", "gpb", Decimal(text)),)) for text in ("5", "5.00")
    )
    assert content_hash(one) == content_hash(other)


def test_nothing_and_nought_are_different_contents() -> None:
    names = {
        content_hash(replace(BARE, units=(Unit("1", "甲", posts=each),))) for each in (None, 0, 1)
    }
    assert len(names) == 3


def test_the_order_of_lines_is_content() -> None:
    budget = plausible()
    turned = replace(budget, spending=budget.spending[::-1])
    assert content_hash(budget) != content_hash(turned)


def test_a_change_of_the_smallest_kind_is_another_content() -> None:
    changed = replace(plausible(), entity=Entity("示例局 ", 2024, "001", district="某省某市某区"))
    assert content_hash(changed) != content_hash(plausible())


def test_the_name_stays_what_it_was() -> None:
    assert content_hash(BARE).startswith("4bb2e168f04090075fad3cfe7abeb447")
