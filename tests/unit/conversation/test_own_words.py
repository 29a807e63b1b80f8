"""A transcript of the bot's own words is known as such; what people say about the same things is not."""

from __future__ import annotations

import pytest

from mumble_ai.conversation.listening.own_words import OwnWords

SAID = (
    "The weather in Berlin is sunny today, with a high of twenty three degrees and a light wind from the west.",
    "I have set a timer for ten minutes. Is there anything else that I can do for you this evening?",
)


def words() -> OwnWords:
    own = OwnWords()
    for text in SAID:
        own.spoken(text, 0.0)
    return own


@pytest.mark.parametrize(
    "heard",
    [
        "the weather in berlin is sunny today",
        "Weather in Berlin is Sunday today with a high of 23 degrees and a light wind from the west.",
        "and a light wind from the west i have set a timer",
        "I have sent a time or for ten minutes is there anything else.",
        "Is there anything else that I can do for you this evening?",
    ],
)
def test_what_it_said_is_echo_even_with_a_few_letters_misheard(heard: str) -> None:
    assert words().is_echo(heard, 5.0)


@pytest.mark.parametrize(
    "heard",
    [
        "",
        "...",
        "Berlin",
        "ten minutes",
        "Twenty three",
        "What is the weather in Hamburg today?",
        "And what about the weather in Berlin tomorrow?",
        "Set a timer for twenty minutes.",
        "Set a timer for 20 minutes.",
        "A light wind from the west, stop please.",
        "Yes please tell me how a rainbow is made.",
    ],
)
def test_what_people_answer_is_no_echo(heard: str) -> None:
    assert not words().is_echo(heard, 5.0)


def test_words_are_an_echo_only_while_they_can_still_be_heard() -> None:
    own = words()
    heard = "the weather in berlin is sunny today"
    assert own.is_echo(heard, 10.0)
    assert not own.is_echo(heard, 60.0)


def test_nothing_said_explains_nothing() -> None:
    assert not OwnWords().is_echo("the weather in berlin is sunny today", 0.0)


def test_pieces_that_are_played_one_after_the_other_are_remembered_as_long() -> None:
    own = OwnWords()
    for _ in range(20):
        own.spoken(SAID[0], 0.0)
    assert own.is_echo("the weather in berlin is sunny today", 120.0)
