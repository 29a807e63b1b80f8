"""Recorded turns as people read them: a table of many, a timeline of one; both fit 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from typing import Final

from mumble_ai.conversation.turn import Stage
from mumble_ai.flight.record import TurnRecord

WIDTH: Final = 80
OWN_ID_CHARACTERS: Final = 7
NOTHING_YET: Final = (
    "No turn has been recorded yet. Start the assistant with `./mumble-ai up` and talk to it; FLIGHT_RECORD must be"
    " `on` or `audio`."
)
_STEPS: Final = (
    ("end", Stage.SPEECH_END, Stage.END_DECIDED),
    ("hear", Stage.END_DECIDED, Stage.TRANSCRIPT),
    ("think", Stage.TRANSCRIPT, Stage.FIRST_CLAUSE),
    ("voice", Stage.FIRST_CLAUSE, Stage.FIRST_AUDIO),
    ("play", Stage.FIRST_AUDIO, Stage.FIRST_PACKET),
)
"""Column and the stages it lies between."""
_WORDS: Final = {
    Stage.SPEECH_START: "speech begins",
    Stage.SPEECH_END: "speech ends",
    Stage.END_DECIDED: "the end of the turn is decided",
    Stage.TRANSCRIPT: "the text is there",
    Stage.FIRST_TOKEN: "the first word of the answer is there",
    Stage.FIRST_CLAUSE: "the first clause is there",
    Stage.FIRST_AUDIO: "its first sound is there",
    Stage.FIRST_PACKET: "the answer is audible",
    Stage.DONE: "over",
}


def heading() -> str:
    """The first line of the table."""
    return _line("turn", "when", "who", "outcome", "answer", [name for name, _, _ in _STEPS])


def row(record: TurnRecord, zone: tzinfo | None, today: datetime) -> str:
    """One turn as a line of the table; times in seconds.

    Args:
        zone: The reader's, or None for the machine's.
        today: Turns of this day show their time alone.
    """
    at = record.at.astimezone(zone)
    is_today = at.date() == today.astimezone(zone).date()
    when = f"{at:%H:%M:%S}" if is_today else f"{at:%d %b %H:%M}"
    outcome = f"{record.failed} failed" if record.failed else str(record.outcome).replace("_", " ")
    if record.door == "web" or record.kind == "text":
        outcome = f"{'web' if record.door == 'web' else 'text'} {outcome}"
    steps = [_seconds(record.between(start, end)) for _, start, end in _STEPS]
    return _line(record.id[-OWN_ID_CHARACTERS:], when, record.speaker, outcome, _seconds(record.answer_s), steps)


def as_table(records: Iterable[TurnRecord], zone: tzinfo | None, today: datetime) -> str:
    """Many turns, oldest first."""
    lines = [heading(), *(row(record, zone, today) for record in records), ""]
    lines.append("In seconds; answer: from the end of speech to the voice.")
    lines.append("One in full: ./mumble-ai turns TURN")
    return "\n".join(lines)


def as_timeline(record: TurnRecord, zone: tzinfo | None, sound: str | None = None) -> str:
    """One turn in full: words, every stage and decision with its time and reason, conditions.

    Args:
        sound: Where its sound lies.
    """
    at = record.at.astimezone(zone)
    verb = "wrote" if record.kind == "text" else "said"
    lines = [f"Turn {record.id}", f"{at:%A, %d %B %Y, %H:%M:%S %Z}", ""]
    lines += _labelled(f"{record.speaker} {verb}", record.question or "(nothing)")
    if record.said and record.said != record.played:
        lines += _labelled("made", record.said)
    lines += _labelled("heard", record.played or "(nothing)")
    lines += _labelled("outcome", _outcome(record))
    if record.revision or record.wasted:
        dropped = ", ".join(f"{count} x {part}" for part, count in record.wasted.items()) or "nothing"
        lines += _labelled("revisions", f"{record.revision}; work dropped: {dropped}")
    if sound:
        lines.append(f"sound: {printable(sound)}")  # in one piece, to be copied
    lines += ["", *_events(record), ""]
    if record.conditions:
        lines += _wrapped("conditions: ", ", ".join(f"{name}={value}" for name, value in record.conditions.items()))
    return "\n".join(lines).rstrip()


def _events(record: TurnRecord) -> Iterator[str]:
    stages = [(at_s, 0, _WORDS[stage]) for stage, at_s in record.stages.items()]
    decisions = [(d.at_s, 1, f"* {d.what}: {d.why}") for d in record.decisions]
    before_s = 0.0
    for at_s, _, words in sorted(stages + decisions, key=lambda event: event[:2]):
        yield from _wrapped(f"{at_s:9.3f} s {at_s - before_s:+8.3f}  ", words)
        before_s = at_s


def _outcome(record: TurnRecord) -> str:
    words = str(record.outcome).replace("_", " ")
    if record.failed:
        words += f": {record.failed}"
    if record.answer_s is not None:
        waited = "the question to the first words" if record.kind == "text" else "the end of speech to the voice"
        words += f", {record.answer_s:.2f} s from {waited}"
    return words


def _line(name: str, when: str, who: str, outcome: str, answer: str, steps: Iterable[str]) -> str:
    head = f"{name:<7} {when:<12} {_cut(who, 8):<8} {_cut(outcome, 13):<13} {answer:>6}"
    return (head + "".join(f" {step:>5}" for step in steps)).rstrip()


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _cut(text: str, width: int) -> str:
    text = printable(text)
    return text if len(text) <= width else text[: width - 1] + "…"


def printable(text: str) -> str:
    """The text on one line, without anything that would steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _labelled(label: str, text: str) -> list[str]:
    return _wrapped(f"{_cut(label, 20)}: ", text)


def _wrapped(first: str, text: str) -> list[str]:
    return textwrap.wrap(
        printable(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=" " * min(len(first), 24),
        break_on_hyphens=False,
        drop_whitespace=True,
    ) or [first.rstrip()]
