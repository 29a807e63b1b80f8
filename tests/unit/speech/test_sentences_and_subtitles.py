from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.speech.contract import Segment, Transcript
from mumble_ai.speech.http.subtitles import srt, vtt
from mumble_ai.speech.sentences import digits_apart, short_pieces, split_sentences

HEARD = Transcript(
    "Hello. 1 < 2 & so on.",
    (Segment("Hello.", 0.0, 1.25), Segment("1 < 2 & so\non.", 3661.5, 3662.0)),
    "en",
    1.0,
    3700.0,
)


def test_subrip() -> None:
    assert srt(HEARD) == (
        "1\n00:00:00,000 --> 00:00:01,250\nHello.\n\n2\n01:01:01,500 --> 01:01:02,000\n1 < 2 & so on.\n"
    )


def test_webvtt_escapes_what_would_be_markup() -> None:
    assert vtt(HEARD) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.250\nHello.\n\n01:01:01.500 --> 01:01:02.000\n1 &lt; 2 &amp; so on.\n"
    )


def test_sentences() -> None:
    assert split_sentences('He said "no." Then he left!\n\n... \nBye') == ['He said "no.', "Then he left!", "Bye"]


@given(st.text(max_size=2000), st.integers(5, 400))
def test_pieces_are_short_and_lose_no_character(text: str, longest: int) -> None:
    pieces = short_pieces(text, longest)
    assert all(0 < len(p) <= longest for p in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_numbers_without_a_name_are_spelled() -> None:
    assert digits_apart("call 555 1234") == "call 555 1234"
    assert digits_apart("9" * 20) == "9 9 9 9 9 9 9 9 9 9, 9 9 9 9 9 9 9 9 9 9"
