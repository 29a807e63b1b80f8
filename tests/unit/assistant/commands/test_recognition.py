"""How sentences are recognised: politeness, times anywhere, several at once, and within bounds whatever is said."""

from __future__ import annotations

import random
import time
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.commands import NOW, said
from mumble_ai.assistant.commands.grammar import grammar, languages
from mumble_ai.assistant.commands.recognition import recognise

LONGEST_S = 0.020
"""Of the processor, for one sentence in one language."""


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    """What is compiled once is no part of what a sentence takes."""
    for language in languages():
        for one in said(language)[::3]:
            recognise(one.text, language, NOW)


def understood(text: str, language: str = "en") -> list[tuple[str, dict[str, object]]]:
    return [(command.action, dict(command.parameters)) for command in recognise(text, language, NOW) or ()]


@pytest.mark.parametrize(
    "text",
    [
        "remind me tomorrow at five to call Mum",
        "remind me to call Mum tomorrow at five",
        "tomorrow at five remind me to call Mum",
        "Hey, could you please remind me to call Mum, tomorrow at five? Thanks!",
        "um I'd like you to remind me tomorrow at five uh to call Mum please",
    ],
)
def test_the_time_may_stand_anywhere(text: str) -> None:
    assert understood(text) == [("set_reminder", {"when": "tomorrow at five", "text": "call Mum"})]


def test_a_time_in_the_middle_of_free_text_is_taken_out_of_it() -> None:
    found = understood("remind me to call Mum at five about the party")
    assert found == [("set_reminder", {"when": "at five", "text": "call Mum about the party"})]


def test_add_a_is_understood_as_it_is_often_heard() -> None:
    said_so = understood("Add a dentist appointment on Friday at three in the afternoon.")
    assert understood("Added dentist appointment on Friday at three in the afternoon.") == said_so != []
    assert understood("I added a dentist appointment on Friday.") == []


def test_titles_keep_their_case_and_inner_punctuation() -> None:
    assert understood("add Dr. O'Neill, the vet to my calendar on Friday at 3") == [
        ("add_event", {"title": "Dr. O'Neill, the vet", "when": "on Friday at 3"})
    ]


def test_the_last_words_of_free_text_are_kept() -> None:
    assert understood("remember that I like tea too")[0][1] == {"text": "I like tea too"}
    assert understood("remind me tomorrow to call them again")[0][1]["text"] == "call them again"
    assert understood("what time is it right now")[0] == ("tell_time", {})


def test_what_may_be_the_end_of_a_text_is_no_second_command() -> None:
    found = understood("remind me tomorrow to call the office and cancel the meeting")
    assert found == [("set_reminder", {"when": "tomorrow", "text": "call the office and cancel the meeting"})]


def test_three_in_one_sentence() -> None:
    found = understood("What time is it, set a timer for five minutes and add milk to my shopping list")
    assert [action for action, _ in found] == ["tell_time", "start_timer", "add_tasks"]


def test_a_sentence_of_which_a_part_is_general_is_no_command() -> None:
    assert understood("set a timer for five minutes and tell me a joke") == []


def test_the_language_of_the_words_counts_not_the_one_expected() -> None:
    assert [c.language for c in recognise("wie spät ist es", "en", NOW) or ()] == ["de"]
    assert [c.language for c in recognise("what time is it", "de-AT", NOW) or ()] == ["en"]
    assert [c.language for c in recognise("what time is it", None, NOW) or ()] == ["en"]


def test_long_talk_is_no_command() -> None:
    assert recognise("what time is it " * 40, "en", NOW) is None


@cache
def vocabulary() -> list[str]:
    words = {word for language in ("en", "de") for one in said(language) for word in one.text.split()}
    return sorted(words)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=2000), st.lists(st.sampled_from(vocabulary()), max_size=90).map(" ".join)))
def test_any_text_is_taken_within_bounds(text: str) -> None:
    # A sentence that costs too much does so each time; a single time may be the machine's.
    for _ in range(3):
        began = time.thread_time()
        recognise(text, "en", NOW)
        if time.thread_time() - began < LONGEST_S * len(languages()):
            return
    pytest.fail("too long for one sentence, three times")


def test_words_of_commands_in_any_order_cost_little() -> None:
    chance = random.Random(7)
    took: list[float] = []
    for _ in range(200):
        text = " ".join(chance.choices(vocabulary(), k=chance.randint(5, 80)))
        began = time.thread_time()
        recognise(text, "en", NOW)
        took.append(time.thread_time() - began)
    took.sort()
    slow_s = took[int(len(took) * 0.95)]
    assert slow_s < LONGEST_S, f"one in twenty takes longer than {slow_s * 1000:.1f} ms"


def test_no_grammar_has_a_template_that_anything_fits() -> None:
    for language in languages():
        for rule in grammar(language).rules:
            open_ended = [t.source for t in rule.templates if not t.needs and t.source != "{sum}"]
            assert open_ended == [], language
