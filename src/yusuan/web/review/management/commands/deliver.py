"""Hand the messages that wait to their gateways, once or every so often."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from yusuan.web.review import outbox


class Command(BaseCommand):
    """``deliver [--every SECONDS]``."""

    help = "发送等待中的邮件、短信和语音通知。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Say how often."""
        parser.add_argument("--every", type=int, default=0, help="每隔多少秒发一次；0 只发一次。")

    def handle(self, *_: Any, every: int, **__: Any) -> None:
        """Deliver until interrupted, or once."""
        outbox.deliver_due()
        while every > 0:
            time.sleep(every)
            outbox.deliver_due()
