"""One spoken question and its answer, from the end of speech to the last frame."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from enum import StrEnum
from typing import Final

from mumble_ai.audio.pcm import Int16
from mumble_ai.conversation.cast import Cast
from mumble_ai.conversation.commitment import Commitment
from mumble_ai.conversation.composing import composed
from mumble_ai.conversation.filling import Filling
from mumble_ai.conversation.listening.hearing import Hearing
from mumble_ai.conversation.meaning import Aside, Order, Question, understand
from mumble_ai.conversation.obeying import Obeyed, obey
from mumble_ai.conversation.ports import MindUnavailable, Utterance
from mumble_ai.conversation.speaking.apology import apology
from mumble_ai.conversation.speaking.playout import Playout
from mumble_ai.conversation.speaking.reply import Reply, played
from mumble_ai.conversation.turn import Outcome, Part, Stage, Trouble, Turn
from mumble_ai.conversation.turn_taking.floor import Place, spoken_name
from mumble_ai.conversation.turn_taking.unfinished import why_unfinished

_log = logging.getLogger(__name__)

CANCEL_DEADLINE_S: Final = 0.5
"""A part that does not give up its work by then goes on without being waited for; nothing of it is heard."""
MOST_PARTS: Final = 12
"""Utterances joined into one turn; the oldest is dropped when the speaker goes on beyond that."""


class State(StrEnum):
    """What an exchange waits for."""

    REOPENED = "reopened"
    LISTENING = "listening"
    WAITING = "waiting"
    ANSWERING = "answering"
    APOLOGISING = "apologising"
    OVER = "over"


class Exchange:
    """Answers one speaker, holding the floor while doing so.

    Until the answer is audible the speaker may go on: `hold` keeps it silent while that is unclear, `release` lets it
    go, `reopen` drops it and waits for more speech. Afterwards `pause` and `resume` interrupt it for a while, and
    `stop` ends it; what was heard is remembered.

    Args:
        whispered: The question was spoken to the assistant alone; so is the answer.
        over: The answer that this speech fell into.
    """

    def __init__(self, turn: Turn, cast: Cast, *, whispered: bool = False, over: Exchange | None = None) -> None:
        self.turn = turn
        self.state = State.LISTENING
        self.since_s = 0.0
        """When it came into this state."""
        self.paused_since_s = 0.0
        self._cast = cast
        self._is_whispered = whispered
        self._to = turn.speaker if whispered or cast.manners().to_asker else None
        self._over = over
        self._place: Place | None = None
        self._hearings: list[Hearing] = []
        self._commitment = Commitment()
        self._if_unfinished_s: float | None = None
        self._filling = Filling(turn, cast, self._commitment, self._to, self._has_sound)
        self._playout: Playout | None = None
        self._reply: Reply | None = None
        self._was_audible = False
        self._is_settled = False
        self._utterance: Utterance | None = None
        self._task: asyncio.Task[None] | None = None
        self._time = asyncio.get_running_loop().time

    @property
    def is_audible(self) -> bool:
        """Whether the speaker hears the answer, or has heard it."""
        return self._was_audible or (self._playout is not None and self._playout.is_audible)

    @property
    def is_open(self) -> bool:
        """Whether more speech may still join this turn."""
        return self.turn.outcome is None and not self.is_audible

    @property
    def is_over(self) -> bool:
        return self.turn.outcome is not None

    @property
    def is_answering(self) -> bool:
        """Whether work on an answer goes on, which more speech would make void."""
        return self._task is not None and not self._task.done()

    @property
    def is_paused(self) -> bool:
        return self._playout is not None and self._playout.is_paused

    def start(
        self, hearing: Hearing, audible_from_s: float, *, if_unfinished_s: float | None = None
    ) -> asyncio.Task[None]:
        """Adds an utterance that has ended and answers all that was said.

        Args:
            audible_from_s: When the answer may be heard.
            if_unfinished_s: The same, should the words end in the middle of something.
        """
        self._hearings.append(hearing)
        self._if_unfinished_s = if_unfinished_s
        self._commitment.begin(audible_from_s)
        self._place = self._cast.floor.queue(self.turn.speaker, self)
        self._task = asyncio.create_task(self._run(self._place), name=f"exchange {self.turn.id}")
        return self._task

    def hold(self) -> None:
        """The speaker seems to go on: nothing becomes audible for now."""
        self._commitment.hold()
        self._filling.pause()

    def release(self) -> None:
        """The speaker did not go on."""
        self._filling.resume()
        self._commitment.release()

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

    async def reopen(self) -> None:
        """The speaker goes on: drops the answer in the making; `start` comes again."""
        await self._cancel()
        self._count_waste()
        self._playout, self._reply, self._utterance = None, None, None
        self.turn.decide(self._time(), "reopened", "the speaker went on before the answer was audible")
        self.turn.reopen()
        self._enter(State.REOPENED)
        while len(self._hearings) >= MOST_PARTS:
            await self._hearings.pop(0).abandon()

    async def stop(self, outcome: Outcome) -> None:
        """Ends the exchange for good."""
        await self._cancel()
        self._finish(Outcome.FAILED if self.turn.failed is not None else outcome)
        for hearing in self._hearings:
            await hearing.abandon()

    async def give_up(self, why: str) -> None:
        """Ends the exchange because it got stuck, and tells the speaker in text."""
        self.turn.decide(self._time(), "given up", why)
        self.turn.failed = self.turn.failed or Part.LLM
        await self.stop(Outcome.FAILED)
        await self._write(apology(self.turn.failed, self._cast.language or self.turn.language))

    def _enter(self, state: State) -> None:
        self.state, self.since_s = state, self._time()

    def _has_sound(self) -> bool:
        return self.is_audible or (self._playout is not None and self._playout.buffered_s > 0)

    async def _cancel(self) -> None:
        self._commitment.withdraw()
        if self._task is not None and self._task is not asyncio.current_task():
            self._task.cancel()
            await asyncio.wait((self._task,), timeout=CANCEL_DEADLINE_S)
        if self._place is not None:
            self._place.leave()

    async def _run(self, place: Place) -> None:
        try:
            outcome = await self._attempt(place)
        except Trouble as trouble:
            outcome = await self._fail(trouble, place)
        except Exception:
            _log.exception("turn %s failed", self.turn.id)
            outcome = Outcome.FAILED
        finally:
            place.leave()
        self._finish(outcome)

    async def _attempt(self, place: Place) -> Outcome:
        turn = self.turn
        self._enter(State.LISTENING)
        texts = await self._listen()
        turn.text = " ".join(texts)
        turn.mark(Stage.TRANSCRIPT, self._time())
        self._look_at_words(texts)
        is_over_answer = self._over is not None and not self._over.is_over
        meaning = understand(
            turn, self._cast, self._time(), last=texts[-1:], whispered=self._is_whispered, over=is_over_answer
        )
        turn.decide(self._time(), meaning.name, meaning.why)
        match meaning:
            case Aside():
                return meaning.outcome
            case Order():
                obeyed = await obey(meaning.control, self, self._over, self._cast)
                turn.decide(self._time(), "obeyed", obeyed.why)
                return await self._confirm(obeyed, place)
            case Question():
                if self._over is not None and not self._over.is_over:
                    await self._over.stop(Outcome.INTERRUPTED)
                return await self._answer(meaning, place)

    def _look_at_words(self, texts: list[str]) -> None:
        """Whose words end in the middle of something is given more time."""
        why = why_unfinished(texts[-1], self.turn.language) if texts else None
        if why is not None and self._if_unfinished_s is not None:
            self._commitment.put_off(self._if_unfinished_s)
            self.turn.decide(self._time(), "put off", f"the words end in the middle of something: {why}")

    async def _listen(self) -> list[str]:
        """The text of each utterance that has words."""
        texts: list[str] = []
        trouble: Trouble | None = None
        for hearing in self._hearings:
            try:
                transcript = await hearing.transcript()
            except Trouble as error:
                self.turn.decide(self._time(), "not understood", str(error))
                trouble = error
                continue
            if transcript.no_speech_probability <= self._cast.no_speech_probability:
                texts.append(transcript.text.strip())
            self.turn.language = transcript.language or self.turn.language
        if trouble is not None and not texts:
            raise trouble
        return [text for text in texts if any(c.isalnum() for c in text)]

    async def _answer(self, question: Question, place: Place) -> Outcome:
        turn = self.turn
        filling = asyncio.create_task(self._filling.run(place), name="filler")
        try:
            self._enter(State.WAITING)
            await place.come_up()
            self._enter(State.ANSWERING)
            self._utterance = Utterance(
                f"{turn.id}.{turn.revision}",
                turn.speaker,
                question.text,
                spoken=True,
                private=self._is_whispered,
                language=turn.language,
                settled=self._settled,
            )
            await self._speak(self._cast.mind.answer(self._utterance))
        finally:
            filling.cancel()
            await asyncio.wait((filling,))
        return Outcome.ANSWERED

    async def _settled(self) -> None:
        """Lets the mind act: from now on the words stand, and what the speaker adds is a new question."""
        await self._commitment.settled.wait()
        if not self._is_settled:
            self._is_settled = self._was_audible = True
            self.turn.decide(self._time(), "settled", "something is done for these words")

    async def _confirm(self, obeyed: Obeyed, place: Place) -> Outcome:
        """Says what an order led to, which is no answer and not remembered."""
        if obeyed.say:
            await place.come_up()
            await self._speak(_pieces(obeyed.say))
        return Outcome.CONTROLLED

    async def _speak(self, pieces: AsyncIterator[str]) -> None:
        cast, turn = self._cast, self.turn
        if self._to is not None and not await cast.door.can_whisper(self._to):
            await self._answer_in_text(pieces)
            return
        lead = ""
        others_ask = cast.floor.names(turn.speaker, self._time()) or cast.others_speak(turn.speaker)
        if self._to is None and others_ask and (name := spoken_name(turn.speaker.name)):
            lead = f"{name},"
            turn.decide(self._time(), "called by name", "others ask, too")
        self._reply = Reply(
            turn, cast.mouth, cast.outlet, self._commitment.gate, cast.policy, to=self._to, lead=lead, meter=cast.meter
        )
        self._playout = self._reply.playout
        await self._reply.run(pieces)

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
        if self._over is not None and not self._over.is_over:
            return Outcome.FAILED  # what fell into an answer was not understood; the answer goes on instead
        self._remember(interrupted=True)
        self._utterance = None
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

    def _count_waste(self) -> None:
        done = {Part.STT: Stage.TRANSCRIPT, Part.LLM: Stage.FIRST_TOKEN, Part.TTS: Stage.FIRST_AUDIO}
        for part, stage in done.items():
            if stage in self.turn.times:
                self.turn.waste(part)

    def _finish(self, outcome: Outcome) -> None:
        turn, cast = self.turn, self._cast
        if turn.outcome is not None:
            return
        self._remember(interrupted=outcome is not Outcome.ANSWERED)
        turn.outcome = outcome
        self._enter(State.OVER)
        if self._over is not None:
            self._over.resume(f"what fell into it is over: {outcome.value}")
        turn.mark(Stage.DONE, self._time())
        if self._reply is not None and self._reply.playout.is_audible:
            cast.floor.answered(turn.speaker, self._time(), turn.said)
            ready_s = turn.times.get(Stage.FIRST_AUDIO, self._commitment.from_s)  # a filler may have held it back
            cast.waits.add(max(0.0, ready_s - self._commitment.from_s))
        cast.observer.turn_finished(turn)

    def _remember(self, *, interrupted: bool) -> None:
        if self._reply is not None and self._reply.playout.is_audible:
            self.turn.heard = self._reply.playout.heard
        elif not self.turn.heard and not self._is_settled:
            return
        if self._utterance is not None:
            self._cast.mind.remember(self._utterance, self.turn.heard, interrupted=interrupted)


async def _pieces(text: str) -> AsyncGenerator[str, None]:
    yield text
