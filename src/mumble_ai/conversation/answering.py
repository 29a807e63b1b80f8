"""One thing that the assistant says: it holds the floor, can be paused and stopped, and knows what was heard."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from enum import StrEnum
from typing import Final

from mumble_ai.audio.pcm import Int16
from mumble_ai.conversation.cast import Cast
from mumble_ai.conversation.commitment import Commitment
from mumble_ai.conversation.composing import composed
from mumble_ai.conversation.ports import MindUnavailable, Participant
from mumble_ai.conversation.speaking.apology import apology
from mumble_ai.conversation.speaking.playout import Playout
from mumble_ai.conversation.speaking.reply import Reply, played
from mumble_ai.conversation.turn import Outcome, Part, Stage, Trouble, Turn
from mumble_ai.conversation.turn_taking.floor import Place, spoken_name
from mumble_ai.telemetry import of_turn

_log = logging.getLogger(__name__)

CANCEL_DEADLINE_S: Final = 0.5
"""A part that does not give up its work by then goes on without being waited for; nothing of it is heard."""


class State(StrEnum):
    """What is being waited for."""

    REOPENED = "reopened"
    LISTENING = "listening"
    WAITING = "waiting"
    ANSWERING = "answering"
    APOLOGISING = "apologising"
    OVER = "over"


class Answering:
    """Says one thing to somebody, holding the floor while doing so.

    `pause` and `resume` interrupt it for a while, and `stop` ends it.

    Args:
        to: The only one who hears it; None for everybody at the door.
    """

    def __init__(self, turn: Turn, cast: Cast, to: Participant | None) -> None:
        self.turn = turn
        turn.private = turn.private or to is not None
        self.state = State.LISTENING
        self.since_s = 0.0
        """When it came into this state."""
        self.paused_since_s = 0.0
        self._cast = cast
        self._to = to
        self._place: Place | None = None
        self._commitment = Commitment()
        self._playout: Playout | None = None
        self._reply: Reply | None = None
        self._was_audible = False
        self._task: asyncio.Task[None] | None = None
        self._time = asyncio.get_running_loop().time

    @property
    def is_audible(self) -> bool:
        """Whether the listener hears it, or has heard it."""
        return self._was_audible or (self._playout is not None and self._playout.is_audible)

    @property
    def is_over(self) -> bool:
        return self.turn.outcome is not None

    @property
    def words_played(self) -> str:
        """What has been heard of it so far."""
        return self._reply.playout.heard if self._reply is not None and self._is_heard else ""

    @property
    def is_paused(self) -> bool:
        return self._playout is not None and self._playout.is_paused

    def pause(self, why: str) -> None:
        """Falls silent within a frame, until `resume` or `stop`."""
        if self._playout is not None and not self._playout.is_paused:
            self._playout.pause()
            self.paused_since_s = self._time()
            self.turn.decide(self._time(), "paused", why)

    def resume(self, why: str = "") -> None:
        """Goes on at the word that was cut."""
        if self._playout is not None and self._playout.is_paused and not self.is_over:
            self._playout.resume()
            self.turn.decide(self._time(), "resumed", why)

    async def speak_anew(self) -> None:
        """Says what was not heard yet with the voice as it is set now."""
        if self._reply is not None:
            await self._reply.speak_anew()

    async def stop(self, outcome: Outcome) -> None:
        """Ends it for good."""
        await self._cancel()
        self._finish(Outcome.FAILED if self.turn.failed is not None else outcome)

    async def give_up(self, why: str) -> None:
        """Ends it because it got stuck, and tells the listener in text."""
        self.turn.decide(self._time(), "given up", why)
        self.turn.failed = self.turn.failed or Part.LLM
        await self.stop(Outcome.FAILED)
        await self._write(apology(self.turn.failed, self._cast.language or self.turn.language))

    def _begin(self, attempt: Callable[[Place], Awaitable[Outcome]], place: Place) -> asyncio.Task[None]:
        """Starts the work of `attempt`; the place is left when it is over."""
        self._place = place
        with of_turn(self.turn.id):
            self._task = asyncio.create_task(self._run(attempt, place), name=f"exchange {self.turn.id}")
        return self._task

    async def _run(self, attempt: Callable[[Place], Awaitable[Outcome]], place: Place) -> None:
        try:
            outcome = await attempt(place)
        except Trouble as trouble:
            outcome = await self._fail(trouble, place)
        except Exception:
            _log.exception("turn %s failed", self.turn.id)
            outcome = Outcome.FAILED
        finally:
            place.leave()
        self._finish(outcome)

    async def _cancel(self) -> None:
        self._commitment.withdraw()
        if self._task is not None and self._task is not asyncio.current_task():
            self._task.cancel()
            await asyncio.wait((self._task,), timeout=CANCEL_DEADLINE_S)
        if self._place is not None:
            self._place.leave()

    def _enter(self, state: State) -> None:
        self.state, self.since_s = state, self._time()

    async def _speak(self, pieces: AsyncIterator[str]) -> None:
        cast, turn = self._cast, self.turn
        if self._to is not None and not await cast.door.can_whisper(self._to):
            await self._answer_in_text(pieces)
            return
        lead = ""
        if self._to is None and (why := self._why_by_name()) and (name := spoken_name(turn.speaker.name)):
            lead = f"{name},"
            turn.decide(self._time(), "called by name", why)
        self._reply = Reply(
            turn,
            cast.mouth,
            cast.outlet,
            self._commitment.gate,
            cast.policy,
            to=self._to,
            lead=lead,
            voice=lambda: cast.voice_of(turn.speaker),
            meter=cast.meter,
        )
        self._playout = self._reply.playout
        await self._reply.run(pieces)

    def _why_by_name(self) -> str:
        """Why the listener is called by name, or nothing."""
        turn, cast = self.turn, self._cast
        if cast.floor.names(turn.speaker, self._time()) or cast.others_speak(turn.speaker):
            return "others ask, too"
        return ""

    async def _answer_in_text(self, pieces: AsyncIterator[str]) -> None:
        """Writes what can't be whispered: aloud it would be heard by those it is not for."""
        self.turn.decide(self._time(), "written", "the server forbids to whisper")
        try:
            text = await composed(self.turn, pieces, self._cast.policy)
        except (MindUnavailable, TimeoutError) as error:
            raise Trouble(Part.LLM, str(error) or "no answer in time") from error
        await self._commitment.gate.wait()
        self._was_audible = True
        if await self._write(text):
            self.turn.said = self.turn.heard = text
            self._cast.floor.answered(self.turn.speaker, self._time(), text)

    async def _fail(self, trouble: Trouble, place: Place) -> Outcome:
        """Says sorry aloud if there is a sound for it, and in text in any case."""
        self.turn.failed = trouble.part
        self.turn.decide(self._time(), "failed", str(trouble))
        _log.warning("turn %s failed: %s", self.turn.id, trouble)
        return await self._apologise(trouble, place)

    async def _apologise(self, trouble: Trouble, place: Place) -> Outcome:
        self._enter(State.APOLOGISING)
        self._was_audible = True  # what is said from now on is a new question
        phrase = apology(trouble.part, self._cast.language or self.turn.language)
        text = asyncio.create_task(self._write(phrase), name="apology-text")
        try:
            await place.come_up()
            sound = self._cast.apologies.sound(trouble.part)
            if sound is not None and trouble.part is not Part.DOOR:
                await self._play(phrase, sound)
            await text
        except Trouble:
            await text
        finally:
            text.cancel()
            await asyncio.wait((text,))
        return Outcome.FAILED

    async def _play(self, phrase: str, sound: Int16) -> None:
        self._reply = None
        self._playout = Playout(
            self._cast.outlet, self._cast.policy.playout, self._commitment.gate, lambda: None, to=self._to
        )
        await played(self._playout, phrase, sound)

    async def _write(self, text: str) -> bool:
        try:
            async with asyncio.timeout(self._cast.text_deadline_s):
                await self._cast.door.send_text(text, to=self.turn.speaker)
        except Exception:  # the door is down too: there is nobody left to tell
            return False
        return True

    def _finish(self, outcome: Outcome) -> None:
        turn, cast = self.turn, self._cast
        if turn.outcome is not None:
            return
        self._note_heard()
        turn.outcome = outcome
        self._task = None  # a task that was cancelled holds its frames, and they hold this
        self._enter(State.OVER)
        turn.mark(Stage.DONE, self._time())
        if self._is_heard:
            cast.floor.answered(turn.speaker, self._time(), turn.said)
        cast.observer.turn_finished(turn)

    @property
    def _is_heard(self) -> bool:
        """Whether anything of what it is about was heard aloud."""
        return self._reply is not None and self._reply.playout.is_audible

    def _note_heard(self) -> None:
        if self._reply is not None and self._is_heard:
            self.turn.heard = self._reply.playout.heard


async def pieces_of(text: str) -> AsyncGenerator[str, None]:
    """The whole text as one piece."""
    yield text
