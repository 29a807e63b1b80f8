"""One live talk at one door: who speaks, who is answered, and who interrupts whom."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from mumble_ai.conversation.apology import BUSY, Apologies
from mumble_ai.conversation.ear import (
    Ear,
    EarNews,
    EarPolicy,
    SpeechConfirmed,
    SpeechContinued,
    SpeechDismissed,
    SpeechEnded,
    SpeechStarted,
)
from mumble_ai.conversation.endpointing import Endpointing
from mumble_ai.conversation.exchange import Cast, Exchange, TalkObserver
from mumble_ai.conversation.hearing import Hearing
from mumble_ai.conversation.ports import (
    Door,
    Mind,
    Mouth,
    Participant,
    Presence,
    PresenceChange,
    TextHeard,
    VoiceActivity,
    VoiceHeard,
)
from mumble_ai.conversation.reply import ReplyPolicy
from mumble_ai.conversation.turn import Outcome, Stage, Turn
from mumble_ai.conversation.written import Correspondence, WrittenPolicy
from mumble_ai.speech.contract import SttEngine


@dataclass(frozen=True, slots=True)
class TalkPolicy:
    """Every threshold and limit of a talk.

    Attributes:
        language: ISO 639-1 code people speak, or None to detect it.
        hearing_deadline_s: For the text of an utterance, from its end.
        waiting: Speakers who may wait for an answer; one more is told to ask again.
        ears: People listened to at the same time; the one silent for longest makes room.
    """

    ear: EarPolicy = field(default_factory=EarPolicy)
    endpointing: Endpointing = field(default_factory=Endpointing)
    reply: ReplyPolicy = field(default_factory=ReplyPolicy)
    written: WrittenPolicy = field(default_factory=WrittenPolicy)
    language: str | None = None
    hearing_deadline_s: float = 10.0
    waiting: int = 8
    ears: int = 256


class _Listener:
    """One person in this talk: an ear, what is being said now, and the exchange it may belong to."""

    def __init__(self, ear: Ear) -> None:
        self.ear = ear
        self.hearing: Hearing | None = None
        self.started_s = 0.0
        self.exchange: Exchange | None = None
        self.alarm: asyncio.TimerHandle | None = None
        self.alarm_due_s = 0.0


class Talk:
    """Holds the talk at `door` until the door closes.

    Args:
        activity: Opens a voice activity session for one more speaker.
    """

    def __init__(
        self,
        door: Door,
        stt: SttEngine,
        mind: Mind,
        mouth: Mouth,
        activity: Callable[[], VoiceActivity],
        observer: TalkObserver,
        policy: TalkPolicy | None = None,
    ) -> None:
        self._policy = policy or TalkPolicy()
        self._stt = stt
        self._activity = activity
        self._cast = Cast(door, mind, mouth, Apologies(mouth), observer, self._policy.reply)
        self._listeners: dict[str, _Listener] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._floor = asyncio.Lock()
        self._order = asyncio.Lock()
        """Held while one thing that happened is acted upon, so that an alarm and a frame never mix."""

    async def run(self) -> None:
        """Talks until the door closes for good; leaves nothing running behind."""
        self._time = asyncio.get_running_loop().time
        self._written = Correspondence(self._cast, self._policy.written)
        preparing = asyncio.create_task(self._cast.apologies.prepare(), name="apologies")
        try:
            async for event in self._cast.door.events():
                match event:
                    case VoiceHeard():
                        async with self._order:
                            await self._hear(event)
                    case TextHeard():
                        self._written.take(event, _new_id())
                    case Presence():
                        if event.change is PresenceChange.LEFT:
                            self._written.forget(event.participant.id)
                            async with self._order:
                                await self._leave(event.participant.id)
        finally:
            preparing.cancel()
            await self._written.close()
            for participant_id in list(self._listeners):
                await self._leave(participant_id)
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(preparing, *self._tasks, return_exceptions=True)

    async def _hear(self, voice: VoiceHeard) -> None:
        listener = self._listeners.get(voice.speaker.id)
        if listener is None:
            listener = await self._join(voice.speaker)
        for news in listener.ear.hear(voice):
            await self._handle(listener, news)
        self._watch(listener)

    async def _join(self, speaker: Participant) -> _Listener:
        if len(self._listeners) >= self._policy.ears:
            quietest = min(self._listeners, key=lambda i: self._listeners[i].ear.last_frame_s)
            await self._leave(quietest)
        ear = Ear(speaker, self._activity(), self._policy.ear, self._policy.endpointing)
        listener = self._listeners[speaker.id] = _Listener(ear)
        return listener

    async def _leave(self, participant_id: str) -> None:
        listener = self._listeners.pop(participant_id, None)
        if listener is None:
            return
        if listener.alarm is not None:
            listener.alarm.cancel()
        if listener.hearing is not None:
            await listener.hearing.abandon()
        if listener.exchange is not None:
            await listener.exchange.stop(Outcome.LEFT)

    async def _handle(self, listener: _Listener, news: EarNews) -> None:
        match news:
            case SpeechStarted():
                self._begin(listener, news)
            case SpeechContinued():
                if listener.hearing is not None:
                    listener.hearing.feed(news.audio)
            case SpeechConfirmed():
                await self._go_on(listener)
            case SpeechEnded():
                await self._end(listener, news)
            case SpeechDismissed():
                await self._dismiss(listener)

    def _begin(self, listener: _Listener, news: SpeechStarted) -> None:
        policy = self._policy
        listener.hearing = Hearing(self._stt, language=policy.language, deadline_s=policy.hearing_deadline_s)
        listener.hearing.feed(news.audio)
        listener.started_s = news.at_s
        if listener.exchange is not None and listener.exchange.is_open:
            listener.exchange.hold()

    async def _go_on(self, listener: _Listener) -> None:
        """Real speech from somebody who is being answered: the answer stops, or is not given yet."""
        exchange = listener.exchange
        if exchange is None or exchange.turn.outcome is not None:
            listener.exchange = None
        elif exchange.is_open:
            await exchange.reopen()
        else:
            await exchange.stop(Outcome.INTERRUPTED)
            listener.exchange = None

    async def _end(self, listener: _Listener, news: SpeechEnded) -> None:
        hearing, listener.hearing = listener.hearing, None
        if hearing is None:
            return
        exchange = listener.exchange
        if exchange is not None and exchange.turn.outcome is None and exchange.is_audible:
            await hearing.abandon()  # too short to interrupt, so it is no new question either
            return
        hearing.finish()
        if exchange is not None and exchange.is_open and not await self._is_reopened(exchange):
            exchange = None
        if exchange is None or not exchange.is_open:
            exchange = await self._new_exchange(listener)
            if exchange is None:
                await hearing.abandon()
                return
        exchange.turn.mark(Stage.SPEECH_START, listener.started_s)
        exchange.turn.mark(Stage.SPEECH_END, news.last_speech_s)
        exchange.turn.mark(Stage.END_DECIDED, news.at_s)
        task = exchange.start(hearing, news.audible_from_s)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _is_reopened(self, exchange: Exchange) -> bool:
        """Makes sure that the exchange waits for more; it may have ended in the meantime."""
        if exchange.task is not None and not exchange.task.done():
            await exchange.reopen()
        return exchange.is_open

    async def _new_exchange(self, listener: _Listener) -> Exchange | None:
        waiting = sum(1 for other in self._listeners.values() if other.exchange and not other.exchange.turn.outcome)
        if waiting > self._policy.waiting:
            with contextlib.suppress(Exception):
                async with asyncio.timeout(1.0):
                    await self._cast.door.send_text(BUSY, to=listener.ear.speaker)
            return None
        turn = Turn(_new_id(), listener.ear.speaker, spoken=True)
        listener.exchange = Exchange(turn, self._cast, self._floor)
        return listener.exchange

    async def _dismiss(self, listener: _Listener) -> None:
        hearing, listener.hearing = listener.hearing, None
        if hearing is not None:
            await hearing.abandon()
        if listener.exchange is not None:
            listener.exchange.release()

    def _watch(self, listener: _Listener) -> None:
        """Sees to it that silence ends a turn even when no frame comes any more."""
        due_s = listener.ear.next_check_s
        if due_s is None or (listener.alarm is not None and listener.alarm_due_s <= due_s):
            return
        if listener.alarm is not None:
            listener.alarm.cancel()
        listener.alarm_due_s = due_s
        listener.alarm = asyncio.get_running_loop().call_at(due_s, self._ring, listener, due_s)

    def _ring(self, listener: _Listener, due_s: float) -> None:
        listener.alarm = None
        task = asyncio.create_task(self._check(listener, due_s), name="endpointing")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _check(self, listener: _Listener, due_s: float) -> None:
        async with self._order:
            # A timer may ring a clock tick early.
            for news in listener.ear.check(max(self._time(), due_s)):
                await self._handle(listener, news)
            self._watch(listener)


def _new_id() -> str:
    return uuid.uuid4().hex
