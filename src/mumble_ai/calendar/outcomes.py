"""What became of a change of a calendar."""

from __future__ import annotations

from dataclasses import dataclass

from mumble_ai.calendar.event import Event, Occurrence


@dataclass(frozen=True, slots=True)
class Added:
    """An event that is kept.

    Attributes:
        occurrence: Its first time that is not over, else its first one.
        conflicts: What takes the same time, the first few.
        is_merged: True where it was there already, and was only added to.
    """

    event: Event
    occurrence: Occurrence
    conflicts: tuple[Occurrence, ...] = ()
    is_merged: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """An event that was changed.

    Attributes:
        before: What was meant, as it was; None where the action had been done before and that is not known any more.
        after: The same afterwards; None where it was cancelled.
    """

    event: Event
    before: Occurrence | None
    after: Occurrence | None
    conflicts: tuple[Occurrence, ...] = ()


@dataclass(frozen=True, slots=True)
class Undone:
    """An action that was taken back.

    Attributes:
        kind: What it had been, such as `event.cancel`.
        what: Title or text of what it was about.
    """

    kind: str
    what: str
