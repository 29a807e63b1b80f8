"""What a door verified about somebody, in the form it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

VISIT: Final = "visit"

_PLAIN: Final = frozenset({"sip", "mail", "web"})


@dataclass(frozen=True, slots=True)
class KnownBy:
    """One way somebody is known.

    Attributes:
        kind: As in `storage.tables.people.Identity`.
    """

    kind: str
    value: str


def door_kind(door: str) -> str:
    """`mumble` of `mumble@10.0.0.1:64738`."""
    return door.partition("@")[0]


def known_by(door: str, identity: str) -> KnownBy:
    """How a verified identity is stored.

    A certificate is the same on every server; an account number belongs to the one server that gave it.

    Args:
        door: `mumble@HOST:PORT`, `sip`, `mail` or `web`.
        identity: `certificate:HASH` or `account:NUMBER` at Mumble; elsewhere the verified number, address or sign-in.

    Raises:
        ValueError: The door verifies nothing of this kind.
    """
    kind, _, place = door.partition("@")
    what, _, value = identity.partition(":")
    if kind == "mumble" and value and what == "certificate":
        return KnownBy("mumble", value.lower())
    if kind == "mumble" and value and what == "account":
        return KnownBy("mumble-user", f"{value}@{place}")
    if kind in _PLAIN and identity.strip():
        return KnownBy(kind, identity.strip().lower())
    raise ValueError(f"an identity like {identity!r} can't be verified at the door {door!r}")
