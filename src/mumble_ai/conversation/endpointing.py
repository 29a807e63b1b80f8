"""When a turn of voice ends. Time and facts come in, a decision comes out; there is no clock in here.

A push-to-talk client marks the exact end of speech with the terminator bit, so the terminator ends the turn at once. A
voice-activated client sends it too, after a hold of 200 ms that a breath between two sentences easily outlasts: silence
before the terminator gives it away. Then the answer is made at once, but is not to be heard before the silence is long
enough; whoever acts on the decision must be ready to reopen the turn when the speaker goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Endpointing:
    """Thresholds, in seconds.

    Attributes:
        silence_s: Silence that normally ends a turn, counted from the last sound that might have been speech.
        silence_max_s: Upper bound, counted from the last sound that surely was speech; a noisy room, in which nothing
            is ever clearly silence, ends here.
        hold_s: A terminator after more silence than this comes from a client that closes its gate by itself; its
            speaker hears the answer after `silence_s`.
        long_s: From this length on, a pause of `long_pause_s` ends the turn, so that no buffer grows for ever.
        long_pause_s: See `long_s`.
        longest_s: A turn ends here even in the middle of a word.
    """

    silence_s: float = 0.8
    silence_max_s: float = 1.5
    hold_s: float = 0.12
    long_s: float = 30.0
    long_pause_s: float = 0.2
    longest_s: float = 45.0


@dataclass(frozen=True, slots=True)
class SpeechFacts:
    """What is known about the speech of one person now, in seconds on one clock.

    Attributes:
        started_s: When the speech began.
        likely_until_s: When something that might be speech was last heard.
        surely_until_s: When speech was last heard for sure; never after `likely_until_s`.
        terminated: Whether the client said that the talk spurt is over.
    """

    started_s: float
    likely_until_s: float
    surely_until_s: float
    terminated: bool = False


class EndReason(StrEnum):
    TERMINATOR = "terminator"
    SILENCE = "silence"
    SILENCE_MAX = "silence_max"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class End:
    """The turn is over; the answer may be made, and be heard from `audible_from_s` on."""

    reason: EndReason
    audible_from_s: float


@dataclass(frozen=True, slots=True)
class Wait:
    """The turn goes on at least until `until_s`, unless more is heard."""

    until_s: float


def decide(policy: Endpointing, facts: SpeechFacts, now_s: float) -> End | Wait:
    """Decides whether the turn is over at `now_s`."""
    if facts.terminated:
        is_exact = now_s - facts.likely_until_s <= policy.hold_s
        enough_s = facts.likely_until_s + min(policy.silence_s, policy.silence_max_s)
        return End(EndReason.TERMINATOR, now_s if is_exact else max(now_s, enough_s))
    is_long = now_s - facts.started_s >= policy.long_s
    silence_s = min(policy.silence_s, policy.silence_max_s, policy.long_pause_s if is_long else policy.silence_max_s)
    ends = (
        (facts.likely_until_s + silence_s, EndReason.LENGTH if is_long else EndReason.SILENCE),
        (facts.surely_until_s + policy.silence_max_s, EndReason.SILENCE_MAX),
        (facts.started_s + policy.longest_s, EndReason.LENGTH),
    )
    at_s, reason = min(ends, key=lambda end: end[0])
    return End(reason, now_s) if now_s >= at_s else Wait(at_s)
