"""A server that knows people (OpenID Connect Core 1.0, Discovery 1.0; PKCE by RFC 7636)."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import importlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import quote_plus, urlencode

import httpx

# What reads signatures, 11 MB, is loaded when somebody comes back from another server; most panels know none.
if TYPE_CHECKING:
    from joserfc.jwk import KeySet
    from joserfc.jwt import Token

SCOPE: Final = "openid profile email"
TIMEOUT_S: Final = 10.0
FRESH_S: Final = 3600.0
KEYS_AT_MOST_EVERY_S: Final = 60.0
LEEWAY_S: Final = 60
ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures by a key that only the server has; never `none`, never one made with a shared secret."""
_NEEDED: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class OidcFailed(Exception):
    """The server can't be reached or what it says can't be believed; the message says why."""


@dataclass(frozen=True, slots=True)
class Client:
    """How this program is known there."""

    issuer: str
    client_id: str
    client_secret: str = ""


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom the server vouches for."""

    issuer: str
    subject: str
    name: str
    mail: str


class Provider:
    """Talks with the server.

    Args:
        http: How it is reached; a client of its own where none is given.
    """

    def __init__(self, client: Client, *, http: httpx.AsyncBaseTransport | None = None) -> None:
        self._client = client
        self._transport = http
        self._metadata: dict[str, Any] = {}
        self._read_at_s = float("-inf")
        self._keys: KeySet | None = None
        self._keys_at_s = float("-inf")
        self._one_at_a_time = asyncio.Lock()

    @property
    def issuer(self) -> str:
        """The server's name for itself."""
        return self._client.issuer

    async def address(self, *, state: str, nonce: str, code_verifier: str, back_to: str) -> str:
        """Where to send the browser.

        Raises:
            OidcFailed: The server can't be asked for it.
        """
        challenge = base64.urlsafe_b64encode(hashlib.sha256(code_verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": self._client.client_id,
            "redirect_uri": back_to,
            "scope": SCOPE,
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        endpoint = str((await self._described())["authorization_endpoint"])
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    async def vouched(self, *, code: str, nonce: str, code_verifier: str, back_to: str) -> Vouched:
        """Whom the server vouches for with a code.

        Raises:
            OidcFailed: Nobody that can be believed.
        """
        await asyncio.to_thread(importlib.import_module, "joserfc.jwt")
        given = {"grant_type": "authorization_code", "code": code, "redirect_uri": back_to}
        token = await self._exchanged(given | {"code_verifier": code_verifier, "client_id": self._client.client_id})
        id_token = token.get("id_token")
        if not isinstance(id_token, str):
            raise OidcFailed(f"{self.issuer} sent no id_token")
        claims = await self._believed(id_token, nonce)
        return Vouched(
            issuer=self.issuer,
            subject=str(claims["sub"])[:255],
            name=_first_text(claims, "name", "preferred_username", "nickname"),
            mail=_first_text(claims, "email"),
        )

    async def _believed(self, id_token: str, nonce: str) -> Mapping[str, Any]:
        """The claims of a token, checked as OpenID Connect Core 1.0, 3.1.3.7 says."""
        from joserfc.errors import JoseError
        from joserfc.jwt import JWTClaimsRegistry

        try:
            claims = (await self._decoded(id_token)).claims
            audience = claims.get("aud")
            needs_party = isinstance(audience, list) and len(cast("list[Any]", audience)) > 1
            wanted: dict[str, Any] = {
                "iss": {"essential": True, "value": self.issuer},
                "sub": {"essential": True},
                "aud": {"essential": True, "value": self._client.client_id},
                "exp": {"essential": True},
                "iat": {"essential": True},
                "nonce": {"essential": True, "value": nonce},
                "azp": {"essential": needs_party, "value": self._client.client_id},
            }
            JWTClaimsRegistry(leeway=LEEWAY_S, **wanted).validate(claims)
        except (JoseError, ValueError) as error:
            raise OidcFailed(f"what {self.issuer} says can't be believed: {error}") from error
        return claims

    async def _decoded(self, id_token: str) -> Token:
        from joserfc import jwt
        from joserfc.errors import JoseError

        keys = await self._signing_keys()
        try:
            return jwt.decode(id_token, keys, algorithms=list(ALGORITHMS))
        except (JoseError, ValueError):
            # The server may have changed its keys since they were read.
            if (fresh := await self._signing_keys(again=True)) is keys:
                raise
            return jwt.decode(id_token, fresh, algorithms=list(ALGORITHMS))

    async def _described(self) -> dict[str, Any]:
        async with self._one_at_a_time:
            if time.monotonic() - self._read_at_s > FRESH_S:
                found = await self._read(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
                if found.get("issuer") != self.issuer:
                    raise OidcFailed(f"OIDC_ISSUER is {self.issuer}, but it calls itself {found.get('issuer')}")
                if missing := [name for name in _NEEDED if not isinstance(found.get(name), str)]:
                    raise OidcFailed(f"{self.issuer} does not say its {', '.join(missing)}")
                self._metadata, self._read_at_s = found, time.monotonic()
            return self._metadata

    async def _signing_keys(self, *, again: bool = False) -> KeySet:
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        metadata = await self._described()
        async with self._one_at_a_time:
            age_s = time.monotonic() - self._keys_at_s
            if self._keys is None or age_s > FRESH_S or (again and age_s > KEYS_AT_MOST_EVERY_S):
                try:
                    self._keys = KeySet.import_key_set(cast("Any", await self._read(metadata["jwks_uri"])))
                except (JoseError, ValueError, KeyError, TypeError) as error:
                    raise OidcFailed(f"the keys of {self.issuer} can't be read: {error}") from error
                self._keys_at_s = time.monotonic()
            return self._keys

    async def _read(self, url: str) -> dict[str, Any]:
        try:
            async with httpx.AsyncClient(transport=self._transport, timeout=TIMEOUT_S) as client:
                answer = (await client.get(url)).raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            raise OidcFailed(f"{url} can't be read: {error}") from error
        if not isinstance(answer, dict):
            raise OidcFailed(f"{url} is not what was expected")
        return cast("dict[str, Any]", answer)

    async def _exchanged(self, given: Mapping[str, str]) -> Mapping[str, Any]:
        """What the server gives for a code; who asks is proved as RFC 6749, 2.3.1 says."""
        endpoint = str((await self._described())["token_endpoint"])
        names = quote_plus(self._client.client_id), quote_plus(self._client.client_secret)
        proof = httpx.BasicAuth(*names) if self._client.client_secret else httpx.USE_CLIENT_DEFAULT
        try:
            async with httpx.AsyncClient(transport=self._transport, timeout=TIMEOUT_S) as client:
                answer = await client.post(endpoint, data=dict(given), auth=proof)
                token: Any = answer.raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            raise OidcFailed(f"{self.issuer} did not take the code: {error}") from error
        return cast("Mapping[str, Any]", token) if isinstance(token, dict) else {}


def _first_text(claims: Mapping[str, Any], *names: str) -> str:
    for name in names:
        value = claims.get(name)
        if isinstance(value, str) and value.strip():
            return " ".join("".join(c if c.isprintable() else " " for c in value).split())[:120]
    return ""
