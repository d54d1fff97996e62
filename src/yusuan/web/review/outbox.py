"""Messages that wait for a gateway: each is tried, and tried again, and given up at last."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils import timezone

from yusuan.web.review import gateways
from yusuan.web.review.models import Outgoing

#: After how many minutes a message is tried again, by how often it was tried.
AGAIN: Final = (1, 5, 15, 60, 240, 720)
_HELD: Final = timedelta(minutes=5)  # a message in hand is nobody else's for so long
_AT_ONCE: Final = 100


def deliver_due() -> None:
    """Try every message that is due; no gateway that is down stops the others."""
    waiting = Outgoing.objects.filter(stage=Outgoing.Stage.QUEUED, next_at__lte=timezone.now())
    down: set[str] = set()
    for message in waiting.select_related("notice").order_by("next_at")[:_AT_ONCE]:
        if message.channel not in down and _taken(message) and _is_down(message):
            down.add(message.channel)


def _taken(message: Outgoing) -> bool:
    """Take a message in hand, unless another worker has."""
    held = timezone.now() + _HELD
    same = Outgoing.objects.filter(
        pk=message.pk, stage=Outgoing.Stage.QUEUED, next_at=message.next_at
    )
    return bool(same.update(next_at=held))


def _is_down(message: Outgoing) -> bool:
    """Try a message and keep what came of it; whether its gateway takes none at all."""
    message.tries += 1
    try:
        gateways.deliver(message)
    except gateways.Undelivered as problem:
        message.error = str(problem)[:300]
        if message.tries > len(AGAIN):
            message.stage = Outgoing.Stage.FAILED
        else:
            message.next_at = timezone.now() + timedelta(minutes=AGAIN[message.tries - 1])
        message.save(update_fields=["tries", "error", "stage", "next_at"])
        return not problem.refused
    message.stage, message.sent_at, message.error = Outgoing.Stage.SENT, timezone.now(), ""
    message.save(update_fields=["tries", "error", "stage", "sent_at"])
    return False
