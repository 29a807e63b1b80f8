"""Sound does not run out: whole answers in virtual time, with models and voices of different speeds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import pytest

from mumble_ai.audio.pcm import FRAME_MS, VOICE_RATE_HZ, Int16
from mumble_ai.conversation.listening.own_voice import OwnVoice
from mumble_ai.conversation.speaking.apology import Apologies
from mumble_ai.conversation.speaking.measured_mouth import MeasuredMouth
from mumble_ai.conversation.speaking.outlet import Outlet
from mumble_ai.conversation.speaking.reply import Reply, ReplyPolicy
from mumble_ai.conversation.speaking.scheduling import SchedulePolicy
from mumble_ai.conversation.speaking.speed_meter import SpeedMeter
from mumble_ai.conversation.speaking.volume import Volume
from mumble_ai.conversation.turn import Turn
from mumble_ai.testkit.door import ScriptedDoor
from mumble_ai.testkit.scripted import ALICE, ScriptedMouth
from mumble_ai.testkit.virtual_time import in_virtual_time

ANSWERS = (
    "Sure! The library opens at nine in the morning, and it closes at six in the evening. On Sundays it is closed.",
    "Well, I think that depends on what you like. If you want something quiet, then the lake is a good place to go, "
    "because hardly anybody is there during the week. If you want more people around you, go to the old market.",
    "No. I do not know that.",
    "A tomato is a fruit, strictly speaking; cooks call it a vegetable. Both are right in their own way, I would say.",
    "The quickest way is the train from platform four which leaves every half an hour and takes you right to the door "
    "of the museum without any change on the way. It costs about five euros.",
    "Yes, of course! Here is what you do: first you boil the water, then you add some salt, and then the pasta goes in "
    "for about nine minutes. Taste it. When it still has some bite, it is done.",
)
CHARACTER_S = 0.065
PIECE = 4
"""Characters of a token."""


@dataclass(frozen=True)
class Parts:
    """How fast a voice and a model are.

    Attributes:
        making: Seconds of work for a second of sound.
        first_s: Until a clause is begun.
        streams: Whether sound comes in chunks or a clause at a time.
        characters_s: Text written in a second.
    """

    making: float
    first_s: float
    streams: bool
    characters_s: float


class PacedMouth(ScriptedMouth):
    """Makes `CHARACTER_S` of sound a character, at its pace."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.parts = parts

    async def speak(self, clause: str, *, voice: str = "") -> AsyncIterator[Int16]:
        self.spoken.append((clause, asyncio.get_running_loop().time()))
        await asyncio.sleep(self.parts.first_s)
        sound_s = len(clause) * CHARACTER_S
        chunks = max(1, round(sound_s / 0.1)) if self.parts.streams else 1
        for _ in range(chunks):
            await asyncio.sleep(sound_s * self.parts.making / chunks)
            yield np.full(round(sound_s / chunks * VOICE_RATE_HZ), 5000, np.int16)


async def written(text: str, characters_s: float) -> AsyncIterator[str]:
    for start in range(0, len(text), PIECE):
        await asyncio.sleep(PIECE / characters_s)
        yield text[start : start + PIECE]


@dataclass
class Heard:
    """Silences between clauses, and how long each answer took to begin, in seconds."""

    gaps_s: list[float] = field(default_factory=list)
    starts_s: list[float] = field(default_factory=list)


async def heard(parts: Parts, schedule: SchedulePolicy | None = None) -> Heard:
    meter, door, mouth = SpeedMeter(), ScriptedDoor(), PacedMouth(parts)
    outlet = Outlet(door, Volume(), OwnVoice())
    measured = MeasuredMouth(mouth, meter)
    await Apologies(measured).prepare()  # as at the start of a talk
    time = asyncio.get_running_loop().time
    policy = ReplyPolicy(sound_s=20.0, schedule=schedule or SchedulePolicy())
    gate = asyncio.Event()
    gate.set()
    result = Heard()
    for text in ANSWERS * 3:
        door.frames.clear()
        mouth.spoken.clear()
        begun_s = time()
        reply = Reply(Turn("1", ALICE, spoken=True), measured, outlet, gate, policy, meter=meter)
        await reply.run(written(text, parts.characters_s))
        assert reply.playout.heard == text
        late = sorted((later - sooner - FRAME_MS / 1000 for sooner, later in pairwise(door.frames)), reverse=True)
        result.gaps_s += late[: len(mouth.spoken) - 1]
        result.starts_s.append(door.frames[0] - begun_s)
    return result


QUICK = Parts(making=0.02, first_s=0.03, streams=True, characters_s=150)


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(QUICK, id="quick"),
        pytest.param(Parts(making=0.15, first_s=0.1, streams=False, characters_s=150), id="voice by the clause"),
        pytest.param(Parts(making=0.15, first_s=0.3, streams=False, characters_s=40), id="both slow"),
        pytest.param(Parts(making=0.5, first_s=0.1, streams=False, characters_s=400), id="slow voice by the clause"),
        pytest.param(Parts(making=0.8, first_s=0.03, streams=True, characters_s=100), id="slow streaming voice"),
        pytest.param(Parts(making=0.1, first_s=0.03, streams=False, characters_s=35), id="slow model"),
        pytest.param(Parts(making=0.02, first_s=0.02, streams=True, characters_s=17), id="model as fast as speech"),
    ],
)
@in_virtual_time
async def test_gaps_between_clauses_are_short(parts: Parts) -> None:
    assert np.percentile((await heard(parts)).gaps_s, 99) <= 0.06


@in_virtual_time
async def test_quick_parts_begin_as_soon_as_they_can() -> None:
    at_once = await heard(QUICK, SchedulePolicy(start_later_s=1e-4))
    scheduled = await heard(QUICK)
    assert np.median(scheduled.starts_s) <= np.median(at_once.starts_s) + 0.05


@in_virtual_time
async def test_a_voice_slower_than_speech_begins_later_instead_of_stuttering() -> None:
    parts = Parts(making=1.15, first_s=0.05, streams=True, characters_s=150)
    at_once, scheduled = await heard(parts, SchedulePolicy(start_later_s=1e-4)), await heard(parts)
    assert sum(scheduled.gaps_s) < 0.2 * sum(at_once.gaps_s)
    bound_s = SchedulePolicy().start_later_s
    delays_s = [late - soon for soon, late in zip(at_once.starts_s, scheduled.starts_s, strict=True)]
    assert np.median(delays_s) > 0.1
    assert max(delays_s) <= bound_s + 0.05


@in_virtual_time
async def test_however_slow_the_voice_is_the_answer_begins_and_is_heard_whole() -> None:
    parts = Parts(making=3.0, first_s=0.2, streams=True, characters_s=20)
    result = await heard(parts)
    assert max(result.starts_s) < 12
