"""What is said to the voice itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.conversation.phrases.phrasebook import languages, phrasebook
from mumble_ai.conversation.turn_taking.controls import Control, recognise


@pytest.mark.parametrize(
    ("text", "language", "control"),
    [
        ("Stop.", None, Control.STOP),
        ("stop", "en", Control.STOP),
        ("Stop! Stop! Stop!", "en", Control.STOP),
        ("Okay, stop talking, please.", "en", Control.STOP),
        ("No, no, stop.", "en", Control.STOP),
        ("That's enough, thank you.", "en", Control.STOP),
        ("Never mind.", "en", Control.STOP),
        ("Wait a second.", "en", Control.STOP),
        ("Could you repeat that, please?", "en", Control.REPEAT),
        ("Say that again.", "en", Control.REPEAT),
        ("What did you say?", "en", Control.REPEAT),
        ("What?", "en", Control.REPEAT),
        ("Sorry?", "en", Control.REPEAT),
        ("Sorry, I didn't catch that.", "en", Control.REPEAT),
        ("Louder, please.", "en", Control.LOUDER),
        ("Can you speak a bit louder?", "en", Control.LOUDER),
        ("Speak up!", "en", Control.LOUDER),
        ("You're too quiet.", "en", Control.LOUDER),
        ("Turn the volume down.", "en", Control.QUIETER),
        ("A little quieter.", "en", Control.QUIETER),
        ("Slow down a bit.", "en", Control.SLOWER),
        ("You are talking too fast.", "en", Control.SLOWER),
        ("Talk faster.", "en", Control.FASTER),
        ("Not so slowly.", "en", Control.FASTER),
        ("Stopp!", "de", Control.STOP),
        ("Hör bitte auf.", "de", Control.STOP),
        ("Sei mal still.", "de", Control.STOP),
        ("Wie bitte?", "de", Control.REPEAT),
        ("Bitte?", "de", Control.REPEAT),
        ("Kannst du das bitte wiederholen?", "de", Control.REPEAT),
        ("Sag das bitte nochmal.", "de", Control.REPEAT),
        ("Sprich bitte etwas lauter.", "de", Control.LOUDER),
        ("Kannst du lauter sprechen?", "de", Control.LOUDER),
        ("Leiser!", "de", Control.QUIETER),
        ("Nicht so schnell.", "de", Control.SLOWER),
        ("Schneller bitte.", "de", Control.FASTER),
        ("Stopp.", "nl", Control.STOP),  # the language of one word is often guessed wrong
        ("Langsamer.", "en", Control.SLOWER),
    ],
)
def test_a_whole_utterance_to_the_voice_is_recognised(text: str, language: str | None, control: Control) -> None:
    assert recognise(text, language) is control


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Please.",
        "No.",
        "Thanks.",
        "What",
        "When does the bus stop?",
        "Stop the music in the kitchen.",
        "How do I stop smoking?",
        "What did you say about Paris?",
        "Why is the room louder than the hall?",
        "Faster than light?",
        "Can you repeat the name of the second city?",
        "Wait for me at the station.",
        "Is that enough water?",
        "Bitte.",
        "Was kostet das?",
        "Halt den Zug nicht an.",
        "Warum ist es hier so laut?",
        "Sprichst du lauter als ein Löwe?",
    ],
)
def test_a_question_is_not_taken_for_one(text: str) -> None:
    assert recognise(text) is None


@given(st.text(max_size=200))
def test_any_text_is_judged_without_error(text: str) -> None:
    assert recognise(text) is None or len(text.strip()) <= 64


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_control_and_every_phrase(language: str) -> None:
    book, english = phrasebook(language), phrasebook("en")
    assert set(book.controls) == {control.value for control in Control}
    assert set(book.asked) <= set(book.controls)
    assert set(book.apologies) == set(english.apologies)
    assert book.fillers


def test_an_unknown_language_speaks_english() -> None:
    assert phrasebook("xx") == phrasebook(None) == phrasebook("en-GB")
    assert phrasebook("de-AT").language == "de"
