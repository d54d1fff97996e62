"""Signing in at an OpenID Connect provider: people who are known here, never new ones.

A person is found by the provider's ``sub``; whoever has none yet, once by the account's name
(``preferred_username``), and is bound to the ``sub`` from then on. The identity token must be
signed (RS256), be meant for this client and, where the issuer is configured, come from it.
"""

from __future__ import annotations

import logging
from typing import Any

import jwt
import requests
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from yusuan.web.accounts.models import User
from yusuan.web.audit.chain import record

_LOG = logging.getLogger(__name__)


class Backend(OIDCAuthenticationBackend):  # type: ignore[misc]  # it has no types
    """Finds the person that a provider vouches for."""

    def authenticate(self, request: HttpRequest | None, **given: Any) -> User | None:
        """The person; None where the provider fails or vouches for nobody known here."""
        try:
            found = super().authenticate(request, **given)
        except (requests.RequestException, jwt.PyJWTError, SuspiciousOperation, KeyError) as fault:
            _LOG.warning("OpenID Connect: %s", fault)
            return None
        return found if isinstance(found, User) and self.user_can_authenticate(found) else None

    def verify_token(self, token: str, **given: Any) -> dict[str, Any]:
        """The claims of a token whose signature, time, audience and issuer are right."""
        claims: dict[str, Any] = super().verify_token(token, **given)
        meant = claims.get("aud")
        if self.OIDC_RP_CLIENT_ID not in (meant if isinstance(meant, list) else [meant]):
            raise SuspiciousOperation("the token is meant for another client")
        issuer = self.get_settings("OIDC_OP_ISSUER", "")
        if issuer and claims.get("iss") != issuer:
            raise SuspiciousOperation("the token comes from another issuer")
        return claims

    def get_userinfo(self, access_token: str, id_token: str, payload: dict[str, Any]) -> Any:
        """What the provider says of the person, who must be the one of the token."""
        said = super().get_userinfo(access_token, id_token, payload)
        if not payload.get("sub") or said.get("sub") != payload["sub"]:
            raise SuspiciousOperation("the person is not the one of the token")
        return said

    def verify_claims(self, claims: dict[str, Any]) -> bool:
        """Whether a person is named at all."""
        return bool(claims.get("sub"))

    def filter_users_by_claims(self, claims: dict[str, Any]) -> QuerySet[User]:
        """The person bound to the ``sub``, or the one of that account who is bound to none."""
        bound = User.objects.filter(oidc_subject=claims["sub"])
        name = claims.get("preferred_username") or ""
        return bound if bound.exists() else User.objects.filter(username=name, oidc_subject="")

    def update_user(self, user: User, claims: dict[str, Any]) -> User:
        """Bind a person who signs in for the first time."""
        if not user.oidc_subject:
            with transaction.atomic():
                user.oidc_subject = claims["sub"]
                user.save(update_fields=["oidc_subject"])
                record("oidc_bound", user)
        return user
