"""What was said in private is not told where others hear it, whatever model answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.house.living import ANNA, living, settings_of
from tests.support.chroma_server import ChromaServer
from tests.support.redis_server import RedisServer
from tests.support.scripted_llm import ScriptedLlm
from tests.support.tool_talk import is_judging, judged

pytestmark = pytest.mark.usefixtures("unhurried")

SECRET = "My bank PIN is 4711."
QUOTED = "The yellow suitcase belongs to Veronica from the shipyard."
ASKED = (
    "What is my bank PIN?",
    "Do you remember my PIN?",
    "What did I tell you about the yellow suitcase?",
    "Whose is the yellow suitcase?",
    "What do you know about me?",
    "Where did I say the suitcase from the shipyard is?",
    "Tell me everything about my bank.",
)
CHANGED = ("Remember that my bank PIN is 1234.", "Forget my shoe size.", "Forget everything about the yellow suitcase.")


@pytest.mark.parametrize("is_capable", [False, True])
async def test_private_words_are_told_in_private_alone(
    is_capable: bool,
    database_url: str,
    redis_server: RedisServer,
    chroma_server: ChromaServer,
    small_model: ScriptedLlm,
    tmp_path: Path,
) -> None:
    settings = settings_of(tmp_path / "home", database=database_url, redis=redis_server.url, chroma=chroma_server.url)
    small_model.answer = lambda messages: judged()(messages) if is_judging(messages) else "I could not say."
    async with living(settings, small_model.base_url, is_capable=is_capable) as home:
        await home.ask(ANNA, SECRET, private=True)
        await home.ask(ANNA, QUOTED, private=True)
        await home.ask(ANNA, "Remember that my shoe size is 38.", private=True)
        await home.ask(ANNA, "My favourite colour is blue.")
        await home.settle()
        small_model.reset()
        heard = [await home.ask(ANNA, words) for words in ASKED]
        told = " ".join(one.text for one in heard) + str(small_model.requests)
        assert "4711" not in told
        assert "Veronica" not in told
        changed = [await home.ask(ANNA, words) for words in CHANGED]
        assert not [one.text for one in changed if "4711" in one.text or "Veronica" in one.text or "38" in one.text]
        assert "1234" in (await home.ask(ANNA, "What is my bank PIN?")).text
        assert "blue" in (await home.ask(ANNA, "What is my favourite colour?")).text
        assert "4711" in (await home.ask(ANNA, "What was my bank PIN before?", private=True)).text
