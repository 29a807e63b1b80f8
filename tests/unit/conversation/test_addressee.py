"""Who is answered in a room, and how a name is found in what speech recognition writes."""

from __future__ import annotations

import pytest

from mumble_ai.conversation.turn_taking.addressee import Addressee, AddresseePolicy, AddressFacts, Verdict, is_addressed
from mumble_ai.conversation.turn_taking.calling import without_call

NAMES = ("AI-Bot", "computer")
QUESTION = "what time is it?"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("AI-Bot, what time is it?", QUESTION),
        ("AI bot what time is it?", QUESTION),
        ("A.I. bot, what time is it?", QUESTION),
        ("A I Bot. what time is it?", QUESTION),
        ("aibot what time is it?", QUESTION),
        ("Ai bot, what time is it?", QUESTION),
        ("Computer, what time is it?", QUESTION),
        ("Komputer, what time is it?", QUESTION),
        ("computor what time is it?", QUESTION),
        ("COMPUTER! what time is it?", QUESTION),
        ("Hey computer, what time is it?", "Hey, what time is it?"),
        ("Hey computer what time is it?", "Hey, what time is it?"),
        ("Hey, computer! what time is it?", "Hey! what time is it?"),
        ("OK so computer, what time is it?", "OK so, what time is it?"),
        ("what time is it, computer?", QUESTION),
        ("what time is it computer?", QUESTION),
        ("what time is it, AI bot?", QUESTION),
        ("Tell me, computer, what time is it?", "Tell me, what time is it?"),
        ("I am late. Computer, what time is it?", "I am late. what time is it?"),
        ("What time is it, computer? I am late.", "What time is it? I am late."),
        ("Computer?", ""),
        ("Hallo Computer, wie spät ist es?", "Hallo, wie spät ist es?"),
    ],
)
def test_a_call_is_found_and_taken_out(text: str, rest: str) -> None:
    assert without_call(text, NAMES) == rest


@pytest.mark.parametrize(
    "text",
    [
        "",
        "What time is it?",
        "My computer is broken again.",
        "I bought a new computer.",
        "I saw it on the computer, yesterday.",
        "The computer is slow today.",
        "The commuter train is late.",
        "Compute the sum of two and two.",
        "Computers are everywhere these days.",
        "We talked about a bot all day long.",
        "What is it about?",
        "He spoke to the computer.",
        "We spoke with AI-Bot about it and then with Anna.",
        "The competitor has won.",
        "Der Computer ist kaputt.",
        "Ich habe mit dem Computer gesprochen.",
        "AI-Bot's voice is nice.",
    ],
)
def test_speaking_about_it_or_of_something_else_is_no_call(text: str) -> None:
    assert without_call(text, NAMES) is None


def test_names_of_other_alphabets_are_found() -> None:
    assert without_call("Ирина, который час?", ("Ирина",)) == "который час?"
    assert without_call("Zoë, quelle heure est-il ?", ("Zoe",)) == "quelle heure est-il ?"


def test_without_a_name_nobody_is_called() -> None:
    assert without_call("computer, what time is it?", ()) is None
    assert without_call("computer, what time is it?", ("!!!",)) is None


def verdict(mode: Addressee, text: str = QUESTION, **facts: object) -> Verdict:
    return is_addressed(AddresseePolicy(mode, NAMES), AddressFacts(text, **facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mode", "facts", "is_answered"),
    [
        (Addressee.ALWAYS, {}, True),
        (Addressee.ALWAYS, {"people_present": 9}, True),
        (Addressee.NAMED, {}, False),
        (Addressee.NAMED, {"answered_s_ago": 29.0}, True),
        (Addressee.NAMED, {"answered_s_ago": 31.0}, False),
        (Addressee.ALONE, {"people_present": 1}, True),
        (Addressee.ALONE, {"people_present": 2}, False),
        (Addressee.ALONE, {"people_present": 2, "answered_s_ago": 1.0}, False),
        (Addressee.WHISPER, {}, False),
        (Addressee.WHISPER, {"people_present": 1, "answered_s_ago": 1.0}, False),
    ],
)
def test_a_room_says_who_is_answered(mode: Addressee, facts: dict[str, object], is_answered: bool) -> None:
    said = verdict(mode, **facts)
    assert said.is_addressed is is_answered
    assert said.why
    assert said.text_without_name == QUESTION


@pytest.mark.parametrize("mode", list(Addressee))
@pytest.mark.parametrize("way", ["whispered", "private"])
def test_what_is_for_the_assistant_alone_is_answered_everywhere(mode: Addressee, way: str) -> None:
    assert verdict(mode, people_present=5, **{way: True}).is_addressed


def test_the_name_opens_a_room_that_asks_for_it_and_no_other() -> None:
    assert verdict(Addressee.NAMED, "computer, what time is it?").text_without_name == QUESTION
    assert verdict(Addressee.NAMED, "computer, what time is it?").is_addressed
    assert not verdict(Addressee.WHISPER, "computer, what time is it?").is_addressed
    assert not verdict(Addressee.ALONE, "computer, what time is it?", people_present=2).is_addressed


def test_nothing_but_a_call_is_passed_on_whole() -> None:
    assert verdict(Addressee.NAMED, "Computer?").text_without_name == "Computer?"
