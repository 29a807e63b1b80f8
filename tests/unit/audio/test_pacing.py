"""The schedule of outgoing frames."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.audio.pacing import FRAME_S, FrameSchedule


def run(delays_s: list[float]) -> tuple[list[float], list[int]]:
    """Writes a frame when it is due, later by the given delays; returns send times and frames skipped."""
    schedule, now_s = FrameSchedule(), 1000.0
    times: list[float] = []
    skipped: list[int] = []
    for delay_s in delays_s:
        now_s = max(now_s, schedule.next_due_s()) + delay_s
        skipped.append(schedule.start(now_s))
        times.append(now_s - 1000.0)
    return times, skipped


def test_two_frames_at_the_start_then_one_each_20_ms() -> None:
    times, skipped = run([0.0] * 6)
    assert [round(t, 6) for t in times] == [0, 0, 0.02, 0.04, 0.06, 0.08]
    assert not any(skipped)


def test_small_lateness_never_adds_up() -> None:
    times, _ = run([0.004] * 501)
    assert abs(times[-1] - 499 * FRAME_S) < 0.02


def test_after_a_stall_the_missing_frames_are_skipped_not_caught_up() -> None:
    times, skipped = run([0.0] * 5 + [0.2] + [0.0] * 5)
    assert skipped[5] == 10
    after = times[5:]
    assert all(b - a >= FRAME_S - 1e-9 for a, b in itertools.pairwise(after))


@given(st.lists(st.floats(0, 0.3), min_size=1, max_size=60))
def test_no_delays_make_a_burst_of_more_than_two(delays_s: list[float]) -> None:
    times, _ = run(delays_s)
    for first, third in zip(times, times[3:], strict=False):
        assert third - first >= FRAME_S - 1e-9


def test_a_reset_starts_a_new_schedule() -> None:
    schedule = FrameSchedule()
    schedule.start(0.0)
    schedule.reset()
    assert not schedule.running
    assert schedule.start(50.0) == 0
