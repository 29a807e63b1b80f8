"""Nothing is heard where nobody speaks, and nothing is lost where somebody does: real ears on two minutes of noise."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass

import numpy as np
import pytest

from benchmarks.noise import SENTENCES, heard, through_opus, without_quiet
from mumble_ai.audio.pcm import VOICE_RATE_HZ
from mumble_ai.services.engines import load_stt, open_vad
from mumble_ai.settings import EMBEDDED, load_settings
from mumble_ai.speech.contract import SttEngine
from mumble_ai.speech.vad import VadModel
from tests.support.noises import KINDS, piece
from tests.support.sound import spoken, words

PIECE_S = 15.0


@dataclass
class Ears:
    vad: VadModel
    stt: SttEngine


@pytest.fixture
async def ears() -> AsyncIterator[Ears]:
    named = {key: os.environ[key] for key in ("MUMBLE_AI_HOME", "MODELS_DIR", "HF_ENDPOINT") if key in os.environ}
    settings = load_settings({**named, "WHISPER_URL": EMBEDDED}, None)
    stt = await load_stt(settings)
    yield Ears(await open_vad(settings), stt)
    await stt.close()


@pytest.mark.parametrize("kind", KINDS)
async def test_noise_holds_no_words(ears: Ears, kind: str) -> None:
    found = await heard(ears.vad, ears.stt, through_opus(piece(kind, 77, PIECE_S)))
    assert found.texts == []


@pytest.mark.parametrize("text", SENTENCES)
async def test_the_first_word_of_a_talk_spurt_is_heard(ears: Ears, text: str) -> None:
    sound = np.concatenate([without_quiet(spoken(text)), np.zeros(VOICE_RATE_HZ, np.int16)])
    found = await heard(ears.vad, ears.stt, through_opus(sound))
    assert words(text.split()[0]) <= words(" ".join(found.texts))
    assert len(found.texts) == 1
