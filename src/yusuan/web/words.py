"""What templates may say: money, labels, dates."""

from __future__ import annotations

from decimal import Decimal

from django import template

from yusuan.ledger import in_unit

register = template.Library()


@register.filter
def money(amount: Decimal | str | None, unit: str = "万元") -> str:
    """An amount of 元 in a unit, with separators; nothing where there is none."""
    if not isinstance(amount, Decimal):  # a template gives "" where a name leads nowhere
        return ""
    return f"{Decimal(in_unit(amount, unit)):,f}"


@register.filter
def item(values: dict[str, object], key: str) -> object:
    """The value of a key; nothing where there is none."""
    return values.get(key, "")
