"""The jitter buffer: order, gaps, ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.audio.jitter import Gap, JitterBuffer, JitterConfig, Packet, Playable, SpurtEnd


def push(buffer: JitterBuffer, n: int, now_s: float, *, last: bool = False, base: int = 100) -> list[Playable]:
    """Packet `n` of a stream of 20 ms packets."""
    buffer.push(base + 2 * n, 2, b"%d" % n, now_s, last=last)
    return buffer.pop(now_s)


def packet(n: int, *, last: bool = False) -> Packet:
    return Packet(b"%d" % n, last)


def test_packets_in_order_do_not_wait() -> None:
    buffer = JitterBuffer()
    for n in range(5):
        assert push(buffer, n, n * 0.02) == [packet(n)]


def test_a_swapped_pair_is_put_right() -> None:
    buffer = JitterBuffer()
    push(buffer, 0, 0.0)
    assert push(buffer, 2, 0.02) == []
    assert push(buffer, 1, 0.03) == [packet(1), packet(2)]
    assert buffer.counters.reordered == 1


def test_a_lost_packet_is_waited_for_only_so_long() -> None:
    buffer = JitterBuffer(JitterConfig(wait_s=0.06))
    push(buffer, 0, 0.0)
    assert push(buffer, 2, 0.04) == []
    assert buffer.deadline_s == 0.04 + 0.06
    assert push(buffer, 3, 0.06) == []
    assert buffer.pop(0.101) == [Gap(2, b"2"), packet(2), packet(3)]
    assert buffer.counters.lost_units == 2


def test_what_comes_after_its_turn_is_dropped() -> None:
    buffer = JitterBuffer()
    push(buffer, 0, 0.0)
    push(buffer, 2, 0.04)
    buffer.pop(0.2)
    assert push(buffer, 1, 0.21) == []
    assert push(buffer, 2, 0.22) == []
    assert buffer.counters.late == 2


def test_the_last_packet_ends_the_spurt_and_a_new_one_starts_anywhere() -> None:
    buffer = JitterBuffer()
    push(buffer, 0, 0.0)
    assert push(buffer, 1, 0.02, last=True) == [packet(1, last=True)]
    assert buffer.deadline_s is None
    assert push(buffer, 0, 3.0, base=0) == [packet(0)]


def test_leftovers_of_an_ended_spurt_start_no_new_one() -> None:
    buffer = JitterBuffer()
    push(buffer, 0, 0.0)
    push(buffer, 3, 0.02, last=True)
    buffer.pop(0.2)
    assert push(buffer, 1, 0.21) == []
    assert not buffer.talking


def test_a_sender_that_starts_over_at_once_is_heard() -> None:
    buffer = JitterBuffer()
    for n in range(30):
        push(buffer, n, n * 0.02, last=n == 29)
    assert push(buffer, 0, 0.65) == [packet(0)]


def test_a_spurt_without_its_last_packet_ends_by_time() -> None:
    buffer = JitterBuffer(JitterConfig(spurt_timeout_s=0.5))
    push(buffer, 0, 0.0)
    assert buffer.pop(0.49) == []
    assert buffer.pop(0.5) == [SpurtEnd()]
    assert buffer.pop(9.0) == []


def test_a_stream_that_starts_over_is_followed() -> None:
    buffer = JitterBuffer()
    push(buffer, 0, 0.0, base=50_000)
    assert push(buffer, 0, 0.02, base=0) == [packet(0)]
    assert push(buffer, 1, 0.04, base=0) == [packet(1)]


def test_a_sender_that_counts_packets_instead_of_time_is_heard() -> None:
    buffer = JitterBuffer()
    heard: list[Playable] = []
    for n in range(10):
        buffer.push(n, 2, b"%d" % n, n * 0.02)
        heard += buffer.pop(n * 0.02)
    assert heard == [packet(n) for n in range(10)]


def test_a_long_gap_is_not_filled() -> None:
    buffer = JitterBuffer(JitterConfig(max_gap_units=12))
    push(buffer, 0, 0.0)
    push(buffer, 20, 0.5)
    assert buffer.pop(0.6) == [packet(20)]


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 12), st.floats(0, 0.2), st.booleans()), max_size=120))
def test_whatever_arrives_the_buffer_stays_bounded_and_in_order(packets: list[tuple[int, int, float, bool]]) -> None:
    buffer = JitterBuffer(JitterConfig(max_packets=10))
    now_s, talking = 0.0, False
    for sequence, units, wait_s, last in packets:
        now_s += wait_s
        buffer.push(sequence, units, b"x", now_s, last=last)
        for item in buffer.pop(now_s):
            talking = not (isinstance(item, SpurtEnd) or (isinstance(item, Packet) and item.last))
        assert len(buffer._waiting) <= 10
        assert buffer.talking or not talking
    assert buffer.pop(now_s + 1.0) == [] or not buffer.talking
    assert not buffer.talking


@given(st.permutations(range(8)), st.integers(0, 2**40))
def test_any_order_within_the_wait_comes_out_right(order: list[int], base: int) -> None:
    buffer = JitterBuffer(JitterConfig(wait_s=1.0))
    heard = push(buffer, 0, 0.0, base=base)
    for n in order:
        heard += push(buffer, n + 1, 0.01, base=base)
    assert heard == [packet(n) for n in range(9)]


def test_a_silent_spurt_ends_at_once_however_many_gaps_it_has() -> None:
    buffer = JitterBuffer(JitterConfig(wait_s=0.06, spurt_timeout_s=0.5))
    push(buffer, 0, 0.0)
    push(buffer, 2, 0.01)
    push(buffer, 4, 0.02)
    assert buffer.pop(10.0) == [Gap(2, b"2"), packet(2), Gap(2, b"4"), packet(4), SpurtEnd()]
    assert buffer.deadline_s is None
