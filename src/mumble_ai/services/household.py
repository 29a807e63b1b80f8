"""What the assistant knows and can do, put together from the stores: once a process that answers people."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import structlog

from mumble_ai.assistant.actions.deeds import DeedLog
from mumble_ai.assistant.actions.registry import ActionRegistry
from mumble_ai.assistant.commands.commands import Commands
from mumble_ai.assistant.commands.everyday import Parts, everyday
from mumble_ai.assistant.personas.personas import Personas
from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.reminding.reminders import Reminders
from mumble_ai.calendar.reminding.timers import Timers
from mumble_ai.calendar.tasks import Tasks
from mumble_ai.memory.conversations.log import ConversationLog, LogPolicy
from mumble_ai.memory.conversations.session_cache import SessionCache
from mumble_ai.memory.conversations.session_policy import SessionPolicy
from mumble_ai.memory.facts.facts import Facts
from mumble_ai.memory.facts.quoting import Recalling
from mumble_ai.memory.people.linking import Linking
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.preferences import Preferences
from mumble_ai.memory.privacy.privacy import Privacy
from mumble_ai.memory.recall.choosing import Recalled
from mumble_ai.memory.recall.embedding import Embedder, EmbedderUnavailable, MiniLm, open_minilm
from mumble_ai.memory.recall.ollama_embedding import OllamaEmbedder
from mumble_ai.memory.recall.ranking import Ranking
from mumble_ai.memory.recall.recall import Recall, RecallPolicy
from mumble_ai.services.flights import ForgettableFlights
from mumble_ai.services.reminding import notice_policy
from mumble_ai.services.resting_embedder import RestingEmbedder
from mumble_ai.services.zone import house_zone
from mumble_ai.settings import Settings
from mumble_ai.stack import models
from mumble_ai.stack.database import open_database
from mumble_ai.stack.stores import chroma_url, redis_url
from mumble_ai.storage.cache import Cache
from mumble_ai.storage.chroma import ChromaIndex
from mumble_ai.storage.database import Database
from mumble_ai.storage.redis import RedisLink
from mumble_ai.storage.spool import Spool

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

EMBEDDING_MODEL: Final = "all-minilm-l6-v2"
QUOTED_TOKENS: Final = 200
"""Of old talk, for an answer that quotes it."""


@dataclass(frozen=True, slots=True)
class Stores:
    """The three stores. Nothing is connected until it is used, and each may be away."""

    database: Database
    redis: RedisLink
    index: ChromaIndex


@dataclass(frozen=True, slots=True)
class Household:
    """Everything about people.

    Attributes:
        embedder: None where meaning can't be compared in this process.
    """

    stores: Stores
    embedder: Embedder | None
    people: People
    log: ConversationLog
    privacy: Privacy
    facts: Facts
    recall: Recall
    calendar: Calendar
    personas: Personas
    parts: Parts
    registry: ActionRegistry
    commands: Commands


@asynccontextmanager
async def open_stores(settings: Settings) -> AsyncGenerator[Stores]:
    """The stores that the settings name; closed at the end."""
    async with AsyncExitStack() as open_things:
        database = open_database(settings)
        open_things.push_async_callback(database.close)
        redis = RedisLink(redis_url(settings))
        open_things.push_async_callback(redis.close)
        index = ChromaIndex(chroma_url(settings))
        open_things.push_async_callback(index.close)
        yield Stores(database, redis, index)


@asynccontextmanager
async def open_household(
    settings: Settings, *, keeper: str, embedder: Embedder | None = None
) -> AsyncGenerator[Household]:
    """Everything about people. What is said is stored as long as the block lasts; what waits then, at the next start.

    Args:
        keeper: Names the folder where this service keeps what the database can't take.
        embedder: What compares meanings; one is opened where none is given.
    """
    async with open_stores(settings) as stores, AsyncExitStack() as open_things:
        embedder = embedder or await open_embedder(settings)
        if embedder is not None:
            open_things.push_async_callback(embedder.close)
        spool = Spool(settings.mumble_ai_home / keeper / "spool")
        open_things.push_async_callback(spool.close)
        house = _put_together(settings, stores, embedder, spool)
        house.log.start()
        open_things.push_async_callback(house.log.close)
        yield house


async def open_embedder(settings: Settings) -> Embedder | None:
    """What compares meanings; None where it can't be opened: then lines are found by their words."""
    if settings.embedding_model != EMBEDDING_MODEL:
        return OllamaEmbedder(settings.ollama_url, settings.embedding_model)
    try:
        folder = await asyncio.to_thread(models.ensure, EMBEDDING_MODEL, settings)
        # Beside models that come from elsewhere, as in a container, the home may be kept in memory itself.
        mapped_in = settings.mumble_ai_home / "cache" / "embedding" if settings.models_dir is None else None
        return await open_minilm(folder, mapped_in)
    except (models.ModelError, EmbedderUnavailable) as error:
        log.warning("recall works without meaning", why=str(error))
        return None


def resting_embedder(settings: Settings) -> Embedder | None:
    """The model inside this process, loaded while there is work for it; None where the settings name a server's."""
    if settings.embedding_model != EMBEDDING_MODEL:
        return None
    return RestingEmbedder(lambda: open_embedder(settings), name=MiniLm.name, dimensions=MiniLm.dimensions)


def recall_policy(settings: Settings) -> RecallPolicy:
    """How lines are found, as the settings want it."""
    return RecallPolicy(
        most_lines=settings.long_term_memory_limit,
        least_similarity=settings.semantic_similarity_threshold,
        ranking=Ranking(settings.recall_ranking),
        semantic_weight=settings.hybrid_search_semantic_weight,
    )


def _put_together(settings: Settings, stores: Stores, embedder: Embedder | None, spool: Spool) -> Household:
    db = stores.database
    people = People(db, time_zone=house_zone(settings))
    sessions = SessionPolicy(
        timeout=timedelta(minutes=settings.session_timeout_minutes),
        reactivation=timedelta(minutes=settings.session_reactivation_minutes),
    )
    cache = SessionCache(Cache(stores.redis), limit=settings.short_term_memory_limit)
    conversations = ConversationLog(
        db,
        people,
        spool,
        cache=cache,
        embedder=embedder,
        policy=LogPolicy(sessions=sessions, short_term=settings.short_term_memory_limit),
    )
    recall = Recall(db, embedder, stores.index, assistant_name=settings.mumble_username, policy=recall_policy(settings))
    facts = Facts(db, recall=quoting(recall))
    privacy = Privacy(db, people, cache=cache, arrive=conversations.flush, elsewhere=(ForgettableFlights(settings),))
    calendar = Calendar(db, notice=notice_policy(settings), meaning=embedder.embed if embedder else None)
    personas = Personas(db, own_words=settings.bot_persona)
    parts = Parts(
        deeds=DeedLog(db),
        calendar=calendar,
        tasks=Tasks(db),
        reminders=Reminders(db),
        timers=Timers(db),
        facts=facts,
        recent=conversations.recent,
        privacy=privacy,
        linking=Linking(db, people),
        preferences=Preferences(db, people),
        personas=personas,
    )
    registry, commands = everyday(parts)
    return Household(
        stores=stores,
        embedder=embedder,
        people=people,
        log=conversations,
        privacy=privacy,
        facts=facts,
        recall=recall,
        calendar=calendar,
        personas=personas,
        parts=parts,
        registry=registry,
        commands=commands,
    )


def quoting(recall: Recall) -> Recalling:
    """Finds lines of old talk that an answer may quote."""

    async def find(person_id: UUID, text: str, now: datetime) -> Sequence[Recalled]:
        found = await recall.recall(person_id, text, now=now, budget_tokens=QUOTED_TOKENS)
        return [line for line in found if line.role == "user"]

    return find
