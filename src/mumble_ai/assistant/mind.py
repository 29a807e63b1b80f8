"""A `Mind` made of persona, memory, everyday commands and language models."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.replies import replies
from mumble_ai.assistant.full_prompt import Asker, build_prompt
from mumble_ai.assistant.history import ShortTermMemory
from mumble_ai.assistant.house import House, Speaker, speaker_key
from mumble_ai.assistant.knowing import Asking
from mumble_ai.assistant.knowledge import Knowledge
from mumble_ai.assistant.prompt import Prompt, build_messages, system_prompt
from mumble_ai.assistant.read_ahead import Expected, ReadAhead
from mumble_ai.assistant.readiness import Readiness, Ready
from mumble_ai.assistant.speakable import PlainText, SpeakableText
from mumble_ai.llm.chain import LlmChain
from mumble_ai.llm.contract import LlmError, Message, Piece
from mumble_ai.memory.conversations.exchange import SpokenExchange
from mumble_ai.memory.people.person import Person

MOST_ASKED: Final = 64
"""Questions being answered; one whose answer nobody heard is dropped when there are more."""


class Said(Protocol):
    """What a prompt is made of."""

    @property
    def speaker(self) -> Speaker: ...
    @property
    def text(self) -> str: ...
    @property
    def spoken(self) -> bool: ...
    @property
    def private(self) -> bool: ...


class Question(Said, Protocol):
    """What was said or written; see `mumble_ai.conversation.ports.Utterance`."""

    @property
    def turn_id(self) -> str: ...
    @property
    def language(self) -> str | None: ...
    @property
    def settled(self) -> Callable[[], Awaitable[None]]: ...


class NoAnswer(Exception):
    """Nobody answers; the message says why."""


async def _never() -> None:
    """Nothing is done for a question that nobody asked."""
    raise RuntimeError("a question that is only expected has no answer")


@dataclass(frozen=True, slots=True)
class _Coming:
    """A question that is not asked yet; its text only ends the prompt."""

    speaker: Speaker
    text: str = "Hello"
    spoken: bool = True
    private: bool = False
    turn_id: str = ""
    language: str | None = None
    settled: Callable[[], Awaitable[None]] = _never


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that is being answered."""

    person: Person
    channel: str
    at: datetime


class Assistant:
    """Answers questions of one talk.

    Args:
        persona: For everybody who has no other.
        clock: Gives the local time, with its zone.
        house: What it knows and can do; without one it can only talk.
    """

    def __init__(
        self,
        chain: LlmChain,
        memory: ShortTermMemory,
        persona: str,
        clock: Callable[[], datetime],
        house: House | None = None,
    ) -> None:
        self._chain = chain
        self._memory = memory
        self._persona = persona
        self._clock = clock
        self._house = house
        self._ahead = ReadAhead(self._read_ahead, clock)
        self._readiness = (
            Readiness(house, memory, clock, lambda: chain.is_capable, self._when_ready) if house is not None else None
        )
        self._asked: OrderedDict[str, _Asked] = OrderedDict()
        self._contexts: OrderedDict[str, ActionContext] = OrderedDict()
        """The newest of each speaker."""
        self._told_forgetful: set[str] = set()

    def become(self, persona: str) -> None:
        """Is somebody else from now on, for everybody who has no other persona."""
        self._persona = persona

    def expect(self, speaker: Speaker) -> None:
        """Somebody came in or begins to speak: everything that is known before the question is got ready.

        Returns at once and never fails.
        """
        if self._readiness is not None:
            self._readiness.expect(speaker)
        else:
            coming = _Coming(speaker)
            self._ahead.want(lambda: Expected(self._talking_prompt(coming, self._time_to_expect(speaker))))

    async def take_up(self, speaker: Speaker) -> None:
        """See `Readiness.take_up`; awaited before the question of somebody whom nothing has announced."""
        if self._readiness is not None:
            await self._readiness.take_up(speaker)

    async def answer(self, utterance: Question) -> AsyncGenerator[str, None]:
        """Yields speakable text for a spoken question, plain text for a written one.

        Raises:
            NoAnswer: It is no command, and no language model answers in time, or with any words.
        """
        self._ahead.stop()
        cleaner = SpeakableText() if utterance.spoken else PlainText()
        has_words = False
        pieces = self._talk(utterance) if self._house is None else self._live(utterance, self._house)
        try:
            async with aclosing(pieces):
                async for piece in pieces:
                    if isinstance(piece, str) and (text := cleaner.push(piece)):
                        has_words = has_words or bool(text.strip())
                        yield text
        except LlmError as error:
            raise NoAnswer(str(error)) from error
        if text := cleaner.flush():
            has_words = has_words or bool(text.strip())
            yield text
        if not has_words:
            raise NoAnswer("the model answered without any words")

    def remember(self, utterance: Question, heard: str, *, interrupted: bool) -> None:
        """Records what was asked and what was really heard of the answer."""
        key, private = speaker_key(utterance.speaker), utterance.private
        self._memory.add("user", utterance.text, speaker_key=key, name=utterance.speaker.name, private=private)
        answer = f"{heard.rstrip()} …" if interrupted and heard.strip() else heard
        self._memory.add("assistant", answer, speaker_key=key, private=private)
        self._record(utterance, heard, interrupted=interrupted)
        if utterance.spoken and not private:
            self.expect(utterance.speaker)

    def never_mind(self, speaker: Speaker) -> None:
        """The speaker said stop: what a command has asked them is dropped. Returns at once."""
        context = self._contexts.get(speaker_key(speaker))
        if self._house is not None and context is not None:
            self._house.commands.never_mind(context)

    async def warm_up(self) -> None:
        """Compiles the commands, and lets the model load and read the part of the prompt that stays the same.

        Raises:
            LlmError: No model answers.
        """
        if self._house is not None:
            await self._house.commands.warm_up()
        prompt = system_prompt(self._persona, spoken=True, now=self._clock())
        messages = [Message("system", prompt), Message("user", "Hello")]
        async with aclosing(self._chain.stream(messages, max_tokens=1)) as pieces:
            async for _ in pieces:
                return

    async def close(self) -> None:
        """Stops what it does by itself."""
        if self._readiness is not None:
            await self._readiness.close()
        await self._ahead.close()

    def _talk(self, utterance: Question) -> AsyncGenerator[Piece, None]:
        """Talk alone."""
        return self._chain.stream(self._talking_prompt(utterance, self._time_to_tell(utterance.speaker)).messages)

    async def _live(self, utterance: Question, house: House) -> AsyncGenerator[Piece, None]:
        """Everyday commands and what is known come first, then the models."""
        person = await house.door.who_is(utterance.speaker)
        self._asked[utterance.turn_id] = _Asked(person, house.door.channel, self._clock())
        while len(self._asked) > MOST_ASKED:
            self._asked.popitem(last=False)
        context = self._context(utterance, person, house)
        self._contexts[speaker_key(utterance.speaker)] = context
        while len(self._contexts) > MOST_ASKED:
            self._contexts.popitem(last=False)
        answer = await house.commands.answer(utterance.text, context)
        if answer is None:
            now = self._time_to_tell(utterance.speaker).astimezone(person.zone)
            persona, known = await asyncio.gather(
                house.persona(person.id, house.door.channel),
                self._known(Asking(person, utterance.text, now, not utterance.private), house),
            )
            ready = Ready(person, persona, known)
            answer = house.tools.stream(self._prompt(utterance, ready, now), context)
        async with aclosing(answer):
            async for piece in answer:
                yield piece
        if note := self._out_of_reach(utterance.speaker, context.language, house):
            yield f" {note}"

    async def _known(self, asking: Asking, house: House) -> Knowledge:
        """What is known for a question, where the model that would answer can make use of it."""
        return await house.knowing.about(asking) if self._chain.is_capable else Knowledge()

    def _out_of_reach(self, speaker: Speaker, language: str, house: House) -> str:
        """Says once to each person that nothing can be kept now; again after it could in between."""
        if not house.log.standing().degraded:
            self._told_forgetful.clear()
            return ""
        key = speaker_key(speaker)
        if key in self._told_forgetful:
            return ""
        self._told_forgetful.add(key)
        return replies(language).say("memory_out_of_reach")

    def _record(self, utterance: Question, heard: str, *, interrupted: bool) -> None:
        asked = self._asked.pop(utterance.turn_id, None) if self._house is not None else None
        if self._house is None or asked is None:
            return
        self._house.log.record(
            SpokenExchange(
                turn_id=utterance.turn_id,
                person_id=asked.person.id,
                door=self._house.door.name,
                channel=asked.channel,
                private=utterance.private,
                spoken=utterance.spoken,
                asked_text=utterance.text,
                asked_at=asked.at,
                heard_text=heard.strip(),
                answered_at=self._clock(),
                interrupted=interrupted,
            )
        )

    def _context(self, utterance: Question, person: Person, house: House) -> ActionContext:
        return ActionContext(
            person=person,
            turn_id=utterance.turn_id,
            now=self._clock().astimezone(person.zone),
            language=person.language or utterance.language or "",
            text=utterance.text,
            private=utterance.private,
            settled=utterance.settled,
            surroundings=house.door.surroundings(utterance.speaker),
        )

    def _when_ready(self, speaker: Speaker, ready: Ready) -> None:
        house = self._house
        assert house is not None
        coming = _Coming(speaker)

        def build() -> Expected:
            now = self._time_to_expect(speaker).astimezone(ready.person.zone)
            return Expected(
                self._prompt(coming, ready, now), house.tools.tools(self._context(coming, ready.person, house))
            )

        self._ahead.want(build)

    async def _read_ahead(self, expected: Expected) -> None:
        prompt = expected.prompt
        await self._chain.read_ahead(prompt.messages, tools=expected.tools, small=prompt.small)

    def _time_to_expect(self, speaker: Speaker) -> datetime:
        return self._ahead.time_to_expect((speaker_key(speaker), speaker.name))

    def _time_to_tell(self, speaker: Speaker) -> datetime:
        return self._ahead.time_to_tell((speaker_key(speaker), speaker.name))

    def _talking_prompt(self, said: Said, now: datetime) -> Prompt:
        messages = build_messages(
            persona=self._persona,
            history=self._memory.recent(speaker_key=speaker_key(said.speaker), private=said.private),
            text=said.text,
            speaker_name=said.speaker.name,
            spoken=said.spoken,
            private=said.private,
            now=now,
        )
        return Prompt(messages, messages)

    def _prompt(self, said: Said, ready: Ready, now: datetime) -> Prompt:
        key, person = speaker_key(said.speaker), ready.person
        return build_prompt(
            persona=ready.persona,
            history=self._memory.recent(speaker_key=key, private=said.private),
            asker=Asker(key, person.name, person.time_zone, person.language, person.clock),
            knowledge=ready.known,
            text=said.text,
            spoken=said.spoken,
            private=said.private,
            now=now,
        )
