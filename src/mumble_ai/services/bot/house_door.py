"""A Mumble channel as the assistant's house sees it: who is who, and what can be done to the talk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

from mumble_ai.assistant.house import Speaker
from mumble_ai.conversation.ports import Participant
from mumble_ai.conversation.speaking.mouth import EngineMouth
from mumble_ai.conversation.talk import Talk
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.person import Person
from mumble_ai.mumble import MumbleError
from mumble_ai.services.bot.mumble_door import MumbleDoor
from mumble_ai.speech.contract import SpeechError

VOICES_DEADLINE_S: Final = 3.0


class HouseDoor:
    """The channel that the bot is in; see `mumble_ai.assistant.house.Door`.

    Args:
        server: `HOST:PORT`, which account numbers are worth something on.
        voice_in: The voice of a channel, by path; empty for the usual one.

    Attributes:
        talk: The talk, once there is one.
    """

    name = "mumble"

    def __init__(
        self,
        server: str,
        door: MumbleDoor,
        people: People,
        mouth: EngineMouth,
        voice_in: Callable[[str], str] = lambda _: "",
    ) -> None:
        self.talk: Talk | None = None
        self._place = f"mumble@{server}"
        self._door = door
        self._people = people
        self._mouth = mouth
        self._voice_in = voice_in
        self._persons: dict[str, Person] = {}
        self._voices: dict[str, tuple[str, str]] = {}
        """What was asked for in this talk, and the kept choice that it takes the place of."""

    @property
    def channel(self) -> str:
        """See `Door.channel`."""
        return self._door.channel_path

    @property
    def place(self) -> str:
        """The door's name with its server, as people are known by it."""
        return self._place

    async def who_is(self, speaker: Speaker) -> Person:
        """See `Door.who_is`."""
        person = await self._people.met(self._place, speaker.identity, speaker.id, speaker.name)
        self._persons[speaker.id] = person
        return person

    def person_id_of(self, participant: Participant) -> str:
        """The id of the person that somebody here is; empty where that is not known (yet)."""
        person = self._persons.get(participant.id)
        return str(person.id) if person is not None and not person.is_stand_in else ""

    async def left(self, participant: Participant) -> None:
        """Somebody has left; a guest is forgotten."""
        self._voices.pop(participant.id, None)
        if self._persons.pop(participant.id, None) is not None and participant.identity is None:
            await self._people.left(self._place, participant.id)

    def surroundings(self, speaker: Speaker) -> TalkSeenBy:
        """See `Door.surroundings`."""
        return TalkSeenBy(self, speaker)

    def voice_of(self, participant: Participant) -> str:
        """The voice that somebody has chosen, else that of the channel; empty for the usual one."""
        person = self._persons.get(participant.id)
        kept = person.voice if person is not None else ""
        asked_for, instead_of = self._voices.get(participant.id, (kept, kept))
        return (asked_for if instead_of == kept else kept) or self._voice_in(self.channel)

    def here(self, person: Person) -> Participant | None:
        """Where somebody is in this channel now."""
        ids = [id for id, known in self._persons.items() if known.id == person.id]
        return next((one for one in self._door.present if one.id in ids), None)

    async def speak(self, person: Person, text: str) -> bool:
        """Says something to somebody who is here; False where they did not hear it."""
        participant = self.here(person)
        return participant is not None and self.talk is not None and bool(await self.talk.announce(participant, text))

    async def write(self, person: Person, text: str) -> bool:
        """Writes something to somebody who is on the server, for them alone; False where they are not."""
        participant = self.here(person)
        return participant is not None and await self.write_to(participant, text)

    async def write_to(self, participant: Speaker, text: str) -> bool:
        """Writes to one participant alone."""
        one = next((one for one in self._door.present if one.id == participant.id), None)
        if one is None:
            return False
        try:
            await self._door.send_text(text, to=one)
        except MumbleError:
            return False
        return True

    def names(self, *, but: Speaker) -> Sequence[str]:
        """The names of everybody here, without one of them and the assistant."""
        return [one.name for one in self._door.present if one.id != but.id]

    async def voice_names(self) -> Sequence[str]:
        """The voices there are; none where the engine can't be asked."""
        try:
            async with asyncio.timeout(VOICES_DEADLINE_S):
                return [voice.id for voice in await self._mouth.voices()]
        except (SpeechError, TimeoutError):
            return []

    async def use_voice(self, speaker: Speaker, voice: str) -> None:
        """Speaks to one participant with another voice from now on.

        Raises:
            LookupError: There is no such voice.
        """
        if voice and voice not in await self.voice_names():
            raise LookupError(voice)
        person = self._persons.get(speaker.id)
        self._voices[speaker.id] = (voice, person.voice if person is not None else "")

    def volume_percent(self) -> int:
        """How loud the assistant speaks, 0 to 100."""
        return self.talk.volume.percent if self.talk is not None else 0

    def set_volume_percent(self, percent: int) -> int:
        """Speaks that loud from now on; returns what was really set."""
        if self.talk is not None:
            self.talk.volume.percent = percent
        return self.volume_percent()


class TalkSeenBy:
    """The talk, seen by one of those who take part in it; see `mumble_ai.assistant.actions.surroundings`."""

    def __init__(self, door: HouseDoor, speaker: Speaker) -> None:
        self._door = door
        self._speaker = speaker

    def others(self) -> Sequence[str]:
        """See `Surroundings.others`."""
        return self._door.names(but=self._speaker)

    async def voices(self) -> Sequence[str]:
        """See `Surroundings.voices`."""
        return await self._door.voice_names()

    def volume_percent(self) -> int:
        """See `Surroundings.volume_percent`."""
        return self._door.volume_percent()

    def set_volume_percent(self, percent: int) -> int:
        """See `Surroundings.set_volume_percent`."""
        return self._door.set_volume_percent(percent)

    async def write_to_asker(self, text: str) -> bool:
        """See `Surroundings.write_to_asker`."""
        return await self._door.write_to(self._speaker, text)

    async def use_voice(self, voice: str) -> None:
        """See `Surroundings.use_voice`."""
        await self._door.use_voice(self._speaker, voice)
