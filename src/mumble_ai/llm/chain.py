"""Several language models, asked in order until one answers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from mumble_ai.llm.brief import Brief
from mumble_ai.llm.contract import LanguageModel, LlmBroken, LlmError, LlmTooSlow, Message, Sampling
from mumble_ai.llm.ollama import Ollama
from mumble_ai.llm.openai import OpenAiCompatible
from mumble_ai.llm.rung import Deadlines, Rung
from mumble_ai.llm.screen import AnswerScreen
from mumble_ai.resilience.breaker import BreakerPolicy, CircuitBreaker
from mumble_ai.resilience.standing import Standing
from mumble_ai.settings import EMBEDDED, Settings

_log = logging.getLogger(__name__)

EMBEDDED_SENTENCES = 3


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

    @property
    def breakers(self) -> list[CircuitBreaker]:
        """One a model, in order of preference."""
        return [rung.breaker for rung in self._rungs]

    async def stream(self, messages: Sequence[Message], *, max_tokens: int | None = None) -> AsyncGenerator[str, None]:
        """Yields the answer in pieces; never asks a second model once a piece was given.

        Raises:
            LlmError: No model answered, or the one that did broke off.
        """
        sampling = Sampling(max_tokens or self._sampling.max_tokens, self._sampling.temperature)
        problems: list[str] = []
        order = self._order()
        for place, rung in enumerate(order):
            has_begun = False
            is_last = not any(other.is_well for other in order[place + 1 :])
            try:
                async with aclosing(self._ask(rung, messages, sampling, is_last=is_last)) as pieces:
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
        raise LlmError("; ".join(problems))

    async def read_ahead(self, messages: Sequence[Message]) -> None:
        """Lets the model that would be asked now read the beginning of a prompt; see `LanguageModel.read_ahead`.

        Raises:
            LlmError: It can't; nothing is held against it.
        """
        rung = self._order()[0]
        if rung.is_well:
            await rung.model.read_ahead(messages)

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

    async def close(self) -> None:
        for task in self._checks:
            task.cancel()
        await asyncio.gather(*self._checks, return_exceptions=True)
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
        self, rung: Rung, messages: Sequence[Message], sampling: Sampling, *, is_last: bool
    ) -> AsyncGenerator[str, None]:
        """One model's answer, screened; tells its breaker how it went."""
        permit = rung.admit()
        screen = AnswerScreen(rung.model.name)
        has_begun = False
        try:
            async with aclosing(rung.within_time(messages, sampling, is_last=is_last)) as pieces:
                async for piece in pieces:
                    if text := screen.push(piece):
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
        models.append(Ollama(settings.ollama_url, settings.ollama_model))
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
    model = OpenAiCompatible(url, api_key=key, label="embedded", extra={"cache_prompt": True}, is_free=True)
    return Brief(model, most_sentences=EMBEDDED_SENTENCES)
