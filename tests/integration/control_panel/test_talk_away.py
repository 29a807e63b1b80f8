"""Talking in the browser while the parts of it are away."""

from __future__ import annotations

from collections.abc import Mapping

import httpx
import pytest

from tests.support.talking import ask, talking_with, words_of

NOBODY = "http://127.0.0.1:1"


@pytest.fixture(scope="module")
def more_settings() -> Mapping[str, str]:
    away = {"WHISPER_URL": NOBODY, "PIPER_URL": NOBODY}
    return talking_with(f"{NOBODY}/v1") | away


async def test_without_a_model_commands_still_work_and_the_rest_says_so(member_client: httpx.AsyncClient) -> None:
    failed = await ask(member_client, "tell me about the moon")
    assert (failed[-1]["state"], failed[-1]["code"]) == ("failed", "no_model")
    assert "Everyday commands" in failed[-1]["detail"]
    standing = (await member_client.get("/api/v1/talk/standing")).json()
    assert not standing["model"]["ok"]
    assert not standing["speaking"]["ok"]
    counted = (await ask(member_client, "what is 3 plus 4"))[-1]
    assert (counted["state"], "7" in counted["answer"]) == ("done", True)


async def test_without_a_voice_an_answer_can_still_be_read(member_client: httpx.AsyncClient) -> None:
    assert "7" in words_of(await ask(member_client, "what is 3 plus 4", turn_id="sum"))
    spoken = await member_client.get("/api/v1/talk/turns/sum/speech")
    assert (spoken.status_code, spoken.json()["code"]) == (503, "no_voice")
    voices = await member_client.get("/api/v1/voices")
    assert (voices.status_code, voices.json()["code"]) == (503, "no_voice")
