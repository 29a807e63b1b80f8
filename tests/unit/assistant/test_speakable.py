"""Model text becomes text that can be spoken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.assistant.speakable import PlainText, SpeakableText


def speakable(*pieces: str) -> str:
    cleaner = SpeakableText()
    return "".join(cleaner.push(piece) for piece in pieces) + cleaner.flush()


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        # thoughts
        ("<think>Hm, what?</think>Hello.", "Hello."),
        ("<thinking>a <b> c</thinking>\n\nHello.", "Hello."),
        ("<think>never ends", ""),
        ("a < b and <b> stay", "a < b and <b> stay"),
        # emphasis, headings, lists, quotes, rules
        ("This is **very** *good* and __fine__ and ~~bad~~.", "This is very good and fine and bad."),
        ("**All of this** is ***bold***.", "All of this is bold."),
        ("# Title\n## Part two\n- one\n* two\n+ three\n> said", "Title\nPart two\none\ntwo\nthree\nsaid"),
        ("1. Wash.\n2. Dry.", "1. Wash.\n2. Dry."),
        ("One\n\n---\n\nTwo\n***\nThree", "One\nTwo\nThree"),
        ("| Tea | 3 |\n|---|---:|\n| Milk | 4 |", "Tea, 3,\nMilk, 4,"),
        ("- **Tea**: 3\n  - green", "Tea: 3\ngreen"),
        (r"5 \* 3 and \_so\_", "5 × 3 and so"),
        # links and addresses
        ("Look at [the docs](https://x.example/a b).", "Look at the docs."),
        ("![a cat](cat.png) [here][1] and so[2].", "a cat here and so."),
        ("See https://www.example.com/x?y=1.", "See example.com."),
        ("See <https://docs.example.com/a_b_c>, please.", "See docs.example.com, please."),
        ("Write to jo@mail.example or <jo@mail.example>!", "Write to jo@mail.example or jo@mail.example!"),
        ("[never closed and so on", "[never closed and so on"),
        # code
        ("Run\n```sh\nrm -rf /\n```\nand wait.", "Run\nand wait."),
        ("Run `ls -l` now, or `cd`.", "Run ls -l now, or cd."),
        ("snake_case _it_", "snake case it"),
        # emojis
        ("Great 😀👍🏽! 🇩🇪 1️⃣", "Great! 1"),
        ("👩‍👩‍👧 Hi ❤️", "Hi"),
        # what is left to the voice
        ("It is 20 °C at 14:30 on 2026-11-23, $5.50 & 3*4.", "It is 20 °C at 14:30 on 2026-11-23, $5.50 & 3×4."),
        ("Schön, né? 我们。", "Schön, né? 我们。"),
        ("wait -- what?", "wait – what?"),
    ],
)
def test_only_words_remain(text: str, spoken: str) -> None:
    assert speakable(text) == spoken


def test_a_clause_that_may_be_spoken_is_not_held_back() -> None:
    cleaner = SpeakableText()
    assert cleaner.push("Sure! ") == "Sure! "
    assert cleaner.push("Well, I") == "Well, "
    assert cleaner.push(" see\n") == "I see\n"


PARTS = st.sampled_from(
    [
        *("<think>", "</think>", "```", "**", "`", "[a b](", "http://a.example/x)", "](", ")", " ", "\n", "- "),
        *("20°C", "5 km", "$3", "😀", "word", "_", "<", "e.g.", "# ", "> ", "| ", " |", "---", "\\*", "[1]", "*", "~~"),
        *("https://a.example", "jo@a.example", "<", ">", "1. ", "\n\n", "![", "__", "2026-11-23", "14:30"),
    ]
)
TEXT = st.lists(st.one_of(PARTS, st.text(max_size=6)), max_size=30).map("".join)


@given(TEXT, st.data())
def test_the_result_does_not_depend_on_how_the_text_arrives(text: str, data: st.DataObject) -> None:
    borders = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pieces = [text[a:b] for a, b in zip([0, *borders], [*borders, len(text)], strict=True)]
    assert speakable(*pieces) == speakable(text)
    plain, other = PlainText(), PlainText()
    assert "".join(map(plain.push, pieces)) + plain.flush() == other.push(text) + other.flush()


@given(TEXT)
def test_no_markup_is_ever_spoken(text: str) -> None:
    assert not set(speakable(text)) & set("*`😀")


@given(TEXT)
def test_whitespace_is_never_doubled_and_lines_stay_lines(text: str) -> None:
    spoken = speakable(text)
    assert spoken == spoken.lstrip()
    assert "  " not in spoken
    assert "\n\n" not in spoken


@given(st.lists(st.sampled_from(["Well,", "this", "is", "it.", "23.11.2026", "$5"]), max_size=20).map(" ".join))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert speakable(text) == text


@given(TEXT)
def test_each_piece_of_an_answer_is_given_once(text: str) -> None:
    assert len(speakable(text)) <= len(text) + text.count("|")
