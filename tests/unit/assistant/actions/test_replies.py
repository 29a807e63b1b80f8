"""What is said about deeds: the same sentences in every language, all of them used, and fit to be spoken."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import mumble_ai.assistant.actions as actions
from mumble_ai.assistant.actions.replies import replies, spoken_languages
from mumble_ai.assistant.actions.units import unit_of

FOLDER = Path(actions.__path__[0])
SOURCES = [*FOLDER.glob("*.py"), *(FOLDER.parent / "commands").glob("*.py"), *FOLDER.parent.glob("*.py")]


def sentences(language: str) -> dict[str, str]:
    return tomllib.loads((FOLDER / "languages" / f"{language}.toml").read_text("utf-8"))["say"]


@pytest.mark.parametrize("language", spoken_languages())
def test_each_language_says_the_same_things(language: str) -> None:
    english = sentences("en")
    other = sentences(language)
    assert set(other) == set(english)
    slots = re.compile(r"{(\w+)}")
    different = [name for name in english if set(slots.findall(english[name])) != set(slots.findall(other[name]))]
    assert different == []


@pytest.mark.parametrize("language", spoken_languages())
def test_sentences_can_be_spoken(language: str) -> None:
    marks = re.compile(r"[*#`<>\[\]|_]|https?:")
    assert [text for text in sentences(language).values() if marks.search(text.replace("{", "").replace("}", ""))] == []


def test_every_sentence_is_used_and_every_one_used_is_there() -> None:
    code = "\n".join(path.read_text("utf-8") for path in SOURCES)
    names = set(sentences("en"))
    bases = {name.removesuffix("_one").removesuffix("_some") for name in names}
    literal = set(re.findall(r'"(\w+)"', code))
    prefixes = tuple(re.findall(r'f"(\w+_){', code))
    unused = {name for name in bases if name not in literal and not name.startswith(prefixes)}
    assert unused == set()
    said = set(re.findall(r'\bsay\(\s*"(\w+)"', code))
    assert said - names - bases == set()


@pytest.mark.parametrize("language", spoken_languages())
def test_the_form_for_one_or_several_is_chosen(language: str) -> None:
    words = replies(language)
    assert words.say("known_tasks", count=1) != words.say("known_tasks", count=2)
    assert "2" in words.say("known_tasks", count=2)


@pytest.mark.parametrize("language", spoken_languages())
def test_tables_of_words_lead_somewhere(language: str) -> None:
    words = replies(language)
    assert set(words.words("language_codes").values()) == set(words.words("language_names"))
    assert {unit for word in words.words("units") if (unit := unit_of(word, language))} == set(
        words.words("unit_names")
    )


def test_things_are_joined_as_people_do() -> None:
    assert replies("en").joined([]) == ""
    assert replies("en").joined(["a"]) == "a"
    assert replies("en").joined(["a", "b"]) == "a and b"
    assert replies("en").joined(["a", "b", "c"], either=True) == "a, b or c"
    assert replies("de").joined(["a", "b"]) == "a und b"
