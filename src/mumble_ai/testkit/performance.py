"""What happened while a scenario was played."""

from __future__ import annotations

from dataclasses import dataclass, field

from mumble_ai.conversation.turn import Decision, Stage, Turn
from mumble_ai.testkit.room import Spurt


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, `at_s` after the scenario began."""

    at_s: float
    who: str
    what: str


@dataclass(slots=True)
class Performance:
    """What happened. Times are seconds after the scenario began.

    Attributes:
        turns: Finished turns, in order.
        begun_s: When the scenario began, on the clock of the turns.
        words_played: The words in the sound that was played, where it was scripted.
    """

    turns: list[Turn] = field(default_factory=list[Turn])
    events: list[Event] = field(default_factory=list[Event])
    texts: list[tuple[str, str | None, float]] = field(default_factory=list[tuple[str, str | None, float]])
    spurts: list[Spurt] = field(default_factory=list[Spurt])
    begun_s: float = 0.0
    words_played: str = ""

    def timeline(self) -> list[Event]:
        """Everything, decisions of the turns included, in order."""
        events = list(self.events)
        for spurt in self.spurts:
            alone = f" to {spurt.to} alone" if spurt.to else ""
            events.append(Event(spurt.start_s - self.begun_s, "assistant", f"begins to speak{alone}"))
            events.append(Event(spurt.end_s - self.begun_s, "assistant", f"is silent after {spurt.frames / 50:.2f} s"))
        for text, to, at_s in self.texts:
            events.append(Event(at_s - self.begun_s, "assistant", f"writes to {to or 'all'}: {text}"))
        for turn in self.turns:
            over_s = turn.times.get(Stage.DONE, self.begun_s)
            events.append(Event(over_s - self.begun_s, turn.speaker.name, f"turn over, {told(turn)}"))
            events += [_decided(turn, decision, self.begun_s) for decision in turn.decisions]
        return sorted(events, key=lambda event: round(event.at_s, 6))


def told(turn: Turn) -> str:
    """How a turn went, in words."""
    words = str(turn.outcome or "unfinished").replace("_", " ") + (f" ({turn.failed})" if turn.failed else "")
    return f"{words}: {turn.text or '(nothing)'!s}"


def _decided(turn: Turn, decision: Decision, begun_s: float) -> Event:
    return Event(decision.at_s - begun_s, turn.speaker.name, f"* {decision.what}: {decision.why}")
