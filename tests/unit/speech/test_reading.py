"""What a voice says where writing and speaking differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.speech.reading import read_aloud


@pytest.mark.parametrize(
    ("written", "said"),
    [
        # years, decades, ranges
        ("It happened in 1989, after 1905.", "It happened in nineteen eighty-nine, after nineteen oh-five."),
        ("In 2026, in May 2007.", "In twenty twenty-six, in May two thousand seven."),
        ("1,989 and 3.14 and 42 are numbers.", None),
        ("The 1990s and the '80s.", "The nineteen nineties and the eighties."),
        ("the years 1990-1995", "the years nineteen ninety to nineteen ninety-five"),
        ("10-12 people, 5–10 km, 3-5%", "10 to 12 people, 5 to 10 kilometres, 3 to 5 percent"),
        ("a 2-1 win", None),
        # dates
        ("It is 2026-11-23.", "It is November twenty-third, twenty twenty-six."),
        ("It is 23.11.2026.", "It is November twenty-third, twenty twenty-six."),
        ("Since 11/23/2026.", "Since November twenty-third, twenty twenty-six."),
        ("Since 23/11/2026.", "Since November twenty-third, twenty twenty-six."),
        ("On 11/23.", "On November twenty-third."),
        ("On 2026-02-30 and 24/7.", None),
        # clock times
        ("At 14:30 or 9:05.", "At 14 30 or 9 oh 5."),
        ("At 20:00.", "At 20 o'clock."),
        ("At 2 pm, 2:15 PM or 7 a.m.", "At 2 p.m., 2 15 p.m. or 7 a.m."),
        ("08:00-09:30", "8 o'clock to 9 30"),
        ("A ratio of 3:2 and 25:99.", None),
        # telephones and long digits
        ("Call +49 170 1234567.", "Call plus 4 9, 1 7 0, 1 2 3 4 5 6 7."),
        ("Call 030 123456 or 555-1234.", "Call 0 3 0, 1 2 3 4 5 6 or 5 5 5, 1 2 3 4."),
        ("Agent 007 has 1234567890.", "Agent 0 0 7 has 1 2 3 4 5 6 7 8 9 0."),
        # units, money, fractions
        ("20 °C, 1 km or 5 km/h.", "20 degrees Celsius, 1 kilometre or 5 kilometres per hour."),
        ("-5°C and 250 g", "-5 degrees Celsius and 250 grams"),
        ("8 GB, 3 hrs, 20 min", "8 gigabytes, 3 hours, 20 minutes"),
        ("50% of 1,000 kg", "50 percent of 1,000 kilograms"),
        ("$5.50, €20, £1, 20 EUR", "5 dollars and 50 cents, 20 euros, 1 pound, 20 euros"),
        ("$0.05, $3.00 and $1.2 million", "5 cents, 3 dollars and 1.2 million dollars"),
        ("$5-10", "5 to 10 dollars"),
        ("1/2 cup, 3/4 spoon, 2/3", "one half cup, three quarters spoon, two thirds"),
        ("½ full", "one half full"),
        # abbreviations and signs
        ("Dr. Smith of St. James St., e.g. Mr. Brown", "Doctor Smith of Saint James Street, for example Mister Brown"),
        ("Tea, milk, etc.", "Tea, milk, et cetera."),
        ("No. 1 & #2", "number 1 and number 2"),
        ("2 + 2 = 4, 3 x 4, 10 / 2, x = 5", "2 plus 2 equals 4, 3 times 4, 10 divided by 2, x equals 5"),
        ("Version 2.0.1", "Version 2 point 0 point 1"),
        # addresses
        ("Write to jo.doe@mail.example.", "Write to jo dot doe at mail dot example."),
        ("See docs.example.com now.", "See docs dot example dot com now."),
        ("Then go. I will. Ok.Fine", None),
    ],
)
def test_english(written: str, said: str | None) -> None:
    assert read_aloud(written, "en-US") == (said or written)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Am 3. Mai und der 1. Platz.", "Am dritten Mai und der erste Platz."),
        ("Am 23.11.2026", "Am dreiundzwanzigsten November zweitausendsechsundzwanzig"),
        ("seit 1989", "seit neunzehnhundertneunundachtzig"),
        ("Um 14:30 Uhr oder 9:00.", "Um 14 Uhr 30 oder 9 Uhr."),
        ("Es kostet 5,50 € oder 20 EUR.", "Es kostet 5 Euro 50 oder 20 Euro."),
        ("20 °C, 1 km, 1 h, 5 kg", "20 Grad Celsius, ein Kilometer, eine Stunde, 5 Kilogramm"),
        ("10-12 km/h", "10 bis 12 Kilometer pro Stunde"),
        ("1.000 und 3,14", None),
        ("z. B. Dr. Maier, d.h. ca. 3/4", "zum Beispiel Doktor Maier, das heißt circa drei Viertel"),
        ("Hauptstr. 5, name@example.com", "Hauptstraße 5, name ät example Punkt com"),
        ("Tee, Milch usw.", "Tee, Milch und so weiter."),
        ("+49 170 1234567", "plus 4 9, 1 7 0, 1 2 3 4 5 6 7"),
    ],
)
def test_german(written: str, said: str | None) -> None:
    assert read_aloud(written, "de") == (said or written)


def test_other_languages_are_left_to_their_voice() -> None:
    assert read_aloud("20 °C à 14:30", "fr") == "20 °C à 14:30"


BITS = st.sampled_from(
    [
        "1",
        "20",
        "2026",
        "1989",
        "-",
        ".",
        ",",
        "/",
        ":",
        " ",
        " ",
        "$",
        "€",
        "km",
        "%",
        "am",
        "in",
        "a@b.de",
        "St.",
        "x",
    ]
)
TEXT = st.one_of(st.lists(BITS, max_size=20).map("".join), st.text(max_size=60))


@given(TEXT, st.sampled_from(["en", "de"]))
def test_any_text_is_read_without_error_and_words_stay(text: str, language: str) -> None:
    said = read_aloud(text, language)
    assert any(c.isalnum() for c in said) >= any(c.isalnum() for c in text)


@given(st.text(alphabet="abcdefghij ,!?", max_size=80), st.sampled_from(["en", "de"]))
def test_plain_words_are_untouched(text: str, language: str) -> None:
    assert read_aloud(text, language) == text
