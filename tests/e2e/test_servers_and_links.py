"""The bot on other people's Mumble servers, of both generations, and over a link that breaks."""

from __future__ import annotations

import asyncio

import pytest

from tests.e2e.conftest import BOT, with_scripted_llm
from tests.support.link import Link
from tests.support.murmur import Murmur
from tests.support.peer import pymumble_peer
from tests.support.scripted_llm import ScriptedLlm, last_said
from tests.support.sound import spoken, words
from tests.support.stack import Stack

STORY = " ".join(f"This is sentence number {count} of a long story about the old garden." for count in range(1, 6))

pytestmark = pytest.mark.timeout(240)


async def test_an_answer_goes_on_after_the_link_was_cut(murmur: Murmur, llm: ScriptedLlm) -> None:
    llm.answer = lambda messages: STORY
    async with Link((murmur.host, murmur.port)) as link, pymumble_peer(murmur.port, "Ann") as ann:
        stack = Stack(
            MUMBLE_SERVER="off", MUMBLE_HOST=link.host, MUMBLE_PORT=link.port, TTS_ENGINE="hibari",
            PIPER_URL="embedded", **with_scripted_llm(llm),
        )  # fmt: skip
        try:
            await asyncio.to_thread(stack.up)
            await ann.say(spoken("Please tell me the story of the garden."))
            await ann.first_audible(BOT)
            questions = [last_said(body["messages"]) for body in llm.requests]
            assert any(words("story garden") <= words(question) for question in questions), questions
            await link.cut()
            await ann.expect("left", name=BOT, timeout_s=45)
            mark = len(ann.voice)
            link.mend()
            after = await ann.hear(BOT, after=mark, timeout_s=45)
            text = await asyncio.to_thread(stack.transcribe, after.pcm)
            assert words("sentence long story garden") <= words(text), text
            asked = [body for body in llm.requests if "story" in last_said(body["messages"])]
            assert len(asked) == 1, "the question was asked again after the cut"
        finally:
            await asyncio.to_thread(stack.close)
