"""One spoken question and its answer, from the end of speech to the last frame."""

from __future__ import annotations

import asyncio
from typing import Final

from mumble_ai.conversation.answering import Answering, State, pieces_of
from mumble_ai.conversation.cast import Cast
from mumble_ai.conversation.filling import Filling
from mumble_ai.conversation.listening.hearing import Hearing
from mumble_ai.conversation.meaning import Aside, Order, Question, understand
from mumble_ai.conversation.obeying import Obeyed, obey
from mumble_ai.conversation.ports import Utterance
from mumble_ai.conversation.turn import Outcome, Part, Stage, Trouble, Turn
from mumble_ai.conversation.turn_taking.floor import Place
from mumble_ai.conversation.turn_taking.unfinished import why_unfinished

MOST_PARTS: Final = 12
"""Utterances joined into one turn; the oldest is dropped when the speaker goes on beyond that."""


class Exchange(Answering):
    """Answers one speaker.

    Until the answer is audible the speaker may go on: `hold` keeps it silent while that is unclear, `release` lets it
    go, `reopen` drops it and waits for more speech. Afterwards it can be paused and stopped like everything that is
    said; what was heard is remembered.

    Args:
        whispered: The question was spoken to the assistant alone; so is the answer.
        over: What the assistant was saying when this speech fell into it.
    """

    def __init__(self, turn: Turn, cast: Cast, *, whispered: bool = False, over: Answering | None = None) -> None:
        super().__init__(turn, cast, turn.speaker if whispered or cast.manners().to_asker else None)
        self._is_whispered = whispered
        self._over = over
        self._hearings: list[Hearing] = []
        self._if_unfinished_s: float | None = None
        self._filling = Filling(turn, cast, self._commitment, self._to, self._has_sound)
        self._is_settled = False
        self._utterance: Utterance | None = None

    @property
    def is_open(self) -> bool:
        """Whether more speech may still join this turn."""
        return self.turn.outcome is None and not self.is_audible

    @property
    def is_answering(self) -> bool:
        """Whether work on an answer goes on, which more speech would make void."""
        return self._task is not None and not self._task.done()

    @property
    def words_so_far(self) -> str:
        """What was said; until it stands, what is understood of it."""
        return self.turn.text or " ".join(filter(None, (hearing.partial for hearing in self._hearings)))

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
        place = self._cast.floor.queue(self.turn.speaker, self)
        return self._begin(self._attempt, place)

    def hold(self) -> None:
        """The speaker seems to go on: nothing becomes audible for now."""
        self._commitment.hold()
        self._filling.pause()

    def release(self) -> None:
        """The speaker did not go on."""
        self._filling.resume()
        self._commitment.release()

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
        await super().stop(outcome)
        for hearing in self._hearings:
            await hearing.abandon()

    def _has_sound(self) -> bool:
        return self.is_audible or (self._playout is not None and self._playout.buffered_s > 0)

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
            await self._speak(pieces_of(obeyed.say))
        return Outcome.CONTROLLED

    async def _apologise(self, trouble: Trouble, place: Place) -> Outcome:
        if self._over is not None and not self._over.is_over:
            return Outcome.FAILED  # what fell into an answer was not understood; the answer goes on instead
        self._remember(interrupted=True)
        self._utterance = None
        return await super()._apologise(trouble, place)

    def _count_waste(self) -> None:
        done = {Part.STT: Stage.TRANSCRIPT, Part.LLM: Stage.FIRST_TOKEN, Part.TTS: Stage.FIRST_AUDIO}
        for part, stage in done.items():
            if stage in self.turn.times:
                self.turn.waste(part)

    def _finish(self, outcome: Outcome) -> None:
        if self.is_over:
            return
        self._remember(interrupted=outcome is not Outcome.ANSWERED)
        super()._finish(outcome)
        if self._over is not None:
            self._over.resume(f"what fell into it is over: {outcome.value}")
        if self._is_heard:
            ready_s = self.turn.times.get(Stage.FIRST_AUDIO, self._commitment.from_s)  # a filler may have held it back
            self._cast.waits.add(max(0.0, ready_s - self._commitment.from_s))

    def _remember(self, *, interrupted: bool) -> None:
        self._note_heard()
        if self._utterance is not None and (self.turn.heard or self._is_settled or self._is_heard):
            self._cast.mind.remember(self._utterance, self.turn.heard, interrupted=interrupted)
