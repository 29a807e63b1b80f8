"""Another language model in the middle of an answer: who began it finishes it, the next one is the other's."""

from __future__ import annotations

from mumble_ai.llm.chain import build_chain
from mumble_ai.llm.contract import Message
from mumble_ai.settings import load_settings
from tests.support.scripted_llm import ScriptedLlm
from tests.support.scripted_ollama import ScriptedOllama

ASKED = [Message("user", "Hello")]


async def test_an_answer_under_way_is_finished_and_the_next_is_the_other_models() -> None:
    with ScriptedLlm() as first, ScriptedOllama() as second:
        first.word_delay_s = 0.05
        first.answer = lambda messages: "one two three four five"
        given = {"LLM_PROVIDER": "openai", "OPENAI_BASE_URL": first.base_url, "LLM_FALLBACK": "off"}
        chain = build_chain(load_settings(given, None))
        text = ""
        async for piece in chain.stream(ASKED):
            if not text:
                other = {"LLM_PROVIDER": "ollama", "OLLAMA_URL": second.url, "LLM_FALLBACK": "off"}
                chain.become(build_chain(load_settings(other, None)))
            text += str(piece)
        assert text.strip() == "one two three four five"
        assert "".join([str(piece) async for piece in chain.stream(ASKED)]).strip() == "Hello there."
        assert (await chain.check()).detail.startswith("ollama")
        await chain.close()
        assert len(first.requests) == 1
