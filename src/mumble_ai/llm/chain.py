"""Several language models, asked in order until one answers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from typing import Any, Final

from mumble_ai.llm.brief import Brief
from mumble_ai.llm.contract import (
    LanguageModel,
    LlmBroken,
    LlmError,
    LlmTooSlow,
    Message,
    Piece,
    Sampling,
    Tool,
    ToolCall,
)
from mumble_ai.llm.ollama import Ollama
from mumble_ai.llm.openai import OpenAiCompatible
from mumble_ai.llm.rung import Deadlines, Rung
from mumble_ai.llm.screen import AnswerScreen
from mumble_ai.resilience.breaker import BreakerPolicy, CircuitBreaker
from mumble_ai.resilience.standing import Standing
from mumble_ai.settings import EMBEDDED, Settings

_log = logging.getLogger(__name__)

EMBEDDED_SENTENCES: Final = 3
STRUCTURED_TOKENS: Final = 1_000


class LlmChain:
    """Asks the first model that is well, and the next one when it fails before its first piece.

    Args:
        is_first_wanted: Whether an answer of any model but the first is only a makeshift.
    """

    def __init__(
        self,
        models: Sequence[LanguageModel],
        deadlines: Deadlines,
        sampling: Sampling,
        breaker: BreakerPolicy | None = None,
        *,
        is_first_wanted: bool = False,
    ) -> None:
        if not models:
            raise ValueError("a chain needs a model")
        self._rungs = [Rung(model, deadlines, breaker or BreakerPolicy()) for model in models]
        self._deadlines = deadlines
        self._sampling = sampling
        self._is_first_wanted = is_first_wanted
        self._checks: set[asyncio.Task[LlmError | None]] = set()
        self._leaving: dict[asyncio.Task[None], list[Rung]] = {}

    @property
    def breakers(self) -> list[CircuitBreaker]:
        """One a model, in order of preference."""
        return [rung.breaker for rung in self._rungs]

    @property
    def is_capable(self) -> bool:
        """Whether the model that would be asked now follows long prompts and uses tools."""
        first = self._order()[0]
        return first.model.is_capable and first.is_well

    async def stream(
        self,
        messages: Sequence[Message],
        *,
        tools: Sequence[Tool] = (),
        small: Sequence[Message] | None = None,
        is_capable_wanted: bool = False,
        max_tokens: int | None = None,
    ) -> AsyncGenerator[Piece, None]:
        """Yields the answer in pieces; never asks a second model once a piece was given.

        Args:
            tools: What a capable model may ask for; it comes as `ToolCall`, and nothing is done here.
            small: What a model that is not capable is asked in place of `messages`, without tools.
            is_capable_wanted: Asks no others at all.

        Raises:
            LlmError: No model answered, or the one that did broke off.
        """
        sampling = Sampling(max_tokens or self._sampling.max_tokens, self._sampling.temperature)
        problems: list[str] = []
        order = [rung for rung in self._order() if rung.model.is_capable or not is_capable_wanted]
        for place, rung in enumerate(order):
            has_begun = False
            is_last = not any(other.is_well for other in order[place + 1 :])
            asked, given = (messages, tools) if rung.model.is_capable else (small or messages, ())
            try:
                async with aclosing(self._ask(rung, asked, sampling, given, is_last=is_last)) as pieces:
                    async for piece in pieces:
                        has_begun = True
                        yield piece
                return
            except LlmError as error:
                _log.warning("language model: %s", error)
                if isinstance(error, LlmTooSlow):
                    self._look_again(rung)
                if has_begun:
                    raise
                problems.append(str(error))
        raise LlmError("; ".join(problems) or "no capable language model is set up")

    async def complete(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, Any],
        *,
        model: str | None = None,
        max_tokens: int = STRUCTURED_TOKENS,
        deadline_s: float | None = None,
    ) -> dict[str, Any]:
        """An object that fits the JSON schema, of the first capable model that gives one.

        It has a deadline and breakers of its own: what goes wrong here is not held against the models in talks.

        Args:
            model: Another model of the same servers; None for the usual one.
            deadline_s: For each model; None for the usual one of answers that nobody waits for.

        Raises:
            LlmError: None gives one in time, or none is capable.
        """
        problems: list[str] = []
        sampling = Sampling(max_tokens, 0.0)
        for rung in self._order():
            if not rung.model.is_capable:
                continue
            try:
                return await rung.complete(messages, schema, sampling, model=model or "", deadline_s=deadline_s)
            except LlmError as error:
                problems.append(str(error))
        raise LlmError("; ".join(problems) or "no capable language model is set up")

    async def read_ahead(
        self, messages: Sequence[Message], *, tools: Sequence[Tool] = (), small: Sequence[Message] | None = None
    ) -> None:
        """Lets the model that would be asked now read the beginning of a prompt; see `LanguageModel.read_ahead`.

        Raises:
            LlmError: It can't; nothing is held against it.
        """
        rung = self._order()[0]
        if not rung.is_well:
            return
        if rung.model.is_capable:
            await rung.read_ahead(messages, tools)
        else:
            await rung.read_ahead(small or messages, ())

    async def check(self) -> Standing:
        """Asks every model whether it can be used, so that no question has to find out; names the first that can.

        Raises:
            LlmError: None can.
        """
        found = await asyncio.gather(*(rung.check() for rung in self._rungs))
        problems = [str(problem) for problem in found if problem is not None]
        for place, (rung, problem) in enumerate(zip(self._rungs, found, strict=True)):
            if problem is None and rung.is_well:
                if place and self._is_first_wanted:
                    why = problems[0] if problems else self._rungs[0].breaker.reason
                    return Standing(f"{rung.model.name} answers instead: {why}", degraded=True)
                return Standing(rung.model.name)
        left_alone = [rung.breaker.reason for rung in self._rungs if not rung.is_well and rung.breaker.reason]
        raise LlmError("; ".join(dict.fromkeys([*problems, *left_alone])))

    async def probe(self) -> None:
        """Lets every model that is left alone and says that it is well write a few words, and trusts it if it can."""
        await asyncio.gather(*(rung.probe() for rung in self._rungs))

    def become(self, other: LlmChain) -> None:
        """Asks the models of another chain from now on, which is not to be used any more itself.

        Answers under way are finished by the models that began them; these are closed when all must be over.
        """
        longest_s = len(self._rungs) * self._deadlines.first_s
        longest_s += max(self._deadlines.whole_s, self._deadlines.structured_s)
        leaving = asyncio.create_task(_close_after(self._rungs, longest_s), name="close language models")
        self._leaving[leaving] = self._rungs
        leaving.add_done_callback(lambda task: self._leaving.pop(task, None))
        self._rungs, self._deadlines, self._sampling = other._rungs, other._deadlines, other._sampling
        self._is_first_wanted = other._is_first_wanted

    async def close(self) -> None:
        tasks = [*self._checks, *self._leaving]
        left = [rung for rungs in self._leaving.values() for rung in rungs]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for rung in left:
            await rung.model.close()
        for rung in self._rungs:
            await rung.model.close()

    def _order(self) -> list[Rung]:
        """Models that are well first; those that rest are better than no answer."""
        return sorted(self._rungs, key=lambda rung: rung.is_resting)

    def _look_again(self, rung: Rung) -> None:
        """A model that was late once is asked again if it says that it is well."""
        task = asyncio.create_task(rung.check(), name="check language model")
        self._checks.add(task)
        task.add_done_callback(self._checks.discard)

    async def _ask(
        self,
        rung: Rung,
        messages: Sequence[Message],
        sampling: Sampling,
        tools: Sequence[Tool],
        *,
        is_last: bool,
    ) -> AsyncGenerator[Piece, None]:
        """One model's answer, screened; tells its breaker how it went."""
        permit = rung.admit()
        screen = AnswerScreen(rung.model.name)
        has_begun = False
        try:
            async with aclosing(rung.within_time(messages, sampling, tools, is_last=is_last)) as pieces:
                async for piece in pieces:
                    if isinstance(piece, ToolCall):
                        has_begun = True
                        yield piece
                    elif text := screen.push(piece):
                        has_begun = True
                        yield text
            if text := screen.flush():
                has_begun = True
                yield text
            if not has_begun:
                raise LlmBroken(f"{rung.model.name}: the answer is empty")
        except LlmError as error:
            rung.failed(permit, error)
            raise
        except BaseException:  # the listener stopped it: what came until then was good
            if has_begun:
                rung.succeeded(permit)
            raise
        else:
            rung.succeeded(permit)
        finally:
            permit.dropped()


async def _close_after(rungs: Sequence[Rung], wait_s: float) -> None:
    await asyncio.sleep(wait_s)
    for rung in rungs:
        await rung.model.close()


def build_chain(settings: Settings) -> LlmChain:
    """The models that the settings name: the one asked for and its fallback, or in `auto` every one in order."""
    models: list[LanguageModel] = []
    provider = settings.llm_provider
    is_named = provider in {"openai", "ollama"}
    if provider == "openai" or (provider == "auto" and settings.openai_base_url):
        models.append(
            OpenAiCompatible(settings.openai_base_url, api_key=settings.openai_api_key, model=settings.openai_model)
        )
    if provider in {"auto", "ollama"}:
        models.append(Ollama(settings.ollama_url, settings.ollama_model, context_tokens=settings.ollama_context))
    if provider in {"auto", "embedded"} or settings.llm_fallback == EMBEDDED:
        models.append(_embedded(settings))
    breaker = BreakerPolicy(settings.ollama_circuit_threshold, settings.ollama_circuit_timeout)
    deadlines = Deadlines(
        first_s=settings.llm_first_token_timeout_s, whole_s=settings.llm_timeout_s, rest_s=breaker.timeout_s
    )
    sampling = Sampling(settings.llm_max_tokens, settings.llm_temperature)
    is_first_wanted = is_named or bool(settings.openai_base_url)
    return LlmChain(models, deadlines, sampling, breaker, is_first_wanted=is_first_wanted)


def _embedded(settings: Settings) -> LanguageModel:
    """The embedded model is so small that it follows no rule about length."""
    url, key = f"{settings.llm_url}/v1", settings.speech_api_key
    model = OpenAiCompatible(
        url, api_key=key, label="embedded", extra={"cache_prompt": True}, is_free=True, is_capable=False
    )
    return Brief(model, most_sentences=EMBEDDED_SENTENCES)
