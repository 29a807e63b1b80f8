"""Which words of a clause lie in how much of its sound.

A voice gives no word times, so they are estimated: words take room by their letters and by the pause after a comma or a
full stop, and each estimated border moves to the quietest moment nearby. Sound is looked at in frames of 20 ms.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_LEAST_LETTERS: Final = 2.0
"""A short word takes more room than its letters say."""
_BORDER: Final = 1.0
_PAUSES: Final = {",": 3.0, ";": 4.0, ":": 4.0, ".": 5.0, "!": 5.0, "?": 5.0, "–": 3.0, "—": 3.0}
_SEARCH_FRAMES: Final = 5
"""A border moves by at most 0.1 s."""
_SHORTEST_REWIND_FRAMES: Final = 4
_QUIET_SHARE: Final = 0.25
"""A pause between words is quieter than this share of the loudest moment around it."""


def word_ends(text: str, frames: float, levels: Sequence[int] = ()) -> list[float]:
    """Where each word of `text` ends, in frames.

    Args:
        frames: Length of the whole clause.
        levels: Loudest sample of each frame that is known so far.
    """
    words = text.split()
    weights = [max(sum(c.isalnum() for c in word), _LEAST_LETTERS) + _BORDER for word in words]
    pauses = [_PAUSES.get(word.rstrip("\"'”’)")[-1:], 0.0) for word in words]
    if pauses:
        pauses[-1] = 0.0  # the silence after the last word is trimmed
    whole = sum(weights) + sum(pauses)
    ends: list[float] = []
    position = 0.0
    for weight, pause in zip(weights, pauses, strict=True):
        position += weight
        ends.append(_to_quiet(position / whole * frames, levels))
        position += pause
    if ends:
        ends[-1] = frames
    return ends


def words_heard(text: str, played: int, frames: float, levels: Sequence[int] = ()) -> list[str]:
    """The words of `text` that end within the first `played` frames."""
    return [word for word, end in zip(text.split(), word_ends(text, frames, levels), strict=True) if end <= played]


def frames_to_rewind(levels: Sequence[int]) -> int:
    """How many of the newest frames to play again so that the voice goes on at the start of a word.

    Args:
        levels: Loudest sample of each frame played, oldest first.
    """
    if len(levels) <= _SHORTEST_REWIND_FRAMES:
        return len(levels)
    limit = _QUIET_SHARE * max(levels)
    before = range(len(levels) - _SHORTEST_REWIND_FRAMES, 0, -1)
    start = next((n for n in before if levels[n - 1] <= limit), None)
    if start is None:  # no pause between words: the quietest moment is the best guess
        start = min(before, key=lambda n: (levels[n - 1], -n))
    return len(levels) - start


def _to_quiet(end: float, levels: Sequence[int]) -> float:
    middle = round(end)
    nearby = range(max(0, middle - _SEARCH_FRAMES), min(len(levels), middle + _SEARCH_FRAMES + 1))
    if not nearby:
        return end
    quietest = min(nearby, key=lambda n: (levels[n], abs(n - middle)))
    loudest = max(levels[n] for n in nearby)
    return float(quietest + 1) if levels[quietest] <= _QUIET_SHARE * loudest else end
