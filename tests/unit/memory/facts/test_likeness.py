"""Which facts seem to say the same."""

from __future__ import annotations

from datetime import UTC, datetime

from mumble_ai.memory.facts.fact import Fact
from mumble_ai.memory.facts.likeness import alike
from mumble_ai.storage.ids import new_id

NOW = datetime(2026, 5, 4, tzinfo=UTC)


def fact(text: str, value: str, *, subject: str = "me", attribute: str = "likes", told: int = 1) -> Fact:
    words = frozenset(text.lower().split())
    same = (subject, attribute, value, value.lower(), text, text, "en", "fact", 5, (), True, False, False, words)
    return Fact(new_id(), *same, None, None, None, NOW, NOW, told, None)


def test_the_same_value_of_the_same_is_one_group() -> None:
    one, other = fact("I like tea", "Tea"), fact("Tea is what I like", "tea")
    assert alike([one, fact("I like coffee", "coffee"), other]) == [[one, other]]


def test_other_words_for_the_same_are_found_by_their_share() -> None:
    one = fact("my bike is green and old", "green and old", subject="bike", attribute="is")
    other = fact("my bike is green and very old", "green", subject="bike", attribute="note")
    assert alike([one, other]) == [[one, other]]
    assert alike([one, fact("my bike is green and very old", "green", subject="car")]) == []


def test_groups_told_most_often_come_first() -> None:
    seldom = [fact("I like tea", "tea"), fact("I do like tea", "tea")]
    often = [fact("I like figs", "figs", told=5), fact("I do like figs", "figs")]
    assert alike([*seldom, *often]) == [often, seldom]
