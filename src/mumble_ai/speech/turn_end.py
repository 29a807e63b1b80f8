"""Whether somebody who pauses has finished, by the sound of it: Smart Turn v3 (BSD-2).

It hears the last 8 s of a turn, up to 0.2 s of silence after it, and gives one probability, in 23 languages and without
any text. A call costs about 50 ms on one thread and more on two, so it has one thread, and one call runs at a time.
"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any, Final, Protocol, cast

import numpy as np

from mumble_ai.audio.pcm import Float32
from mumble_ai.speech.contract import Busy, EngineUnavailable
from mumble_ai.speech.queue import ModelQueue
from mumble_ai.speech.status import EngineStatus
from mumble_ai.speech.turn_end_features import WINDOW_SAMPLES, log_mel

MODEL_FILE: Final = "smart-turn-v3.2-cpu.onnx"
WAITING: Final = 4
"""Pauses judged or waiting to be; one more is not judged, because its verdict would come too late."""
DEADLINE_S: Final = 0.4
"""A verdict that takes longer is of no use: by then silence has nearly decided."""

_log = logging.getLogger(__name__)


class _Session(Protocol):
    def run(self, output_names: list[str] | None, input_feed: dict[str, Any]) -> list[Any]: ...


class TurnEndModel:
    """The loaded network and its thread; one for all speakers.

    Args:
        path: The ONNX file, or the folder that holds it.

    Raises:
        EngineUnavailable: The file is missing or not this model.
    """

    def __init__(self, path: Path, *, deadline_s: float = DEADLINE_S, waiting: int = WAITING) -> None:
        self._network = _load(path / MODEL_FILE if path.is_dir() else path)
        self._queue = ModelQueue("smart-turn", capacity=waiting, seconds_a_unit=0.05)
        self._deadline_s = deadline_s

    def status(self) -> EngineStatus:
        """How the model is doing."""
        return self._queue.status()

    async def probability(self, audio: Float32) -> float | None:
        """How likely the speaker has finished, 0 to 1; None when that can't be said in time.

        Args:
            audio: `(n,) float32` mono at 16 000 Hz: the turn so far and about 0.2 s of the pause after it. Only the
                last 8 s count.
        """
        last = audio[-WINDOW_SAMPLES:].copy()
        try:
            async with asyncio.timeout(self._deadline_s), self._queue.admit(1) as ticket:
                return await ticket.run(1, self.judge, last)
        except (Busy, TimeoutError):
            return None
        except EngineUnavailable as error:
            _log.warning("a pause was not judged: %s", error)
            return None

    def judge(self, audio: Float32) -> float:
        """As `probability`, on the calling thread."""
        output = self._network.run(None, {"input_features": log_mel(audio)[np.newaxis]})
        return float(output[0].reshape(-1)[0])

    async def close(self) -> None:
        """Ends the thread."""
        await self._queue.close()


def _load(file: Path) -> _Session:
    import onnxruntime

    if not file.is_file():
        raise EngineUnavailable(f"turn end model {file} is missing; fetch it with: mumble-ai models pull smart-turn-v3")
    options = cast("Any", onnxruntime).SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        loaded = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
        inputs = [i.name for i in cast("Any", loaded).get_inputs()]
    except Exception as error:
        raise EngineUnavailable(f"turn end model {file} cannot be loaded: {error}") from error
    if inputs != ["input_features"]:
        raise EngineUnavailable(f"{file} is another model: it takes {', '.join(inputs)}")
    return cast("_Session", loaded)
