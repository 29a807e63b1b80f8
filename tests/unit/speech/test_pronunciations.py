"""The owner's dictionary of how words are said."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.speech.pronunciations import BadPronunciations, Entry, Lexicon, Pronunciations, parse

FILE = """
[all]
Mumble = "mum bull"

[en]
"Dr. Who" = "doctor who"
Who = "hoo"
READ = { say = "red", case = true }
nginx = "engine ex"
"C++" = "see plus plus"

[de]
Job = "dschobb"
"""


def said(text: str, language: str = "en") -> str:
    entries, problems = parse(FILE)
    assert problems == []
    return Lexicon(entries).apply(text, language)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Mumble, mumble and MUMBLE!", "mum bull, mum bull and mum bull!"),
        ("Mumbles mumbled.", "Mumbles mumbled."),
        ("Who is Dr. Who? dr.  who!", "hoo is doctor who? doctor who!"),
        ("I read READ and Read.", "I read red and Read."),
        ("nginx's C++ code", "engine ex's see plus plus code"),
        ("My Job", "My Job"),
    ],
)
def test_whole_words_are_said_as_the_owner_wants(text: str, spoken: str) -> None:
    assert said(text) == spoken


def test_words_belong_to_a_language() -> None:
    assert said("Job bei Mumble, Who", "de-AT") == "dschobb bei mum bull, Who"


def test_what_is_put_in_is_not_looked_at_again() -> None:
    lexicon = Lexicon([Entry("en", "a", "b c"), Entry("en", "b", "a")])
    assert lexicon.apply("a b", "en") == "b c a"


def test_the_exact_spelling_wins_over_any_case() -> None:
    entries = [Entry("en", "US", "you ess", has_case=True), Entry("en", "us", "uss")]
    assert Lexicon(entries).apply("US us Us", "en") == "you ess uss uss"


def test_bad_lines_are_told_and_the_others_used() -> None:
    entries, problems = parse(
        'top = "x"\n[en]\ngood = "fine"\nbad = 3\n"--" = "x"\nodd = { tell = "x" }\nno = ""\n[english]\na = "b"\n'
    )
    assert entries == [Entry("en", "good", "fine")]
    assert len(problems) == 6
    assert "[en] 'bad': write it as bad = \"how to say it\"" in problems
    assert "[english] is no language; write a code such as [en], or [all]" in problems


def test_what_is_no_toml_is_told_with_its_line() -> None:
    with pytest.raises(BadPronunciations, match="line 2"):
        parse('[en]\nMumble: "x"\n')


def write(path: Path, text: str, at_s: int) -> None:
    path.write_text(text, "utf-8")
    os.utime(path, (at_s, at_s))


def test_a_change_is_heard_and_a_broken_file_changes_nothing(tmp_path: Path) -> None:
    told: list[str] = []
    path = tmp_path / "pronunciations.toml"
    words = Pronunciations(path, told.append)
    assert words.apply("Mumble", "en") == "Mumble"
    write(path, '[en]\nMumble = "one"\n', 1)
    words.look()
    assert words.apply("Mumble", "en") == "one"
    write(path, '[en]\nMumble = "two\n', 2)
    words.look()
    words.look()
    assert words.apply("Mumble", "en") == "one"
    assert len(told) == 1
    assert "not valid TOML" in told[0]
    assert str(path) in told[0]
    write(path, '[en]\nMumble = "three"\nx = 1\n', 3)
    words.look()
    assert words.apply("Mumble", "en") == "three"
    assert len(told) == 2
    path.unlink()
    words.look()
    assert words.apply("Mumble", "en") == "Mumble"


async def test_a_new_file_is_found_while_talking(tmp_path: Path) -> None:
    path = tmp_path / "pronunciations.toml"
    write(path, '[en]\nMumble = "one"\n', 1)
    words = Pronunciations(path, print)
    await words.refresh()
    assert words.apply("Mumble", "en") == "one"


def test_a_file_that_is_too_large_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    path = tmp_path / "pronunciations.toml"
    path.write_text("#" * 500_001, "utf-8")
    Pronunciations(path, told.append).look()
    assert "larger than 500 kB" in told[0]


def test_a_word_may_begin_with_a_sign() -> None:
    assert (
        Lexicon([Entry("en", ".NET", "dot net"), Entry("en", "net", "mesh")]).apply("a .NET net", "en")
        == "a dot net mesh"
    )


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=6), st.text(max_size=60))
def test_any_words_can_be_entries(words: dict[str, str], text: str) -> None:
    spelled = {" ".join(word.split()): say for word, say in words.items()}
    entries = [Entry("en", word, say) for word, say in spelled.items() if re.search(r"\w", word)]
    Lexicon(entries).apply(text, "en")
