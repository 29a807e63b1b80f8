"""How a client connects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from mumble_ai.audio.jitter import JitterConfig
from mumble_ai.mumble.session import ClientType


@dataclass(frozen=True, slots=True)
class ClientConfig:
    """How to connect.

    Attributes:
        certificate: PEM file of our identity; made when it does not exist. None connects without an identity.
        known_servers: File of the server certificates seen so far; None accepts any.
        channel: Path of the channel to be in; "" for wherever the server puts us.
        tokens: Access tokens for the server's access rules.
        transport: "auto" for UDP when it works, "tcp" for the tunnel only.
        backoff_first_s, backoff_limit_s: Shortest and longest wait between attempts to reconnect.
        jitter: Thresholds of the jitter buffers.
    """

    host: str
    port: int
    username: str
    password: str = ""
    certificate: Path | None = None
    known_servers: Path | None = None
    channel: str = ""
    tokens: Sequence[str] = ()
    client_type: ClientType = ClientType.BOT
    transport: Literal["auto", "tcp"] = "auto"
    backoff_first_s: float = 0.5
    backoff_limit_s: float = 30.0
    jitter: JitterConfig = field(default_factory=JitterConfig)
