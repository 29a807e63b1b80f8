"""What the bot tells the pages: what has changed, whole, and no more often than it looks."""

from __future__ import annotations

import asyncio
from typing import Any

from mumble_ai.conversation.captions import Caption
from mumble_ai.conversation.turn import Outcome, Stage, Turn
from mumble_ai.mumble.state import Channel, ServerState, User
from mumble_ai.services.bot.live import LOOK_S, MOST_PEOPLE, LiveNews, presence_of
from mumble_ai.services.live_news import CAPTION, PRESENCE, TURN, PresenceNews
from mumble_ai.testkit import ALICE, in_virtual_time


class Heard:
    """Stands for Redis: keeps what is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.kept = 0

    async def tell(self, topic: str, told: Any) -> bool:
        self.told.append((topic, told))
        return True

    async def put(self, name: str, value: Any, ttl_s: float) -> None:
        self.kept += 1

    def of(self, topic: str) -> list[dict[str, Any]]:
        return [told for heard, told in self.told if heard == topic]


def caption(words: str) -> Caption:
    return Caption("1:said", ALICE, False, words)


@in_virtual_time
async def test_captions_are_told_when_they_change_and_once_when_they_are_over() -> None:
    heard, now = Heard(), [caption("hello")]
    live = LiveNews(
        heard,  # pyright: ignore[reportArgumentType]
        heard,  # pyright: ignore[reportArgumentType]
        lambda: now,
        lambda: PresenceNews(connected=True, assistant="AI-Bot"),
        lambda participant: "p1",
    )
    running = asyncio.create_task(live.run())
    await asyncio.sleep(5 * LOOK_S)
    now[:] = [caption("hello there")]
    await asyncio.sleep(2 * LOOK_S)
    now.clear()
    await asyncio.sleep(5 * LOOK_S)
    assert [(told["words"], told["over"]) for told in heard.of(CAPTION)] == [
        ("hello", False),
        ("hello there", False),
        ("hello there", True),
    ]
    assert {told["person_id"] for told in heard.of(CAPTION)} == {"p1"}
    assert len(heard.of(PRESENCE)) == 1, "who is where has not changed"
    await asyncio.sleep(20)
    assert heard.kept >= 4, "the snapshot is kept alive"
    running.cancel()


@in_virtual_time
async def test_a_turn_is_told_at_once_when_it_is_over() -> None:
    heard = Heard()
    live = LiveNews(
        heard,  # pyright: ignore[reportArgumentType]
        heard,  # pyright: ignore[reportArgumentType]
        tuple,
        lambda: PresenceNews(connected=True, assistant="AI-Bot"),
        lambda participant: "p1",
    )
    running = asyncio.create_task(live.run())
    await asyncio.sleep(LOOK_S / 2)
    turn = Turn("abc", ALICE, spoken=True, text="what is it", heard="Noon.", outcome=Outcome.ANSWERED)
    turn.mark(Stage.SPEECH_END, 1.0)
    turn.mark(Stage.FIRST_PACKET, 1.5)
    live.turn_finished(turn)
    await asyncio.sleep(0.001)
    told = heard.of(TURN)[0]
    assert (told["question"], told["played"], told["answer_s"]) == ("what is it", "Noon.", 0.5)
    assert (told["turn_id"], told["person_id"]) == ("abc", "p1")
    running.cancel()


def test_who_is_where_is_told_channel_by_channel_the_assistants_first() -> None:
    state = ServerState(my_session=1, synced=True)
    state._channels.update({0: Channel(0, "Root"), 1: Channel(1, "Kitchen", 0), 2: Channel(2, "Attic", 0)})  # pyright: ignore[reportPrivateUsage]
    users = [User(1, "AI-Bot", 1), User(2, "Zoe", 1, self_muted=True), User(3, "Ann", 2)]
    state._users.update({user.session: user for user in users})  # pyright: ignore[reportPrivateUsage]
    told = presence_of(state, connected=True)
    assert [(channel.path, [person.name for person in channel.people]) for channel in told.channels] == [
        ("Kitchen", ["AI-Bot", "Zoe"]),
        ("Attic", ["Ann"]),
    ]
    assert told.channels[0].people[0].is_assistant
    assert told.channels[0].people[1].muted
    state._users.update({n: User(n, f"u{n}", 2) for n in range(10, 10 + MOST_PEOPLE)})  # pyright: ignore[reportPrivateUsage]
    assert presence_of(state, connected=True).more == 3
    assert presence_of(state, connected=False).channels == []
