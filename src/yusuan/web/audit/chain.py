"""Writing entries, and telling whether the chain is whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from yusuan.web.accounts.models import User
from yusuan.web.audit.models import Entry

SYSTEM = "system"
_NOTHING = "0" * 64


def record(action: str, user: User | None, chain: str = SYSTEM, **detail: Any) -> Entry:
    """Add an entry, in the transaction of what it tells of; ``detail`` is what JSON can hold."""
    assert connection.in_atomic_block, "an entry stands or falls with what it tells of"
    last = Entry.objects.filter(chain=chain).order_by("-number").first()
    entry = Entry(
        chain=chain,
        number=last.number + 1 if last else 1,
        at=timezone.now(),
        who=f"{user.name}（{user.username}）" if user else "",
        user_id=user.pk if user else None,
        action=action,
        detail=detail,
        before=last.hash if last else _NOTHING,
    )
    entry.hash = digest(entry)
    entry.save(force_insert=True)
    return entry


def digest(entry: Entry) -> str:
    """The hash of an entry: of all it says and of the hash before it."""
    said = {
        "chain": entry.chain,
        "number": entry.number,
        "at": entry.at.astimezone(timezone.get_fixed_timezone(0)).isoformat(),
        "who": entry.who,
        "user": entry.user_id,
        "action": entry.action,
        "detail": entry.detail,
        "before": entry.before,
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def broken(chain: str | None = None) -> Iterator[str]:
    """One sentence for each place where a chain is not what was written."""
    with transaction.atomic():
        entries = Entry.objects.order_by("chain", "number")
        before, number, at = _NOTHING, 0, ""
        for one in (entries if chain is None else entries.filter(chain=chain)).iterator():
            if one.chain != at:
                before, number, at = _NOTHING, 0, one.chain
            if one.number != number + 1:
                yield f"{one.chain}：第 {number + 1} 条到第 {one.number - 1} 条不见了"
            elif one.before != before:
                yield f"{one.chain} 第 {one.number} 条：与前一条接不上"
            if digest(one) != one.hash:
                yield f"{one.chain} 第 {one.number} 条：内容被改过"
            before, number = one.hash, one.number
