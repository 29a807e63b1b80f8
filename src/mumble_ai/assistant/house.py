"""What an assistant knows and can do beside talking: the people, what they said, what is planned, and deeds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from mumble_ai.assistant.actions.surroundings import Surroundings
from mumble_ai.assistant.commands.commands import Commands
from mumble_ai.assistant.knowing import Knowing
from mumble_ai.assistant.tools.tool_talk import ToolTalk
from mumble_ai.memory.conversations.exchange import SpokenExchange
from mumble_ai.memory.conversations.history import Said
from mumble_ai.memory.people.person import Person
from mumble_ai.resilience.standing import Standing


class Speaker(Protocol):
    """Somebody at the door; `identity` is verified or None."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def identity(self) -> str | None: ...


class Log(Protocol):
    """Where everything said is kept; see `mumble_ai.memory.conversations.log.ConversationLog`."""

    def record(self, exchange: SpokenExchange) -> None: ...
    async def short_term(self, person_id: UUID, door: str) -> Sequence[Said]: ...
    def standing(self) -> Standing: ...


class Door(Protocol):
    """The place of one talk, as far as the assistant has to know it."""

    @property
    def name(self) -> str:
        """`mumble`, `sip`, `mail`, `web`."""
        ...

    @property
    def channel(self) -> str:
        """Path of the channel; empty for none."""
        ...

    async def who_is(self, speaker: Speaker) -> Person:
        """Whom a participant is known as. Never fails."""
        ...

    def surroundings(self, speaker: Speaker) -> Surroundings | None:
        """The talk, seen by this participant."""
        ...


def speaker_key(speaker: Speaker) -> str:
    """What private messages are kept under: the verified identity, or for a guest this one visit."""
    return f"identity {speaker.identity}" if speaker.identity else f"visit {speaker.id}"


@dataclass(frozen=True, slots=True)
class House:
    """The parts.

    Attributes:
        persona: The persona for somebody in a channel; must be quick and never fail.
    """

    door: Door
    log: Log
    commands: Commands
    tools: ToolTalk
    knowing: Knowing
    persona: Callable[[UUID, str], Awaitable[str]]
