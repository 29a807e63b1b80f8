"""When a turn of voice ends. Time and facts come in, a decision comes out; there is no clock in here.

A push-to-talk client marks the exact end of speech with the terminator bit, so the terminator ends the turn at once. A
voice-activated client sends it too, after a hold of 200 ms that a breath between two sentences easily outlasts: silence
before the terminator gives it away. Everywhere else silence ends the turn, and how much of it is needed depends on how
complete the sentence sounds, on whether the words so far are those of a number or a list, and on the speaker's habits.

A decision may come before the silence is long enough: then the answer is made, but is not to be heard before
`audible_from_s`; whoever acts on the decision must be ready to reopen the turn when the speaker goes on. The same facts
with more knowledge in them may be decided again, which moves `audible_from_s`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

from mumble_ai.conversation.turn_taking.pauses import PauseHabits, Terminator


@dataclass(frozen=True, slots=True)
class Endpointing:
    """Thresholds, in seconds where they end in `_s`; docs/turn-taking.md says on which speech they were chosen.

    Attributes:
        silence_s: Silence that ends a turn when nobody judges whether the sentence is complete, counted from the last
            sound that might have been speech. Habits change it.
        silence_max_s: Upper bound, counted from the last sound that surely was speech; a noisy room, in which nothing
            is ever clearly silence, ends here, and so does a sentence that is never completed.
        hold_s: A terminator after more silence than this comes from a client that closes its gate by itself.
        complete_s: Silence that ends a turn whose sentence is complete; up to `silence_s` for somebody who often goes
            on nevertheless.
        incomplete_s: Silence that ends a turn whose sentence is not. Habits change it.
        complete_at: From this probability on a sentence is complete.
        incomplete_at: Up to this probability it is not; in between, the silence needed is interpolated.
        speculate_at: From this probability on the answer is made before the silence is long enough.
        pause_s: After this much silence somebody should judge whether the sentence is complete.
        judged_by_s: After this much silence the judgement is not waited for any longer; 0 where nobody judges.
        unfinished_s: Least silence after a number that is being spelled out or a list.
        long_s: From this length on, a pause of `long_pause_s` ends the utterance, so that no buffer grows for ever; the
            turn goes on if the speaker does.
        long_pause_s: See `long_s`.
        longest_s: An utterance ends here even in the middle of a word.
    """

    silence_s: float = 0.8
    silence_max_s: float = 1.5
    hold_s: float = 0.12
    complete_s: float = 0.4
    incomplete_s: float = 1.2
    complete_at: float = 0.97
    incomplete_at: float = 0.5
    speculate_at: float = 0.5
    pause_s: float = 0.15
    judged_by_s: float = 0.0
    unfinished_s: float = 1.3
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
        terminated_s: When the client said that the talk spurt is over.
        completeness: How likely the sentence was complete when the pause began that lasts since `surely_until_s`, 0 to
            1, or None while nobody has judged it.
        is_unfinished: Whether the words so far end in the middle of a number, a spelling or a list.
        habits: What is known of the speaker's pauses.
    """

    started_s: float
    likely_until_s: float
    surely_until_s: float
    terminated_s: float | None = None
    completeness: float | None = None
    is_unfinished: bool = False
    habits: PauseHabits = field(default_factory=PauseHabits)

    @property
    def terminated(self) -> bool:
        """Whether the client said that the talk spurt is over."""
        return self.terminated_s is not None

    def heard_speech(self, at_s: float) -> Self:
        """Speech was heard: the pause before it, if there was one, is learned, and its verdict is void."""
        return replace(
            self,
            likely_until_s=at_s,
            surely_until_s=at_s,
            terminated_s=None,
            completeness=None,
            is_unfinished=False,
            habits=self.habits.paused(at_s - self.likely_until_s, after_terminator=self.terminated),
        )

    def heard_perhaps(self, at_s: float) -> Self:
        """Something was heard that might be speech."""
        return replace(self, likely_until_s=at_s)

    def terminated_at(self, at_s: float) -> Self:
        """The client says that the talk spurt is over; how long it waited is learned."""
        habits = self.habits.terminated(at_s - self.likely_until_s)
        return replace(self, terminated_s=at_s, habits=habits)

    def judged(self, completeness: float | None = None, *, is_unfinished: bool | None = None) -> Self:
        """The pause that lasts now was judged, by its sound or by its words; what is not given stays as it was."""
        return replace(
            self,
            completeness=self.completeness if completeness is None else completeness,
            is_unfinished=self.is_unfinished if is_unfinished is None else is_unfinished,
        )


class EndReason(StrEnum):
    TERMINATOR = "terminator"
    COMPLETE = "complete"
    SILENCE = "silence"
    SILENCE_MAX = "silence_max"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class End:
    """The turn is over; the answer may be made, and be heard from `audible_from_s` on.

    Attributes:
        why: The reason in words, for the flight record.
    """

    reason: EndReason
    audible_from_s: float
    why: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Wait:
    """The turn goes on at least until `until_s`, unless more is heard or judged.

    Attributes:
        why: The reason in words, for the flight record.
    """

    until_s: float
    why: str = field(default="", compare=False)


def decide(policy: Endpointing, facts: SpeechFacts, now_s: float) -> End | Wait:
    """Decides whether the turn is over at `now_s`."""
    needed_s, because = needed_silence_s(policy, facts)
    bound_s = facts.surely_until_s + policy.silence_max_s
    commit_s = max(now_s, min(facts.likely_until_s + needed_s, bound_s))
    if facts.terminated_s is not None:
        return _decide_terminated(policy, facts, now_s, facts.terminated_s - facts.likely_until_s, commit_s, because)
    if facts.completeness is not None and _may_speculate(policy, facts):
        return End(EndReason.COMPLETE, commit_s, f"{because}: heard after {commit_s - facts.likely_until_s:.2f} s")
    ends = [
        (facts.likely_until_s + needed_s, EndReason.SILENCE, f"{needed_s:.2f} s of silence, {because}"),
        (bound_s, EndReason.SILENCE_MAX, f"{policy.silence_max_s:g} s without certain speech"),
        (facts.started_s + policy.longest_s, EndReason.LENGTH, f"{policy.longest_s:g} s of speech"),
    ]
    if now_s - facts.started_s >= policy.long_s:
        paused_s = facts.likely_until_s + policy.long_pause_s
        ends.append((paused_s, EndReason.LENGTH, f"a pause after {policy.long_s:g} s of speech"))
    at_s, reason, why = min(ends, key=lambda end: end[0])
    return End(reason, commit_s, why) if now_s >= at_s else Wait(at_s, because)


def audible_if_unfinished_s(policy: Endpointing, facts: SpeechFacts, now_s: float) -> float:
    """From when on an answer may be heard should the words end in the middle of something.

    The text of an utterance is there only after its end was decided, but before anything of the answer can be heard.
    """
    decision = decide(policy, facts.judged(is_unfinished=True), now_s)
    return decision.audible_from_s if isinstance(decision, End) else decision.until_s


def needed_silence_s(policy: Endpointing, facts: SpeechFacts) -> tuple[float, str]:
    """Silence that ends the turn, counted from the last sound that might have been speech, and why in words."""
    most_s, completeness = policy.silence_max_s, facts.completeness
    if completeness is None:
        seconds, because = facts.habits.allowance_s(policy.silence_s, most_s), "not judged"
    else:
        least_s = policy.complete_s + max(0.0, policy.silence_s - policy.complete_s) * facts.habits.goes_on
        allowance_s = facts.habits.allowance_s(policy.incomplete_s, most_s)
        doubt = (policy.complete_at - completeness) / (policy.complete_at - policy.incomplete_at)
        doubt = min(1.0, max(0.0, doubt))
        seconds = least_s + max(0.0, allowance_s - least_s) * doubt
        because = f"complete with {completeness:.2f}"
    if facts.is_unfinished:
        seconds, because = max(seconds, policy.unfinished_s), f"{because}, in the middle of a number or a list"
    return min(seconds, most_s), because


def _decide_terminated(
    policy: Endpointing, facts: SpeechFacts, now_s: float, gap_s: float, commit_s: float, because: str
) -> End | Wait:
    kind = facts.habits.terminator
    if kind is Terminator.KEY or (gap_s <= policy.hold_s and kind is not Terminator.GATE):
        return End(EndReason.TERMINATOR, now_s, f"the key was let go {gap_s:.2f} s after speech")
    judged_by_s = facts.likely_until_s + policy.judged_by_s
    if facts.completeness is None and now_s < judged_by_s < commit_s:
        return Wait(judged_by_s, "the gate closed, the pause is being judged")
    if not _may_speculate(policy, facts) and now_s < commit_s:
        return Wait(commit_s, because)
    waited_s = commit_s - facts.likely_until_s
    why = f"the gate closed {gap_s:.2f} s after speech, {because}: heard after {waited_s:.2f} s"
    return End(EndReason.TERMINATOR, commit_s, why)


def _may_speculate(policy: Endpointing, facts: SpeechFacts) -> bool:
    """Whether an answer made now is more likely to be of use than not."""
    return not facts.is_unfinished and (facts.completeness is None or facts.completeness >= policy.speculate_at)
