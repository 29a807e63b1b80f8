"""How long a person waits for an answer, and which part of the bot takes how much of it.

The clock starts when the last frame with speech was sent and stops when the first packet that people would hear has
come back. Then the guest leaves, which ends the answer, and comes back for the next question of the same talk.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

import numpy as np

from benchmarks.report import Row, summary_ms
from mumble_ai.conversation.turn import Stage
from mumble_ai.flight.record import TurnRecord
from mumble_ai.flight.store import FlightStore
from tests.support.peer import PeerError, pymumble_peer
from tests.support.sound import VOICE_RATE_HZ, Int16

Ends = Literal["push-to-talk", "voice activity"]

BOT: Final = "AI-Bot"
GUEST: Final = "Guest"
LISTEN_S: Final = 2.0
"""How much of an answer the guest hears, which is what the bot remembers of it."""
QUESTIONS: Final = (
    "How are you doing today?",
    "What is the capital of France?",
    "Can you tell me something nice?",
    "Do you like music?",
    "What do bees make?",
    "What do you think of the weather?",
    "Where would you like to travel?",
    "What is your favourite colour?",
)
"""Each without a pause inside."""
HOLD_S: Final[Mapping[Ends, float]] = {"push-to-talk": 0.0, "voice activity": 0.2}
"""How long after speech a client goes on sending before it marks the end; 0.2 s is what the desktop client does."""
STAGES: Final = {
    "the end of speech is decided": (Stage.SPEECH_END, Stage.END_DECIDED),
    "speech to text": (Stage.END_DECIDED, Stage.TRANSCRIPT),
    "first word of the language model": (Stage.TRANSCRIPT, Stage.FIRST_TOKEN),
    "first clause": (Stage.FIRST_TOKEN, Stage.FIRST_CLAUSE),
    "text to speech": (Stage.FIRST_CLAUSE, Stage.FIRST_AUDIO),
    "playing, and holding back": (Stage.FIRST_AUDIO, Stage.FIRST_PACKET),
    "all, to the answer itself": (Stage.SPEECH_END, Stage.FIRST_PACKET),
}
"""What a row says of the bot's own times. A filler is heard before the answer itself."""
ANSWER_DEADLINE_S: Final = 30.0
RECORD_DEADLINE_S: Final = 10.0


@dataclass(slots=True)
class Waits:
    """What a guest found, turn by turn.

    Attributes:
        waits_s: From the end of each question to its answer.
        early: Questions during which the bot already spoke.
        unanswered: Questions that no sound followed in time.
    """

    waits_s: list[float] = field(default_factory=list[float])
    early: int = 0
    unanswered: int = 0

    def row(self, title: str) -> Row:
        """The figures, with what could not be measured."""
        turns = len(self.waits_s) + self.early + self.unanswered
        return {
            "what": title,
            "turns": turns,
            **rounded_ms(self.waits_s),
            "early": self.early,
            "unanswered": self.unanswered,
        }


def rounded_ms(values_s: Sequence[float]) -> dict[str, float]:
    """P50, P95, P99 and mean in milliseconds, or nothing where nothing was measured."""
    return {key: round(ms, 1) for key, ms in summary_ms(values_s).items()} if values_s else {}


async def ask(port: int, certificate: Path, questions: Sequence[Int16], turns: int, ends: Ends) -> Waits:
    """Asks one question after the other; in each visit of the guest nothing but the answer to one can be heard."""
    found = Waits()
    hush = np.zeros(round(HOLD_S[ends] * VOICE_RATE_HZ), np.int16)
    for turn in range(turns):
        async with pymumble_peer(port, GUEST, certificate=certificate) as guest:
            marked_s = await guest.say(np.concatenate((questions[turn % len(questions)], hush)))
            ended_s = marked_s - HOLD_S[ends]
            try:
                heard = await guest.first_audible(BOT, timeout_s=ANSWER_DEADLINE_S)
            except PeerError:
                found.unanswered += 1
                continue
            if any(packet.speaker == BOT and packet.at_s <= ended_s for packet in guest.voice):
                found.early += 1
            else:
                found.waits_s.append(heard.at_s - ended_s)
            await asyncio.sleep(LISTEN_S)
    return found


def recorded(home: Path, turns: int) -> list[TurnRecord]:
    """The spoken turns of the bot's flight record, oldest first, once there are so many."""
    store = FlightStore(home / "flight")
    deadline_s = time.monotonic() + RECORD_DEADLINE_S
    while True:
        records = sorted((r for r in store.recent(10_000) if r.kind == "voice"), key=lambda record: record.at)
        if len(records) >= turns or time.monotonic() > deadline_s:
            return records
        time.sleep(0.1)


def fillers(records: Sequence[TurnRecord]) -> int:
    """How many of these turns had a filler, which is then the first sound that the guest heard."""
    return sum(any(decision.what == "filler" for decision in record.decisions) for record in records)


def stage_rows(title: str, records: Sequence[TurnRecord]) -> list[Row]:
    """The time of each stage, as the bot itself has measured it."""
    rows: list[Row] = []
    for stage, (start, end) in STAGES.items():
        took_s = [seconds for record in records if (seconds := record.between(start, end)) is not None]
        if took_s:
            rows.append({"what": f"{title}: {stage}", "turns": len(took_s), **rounded_ms(took_s)})
    return rows
