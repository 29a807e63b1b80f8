"""One odd remark changes nothing; several in a row, or a return to a known topic, do."""

from __future__ import annotations

from uuid import UUID

from mumble_ai.memory.conversations import topic_words
from mumble_ai.memory.conversations.topic_policy import BY_MEANING, BY_WORDS, Begin, Decision, Stay, TakeUp, decide

GARDEN = UUID(int=1)


def after(
    active: float | None, *, strayed: int = 0, other: float = 0.0, terms: int = 5, is_new_session: bool = False
) -> Decision:
    return decide(
        telling_terms=terms,
        active=active,
        strayed=strayed,
        others={GARDEN: other},
        is_new_session=is_new_session,
        policy=BY_MEANING,
    )


def test_the_first_thing_said_begins_a_topic() -> None:
    assert after(None) == Begin()


def test_what_is_alike_stays_and_forgives_what_strayed() -> None:
    assert after(0.5) == Stay(0)
    assert after(0.25, strayed=1) == Stay(0)


def test_one_odd_remark_strays_and_the_next_begins_a_topic_with_it() -> None:
    assert after(0.05) == Stay(1)
    assert after(0.05, strayed=1) == Begin(1)


def test_a_known_topic_is_taken_up_when_it_is_clearly_nearer() -> None:
    assert after(0.1, other=0.5) == TakeUp(GARDEN)
    assert after(0.4, other=0.5) == Stay(0)
    assert after(0.05, other=0.3) == Stay(1)
    assert after(None, other=0.5) == TakeUp(GARDEN)


def test_words_that_tell_nothing_change_nothing() -> None:
    assert after(0.0, strayed=1, terms=1) == Stay(1)
    assert after(None, terms=1) is None
    assert after(0.0, terms=0, is_new_session=True) is None


def test_a_new_session_goes_on_only_with_what_is_really_alike() -> None:
    assert after(0.3, is_new_session=True) == Begin()
    assert after(0.5, is_new_session=True) == Stay(0)


def test_by_words_it_takes_more_to_leave() -> None:
    assert BY_WORDS.patience > BY_MEANING.patience
    assert BY_WORDS.far < BY_MEANING.far


def test_telling_words_are_those_a_topic_is_known_by() -> None:
    assert set(topic_words.telling_words("Please tell me when the tomatoes are ripe, and the tomatoes only!")) == {
        "tomatoes",
        "ripe",
    }
    assert set(topic_words.telling_words("Wann sind die Tomaten im Garten reif?")) == {"tomaten", "garten", "reif"}
    assert topic_words.telling_words("Yes, thank you, of course not") == {"course": 1.0}


def test_inflected_words_are_alike_and_words_of_every_topic_tell_less() -> None:
    planting = topic_words.telling_words("planting tomatoes in the garden")
    planted = topic_words.telling_words("the planted tomato")
    train = topic_words.telling_words("the next train to Berlin")
    assert topic_words.likeness(planting, planted, []) > 0.3
    assert topic_words.likeness(planting, train, []) == 0.0
    assert topic_words.likeness({}, train, []) == 0.0
    berlin, berlin_too = {"berlin": 1.0, "train": 1.0}, {"berlin": 1.0, "museum": 1.0}
    everywhere = [{"berlin": 1.0}] * 9 + [{"train": 1.0}, {"museum": 1.0}]
    assert topic_words.likeness(berlin, berlin_too, everywhere) < topic_words.likeness(berlin, berlin_too, [])


def test_a_topic_remembers_what_was_said_last_best_and_not_everything() -> None:
    terms: dict[str, float] = {}
    for number in range(100):
        terms = topic_words.added(terms, {f"word{number}": 1.0, "garden": 1.0})
    assert len(terms) == 40
    assert topic_words.label(terms).split()[0] == "garden"
    assert "word99" in terms
    assert "word1" not in terms
    assert topic_words.label({}) == ""
