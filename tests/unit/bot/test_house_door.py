"""The channel as the assistant's house sees it: who is who, and what can be done to the talk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import pytest

from mumble_ai.conversation.ports import Participant, Presence, PresenceChange
from mumble_ai.conversation.speaking.mouth import EngineMouth
from mumble_ai.conversation.speaking.volume import Volume
from mumble_ai.memory.people.person import Person, Role
from mumble_ai.mumble import MumbleError
from mumble_ai.services.bot.house_door import HouseDoor
from mumble_ai.services.bot.visitors import Visitors
from mumble_ai.storage.ids import new_id
from tests.unit.conversation.test_mouth import ToneEngine

ANN, GUEST = Participant("1-1", "Ann", "certificate:aa"), Participant("2-2", "Gus")


@dataclass
class Channel:
    """Who is there, and what was written to whom."""

    present: list[Participant] = field(default_factory=lambda: [ANN, GUEST])
    texts: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    channel_path: str = "Family/Kitchen"
    is_broken: bool = False

    async def send_text(self, text: str, *, to: Participant) -> None:
        if self.is_broken:
            raise MumbleError("gone")
        self.texts.append((to.name, text))


@dataclass
class Directory:
    """Knows everybody; notes who was forgotten."""

    known: dict[str, Person] = field(default_factory=dict[str, Person])
    forgotten: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    async def met(self, door: str, identity: str | None, visit: str, name: str) -> Person:
        key = identity or visit
        role = Role.MEMBER if identity else Role.GUEST
        return self.known.setdefault(key, Person(new_id(), name, role, "Europe/Berlin", voice="b" if identity else ""))

    async def left(self, door: str, visit: str) -> None:
        self.forgotten.append((door, visit))


@dataclass
class SpokenTalk:
    """Says what is announced."""

    heard: str = "all of it"
    said: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    volume: Volume = field(default_factory=Volume)

    async def announce(self, participant: Participant, text: str) -> str:
        self.said.append((participant.name, text))
        return self.heard


def house_door(
    channel: Channel,
    directory: Directory,
    talk: SpokenTalk | None = None,
    voice_in: Callable[[str], str] = lambda _: "",
) -> HouseDoor:
    parts: Any = (channel, directory)
    door = HouseDoor("mumble.example:64738", parts[0], parts[1], EngineMouth(ToneEngine(8000)), voice_in)
    door.talk = talk  # pyright: ignore[reportAttributeAccessIssue]
    return door


async def test_somebody_who_is_here_hears_and_reads_what_is_for_them() -> None:
    channel, talk = Channel(), SpokenTalk()
    door = house_door(channel, Directory(), talk)
    ann = await door.who_is(ANN)
    assert await door.speak(ann, "It is time.")
    assert await door.write(ann, "It is time.")
    assert talk.said == channel.texts == [("Ann", "It is time.")]


async def test_what_nobody_heard_or_could_read_is_told_to_be_so() -> None:
    channel, talk = Channel(), SpokenTalk(heard="")
    door = house_door(channel, Directory(), talk)
    ann = await door.who_is(ANN)
    assert not await door.speak(ann, "x")
    channel.is_broken = True
    assert not await door.write(ann, "x")
    channel.present.remove(ANN)
    assert not await door.speak(ann, "x")
    assert not await door.write(ann, "x")
    assert len(talk.said) == 1


async def test_a_voice_is_chosen_for_oneself_alone() -> None:
    door = house_door(Channel(), Directory(), SpokenTalk())
    await door.who_is(ANN)
    await door.who_is(GUEST)
    assert (door.voice_of(ANN), door.voice_of(GUEST)) == ("b", "")
    await door.surroundings(GUEST).use_voice("a")
    assert (door.voice_of(ANN), door.voice_of(GUEST)) == ("b", "a")
    await door.surroundings(ANN).use_voice("")
    assert door.voice_of(ANN) == ""
    with pytest.raises(LookupError):
        await door.surroundings(ANN).use_voice("nobody's")
    assert list(await door.surroundings(ANN).voices()) == ["a", "b"]


async def test_a_persons_voice_comes_before_the_channels_and_a_later_choice_before_an_earlier() -> None:
    directory = Directory()
    door = house_door(Channel(), directory, SpokenTalk(), voice_in={"Family/Kitchen": "a"}.__getitem__)
    await door.who_is(ANN)
    await door.who_is(GUEST)
    assert (door.voice_of(ANN), door.voice_of(GUEST)) == ("b", "a")
    await door.surroundings(ANN).use_voice("")
    assert door.voice_of(ANN) == "a"
    directory.known = {key: replace(person, voice="c") for key, person in directory.known.items()}
    await door.who_is(ANN)
    assert door.voice_of(ANN) == "c"


async def test_the_talk_is_seen_with_the_eyes_of_one_of_those_in_it() -> None:
    channel, talk = Channel(), SpokenTalk()
    door = house_door(channel, Directory(), talk)
    seen = door.surroundings(ANN)
    assert list(seen.others()) == ["Gus"]
    assert seen.set_volume_percent(0) == seen.volume_percent() == talk.volume.percent == 0
    assert await seen.write_to_asker("a code")
    assert channel.texts == [("Ann", "a code")]
    assert (door.name, door.channel, door.place) == ("mumble", "Family/Kitchen", "mumble@mumble.example:64738")


class Kept:
    """Reminders kept for people who come."""

    def __init__(self) -> None:
        self.arrived_ids: list[UUID] = []
        self.changed = asyncio.Event()

    async def arrived(self, person_id: UUID) -> None:
        self.arrived_ids.append(person_id)
        self.changed.set()


async def test_who_comes_gets_what_was_kept_and_a_guest_who_goes_is_forgotten() -> None:
    directory, kept = Directory(), Kept()
    door = house_door(Channel(), directory)
    reminders: Any = kept
    visitors = Visitors(door, reminders)
    running = asyncio.create_task(visitors.run())
    for who, change in (
        (ANN, PresenceChange.JOINED),
        (GUEST, PresenceChange.JOINED),
        (ANN, PresenceChange.LEFT),
        (GUEST, PresenceChange.LEFT),
        (ANN, PresenceChange.JOINED),
    ):
        visitors.notice(Presence(who, change, 0.0))
    async with asyncio.timeout(2):
        while len(kept.arrived_ids) < 3:
            kept.changed.clear()
            await kept.changed.wait()
    assert kept.arrived_ids == [directory.known[key].id for key in ("certificate:aa", "2-2", "certificate:aa")]
    assert directory.forgotten == [("mumble@mumble.example:64738", "2-2")]
    running.cancel()
