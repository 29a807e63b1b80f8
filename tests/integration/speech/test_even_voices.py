"""Real voices of different engines sound equally loud and begin at once."""

from __future__ import annotations

import numpy as np

from mumble_ai.audio.pcm import FRAME_SAMPLES, VOICE_RATE_HZ, Int16
from mumble_ai.conversation.speaking.mouth import EngineMouth
from mumble_ai.settings import Settings
from mumble_ai.speech.contract import TtsEngine

from .conftest import load_tts_engine

CLAUSES = (
    "Sure!",
    "The library opens at nine in the morning,",
    "and it closes at six in the evening.",
    "On Sundays it is closed.",
)
HEARD = 400
"""A sample this loud is heard."""


async def clauses_of(engine: TtsEngine) -> list[Int16]:
    mouth = EngineMouth(engine)
    return [np.concatenate([chunk async for chunk in mouth.speak(clause)]) for clause in CLAUSES]


def level_db(clauses: list[Int16]) -> float:
    """Level of the moments with sound, in decibels relative to full scale."""
    pcm = np.concatenate(clauses)
    moments = pcm[: pcm.size // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES) / 32_768.0
    power = np.mean(moments**2, axis=1)
    return float(10 * np.log10(power[power > 10**-4.5].mean()))


async def test_hibari_and_piper_are_equally_loud_and_begin_at_once(settings: Settings) -> None:
    levels: list[float] = []
    for name in ("hibari", "piper"):
        engine = await load_tts_engine(name, settings)
        try:
            clauses = await clauses_of(engine)
        finally:
            await engine.close()
        levels.append(level_db(clauses))
        for pcm in clauses:
            heard = np.flatnonzero(np.abs(pcm.astype(np.int32)) > HEARD)
            assert heard[0] / VOICE_RATE_HZ < 0.06, "silence before a clause is a gap"
            assert (pcm.size - heard[-1]) / VOICE_RATE_HZ < 0.3
    assert abs(levels[0] - levels[1]) < 1.5
    assert all(-22 < level < -18 for level in levels)
