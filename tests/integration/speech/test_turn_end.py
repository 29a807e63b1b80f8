"""The real turn end model on recorded speech."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from mumble_ai.audio.pcm import SPEECH_RATE_HZ
from mumble_ai.services.engines import TURN_END_MODEL, open_turn_end
from mumble_ai.settings import Settings
from mumble_ai.speech.contract import EngineUnavailable
from mumble_ai.speech.turn_end import TurnEndModel
from mumble_ai.stack import models

from .conftest import read


@pytest.fixture
async def model(settings: Settings) -> AsyncIterator[TurnEndModel]:
    opened = TurnEndModel(await asyncio.to_thread(models.ensure, TURN_END_MODEL, settings), deadline_s=10.0)
    yield opened
    await opened.close()


@pytest.mark.parametrize("clip", ["jfk.wav", "sns_0870.wav", "sns_0890.wav", "sns_0920.wav"])
async def test_a_whole_sentence_sounds_complete_and_half_of_it_does_not(model: TurnEndModel, clip: str) -> None:
    audio = read(clip)
    whole = await model.probability(audio)
    half = await model.probability(audio[: round(audio.size * 0.6)])
    assert whole is not None
    assert half is not None
    assert whole > 0.8
    assert half < 0.3


async def test_more_pauses_than_can_be_judged_in_time_are_not_judged(settings: Settings) -> None:
    folder = await asyncio.to_thread(models.ensure, TURN_END_MODEL, settings)
    model = TurnEndModel(folder, deadline_s=10.0, waiting=2)
    audio = np.zeros(SPEECH_RATE_HZ, np.float32)
    verdicts = await asyncio.gather(*(model.probability(audio) for _ in range(5)))
    assert [verdict is None for verdict in verdicts] == [False, False, True, True, True]
    assert await model.probability(audio) is not None
    await model.close()


async def test_a_late_verdict_is_none_and_the_next_one_comes(settings: Settings) -> None:
    folder = await asyncio.to_thread(models.ensure, TURN_END_MODEL, settings)
    model = TurnEndModel(folder, deadline_s=0.001)
    audio = np.zeros(SPEECH_RATE_HZ, np.float32)
    assert await model.probability(audio) is None
    await model.close()
    assert await model.probability(audio) is None, "a closed model judges nothing"


async def test_it_can_be_switched_off(settings: Settings) -> None:
    assert await open_turn_end(settings.model_copy(update={"turn_end_model": "off"})) is None
    opened = await open_turn_end(settings)
    assert opened is not None
    await opened.close()


def test_a_missing_or_another_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="models pull smart-turn-v3"):
        TurnEndModel(tmp_path)
    (tmp_path / "smart-turn-v3.2-cpu.onnx").write_bytes(b"no network")
    with pytest.raises(EngineUnavailable, match="cannot be loaded"):
        TurnEndModel(tmp_path)
