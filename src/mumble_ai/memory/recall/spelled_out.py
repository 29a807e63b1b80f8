"""A model with its eight-bit weights spelled out as floats, in a file that is mapped into memory.

ONNX Runtime spells such weights out at each start: that takes a second, and 90 MB for as long as the process runs, half
of it for words that are never looked up. Made once and mapped, only what is used takes memory, and the vectors are the
same.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path
from typing import Any, Final, cast

MODEL: Final = "model.onnx"
WEIGHTS: Final = "weights.bin"
LEAST_BYTES: Final = "1024"
"""Weights smaller than this stay in the model file."""
_MAKING: Final = ".making-"
_MAKING_S: Final = 600.0
"""Nobody takes longer to make it."""


def spelled_out(model: Path, folder: Path) -> Path:
    """The file to load in place of `model`; made in `folder` where it is not there yet, in about two seconds.

    Raises:
        OSError: The folder can't be written.
        Exception: What ONNX Runtime raises for a model that can't be loaded.
    """
    place = folder / _key(model)
    if not (place / MODEL).is_file():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=folder, prefix=_MAKING) as making:
            fresh = Path(making) / place.name
            fresh.mkdir()
            _write(model, fresh)
            _put(fresh, place)
        _tidy(folder, place)
    return place / MODEL


def _tidy(folder: Path, place: Path) -> None:
    """Removes what other versions made, and what was left half made; not what another process makes now."""
    for other in folder.iterdir():
        is_being_made = other.name.startswith(_MAKING) and time.time() - other.stat().st_mtime < _MAKING_S
        if other != place and not is_being_made:
            shutil.rmtree(other, ignore_errors=True)


def _key(model: Path) -> str:
    """Another model, or another ONNX Runtime, makes another file."""
    import onnxruntime

    seen = model.stat()
    return f"{seen.st_size:x}-{seen.st_mtime_ns:x}-{cast('Any', onnxruntime).__version__}"


def _write(model: Path, folder: Path) -> None:
    import onnxruntime

    options = cast("Any", onnxruntime).SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # What lies beyond depends on the processor and is done at each start.
    options.graph_optimization_level = cast("Any", onnxruntime).GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(folder / MODEL)
    options.add_session_config_entry("session.optimized_model_external_initializers_file_name", WEIGHTS)
    options.add_session_config_entry("session.optimized_model_external_initializers_min_size_in_bytes", LEAST_BYTES)
    onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _put(fresh: Path, place: Path) -> None:
    try:
        fresh.rename(place)
    except OSError:
        # Another process was faster.
        if not (place / MODEL).is_file():
            raise
