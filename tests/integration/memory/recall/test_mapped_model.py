"""The embedding model mapped from a file of its own: the same vectors, made once, and no reason to fail."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from mumble_ai.memory.recall.embedding import MiniLm

TEXTS = ["We go to the mountains in June.", "Der Schlüssel liegt unter der Matte.", "14:30, Zürich HB"]


async def test_the_mapped_model_gives_the_same_vectors_and_is_made_once(
    minilm: MiniLm, minilm_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "of-another-version").mkdir()
    mapped = MiniLm(minilm_folder, tmp_path)
    plain = await minilm.encode(TEXTS)
    for ours, theirs in zip(await mapped.encode(TEXTS), plain, strict=True):
        assert np.allclose(ours.vector, theirs.vector, atol=1e-5)
        assert np.allclose(ours.tokens, theirs.tokens, atol=1e-5)
    await mapped.close()
    (place,) = tmp_path.iterdir()
    made = (place / "weights.bin").stat()
    assert made.st_size > 80_000_000, "as floats"
    await MiniLm(minilm_folder, tmp_path).close()
    assert (place / "weights.bin").stat().st_mtime_ns == made.st_mtime_ns
    assert f"{place}/weights.bin" in Path(f"/proc/{os.getpid()}/maps").read_text(), "it is not read into memory"


async def test_a_folder_that_takes_no_file_costs_memory_and_nothing_else(minilm_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    plain = MiniLm(minilm_folder, tmp_path / "file" / "folder")
    assert (await plain.embed(TEXTS)).shape == (3, 384)
    await plain.close()
