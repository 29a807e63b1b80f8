"""What the guards of hearing and speaking share: a breaker, a spare, and the truth about both."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Final, Generic, Protocol, TypeVar

from mumble_ai.resilience.breaker import BreakerState, CircuitBreaker, Permit
from mumble_ai.resilience.spare import Done, first_or_spare
from mumble_ai.resilience.standing import Standing
from mumble_ai.speech.contract import Busy, EngineUnavailable, SpeechError, UnknownVoice, UnsupportedLanguage
from mumble_ai.speech.fallback import Spare
from mumble_ai.speech.status import EngineState, EngineStatus

CHECK_DEADLINE_S: Final = 1.5
LATE_CHECKS: Final = 2
"""Checks in a row without an answer in time that open the breaker; one may be late because the machine is busy."""
ANSWER_DEADLINE_S: Final = 8.0
"""For one piece of work, whoever does it."""
ALONE_PATIENCE_S: Final = 0.9
"""Least wait for a service that has no spare: twice this, for the stream and the whole, and the speaker is told."""

_log = logging.getLogger(__name__)


class _Engine(Protocol):
    async def close(self) -> None: ...


E = TypeVar("E", bound=_Engine)
T = TypeVar("T")


class AnswersHealth(Protocol):
    """A service that says how it is."""

    async def health(self) -> EngineStatus: ...


class Guard(Generic[E]):
    """Decides who does the work: the service, or the spare while the service is ill.

    Args:
        spare: None when there is none; calls then fail as soon as the service is given up.
    """

    def __init__(self, breaker: CircuitBreaker, spare: Spare[E] | None) -> None:
        self.breaker = breaker
        self.spare = spare
        self._late = 0
        self._time = asyncio.get_running_loop().time

    @property
    def is_closed(self) -> bool:
        """Whether the service is trusted."""
        return self.breaker.state(self._time()) is BreakerState.CLOSED

    def admit(self) -> Permit | None:
        """The permit for one call of the service; without one the spare gets ready."""
        permit = self.breaker.admit(self._time())
        if permit is None:
            self.prepare()
        return permit

    async def run(
        self,
        permit: Permit | None,
        work: Callable[[], Coroutine[Any, Any, T]],
        by_spare: Callable[[E], Coroutine[Any, Any, T]],
        patience_s: float,
    ) -> Done[T]:
        """Does one piece of work: by the service with a permit, by the spare without one or when the service is late.

        Failures are reported to the permit; success is the caller's to report, who sees the work to its end.

        Raises:
            SpeechError: Nobody did it.
        """
        try:
            async with asyncio.timeout(ANSWER_DEADLINE_S):
                if permit is None:
                    return Done(await self._spare_work(by_spare), by_spare=True, problem=self.breaker.reason)
                if self.spare is None:
                    async with asyncio.timeout(max(patience_s, ALONE_PATIENCE_S)):
                        return Done(await work(), by_spare=False)
                done = await first_or_spare(
                    work(), lambda: self._spare_work(by_spare), patience_s=patience_s, is_failure=_is_failure
                )
        except TimeoutError:
            error = EngineUnavailable(f"{self.breaker.name}: no answer in time")
            self.failed(permit, error)
            raise error from None
        except SpeechError as error:
            self.failed(permit, error)
            raise
        if done.by_spare:
            self.failed(permit, EngineUnavailable(done.problem))
        return done

    def failed(self, permit: Permit | None, error: SpeechError) -> None:
        """A call of the service ended with an error; gets the spare ready for the next time."""
        if permit is None or isinstance(error, Busy):
            return
        if isinstance(error, UnknownVoice | UnsupportedLanguage):
            permit.succeeded()
            return
        _log.warning("%s: %s", self.breaker.name, error)
        permit.failed(self._time(), str(error))
        self.prepare()

    def prepare(self) -> None:
        """Opens the spare, if there is one, in the background."""
        if self.spare is not None:
            self.spare.prepare()

    async def check(self, service: AnswersHealth) -> Standing:
        """Asks the service how it is, so that no speaker has to find out.

        Raises:
            EngineUnavailable: Neither it nor a spare does the work.
        """
        status = await self._ask(service)
        words = f"{status.state}: {status.detail}" if status.detail else str(status.state)
        if self.is_closed:
            if self.spare is not None:
                await self.spare.retire()
            return Standing(words if status.serves else f"{words}, but it is trusted for now")
        if status.serves:
            words = f"it says {words}, but did not do its work: {self.breaker.reason}"
        if self.spare is None:
            raise EngineUnavailable(words)
        self.spare.prepare()
        if self.spare.problem:
            raise EngineUnavailable(f"{words}; {self.spare.name}: {self.spare.problem}")
        return Standing(f"{self.spare.name} does the work: {words}", degraded=True)

    async def probe(self, service: AnswersHealth, work: Callable[[], Coroutine[Any, Any, object]]) -> None:
        """Lets a service that is left alone and says that it is well do a small piece of work; trusts it if it can.

        Args:
            work: Raises TimeoutError or SpeechError when the service can't.
        """
        if self.is_closed or not (await self._ask(service)).serves:
            return
        self.breaker.hasten(self._time())
        permit = self.breaker.admit(self._time())
        if permit is None:
            return
        try:
            await work()
        except (SpeechError, TimeoutError) as error:
            permit.failed(self._time(), str(error) or "too slow")
        else:
            permit.succeeded()
            _log.info("%s is well again", self.breaker.name)
        finally:
            permit.dropped()

    async def close(self) -> None:
        """Frees the spare."""
        if self.spare is not None:
            await self.spare.close()

    async def _spare_work(self, by_spare: Callable[[E], Coroutine[Any, Any, T]]) -> T:
        if self.spare is None:
            raise EngineUnavailable(f"{self.breaker.name} is left alone: {self.breaker.reason}")
        engine = await self.spare.engine()
        result = await by_spare(engine)
        self.spare.answers += 1
        return result

    async def _ask(self, service: AnswersHealth) -> EngineStatus:
        status: EngineStatus | None = None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CHECK_DEADLINE_S):
                status = await service.health()
        self._late = 0 if status is not None else self._late + 1
        if status is None:
            status = EngineStatus(EngineState.FAILING, f"no word within {CHECK_DEADLINE_S:g} s")
        if not status.serves and (self._late == 0 or self._late >= LATE_CHECKS) and self.is_closed:
            _log.warning("%s: %s", self.breaker.name, status.detail or status.state)
            self.breaker.trip(self._time(), status.detail or str(status.state))
        return status


def _is_failure(error: BaseException) -> bool:
    return isinstance(error, SpeechError) and not isinstance(error, UnknownVoice | UnsupportedLanguage)
