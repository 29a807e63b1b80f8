"""Embeddings by an Ollama server: `POST /api/embed` (ollama/ollama, docs/api.md)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import httpx
import numpy as np

from mumble_ai.memory.recall.embedding import EmbedderUnavailable, Encoding, unit
from mumble_ai.memory.recall.token_matrix import Float32
from mumble_ai.resilience.connection import KeptConnections

CONNECT_S: Final = 2.0
READ_S: Final = 30.0


class OllamaEmbedder:
    """One model of an Ollama server. It gives whole texts only, so that nothing is compared token by token."""

    def __init__(self, base_url: str, model: str) -> None:
        self.name = f"ollama/{model}"
        self.dimensions = 0
        self._model = model
        self._http = httpx.AsyncClient(
            base_url=base_url,
            timeout=httpx.Timeout(READ_S, connect=CONNECT_S),
            transport=KeptConnections(),
            trust_env=False,
        )

    async def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """See `Embedder.encode`."""
        vectors = await self.embed(texts)
        return [Encoding(vector, np.zeros((0, len(vector)), np.float32), ()) for vector in vectors]

    async def embed(self, texts: Sequence[str]) -> Float32:
        """See `Embedder.embed`."""
        try:
            response = await self._http.post("/api/embed", json={"model": self._model, "input": list(texts)})
            if response.status_code == 404:
                raise EmbedderUnavailable(f"{self.name} is not there; fetch it with: ollama pull {self._model}")
            response.raise_for_status()
            found = np.array(response.json()["embeddings"], np.float32)
        except httpx.HTTPError as error:
            raise EmbedderUnavailable(f"{self.name}: {error or type(error).__name__}") from error
        except (KeyError, TypeError, ValueError) as error:
            raise EmbedderUnavailable(f"{self.name}: an answer of another shape") from error
        if found.ndim != 2 or len(found) != len(texts):
            raise EmbedderUnavailable(f"{self.name}: an answer of another shape")
        self.dimensions = found.shape[1]
        return unit(found)

    async def close(self) -> None:
        """Closes the connections."""
        await self._http.aclose()
