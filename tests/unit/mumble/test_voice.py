"""From packets to frames and from frames to packets."""

from __future__ import annotations

import asyncio
import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mumble_ai.audio.opus import OpusEncoder
from mumble_ai.audio.pcm import FRAME_SAMPLES, Int16
from mumble_ai.mumble.events import VoiceReceived
from mumble_ai.mumble.hearing import Hearing
from mumble_ai.mumble.listener import MAX_SPEAKERS, Listener
from mumble_ai.mumble.speaker import Voice, bitrate_within, without_digital_silence
from mumble_ai.mumble.state import User
from mumble_ai.mumble.voice_packet import VoicePacket
from mumble_ai.testkit.virtual_time import in_virtual_time

USERS = {n: User(n, f"user {n}") for n in range(400)}


def tone(samples: int) -> Int16:
    return (8000 * np.sin(2 * np.pi * 440 * np.arange(samples) / 48_000)).astype(np.int16)


def spurt(milliseconds: int, count: int, *, session: int = 1) -> list[VoicePacket]:
    encoder, units = OpusEncoder(), milliseconds // 10
    frames = [encoder.encode(tone(units * 480)) for _ in range(count)]
    return [VoicePacket(session, n * units, opus, n == count - 1, 0) for n, opus in enumerate(frames)]


def hear(listener: Listener, packets: list[VoicePacket], *, step_s: float = 0.02) -> list[VoiceReceived]:
    return [f for n, packet in enumerate(packets) for f in listener.receive(packet, USERS, n * step_s)]


@pytest.mark.parametrize("milliseconds", [10, 20, 40, 60])
def test_packets_of_any_length_become_frames_of_20_ms(milliseconds: int) -> None:
    frames = hear(Listener(), spurt(milliseconds, 12), step_s=milliseconds / 1000)
    assert len(frames) == 12 * milliseconds // 20
    assert all(frame.pcm.shape == (FRAME_SAMPLES,) for frame in frames)
    assert [frame.ended for frame in frames] == [False] * (len(frames) - 1) + [True]
    assert frames[0].user == USERS[1]


def test_a_lost_packet_is_filled() -> None:
    packets = spurt(20, 10)
    del packets[4]
    listener = Listener()
    frames = hear(listener, packets)
    assert len(frames) == 10
    assert [n for n, frame in enumerate(frames) if frame.concealed] == [4]
    assert np.abs(frames[4].pcm).max() > 1000


def test_a_bare_end_carries_no_sound() -> None:
    packets = [*spurt(20, 3)[:2], VoicePacket(1, 4, b"", True, 0)]
    frames = hear(Listener(), packets)
    assert len(frames) == 3
    assert frames[-1].ended
    assert len(frames[-1].pcm) == 0


def test_a_speaker_who_vanishes_is_ended_by_time_and_by_leaving() -> None:
    listener = Listener()
    hear(listener, spurt(20, 5)[:3])
    deadline_s = listener.deadline_s
    assert deadline_s is not None
    assert [f.ended for f in listener.tick(USERS, deadline_s)] == [True]
    assert listener.deadline_s is None
    hear(listener, spurt(20, 5, session=2)[:3])
    assert [f.ended for f in listener.forget(USERS[2], 1.0)] == [True]
    assert list(listener.forget(USERS[2], 1.0)) == []


def test_a_sender_of_more_than_real_time_is_cut_off_not_decoded() -> None:
    packets = [VoicePacket(1, n * 6, p.opus, False, 0) for n, p in enumerate(spurt(60, 1) * 1000)]
    heard_s = len(hear(Listener(), packets, step_s=0.001)) * 0.02
    assert heard_s < 7.5


def test_only_so_many_speakers_are_kept() -> None:
    listener = Listener()
    for session in range(MAX_SPEAKERS + 20):
        list(listener.receive(spurt(20, 2, session=session)[0], USERS, session * 0.001))
    assert len(listener._speakers) == MAX_SPEAKERS


@in_virtual_time
async def test_everybody_who_vanishes_is_ended_in_time_however_many_speak() -> None:
    now_s, ends = asyncio.get_running_loop().time, dict[int, float]()

    def note(frame: VoiceReceived) -> None:
        if frame.ended:
            ends[frame.user.session] = now_s()

    hearing, sent_s = Hearing(note, lambda: USERS), dict[int, float]()
    for packets in itertools.zip_longest(*(spurt(20, 3 + session, session=session)[:-1] for session in range(20))):
        for packet in filter(None, packets):
            hearing.receive(packet)
            sent_s[packet.session] = now_s()
        await asyncio.sleep(0.02)
    await asyncio.sleep(1.0)
    assert set(ends) == set(range(20))
    assert all(ends[n] - sent_s[n] == pytest.approx(0.5, abs=0.001) for n in ends)


@in_virtual_time
async def test_a_frame_behind_a_gap_is_heard_in_time_beside_other_speakers() -> None:
    now_s, heard = asyncio.get_running_loop().time, list[tuple[int, float]]()
    hearing = Hearing(lambda frame: heard.append((frame.user.session, now_s())), lambda: USERS)
    whole, torn = spurt(20, 20, session=1), spurt(20, 20, session=2)
    del torn[5]
    for one, other in zip(whole, torn, strict=False):
        hearing.receive(one)
        hearing.receive(other)
        await asyncio.sleep(0.02)
    hearing.stop()
    times = [at_s for session, at_s in heard if session == 2]
    assert max(b - a for a, b in itertools.pairwise(times)) == pytest.approx(0.08, abs=0.001)


def test_a_stranger_is_not_heard() -> None:
    assert list(Listener().receive(VoicePacket(999, 0, b"\xf8\xff\xfe", False, 0), USERS, 0.0)) == []


hostile = st.builds(
    VoicePacket,
    st.integers(0, 3),
    st.integers(0, 2**62) | st.integers(0, 60),
    st.binary(max_size=30),
    st.booleans(),
    st.integers(0, 31),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(hostile, max_size=60))
def test_no_packets_break_the_listener(packets: list[VoicePacket]) -> None:
    listener = Listener()
    frames = hear(listener, packets)
    frames += listener.tick(USERS, 1e6)
    assert all(len(frame.pcm) in (0, FRAME_SAMPLES) for frame in frames)
    assert all(frame.ended for frame in frames if not len(frame.pcm))
    assert listener.deadline_s is None


def test_the_bit_rate_leaves_room_for_the_overhead() -> None:
    assert bitrate_within(558_000, tunnelled=False) == 40_000
    for limit in (30_000, 48_000, 72_000):
        for tunnelled in (False, True):
            overhead = (56 if tunnelled else 44) * 8 * 50
            assert bitrate_within(limit, tunnelled=tunnelled) <= max(8_000, limit - overhead)
    assert bitrate_within(1_000, tunnelled=True) == 8_000


def test_zeros_become_noise_nobody_hears() -> None:
    noise = np.random.default_rng(1).integers(-1, 2, 960).astype(np.int16)
    quiet = without_digital_silence(np.zeros(960, np.int16), noise)
    assert 0 < np.abs(quiet).max() <= 1
    loud = tone(960)
    assert np.abs(without_digital_silence(loud, noise) - loud).max() <= 1


class Sent(list[tuple[int, bool, float]]):
    def __call__(self, opus: bytes, sequence: int, target: int, *, last: bool) -> None:
        assert opus
        self.append((sequence, last, asyncio.get_running_loop().time()))


async def test_a_voice_is_paced_numbered_and_ended() -> None:
    sent = Sent()
    voice = Voice(sent, 0, bitrate=lambda: 40_000)
    for _ in range(10):
        await voice.write(tone(960))
    await voice.end()
    await voice.end()
    assert [last for _, last, _ in sent] == [False] * 10 + [True]
    sequences = [sequence for sequence, _, _ in sent]
    assert all((b - a) % 2 == 0 and b > a for a, b in itertools.pairwise(sequences))
    assert sent[-1][2] - sent[0][2] >= 0.17


async def test_a_new_spurt_goes_on_behind_the_silence() -> None:
    sent = Sent()
    voice = Voice(sent, 0, bitrate=lambda: 40_000)
    await voice.write(tone(960))
    await voice.end()
    await asyncio.sleep(0.1)
    await voice.write(tone(960))
    assert sent[2][0] - sent[1][0] >= 8


async def test_wrong_frames_and_two_writers_are_refused() -> None:
    voice = Voice(Sent(), 0, bitrate=lambda: 40_000)
    with pytest.raises(ValueError, match="960"):
        await voice.write(tone(480))
    await voice.write(tone(960))
    first = asyncio.create_task(voice.write(tone(960)))
    await asyncio.sleep(0)
    with pytest.raises(RuntimeError, match="two tasks"):
        await voice.write(tone(960))
    await first
