"""One model of a chain: what is known about how it is, and how long it is waited for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Final

from mumble_ai.llm.asking import StructuredAsking, answer_with_tools, prompt_for
from mumble_ai.llm.contract import (
    LanguageModel,
    LlmBroken,
    LlmError,
    LlmTooSlow,
    LlmUnreachable,
    Message,
    Piece,
    Sampling,
    Tool,
    ToolCall,
)
from mumble_ai.llm.screen import AnswerScreen
from mumble_ai.resilience.breaker import BreakerPolicy, BreakerState, CircuitBreaker, Permit
from mumble_ai.resilience.patience import Patience, PatiencePolicy

LEAST_PATIENCE_S: Final = 1.0
"""Least wait for the first word while another model stands behind; a busy machine delays even a good one."""
PROBE_TOKENS: Final = 16
"""Enough to see that an answer comes, and that it is one."""
LATE_CHECKS: Final = 2
"""Checks in a row without a word in time after which the model is left alone."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Limits of one model, in seconds.

    Attributes:
        first_s: For the first piece of its answer; less when another model that is well stands behind and this one is
            usually faster.
        whole_s: For the whole answer.
        structured_s: For a whole answer that is to fit a schema; nobody waits for it in a talk.
        check_s: For the question whether it can be used.
        rest_s: How long a model that failed is asked after the others, unless a check finds it well again.
    """

    first_s: float = 20.0
    whole_s: float = 60.0
    structured_s: float = 60.0
    check_s: float = 2.0
    rest_s: float = 60.0


class Rung:
    """One model and its breaker."""

    def __init__(self, model: LanguageModel, deadlines: Deadlines, breaker: BreakerPolicy) -> None:
        self.model = model
        self.breaker = CircuitBreaker(model.name, breaker)
        self._structured = StructuredAsking(model)
        self._structured_breaker = CircuitBreaker(f"structured answers of {model.name}", breaker)
        self._deadlines = deadlines
        first_s = deadlines.first_s
        self._patience = Patience(PatiencePolicy(first_s, min(LEAST_PATIENCE_S, first_s), first_s))
        self._resting_until_s = 0.0
        self._late = 0

    @property
    def is_resting(self) -> bool:
        """Whether it failed lately and nobody has found it well since."""
        return self._resting_until_s > _now_s()

    @property
    def is_well(self) -> bool:
        """Whether it may be asked and nothing is known against it."""
        return not self.is_resting and self.breaker.admits(_now_s())

    def admit(self) -> Permit:
        """The permit to ask it.

        Raises:
            LlmError: It is left alone.
        """
        permit = self.breaker.admit(_now_s())
        if permit is None:
            raise LlmError(f"{self.breaker.reason} (left alone for a while)")
        return permit

    def failed(self, permit: Permit, error: LlmError) -> None:
        """An answer failed."""
        permit.failed(_now_s(), str(error))
        self._rest()

    def succeeded(self, permit: Permit) -> None:
        """An answer was given."""
        permit.succeeded()
        self._resting_until_s = 0.0

    async def read_ahead(self, messages: Sequence[Message], tools: Sequence[Tool]) -> None:
        """See `LanguageModel.read_ahead`."""
        told = await prompt_for(self.model, messages, tools)
        await self.model.read_ahead(told, tools if told is messages else ())

    async def complete(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, Any],
        sampling: Sampling,
        *,
        model: str,
        deadline_s: float | None = None,
    ) -> dict[str, Any]:
        """An object that fits the schema. What goes wrong here is not held against what the model says in talks.

        Raises:
            LlmError: There is none, or the model is left alone.
        """
        permit = self._structured_breaker.admit(_now_s())
        if permit is None or not self.breaker.admits(_now_s()):
            if permit is not None:
                permit.dropped()
            raise LlmError(f"{self._structured_breaker.reason or self.breaker.reason} (left alone for a while)")
        try:
            deadline_s = deadline_s or self._deadlines.structured_s
            answer = await self._structured.complete(messages, schema, sampling, model=model, deadline_s=deadline_s)
            permit.succeeded()
        except LlmError as error:
            permit.failed(_now_s(), str(error))
            raise
        else:
            return answer
        finally:
            permit.dropped()

    async def check(self) -> LlmError | None:
        """Asks whether it can be used; returns what is wrong."""
        try:
            async with asyncio.timeout(self._deadlines.check_s):
                await self.model.check()
        except TimeoutError:
            self._late += 1
            error: LlmError = LlmTooSlow(f"{self.model.name}: no word within {self._deadlines.check_s:g} s")
        except LlmTooSlow as problem:
            self._late += 1
            error = problem
        except LlmError as problem:
            # A server may answer questions and still not know this one: only silence is beyond doubt.
            self._late = LATE_CHECKS if isinstance(problem, LlmUnreachable) else 0
            error = problem
        else:
            self._late, self._resting_until_s = 0, 0.0
            return None
        self._rest()
        if self._late >= LATE_CHECKS:
            self.breaker.trip(_now_s(), str(error))
        return error

    async def probe(self) -> None:
        """Lets a model that is left alone write a few words, if it says that it is well."""
        if self.breaker.state(_now_s()) is BreakerState.CLOSED or await self.check() is not None:
            return
        self.breaker.hasten(_now_s())
        permit = self.breaker.admit(_now_s())
        if permit is None:
            return
        try:
            asked = self.within_time([Message("user", "Hello")], Sampling(PROBE_TOKENS), is_last=True)
            screen, text = AnswerScreen(self.model.name), ""
            async with aclosing(asked) as pieces:
                async for piece in pieces:
                    text += "" if isinstance(piece, ToolCall) else screen.push(piece)
            if not (text + screen.flush()).strip():
                raise LlmBroken(f"{self.model.name}: the answer is empty")
            permit.succeeded()
        except LlmError as error:
            permit.failed(_now_s(), str(error))
        finally:
            permit.dropped()

    async def within_time(
        self, messages: Sequence[Message], sampling: Sampling, tools: Sequence[Tool] = (), *, is_last: bool
    ) -> AsyncGenerator[Piece, None]:
        """Its answer in pieces, within the deadlines; `is_last` when nobody stands behind it.

        Raises:
            LlmTooSlow: A deadline passed.
            LlmError: The model's own errors.
        """
        start_s = _now_s()
        deadline_s = start_s + (self._deadlines.first_s if is_last else self._patience.limit_s())
        has_begun = False
        async with aclosing(answer_with_tools(self.model, messages, sampling, tools)) as pieces:
            while True:
                try:
                    async with asyncio.timeout_at(deadline_s):
                        piece = await anext(pieces, None)
                except TimeoutError:
                    raise LlmTooSlow(f"{self.model.name}: no word within {deadline_s - start_s:.1f} s") from None
                if piece is None:
                    return
                if not has_begun:
                    has_begun = True
                    self._patience.note(_now_s() - start_s)
                deadline_s = start_s + self._deadlines.whole_s
                yield piece

    def _rest(self) -> None:
        self._resting_until_s = _now_s() + self._deadlines.rest_s


def _now_s() -> float:
    return asyncio.get_running_loop().time()
