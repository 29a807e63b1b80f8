"""Does what the voice was told: stop, repeat, louder, quieter, slower, faster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from mumble_ai.conversation.cast import Cast
from mumble_ai.conversation.turn import Outcome, Turn
from mumble_ai.conversation.turn_taking.controls import Control
from mumble_ai.conversation.turn_taking.floor import Answer

SPEED_STEP: Final = 1.2
SLOWEST: Final = 0.5
FASTEST: Final = 2.0


class Exchanged(Protocol):
    """An exchange, as far as orders concern it."""

    turn: Turn

    @property
    def is_over(self) -> bool: ...
    def resume(self, why: str = "") -> None: ...
    async def speak_anew(self) -> None: ...
    async def stop(self, outcome: Outcome) -> None: ...


@dataclass(frozen=True, slots=True)
class Obeyed:
    """What came of an order.

    Attributes:
        say: What is said now, or nothing.
    """

    why: str
    say: str = ""


async def obey(control: Control, ordered_by: Exchanged, over: Exchanged | None, cast: Cast) -> Obeyed:
    """Carries out one order, which may have fallen into the answer `over`."""
    speaker = ordered_by.turn.speaker
    if over is not None and over.is_over:
        over = None
    if control is Control.STOP:
        cast.mind.never_mind(speaker)
        return await _stop(over or cast.floor.current, ordered_by)
    last = cast.floor.last_answer(speaker)
    if control is Control.REPEAT:
        if over is not None:
            await over.stop(Outcome.INTERRUPTED)
            last = cast.floor.last_answer(speaker)
        return Obeyed("the last answer again", last.said) if last else Obeyed("there is nothing to repeat")
    why = _set(control, cast)
    if over is not None:
        if control in (Control.SLOWER, Control.FASTER):
            await over.speak_anew()
        over.resume(why)
        return Obeyed(why)
    return Obeyed(f"{why}, and the last answer again", last.said) if last else Obeyed(why)


async def _stop(current: Exchanged | Answer | None, ordered_by: Exchanged) -> Obeyed:
    if current is None or current is ordered_by:
        return Obeyed("nothing was being said")
    await current.stop(Outcome.INTERRUPTED)
    return Obeyed("the answer was stopped")


def _set(control: Control, cast: Cast) -> str:
    match control:
        case Control.LOUDER | Control.QUIETER:
            changed = cast.volume.louder() if control is Control.LOUDER else cast.volume.quieter()
            now = f"the volume is {cast.volume.level_db:+g} dB"
        case _:
            before = cast.mouth.speed
            wanted = before / SPEED_STEP if control is Control.SLOWER else before * SPEED_STEP
            cast.mouth.speed = min(FASTEST, max(SLOWEST, wanted))
            changed = cast.mouth.speed != before
            now = f"the speed is {cast.mouth.speed:.2f}"
    return now if changed else f"{now}, which is as far as it goes"
