"""One day in a busy channel, hour by hour, with scripted engines that fail in every way they can."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from enum import StrEnum
from types import TracebackType
from typing import Final, Self

from mumble_ai.audio.pcm import SPEECH_RATE_HZ, Float32, Int16
from mumble_ai.conversation.ports import DoorEvent, MindUnavailable, Participant, Utterance, VoiceHeard
from mumble_ai.conversation.talk import Talk
from mumble_ai.conversation.turn import Outcome, Turn
from mumble_ai.speech.contract import EngineUnavailable, Transcript
from mumble_ai.testkit.door import SOFT, ScriptedDoor
from mumble_ai.testkit.scene import FAST
from mumble_ai.testkit.scripted import NEVER_S, ScriptedActivity, ScriptedMind, ScriptedMouth, ScriptedStt

PERIODS: Final = 4
"""Parts of an hour; each begins with its own weather and clears up."""
PERIOD_S: Final = 660.0
BAD_WEATHER_S: Final = 150.0
VISITORS: Final = 2
"""People at the same time."""
PAUSE_S: Final = 150.0
"""Between two things that one visitor does, on average."""
CROWD: Final = 1100
"""Guests who write one message each in the first hour: tables that remember people are full afterwards."""
CALM_S: Final = 400.0
"""Longer than every limit of the watchdog."""
REGULARS: Final = ("ada", "ben", "cleo", "dan")


class Weather(StrEnum):
    """What is wrong for a while."""

    STT_FAILS = "stt fails"
    STT_HANGS = "stt hangs"
    STT_INVENTS = "stt hears noise"
    LLM_FAILS = "llm fails"
    LLM_BREAKS_OFF = "llm breaks off"
    LLM_HANGS = "llm hangs"
    TTS_FAILS = "tts fails"
    TTS_HANGS = "tts hangs"
    DOOR_STUCK = "door stuck"
    LINK_CUT = "link cut"
    SLOW = "everything slow"


class DayStt(ScriptedStt):
    """Words for long sounds, a hum for short ones."""

    def __init__(self, day: Day) -> None:
        super().__init__(streams=True)
        self._day = day

    async def transcribe(self, audio: Float32, *, language: str | None = None, words: bool = False) -> Transcript:
        """See `SttEngine.transcribe`."""
        weather, chance = self._day.weather, self._day.random
        if weather is Weather.STT_FAILS:
            raise EngineUnavailable("scripted: out of memory")
        await asyncio.sleep(NEVER_S if weather is Weather.STT_HANGS else 4.0 if weather is Weather.SLOW else 0.1)
        duration_s = audio.size / SPEECH_RATE_HZ
        text = " ".join(f"word{chance.randrange(500)}" for _ in range(max(2, round(duration_s * 2))))
        if duration_s < 0.9:
            text = chance.choice(("mhm", "", "stop", "yeah"))
        elif duration_s < 1.8:
            text = chance.choice((text, text, "louder", "repeat that", "stop"))
        return Transcript(text, (), "en", 1.0, duration_s, 0.9 if weather is Weather.STT_INVENTS else 0.0)


class DayMind(ScriptedMind):
    """Answers with one to four sentences."""

    def __init__(self, day: Day) -> None:
        super().__init__()
        self._day = day

    async def answer(self, utterance: Utterance) -> AsyncIterator[str]:
        """See `Mind.answer`."""
        weather, chance = self._day.weather, self._day.random
        self._day.open_turns.add(utterance.turn_id.partition(".")[0])
        if weather is Weather.LLM_FAILS:
            raise MindUnavailable("scripted: nothing answers")
        await asyncio.sleep(NEVER_S if weather is Weather.LLM_HANGS else 3.0 if weather is Weather.SLOW else 0.2)
        for _ in range(chance.randint(1, 4)):
            yield " ".join(f"answer{chance.randrange(500)}" for _ in range(chance.randint(3, 8))) + ". "
            if weather is Weather.LLM_BREAKS_OFF:
                raise MindUnavailable("scripted: cut in the middle")
            await asyncio.sleep(0.3)


class DayMouth(ScriptedMouth):
    """Speaks, unless the weather is bad."""

    def __init__(self, day: Day) -> None:
        super().__init__()
        self._day = day

    async def speak(self, clause: str, *, voice: str = "") -> AsyncIterator[Int16]:
        """See `Mouth.speak`."""
        weather = self._day.weather
        self.broken = EngineUnavailable("scripted: no voice") if weather is Weather.TTS_FAILS else None
        self.hangs = weather is Weather.TTS_HANGS
        async for chunk in super().speak(clause):
            yield chunk


class DayDoor(ScriptedDoor):
    """A door whose link can be cut, so that nothing is heard."""

    def __init__(self, day: Day) -> None:
        super().__init__()
        self._day = day

    @property
    def waiting(self) -> int:
        """Things that happened and were not looked at yet."""
        return self._events.qsize()

    def happen(self, event: DoorEvent) -> None:
        """See `ScriptedDoor.happen`."""
        if not (self._day.weather is Weather.LINK_CUT and isinstance(event, VoiceHeard)):
            super().happen(event)


class Day:
    """The channel and everybody in it; an async context manager around the talk.

    Attributes:
        open_turns: Turns an answer was asked for and that are not over.
        outcomes: How turns were over.
        weather_seen: What has been wrong, and how often.
        newcomers_answered: Questions answered in time after an hour of all this.
    """

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.weather: Weather | None = None
        self.weather_seen: Counter[Weather] = Counter()
        self.open_turns: set[str] = set()
        self.outcomes: Counter[Outcome | None] = Counter()
        self.newcomers_answered = 0
        self._visits = 0

    async def __aenter__(self) -> Self:
        self.door = DayDoor(self)
        self.stt, self.mind, self.mouth = DayStt(self), DayMind(self), DayMouth(self)
        self.talk = Talk(self.door, self.stt, self.mind, self.mouth, ScriptedActivity, self, FAST)
        self._talking = asyncio.create_task(self.talk.run())
        await asyncio.sleep(1.0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.door.close()
        async with asyncio.timeout(10):
            await self._talking
        left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        assert left == [], "the talk leaves tasks behind"

    def turn_finished(self, turn: Turn) -> None:
        """See `TalkObserver.turn_finished`."""
        self.outcomes[turn.outcome] += 1
        self.open_turns.discard(turn.id)
        self.door.something.set()

    async def hour(self, number: int) -> None:
        """Lives one hour, and waits until everybody has left."""
        if number == 0:
            await self._crowd()
        kinds = list(Weather)
        for period in range(PERIODS):
            clearing = asyncio.create_task(self._bad_weather(kinds[(number * PERIODS + period) % len(kinds)]))
            await asyncio.gather(*(self._visit() for _ in range(VISITORS)))
            await clearing
        await asyncio.sleep(CALM_S)

    async def question_of_a_newcomer(self) -> None:
        """Somebody new asks, and must be heard and answered."""
        who = self._newcomer()
        self.door.join(who)
        before = len(self.door.frames)
        await self.door.say(2.0, who=who)
        await self.door.until(lambda: len(self.door.frames) > before, within_s=5.0)
        self.newcomers_answered += 1
        await asyncio.sleep(30.0)
        self.door.leave(who)
        await asyncio.sleep(CALM_S)

    def forget_what_was_noted(self) -> None:
        """Empties the notes that scripted parts take of everything, which are not the product's memory."""
        notes = (
            *(self.door.frames, self.door.whispered, self.door.ends, self.door.texts, self.stt.heard_s, self.stt.fed),
            *(self.mind.asked, self.mind.remembered, self.mind.expected, self.mind.given, self.mouth.spoken),
        )
        for list_of_notes in notes:
            list_of_notes.clear()

    async def _bad_weather(self, weather: Weather) -> None:
        self.weather_seen[weather] += 1
        await asyncio.sleep(60.0)
        self.weather = weather
        self.door.stuck = weather is Weather.DOOR_STUCK
        await asyncio.sleep(BAD_WEATHER_S)
        self.weather, self.door.stuck = None, False

    async def _crowd(self) -> None:
        for _ in range(CROWD):
            guest = self._newcomer()
            self.door.join(guest)
            self.door.write("good morning everybody", sender=guest)
            await asyncio.sleep(1.5)
            self.door.leave(guest)

    async def _visit(self) -> None:
        chance, loop = self.random, asyncio.get_running_loop()
        await asyncio.sleep(chance.uniform(0, 60))
        who = self._newcomer()
        self.door.join(who)
        end_s = loop.time() + PERIOD_S
        # In bad weather somebody always asks.
        await asyncio.sleep(max(0.0, chance.uniform(65, 150)))
        await self._ask(who)
        while (pause_s := chance.expovariate(1 / PAUSE_S)) < end_s - loop.time():
            await asyncio.sleep(pause_s)
            await chance.choice(self._actions)(who)
        if chance.random() < 0.5:
            await self._ask(who)  # and away, whatever the answer is
        self.door.leave(who)

    def _newcomer(self) -> Participant:
        self._visits += 1
        name = self.random.choice(REGULARS)
        return Participant(f"visit-{self._visits}", name, f"certificate:{name}" if self._visits % 2 else None)

    @property
    def _actions(self) -> list[Callable[[Participant], Awaitable[object]]]:
        return [self._ask, self._ask, self._ask_open, self._think, self._interrupt, self._interrupt, self._murmur,
                self._make_noise, self._whisper, self._write]  # fmt: skip

    async def _ask(self, who: Participant) -> None:
        await self.door.say(self.random.uniform(0.8, 4.0), who=who)

    async def _ask_open(self, who: Participant) -> None:
        await self.door.say(self.random.uniform(1.0, 3.0), who=who, terminator=False)

    async def _think(self, who: Participant) -> None:
        await self.door.say(1.2, who=who, terminator=False)
        await self.door.say(self.random.uniform(0.2, 1.2), who=who, terminator=False, level=0)
        await self.door.say(1.0, who=who)

    async def _interrupt(self, who: Participant) -> None:
        await self._ask(who)
        await asyncio.sleep(self.random.uniform(0.3, 2.5))
        await self.door.say(self.random.uniform(0.5, 2.5), who=who)

    async def _murmur(self, who: Participant) -> None:
        await self._ask(who)
        await asyncio.sleep(self.random.uniform(0.3, 2.0))
        await self.door.say(0.3, who=who)

    async def _make_noise(self, who: Participant) -> None:
        await self.door.say(2.0, who=who, level=SOFT)
        await self.door.say(0.05, who=who)

    async def _whisper(self, who: Participant) -> None:
        await self.door.say(2.0, who=who, whispered=True)

    async def _write(self, who: Participant) -> None:
        self.door.write("how are you", sender=who, private=self.random.random() < 0.5)
