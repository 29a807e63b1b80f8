"""One spoken answer: text is cut into clauses while it is written, clauses become sound while others are played."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import cast

from mumble_ai.conversation.clauses import ClauseCutter, ClauseLengths
from mumble_ai.conversation.playout import Playout, PlayoutPolicy
from mumble_ai.conversation.ports import Door, MindUnavailable, Mouth
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
        clauses_ahead: Clauses written before they are spoken; writing more waits.
    """

    first_text_s: float = 25.0
    text_s: float = 90.0
    sound_s: float = 5.0
    whole_s: float = 240.0
    clauses_ahead: int = 64
    playout: PlayoutPolicy = field(default_factory=PlayoutPolicy)
    lengths: ClauseLengths = field(default_factory=ClauseLengths)


class Reply:
    """Speaks one answer; cancel `run` to stop at once. `heard` says what was really played."""

    def __init__(self, turn: Turn, mouth: Mouth, door: Door, gate: asyncio.Event, policy: ReplyPolicy) -> None:
        self._turn = turn
        self._mouth = mouth
        self._policy = policy
        self._time = asyncio.get_running_loop().time
        self._clauses: asyncio.Queue[str | Trouble | None] = asyncio.Queue(policy.clauses_ahead)
        self._playout = Playout(door, policy.playout, gate, lambda: self._mark(Stage.FIRST_PACKET))

    @property
    def is_audible(self) -> bool:
        return self._playout.is_audible

    @property
    def heard(self) -> str:
        return self._playout.heard

    async def run(self, pieces: AsyncIterator[str]) -> None:
        """Speaks the answer to its end.

        Raises:
            Trouble: A part failed; everything made before that was played.
        """
        workers = (
            asyncio.create_task(self._write(pieces), name="reply-write"),
            asyncio.create_task(self._voice(), name="reply-voice"),
        )
        try:
            async with asyncio.timeout(self._policy.whole_s):
                await self._playout.run()
        except TimeoutError:
            raise Trouble(Part.DOOR, f"the answer was not over after {self._policy.whole_s:g} s") from None
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)

    async def _write(self, pieces: AsyncIterator[str]) -> None:
        trouble: Trouble | None = None
        cutter = ClauseCutter(self._policy.lengths)
        try:
            async with aclosing(self._in_time(pieces)) as timed:
                async for piece in timed:
                    self._mark(Stage.FIRST_TOKEN)
                    for clause in cutter.push(piece):
                        await self._hand_over(clause)
        except Trouble as error:
            trouble = error
        except MindUnavailable as error:
            trouble = Trouble(Part.LLM, str(error))
        except Exception as error:  # whatever a mind raises ends in an apology, not in silence
            trouble = Trouble(Part.LLM, f"{type(error).__name__}: {error}")
        for clause in cutter.flush():
            await self._hand_over(clause)
        await self._clauses.put(trouble)

    async def _hand_over(self, clause: str) -> None:
        self._mark(Stage.FIRST_CLAUSE)
        await self._clauses.put(clause)

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
            while isinstance(clause := await self._clauses.get(), str):
                self._playout.begin(clause)
                await self._speak(clause)
                self._playout.complete()
            trouble = clause
        except Trouble as error:
            trouble = error
        except SpeechError as error:
            trouble = Trouble(Part.TTS, str(error))
        except Exception as error:  # whatever an engine raises ends in an apology, not in silence
            trouble = Trouble(Part.TTS, f"{type(error).__name__}: {error}")
        await self._playout.finish(trouble)

    async def _speak(self, clause: str) -> None:
        chunks = self._mouth.speak(clause)
        async with aclosing(cast("AsyncGenerator[object, None]", chunks)):
            while True:
                try:
                    async with asyncio.timeout(self._policy.sound_s):
                        pcm = await anext(chunks, None)
                except TimeoutError:
                    raise Trouble(Part.TTS, f"no sound for {self._policy.sound_s:g} s") from None
                if pcm is None:
                    return
                self._mark(Stage.FIRST_AUDIO)
                await self._playout.put(pcm)

    def _mark(self, stage: Stage) -> None:
        self._turn.mark(stage, self._time())
