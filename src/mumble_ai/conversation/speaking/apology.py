"""What is said when a part fails. The sound is made ahead, since the voice itself may be what fails."""

from __future__ import annotations

from mumble_ai.audio.pcm import Int16
from mumble_ai.conversation.phrases.phrasebook import Phrasebook, phrasebook
from mumble_ai.conversation.ports import Mouth
from mumble_ai.conversation.speaking.sounds import Sounds
from mumble_ai.conversation.turn import Part


def apology(part: Part, language: str | None = None) -> str:
    """What is written to somebody who speaks `language`, a code such as `de`, when a part failed."""
    return phrasebook(language).apologies[part.value]


def busy(language: str | None = None) -> str:
    """What is written to somebody for whom there is no place in the queue."""
    return phrasebook(language).apologies["busy"]


class Apologies:
    """The apologies as sound, once `prepare` has succeeded."""

    def __init__(self, mouth: Mouth) -> None:
        self._sounds: Sounds[Part] = Sounds(mouth, _apologies)

    def sound(self, part: Part) -> Int16 | None:
        """`(n,) int16` mono at 48 000 Hz, in the language of the voice, or None while there is none."""
        sound = self._sounds.get(part)
        return sound.pcm if sound else None

    def renew(self) -> None:
        """See `Sounds.renew`."""
        self._sounds.renew()

    async def prepare(self, *, retry_s: float = 10.0, deadline_s: float = 30.0) -> None:
        """Makes the sounds, again and again until the voice works."""
        await self._sounds.prepare(retry_s=retry_s, deadline_s=deadline_s)


def _apologies(book: Phrasebook) -> dict[Part, str]:
    return {part: book.apologies[part.value] for part in Part}
