"""What people say is read into statements; what only sounds like one is not."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from mumble_ai.memory.extraction.rules import RuleExtractor
from mumble_ai.memory.extraction.statement import Correction, Statement

NOW = datetime(2026, 6, 10, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))

TOLD = [
    ("My dog is called Rex.", "dog", "name", "Rex"),
    ("My dog's name is Rex.", "dog", "name", "Rex"),
    ("The name of my dog is Rex.", "dog", "name", "Rex"),
    ("My cat's called Minka.", "cat", "name", "Minka"),
    ("I have a dog called Rex.", "dog", "name", "Rex"),
    ("By the way, I live in Bonn.", "me", "home", "Bonn"),
    ("I just moved to Bonn.", "me", "home", "Bonn"),
    ("i live in bonn", "me", "home", "bonn"),
    ("We live in Bonn now.", "me", "home", "Bonn"),
    ("My sister Anna lives in Bonn.", "anna", "home", "Bonn"),
    ("My mum's name is Helga.", "mother", "name", "Helga"),
    ("My dentist is Dr. Miller.", "dentist", "name", "Dr. Miller"),
    ("Tom is Anna's husband.", "anna's husband", "name", "Tom"),
    ("I work as a nurse.", "me", "job", "nurse"),
    ("I'm a teacher at the Goethe School.", "me", "job", "teacher"),
    ("I work at Siemens.", "me", "employer", "Siemens"),
    ("I'm allergic to peanuts.", "me", "allergy", "peanuts"),
    ("My husband Peter is allergic to nuts.", "peter", "allergy", "nuts"),
    ("Anna's birthday is on the 5th of May.", "anna", "birthday", "on the 5th of May"),
    ("My birthday is May 5.", "me", "birthday", "May 5"),
    ("I was born in Hamburg.", "me", "birthplace", "Hamburg"),
    ("My daughter Mia is seven.", "mia", "age", "seven"),
    ("I'm 42 years old.", "me", "age", "42"),
    ("My shoe size is 43.", "shoe size", "is", "43"),
    ("My favorite color is green.", "colour favourit", "is", "green"),
    ("The wifi password is sunflower 42.", "password wifi", "is", "sunflower 42"),
    ("Don't forget my locker code is 4711.", "code locker", "is", "4711"),
    ("The spare key is under the flowerpot.", "key spare", "place", "under the flowerpot"),
    ("I put my passport in the top drawer.", "passport", "place", "in the top drawer"),
    ("I parked on level 3.", "car", "place", "on level 3"),
    ("I parked the car on level 3.", "car", "place", "on level 3"),
    ("I play the guitar.", "me", "hobby", "guitar"),
    ("I prefer tea to coffee.", "me", "prefers", "tea to coffee"),
    ("I weigh 80 kilos.", "me", "weight", "80 kilos"),
    ("I drive a Tesla.", "me", "car", "Tesla"),
    ("I'm married to Julia.", "me", "marriage", "Julia"),
    ("I have yoga every Tuesday.", "me", "routine", "have yoga every Tuesday"),
]

SILENT = [
    "What is my dog called?",
    "Do I like coffee?",
    "If I lived in Bonn I would be happy.",
    "I wish I had a dog called Rex.",
    "My friend said I live in Paris.",
    "He told me his dog is called Satan.",
    "You said my dog is called Bello.",
    "I'm tired.",
    "I'm a bit late.",
    "I'm going to move to Berlin next year.",
    "I want to live in Hawaii.",
    "The weather is nice.",
    "My head is killing me.",
    "My train is late.",
    "My coffee is cold.",
    "My boss is annoying.",
    "My dog is hungry.",
    "I like it.",
    "I like your voice.",
    "I love you.",
    "I'd like a coffee.",
    "Maybe I live in a simulation.",
    "In the movie my name is Neo.",
    "My dog is called Napoleon, just kidding.",
    '"My name is Bond" is a great line.',
    "Imagine I am a pirate called Jack.",
    "Let's pretend my name is Jack.",
    "I have a meeting at three.",
    "I have a headache.",
    "Play some jazz.",
    "Remind me to call Anna tomorrow.",
    "He says he lives in Bonn.",
    "The car is in the garage, I think.",
    "I live in fear.",
    "I work a lot.",
    "I'm home.",
    "Coffee is from hell.",
    "That is a good idea.",
    "My dog might be called Rex.",
    "Remember, every small step counts.",
    "Don't forget to lock the door.",
    "Do you remember when we went to Rome?",
    "I'm really enjoying this.",
    "I enjoyed the concert.",
    "I studied hard.",
    "Yeah, Sam, love is amazing.",
    "We have a great time, like a family!",
    "My season opener is next week - so excited!",
    "Let's see what's in the box.",
    "Max is a real troublemaker.",
    "No, I haven't tried it yet.",
    "I'm losing it every week.",
]


def statements(text: str) -> list[Statement]:
    return [one for one in RuleExtractor().extract(text, now=NOW) if isinstance(one, Statement)]


@pytest.mark.parametrize(("text", "subject", "attribute", "value"), TOLD)
def test_a_statement_is_read(text: str, subject: str, attribute: str, value: str) -> None:
    assert (subject, attribute, value) in {(s.subject, s.attribute, s.value) for s in statements(text)}


@pytest.mark.parametrize("text", SILENT)
def test_what_says_nothing_that_is_so_leaves_nothing(text: str) -> None:
    assert statements(text) == []


def test_two_clauses_are_two_statements_about_the_same_subject() -> None:
    found = statements("My sister Anna lives in Bonn and works at Siemens. She likes jazz.")
    assert {("anna", "home", "Bonn"), ("anna", "employer", "Siemens"), ("anna", "likes", "jazz")} <= {
        (s.subject, s.attribute, s.value) for s in found
    }
    assert "My sister Anna likes jazz" in {s.text for s in found}
    assert ("sister", "name", "Anna") in {(s.subject, s.attribute, s.value) for s in found}


def test_a_relative_clause_is_about_its_noun() -> None:
    found = {
        (s.subject, s.attribute, s.value) for s in statements("My brother Max, who lives in Berlin, likes football.")
    }
    assert {("max", "home", "Berlin"), ("max", "likes", "football")} <= found


def test_a_list_is_several_values() -> None:
    assert {s.value for s in statements("I'm allergic to peanuts, cats and pollen.")} == {"peanuts", "cats", "pollen"}


def test_what_is_denied_or_over_says_so() -> None:
    assert [s.is_so for s in statements("I no longer like coffee.")] == [False]
    assert [s.is_so for s in statements("I don't live in Bonn any more.")] == [False]
    assert [s.is_over for s in statements("I used to live in Munich.")] == [True]


def test_times_are_those_of_the_day_it_was_said() -> None:
    (moved,) = statements("I've lived in Cologne since March.")
    assert moved.valid_from is not None
    assert (moved.valid_from.year, moved.valid_from.month, moved.value) == (2026, 3, "Cologne")
    (exam,) = statements("My exam is next Friday.")
    assert exam.value == "on Friday 19 June"


def test_a_correction_names_what_is_and_what_is_not() -> None:
    found = RuleExtractor().extract("No, it's Max, not Rex.", now=NOW)
    assert found == [Correction("Max", "Rex", "No, it's Max, not Rex.", "en")]
    assert RuleExtractor().extract("Sorry, I meant Max.", now=NOW)[0].value == "Max"


def test_what_is_asked_to_be_remembered_is_kept_as_it_was_said() -> None:
    (note,) = statements("Remember that I lent my drill to Ben.")
    assert (note.attribute, note.text) == ("note", "I lent my drill to Ben")


@pytest.mark.parametrize(
    ("text", "subject", "attribute", "value"),
    [
        ("Mein Hund heißt Rex.", "dog", "name", "Rex"),
        ("Merk dir, dass mein Hund Rex heißt.", "dog", "name", "Rex"),
        ("Ich wohne in Bonn.", "me", "home", "Bonn"),
        ("Ich bin nach Köln gezogen.", "me", "home", "Köln"),
        ("Meine Schwester Anna arbeitet bei Siemens.", "anna", "employer", "Siemens"),
        ("Ich bin allergisch gegen Nüsse.", "me", "allergy", "Nüsse"),
        ("Anna hat am 5. Mai Geburtstag.", "anna", "birthday", "5. Mai"),
        ("Der Ersatzschlüssel liegt unter dem Blumentopf.", "ersatzschlussel", "place", "unter dem Blumentopf"),
        ("Ich habe auf Ebene 3 geparkt.", "auto", "place", "auf Ebene 3"),
        ("Das WLAN-Passwort ist Sonnenblume 42.", "wlan-passwort", "is", "Sonnenblume 42"),
    ],
)
def test_german_is_the_same_code_with_another_file(text: str, subject: str, attribute: str, value: str) -> None:
    found = RuleExtractor().extract(text, now=NOW, language="de")
    assert (subject, attribute, value) in {(s.subject, s.attribute, s.value) for s in found if isinstance(s, Statement)}


@pytest.mark.parametrize(
    "text",
    [
        "Wie heißt mein Hund?",
        "Ich bin müde.",
        "Wenn ich in Paris wohnen würde, wäre ich froh.",
        "Mein Freund sagt, ich wohne in Paris.",
        "Vielleicht wohne ich bald in Rom.",
        "Ich möchte in Hawaii wohnen.",
        "Mein Kaffee ist kalt.",
        "Spiel etwas Jazz.",
    ],
)
def test_german_that_says_nothing_that_is_so_leaves_nothing(text: str) -> None:
    assert RuleExtractor().extract(text, now=NOW, language="de") == []
