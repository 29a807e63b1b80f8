"""Voice activity detection with Silero VAD (MIT): how likely 32 ms of sound hold speech.

One model serves every speaker; a session holds what belongs to one stream of sound. Input layout as in the reference
implementation (snakers4/silero-vad, `utils_vad.py`): 64 samples of context, then 512 new ones, at 16 000 Hz.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, Protocol, cast

import numpy as np

from mumble_ai.audio.pcm import SPEECH_RATE_HZ, Float32
from mumble_ai.speech.contract import EngineUnavailable

CHUNK_SAMPLES: Final = 512
CHUNK_S: Final = CHUNK_SAMPLES / SPEECH_RATE_HZ
_CONTEXT_SAMPLES: Final = 64
_STATE_SHAPE: Final = (2, 1, 128)


class _Session(Protocol):
    def run(self, output_names: list[str] | None, input_feed: dict[str, Any]) -> list[Any]: ...


class VadModel:
    """The loaded network; safe to share between threads.

    Args:
        path: `silero_vad.onnx`, or the folder that holds it.

    Raises:
        EngineUnavailable: The file is missing or not this model.
    """

    def __init__(self, path: Path) -> None:
        import onnxruntime

        file = path / "silero_vad.onnx" if path.is_dir() else path
        if not file.is_file():
            raise EngineUnavailable(f"voice activity model {file} is missing; fetch it with: mumble-ai models pull")
        options = cast("Any", onnxruntime).SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            loaded = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise EngineUnavailable(f"voice activity model {file} cannot be loaded: {error}") from error
        self._network = cast("_Session", loaded)
        self._rate = np.array(SPEECH_RATE_HZ, np.int64)

    def session(self) -> VadSession:
        """Opens one stream of sound."""
        return VadSession(self)

    def probabilities(self, audio: Float32) -> Float32:
        """Speech probability of each 512-sample chunk of `(n,) float32` mono at 16 000 Hz; the last one is padded."""
        chunks = -(-len(audio) // CHUNK_SAMPLES)
        padded = np.zeros(chunks * CHUNK_SAMPLES, np.float32)
        padded[: len(audio)] = audio
        session = self.session()
        return np.array([session.probability(c) for c in padded.reshape(chunks, CHUNK_SAMPLES)], np.float32)

    def step(self, window: Float32, state: Float32) -> tuple[float, Float32]:
        """Runs the network on `(1, 576)` samples; returns the probability and the next state."""
        output, next_state = self._network.run(None, {"input": window, "state": state, "sr": self._rate})
        return float(output[0, 0]), next_state


class VadSession:
    """Voice activity of one stream of sound."""

    def __init__(self, model: VadModel) -> None:
        self._model = model
        self._window = np.zeros((1, _CONTEXT_SAMPLES + CHUNK_SAMPLES), np.float32)
        self._state = np.zeros(_STATE_SHAPE, np.float32)

    def probability(self, chunk: Float32) -> float:
        """How likely the next `(512,) float32` mono samples at 16 000 Hz hold speech, 0 to 1.

        Raises:
            ValueError: The chunk has another length.
        """
        if chunk.shape != (CHUNK_SAMPLES,):
            raise ValueError(f"a chunk has {CHUNK_SAMPLES} samples, not {chunk.shape}")
        self._window[0, :_CONTEXT_SAMPLES] = self._window[0, -_CONTEXT_SAMPLES:]
        self._window[0, _CONTEXT_SAMPLES:] = chunk
        probability, self._state = self._model.step(self._window, self._state)
        return probability

    def reset(self) -> None:
        """Forgets the past, as if the stream began again."""
        self._window.fill(0.0)
        self._state = np.zeros(_STATE_SHAPE, np.float32)
