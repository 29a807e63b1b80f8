"""Somebody the assistant talks with, as every other room knows them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal
from uuid import UUID
from zoneinfo import ZoneInfo


class Role(StrEnum):
    """What somebody may do. Only an owner changes what concerns others; a guest is known for one visit."""

    OWNER = "owner"
    MEMBER = "member"
    GUEST = "guest"


class Reminding(StrEnum):
    """Where reminders go."""

    VOICE = "voice"
    TEXT = "text"
    MAIL = "mail"


Clock = Literal[12, 24]

_TWELVE_HOURS: Final = frozenset({"en", "ar", "bn", "fil", "gu", "hi", "kn", "ml", "mr", "ms", "pa", "ta", "te", "ur"})
"""Languages whose speakers mostly tell the time in twelve hours (Unicode CLDR, preferred time formats)."""


def usual_clock(language: str) -> Clock:
    """Whether a language tells the time in 12 or in 24 hours; 12 for no language, since the assistant then speaks
    English."""
    return 12 if not language or language in _TWELVE_HOURS else 24


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the assistant talks with.

    Attributes:
        id: Names the person in every table.
        name: What the assistant calls them; never an identity.
        time_zone: IANA name.
        language: ISO 639-1 code; empty where it is detected.
        clock: Hours of the clock they read.
        voice: A voice id of the speech service; empty for the assistant's usual one.
        mail: Where mail for them goes; empty for nowhere.
        is_stand_in: True where the database could not be asked who this is: nothing is known of them and nothing can
            be kept under this id.
    """

    id: UUID
    name: str
    role: Role
    time_zone: str
    language: str = ""
    clock: Clock = 12
    voice: str = ""
    reminded_by: Reminding = Reminding.VOICE
    mail: str = ""
    is_stand_in: bool = False

    @property
    def is_guest(self) -> bool:
        """Whether all that is kept of them ends with this visit."""
        return self.role is Role.GUEST

    @property
    def is_owner(self) -> bool:
        """Whether they may change what concerns others."""
        return self.role is Role.OWNER

    @property
    def zone(self) -> ZoneInfo:
        """The time zone they live in."""
        return ZoneInfo(self.time_zone)
