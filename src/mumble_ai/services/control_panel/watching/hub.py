"""News for the pages that are open: each reader gets what concerns them, in order, and never holds up the others."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NoReturn
from uuid import UUID

import structlog

from mumble_ai.accounts.account import Account
from mumble_ai.services.deed_news import CALENDAR, MEMORY, PERSON
from mumble_ai.services.deed_news import Topic as Changing
from mumble_ai.services.live_news import CAPTION, PRESENCE, TURN, CaptionNews, TurnNews
from mumble_ai.storage.events import Events, News

Topic = Literal[
    "presence",
    "caption",
    "turn",
    "talk",
    "voices",
    "health",
    "jobs",
    "settings",
    "calendar",
    "memory",
    "models",
    "people",
    "resync",
]

FROM_OTHERS: Final = (PRESENCE, CAPTION, TURN, CALENDAR, MEMORY)
"""What other services tell."""
MOST_WAITING: Final = 256
"""News that wait for one slow reader; beyond that the oldest go, and the reader is told to look at everything again."""
FOR_OWNERS: Final = frozenset({"health", "jobs", "settings", "models", "people"})

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of news for one reader."""

    topic: Topic
    data: Any


@dataclass(eq=False, slots=True)
class Reader:
    """Somebody whose page is open."""

    account: Account
    _waiting: deque[Told] = field(default_factory=lambda: deque[Told](maxlen=MOST_WAITING))
    _is_more: asyncio.Event = field(default_factory=asyncio.Event)
    _has_missed: bool = False

    def take(self, told: Told) -> None:
        """Adds one."""
        self._has_missed = self._has_missed or len(self._waiting) == MOST_WAITING
        self._waiting.append(told)
        self._is_more.set()

    async def next(self) -> Told:
        """Waits for the next; after a loss the first is `resync`."""
        while not self._waiting:
            self._is_more.clear()
            await self._is_more.wait()
        if self._has_missed:
            self._has_missed = False
            return Told("resync", None)
        return self._waiting.popleft()


class LiveHub:
    """Hands news to the readers."""

    def __init__(self) -> None:
        self._readers: set[Reader] = set()

    @property
    def readers(self) -> int:
        """How many pages are open."""
        return len(self._readers)

    @property
    def has_owners(self) -> bool:
        """Whether an owner looks now."""
        return any(reader.account.is_owner for reader in self._readers)

    @contextmanager
    def reading(self, account: Account) -> Generator[Reader]:
        """News for one page for as long as the block lasts."""
        reader = Reader(account)
        self._readers.add(reader)
        try:
            yield reader
        finally:
            self._readers.discard(reader)

    def tell(self, topic: Topic, person_id: UUID | str | None, data: Any = None) -> None:
        """Tells everybody it concerns; returns at once.

        Args:
            person_id: The only person it concerns; None for everybody who may know of this topic.
            data: What JSON can say; a page without it looks again.
        """
        for reader in self._readers:
            if person_id is not None and str(reader.account.person.id) != str(person_id):
                continue
            if topic in FOR_OWNERS and person_id is None and not reader.account.is_owner:
                continue
            reader.take(Told(topic, data))

    def hear(self, news: News) -> None:
        """Hands on what other services tell, to those who may know it."""
        if news.topic == CAPTION:
            caption = CaptionNews.model_validate(news.told)
            for reader in self._readers:
                if not caption.private or _is_theirs(reader, caption.person_id):
                    reader.take(Told("caption", news.told))
        elif news.topic == TURN:
            self.tell_turn(TurnNews.model_validate(news.told))
        elif news.topic in (CALENDAR, MEMORY):
            self.changed(CALENDAR if news.topic == CALENDAR else MEMORY, str(news.told[PERSON]))
        else:
            self.tell("presence", None, news.told)

    def changed(self, topic: Changing, person_id: UUID | str) -> None:
        """Tells that something of a person has changed; a calendar may be shared, so everybody looks again."""
        self.tell(topic, None if topic == CALENDAR else person_id)

    def tell_turn(self, turn: TurnNews) -> None:
        """Tells of a turn that is over, each as much as they may know."""
        for reader in self._readers:
            if (seen := turn_seen_by(turn, reader.account)) is not None:
                reader.take(Told("turn", seen.model_dump(mode="json")))

    @asynccontextmanager
    async def running(self, events: Events) -> AsyncGenerator[None]:
        """Hears other services for as long as the block lasts."""
        async with events.listening(*FROM_OTHERS) as listening:
            task = asyncio.create_task(self._hear_all(listening.next), name="live")
            try:
                yield
            finally:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)

    async def _hear_all(self, next_news: Callable[[], Awaitable[News]]) -> NoReturn:
        while True:
            news = await next_news()
            try:
                self.hear(news)
            except Exception:
                log.exception("news could not be handed on", topic=news.topic)


def turn_seen_by(turn: TurnNews, account: Account) -> TurnNews | None:
    """What of a turn somebody may know: their own whole, others' only owners, and private words nobody else."""
    if turn.person_id and turn.person_id == str(account.person.id):
        return turn
    if not account.is_owner:
        return None
    return turn.model_copy(update={"question": "", "played": "", "hidden": True}) if turn.private else turn


def _is_theirs(reader: Reader, person_id: str) -> bool:
    return bool(person_id) and person_id == str(reader.account.person.id)
