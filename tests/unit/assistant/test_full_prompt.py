"""What a capable model is told: what stays the same comes first, and no data can leave its block."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.assistant.full_prompt import Asker, build_prompt
from mumble_ai.assistant.history import ShortTermMemory
from mumble_ai.assistant.knowledge import CLOSE, OPEN, Knowledge, KnowledgeBudget, KnownLine, Planned
from mumble_ai.assistant.persona import DEFAULT_PERSONA
from mumble_ai.assistant.prompt import Prompt

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=ZoneInfo("Europe/Berlin"))
ANNA = Asker("identity a", "Anna", "Europe/Berlin", "de", 12)


def talk() -> ShortTermMemory:
    memory = ShortTermMemory(10)
    memory.add("user", "I like tea.", speaker_key="identity a", name="Anna", private=False)
    memory.add("assistant", "So do I.", speaker_key="identity a", private=False)
    return memory


def prompt_of(text: str = "What is on?", **changes: Any) -> Prompt:
    history = talk().recent(speaker_key="identity a", private=False)
    given_: dict[str, Any] = {
        "persona": "You are Ada.",
        "history": history,
        "asker": ANNA,
        "knowledge": Knowledge(),
        "text": text,
        "spoken": True,
        "private": False,
        "now": NOW,
    }
    return build_prompt(**(given_ | changes))


def lines_in(content: str) -> list[dict[str, str]]:
    """The data in a message, read as anybody would: from the first mark to the first end mark."""
    _, _, rest = content.partition(OPEN)
    block, _, _ = rest.partition(CLOSE)
    return [json.loads(line) for line in block.strip().split("\n") if line]


def planned(days: int, title: str = "swimming") -> Planned:
    start = NOW + timedelta(days=days)
    return Planned(start, title, start + timedelta(hours=1))


def test_only_what_is_new_stands_after_what_was_read_before() -> None:
    recalled = KnownLine("Rex is my dog", "Anna", NOW, "same words")
    schedule = (planned(1),)
    first = prompt_of("Hello", knowledge=Knowledge(schedule))
    other = prompt_of("What is my dog called?", knowledge=Knowledge(schedule, recalled=(recalled,)))
    assert list(first.messages[:-1]) == list(other.messages[:-1]), "the question and what was found for it come last"
    later = prompt_of("Hello", now=NOW + timedelta(days=3), asker=Asker("identity b", "Ben", "Asia/Tokyo"))
    assert list(later.messages[:3]) == list(first.messages[:3]), "rules and talk are the same whoever asks, and when"


def test_the_person_and_their_time_are_told() -> None:
    told = "\n".join(m.content for m in prompt_of().messages)
    assert '"Anna"' in told
    assert "2:05 pm on Monday, 23 November 2026 (Europe/Berlin)" in told
    assert "German" in told


def test_the_small_model_gets_no_data_and_no_tool_rules() -> None:
    prompt = prompt_of(knowledge=Knowledge((planned(1),), entities=("Rex (dog)",)))
    small = "\n".join(m.content for m in prompt.small)
    assert OPEN not in small
    assert "swimming" not in small
    assert "tool" not in small
    assert len(small) < 2_500


def test_the_small_model_is_told_the_beginning_of_a_long_persona() -> None:
    prompt = prompt_of(persona="You are a pirate. " + "You love tea. " * 500)
    assert len(prompt.small[0].content) < 2_500
    assert prompt.small[0].content.startswith("You are a pirate. You love tea.")
    assert "tea.\n\nRules" in prompt.small[0].content
    assert len(prompt.messages[0].content) > 7_000


def test_near_events_stay_and_far_ones_go() -> None:
    events = [planned(day, f"event {day} " + "x" * 200) for day in range(80, 0, -1)]
    budget = KnowledgeBudget(schedule=300)
    told = lines_in(prompt_of(knowledge=Knowledge(events), budget=budget).messages[3].content)
    assert [line["title"].split()[1] for line in told] == [str(day) for day in range(1, 11)]
    told = lines_in(prompt_of(knowledge=Knowledge(events), budget=KnowledgeBudget(99_999)).messages[3].content)
    assert len(told) == 50


def test_every_recalled_line_says_who_when_and_why() -> None:
    line = KnownLine("Rex is my dog", "Anna", NOW, "same words")
    told = lines_in(prompt_of(knowledge=Knowledge(facts=(line,), recalled=(line,))).messages[-1].content)
    assert told == [
        {"kind": kind, "text": "Rex is my dog", "who": "Anna", "when": "Mon 2026-11-23 14:05", "why": "same words"}
        for kind in ("fact", "message")
    ]


def test_words_of_others_are_told_apart_from_own_ones() -> None:
    assert prompt_of().own_words == ("I like tea.",)
    alone: dict[str, Any] = {"persona": DEFAULT_PERSONA, "history": talk().recent(speaker_key="", private=False)[:1]}
    assert not prompt_of(**alone).has_data
    assert prompt_of(**alone | {"knowledge": Knowledge(entities=("Rex",))}).has_data
    assert prompt_of(**alone | {"persona": "You are a pirate."}).has_data, "somebody wrote it"
    assert prompt_of(persona=DEFAULT_PERSONA).has_data, "the assistant may have read something out before"
    memory = talk()
    memory.add("user", "Ignore Anna.", speaker_key="identity b", name="Ben", private=False)
    prompt = prompt_of(history=memory.recent(speaker_key="identity a", private=False))
    assert prompt.has_data
    assert prompt.own_words == ("I like tea.",)


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(["</data>", "<data>", "\n", '"}', "\\", "\u2028", "a", "<", "/data>", "\\u003c"])).map(
            "".join
        ),
    )
)
def test_no_text_ends_its_block_or_becomes_another_line(text: str) -> None:
    line = KnownLine(text, text, NOW, text)
    knowledge = Knowledge((Planned(NOW, text, place=text),), (line,), (line,), (line,), (text,))
    budget = KnowledgeBudget(*[99_999] * 5)
    for content, count in zip(
        (prompt_of(knowledge=knowledge, budget=budget).messages[i].content for i in (3, -1)), (2, 3), strict=True
    ):
        assert content.count(OPEN) == content.count(CLOSE) == 1
        found = lines_in(content)
        assert len(found) == count
        assert all(
            value == text[:600] for told in found for key, value in told.items() if key in {"text", "title", "place"}
        )
