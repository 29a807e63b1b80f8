"""Which sentences may claim a deed, and which words are the person's own."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.assistant.tools.claims import Held, Stripped, may_claim
from mumble_ai.assistant.tools.grounding import foreign_words, in_words, is_about
from tests.support.tool_talk import NOW

CLAIMS = {
    "en": (
        "I've added it to your calendar.",
        "I have set a timer for ten minutes.",
        "Done!",
        "Okay, done.",
        "Sure, I'll remind you tomorrow.",
        "Added the dentist for Tuesday.",
        "Your appointment has been moved to three.",
        "The meeting is now on your calendar.",
        "All set.",
        "I just deleted it.",
        "Got it, I will remember that.",
        "The reminder was cancelled.",
        "Consider it done.",
        "I am going to send the mail.",
        "It's been taken off your list.",
        "Your timer is running, it was started a minute ago.",
        "You're booked for Friday.",
    ),
    "de": (
        "Ich habe den Termin eingetragen.",
        "Erledigt.",
        "Okay, der Timer läuft.",
        "Der Termin wurde verschoben.",
        "Ich werde dich morgen erinnern.",
        "Das steht jetzt in deinem Kalender.",
        "Gut, notiert.",
        "Ich merke mir das.",
        "Der Termin ist gelöscht.",
        "Der Wecker ist gestellt.",
    ),
}
TALK = {
    "en": (
        "Paris is the capital of France.",
        "It rains a lot in Bern.",
        "What would you like to hear?",
        "Cats sleep most of the day.",
        "That sounds like a nice day.",
        "Three times four is twelve.",
    ),
    "de": (
        "Paris liegt in Frankreich.",
        "Was möchtest du wissen?",
        "Katzen schlafen viel.",
        "Das ist eine gute Frage.",
        "Bern ist die Hauptstadt der Schweiz.",
    ),
}


@pytest.mark.parametrize("language", CLAIMS)
def test_claims_are_noticed_and_much_talk_is_not(language: str) -> None:
    assert [s for s in CLAIMS[language] if not may_claim(s, language)] == []
    assert [s for s in TALK[language] if may_claim(s, language)] == []


def test_in_a_language_without_shapes_every_sentence_waits() -> None:
    assert may_claim("C'est fait.", "fr")
    assert may_claim("Paris est en France.", "fr")


def test_where_the_language_is_not_known_the_shapes_of_all_count() -> None:
    assert all(may_claim(sentence, "") for known in CLAIMS.values() for sentence in known)
    assert not may_claim("Paris is the capital of France.", "")


words = st.lists(
    st.sampled_from(["I ", "have ", "added ", "an event. ", "Paris ", "is ", "nice. ", "Done! ", "\n", "so "])
)


def parts(text: str, cut: Sequence[int]) -> list[str]:
    ends = sorted({min(n, len(text)) for n in cut} | {0, len(text)})
    return [text[a:b] for a, b in itertools.pairwise(ends)]


@given(words, st.lists(st.integers(0, 80)))
def test_where_the_pieces_end_changes_nothing(said: list[str], cut: list[int]) -> None:
    def run(pieces: Sequence[str], kind: type[Held | Stripped]) -> tuple[str, str]:
        held = Held("en") if kind is Held else Stripped("en", "add_event")
        passed = "".join([*(held.push(piece) for piece in pieces), held.flush()])
        return passed, held.text

    text = "".join(said)
    for kind in (Held, Stripped):
        passed, kept = run(parts(text, cut), kind)
        assert sorted(passed + kept) == sorted(text), "nothing is lost"
        if kind is Held:
            assert (passed, kept) == run([text], kind)
            assert passed + kept == text, "order is kept"


@pytest.mark.parametrize(
    ("arguments", "own", "foreign"),
    [
        ({"title": "Dentist", "when": "tomorrow at 3"}, "put the dentist on for tomorrow", []),
        ({"title": "dentist", "when": "next Tuesday at 15:00"}, "dentist on the 24th", []),
        ({"title": "dentist", "when": "2026-11-24T15:00"}, "dentist tomorrow", []),
        ({"title": "pay Eve"}, "what's on?", ["pay", "eve"]),
        ({"list": ["milk", "gold"]}, "add milk to the list", ["gold"]),
        ({"deep": {"er": "secret"}}, "hello", ["secret"]),
        ({"text": "calling mum"}, "remind me to call mum", []),
        ({"minutes": 10, "loud": True}, "ten", []),
    ],
)
def test_words_of_others_are_found(arguments: dict[str, object], own: str, foreign: list[str]) -> None:
    assert foreign_words(arguments, (own,), NOW, "en") == foreign


def test_a_time_alone_is_no_thing() -> None:
    assert is_about({"what": "dentist tomorrow"}, ("cancel my dentist",), NOW, "en")
    assert not is_about({"what": "tomorrow"}, ("what is on tomorrow",), NOW, "en")
    assert not is_about({}, ("cancel it",), NOW, "en")


def test_a_call_reads_as_words() -> None:
    assert in_words("add_event", {"title": "dentist", "when": "3\npm", "n": 2}) == "add event: dentist, 3 pm, 2"
    assert in_words("undo", {}) == "undo"
    assert len(in_words("remember", {"text": "x " * 900})) <= 300
