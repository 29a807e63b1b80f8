"""Several language models, asked in order until one answers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from mumble_ai.assistant.llm.brief import Brief
from mumble_ai.assistant.llm.contract import LanguageModel, LlmBroken, LlmError, LlmTooSlow, Message, Sampling
from mumble_ai.assistant.llm.ollama import Ollama
from mumble_ai.assistant.llm.openai import OpenAiCompatible
from mumble_ai.settings import Settings

_log = logging.getLogger(__name__)

EMBEDDED_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Limits of one model, in seconds.

    Attributes:
        first_s: For the first piece of its answer.
        whole_s: For the whole answer.
        check_s: For the question whether it can be used.
        rest_s: How long a model that failed is not asked, unless a check finds it well again.
    """

    first_s: float = 20.0
    whole_s: float = 60.0
    check_s: float = 3.0
    rest_s: float = 60.0


class LlmChain:
    """Asks the first model that is well, and the next one when it fails before its first piece."""

    def __init__(self, models: Sequence[LanguageModel], deadlines: Deadlines, sampling: Sampling) -> None:
        if not models:
            raise ValueError("a chain needs a model")
        self._models = tuple(models)
        self._deadlines = deadlines
        self._sampling = sampling
        self._resting_until_s = [0.0] * len(models)

    async def stream(self, messages: Sequence[Message], *, max_tokens: int | None = None) -> AsyncGenerator[str, None]:
        """Yields the answer in pieces; never asks a second model once a piece was given.

        Raises:
            LlmError: No model answered, or the one that did broke off.
        """
        sampling = Sampling(max_tokens or self._sampling.max_tokens, self._sampling.temperature)
        problems: list[str] = []
        for index in self._order():
            has_begun = False
            try:
                async with aclosing(self._within_time(self._models[index], messages, sampling)) as pieces:
                    async for piece in pieces:
                        has_begun = True
                        yield piece
                if has_begun:
                    self._resting_until_s[index] = 0.0
                    return
                raise LlmBroken(f"{self._models[index].name}: the answer is empty")
            except LlmError as error:
                _log.warning("language model: %s", error)
                self._rest(index)
                if has_begun:
                    raise
                problems.append(str(error))
        raise LlmError("; ".join(problems))

    async def check(self) -> str:
        """Asks every model whether it can be used, so that no question has to find out; returns the name of the first.

        Raises:
            LlmError: None can.
        """
        found = await asyncio.gather(*(self._is_well(index) for index in range(len(self._models))))
        problems = [str(problem) for problem in found if problem is not None]
        for model, problem in zip(self._models, found, strict=True):
            if problem is None:
                return model.name
        raise LlmError("; ".join(problems))

    async def close(self) -> None:
        for model in self._models:
            await model.close()

    async def _is_well(self, index: int) -> LlmError | None:
        model = self._models[index]
        try:
            async with asyncio.timeout(self._deadlines.check_s):
                await model.check()
        except TimeoutError:
            self._rest(index)
            return LlmTooSlow(f"{model.name}: no word within {self._deadlines.check_s:g} s")
        except LlmError as error:
            self._rest(index)
            return error
        self._resting_until_s[index] = 0.0
        return None

    def _order(self) -> list[int]:
        """Models that are well first; those that rest are better than no answer."""
        now_s = asyncio.get_running_loop().time()
        return sorted(range(len(self._models)), key=lambda i: (self._resting_until_s[i] > now_s, i))

    def _rest(self, index: int) -> None:
        self._resting_until_s[index] = asyncio.get_running_loop().time() + self._deadlines.rest_s

    async def _within_time(
        self, model: LanguageModel, messages: Sequence[Message], sampling: Sampling
    ) -> AsyncGenerator[str, None]:
        start_s = asyncio.get_running_loop().time()
        deadline_s = start_s + self._deadlines.first_s
        async with aclosing(model.stream(messages, sampling)) as pieces:
            while True:
                try:
                    async with asyncio.timeout_at(deadline_s):
                        piece = await anext(pieces, None)
                except TimeoutError:
                    raise LlmTooSlow(f"{model.name}: no word within {deadline_s - start_s:g} s") from None
                if piece is None:
                    return
                deadline_s = start_s + self._deadlines.whole_s
                yield piece


def build_chain(settings: Settings) -> LlmChain:
    """The models that the settings name: the one asked for, or in `auto` every one in order of preference."""
    models: list[LanguageModel] = []
    provider = settings.llm_provider
    if provider == "openai" or (provider == "auto" and settings.openai_base_url):
        models.append(
            OpenAiCompatible(settings.openai_base_url, api_key=settings.openai_api_key, model=settings.openai_model)
        )
    if provider in {"auto", "ollama"}:
        models.append(Ollama(settings.ollama_url, settings.ollama_model))
    if provider in {"auto", "embedded"}:
        models.append(_embedded(settings))
    deadlines = Deadlines(first_s=settings.llm_first_token_timeout_s, whole_s=settings.llm_timeout_s)
    return LlmChain(models, deadlines, Sampling(settings.llm_max_tokens, settings.llm_temperature))


def _embedded(settings: Settings) -> LanguageModel:
    """The embedded model is so small that it follows no rule about length."""
    url, key = f"{settings.llm_url}/v1", settings.speech_api_key
    model = OpenAiCompatible(url, api_key=key, label="embedded", extra={"cache_prompt": True})
    return Brief(model, most_sentences=EMBEDDED_SENTENCES)
