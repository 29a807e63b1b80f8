"""A hundred questions after a week of talk, through the whole assistant: with small models, and with capable ones."""

from __future__ import annotations

import asyncio
import json
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from mumble_ai.conversation.ports import Participant
from tests.integration.house.conftest import SMALL_TALK
from tests.integration.house.living import Living, living, settings_of
from tests.support.chroma_server import ChromaServer
from tests.support.postgres import PostgresServer
from tests.support.redis_server import RedisServer
from tests.support.scripted_llm import Messages, ScriptedLlm, last_said
from tests.support.tool_talk import is_judging, judged

pytestmark = pytest.mark.usefixtures("unhurried")

SCRIPT = tomllib.loads((Path(__file__).parents[2] / "data" / "week.toml").read_text("utf-8"))
MONDAY = datetime(2026, 6, 1, 18, 0, tzinfo=ZoneInfo("Europe/Berlin"))
PEOPLE = {"paul": Participant("1", "Paul", "certificate:aa01"), "clara": Participant("2", "Clara", "certificate:bb02")}
INVENTS = "That is Zanzibar, as everybody can see."
IS_UNKNOWN = re.compile(r"\b(?:don't know|haven't told|did not tell|didn't tell|find no|not told)\b", re.IGNORECASE)
LEAST_RIGHT = 96
MOST_INVENTED = 2


class Reader:
    """A model that reads and invents: it answers with the line of its data that fits what is asked, or with anything.

    Attributes:
        wanted: What the right answer looks like.
        otherwise: What it says where no line does.
        asked: What it was asked to answer.
    """

    def __init__(self, otherwise: str) -> None:
        self.wanted: list[str] = []
        self.otherwise = otherwise
        self.asked: list[str] = []

    def __call__(self, messages: Messages) -> str:
        if is_judging(messages):
            return judged()(messages)
        self.asked.append(last_said(messages))
        lines = [line for message in messages for line in str(message["content"]).split("\n") if line.startswith("{")]
        told = (str(json.loads(line).get("text", "")) for line in lines)
        return next((line for line in told if any(re.search(one, line) for one in self.wanted)), self.otherwise)


@dataclass(frozen=True)
class Week:
    """A household after it.

    Attributes:
        database: Name of the database, to be copied.
        end: Moment of the last word.
    """

    database: str
    end: datetime


async def tell(home: Living) -> datetime:
    """The week; returns the moment of its last word."""
    home.now = MONDAY
    for number, day in enumerate(SCRIPT["day"]):
        home.now = MONDAY + timedelta(days=number)
        for name, told in day.items():
            for words in told:
                home.now += timedelta(minutes=1)
                await home.ask(PEOPLE[name], words)
        await home.settle()
    return home.now


def verdict(ask: dict[str, Any], heard: str, reader: Reader) -> str:
    """`right`, `missing` (it says that it does not know), or `invented`: something wrong told as known."""
    wanted, is_model = ask["says"], bool(reader.asked)
    if ask.get("never") and re.search(ask["never"], heard):
        return "invented"
    if wanted == "pass":
        return "right" if is_model and heard == reader.otherwise else "invented"
    if isinstance(wanted, list) and any(re.search(pattern, heard) for pattern in wanted):
        return "right"
    if IS_UNKNOWN.search(heard):
        return "right" if wanted == "unknown" else "missing"
    return "invented"


async def ask_all(home: Living, reader: Reader, server: ScriptedLlm, setting: str, end: datetime) -> Counter[str]:
    """All questions, and how they were answered."""
    counted: Counter[str] = Counter()
    server.answer = reader
    home.now = end + timedelta(hours=1)
    for ask in SCRIPT["ask"]:
        reader.asked.clear()
        reader.wanted = ask["says"] if isinstance(ask["says"], list) else []
        heard = (await home.ask(PEOPLE[ask["by"]], ask["question"])).text.strip()
        outcome = verdict(ask, heard, reader)
        counted[outcome] += 1
        counted["by a model"] += bool(reader.asked)
        if outcome != "right":
            print(f"{setting}: {outcome}: {ask['by']} asks {ask['question']!r}: {heard!r}")
    print(f"{setting}: {dict(counted)} of {len(SCRIPT['ask'])}")
    return counted


@pytest.fixture(scope="module")
def week(
    postgres_server: PostgresServer,
    migrated_template: str,
    redis_server: RedisServer,
    chroma_server: ChromaServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Week:
    """The week, told with a small model."""
    name = postgres_server.create(template=migrated_template)
    folder = tmp_path_factory.mktemp("week")
    settings = settings_of(
        folder, database=postgres_server.cluster.url(name), redis=redis_server.url, chroma=chroma_server.url
    )

    async def told(server: ScriptedLlm) -> datetime:
        async with living(settings, server.base_url) as home:
            return await tell(home)

    with ScriptedLlm() as server:
        server.answer = lambda messages: SMALL_TALK
        return Week(name, asyncio.run(told(server)))


@pytest.mark.parametrize("is_capable", [False, True])
async def test_a_hundred_questions_after_a_week_are_answered_right_by_models_that_invent(
    is_capable: bool,
    week: Week,
    postgres_server: PostgresServer,
    chroma_server: ChromaServer,
    small_model: ScriptedLlm,
    tmp_path: Path,
) -> None:
    copied = postgres_server.cluster.url(postgres_server.create(template=week.database))
    settings = settings_of(tmp_path, database=copied, chroma=chroma_server.url)
    async with living(settings, small_model.base_url, is_capable=is_capable) as home:
        setting = "capable" if is_capable else "embedded"
        counted = await ask_all(home, Reader(INVENTS), small_model, setting, week.end)
    assert counted["right"] >= LEAST_RIGHT
    assert counted["invented"] <= MOST_INVENTED
