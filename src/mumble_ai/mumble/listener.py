"""From voice packets to 20 ms frames, a jitter buffer and decoder a speaker. Pure; a frame costs 0.05 ms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from mumble_ai.audio.jitter import Gap, JitterBuffer, JitterConfig, Packet, Playable
from mumble_ai.audio.opus import OpusDecoder, OpusError, packet_samples
from mumble_ai.audio.pcm import FRAME_SAMPLES, VOICE_RATE_HZ, Int16
from mumble_ai.mumble.events import VoiceReceived
from mumble_ai.mumble.state import User
from mumble_ai.mumble.voice_packet import VoicePacket

MAX_SPEAKERS: Final = 256
"""Speakers decoded at once; the one silent for longest makes room for another."""
UNIT_SAMPLES: Final = VOICE_RATE_HZ // 100
_BURST_S: Final = 5.0
_RATE: Final = 1.2
_EMPTY: Final = np.zeros(0, np.int16)


@dataclass(slots=True)
class AudioAllowance:
    """How much audio a speaker may send: real time with some margin, and a burst after a stalled connection."""

    left_s: float = _BURST_S
    at_s: float | None = None

    def take(self, seconds: float, now_s: float) -> bool:
        """Books audio of a packet; False when the sender sends more than a person can say."""
        passed_s = now_s - self.at_s if self.at_s is not None else 0.0
        self.at_s = now_s
        self.left_s = min(_BURST_S, self.left_s + max(0.0, passed_s) * _RATE)
        if seconds > self.left_s:
            return False
        self.left_s -= seconds
        return True


@dataclass(slots=True)
class _Speaker:
    buffer: JitterBuffer
    decoder: OpusDecoder = field(default_factory=OpusDecoder)
    allowance: AudioAllowance = field(default_factory=AudioAllowance)
    rest: Int16 = field(default_factory=lambda: _EMPTY)
    concealed: bool = False
    context: int = 0
    heard_s: float = 0.0


class Listener:
    """Turns `VoicePacket`s into `VoiceReceived` events."""

    def __init__(self, config: JitterConfig | None = None) -> None:
        self._config = config or JitterConfig()
        self._speakers: dict[int, _Speaker] = {}

    @property
    def deadline_s(self) -> float | None:
        """When `tick` must be called even if no packet comes, or None."""
        deadlines = [s.buffer.deadline_s for s in self._speakers.values() if s.buffer.deadline_s is not None]
        return min(deadlines) if deadlines else None

    def deadline_of(self, session: int) -> float | None:
        """When `tick` must be called for one speaker, or None."""
        speaker = self._speakers.get(session)
        return speaker.buffer.deadline_s if speaker is not None else None

    def receive(self, packet: VoicePacket, users: Mapping[int, User], now_s: float) -> Iterator[VoiceReceived]:
        """Takes a packet and yields the frames that are due. Packets of unknown users and damaged ones are dropped."""
        if packet.session not in users:
            return
        try:
            samples = packet_samples(packet.opus) if packet.opus or not packet.last else 0
        except OpusError:
            return
        speaker = self._speaker(packet.session, now_s)
        if not speaker.allowance.take(samples / VOICE_RATE_HZ, now_s):
            return
        speaker.heard_s = now_s
        speaker.context = packet.context
        units = -(-samples // UNIT_SAMPLES)
        speaker.buffer.push(packet.sequence, units, packet.opus, now_s, last=packet.last)
        yield from self._play(users[packet.session], speaker, now_s)

    def tick(self, users: Mapping[int, User], now_s: float) -> Iterator[VoiceReceived]:
        """Yields what became due by time alone: frames behind a gap that stays open, ends without a last packet."""
        for session, speaker in list(self._speakers.items()):
            deadline_s = speaker.buffer.deadline_s
            if deadline_s is not None and deadline_s <= now_s:
                yield from self._play(users.get(session) or User(session), speaker, now_s)

    def forget(self, user: User, now_s: float) -> Iterator[VoiceReceived]:
        """The user left: ends the talk spurt, if there is one, and drops what is kept about them."""
        speaker = self._speakers.pop(user.session, None)
        if speaker is not None and speaker.buffer.talking:
            yield VoiceReceived(user, _EMPTY, True, speaker.context, now_s)

    def forget_all(self, users: Mapping[int, User], now_s: float) -> Iterator[VoiceReceived]:
        """The connection is gone: ends every talk spurt."""
        for session in list(self._speakers):
            yield from self.forget(users.get(session) or User(session), now_s)

    def _speaker(self, session: int, now_s: float) -> _Speaker:
        speaker = self._speakers.get(session)
        if speaker is None:
            if len(self._speakers) >= MAX_SPEAKERS:
                del self._speakers[min(self._speakers, key=lambda s: self._speakers[s].heard_s)]
            speaker = self._speakers[session] = _Speaker(JitterBuffer(self._config), heard_s=now_s)
        return speaker

    def _play(self, user: User, speaker: _Speaker, now_s: float) -> Iterator[VoiceReceived]:
        for item in speaker.buffer.pop(now_s):
            ended = not isinstance(item, Gap) and (not isinstance(item, Packet) or item.last)
            speaker.concealed |= isinstance(item, Gap)
            speaker.rest = np.concatenate((speaker.rest, _decode(speaker.decoder, item)))
            for pcm, last in _frames(speaker, ended=ended):
                yield VoiceReceived(user, pcm, last, speaker.context, now_s, speaker.concealed)
                speaker.concealed = False


def _frames(speaker: _Speaker, *, ended: bool) -> Iterator[tuple[Int16, bool]]:
    pcm = speaker.rest
    full = len(pcm) // FRAME_SAMPLES
    if ended and len(pcm) % FRAME_SAMPLES:
        full += 1
        pcm = np.concatenate((pcm, np.zeros(full * FRAME_SAMPLES - len(pcm), np.int16)))
    speaker.rest = pcm[full * FRAME_SAMPLES :]
    for n in range(full):
        yield pcm[n * FRAME_SAMPLES : (n + 1) * FRAME_SAMPLES], ended and n == full - 1
    if ended and not full:
        yield _EMPTY, True


def _decode(decoder: OpusDecoder, item: Playable) -> Int16:
    try:
        if isinstance(item, Packet):
            return decoder.decode(item.payload) if item.payload else _EMPTY
        if isinstance(item, Gap):
            return _fill(decoder, item)
    except OpusError:
        return _EMPTY
    return _EMPTY


def _fill(decoder: OpusDecoder, gap: Gap) -> Int16:
    """Conceals a gap; its last packet is recovered from the copy in the packet that follows."""
    copied = min(gap.units, packet_samples(gap.following) // UNIT_SAMPLES) if gap.following else 0
    parts = [decoder.conceal(UNIT_SAMPLES) for _ in range(gap.units - copied)]
    if copied:
        parts.append(decoder.recover(gap.following, copied * UNIT_SAMPLES))
    return np.concatenate(parts) if parts else _EMPTY
