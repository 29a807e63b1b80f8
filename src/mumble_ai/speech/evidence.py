"""How sure voice activity detection must be, and for how long, before sound counts as speech.

Measured with Silero on sound coded by Opus: in words spoken aloud, softly, or 10 dB over a fan, typing or music, five
to ten chunks of ten are `CERTAIN`. Half an hour of synthetic coughs, laughter, humming and music held eight stretches
that lasted like words; of seven at most four chunks in ten were certain, and less than `ENOUGH_CERTAIN_S` together.
Longer speech over loud music has a small share too, but more certain chunks than such noise.
"""

from __future__ import annotations

from typing import Final

CERTAIN: Final = 0.9
"""Probability that speech reaches and noise does not."""
LEAST_CERTAIN_S: Final = 0.096
"""With less certain speech than this it is noise, however long it lasts."""
LEAST_CERTAIN_SHARE: Final = 0.4
"""With a smaller share of its speech certain it is noise …"""
ENOUGH_CERTAIN_S: Final = 0.384
"""… unless this much is."""


def is_certain(speech_s: float, certain_s: float) -> bool:
    """Whether sound with so much speech, of which so much is certain, holds words."""
    if certain_s < LEAST_CERTAIN_S - 1e-9:
        return False
    return certain_s >= ENOUGH_CERTAIN_S - 1e-9 or certain_s >= LEAST_CERTAIN_SHARE * speech_s
