"""A server that signs people in by OpenID Connect, made for tests: inside this process, or for browsers at a port."""

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
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import RSAKey

ISSUER = "https://id.test"


@dataclass
class OidcServer:
    """Who it vouches for, and how it lies where a test wants that.

    Attributes:
        changed: Claims that are other than they should be; None leaves one out.
        algorithm: How tokens are signed; `none` for not at all.
        asked: Addresses a browser was sent to.
        turns_away: Why it lets nobody in who comes in a browser, such as `access_denied`; empty where it does.
    """

    issuer: str = ISSUER
    client_id: str = "panel"
    client_secret: str = "secret-of-a-test"
    subject: str = "user-1"
    changed: dict[str, Any] = field(default_factory=dict)
    algorithm: str = "RS256"
    asked: list[dict[str, str]] = field(default_factory=list)
    turns_away: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}))

    @property
    def transport(self) -> httpx.MockTransport:
        """The way to it."""
        return httpx.MockTransport(self._answer)

    def enter(self, address: str) -> str:
        """Somebody signs in at the address they were sent to; returns the code they come back with."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert address.startswith(f"{self.issuer}/enter?")
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        self.asked.append(asked)
        return "a code"

    @contextmanager
    def at_a_port(self) -> Iterator[None]:
        """Browsers and programs reach it at 127.0.0.1; its name is the address."""
        with ThreadingHTTPServer(("127.0.0.1", 0), self._handler()) as listening:
            self.issuer = f"http://127.0.0.1:{listening.server_port}"
            thread = threading.Thread(target=listening.serve_forever, daemon=True)
            thread.start()
            try:
                yield
            finally:
                listening.shutdown()
                thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = httpx.Request("GET", server.issuer + self.path)
                self._give(server._browsed(asked) or server._answer(asked))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                headers = dict(self.headers.items())
                self._give(
                    server._answer(httpx.Request("POST", server.issuer + self.path, content=body, headers=headers))
                )

            def _give(self, answer: httpx.Response) -> None:
                self.send_response(answer.status_code)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.content)

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler

    def _browsed(self, request: httpx.Request) -> httpx.Response | None:
        """Where a browser that signs in here is sent back to; None for what no browser asks."""
        if request.url.path != "/enter":
            return None
        code = self.enter(str(request.url))
        asked = self.asked[-1]
        said = {"error": self.turns_away} if self.turns_away else {"code": code}
        address = f"{asked['redirect_uri']}?{urlencode({'state': asked['state'], **said})}"
        return httpx.Response(303, headers={"Location": address, "Content-Length": "0"})

    def _answer(self, request: httpx.Request) -> httpx.Response:
        match request.url.path:
            case "/.well-known/openid-configuration":
                return httpx.Response(
                    200,
                    json={
                        "issuer": self.issuer,
                        "authorization_endpoint": f"{self.issuer}/enter",
                        "token_endpoint": f"{self.issuer}/token",
                        "jwks_uri": f"{self.issuer}/keys",
                    },
                )
            case "/keys":
                return httpx.Response(200, json={"keys": [self.key.as_dict(private=False)]})
            case "/token":
                return self._token(request)
            case _:
                return httpx.Response(404)

    def _token(self, request: httpx.Request) -> httpx.Response:
        given = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
        asked = self.asked[-1]
        proof = base64.urlsafe_b64encode(hashlib.sha256(given["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        login = base64.b64encode(f"{self.client_id}:{self.client_secret}".encode()).decode()
        is_good = (
            given["code"] == "a code"
            and proof == asked["code_challenge"]
            and given["redirect_uri"] == asked["redirect_uri"]
            and request.headers.get("authorization") == f"Basic {login}"
        )
        if not is_good:
            return httpx.Response(400, json={"error": "invalid_grant"})
        return httpx.Response(
            200, json={"access_token": "x", "token_type": "Bearer", "id_token": self._id_token(asked["nonce"])}
        )

    def _id_token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": self.client_id,
            "sub": self.subject,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            "name": "<b>Uli</b>",
            "email": "uli@example.org",
        } | self.changed
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.algorithm == "none":
            head = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
            body = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
            return f"{head}.{body}."
        return jwt.encode({"alg": self.algorithm, "kid": "one"}, claims, self.key)
