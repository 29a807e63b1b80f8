"""The vector index in a Chroma server (its HTTP API v2).

Each person has a collection for each space. A filter in one collection for all took 130 ms a query at 100,000 vectors
of ten people, a collection for each 4 ms, and what is another's can't be found by a mistake in a filter.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

import httpx

from mumble_ai.resilience.breaker import BreakerPolicy, CircuitBreaker
from mumble_ai.resilience.connection import KeptConnections, why_no_answer
from mumble_ai.resilience.standing import Standing
from mumble_ai.storage.vectors import Float32, Near, VectorItem, VectorsUnavailable

BATCH: Final = 500
LISTED: Final = 1000
NOT_FOUND: Final = 404
SEARCHED: Final = 200
"""Candidates that a query follows (`ef_search`): at the default of 100 a quarter of the nearest fifty are missed."""
_PREFIX: Final = "mumble-ai-"
_COLLECTIONS: Final = "/api/v2/tenants/default_tenant/databases/default_database/collections"


class ChromaIndex:
    """A `VectorIndex`.

    Args:
        url: Of the server.
        query_s: How long a query may take.
        write_s: How long a change may take.
    """

    def __init__(
        self, url: str, *, query_s: float = 0.5, write_s: float = 30.0, breaker: BreakerPolicy | None = None
    ) -> None:
        self._client = httpx.AsyncClient(base_url=url, timeout=write_s, transport=KeptConnections(), trust_env=False)
        self._query_s = query_s
        self._ids: dict[str, str] = {}
        self.breaker = CircuitBreaker("chroma", breaker or BreakerPolicy(3, 15.0))

    def standing(self) -> Standing:
        """How it stood at the last call."""
        reason = self.breaker.reason
        return Standing(f"away: {reason}" if reason else "answers", degraded=bool(reason))

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.aclose()

    async def add(self, space: str, items: Sequence[VectorItem]) -> None:
        by_person: dict[UUID, list[VectorItem]] = {}
        for item in items:
            by_person.setdefault(item.person_id, []).append(item)
        for person_id, own in by_person.items():
            for start in range(0, len(own), BATCH):
                await self._upsert(collection_name(space, person_id), own[start : start + BATCH])

    async def query(self, space: str, vector: Float32, person_id: UUID, limit: int) -> list[Near]:
        body = {"query_embeddings": [vector.tolist()], "n_results": limit, "include": ["distances"]}
        found = await self._about(collection_name(space, person_id), "query", body, self._query_s)
        if found is None:
            return []
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [Near(UUID(item_id), 1.0 - float(distance)) for item_id, distance in pairs]

    async def delete(self, person_id: UUID, item_ids: Sequence[UUID] | None = None, space: str = "") -> None:
        names = [collection_name(space, person_id)] if space else await self._names_of(person_id)
        for name in names:
            if item_ids is None:
                await self._drop(name)
            elif item_ids:
                await self._about(name, "delete", {"ids": [str(item_id) for item_id in item_ids]})

    async def known(self, person_id: UUID, space: str) -> set[UUID]:
        """What it has of a person.

        Raises:
            VectorsUnavailable: It can't be asked now.
        """
        known: set[UUID] = set()
        while True:
            body: dict[str, Any] = {"limit": LISTED, "offset": len(known), "include": []}
            found = await self._about(collection_name(space, person_id), "get", body)
            ids = [] if found is None else [UUID(one) for one in found["ids"]]
            known.update(ids)
            if len(ids) < LISTED:
                return known

    async def count(self) -> int:
        """How many vectors it has altogether.

        Raises:
            VectorsUnavailable: It can't be asked now.
        """
        found = 0
        for name in await self._list():
            collection = self._ids.get(name) or await self._find(name)
            if collection is not None:
                found += int(await self._ask("GET", f"{_COLLECTIONS}/{collection}/count") or 0)
        return found

    async def drop_all(self) -> None:
        """Forgets everything, to be made again."""
        for name in await self._list():
            await self._drop(name)

    async def _upsert(self, name: str, items: Sequence[VectorItem]) -> None:
        body = {
            "ids": [str(item.item_id) for item in items],
            "embeddings": [base64.b64encode(item.vector.astype("<f4").tobytes()).decode() for item in items],
        }
        if await self._about(name, "upsert", body) is None:
            hnsw = {"space": "cosine", "ef_search": SEARCHED}
            made = {"name": name, "get_or_create": True, "configuration": {"hnsw": hnsw}}
            self._ids[name] = (await self._ask("POST", _COLLECTIONS, made))["id"]
            if await self._about(name, "upsert", body) is None:
                raise VectorsUnavailable("a collection is gone again right after it was made")

    async def _about(self, name: str, verb: str, body: Any, timeout_s: float | None = None) -> Any:
        """What the server says about a collection; None where it has no such collection."""
        for known in (True, False):
            collection = self._ids.get(name) if known else await self._find(name)
            if collection is None:
                continue
            answer = await self._ask("POST", f"{_COLLECTIONS}/{collection}/{verb}", body, timeout_s)
            if answer is not None:
                self._ids[name] = collection
                return answer
            self._ids.pop(name, None)
        return None

    async def _find(self, name: str) -> str | None:
        found = await self._ask("GET", f"{_COLLECTIONS}/{name}")
        return None if found is None else str(found["id"])

    async def _drop(self, name: str) -> None:
        self._ids.pop(name, None)
        await self._ask("DELETE", f"{_COLLECTIONS}/{name}")

    async def _names_of(self, person_id: UUID) -> list[str]:
        return [name for name in await self._list() if name.endswith(person_id.hex)]

    async def _list(self) -> list[str]:
        names: list[str] = []
        while True:
            page = await self._ask("GET", f"{_COLLECTIONS}?limit={LISTED}&offset={len(names)}")
            names += [collection["name"] for collection in page]
            if len(page) < LISTED:
                return [name for name in names if name.startswith(_PREFIX)]

    async def _ask(self, method: str, path: str, body: Any = None, timeout_s: float | None = None) -> Any:
        """The answer; None for 404.

        Raises:
            VectorsUnavailable: There is none.
        """
        time = asyncio.get_running_loop().time
        permit = self.breaker.admit(time())
        if permit is None:
            raise VectorsUnavailable(f"the vector index is left alone for a while: {self.breaker.reason}")
        try:
            response = await self._client.request(
                method, path, json=body, timeout=timeout_s or httpx.USE_CLIENT_DEFAULT
            )
            answer = None if response.status_code == NOT_FOUND else response.raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            why = why_no_answer(error)
            permit.failed(time(), why)
            raise VectorsUnavailable(why) from error
        else:
            permit.succeeded()
            return answer
        finally:
            permit.dropped()


def collection_name(space: str, person_id: UUID) -> str:
    """Chroma takes names of 3 to 512 letters, digits, dots and dashes; a space may be called anything."""
    return f"{_PREFIX}{hashlib.sha256(space.encode()).hexdigest()[:16]}-{person_id.hex}"
