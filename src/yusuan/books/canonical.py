"""One name for one content: the digest of a budget, whatever file it came from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from yusuan.books.exact import written
from yusuan.ledger.budgets import Budget

_FORMAT: Final = "yusuan.budget/1"


def content_hash(budget: Budget) -> str:
    """The SHA-256 of the canonical serialisation, in hexadecimal."""
    return hashlib.sha256(serialised(budget).encode("utf-8", "surrogatepass")).hexdigest()


def serialised(budget: Budget) -> str:
    """The budget as one line of JSON: keys in order, amounts as digits, what is usual left out.

    Fields that hold their default are left out, so that a field added later, with a default,
    leaves the names of older budgets as they were.
    """
    content = {"format": _FORMAT, "budget": _plain(budget)}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return written(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return dict(value)
    if is_dataclass(value) and not isinstance(value, type):
        said = ((each, getattr(value, each.name)) for each in fields(value))
        return {each.name: _plain(it) for each, it in said if it != each.default}
    return value
