"""Cutting sound into stretches of speech by voice activity: a pure policy, fed one probability a chunk.

Recognisers see only these stretches, so silence and noise never reach them and never become words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mumble_ai.speech.evidence import CERTAIN, is_certain
from mumble_ai.speech.vad import CHUNK_S


@dataclass(frozen=True, slots=True)
class SegmenterConfig:
    """Thresholds of the policy.

    Attributes:
        onset: Probability at which speech begins.
        offset: Probability under which speech may be over; lower than `onset` so that soft endings stay in.
        closing_silence_s: Silence that closes a stretch.
        pre_roll_s: Sound kept before the onset, so that the first consonant is never clipped.
        post_roll_s: Sound kept after the last speech.
        min_speech_s: A stretch with less speech than this is a click or a cough, not words.
        certain: Probability of certain speech; how much of it a stretch needs is said in `evidence`.
        max_segment_s: Longest stretch; a longer one is cut at its quietest recent moment.
    """

    onset: float = 0.5
    offset: float = 0.35
    closing_silence_s: float = 0.9
    pre_roll_s: float = 0.3
    post_roll_s: float = 0.2
    min_speech_s: float = 0.16
    certain: float = CERTAIN
    max_segment_s: float = 15.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Speech between two chunk indices, `end` excluded.

    Attributes:
        closed: Whether nothing fed later can change it.
        last_speech: Index after the last chunk that held speech.
        peak: Highest speech probability in it.
    """

    start: int
    end: int
    closed: bool
    last_speech: int
    peak: float


def chunks(seconds: float) -> int:
    """How many whole VAD chunks last about `seconds`."""
    return round(seconds / CHUNK_S)


@dataclass(slots=True)
class Segmenter:
    """Feeds on probabilities; says which stretches hold speech.

    Attributes:
        config: Thresholds.
        position: Chunks fed so far.
    """

    config: SegmenterConfig = field(default_factory=SegmenterConfig)
    position: int = 0
    _probabilities: list[float] = field(default_factory=list[float])
    _start: int | None = None
    _last_speech: int = 0
    _floor: int = 0
    _spoken: int = 0
    _certain: int = 0

    def feed(self, probability: float) -> Stretch | None:
        """Takes the probability of the next chunk; returns a stretch when this chunk closes it."""
        config = self.config
        self._remember(probability)
        index = self.position
        self.position += 1
        if self._start is None:
            if probability < config.onset:
                return None
            self._start = max(self._floor, index - chunks(config.pre_roll_s))
            self._spoken = self._certain = 0
        self._spoken += probability >= config.onset
        self._certain += probability >= config.certain
        if probability >= config.offset:
            self._last_speech = index + 1
        if self.position - self._last_speech >= chunks(config.closing_silence_s):
            return self._close(min(self.position, self._last_speech + chunks(config.post_roll_s)))
        if self.position - self._start >= chunks(config.max_segment_s):
            return self._cut()
        return None

    def open_stretch(self) -> Stretch | None:
        """The stretch being spoken now, up to the newest chunk; None while nobody speaks or it is still too short."""
        if self._start is None or not self._is_speech():
            return None
        end = min(self.position, self._last_speech + chunks(self.config.post_roll_s))
        return Stretch(self._start, end, False, self._last_speech, self._peak(self._start))

    def oldest_needed(self) -> int:
        """Index of the first chunk that a later stretch may still contain."""
        if self._start is not None:
            return self._start
        return max(self._floor, self.position - chunks(self.config.pre_roll_s))

    def _close(self, end: int) -> Stretch | None:
        assert self._start is not None
        start, self._start, self._floor = self._start, None, end
        if not self._is_speech():
            return None
        return Stretch(start, end, True, min(end, self._last_speech), self._peak(start))

    def _cut(self) -> Stretch | None:
        """Cuts a stretch that never pauses at the quietest chunk of its last third, and goes on from there."""
        assert self._start is not None
        tail = self._probabilities[-chunks(self.config.max_segment_s / 3) :]
        quietest = min(range(len(tail)), key=lambda i: (tail[i], -i))
        end = self.position - len(tail) + quietest
        closed = Stretch(self._start, end, True, end, self._peak(self._start))
        self._start = self._floor = end
        kept = self._probabilities[end - self.position :]
        self._spoken = sum(p >= self.config.onset for p in kept)
        self._certain = sum(p >= self.config.certain for p in kept)
        return closed

    def _is_speech(self) -> bool:
        """Whether the stretch holds words so far, not just noise."""
        if self._spoken < chunks(self.config.min_speech_s):
            return False
        return is_certain(self._spoken * CHUNK_S, self._certain * CHUNK_S)

    def _remember(self, probability: float) -> None:
        self._probabilities.append(probability)
        limit = chunks(self.config.max_segment_s + self.config.pre_roll_s + self.config.closing_silence_s)
        if len(self._probabilities) > 2 * limit:
            del self._probabilities[:-limit]

    def _peak(self, start: int) -> float:
        return max(self._probabilities[start - self.position :])


def speech_stretches(probabilities: Sequence[float], config: SegmenterConfig | None = None) -> list[Stretch]:
    """All stretches of finished sound, given the probability of each of its chunks."""
    segmenter = Segmenter(config or SegmenterConfig())
    found = [stretch for p in probabilities if (stretch := segmenter.feed(float(p))) is not None]
    last = segmenter.open_stretch()
    return [*found, last] if last is not None else found
