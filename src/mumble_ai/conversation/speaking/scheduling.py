"""Decides how much text is spoken next and when the voice may begin, so that sound never runs out.

The first clause is short, since somebody waits for it. From then on a clause may be as long as the sound that is ready
covers the time until the next sound: whole sentences when there is time, a comma when there is none. A voice or a model
that is slower than speech starts later instead of stuttering.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final


class Strength(IntEnum):
    """How well a voice may pause at a border."""

    SPACE = 0
    WEAK = 1
    """After a comma and the like."""
    STRONG = 2
    """After a sentence or a line."""


@dataclass(frozen=True, slots=True)
class Border:
    """A place where text may be cut: after its first `end` characters."""

    end: int
    strength: Strength


@dataclass(frozen=True, slots=True)
class Speeds:
    """How fast the parts of one talk are, as measured lately.

    Attributes:
        text_characters_s: Characters the language model writes in a second.
        character_s: Seconds of sound a character makes.
        making_s: Seconds the voice needs for a second of sound (real-time factor).
        first_share: Share of that time until the first sound of a clause: small where the voice streams, 1 where it
            hands over whole clauses.
        least_first_s: Time until the first sound of even the shortest clause.
        answer_characters: Usual length of an answer.
    """

    text_characters_s: float = 200.0
    character_s: float = 0.065
    making_s: float = 0.1
    first_share: float = 0.5
    least_first_s: float = 0.05
    answer_characters: float = 120.0

    def first_sound_s(self, characters: float) -> float:
        """Time from handing over a clause to its first sound."""
        return max(self.least_first_s, self.first_share * self.making_s * self.character_s * characters)

    @property
    def sound_rate(self) -> float:
        """Seconds of sound that come into being in a second, by the slower one of model and voice."""
        return min(1 / max(self.making_s, 1e-3), self.text_characters_s * self.character_s)


@dataclass(frozen=True, slots=True)
class SchedulePolicy:
    """Lengths in characters, times in seconds.

    Attributes:
        first_weak: The first clause may end at a comma from this length on.
        first_longest: The first clause ends at a space from this length on, or sooner:
        first_sound_s: when the voice needs longer than this for its first sound of so much text.
        weak: Later clauses may end at a comma from this length on.
        space: Later clauses may end between any two words from this length on, when there is no time for more.
        least: A sentence shorter than this waits for the next one while there is time.
        longest: Any clause is cut when the text is longer than this.
        margin_s: The next sound is wanted this long before the last one is over.
        usual_clause: Length that the next clause is expected to have; a clause is never held shorter than this.
        short_clause: The same where model and voice are `much_faster` than speech, so that a wrong guess costs little.
        start_later_s: The voice never begins later than this after its first sound is ready.
    """

    first_weak: int = 12
    first_longest: int = 90
    first_sound_s: float = 1.5
    weak: int = 16
    space: int = 32
    least: int = 24
    longest: int = 240
    margin_s: float = 0.2
    usual_clause: int = 48
    short_clause: int = 32
    much_faster: float = 8.0
    start_later_s: float = 2.0


DEFAULT: Final = SchedulePolicy()


@dataclass(frozen=True, slots=True)
class Cut:
    """The next clause is the first `end` characters."""

    end: int


@dataclass(frozen=True, slots=True)
class Wait:
    """More text is better than what there is; ask again when there is some, or after `for_s` seconds."""

    for_s: float


def next_cut(
    borders: Sequence[Border],
    *,
    whole: int | None,
    is_first: bool,
    ahead_s: float,
    speeds: Speeds,
    policy: SchedulePolicy = DEFAULT,
) -> Cut | Wait:
    """Chooses the next clause.

    Args:
        borders: Where the open text may be cut, in order.
        whole: Length of the open text when it will not grow any more, else None.
        is_first: Nothing of this answer was spoken yet.
        ahead_s: Sound that is ready and not yet played.
    """
    if is_first:
        return _first_cut(borders, whole, speeds, policy)
    longest = _longest(ahead_s, speeds, policy)
    sentences = [border.end for border in borders if border.strength is Strength.STRONG]
    if whole is not None:
        sentences.append(whole)
    fitting = [end for end in sentences if end <= longest]
    if fitting and (fitting[-1] >= policy.least or whole is not None):
        return Cut(fitting[-1])
    phrases = [b.end for b in borders if b.strength is Strength.WEAK and policy.weak <= b.end <= longest]
    spaces = [b.end for b in borders if policy.space <= b.end <= longest]
    pieces = fitting or phrases or spaces
    if sentences and not fitting:  # the sentence is there, and its sound would come too late
        return Cut(pieces[-1] if pieces else sentences[0])
    if any(border.end >= policy.longest for border in borders):
        return Cut(pieces[-1] if pieces else borders[-1].end)
    if not pieces:
        return Wait(math.inf)
    spare_s = ahead_s - policy.margin_s - speeds.first_sound_s(pieces[-1])
    return Wait(spare_s) if spare_s > 0 else Cut(pieces[-1])


def _first_cut(borders: Sequence[Border], whole: int | None, speeds: Speeds, policy: SchedulePolicy) -> Cut | Wait:
    longest = min(_longest(policy.first_sound_s + policy.margin_s, speeds, policy), policy.first_longest)
    least = {Strength.STRONG: 0, Strength.WEAK: policy.first_weak, Strength.SPACE: longest}
    for border in borders:
        if border.end >= least[border.strength]:
            return Cut(border.end)
    return Wait(math.inf) if whole is None else Cut(whole)


def _longest(ahead_s: float, speeds: Speeds, policy: SchedulePolicy) -> int:
    """The longest clause whose first sound comes in time; where none does, one whose sound comes at its soonest."""
    time_s = max(ahead_s - policy.margin_s, speeds.least_first_s)
    a_character_s = speeds.first_share * speeds.making_s * speeds.character_s
    in_time = policy.longest if a_character_s * policy.longest <= time_s else int(time_s / a_character_s)
    return min(max(in_time, policy.usual_clause), policy.longest)


def start_buffer_s(
    *, written: int, is_written: bool, made_s: float, unspoken: float, speeds: Speeds, policy: SchedulePolicy = DEFAULT
) -> float:
    """How much sound must be ready before the voice may begin.

    Args:
        written: Characters of the answer so far.
        is_written: The text is complete.
        made_s: Sound made so far.
        unspoken: Characters written that have no sound yet.
    """
    missing = unspoken if is_written else max(unspoken, speeds.answer_characters - (written - unspoken))
    if missing <= 0:
        return 0.0
    slowness = max(0.0, 1.0 - speeds.sound_rate)
    if is_written:  # nothing is waited for but the voice
        slowness = max(0.0, 1.0 - 1 / max(speeds.making_s, 1e-3))
    for_the_whole_s = slowness * (made_s + missing * speeds.character_s)
    is_fast = speeds.sound_rate >= policy.much_faster
    clause = min(policy.short_clause if is_fast else policy.usual_clause, missing)
    text_s = 0.0 if is_written else max(0.0, clause - unspoken) / speeds.text_characters_s
    for_the_next_s = text_s + speeds.first_sound_s(clause)
    return max(for_the_whole_s, for_the_next_s)
