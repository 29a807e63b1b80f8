"""How many people one core hears at once, before speech recognition: Opus, jitter buffer, decoder, ear with Silero.

Packets come at the pace of speech, each person's in turn, as a server sends them; one model serves all. A row is a
process of its own, held to one core where the system can do that. `cpu_percent_of_a_core` is what they cost,
`people_a_core` how many a whole core would hold at that price, and `late` how long a packet waited until it was heard.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import subprocess
import sys
import time
from typing import Any, Final, Literal, get_args

import numpy as np

from benchmarks.report import Row, arguments, conditions, emit, summary_ms
from mumble_ai.audio.opus import OpusEncoder
from mumble_ai.audio.pcm import FRAME_SAMPLES, VOICE_RATE_HZ, Int16
from mumble_ai.conversation.listening.ear import Ear, EarPolicy
from mumble_ai.conversation.listening.ear_news import SpeechConfirmed
from mumble_ai.conversation.listening.own_voice import OwnVoice
from mumble_ai.conversation.ports import Participant, VoiceHeard
from mumble_ai.conversation.turn_taking.endpointing import Endpointing
from mumble_ai.mumble.events import VoiceReceived
from mumble_ai.mumble.hearing import Hearing
from mumble_ai.mumble.state import User
from mumble_ai.mumble.voice_packet import VoicePacket
from mumble_ai.services.engines import open_vad
from mumble_ai.settings import load_settings
from tests.support.sound import spoken

Sending = Literal["speech", "noise", "nothing"]

FRAME_S: Final = 0.02
NOISE_LEVEL: Final = 8.0
"""Root mean square of comfort noise, in steps of 16 bits: 72 dB below full scale."""
SENTENCES: Final = (
    "How are you doing today?",
    "I would like to know what the weather will be like tomorrow afternoon.",
    "Yes, that was a really nice walk along the river.",
)
WARM_UP_S: Final = 1.0
START_UP_S: Final = 120.0


def main(argv: list[str] | None = None) -> None:
    """Prints what people cost who speak, who send noise, and who only listen."""
    parser = arguments(__doc__)
    parser.add_argument("--talking", type=int, default=50, help="people who all speak at once")
    parser.add_argument("--idle", type=int, default=200, help="people who are connected and say nothing")
    parser.add_argument("--seconds", type=float, default=10.0, help="length of each row")
    parser.add_argument("--hear", nargs=2, metavar=("COUNT", "SENDING"), help="(internal) one row, as JSON")
    options = parser.parse_args(argv)
    if options.hear:
        count, sending = options.hear
        print(json.dumps(asyncio.run(hear(int(count), sending, options.seconds))))
        return
    plan: tuple[tuple[int, Sending], ...] = (
        (options.talking, "speech"),
        (options.idle, "noise"),
        (options.idle, "nothing"),
    )
    rows = [measure(count, sending, options.seconds) for count, sending in plan if count > 0]
    where = conditions(seconds=options.seconds, pace="real time", voice_activity="Silero", codec="Opus, 20 ms")
    emit("speakers", rows, where, as_json=options.json)


def measure(count: int, sending: Sending, seconds: float) -> Row:
    """One row in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.speakers", "--seconds", str(seconds), "--hear", str(count), sending]
    title = {"speech": "talking", "noise": "sending comfort noise", "nothing": "connected, sending nothing"}[sending]
    done = subprocess.run(command, capture_output=True, text=True, timeout=START_UP_S + 4 * seconds)
    try:
        return {"people": count, "who are": title, **json.loads(done.stdout.splitlines()[-1])}
    except (IndexError, ValueError):
        return {"people": count, "who are": title, "not measured": done.stderr.strip()[-300:]}


async def hear(count: int, sending: Sending, seconds: float) -> Row:
    """Hears `count` people for so long on one core."""
    if sending not in get_args(Sending):
        raise SystemExit(f"no such people: {sending}")
    is_pinned = _one_core()
    room = Room(count, (await open_vad(load_settings())).session)
    packets = encoded(sending)
    await _send(room, packets, count, WARM_UP_S)
    gc.collect()
    gc.freeze()
    room.late_s.clear()
    cpu_s, began_s = time.process_time(), time.perf_counter()
    await _send(room, packets, count, seconds)
    spent_s, took_s = time.process_time() - cpu_s, time.perf_counter() - began_s
    share = spent_s / took_s
    late = {f"late_{key}": ms for key, ms in summary_ms(room.late_s).items() if key != "mean_ms"} if room.late_s else {}
    return {
        "cpu_percent_of_a_core": round(100 * share, 1),
        "people_a_core": round(count / share) if packets else None,
        **late,
        "heard_speak": len(room.spoke),
        "one_core": is_pinned,
    }


class Room:
    """Everybody's packets, heard as the bot hears them."""

    def __init__(self, count: int, session: Any) -> None:
        self.late_s: list[float] = []
        self.spoke: set[int] = set()
        self.due_s = 0.0
        self.steps = 0
        self._time = asyncio.get_running_loop().time
        users = {n: User(n, f"guest {n}") for n in range(count)}
        own_voice, policy, endpointing = OwnVoice(), EarPolicy(), Endpointing()
        self._ears = [
            Ear(Participant(str(n), f"guest {n}"), session(), policy, endpointing, own_voice=own_voice.session())
            for n in range(count)
        ]
        self.hearing = Hearing(self._hear, lambda: users)

    def _hear(self, frame: VoiceReceived) -> None:
        number = frame.user.session
        ear = self._ears[number]
        news = ear.hear(VoiceHeard(ear.speaker, frame.pcm, frame.at_s, frame.ended))
        if any(isinstance(item, SpeechConfirmed) for item in news):
            self.spoke.add(number)
        self.late_s.append(self._time() - self.due_s)


async def _send(room: Room, packets: list[bytes], count: int, seconds: float) -> None:
    """Sends everybody's packets, evenly spread over each 20 ms, on an absolute schedule."""
    loop = asyncio.get_running_loop()
    if not packets:
        await asyncio.sleep(seconds)
        return
    start_s = loop.time()
    steps = round(seconds / FRAME_S)
    for step in range(steps):
        for number in range(count):
            room.due_s = start_s + (step + number / count) * FRAME_S
            if (wait_s := room.due_s - loop.time()) > 0:
                await asyncio.sleep(wait_s)
            # People are at different places of the same sound.
            opus = packets[(step + number * 7) % len(packets)]
            room.hearing.receive(VoicePacket(number, 2 * (room.steps + step), opus, False, 0))
    room.steps += steps


def encoded(sending: Sending) -> list[bytes]:
    """Opus packets of 20 ms to send again and again."""
    if sending == "nothing":
        return []
    encoder = OpusEncoder()
    pcm = sentences() if sending == "speech" else comfort_noise()
    whole = pcm.size - pcm.size % FRAME_SAMPLES
    return [encoder.encode(frame) for frame in pcm[:whole].reshape(-1, FRAME_SAMPLES)]


def sentences() -> Int16:
    """`(n,) int16` at 48 000 Hz: a voice with short pauses between its sentences."""
    return np.concatenate([spoken(text, quiet_s=0.15) for text in SENTENCES])


def comfort_noise() -> Int16:
    """Ten seconds of quiet noise, `(n,) int16` at 48 000 Hz."""
    return np.random.default_rng(5).normal(0, NOISE_LEVEL, 10 * VOICE_RATE_HZ).astype(np.int16)


def _one_core() -> bool:
    if not hasattr(os, "sched_setaffinity"):
        return False
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    return True


if __name__ == "__main__":
    main()
