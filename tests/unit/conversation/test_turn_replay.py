"""The benchmark of turn ends counts what it says it counts."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.turn_taking.replay import Contestant, Heard, Outcome, Verdict, replay
from benchmarks.turn_taking.takes import LEAD_S, PAUSES_S, TAIL_S, Take, recorded_takes
from benchmarks.turns import CONTESTANTS, OURS, silence
from mumble_ai.audio.pcm import SPEECH_RATE_HZ, Float32
from mumble_ai.conversation.turn_taking.pauses import PauseHabits
from mumble_ai.speech.vad import CHUNK_S

JUDGING_S = 0.05


def heard(*parts: float, verdicts: tuple[Verdict, ...] = ()) -> Heard:
    """Speech and pauses in turn, in seconds, then silence; with a verdict on each pause and on the end."""
    activity: list[float] = []
    found: dict[int, Verdict] = {}
    for number, seconds in enumerate(parts):
        activity += [float(number % 2 == 0)] * round(seconds / CHUNK_S)
        if number % 2 == 0 and number // 2 < len(verdicts):
            found[len(activity) - 1] = verdicts[number // 2]
    last = len(activity) - 1
    activity += [0.0] * round(TAIL_S / CHUNK_S)
    audio = np.zeros(len(activity) * 512, np.float32)
    take = Take("made up", "made up", "nobody", audio, (last + 1) * CHUNK_S)
    return Heard(take, np.array(activity, np.float32), found, last)


def played(one: Heard, contestant: Contestant) -> Outcome:
    outcome = Outcome()
    replay(one, contestant, PauseHabits(), JUDGING_S, outcome)
    return outcome


def test_plain_silence_cuts_the_pauses_that_are_longer_and_ends_as_late_as_it_is() -> None:
    one = heard(1.0, 0.35, 1.0, 0.8, 1.0)
    for seconds, cut in ((0.3, 2), (0.5, 1), (1.2, 0)):
        outcome = played(one, silence(seconds))
        assert (outcome.pauses, outcome.cut, outcome.takes) == (2, cut, 1)
        assert outcome.delays_s == [pytest.approx(seconds, abs=CHUNK_S)]


def test_a_gap_within_a_word_is_no_pause() -> None:
    assert played(heard(1.0, 0.13, 1.0), silence(0.3)).pauses == 0


def test_ours_waits_in_mid_sentence_and_is_quick_at_the_end() -> None:
    one = heard(1.0, 0.9, 1.0, verdicts=(Verdict(0.02, False), Verdict(0.99, False)))
    outcome = played(one, Contestant("ours", OURS, listens=True))
    assert (outcome.pauses, outcome.cut) == (1, 0)
    assert outcome.delays_s == [pytest.approx(OURS.complete_s, abs=CHUNK_S)]


def test_an_answer_begun_and_dropped_in_time_is_made_in_vain_and_no_cut() -> None:
    one = heard(1.0, 0.35, 1.0, verdicts=(Verdict(0.99, False), Verdict(0.99, False)))
    outcome = played(one, Contestant("ours", OURS, listens=True))
    assert (outcome.cut, outcome.made_in_vain) == (0, 1)


def test_words_keep_a_number_together() -> None:
    one = heard(1.0, 0.9, 1.0, verdicts=(Verdict(0.99, True), Verdict(0.99, False)))
    assert played(one, Contestant("deaf to words", OURS, listens=True)).cut == 1
    assert played(one, Contestant("reads", OURS, listens=True, reads=True)).cut == 0


def test_smart_turn_alone_ends_with_its_verdict_or_after_its_stop() -> None:
    alone = next(c for c in CONTESTANTS if c.name == "Smart Turn alone")
    for completeness, delay_s in ((0.6, alone.policy.pause_s + JUDGING_S), (0.4, alone.policy.silence_s)):
        outcome = played(heard(1.0, verdicts=(Verdict(completeness, False),)), alone)
        assert outcome.delays_s == [pytest.approx(delay_s, abs=CHUNK_S)]


def test_only_who_learns_keeps_habits() -> None:
    one = heard(1.0, 0.7, 1.0, verdicts=(Verdict(0.1, False), Verdict(0.9, False)))
    for learns in (False, True):
        contestant = Contestant("ours", OURS, listens=True, learns=learns)
        habits = replay(one, contestant, PauseHabits(), JUDGING_S, Outcome())
        assert bool(habits.pauses) == learns


def voice(seconds: float) -> Float32:
    times = np.arange(round(seconds * SPEECH_RATE_HZ)) / SPEECH_RATE_HZ
    return (0.2 * np.sin(2 * np.pi * 200 * times)).astype(np.float32)


def test_takes_hold_the_pauses_they_promise() -> None:
    takes = list(recorded_takes({"sns_1.wav": voice(2.0), "sns_2.wav": voice(1.0)}))
    for take in takes:
        assert take.audio.size / SPEECH_RATE_HZ == pytest.approx(take.ends_s + TAIL_S, abs=0.01)
    cut = [t for t in takes if t.kind == "recorded, stops in mid-sentence"]
    assert [round(t.ends_s - LEAD_S - 2.0, 1) for t in cut[:3]] == list(PAUSES_S[:3])
    assert [t.name for t in takes if t.kind == "recorded, two sentences"] == ["sns_1.wav+sns_2.wav"] * 2
