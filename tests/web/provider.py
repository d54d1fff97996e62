"""A small OpenID Connect provider on this machine: it vouches for whoever it is told to."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT = "yusuan-test"


@dataclass
class Provider:
    """What it says: the claims of its token beside the usual ones, and of the person."""

    url: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    person: dict[str, Any] = field(default_factory=dict)
    challenge: str = ""
    broken: bool = False
    key: rsa.RSAPrivateKey = field(default_factory=lambda: fresh_key())
    signing: rsa.RSAPrivateKey | None = None  # where it signs with another key than it shows

    def settings(self) -> dict[str, Any]:
        return {
            "OIDC_RP_CLIENT_ID": CLIENT,
            "OIDC_RP_CLIENT_SECRET": "not secret",
            "OIDC_OP_AUTHORIZATION_ENDPOINT": f"{self.url}/authorize",
            "OIDC_OP_TOKEN_ENDPOINT": f"{self.url}/token",
            "OIDC_OP_USER_ENDPOINT": f"{self.url}/person",
            "OIDC_OP_JWKS_ENDPOINT": f"{self.url}/keys",
            "OIDC_OP_ISSUER": self.url,
        }

    def token(self) -> str:
        now = int(time.time())
        usual = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60}
        claims = {**usual, "sub": self.person.get("sub"), **self.claims}
        key = self.signing or self.key
        return jwt.encode(claims, key, algorithm="RS256", headers={"kid": "one"})

    def keys(self) -> dict[str, Any]:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]}


def fresh_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@contextmanager
def provider() -> Iterator[Provider]:
    one = Provider()

    class Answers(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

        def say(self, what: Any, status: int = 200) -> None:
            self.send_response(500 if one.broken else status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(what).encode())

        def do_GET(self) -> None:
            self.say(one.keys() if self.path == "/keys" else one.person)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            said = {name: values[0] for name, values in parse_qs(body).items()}
            hashed = hashlib.sha256(said["code_verifier"].encode()).digest()
            proved = base64.urlsafe_b64encode(hashed).rstrip(b"=").decode() == one.challenge
            good = proved and said["code"] == "code" and said["client_secret"] == "not secret"
            answer = {"access_token": "a", "id_token": one.token(), "token_type": "Bearer"}
            self.say(answer if good else {"error": "invalid_grant"}, 200 if good else 400)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    one.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield one
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
