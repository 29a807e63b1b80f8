"""The panel as a door of the assistant: each account talks alone with it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

from mumble_ai.assistant.house import Speaker
from mumble_ai.memory.people.person import Person
from mumble_ai.services.control_panel.talk.turn import Turn
from mumble_ai.speech.contract import SpeechError

NAME: Final = "web"
VOICES_DEADLINE_S: Final = 3.0
LOUDEST_PERCENT: Final = 100

VoiceNames = Callable[[], Awaitable[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class WebSpeaker:
    """Somebody who is signed in, in one turn of theirs."""

    person: Person
    turn: Turn

    @property
    def id(self) -> str:
        """See `Speaker.id`; the same in every tab, since it is one talk."""
        return str(self.person.id)

    @property
    def name(self) -> str:
        """What the assistant calls them."""
        return self.person.name

    @property
    def identity(self) -> str | None:
        """Their account was checked when they signed in."""
        return f"person:{self.person.id}"


async def _final() -> None:
    """What was sent is final."""


@dataclass(frozen=True, slots=True)
class WebQuestion:
    """See `mumble_ai.assistant.mind.Question`."""

    speaker: WebSpeaker
    turn_id: str
    text: str
    spoken: bool
    language: str | None
    private: bool = True
    settled: Callable[[], Awaitable[None]] = _final

    @classmethod
    def of(cls, person: Person, turn: Turn) -> WebQuestion:
        """The question of a turn."""
        return cls(WebSpeaker(person, turn), turn.id, turn.text, turn.spoken, turn.language)


class WebDoor:
    """See `mumble_ai.assistant.house.Door`; nobody else is ever here.

    Args:
        voice_names: Tells the voices there are.
    """

    name = NAME
    channel = ""

    def __init__(self, voice_names: VoiceNames) -> None:
        self._voice_names = voice_names

    async def who_is(self, speaker: Speaker) -> Person:
        """See `Door.who_is`."""
        return _signed_in(speaker).person

    def surroundings(self, speaker: Speaker) -> PageOf:
        """See `Door.surroundings`."""
        return PageOf(_signed_in(speaker).turn, self._voice_names)


class PageOf:
    """The talk of one person; see `mumble_ai.assistant.actions.surroundings`."""

    def __init__(self, turn: Turn, voice_names: VoiceNames) -> None:
        self._turn = turn
        self._voice_names = voice_names

    def others(self) -> Sequence[str]:
        """See `Surroundings.others`."""
        return ()

    async def write_to_asker(self, text: str) -> bool:
        """See `Surroundings.write_to_asker`: the answer itself is for them alone."""
        self._turn.say(f"\n\n{text}\n\n")
        return True

    async def voices(self) -> Sequence[str]:
        """See `Surroundings.voices`."""
        try:
            async with asyncio.timeout(VOICES_DEADLINE_S):
                return await self._voice_names()
        except (SpeechError, TimeoutError):
            return ()

    async def use_voice(self, voice: str) -> None:
        """See `Surroundings.use_voice`; the rest of this very answer is spoken with it, too."""
        if voice and voice not in await self.voices():
            raise LookupError(voice)
        self._turn.voice = voice

    def volume_percent(self) -> int:
        """See `Surroundings.volume_percent`."""
        return self._turn.volume_percent

    def set_volume_percent(self, percent: int) -> int:
        """See `Surroundings.set_volume_percent`; the page plays that loud from now on."""
        self._turn.set_volume_percent(min(max(percent, 0), LOUDEST_PERCENT))
        return self._turn.volume_percent


def _signed_in(speaker: Speaker) -> WebSpeaker:
    if not isinstance(speaker, WebSpeaker):
        raise TypeError(f"{type(speaker).__name__} did not come through this door")
    return speaker
