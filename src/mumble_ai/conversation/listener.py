"""One person in a talk: an ear, what is being said now, and the answers it may concern."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from mumble_ai.audio.pcm import SPEECH_RATE_HZ, Float32
from mumble_ai.conversation.answering import Answering
from mumble_ai.conversation.cast import Cast
from mumble_ai.conversation.exchange import Exchange
from mumble_ai.conversation.interjecting import Interjecting
from mumble_ai.conversation.listening.ear import Ear
from mumble_ai.conversation.listening.ear_news import (
    EarNews,
    SpeechConfirmed,
    SpeechContinued,
    SpeechDismissed,
    SpeechEnded,
    SpeechPaused,
    SpeechStarted,
)
from mumble_ai.conversation.listening.hearing import Hearing
from mumble_ai.conversation.pause_learning import PauseLearning
from mumble_ai.conversation.ports import Participant, TurnEnds
from mumble_ai.conversation.speaking.apology import busy
from mumble_ai.conversation.turn import Outcome, Stage, Turn
from mumble_ai.conversation.turn_taking.unfinished import is_unfinished
from mumble_ai.speech.contract import SttEngine
from mumble_ai.telemetry import of_turn

TURN_END_AUDIO_S: Final = 8.0
BUSY_DEADLINE_S: Final = 1.0
PARTIAL_DEADLINE_S: Final = 0.3
"""For the words of what fell into an answer, from the pause on."""


@dataclass(slots=True)
class Senses:
    """What listening to anybody needs. The language may change while it lasts.

    Attributes:
        turn_ends: Tells by the sound whether a sentence is complete; None where nobody can.
        language: What people speak, or None to detect it.
        hearing_deadline_s: For the text of an utterance, from its end.
        judging_deadline_s: For the verdict on a pause; without one, silence alone decides.
        waiting: Questions that may wait for an answer; one more is refused.
        new_id: Makes turn ids.
        spawn: Runs something beside, bound to the talk.
        order: Held while one thing that happened is acted upon.
        act: Acts upon what a function finds out, in that order.
    """

    stt: SttEngine
    turn_ends: TurnEnds | None
    language: str | None
    hearing_deadline_s: float
    judging_deadline_s: float
    waiting: int
    new_id: Callable[[], str]
    spawn: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]]
    order: asyncio.Lock
    act: Callable[[Listener, Callable[[], list[EarNews]]], Coroutine[Any, Any, None]]


@dataclass(slots=True)
class _Speech:
    """What is being said now.

    Attributes:
        turn_id: Of the turn that it belongs to, or that will be made of it.
        interjecting: Set when it fell into an answer that this person hears.
    """

    hearing: Hearing
    turn_id: str
    started_s: float
    whispered: bool
    interjecting: Interjecting | None = None


@dataclass(slots=True)
class Listener:
    """Acts upon what one ear finds out. Calls come one at a time."""

    ear: Ear
    cast: Cast
    senses: Senses
    whispers: bool = False
    """Whether the newest frame was spoken to the assistant alone."""
    exchange: Exchange | None = None
    """The newest one."""
    speaking: Answering | None = None
    """What this person hears now."""
    _speech: _Speech | None = None
    _earlier: list[Float32] = field(default_factory=list[Float32])
    """The newest sound of the utterances before in the same turn."""
    _last_turn_id: str = ""
    _pauses: PauseLearning = field(init=False)

    def __post_init__(self) -> None:
        self._pauses = PauseLearning(self.ear)

    @property
    def speaker(self) -> Participant:
        return self.ear.speaker

    @property
    def is_waiting(self) -> bool:
        """Whether something this person said is not done with."""
        return any(e is not None and not e.is_over for e in (self.exchange, self.speaking))

    @property
    def hearing_since_s(self) -> float | None:
        """When the utterance began that is being heard."""
        return self._speech.started_s if self._speech is not None else None

    @property
    def words_so_far(self) -> str | None:
        """What is understood of what this person is saying now; None while they do not speak."""
        return self._speech.hearing.partial if self._speech is not None else None

    async def take(self, news: EarNews) -> None:
        """Acts upon one piece of news."""
        self._look_again()
        match news:
            case SpeechStarted():
                await self._begin(news)
            case SpeechContinued():
                await self._continue(news)
            case SpeechConfirmed():
                await self._confirm()
            case SpeechPaused():
                self._ask(news)
            case SpeechEnded():
                await self._end(news)
            case SpeechDismissed():
                await self.dismiss("it was no speech")

    async def leave(self) -> None:
        """This person is gone."""
        if self._speech is not None:
            await self._speech.hearing.abandon()
            self._speech = None
        for answering in {self.exchange, self.speaking} - {None}:
            assert answering is not None
            await answering.stop(Outcome.LEFT)

    async def dismiss(self, why: str) -> None:
        """What is being heard is given up."""
        speech, self._speech = self._speech, None
        if speech is None:
            return
        await speech.hearing.abandon()
        if speech.interjecting is not None:
            speech.interjecting.give_up(why)
        if self.exchange is not None:
            self.exchange.release()

    def _look_again(self) -> None:
        """Sees which exchanges are over, and which one has become audible."""
        self._pauses.look_again()
        if self.speaking is not None and self.speaking.is_over:
            self.speaking = None
        if self.exchange is not None and self.exchange.is_audible:
            self.speaking = self.exchange
        if self.exchange is not None and not self.exchange.is_open:
            self.exchange = None

    async def _begin(self, news: SpeechStarted) -> None:
        senses = self.senses
        self.cast.mind.expect(self.speaker)
        if not self.is_waiting:
            self._pauses.finished()
        turn_id = self.exchange.turn.id if self.exchange is not None else senses.new_id()
        with of_turn(turn_id):
            hearing = Hearing(senses.stt, language=senses.language, deadline_s=senses.hearing_deadline_s)
        hearing.feed(news.audio)
        self._speech = _Speech(hearing, turn_id, news.at_s, self.whispers)
        if self.exchange is not None:
            self.exchange.hold()
        elif self.speaking is not None:
            if isinstance(self.speaking, Exchange):
                self._pauses.fell_into(self.speaking, news.at_s)
            self._speech.interjecting = Interjecting(
                self.speaking, self.ear, hearing, news.at_s, self.cast, senses.language
            )
            await self._speech.interjecting.consider()

    async def _continue(self, news: SpeechContinued) -> None:
        if self._speech is None:
            return
        self._speech.hearing.feed(news.audio)
        if self._speech.interjecting is not None:
            await self._speech.interjecting.consider()

    async def _confirm(self) -> None:
        """It is real speech: an answer that is not audible yet waits for more."""
        if self._speech is None or self.exchange is None:
            return
        self._pauses.went_on(self._speech.started_s)
        await self.exchange.reopen()

    def _ask(self, news: SpeechPaused) -> None:
        """Asks whether it sounds as if the speaker were done, and whether an answer that is paused may go on."""
        if self._speech is None:
            return
        self.senses.spawn(self._judge_pause(news, self._speech.hearing), "turn end")
        if self._speech.interjecting is not None:
            self.senses.spawn(self._consider_pause(self._speech, self._speech.interjecting), "interjection")

    async def _consider_pause(self, speech: _Speech, interjecting: Interjecting) -> None:
        await speech.hearing.next_partial(PARTIAL_DEADLINE_S)
        async with self.senses.order:
            if self._speech is speech and not self.ear.is_speaking:
                await interjecting.consider(is_pausing=True)

    async def _judge_pause(self, news: SpeechPaused, hearing: Hearing) -> None:
        completeness: float | None = None
        if self.senses.turn_ends is not None:
            audio = np.concatenate((*self._earlier, hearing.audio))[-round(TURN_END_AUDIO_S * SPEECH_RATE_HZ) :]
            with contextlib.suppress(Exception):  # without a verdict silence alone decides
                async with asyncio.timeout(self.senses.judging_deadline_s):
                    completeness = await self.senses.turn_ends.probability(audio)

        def judge_now() -> list[EarNews]:
            unfinished = is_unfinished(hearing.partial)
            return self.ear.judge(
                news.last_speech_s, self._now_s(), completeness=completeness, is_unfinished=unfinished
            )

        await self.senses.act(self, judge_now)

    async def _end(self, news: SpeechEnded) -> None:
        speech, self._speech = self._speech, None
        if speech is None:
            return
        speech.hearing.finish()
        exchange = self.exchange
        if exchange is not None and exchange.is_open and exchange.is_answering:
            self._pauses.went_on(speech.started_s)
            await exchange.reopen()
        if exchange is None or not exchange.is_open:
            self._earlier = []
            exchange = await self._new_exchange(speech)
        if exchange is None:
            await speech.hearing.abandon()
            return
        heard = np.concatenate((*self._earlier, speech.hearing.audio))
        self._earlier = [heard[-round(TURN_END_AUDIO_S * SPEECH_RATE_HZ) :]]
        self._pauses.ended(news)
        turn = exchange.turn
        turn.mark(Stage.SPEECH_START, speech.started_s)
        turn.mark(Stage.SPEECH_END, news.last_speech_s)
        turn.mark(Stage.END_DECIDED, news.at_s)
        turn.decide(news.at_s, f"end by {news.reason.value}", news.why)
        exchange.start(speech.hearing, news.audible_from_s, if_unfinished_s=news.if_unfinished_s)

    async def _new_exchange(self, speech: _Speech) -> Exchange | None:
        if self.cast.floor.waiting > self.senses.waiting:
            with contextlib.suppress(Exception):
                async with asyncio.timeout(BUSY_DEADLINE_S):
                    await self.cast.door.send_text(busy(self.senses.language), to=self.speaker)
            if speech.interjecting is not None:
                speech.interjecting.give_up("too many people are waiting")
            return None
        # What was begun as a part of a turn that is over meanwhile is a turn of its own.
        turn_id = speech.turn_id if speech.turn_id != self._last_turn_id else self.senses.new_id()
        self._last_turn_id = turn_id
        turn = Turn(turn_id, self.speaker, spoken=True)
        over = speech.interjecting.over if speech.interjecting is not None else None
        self.exchange = Exchange(turn, self.cast, whispered=speech.whispered, over=over)
        return self.exchange

    def _now_s(self) -> float:
        return asyncio.get_running_loop().time()
