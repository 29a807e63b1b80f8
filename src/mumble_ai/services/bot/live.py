"""Tells the pages what goes on: who is in which channel, what is being said, and each turn that is over.

The talk never waits for it: a few times a second it looks at what is being said, and tells what has changed.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, Final, NoReturn

import structlog

from mumble_ai.conversation.captions import Caption
from mumble_ai.conversation.ports import Participant
from mumble_ai.conversation.turn import Turn
from mumble_ai.flight.record import record_of
from mumble_ai.mumble import ServerState, User
from mumble_ai.services.live_news import (
    CAPTION,
    PRESENCE,
    SHOWN_CHARACTERS,
    SNAPSHOT,
    SNAPSHOT_TTL_S,
    TURN,
    CaptionNews,
    ChannelThere,
    PersonThere,
    PresenceNews,
    TurnNews,
    turn_news,
)
from mumble_ai.storage.cache import Cache
from mumble_ai.storage.events import Events

LOOK_S: Final = 0.2
"""Between two looks at what is being said."""
PRESENCE_EVERY_LOOKS: Final = 3
SNAPSHOT_EVERY_S: Final = 5.0
MOST_TURNS_WAITING: Final = 64
"""Turns that are over and not told yet; one more drops the oldest of them."""
MOST_PEOPLE: Final = 200

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class LiveNews:
    """A `TalkObserver` that tells what goes on.

    Args:
        captions: What is being said now.
        presence: Who is where now.
        person_id_of: Which person somebody is; empty where that is not known.
    """

    def __init__(
        self,
        events: Events,
        cache: Cache,
        captions: Callable[[], Iterable[Caption]],
        presence: Callable[[], PresenceNews],
        person_id_of: Callable[[Participant], str],
    ) -> None:
        self._events = events
        self._cache = cache
        self._captions = captions
        self._presence = presence
        self._person_id_of = person_id_of
        self._time = asyncio.get_running_loop().time
        self._turns: deque[TurnNews] = deque(maxlen=MOST_TURNS_WAITING)
        self._told: dict[str, CaptionNews] = {}
        self._told_presence: PresenceNews | None = None
        self._kept_s = 0.0
        self._is_changed = asyncio.Event()

    def turn_finished(self, turn: Turn) -> None:
        """See `TalkObserver.turn_finished`."""
        person_id = self._person_id_of(turn.speaker)
        record = record_of(turn, datetime.now(UTC), self._time(), {}, person_id=person_id)
        self._turns.append(turn_news(record))
        log.info("a turn is over", turn=turn.id, outcome=str(record.outcome), answer_s=record.voice_to_voice_s)
        self._is_changed.set()

    async def run(self) -> NoReturn:
        """Tells until cancelled."""
        looks = 0
        while True:
            try:
                if looks % PRESENCE_EVERY_LOOKS == 0:
                    await self._tell_presence()
                await self._tell_captions()
                while self._turns:
                    await self._events.tell(TURN, _plain(self._turns.popleft()))
            except Exception:
                log.exception("what goes on was not told")
            looks += 1
            self._is_changed.clear()
            try:
                async with asyncio.timeout(LOOK_S):
                    await self._is_changed.wait()
            except TimeoutError:
                continue

    async def _tell_captions(self) -> None:
        now = {caption.id: self._news_of(caption) for caption in self._captions()}
        over = [news.model_copy(update={"over": True}) for id, news in self._told.items() if id not in now]
        changed = [news for id, news in now.items() if self._told.get(id) != news]
        self._told = now
        for news in (*over, *changed):
            await self._events.tell(CAPTION, _plain(news))

    def _news_of(self, caption: Caption) -> CaptionNews:
        return CaptionNews(
            id=caption.id,
            name=caption.participant.name,
            person_id=self._person_id_of(caption.participant),
            by_assistant=caption.by_assistant,
            words=caption.words[-SHOWN_CHARACTERS:],
            private=caption.private,
            final=caption.is_final,
        )

    async def _tell_presence(self) -> None:
        presence, now_s = self._presence(), self._time()
        is_new = presence != self._told_presence
        if is_new:
            await self._events.tell(PRESENCE, _plain(presence))
        if is_new or now_s - self._kept_s > SNAPSHOT_EVERY_S:
            await self._cache.put(SNAPSHOT, _plain(presence), SNAPSHOT_TTL_S)
            self._told_presence, self._kept_s = presence, now_s


def presence_of(state: ServerState, *, connected: bool) -> PresenceNews:
    """Who is in which channel of the Mumble server."""
    if not connected:
        return PresenceNews(connected=False, assistant=state.me.name)
    users = sorted(state.users.values(), key=lambda user: user.name.casefold())
    shown, here = users[:MOST_PEOPLE], state.me.channel_id
    ids = {user.channel_id for user in shown} | {here}
    channels = [
        ChannelThere(
            path=state.path_of(id),
            name=state.channels[id].name if id in state.channels else "",
            people=[_there(user, state.my_session) for user in shown if user.channel_id == id],
        )
        for id in ids
    ]
    channels.sort(key=lambda channel: (channel.path != state.path_of(here), channel.path.casefold()))
    return PresenceNews(
        connected=True,
        assistant=state.me.name,
        path=state.path_of(here),
        channels=channels,
        more=len(users) - len(shown),
    )


def _there(user: User, my_session: int) -> PersonThere:
    return PersonThere(
        name=user.name,
        is_assistant=user.session == my_session,
        muted=user.muted or user.self_muted or user.suppressed,
        deafened=user.deafened or user.self_deafened,
    )


def _plain(news: PresenceNews | CaptionNews | TurnNews) -> dict[str, Any]:
    return news.model_dump(mode="json")
