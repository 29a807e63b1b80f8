"""People as the pages and programs see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from mumble_ai.accounts.accounts import AccountInfo
from mumble_ai.memory.people.person import Person, Reminding, Role
from mumble_ai.memory.people.roster import Card
from mumble_ai.memory.people.ways import Way

_SHOWN: Final = 12
"""Characters of a certificate's hash that are shown."""


class PersonView(BaseModel):
    """Somebody who is known.

    Attributes:
        ways: Kinds of doors they are known at.
        messages: How many are kept.
        sign_in_name: What they sign in with; empty for nothing yet.
    """

    id: UUID
    name: str
    role: Role
    is_me: bool
    ways: list[str]
    last_seen_at: datetime | None
    messages: int
    sign_in_name: str
    may_sign_in: bool


class WayView(BaseModel):
    """One way somebody is known.

    Attributes:
        kind: `mumble` (certificate), `mumble-user` (account of a server), `sip`, `mail`, `web`, `visit`,
            `first-system`.
        shown: What is verified, shortened where it is a hash.
    """

    id: UUID
    kind: str
    shown: str
    is_verified: bool
    since: datetime
    last_seen_at: datetime | None


class Choices(BaseModel):
    """What somebody wants of the assistant; empty for what is usual.

    Attributes:
        own_time_zone: Whether they chose their zone; else it is the assistant's.
        persona: The persona they chose; empty for that of the channel.
    """

    name: str
    time_zone: str
    language: str
    clock: Literal[12, 24]
    voice: str
    reminded_by: Reminding
    mail: str
    persona: str


class PersonDetail(BaseModel):
    """Somebody with how they are known and what they chose."""

    person: PersonView
    ways: list[WayView]
    choices: Choices


class ChoicesPatch(BaseModel):
    """What is to be different; what is left out stays, empty (for `clock` 0) goes back to the usual."""

    name: Annotated[str, Field(min_length=1, max_length=80)] | None = None
    time_zone: Annotated[str, Field(max_length=60)] | None = None
    language: Annotated[str, Field(max_length=3)] | None = None
    clock: Literal[0, 12, 24] | None = None
    voice: Annotated[str, Field(max_length=254)] | None = None
    reminded_by: Reminding | None = None
    mail: Annotated[str, Field(max_length=254)] | None = None
    persona: Annotated[str, Field(max_length=60)] | None = None


class KnownView(BaseModel):
    """What is kept of somebody, counted, and in the words the assistant says.

    Attributes:
        can_export: Whether whoever asks gets it as a file: it is theirs, or shared with them.
    """

    messages: int
    talks: int
    since: datetime | None
    facts: int
    events: int
    tasks: int
    reminders: int
    in_words: str
    can_export: bool


def person_view(card: Card, *, viewer: Person, account: AccountInfo | None) -> PersonView:
    """A card as it is shown."""
    kinds = dict.fromkeys(known_by.kind for known_by in card.identities)
    return PersonView(
        id=card.person.id,
        name=card.person.name,
        role=card.person.role,
        is_me=card.person.id == viewer.id,
        ways=list(kinds),
        last_seen_at=card.last_seen_at,
        messages=card.messages,
        sign_in_name=account.account.sign_in_name if account else "",
        may_sign_in=account is not None and not account.is_closed,
    )


def ways_view(ways: Sequence[Way]) -> list[WayView]:
    """Identities as they are shown."""
    return [
        WayView(
            id=way.id,
            kind=way.known_by.kind,
            shown=_shown(way),
            is_verified=way.is_verified,
            since=way.since,
            last_seen_at=way.last_seen_at,
        )
        for way in ways
    ]


def choices_view(person: Person, persona: str) -> Choices:
    """Somebody's choices as they hold now."""
    return Choices(
        name=person.name,
        time_zone=person.time_zone,
        language=person.language,
        clock=person.clock,
        voice=person.voice,
        reminded_by=person.reminded_by,
        mail=person.mail,
        persona=persona,
    )


def _shown(way: Way) -> str:
    value = way.known_by.value
    match way.known_by.kind:
        case "mumble":
            return f"{value[:_SHOWN]}…" if len(value) > _SHOWN else value
        case "visit":
            return ""
        case _:
            return value
