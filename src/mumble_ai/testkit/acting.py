"""Plays a scenario with a talk: everybody does their steps, the talk answers, and what happens is kept."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from mumble_ai.audio.pcm import VOICE_RATE_HZ, Int16
from mumble_ai.audio.resample import Int16Resampler
from mumble_ai.audio.wav import NotWav, decode_wav
from mumble_ai.conversation.cast import TalkObserver
from mumble_ai.conversation.ports import (
    Door,
    Mind,
    Mouth,
    Participant,
    Presence,
    PresenceChange,
    TextHeard,
    TurnEnds,
    VoiceActivity,
)
from mumble_ai.conversation.turn import Stage, Turn
from mumble_ai.speech.contract import SttEngine
from mumble_ai.testkit.engines import scripted_engines
from mumble_ai.testkit.noises import sound
from mumble_ai.testkit.performance import Event, Performance
from mumble_ai.testkit.room import MicrophoneOf, Room
from mumble_ai.testkit.scenario import Scenario, Step
from mumble_ai.testkit.scenario_file import ScenarioError
from mumble_ai.testkit.wordcode import PAUSE, Lexicon, WordActivity, WordTurnEnds, speak

WARM_UP_S: Final = 1.0
SETTLE_S: Final = 3.0
"""How long nothing must happen, once all that is expected has happened, to be sure that nothing else does."""
END_DEADLINE_S: Final = 10.0


class TalkMaker(Protocol):
    """Makes the talk with the user's own settings."""

    def __call__(
        self,
        door: Door,
        stt: SttEngine,
        mind: Mind,
        mouth: Mouth,
        activity: Callable[[], VoiceActivity],
        observer: TalkObserver,
        turn_ends: TurnEnds | None,
        /,
    ) -> RunningTalk:
        """A talk that has not begun."""
        ...


class RunningTalk(Protocol):
    """A talk as a performance needs it."""

    async def run(self) -> None:
        """Talks until the door closes."""
        ...


@dataclass(frozen=True, slots=True)
class RealParts:
    """Engines to use instead of scripted ones, each where the scenario wants it real.

    Attributes:
        activity: The ears, and with them `turn_ends`, which may still be None where silence alone decides.
    """

    stt: SttEngine | None = None
    mind: Mind | None = None
    mouth: Mouth | None = None
    activity: Callable[[], VoiceActivity] | None = None
    turn_ends: TurnEnds | None = None


class Watcher:
    """A `TalkObserver` that wakes whoever waits in the room."""

    def __init__(self, room: Room, performance: Performance) -> None:
        self._room = room
        self._performance = performance

    def turn_finished(self, turn: Turn) -> None:
        """See `TalkObserver.turn_finished`."""
        self._performance.turns.append(turn)
        self._room.changed.set()


async def perform(scenario: Scenario, make_talk: TalkMaker, real: RealParts | None = None) -> Performance:
    """Plays a scenario from its first step until what is expected has happened, or patience is over.

    Raises:
        ScenarioError: A WAV file cannot be used, or a voice cannot speak the steps.
    """
    return await _Play(scenario, make_talk, real or RealParts()).run()


class _Play:
    def __init__(self, scenario: Scenario, make_talk: TalkMaker, real: RealParts) -> None:
        self._scenario = scenario
        self._time = asyncio.get_running_loop().time
        self._result = Performance(begun_s=self._time() + WARM_UP_S)
        lexicon = Lexicon()
        self._lexicon = lexicon
        self._spurts_before = self._turns_before = 0
        self._talking: asyncio.Task[None] | None = None
        self._room = Room(lexicon)
        stt, mind, mouth = scripted_engines(scenario, lexicon, lambda: self._time() - self._result.begun_s)
        self._mouth: Mouth = real.mouth or mouth
        self._speaks_words = real.mouth is None
        self._talk = make_talk(
            self._room,
            real.stt or stt,
            real.mind or mind,
            self._mouth,
            real.activity or WordActivity,
            Watcher(self._room, self._result),
            real.turn_ends if real.activity else WordTurnEnds(lexicon),
        )
        self._people = {key: Participant(key, scenario.name_of(key), f"scenario:{key}") for key in scenario.people}
        self._microphones = {
            key: MicrophoneOf(self._people[key], person.microphone, self._room, person.echo)
            for key, person in scenario.people.items()
        }

    async def run(self) -> Performance:
        sounds = [
            await self._sound_of(step) if step.has_sound else np.zeros(0, np.int16) for step in self._scenario.step
        ]
        self._talking = talking = asyncio.create_task(self._talk.run(), name="talk")
        talking.add_done_callback(lambda _: self._room.changed.set())
        self._result.begun_s = self._time() + WARM_UP_S
        microphones: list[asyncio.Task[None]] = []
        try:
            await asyncio.sleep(WARM_UP_S)
            for key, person in self._scenario.people.items():
                if person.here:
                    self._room.happen(Presence(self._people[key], PresenceChange.JOINED, self._time()))
            microphones = [asyncio.create_task(m.run(), name="microphone") for m in self._microphones.values()]
            await self._act(sounds)
            await self._wait_for_the_end()
        finally:
            self._room.close()
            for task in microphones:
                task.cancel()
            await asyncio.gather(*microphones, return_exceptions=True)
            await ended(talking)
        self._result.texts, self._result.spurts = self._room.texts, self._room.loudspeaker.spurts
        self._result.words_played = self._room.words_played
        return self._result

    async def _act(self, sounds: list[Int16]) -> None:
        before: asyncio.Task[None] | None = None
        done: list[asyncio.Task[None]] = []
        for step, pcm in zip(self._scenario.step, sounds, strict=True):
            await self._wait_for(step, before)
            before = asyncio.create_task(self._do(step, pcm), name="step")
            self._spurts_before, self._turns_before = len(self._room.loudspeaker.spurts), len(self._result.turns)
            done.append(before)
        await asyncio.gather(*done)

    async def _wait_for(self, step: Step, before: asyncio.Task[None] | None) -> None:
        if step.at_s is not None:
            await asyncio.sleep(max(0.0, self._result.begun_s + step.at_s - self._time()))
            return
        if before is not None:
            match step.when:
                case "step ends":
                    await asyncio.wait((before,))
                case "answer starts":
                    await self._patiently(lambda: len(self._room.loudspeaker.spurts) > self._spurts_before)
                case "answer ends":
                    await self._patiently(lambda: any(_is_heard(t) for t in self._result.turns[self._turns_before :]))
                case "step starts":
                    pass
        await asyncio.sleep(step.after_s)

    async def _patiently(self, happened: Callable[[], bool]) -> None:
        over = self._talking
        await self._room.until(lambda: happened() or (over is not None and over.done()), self._scenario.patience_s)

    async def _do(self, step: Step, pcm: Int16) -> None:
        who, microphone = self._people[step.who], self._microphones[step.who]
        self._note(step)
        if step.write is not None:
            self._room.happen(TextHeard(who, step.write, step.private, self._time()))
        elif step.join or step.leave:
            change = PresenceChange.JOINED if step.join else PresenceChange.LEFT
            self._room.happen(Presence(who, change, self._time()))
        else:
            await microphone.send(pcm, whispered=step.whisper)

    def _note(self, step: Step) -> None:
        who = self._scenario.name_of(step.who)
        self._result.events.append(Event(self._time() - self._result.begun_s, who, _told(step)))

    async def _wait_for_the_end(self) -> None:
        expect = self._scenario.expect
        wanted = max(len(expect.turn), expect.turns or 0, len(expect.answered or ()))
        texts = len(expect.texts or ())
        await self._patiently(lambda: len(self._result.turns) >= wanted and len(self._room.texts) >= texts)
        give_up_s = self._time() + self._scenario.patience_s
        while self._time() < give_up_s:
            self._room.changed.clear()
            if not await self._room.until(self._room.changed.is_set, SETTLE_S):
                return

    async def _sound_of(self, step: Step) -> Int16:
        if step.sound is not None:
            return sound(step.sound, step.seconds)
        if step.wav is not None:
            return _read(step)
        text = step.say or ""
        if not text:
            return np.zeros(0, np.int16)
        if self._speaks_words:
            return speak(text, self._lexicon)
        pieces: list[Int16] = []
        for number, part in enumerate(PAUSE.split(text)):
            if number % 2:
                pieces.append(np.zeros(round(float(part) * VOICE_RATE_HZ), np.int16))
            elif part.strip():
                pieces += [chunk async for chunk in self._mouth.speak(part.strip())]
        return np.concatenate(pieces)


def _told(step: Step) -> str:
    if step.sound:
        return f"{step.sound} for {step.seconds:g} s"
    if step.wav:
        return f"plays {step.wav.name}"
    if step.say or step.write:
        return f"says: {step.say}" if step.say else f"writes: {step.write}"
    return "comes in" if step.join else "leaves"


def _is_heard(turn: Turn) -> bool:
    return Stage.FIRST_PACKET in turn.times


def _read(step: Step) -> Int16:
    assert step.wav is not None
    try:
        pcm, rate_hz = decode_wav(step.wav.read_bytes())
    except (OSError, NotWav) as error:
        raise ScenarioError(f"{step.wav}: {error}") from error
    resampler = Int16Resampler(rate_hz, VOICE_RATE_HZ)
    return np.concatenate((resampler.feed(pcm), resampler.flush()))


async def ended(talking: asyncio.Task[None]) -> None:
    """Waits for the end of a talk whose door is closed, for `END_DEADLINE_S` at most."""
    try:
        async with asyncio.timeout(END_DEADLINE_S):
            await talking
    except TimeoutError:
        talking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await talking
