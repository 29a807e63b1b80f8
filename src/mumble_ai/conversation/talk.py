"""One live talk at one door: who speaks, who is answered, and who interrupts whom."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from typing import Any

from mumble_ai.conversation.announcing import Announcement, Quiet
from mumble_ai.conversation.captions import Caption, captions_of
from mumble_ai.conversation.cast import Cast, Manners, TalkObserver, usual_voice
from mumble_ai.conversation.listener import Listener, Senses
from mumble_ai.conversation.listening.ear import Ear, EarPolicy
from mumble_ai.conversation.listening.ear_news import EarNews
from mumble_ai.conversation.listening.own_voice import OwnVoice
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
    VoiceHeard,
)
from mumble_ai.conversation.speaking.apology import Apologies
from mumble_ai.conversation.speaking.filler import DEFAULT as DEFAULT_FILLING
from mumble_ai.conversation.speaking.filler import FillerPolicy, Fillers
from mumble_ai.conversation.speaking.measured_mouth import MeasuredMouth
from mumble_ai.conversation.speaking.outlet import Outlet
from mumble_ai.conversation.speaking.reply import ReplyPolicy
from mumble_ai.conversation.speaking.speed_meter import SpeedMeter
from mumble_ai.conversation.speaking.volume import Volume
from mumble_ai.conversation.turn import Turn
from mumble_ai.conversation.turn_taking.endpointing import Endpointing
from mumble_ai.conversation.turn_taking.floor import Floor, NamePolicy
from mumble_ai.conversation.turn_taking.interruption import InterruptionPolicy
from mumble_ai.conversation.turn_taking.pauses import PauseHabits
from mumble_ai.conversation.watchdog import Watchdog, WatchdogPolicy
from mumble_ai.conversation.written import Correspondence, WrittenPolicy
from mumble_ai.speech.contract import SttEngine


@dataclass(frozen=True, slots=True)
class TalkPolicy:
    """Every threshold and limit of a talk.

    Attributes:
        language: ISO 639-1 code people speak, or None to detect it.
        hearing_deadline_s: For the text of an utterance, from its end.
        judging_deadline_s: For the verdict on a pause; without one, silence alone decides.
        waiting: Questions that may wait for an answer; one more is refused.
        ears: People listened to at the same time; the one silent for longest makes room.
        habits: People whose pauses are remembered after they have left.
    """

    ear: EarPolicy = field(default_factory=EarPolicy)
    endpointing: Endpointing = field(default_factory=Endpointing)
    interruption: InterruptionPolicy = field(default_factory=InterruptionPolicy)
    names: NamePolicy = field(default_factory=NamePolicy)
    filling: FillerPolicy = DEFAULT_FILLING
    reply: ReplyPolicy = field(default_factory=ReplyPolicy)
    written: WrittenPolicy = field(default_factory=WrittenPolicy)
    watchdog: WatchdogPolicy = field(default_factory=WatchdogPolicy)
    language: str | None = None
    hearing_deadline_s: float = 10.0
    judging_deadline_s: float = 0.3
    waiting: int = 8
    ears: int = 256
    habits: int = 1024


class Talk:
    """Holds the talk at `door` until the door closes.

    Args:
        activity: Opens a voice activity session for one more speaker.
        turn_ends: Tells by the sound whether a sentence is complete.
        manners: How people are treated where the talk takes place now.
        voice_of: The voice that a participant has chosen; empty for the usual one. Asked at each clause.
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
        *,
        turn_ends: TurnEnds | None = None,
        manners: Callable[[], Manners] = Manners,
        voice_of: Callable[[Participant], str] = usual_voice,
    ) -> None:
        self._policy = policy = policy or TalkPolicy()
        self._activity = activity
        volume, own_voice, meter = Volume(), OwnVoice(), SpeedMeter()
        mouth = MeasuredMouth(mouth, meter)
        self._cast = Cast(
            door=door,
            outlet=Outlet(door, volume, own_voice),
            mind=mind,
            mouth=mouth,
            observer=self,
            floor=Floor(policy.names),
            volume=volume,
            apologies=Apologies(mouth),
            fillers=Fillers(mouth),
            meter=meter,
            own_voice=own_voice,
            manners=manners,
            voice_of=voice_of,
            people=lambda: len(self._present),
            others_speak=self._others_speak,
            policy=policy.reply,
            interruption=policy.interruption,
            filling=policy.filling,
            language=policy.language,
        )
        self._observer = observer
        self._quiet = Quiet()
        self._present: set[str] = set()
        self._listeners: dict[str, Listener] = {}
        self._habits: dict[str, PauseHabits] = {}
        self._alarms: dict[str, tuple[float, asyncio.TimerHandle]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._preparing: list[asyncio.Task[None]] = []
        self._order = asyncio.Lock()
        """Held while one thing that happened is acted upon, so that an alarm and a frame never mix."""
        self._senses = Senses(
            stt,
            turn_ends,
            policy.language,
            policy.hearing_deadline_s,
            policy.judging_deadline_s,
            policy.waiting,
            _new_id,
            self._spawn,
            self._order,
            self._act,
        )

    def captions(self) -> list[Caption]:
        """What is being said now, by everybody who is heard and by the assistant."""
        return captions_of(self._listeners.values())

    @property
    def listeners(self) -> int:
        """Ears that are open."""
        return len(self._listeners)

    async def announce(
        self, participant: Participant, text: str, *, alone: bool = False, within_s: float = 60.0
    ) -> str:
        """Says something that nobody asked for, as soon as nobody speaks and everybody is answered.

        Args:
            participant: Whom it is for; whatever they say meanwhile interrupts it.
            alone: Whether only they hear it.
            within_s: How long to wait for quiet.

        Returns:
            The words that were heard; empty where the participant is not here or it did not become quiet in time.
        """
        if participant.id not in self._present or not await self.quiet(within_s):
            return ""
        async with self._order:
            if participant.id not in self._present:
                return ""
            listener = self._listeners.get(participant.id) or await self._join(participant)
            turn = Turn(_new_id(), participant, spoken=True)
            listener.speaking = announcement = Announcement(turn, self._cast, text, alone=alone)
            announcement.start()
        return await announcement.finished()

    async def quiet(self, within_s: float) -> bool:
        """Waits until nobody speaks and everybody is answered; False where that did not happen in time."""
        return await self._quiet.come(within_s, look=self._look_for_quiet)

    def turn_finished(self, turn: Turn) -> None:
        """See `TalkObserver`; tells the observer, and whoever waits for quiet."""
        self._observer.turn_finished(turn)
        self._look_for_quiet()

    def _look_for_quiet(self) -> None:
        if self._quiet.is_wanted:
            listeners = self._listeners.values()
            self._quiet.show(not any(one.ear.hears_speech or one.is_waiting for one in listeners))

    def adopt(self, policy: TalkPolicy) -> None:
        """Goes on by another policy: pauses, fillers, limits of answers and the language, for everybody, from now on.

        What only counts at the start of a talk (`waiting`, `ears`, deadlines of hearing, `written`, `watchdog`) stays.
        """
        cast = self._cast
        cast.policy, cast.interruption = policy.reply, policy.interruption
        cast.filling, cast.language = policy.filling, policy.language
        self._senses.language = policy.language
        self._policy = replace(
            self._policy,
            endpointing=policy.endpointing,
            interruption=policy.interruption,
            filling=policy.filling,
            reply=policy.reply,
            language=policy.language,
        )
        for listener in self._listeners.values():
            listener.ear.endpointing = policy.endpointing

    def renew_sounds(self) -> None:
        """Has what is spoken ahead (apologies, fillers) spoken again: the voice, its speed or its engine is another."""
        for task in self._preparing:
            task.cancel()
        self._cast.apologies.renew()
        self._cast.fillers.renew()
        self._prepare()

    def _prepare(self) -> None:
        sounds = {"apologies": self._cast.apologies.prepare(), "fillers": self._cast.fillers.prepare()}
        self._preparing = [self._spawn(work, name) for name, work in sounds.items()]

    @property
    def volume(self) -> Volume:
        """How loud the assistant speaks."""
        return self._cast.volume

    def _others_speak(self, participant: Participant) -> bool:
        return any(other.ear.hears_speech for id, other in self._listeners.items() if id != participant.id)

    async def run(self) -> None:
        """Talks until the door closes for good; leaves nothing running behind."""
        self._time = asyncio.get_running_loop().time
        self._written = Correspondence(self._cast, self._policy.written)
        self._prepare()
        watchdog = Watchdog(self._policy.watchdog, self._listeners, self._order)
        self._spawn(watchdog.run(), "watchdog")
        try:
            async for event in self._cast.door.events():
                match event:
                    case VoiceHeard():
                        async with self._order:
                            await self._hear(event)
                    case TextHeard():
                        self._written.take(event, _new_id())
                    case Presence():
                        await self._notice(event)
        finally:
            await self._written.close()
            for participant_id in list(self._listeners):
                await self._leave(participant_id)
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _notice(self, presence: Presence) -> None:
        participant = presence.participant
        if presence.change is PresenceChange.JOINED:
            self._present.add(participant.id)
            self._cast.mind.expect(participant)
            return
        self._present.discard(participant.id)
        self._written.forget(participant.id)
        async with self._order:
            await self._leave(participant.id)

    async def _hear(self, voice: VoiceHeard) -> None:
        listener = self._listeners.get(voice.speaker.id)
        if listener is None:
            listener = await self._join(voice.speaker)
        listener.whispers = voice.whispered
        for news in listener.ear.hear(voice):
            await listener.take(news)
        self._watch(listener)
        self._look_for_quiet()

    async def _join(self, speaker: Participant) -> Listener:
        if len(self._listeners) >= self._policy.ears:
            quietest = min(self._listeners, key=lambda i: self._listeners[i].ear.last_frame_s)
            await self._leave(quietest)
        ear = Ear(
            speaker,
            self._activity(),
            self._policy.ear,
            self._policy.endpointing,
            own_voice=self._cast.own_voice.session(),
            habits=self._habits.get(speaker.identity or speaker.id),
        )
        listener = self._listeners[speaker.id] = Listener(ear, self._cast, self._senses)
        return listener

    async def _leave(self, participant_id: str) -> None:
        listener = self._listeners.pop(participant_id, None)
        if listener is None:
            return
        if (alarm := self._alarms.pop(participant_id, None)) is not None:
            alarm[1].cancel()
        await listener.leave()
        self._remember_habits(listener.ear)

    def _remember_habits(self, ear: Ear) -> None:
        if ear.speaker.identity is None:
            return  # a guest is nobody known when he comes back
        self._habits.pop(ear.speaker.identity, None)
        self._habits[ear.speaker.identity] = ear.habits
        if len(self._habits) > self._policy.habits:
            self._habits.pop(next(iter(self._habits)))

    def _watch(self, listener: Listener) -> None:
        """Sees to it that silence ends a turn even when no frame comes any more."""
        due_s, id = listener.ear.next_check_s, listener.speaker.id
        alarm = self._alarms.get(id)
        if due_s is None or (alarm is not None and alarm[0] <= due_s):
            return
        if alarm is not None:
            alarm[1].cancel()
        handle = asyncio.get_running_loop().call_at(due_s, self._ring, listener, due_s)
        self._alarms[id] = (due_s, handle)

    def _ring(self, listener: Listener, due_s: float) -> None:
        self._alarms.pop(listener.speaker.id, None)
        # A timer may ring a clock tick early.
        self._spawn(self._act(listener, lambda: listener.ear.check(max(self._time(), due_s))), "endpointing")

    async def _act(self, listener: Listener, find_out: Callable[[], list[EarNews]]) -> None:
        async with self._order:
            if self._listeners.get(listener.speaker.id) is not listener:
                return  # this person has left
            for news in find_out():
                await listener.take(news)
            self._watch(listener)
            self._look_for_quiet()

    def _spawn(self, work: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _new_id() -> str:
    return uuid.uuid4().hex
