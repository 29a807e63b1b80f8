"""What the bot's `GET /health` asks of its speech engines."""

from __future__ import annotations

from mumble_ai.resilience.standing import Standing
from mumble_ai.speech.contract import EngineUnavailable
from mumble_ai.speech.guarded_stt import GuardedStt
from mumble_ai.speech.guarded_tts import GuardedTts
from mumble_ai.speech.status import ReportsStatus


async def check_engine(engine: object) -> str | Standing:
    """Asks a speech engine, in this process or behind a service, whether it serves.

    Raises:
        EngineUnavailable: It doesn't.
    """
    if isinstance(engine, GuardedStt | GuardedTts):
        return await engine.check()
    if not isinstance(engine, ReportsStatus):
        return "open"
    status = engine.status()
    words = f"{status.state}: {status.detail}" if status.detail else str(status.state)
    if not status.serves:
        raise EngineUnavailable(words)
    return words
