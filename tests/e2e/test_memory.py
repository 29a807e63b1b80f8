"""It knows people, remembers, keeps the calendar and reminds: on a real Mumble server, with embedded models only."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import icalendar
import pytest

from tests.e2e.conftest import BOT
from tests.support.guest import Guest, pcm_of
from tests.support.sound import spoken, words
from tests.support.stack import Stack

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def house() -> Iterator[Stack]:
    """An installation that uses nothing but what `up` itself brings."""
    with Stack(TIME_ZONE="Europe/Berlin") as stack:
        yield stack


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where people keep who they are."""
    return tmp_path_factory.mktemp("certificates")


@asynccontextmanager
async def visit(house: Stack, certificates: Path, name: str) -> AsyncIterator[Guest]:
    async with Guest(house.mumble_port, name, certificate=certificates / f"{name}.pem") as guest:
        await guest.meet(BOT)
        yield guest


async def ask(house: Stack, guest: Guest, sentence: str) -> str:
    """Says a sentence aloud and hears the answer; returns the words of it that were played.

    By ear alone nobody tells Rex from wrecks.
    """
    end_s = await guest.say(spoken(sentence))
    await guest.hear(BOT, after_s=end_s, within_s=30)
    (line,) = (await asyncio.to_thread(house.run, "turns", "-n", "1", "--json")).stdout.splitlines()
    return str(json.loads(line)["played"])


async def write(guest: Guest, sentence: str) -> str:
    """Writes a sentence to the bot alone; returns what it writes back."""
    await asyncio.sleep(1.1)  # the server drops what comes faster
    before = len(guest.texts)
    await guest.text(sentence, to=BOT)
    return (await guest.next_text(BOT, after=before))[1]


async def test_what_one_person_told_is_known_to_them_alone_after_a_restart(house: Stack, certificates: Path) -> None:
    async with visit(house, certificates, "Ann") as ann:
        assert "rex" in words(await ask(house, ann, "Remember that my dog is called Rex."))
    await asyncio.to_thread(house.down)
    await asyncio.to_thread(house.up)
    async with visit(house, certificates, "Ann") as ann, visit(house, certificates, "Bob") as bob:
        assert "rex" in words(await ask(house, ann, "What is my dog called?"))
        said = words(await write(bob, "What is my dog called?"))
        assert "rex" not in said
        assert words("don't know") <= said


async def test_a_spoken_appointment_is_in_the_feed_recalled_moved_and_cancelled(
    house: Stack, certificates: Path
) -> None:
    async with visit(house, certificates, "Ann") as ann:
        await ask(house, ann, "Add a dentist appointment on Friday at three in the afternoon.")
        feed = await feed_of(house, "Ann")
        (event,) = await events(feed)
        start = event.decoded("dtstart")
        assert "dentist" in str(event["summary"]).lower()
        assert (start.strftime("%A"), start.hour, str(start.tzinfo)) == ("Friday", 15, "Europe/Berlin")
        assert words("dentist friday") <= words(await ask(house, ann, "When is my dentist appointment?"))
        await ask(house, ann, "Move the dentist appointment to four in the afternoon.")
        (event,) = await events(feed)
        assert event.decoded("dtstart") - start == timedelta(hours=1)
        await ask(house, ann, "Cancel the dentist appointment.")
        assert await events(feed) == []


async def test_a_reminder_is_spoken_on_time(house: Stack, certificates: Path) -> None:
    async with visit(house, certificates, "Ann") as ann:
        await write(ann, "remind me in 15 seconds to water the plants")
        asked_s, asked_at = asyncio.get_running_loop().time(), time.time()
        heard = await ann.hear(BOT, after_s=asked_s, within_s=40)
        assert heard[0].at_s - asked_s == pytest.approx(15, abs=5)
        said = await asyncio.to_thread(house.transcribe, pcm_of(heard))
        assert words("water plants") <= words(said), datetime.fromtimestamp(asked_at)


async def feed_of(house: Stack, name: str) -> str:
    """A new private address of somebody's calendar."""
    key = (house.home / "secrets" / "speech-api-key").read_text("utf-8").strip()
    panel = f"http://127.0.0.1:{house.environment['CONTROL_PANEL_PORT']}/api/people"
    async with httpx.AsyncClient(headers={"Authorization": f"Bearer {key}"}) as client:
        people = (await client.get(panel)).raise_for_status().json()
        person = next(one["id"] for one in people if one["name"] == name)
        made = (await client.post(f"{panel}/{person}/calendar/feed")).raise_for_status().json()
    return str(made["url"])


async def events(feed: str) -> list[icalendar.Event]:
    """What a calendar program sees."""
    async with httpx.AsyncClient() as client:
        answer = await client.get(feed)
    answer.raise_for_status()
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))
