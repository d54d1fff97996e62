"""Ways out of the application: SMTP for e-mail, an HTTP gateway for text messages and calls.

The HTTP gateway is sent ``POST {"id", "channel", "to", "text"}`` as JSON with the key as a bearer
token, and takes the message by answering 2xx. The same id may come twice: a message is sent again
where an answer was lost.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from http.client import HTTPException
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from yusuan.web.review.models import Outgoing

WAIT: Final = 10  # seconds
_PORTS: Final = {"smtp": 25, "smtps": 465, "smtp+tls": 587}


class Undelivered(Exception):
    """A gateway did not take a message; the text says why.

    ``refused`` says that it is this message it does not take; else it is down for all.
    """

    def __init__(self, why: str, *, refused: bool = False) -> None:
        super().__init__(why)
        self.refused = refused


def configured(channel: str) -> bool:
    """Whether there is a gateway for a channel."""
    return bool(_url(channel))


def _url(channel: str) -> str:
    found: str = {
        Outgoing.Channel.EMAIL: settings.EMAIL_URL,
        Outgoing.Channel.SMS: settings.SMS_URL,
        Outgoing.Channel.VOICE: settings.VOICE_URL,
    }[Outgoing.Channel(channel)]
    return found


def deliver(message: Outgoing) -> None:
    """Hand a message to its gateway; raises Undelivered."""
    url = _url(message.channel)
    if not url:
        raise Undelivered("没有配置这种发送方式。")
    try:
        if message.channel == Outgoing.Channel.EMAIL:
            _mail(url, message)
        else:
            _post(url, message)
    except (SMTPException, urllib.error.URLError, HTTPException, OSError, ValueError) as error:
        raise Undelivered(f"{type(error).__name__}: {error}", refused=_refused(error)) from error


def _refused(error: Exception) -> bool:
    if isinstance(error, urllib.error.HTTPError):
        return 400 <= error.code < 500
    return isinstance(error, SMTPRecipientsRefused)


def _mail(url: str, message: Outgoing) -> None:
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("YUSUAN_EMAIL_URL")
    sender = parse_qs(parts.query).get("from", [unquote(parts.username or "")])[0]
    connection = EmailBackend(
        host=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_tls=parts.scheme == "smtp+tls",
        use_ssl=parts.scheme == "smtps",
        timeout=WAIT,
    )
    title = " ".join(message.notice.title.split())
    EmailMessage(
        title, text(message), sender or "yusuan@localhost", [message.address],
        connection=connection,
    ).send()  # fmt: skip


def _post(url: str, message: Outgoing) -> None:
    if urlsplit(url).scheme not in {"http", "https"}:
        raise ValueError("YUSUAN_SMS_URL, YUSUAN_VOICE_URL")
    said = {
        "id": f"yusuan-{message.pk}",
        "channel": message.channel,
        "to": message.address,
        "text": text(message),
    }
    request = urllib.request.Request(  # noqa: S310 -- its scheme is one of two
        url,
        json.dumps(said, ensure_ascii=False).encode(),
        {
            "Content-Type": "application/json; charset=utf-8",
            "Authorization": f"Bearer {settings.GATEWAY_KEY}",
        },
    )
    with urllib.request.urlopen(request, timeout=WAIT):  # noqa: S310 -- likewise; 2xx or it raises
        pass


def text(message: Outgoing) -> str:
    """What a message says: all by e-mail, the title alone where words are counted."""
    notice = message.notice
    if message.channel == Outgoing.Channel.EMAIL:
        return f"{notice.title}\n\n{notice.body}\n\n请登录部门预算系统查看。"
    return f"【部门预算】{notice.title}，请登录系统查看。"
