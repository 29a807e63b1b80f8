"""Keeps a model that does not know when to stop to a few sentences, as the rules of the prompt ask."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from typing import Any, Final

from mumble_ai.llm.contract import LanguageModel, Message, Piece, Sampling, Tool, ToolCall

_SENTENCE_END: Final = re.compile(r"""[.!?…]["'”’)]*\s""")
SHORTEST_SENTENCE: Final = 12
"""Characters; what is shorter is an abbreviation, a list number or an interjection."""


class Brief:
    """Ends each answer of `model` after `most_sentences`, in between two of them, and saves the rest of the work."""

    def __init__(self, model: LanguageModel, *, most_sentences: int) -> None:
        if most_sentences < 1:
            raise ValueError("an answer has at least one sentence")
        self._model = model
        self._most_sentences = most_sentences

    @property
    def name(self) -> str:
        return self._model.name

    async def takes_tools(self) -> bool:
        """See `LanguageModel.takes_tools`."""
        return await self._model.takes_tools()

    @property
    def is_capable(self) -> bool:
        return self._model.is_capable

    async def stream(
        self, messages: Sequence[Message], sampling: Sampling, tools: Sequence[Tool] = ()
    ) -> AsyncGenerator[Piece, None]:
        """See `LanguageModel.stream`."""
        said, start, ends = "", 0, 0
        async with aclosing(self._model.stream(messages, sampling, tools)) as pieces:
            async for piece in pieces:
                if isinstance(piece, ToolCall):
                    yield piece
                    continue
                given = len(said)
                said += piece
                while (end := _next_end(said, start)) is not None:
                    start, ends = end, ends + 1
                    if ends == self._most_sentences:
                        if last := said[given:end].rstrip():
                            yield last
                        return
                yield piece

    async def complete(
        self, messages: Sequence[Message], sampling: Sampling, schema: Mapping[str, Any] | None, model: str
    ) -> str:
        """See `LanguageModel.complete`; such an answer has no sentences to count."""
        return await self._model.complete(messages, sampling, schema, model)

    async def read_ahead(self, messages: Sequence[Message], tools: Sequence[Tool] = ()) -> None:
        """See `LanguageModel.read_ahead`."""
        await self._model.read_ahead(messages, tools)

    async def check(self) -> None:
        """See `LanguageModel.check`."""
        await self._model.check()

    async def close(self) -> None:
        await self._model.close()


def _next_end(text: str, start: int) -> int | None:
    """Where the sentence that begins at `start` ends, its space included; None while it goes on."""
    ends = _SENTENCE_END.finditer(text, start)
    return next((m.end() for m in ends if m.start() - start >= SHORTEST_SENTENCE), None)
