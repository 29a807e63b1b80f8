"""How sure voice activity detection must be, and for how long, before sound counts as speech.

Measured with Silero: quiet speech coded by Opus stays above `CERTAIN` for nine chunks of ten, background noise reaches
it for single chunks at most.
"""

from __future__ import annotations

from typing import Final

CERTAIN: Final = 0.9
"""Probability that speech reaches and noise does not."""
LEAST_CERTAIN_S: Final = 0.096
"""With less certain speech than this it is noise, however long it lasts."""
