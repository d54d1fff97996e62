"""One-time codes from an authenticator application (RFC 6238), for people who turn them on."""

from __future__ import annotations

import pyotp
import segno

from yusuan.web.accounts.models import User

_ISSUER = "yusuan"


def fresh() -> str:
    """A new secret."""
    return pyotp.random_base32()


def picture(user: User, secret: str) -> str:
    """The secret as a QR code: an SVG to be shown in the page."""
    address = pyotp.TOTP(secret).provisioning_uri(name=user.username, issuer_name=_ISSUER)
    return segno.make(address, error="m").svg_inline(scale=4, border=2)


def right(secret: str, typed: str) -> bool:
    """Whether a code is the present one, or the one before or after it."""
    plain = typed.strip().replace(" ", "")
    return plain.isascii() and plain.isdigit() and pyotp.TOTP(secret).verify(plain, valid_window=1)
