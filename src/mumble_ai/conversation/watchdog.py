"""Sees to it that nothing lasts for ever: every state of a listener has a limit, whatever else has failed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from mumble_ai.conversation.answering import Answering, State
from mumble_ai.conversation.listener import Listener

_log = logging.getLogger(__name__)


def _limits() -> Mapping[State, float]:
    return {
        State.REOPENED: 60.0,
        State.LISTENING: 30.0,
        State.WAITING: 300.0,
        State.ANSWERING: 300.0,
        State.APOLOGISING: 30.0,
    }


@dataclass(frozen=True, slots=True)
class WatchdogPolicy:
    """Limits, in seconds. They lie beyond the deadlines of the parts, which end nearly everything before.

    Attributes:
        hearing_s: For one utterance.
        paused_s: For an answer that was paused for speech.
        states: For each state of an exchange.
        every_s: How often it looks.
    """

    hearing_s: float = 60.0
    paused_s: float = 8.0
    states: Mapping[State, float] = field(default_factory=_limits)
    every_s: float = 1.0


def overdue(policy: WatchdogPolicy, state: State, since_s: float, now_s: float) -> str | None:
    """Why an exchange has to be given up, or None."""
    limit_s = policy.states.get(state)
    if limit_s is None or now_s - since_s < limit_s:
        return None
    return f"{state.value} for {limit_s:g} s"


class Watchdog:
    """Looks at every listener of one talk.

    Args:
        order: Held while it acts, like everybody does who acts upon a listener.
    """

    def __init__(self, policy: WatchdogPolicy, listeners: Mapping[str, Listener], order: asyncio.Lock) -> None:
        self._policy = policy
        self._listeners = listeners
        self._order = order

    async def run(self) -> None:
        """Looks again and again, until cancelled."""
        while True:
            await asyncio.sleep(self._policy.every_s)
            async with self._order:
                now_s = asyncio.get_running_loop().time()
                for listener in list(self._listeners.values()):
                    await self._look_at(listener, now_s)

    async def _look_at(self, listener: Listener, now_s: float) -> None:
        since_s = listener.hearing_since_s
        if since_s is not None and now_s - since_s > self._policy.hearing_s:
            _log.warning("an utterance was given up after %g s", self._policy.hearing_s)
            listener.ear.reset()
            await listener.dismiss("it lasted for too long")
        for exchange in (listener.exchange, listener.speaking):
            if exchange is not None and not exchange.is_over:
                await self._look_at_exchange(exchange, now_s)

    async def _look_at_exchange(self, exchange: Answering, now_s: float) -> None:
        if exchange.is_paused and now_s - exchange.paused_since_s > self._policy.paused_s:
            exchange.resume(f"paused for {self._policy.paused_s:g} s")
        why = overdue(self._policy, exchange.state, exchange.since_s, now_s)
        if why is not None:
            _log.warning("turn %s was given up: %s", exchange.turn.id, why)
            await exchange.give_up(why)
