"""A `Mind` made of persona, short-term memory and language models."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from mumble_ai.assistant.history import ShortTermMemory
from mumble_ai.assistant.prompt import build_messages, system_prompt
from mumble_ai.assistant.read_ahead import ReadAhead
from mumble_ai.assistant.speakable import PlainText, SpeakableText
from mumble_ai.llm.chain import LlmChain
from mumble_ai.llm.contract import LlmError, Message


class Person(Protocol):
    """Whom an answer is for; `identity` is verified or None."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def identity(self) -> str | None: ...


class Question(Protocol):
    """What was said or written."""

    @property
    def speaker(self) -> Person: ...
    @property
    def text(self) -> str: ...
    @property
    def spoken(self) -> bool: ...
    @property
    def private(self) -> bool: ...


class NoAnswer(Exception):
    """No language model answers; the message says why."""


@dataclass(slots=True)
class Assistant:
    """Answers questions of one talk.

    Attributes:
        clock: Gives the local time, with its zone.
    """

    chain: LlmChain
    memory: ShortTermMemory
    persona: str
    clock: Callable[[], datetime]
    _ahead: ReadAhead = field(init=False)

    def __post_init__(self) -> None:
        self._ahead = ReadAhead(self.chain.read_ahead, self.clock)

    def expect(self, person: Person) -> None:
        """Somebody came in or begins to speak: everything that is known before the question is read ahead.

        Returns at once and never fails.
        """

        def build() -> list[Message]:
            now = self._ahead.time_to_expect(_told_key(person))
            return self._messages(_Coming(person), now)

        self._ahead.want(build)

    async def answer(self, utterance: Question) -> AsyncGenerator[str, None]:
        """Yields speakable text for a spoken question, plain text for a written one.

        Raises:
            NoAnswer: No language model answers in time, or with any words.
        """
        self._ahead.stop()
        now = self._ahead.time_to_tell(_told_key(utterance.speaker))
        cleaner = SpeakableText() if utterance.spoken else PlainText()
        has_words = False
        try:
            async with aclosing(self.chain.stream(self._messages(utterance, now))) as pieces:
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
        self.memory.add("user", utterance.text, speaker_key=key, name=utterance.speaker.name, private=private)
        answer = f"{heard.rstrip()} …" if interrupted and heard.strip() else heard
        self.memory.add("assistant", answer, speaker_key=key, private=private)
        if utterance.spoken and not private:
            self.expect(utterance.speaker)

    async def warm_up(self) -> None:
        """Lets the model load and read the part of the prompt that stays the same.

        Raises:
            LlmError: No model answers.
        """
        prompt = system_prompt(self.persona, spoken=True, now=self.clock())
        messages = [Message("system", prompt), Message("user", "Hello")]
        async with aclosing(self.chain.stream(messages, max_tokens=1)) as pieces:
            async for _ in pieces:
                return

    async def close(self) -> None:
        """Stops what it does by itself."""
        await self._ahead.close()

    def _messages(self, utterance: Question, now: datetime) -> list[Message]:
        key = speaker_key(utterance.speaker)
        return build_messages(
            persona=self.persona,
            history=self.memory.recent(speaker_key=key, private=utterance.private),
            text=utterance.text,
            speaker_name=utterance.speaker.name,
            spoken=utterance.spoken,
            private=utterance.private,
            now=now,
        )


@dataclass(frozen=True, slots=True)
class _Coming:
    """A question that is not asked yet; its text only ends the prompt."""

    speaker: Person
    text: str = "Hello"
    spoken: bool = True
    private: bool = False


def _told_key(person: Person) -> tuple[str, str]:
    return speaker_key(person), person.name


def speaker_key(speaker: Person) -> str:
    """What private messages are kept under: the verified identity, or for a guest this one visit."""
    return f"identity {speaker.identity}" if speaker.identity else f"visit {speaker.id}"
