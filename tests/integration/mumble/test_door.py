"""The bot's door on real servers of both generations: who is here, who whispers, and who hears what."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import numpy as np
import pytest

from mumble_ai.audio.pcm import FRAME_SAMPLES, Int16
from mumble_ai.conversation.ports import DoorEvent, Participant, Presence, PresenceChange, VoiceHeard
from mumble_ai.mumble import Connected, MumbleClient, Subscription, TextReceived, VoiceContext, VoiceReceived
from mumble_ai.mumble import WhisperTarget as Target
from mumble_ai.services.bot import whispers
from mumble_ai.services.bot.mumble_door import NO_WHISPER, MumbleDoor
from tests.integration.mumble.network import Connect, Relay, make_channel, until
from tests.support.murmur import Murmur

WHISPER_PERMISSION = 0x100


def tone(hz: int = 440) -> Int16:
    return (8000 * np.sin(2 * np.pi * hz * np.arange(FRAME_SAMPLES) / 48_000)).astype(np.int16)


class Visit:
    """A door and what happened at it."""

    def __init__(self, client: MumbleClient) -> None:
        self.client = client
        self.door = MumbleDoor(client)
        self.happened: list[DoorEvent] = []
        self._grown = asyncio.Condition()

    async def follow(self) -> None:
        async for event in self.door.events():
            async with self._grown:
                self.happened.append(event)
                self._grown.notify_all()

    async def until(self, test: Callable[[DoorEvent], bool]) -> DoorEvent:
        async with asyncio.timeout(15), self._grown:
            await self._grown.wait_for(lambda: any(map(test, self.happened)))
            return next(filter(test, self.happened))

    async def has(self, name: str, change: PresenceChange = PresenceChange.JOINED) -> Participant:
        def test(event: DoorEvent) -> bool:
            return isinstance(event, Presence) and (event.participant.name, event.change) == (name, change)

        event = await self.until(test)
        assert isinstance(event, Presence)
        return event.participant

    async def say(self, frames: int, to: Participant | None = None, hz: int = 440) -> None:
        for _ in range(frames):
            await self.door.play(tone(hz), to=to)
        await self.door.end_playing()


@asynccontextmanager
async def visiting(client: MumbleClient) -> AsyncIterator[Visit]:
    visit = Visit(client)
    task = asyncio.create_task(visit.follow())
    try:
        yield visit
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def heard_next(events: Subscription, way: VoiceContext, frames: int) -> None:
    """The next talk spurt came this way and is the one with so many frames."""
    heard = [await until(events, VoiceReceived)]
    while not heard[-1].ended:
        heard.append(await until(events, VoiceReceived))
    assert {frame.target for frame in heard} == {way}
    # The server counts bandwidth from the connection on and may drop what is said in its first moments.
    assert frames - 5 <= len(heard) <= frames + 5


async def test_people_who_are_here_already_are_told(murmur: Murmur, connect: Connect, admin: MumbleClient) -> None:
    await make_channel(admin, "Hall")
    ann = await connect(murmur, "ann", channel="Hall")
    await connect(murmur, "eve")
    bot = await connect(murmur, "bot", channel="Hall")
    async with visiting(bot) as visit:
        await visit.has("ann")
        assert visit.door.channel_path == "Hall"
        await ann.join("/")
        await visit.has("ann", PresenceChange.LEFT)
        await bot.join("/")
        await visit.has("eve")
        assert visit.door.channel_path == ""
        assert [e.participant.name for e in visit.happened if isinstance(e, Presence)][:2] == ["ann", "ann"]


async def test_a_whispered_question_is_answered_by_a_whisper(murmur: Murmur, connect: Connect) -> None:
    bot, ann, eve = [await connect(murmur, name) for name in ("bot", "ann", "eve")]
    at_ann, at_eve = ann.events(), eve.events()
    async with visiting(bot) as visit:
        ann.set_whisper(1, Target(users=(bot.state.me,)))
        voice = ann.voice(1)
        for _ in range(10):
            await voice.write(tone())
        await voice.end()
        heard = await visit.until(lambda event: isinstance(event, VoiceHeard))
        assert isinstance(heard, VoiceHeard)
        assert heard.whispered
        await visit.say(20, heard.speaker)
        await visit.say(5)
    await heard_next(at_ann, VoiceContext.WHISPER, 20)
    await heard_next(at_ann, VoiceContext.TALKING, 5)
    await heard_next(at_eve, VoiceContext.TALKING, 5)  # nothing of the whisper


async def test_speech_in_the_room_is_no_whisper(murmur: Murmur, connect: Connect) -> None:
    bot, ann = [await connect(murmur, name) for name in ("bot", "ann")]
    async with visiting(bot) as visit:
        voice = ann.voice()
        for _ in range(5):
            await voice.write(tone())
        await voice.end()
        heard = await visit.until(lambda event: isinstance(event, VoiceHeard))
        assert isinstance(heard, VoiceHeard)
        assert not heard.whispered


async def test_whispers_go_on_after_a_reconnect(murmur: Murmur, connect: Connect) -> None:
    ann, eve = [await connect(murmur, name) for name in ("ann", "eve")]
    at_ann, at_eve = ann.events(), eve.events()
    async with Relay(murmur) as relay:
        bot = await connect(relay, "bot")
        async with visiting(bot) as visit:
            asker = await visit.has("ann")
            await visit.say(20, asker)
            await heard_next(at_ann, VoiceContext.WHISPER, 20)
            events = bot.events()
            relay.cut()
            await until(events, Connected)
            await visit.say(20, asker)
            await heard_next(at_ann, VoiceContext.WHISPER, 20)
            await visit.say(30)
    await heard_next(at_eve, VoiceContext.TALKING, 30)


async def test_who_has_left_hears_nothing_nor_does_a_namesake(murmur: Murmur, connect: Connect) -> None:
    ann = await connect(murmur, "ann", certificate=None)
    eve = await connect(murmur, "eve")
    bot = await connect(murmur, "bot")
    async with visiting(bot) as visit:
        asker = await visit.has("ann")
        await visit.say(5, asker)
        await ann.close()
        await visit.has("ann", PresenceChange.LEFT)
        namesake = (await connect(murmur, "ann", certificate=None)).events()
        at_eve = eve.events()
        await visit.say(10, asker)
        await visit.say(5)
    await heard_next(namesake, VoiceContext.TALKING, 5)
    await heard_next(at_eve, VoiceContext.TALKING, 5)


async def test_a_target_that_changes_hands_is_heard_by_the_new_one_alone(
    murmur: Murmur, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whispers, "TARGETS", 2)
    names, pitches_hz = ("ann", "eve", "cyd"), (440, 1000, 2000)
    people = [await connect(murmur, name) for name in names]
    bot = await connect(murmur, "bot")
    heard = [person.events() for person in people]
    async with visiting(bot) as visit:
        here = [await visit.has(name) for name in names]
        for who in (0, 1, 2, 0, 1, 2):
            await visit.say(20, here[who], pitches_hz[who])
    await bot.send_text("the end")
    for events, hz in zip(heard, pitches_hz, strict=True):
        assert await whispered_pitches(events, pitches_hz) == {hz}


async def whispered_pitches(events: Subscription, possible_hz: tuple[int, ...]) -> set[int]:
    """Which of the possible pitches the whispered frames have until a text comes."""
    pitches: set[int] = set()
    async with asyncio.timeout(15):
        async for event in events:
            if isinstance(event, TextReceived):
                return pitches
            if isinstance(event, VoiceReceived) and event.target == VoiceContext.WHISPER and not event.concealed:
                spectrum = np.abs(np.fft.rfft(event.pcm * np.hanning(FRAME_SAMPLES))) if event.pcm.size else np.zeros(1)
                if spectrum.max() > 5e5:  # neither onset nor end
                    pitches.add(min(possible_hz, key=lambda hz: abs(hz - 50 * int(np.argmax(spectrum)))))
    raise AssertionError("no text came")


async def test_where_whispering_is_forbidden_the_asker_is_told_and_nobody_hears(
    murmur: Murmur, connect: Connect
) -> None:
    forbid_whispers(murmur)
    ann, eve, bot = [await connect(murmur, name) for name in ("ann", "eve", "bot")]
    at_ann, at_eve = ann.events(), eve.events()
    async with visiting(bot) as visit:
        asker = await visit.has("ann")
        assert not await visit.door.can_whisper(asker)
        await visit.say(5, asker)
        await visit.say(5)
        told = await until(at_ann, TextReceived)
        assert told.text_plain == NO_WHISPER
        assert told.private
        await heard_next(at_ann, VoiceContext.TALKING, 5)
        await heard_next(at_eve, VoiceContext.TALKING, 5)
        assert not await visit.door.can_whisper(asker)
    await bot.send_text("the end", users=[user for user in bot.state.users.values() if user.name == "ann"])
    assert (await until(at_ann, TextReceived)).text_plain == "the end", "told once"


def forbid_whispers(murmur: Murmur) -> None:
    """Takes the permission to whisper from everybody, as an administrator would."""
    murmur.kill()
    assert murmur._folder is not None
    with contextlib.closing(sqlite3.connect(murmur._folder / "server.sqlite")) as database, database:
        database.execute(
            "INSERT INTO acl (server_id, channel_id, priority, group_name, apply_here, apply_sub, grantpriv,"
            " revokepriv) VALUES (1, 0, 99, 'all', 1, 1, 0, ?)",
            (WHISPER_PERMISSION,),
        )
    murmur.start()
