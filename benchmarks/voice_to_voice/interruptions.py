"""What happens to an answer when the person it is for makes a sound: speech ends it, a sign of listening does not.

The bot gives a long answer. After a second of it the guest speaks, and the clock starts with the first loud sample of
that. For speech it stops at the bot's last packet. For "mhm" and a cough the answer must go on, and the figure is the
longest hole that the sound made.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.report import Row
from benchmarks.voice_to_voice.answers import ANSWER_DEADLINE_S, BOT, GUEST, rounded_ms
from mumble_ai.testkit import noises
from tests.support.peer import PeerError, pymumble_peer
from tests.support.sound import VOICE_RATE_HZ, Int16, spoken

LONG_ANSWER: Final = " ".join(
    f"The {number} mountain on this long list is beautiful and worth the way."
    for number in ("first", "second", "third", "fourth", "fifth")
)
QUESTION: Final = "Can you tell me about the mountains?"
LISTENED_S: Final = 1.0
"""How much of the answer is heard before the guest makes a sound."""
WATCHED_S: Final = 4.0
"""How long the bot is watched after the onset."""
SILENT_S: Final = 1.0
"""A bot that sends nothing for so long, to the end of the watch, has stopped."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Something the guest does while the bot speaks."""

    title: str
    pcms: Sequence[Int16]
    ends_answer: bool


@dataclass(slots=True)
class Found:
    """What came of one kind of sound; in seconds from its onset."""

    last_packet_s: list[float] = field(default_factory=list[float])
    holes_s: list[float] = field(default_factory=list[float])
    ended: int = 0
    went_on: int = 0
    unanswered: int = 0

    def row(self, sound: Sound) -> Row:
        """The figures: time to silence for what ends an answer, the longest hole for what does not."""
        figures = self.last_packet_s if sound.ends_answer else self.holes_s
        wrong = {"went_on": self.went_on} if sound.ends_answer else {"ended_wrongly": self.ended}
        turns = self.ended + self.went_on + self.unanswered
        return {"what": sound.title, "turns": turns, **rounded_ms(figures), **wrong, "unanswered": self.unanswered}


def sounds() -> list[Sound]:
    """What is tried, each with loud samples from its very start."""
    said = ("Wait, I would like to ask something else.", "No, tell me about the sea.", "What about the rivers there?")
    return [
        Sound("speech to silence", [spoken(text, quiet_s=0.0) for text in said], ends_answer=True),
        Sound("'stop' to silence", [spoken("Stop.", quiet_s=0.0)], ends_answer=True),
        Sound("hole of a 'mhm'", [spoken("Mhm.", quiet_s=0.0)], ends_answer=False),
        Sound("hole of a cough", [noises.sound("cough", 0.3)], ends_answer=False),
    ]


async def interrupt(port: int, certificate: Path, sound: Sound, turns: int) -> Found:
    """Asks for the long answer and makes the sound during it, `turns` times."""
    found, question = Found(), spoken(QUESTION, quiet_s=0.0)
    for turn in range(turns):
        async with pymumble_peer(port, GUEST, certificate=certificate) as guest:
            await guest.say(question)
            try:
                await guest.first_audible(BOT, timeout_s=ANSWER_DEADLINE_S)
            except PeerError:
                found.unanswered += 1
                continue
            await asyncio.sleep(LISTENED_S)
            pcm = sound.pcms[turn % len(sound.pcms)]
            # Frames are paced, so that the first one was sent this long before the last one.
            onset_s = await guest.say(pcm) - (pcm.size / VOICE_RATE_HZ - 0.02)
            await asyncio.sleep(max(0.0, WATCHED_S - pcm.size / VOICE_RATE_HZ))
            note(found, [packet.at_s - onset_s for packet in guest.voice if packet.speaker == BOT])
    return found


def note(found: Found, packets_s: Sequence[float]) -> None:
    """Books one answer by the times of its packets, counted from the onset of the sound."""
    watched = [at_s for at_s in packets_s if at_s <= WATCHED_S]
    # What the bot says to the interruption itself comes after a hole and is another answer.
    last_s = next((a for a, b in itertools.pairwise([*watched, WATCHED_S]) if a >= 0 and b - a >= SILENT_S), None)
    if last_s is None:
        found.went_on += 1
        found.holes_s.append(max((b - a for a, b in itertools.pairwise(watched) if b > 0), default=0.0))
    else:
        found.ended += 1
        found.last_packet_s.append(last_s)
