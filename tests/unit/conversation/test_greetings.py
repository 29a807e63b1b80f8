"""Whoever greets mostly goes on: the question follows."""

from __future__ import annotations

import pytest

from mumble_ai.conversation.turn_taking.unfinished import why_unfinished


@pytest.mark.parametrize("text", ["Good evening.", "Hi there!", "Hello, good morning.", "Guten Abend."])
def test_a_greeting_alone_is_given_time(text: str) -> None:
    assert why_unfinished(text) == "nothing but a greeting"


@pytest.mark.parametrize("text", ["Hello.", "Good.", "Good evening. Is the gate open?", "Is it a good day?", "Stop."])
def test_what_is_more_than_a_greeting_is_not(text: str) -> None:
    assert why_unfinished(text) is None
