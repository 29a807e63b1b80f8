"""Saved settings that a bot takes up while it talks: each reaches the part that it is about, and no other."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pytest

from mumble_ai.assistant.history import ShortTermMemory
from mumble_ai.assistant.mind import Assistant
from mumble_ai.assistant.personas.personas import Personas
from mumble_ai.audio.pcm import Int16
from mumble_ai.conversation.ports import Participant
from mumble_ai.conversation.speaking.mouth import EngineMouth
from mumble_ai.conversation.turn_taking.addressee import Addressee
from mumble_ai.llm.chain import build_chain
from mumble_ai.services.bot.changes import Changes
from mumble_ai.services.bot.rooms import Rooms
from mumble_ai.services.bot.service import talk_policy
from mumble_ai.settings import Settings, load_settings
from mumble_ai.speech.contract import Voice
from mumble_ai.stack.saved.guide import entries
from mumble_ai.stack.saved.live import RestartNeeded
from mumble_ai.storage.database import Database
from mumble_ai.testkit import ALICE, Scene, talking
from tests.support.scripted_llm import ScriptedLlm


class TwoVoices:
    """An engine that remembers who was to speak, and how fast."""

    def __init__(self) -> None:
        self.spoke: list[tuple[str | None, float]] = []

    async def voices(self) -> tuple[Voice, ...]:
        return tuple(Voice(name, "scripted", "en", "", "", "", 48_000) for name in ("anna", "bernd"))

    async def synthesize(self, text: str, *, voice: str | None = None, speed: float = 1.0) -> AsyncIterator[Int16]:
        self.spoke.append((voice, speed))
        yield np.full(4800, 5000, np.int16)

    async def close(self) -> None:
        pass


@dataclass(frozen=True)
class Question:
    speaker: Participant
    text: str
    spoken: bool = True
    private: bool = False


@dataclass
class Bot:
    """The parts of a bot that change, and what they were given."""

    given: dict[str, str]
    changes: Changes
    engine: TwoVoices
    scene: Scene

    async def take(self, **saved: str) -> None:
        """Takes these settings up as the watch of saved settings hands them over."""
        await self.changes.take(self.settings(**saved), frozenset(saved))

    def settings(self, **saved: str) -> Settings:
        return load_settings(self.given | {key.upper(): value for key, value in saved.items()}, None)

    async def answer(self) -> str:
        return "".join([piece async for piece in self.changes.assistant.answer(Question(ALICE, "Who are you?"))])

    async def speak(self) -> tuple[str | None, float]:
        async for _ in self.changes.mouth.speak("Hello."):
            pass
        return self.engine.spoke[-1]


@asynccontextmanager
async def talking_bot(**given: str) -> AsyncGenerator[Bot]:
    environment = {"LLM_FALLBACK": "off", "SPEECH_API_KEY": "a key for a test", **given}
    settings = load_settings(environment, None)
    chain, engine = build_chain(settings), TwoVoices()
    database = Database("postgresql://nobody@127.0.0.1:1/none")
    mouth = EngineMouth(engine)
    assistant = Assistant(chain, ShortTermMemory(4), "You are Ada.", lambda: datetime.now(UTC))
    async with talking(prepared=False) as scene:
        parts = (chain, mouth, assistant, Personas(database), Rooms(settings), scene.talk, None, talk_policy)
        yield Bot(environment, Changes(*parts), engine, scene)
    await assistant.close()
    await chain.close()
    await database.close()


async def test_the_next_question_goes_to_the_other_model_under_the_other_persona() -> None:
    with ScriptedLlm() as first, ScriptedLlm() as second:
        async with talking_bot(LLM_PROVIDER="openai", OPENAI_BASE_URL=first.base_url) as bot:
            await bot.answer()
            await bot.take(openai_base_url=second.base_url, openai_model="bigger")
            await bot.answer()
            await bot.take(bot_persona="You are a pirate.", openai_base_url=second.base_url)
            await bot.answer()
        assert (len(first.requests), len(second.requests)) == (1, 2)
        assert second.requests[0]["model"] == "bigger"
        persona = [str(request["messages"][0]["content"]) for request in second.requests]
        assert persona[0].startswith("You are Ada.")
        assert persona[1].startswith("You are a pirate.")


async def test_models_that_nobody_changed_are_kept_with_what_is_known_of_them() -> None:
    async with talking_bot(LLM_PROVIDER="ollama") as bot:
        before = bot.changes.chain.breakers
        await bot.take(tts_speed="1.5", addressee="named")
        assert bot.changes.chain.breakers == before
        await bot.take(ollama_model="another")
        assert bot.changes.chain.breakers != before


async def test_what_is_said_next_is_said_by_the_other_voice_at_the_other_pace() -> None:
    async with talking_bot() as bot:
        assert await bot.speak() == ("anna", 1.0)
        await bot.take(tts_voice="bernd", tts_speed="1.25")
        assert await bot.speak() == ("bernd", 1.25)
        await bot.take(tts_speed="0.8", tts_voice="bernd")
        assert await bot.speak() == ("bernd", 0.8)


@pytest.mark.parametrize(
    ("saved", "is_spoken_again"),
    [({"tts_voice": "bernd"}, True), ({"tts_speed": "1.5"}, True), ({"addressee": "named"}, False)],
)
async def test_words_that_are_spoken_ahead_follow_the_voice(saved: dict[str, str], is_spoken_again: bool) -> None:
    async with talking_bot() as bot:
        renewed: list[bool] = []
        bot.scene.talk.renew_sounds = lambda: renewed.append(True)
        await bot.take(**saved)
        assert bool(renewed) is is_spoken_again


async def test_manners_and_pauses_follow() -> None:
    async with talking_bot() as bot:
        adopted: list[float] = []
        bot.scene.talk.adopt = lambda policy: adopted.append(policy.endpointing.silence_s)
        await bot.take(addressee="named", answer_to="asker", vad_silence_s="1.1")
        manners = bot.changes.rooms.manners("")
        assert (manners.addressee.mode, manners.to_asker, adopted) == (Addressee.NAMED, True, [1.1])


async def test_what_lives_inside_the_bot_needs_a_new_start() -> None:
    async with talking_bot(PIPER_URL="embedded") as bot:
        with pytest.raises(RestartNeeded, match="speaks"):
            await bot.take(tts_engine="piper")
    async with talking_bot() as bot:
        await bot.take(tts_engine="piper")
    async with talking_bot(EMBEDDING_MODEL="nomic-embed-text") as bot:
        with pytest.raises(RestartNeeded, match="embedding"):
            await bot.take(ollama_url="http://127.0.0.1:11999")


async def test_every_setting_that_the_guide_promises_at_once_can_be_taken() -> None:
    promised = [key for key, entry in entries().items() if "mumble-bot" in entry.at_once]
    async with talking_bot() as bot:
        await bot.changes.take(bot.settings(), frozenset(promised) - {"tts_engine"})
    assert len(promised) > 20
