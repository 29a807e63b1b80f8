"""One spoken question and its answer, from the end of speech to the last frame."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Final, Protocol

from mumble_ai.audio.pcm import Int16
from mumble_ai.conversation.apology import PHRASES, Apologies
from mumble_ai.conversation.hearing import Hearing
from mumble_ai.conversation.playout import Playout
from mumble_ai.conversation.ports import Door, Mind, Mouth, Utterance
from mumble_ai.conversation.reply import Reply, ReplyPolicy
from mumble_ai.conversation.turn import Outcome, Part, Stage, Trouble, Turn

_log = logging.getLogger(__name__)

CANCEL_DEADLINE_S: Final = 3.0
MOST_PARTS: Final = 12
"""Utterances joined into one turn; the oldest is dropped when the speaker goes on beyond that."""


class TalkObserver(Protocol):
    """Watches turns; called on the event loop, must return at once and not raise."""

    def turn_finished(self, turn: Turn) -> None:
        """A turn has its outcome and all its times."""
        ...


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes part in every exchange of one talk."""

    door: Door
    mind: Mind
    mouth: Mouth
    apologies: Apologies
    observer: TalkObserver
    policy: ReplyPolicy = field(default_factory=ReplyPolicy)
    text_deadline_s: float = 3.0
    no_speech_probability: float = 0.6
    """A transcript above this is taken for noise."""


class Exchange:
    """Answers one speaker, holding the floor while doing so.

    Until the answer is audible the speaker may go on: `hold` keeps it silent while that is unclear, `release` lets it
    go, `reopen` drops it and waits for more speech. Afterwards `stop` ends it, and what was heard is remembered.
    """

    def __init__(self, turn: Turn, cast: Cast, floor: asyncio.Lock) -> None:
        self.turn = turn
        self._cast = cast
        self._floor = floor
        self._hearings: list[Hearing] = []
        self._gate = asyncio.Event()
        self._is_held = False
        self._commit: asyncio.TimerHandle | None = None
        self._playing: Reply | Playout | None = None
        self._was_audible = False
        self._utterance: Utterance | None = None
        self._task: asyncio.Task[None] | None = None
        self._time = asyncio.get_running_loop().time

    @property
    def is_audible(self) -> bool:
        """Whether the speaker hears the answer, or has heard it."""
        return self._was_audible or (self._playing is not None and self._playing.is_audible)

    @property
    def is_open(self) -> bool:
        """Whether more speech may still join this turn."""
        return self.turn.outcome is None and not self.is_audible

    @property
    def task(self) -> asyncio.Task[None] | None:
        return self._task

    def start(self, hearing: Hearing, audible_from_s: float) -> asyncio.Task[None]:
        """Adds an utterance that has ended and answers all that was said; it is heard from `audible_from_s` on."""
        self._hearings.append(hearing)
        self._is_held = False
        self._forget_commit()
        self._gate.clear()
        if audible_from_s > self._time():
            self._commit = asyncio.get_running_loop().call_at(audible_from_s, self._committed)
        self._open_gate()
        self._task = asyncio.create_task(self._run(), name=f"exchange {self.turn.id}")
        return self._task

    def hold(self) -> None:
        """The speaker seems to go on: nothing becomes audible for now."""
        self._is_held = True
        self._gate.clear()

    def release(self) -> None:
        """The speaker did not go on."""
        self._is_held = False
        self._open_gate()

    async def reopen(self) -> None:
        """The speaker goes on: drops the answer in the making; `start` comes again."""
        await self._cancel()
        self._playing, self._utterance = None, None
        self.turn.reopen()
        while len(self._hearings) >= MOST_PARTS:
            await self._hearings.pop(0).abandon()

    async def stop(self, outcome: Outcome) -> None:
        """Ends the exchange for good."""
        await self._cancel()
        self._finish(outcome)
        for hearing in self._hearings:
            await hearing.abandon()

    def _committed(self) -> None:
        self._commit = None
        self._open_gate()

    def _open_gate(self) -> None:
        if not self._is_held and self._commit is None:
            self._gate.set()

    def _forget_commit(self) -> None:
        if self._commit is not None:
            self._commit.cancel()
            self._commit = None

    async def _cancel(self) -> None:
        self._forget_commit()
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait((self._task,), timeout=CANCEL_DEADLINE_S)

    async def _run(self) -> None:
        async with self._floor:
            try:
                outcome = await self._answer()
            except Trouble as trouble:
                self.turn.failed = trouble.part
                _log.warning("turn %s failed: %s", self.turn.id, trouble)
                await self._apologise(trouble.part)
                outcome = Outcome.FAILED
            except Exception:
                _log.exception("turn %s failed", self.turn.id)
                outcome = Outcome.FAILED
        self._finish(outcome)

    async def _answer(self) -> Outcome:
        turn, cast = self.turn, self._cast
        turn.text = await self._listen()
        turn.mark(Stage.TRANSCRIPT, self._time())
        if not turn.text:
            return Outcome.NOTHING_SAID
        self._utterance = Utterance(f"{turn.id}.{turn.revision}", turn.speaker, turn.text, spoken=True)
        reply = Reply(turn, cast.mouth, cast.door, self._gate, cast.policy)
        self._playing = reply
        await reply.run(cast.mind.answer(self._utterance))
        return Outcome.ANSWERED

    async def _listen(self) -> str:
        texts: list[str] = []
        for hearing in self._hearings:
            transcript = await hearing.transcript()
            if transcript.no_speech_probability <= self._cast.no_speech_probability:
                texts.append(transcript.text.strip())
        return " ".join(text for text in texts if any(c.isalnum() for c in text))

    async def _apologise(self, part: Part) -> None:
        """Says sorry aloud if there is a sound for it, and in text in any case."""
        self._remember(interrupted=True)
        self._utterance = None
        text = asyncio.create_task(self._write(PHRASES[part]), name="apology-text")
        try:
            sound = self._cast.apologies.sound(part)
            if sound is not None and part is not Part.DOOR:
                await self._play(PHRASES[part], sound)
            await text
        except Trouble:
            await text
        finally:
            text.cancel()
            await asyncio.wait((text,))

    async def _play(self, phrase: str, sound: Int16) -> None:
        playout = Playout(self._cast.door, self._cast.policy.playout, self._gate, lambda: None)
        self._was_audible = self.is_audible
        self._playing = playout
        filler = asyncio.create_task(_fill(playout, phrase, sound), name="apology-sound")
        try:
            await playout.run()
        finally:
            filler.cancel()
            await asyncio.wait((filler,))

    async def _write(self, text: str) -> None:
        try:
            async with asyncio.timeout(self._cast.text_deadline_s):
                await self._cast.door.send_text(text, to=self.turn.speaker)
        except Exception:  # the door is down too: there is nobody left to tell
            return

    def _finish(self, outcome: Outcome) -> None:
        if self.turn.outcome is not None:
            return
        self.turn.outcome = outcome
        self._remember(interrupted=outcome is not Outcome.ANSWERED)
        self.turn.mark(Stage.DONE, self._time())
        self._cast.observer.turn_finished(self.turn)

    def _remember(self, *, interrupted: bool) -> None:
        if self._utterance is None or not isinstance(self._playing, Reply):
            return
        self.turn.heard = self._playing.heard
        if self._playing.is_audible:
            self._cast.mind.remember(self._utterance, self.turn.heard, interrupted=interrupted)


async def _fill(playout: Playout, phrase: str, sound: Int16) -> None:
    playout.begin(phrase)
    await playout.put(sound)
    playout.complete()
    await playout.finish()
