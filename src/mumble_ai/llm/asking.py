"""How one model is asked: with tools, whether its server knows any or not, and for answers that fit a schema."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from typing import Any

from mumble_ai.llm.contract import (
    LanguageModel,
    LlmTooSlow,
    LlmWithoutSchemas,
    LlmWithoutTools,
    Message,
    Piece,
    Sampling,
    Tool,
    ToolCall,
)
from mumble_ai.llm.structured import asking_for, parse_answer
from mumble_ai.llm.tool_text import ToolCallReader, told_in_text

_log = logging.getLogger(__name__)


async def answer_with_tools(
    model: LanguageModel, messages: Sequence[Message], sampling: Sampling, tools: Sequence[Tool]
) -> AsyncGenerator[Piece, None]:
    """The answer in pieces. A call that stands in the text is a call, also where the server knows tools.

    Raises:
        LlmError: See `LanguageModel.stream`.
    """
    if not tools:
        async with aclosing(model.stream(messages, sampling)) as pieces:
            async for piece in pieces:
                yield piece
        return
    if await model.takes_tools():
        try:
            async with aclosing(_read(model.stream(messages, sampling, tools))) as pieces:
                async for piece in pieces:
                    yield piece
            return
        except LlmWithoutTools as error:
            _log.info("tools are told in the prompt from now on: %s", error)
    async with aclosing(_read(model.stream(told_in_text(messages, tools), sampling))) as pieces:
        async for piece in pieces:
            yield piece


async def prompt_for(model: LanguageModel, messages: Sequence[Message], tools: Sequence[Tool]) -> Sequence[Message]:
    """The messages as this model will read them."""
    return told_in_text(messages, tools) if tools and not await model.takes_tools() else messages


class StructuredAsking:
    """Asks one model for objects."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self._knows_schemas = True

    async def complete(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, Any],
        sampling: Sampling,
        *,
        model: str,
        deadline_s: float,
    ) -> dict[str, Any]:
        """An object that fits the schema.

        Raises:
            LlmTooSlow: It is not there in time.
            LlmError: There is none.
        """
        wished = asking_for(schema, messages)
        try:
            async with asyncio.timeout(deadline_s):
                text = await self._ask(wished, schema, sampling, model)
        except TimeoutError:
            raise LlmTooSlow(f"{self._model.name}: no whole answer within {deadline_s:g} s") from None
        return parse_answer(self._model.name, text, schema)

    async def _ask(self, messages: Sequence[Message], schema: Mapping[str, Any], sampling: Sampling, model: str) -> str:
        if self._knows_schemas:
            try:
                return await self._model.complete(messages, sampling, schema, model)
            except LlmWithoutSchemas as error:
                _log.info("answers are checked, but not forced, to fit from now on: %s", error)
                self._knows_schemas = False
        return await self._model.complete(messages, sampling, None, model)


async def _read(answer: AsyncGenerator[Piece, None]) -> AsyncGenerator[Piece, None]:
    reader = ToolCallReader()
    async with aclosing(answer) as pieces:
        async for piece in pieces:
            if isinstance(piece, ToolCall):
                yield piece
                continue
            for found in reader.push(piece):
                yield found
    for found in reader.flush():
        yield found
