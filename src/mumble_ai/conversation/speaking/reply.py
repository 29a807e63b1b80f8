"""One spoken answer: text is cut into clauses while it is written, clauses become sound while others are played."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import cast

from mumble_ai.audio.pcm import VOICE_RATE_HZ, Int16
from mumble_ai.conversation.ports import MindUnavailable, Mouth, Participant
from mumble_ai.conversation.speaking.clause_stream import ClauseStream
from mumble_ai.conversation.speaking.playout import Playout, PlayoutPolicy, Speaker
from mumble_ai.conversation.speaking.scheduling import SchedulePolicy
from mumble_ai.conversation.speaking.speed_meter import SpeedMeter
from mumble_ai.conversation.turn import Part, Stage, Trouble, Turn
from mumble_ai.speech.contract import SpeechError


@dataclass(frozen=True, slots=True)
class ReplyPolicy:
    """Deadlines of one answer, in seconds.

    Attributes:
        first_text_s: For the first piece of text.
        text_s: For the whole text, from the start.
        sound_s: For each piece of sound of a clause.
        whole_s: For everything, to the last frame played.
    """

    first_text_s: float = 25.0
    text_s: float = 90.0
    sound_s: float = 5.0
    whole_s: float = 240.0
    playout: PlayoutPolicy = field(default_factory=PlayoutPolicy)
    schedule: SchedulePolicy = field(default_factory=SchedulePolicy)


class Reply:
    """Speaks one answer; cancel `run` to stop at once. `heard` says what was really played.

    Args:
        to: The only one who hears it; None for everybody at the door.
        lead: Spoken before the answer and no part of it, such as the name of who is answered.
        voice: Asked at each clause; see `Mouth.speak`.
        meter: How fast model and voice have been in this talk.
    """

    def __init__(
        self,
        turn: Turn,
        mouth: Mouth,
        door: Speaker,
        gate: asyncio.Event,
        policy: ReplyPolicy,
        *,
        to: Participant | None = None,
        lead: str = "",
        voice: Callable[[], str] = str,
        meter: SpeedMeter | None = None,
    ) -> None:
        self._turn = turn
        self._mouth = mouth
        self._policy = policy
        self._lead = lead
        self._voice_wanted = voice
        self._time = asyncio.get_running_loop().time
        self._meter = meter or SpeedMeter()
        self._text = ClauseStream(self._meter, policy.schedule)
        self._to_say_again: deque[str] = deque()
        self._trouble: Trouble | None = None
        self._made_s = 0.0
        self._spoken = 0.0
        self._said = 0
        self._may_start = asyncio.Event()
        self._start_alarm: asyncio.TimerHandle | None = None
        self._voicing: asyncio.Task[None] | None = None
        self.playout = Playout(
            door, policy.playout, gate, lambda: self._mark(Stage.FIRST_PACKET), to=to, may_start=self._may_start
        )

    async def run(self, pieces: AsyncIterator[str]) -> None:
        """Speaks the answer to its end.

        Raises:
            Trouble: A part failed; everything made before that was played.
        """
        writing = asyncio.create_task(self._write(pieces), name="reply-write")
        self._voicing = asyncio.create_task(self._voice(), name="reply-voice")
        try:
            async with asyncio.timeout(self._policy.whole_s):
                await self.playout.run()
        except TimeoutError:
            raise Trouble(Part.DOOR, f"the answer was not over after {self._policy.whole_s:g} s") from None
        finally:
            if self._start_alarm is not None:
                self._start_alarm.cancel()
            workers = (writing, self._voicing)
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)

    async def speak_anew(self) -> None:
        """Makes the sound of everything that was not heard yet again, with the mouth as it is set now."""
        if self._voicing is None:
            return
        self._voicing.cancel()
        await asyncio.wait((self._voicing,))
        self._to_say_again.extendleft(reversed(self.playout.unheard))
        self.playout.drop_unplayed()
        self._voicing = asyncio.create_task(self._voice(), name="reply-voice")

    async def _write(self, pieces: AsyncIterator[str]) -> None:
        try:
            async with aclosing(self._in_time(pieces)) as timed:
                async for piece in timed:
                    self._mark(Stage.FIRST_TOKEN)
                    self._turn.said += piece
                    await self._text.write(piece)
        except Trouble as error:
            self._trouble = error
        except MindUnavailable as error:
            self._trouble = Trouble(Part.LLM, str(error))
        except Exception as error:  # whatever a mind raises ends in an apology, not in silence
            self._trouble = Trouble(Part.LLM, f"{type(error).__name__}: {error}")
        self._text.end()
        self._consider_start()

    async def _in_time(self, pieces: AsyncIterator[str]) -> AsyncGenerator[str, None]:
        start_s = self._time()
        deadline_s = start_s + self._policy.first_text_s
        async with aclosing(cast("AsyncGenerator[str, None]", pieces)):
            while True:
                try:
                    async with asyncio.timeout_at(deadline_s):
                        piece = await anext(pieces, None)
                except TimeoutError:
                    raise Trouble(Part.LLM, f"no text for {self._time() - start_s:.1f} s") from None
                if piece is None:
                    return
                deadline_s = start_s + self._policy.text_s
                yield piece

    async def _voice(self) -> None:
        trouble: Trouble | None = None
        try:
            while isinstance(clause := await self._next_clause(), str):
                if self._lead:
                    lead, self._lead = self._lead, ""
                    await self._speak(lead, counts=False)
                await self._speak(clause)
            trouble = clause
        except Trouble as error:
            trouble = error
        except SpeechError as error:
            trouble = Trouble(Part.TTS, str(error))
        except Exception as error:  # whatever an engine raises ends in an apology, not in silence
            trouble = Trouble(Part.TTS, f"{type(error).__name__}: {error}")
        self._may_start.set()
        await self.playout.finish(trouble)

    async def _next_clause(self) -> str | Trouble | None:
        if self._to_say_again:
            return self._to_say_again.popleft()
        clause = await self._text.next(lambda: self.playout.buffered_s)
        if clause is None:
            return self._trouble
        self._mark(Stage.FIRST_CLAUSE)
        return clause

    async def _speak(self, text: str, *, counts: bool = True) -> None:
        clause = self.playout.begin(text, counts=counts)
        chunks = self._mouth.speak(text, voice=self._voice_wanted())
        async with aclosing(cast("AsyncGenerator[Int16, None]", chunks)):
            while True:
                try:
                    async with asyncio.timeout(self._policy.sound_s):
                        pcm = await anext(chunks, None)
                except TimeoutError:
                    raise Trouble(Part.TTS, f"no sound for {self._policy.sound_s:g} s") from None
                if pcm is None:
                    break
                self._mark(Stage.FIRST_AUDIO)
                await self.playout.put(clause, pcm)
                if counts:
                    self._count_sound(pcm.size / VOICE_RATE_HZ)
        self.playout.complete(clause)
        if counts:
            self._said += len(text)
            self._spoken = self._said
            self._consider_start()

    def _count_sound(self, sound_s: float) -> None:
        self._made_s += sound_s
        self._spoken += sound_s / self._meter.speeds.character_s
        if self._start_alarm is None:
            latest_s = self._policy.schedule.start_later_s
            self._start_alarm = asyncio.get_running_loop().call_later(latest_s, self._may_start.set)
        self._consider_start()

    def _consider_start(self) -> None:
        """Lets the voice begin as soon as its sound will not run out."""
        if self._made_s and self._text.start_buffer_s(made_s=self._made_s, spoken=self._spoken) <= self._made_s:
            self._may_start.set()

    def _mark(self, stage: Stage) -> None:
        self._turn.mark(stage, self._time())


async def played(playout: Playout, phrase: str, sound: Int16) -> None:
    """Plays one ready sound to its end.

    Raises:
        Trouble: The door did not take it.
    """

    async def fill() -> None:
        clause = playout.begin(phrase, counts=False)
        await playout.put(clause, sound)
        playout.complete(clause)
        await playout.finish()

    filling = asyncio.create_task(fill(), name="phrase")
    try:
        await playout.run()
    finally:
        filling.cancel()
        await asyncio.wait((filling,))
