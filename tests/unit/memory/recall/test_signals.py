"""Each sign by which recall knows a turn."""

from __future__ import annotations

from uuid import UUID

import numpy as np
import pytest

from mumble_ai.memory.recall import keywords, late_interaction, ranking, token_matrix
from mumble_ai.memory.recall.embedding import Encoding, unit
from mumble_ai.memory.recall.keywords import Postings
from mumble_ai.memory.recall.neighbours import Neighbours
from mumble_ai.memory.recall.question import read_question
from mumble_ai.memory.recall.ranking import Candidates, Weights, plain_mix, score, signs
from mumble_ai.memory.recall.signs import ASKS, HAS_NUMBER, HAS_TIME, IS_PHATIC, MOST_NAMES, NAMES, Signs, signs_of
from mumble_ai.memory.recall.terms import number_of, numbers_of, telling_words

ANNA, BEN = UUID(int=1), UUID(int=2)


def test_words_are_stemmed_and_empty_ones_left_out() -> None:
    assert [word.term for word in telling_words("What did the dogs’ owners buy?")] == ["dog", "owner", "buy"]
    assert [word.term for word in telling_words("Welche Hunde hast du?", "de")] == ["hund"]
    assert [word.term for word in telling_words("猫 と", "ja")] == ["猫", "と"]


def test_a_word_knows_its_place() -> None:
    text = "Where is Anna's bicycle?"
    assert [text[word.begin : word.end] for word in telling_words(text)] == ["Anna's", "bicycle"]


def test_a_word_is_another_number_for_another_person() -> None:
    words = telling_words("dog dog cat")
    assert len(numbers_of(words, ANNA)) == 2
    assert number_of("dog", ANNA) != number_of("dog", BEN)
    assert all(-(2**31) <= number < 2**31 for number in numbers_of(words, BEN))


@pytest.mark.parametrize(
    ("text", "when", "many", "asker", "assistant", "several"),
    [
        ("When did I buy the car?", True, False, True, False, False),
        ("How many cats does Anna have?", False, True, False, False, True),
        ("What did you tell me about trains?", False, False, False, True, False),
        ("Which books have I read?", False, False, True, False, True),
        ("Wann war ich in Bern?", True, False, True, False, False),
        ("What is the bus called?", False, False, False, False, False),
    ],
)
def test_a_question_says_what_it_wants(
    text: str, when: bool, many: bool, asker: bool, assistant: bool, several: bool
) -> None:
    asked = read_question(text)
    found = (asked.asks_when, asked.asks_how_many, asked.of_asker, asked.of_assistant, asked.asks_for_several)
    assert found == (when, many, asker, assistant, several)


def test_those_who_speak_are_known_by_name_and_nickname_and_are_no_search_words() -> None:
    asked = read_question("What is Mel's dog called?")
    assert asked.named({"Melanie", "Caroline"}) == {"Melanie"}
    assert [word.term for word in asked.told_by({"Melanie"})] == ["dog", "call"]
    assert read_question("Where is the marble?").named({"Mar"}) == set()


def test_the_signs_of_a_turn_are_one_small_number() -> None:
    assert signs_of("When is it?").packed == ASKS
    assert signs_of("Hey, thanks, two!").packed == IS_PHATIC | HAS_NUMBER
    assert signs_of("On Friday I met Anna and Ben and Cy and Dee.").packed == HAS_TIME | MOST_NAMES << NAMES
    assert signs_of("Thanks, that is great") == Signs(False, False, False, True, 0)
    assert signs_of("I saw Anna last week, twice") == Signs(False, True, True, False, 1)


def test_a_turn_beside_the_words_is_found_after_the_turn_that_has_them() -> None:
    places = np.array([3, 4, 5, 8, 9, 10])
    matches = np.zeros((2, 6), np.bool_)
    matches[0, 1] = matches[1, 4] = True
    turns = Postings(np.arange(6, dtype=np.int32), places, np.full(6, -7), np.full(6, 5.0), matches)
    scores = dict(zip(turns.places.tolist(), keywords.scores(turns, np.array([2.0, 1.0])), strict=True))
    assert scores[4] > scores[5] == scores[3] > 0
    assert scores[4] > scores[9], "the rarer word counts for more"


def test_turns_of_different_talks_do_not_help_each_other() -> None:
    neighbours = Neighbours.of(np.array([1, 2, 3, 5]), np.array([1, 1, 2, 2]))
    assert neighbours.before(np.array([1.0, 2.0, 3.0, 4.0])).tolist() == [0, 1, 0, 0]
    assert neighbours.after(np.array([1.0, 2.0, 3.0, 4.0])).tolist() == [2, 0, 0, 0]


def test_four_bits_keep_a_vector_s_direction() -> None:
    tokens = unit(np.random.default_rng(1).standard_normal((50, 384)).astype(np.float32))
    kept = token_matrix.products(token_matrix.pack(tokens), tokens)
    assert kept.shape == (50, 50)
    assert float(np.diag(kept).min()) > 0.97
    assert kept == pytest.approx(tokens @ tokens.T, abs=0.04)
    assert len(token_matrix.pack(tokens)) == 50 * 192
    assert token_matrix.products(token_matrix.pack(tokens[:0]), tokens).shape == (0, 50)


def test_the_rare_word_s_token_decides_and_a_neighbour_helps() -> None:
    eye = np.eye(384, dtype=np.float32)
    text = "rex food"
    encoding = Encoding(eye[0], eye[:2], ((0, 3), (4, 8)))
    asked = late_interaction.question_tokens(encoding, telling_words(text), [3.0, 1.0])
    near = late_interaction.nearest(asked, [token_matrix.pack(eye[:1]), token_matrix.pack(eye[1:2]), b""])
    alone = late_interaction.alone(asked, near)
    assert alone == pytest.approx([0.75, 0.25, 0.0], abs=0.01)
    together = late_interaction.together(asked, near, Neighbours.of(np.arange(3), np.zeros(3, np.int64)))
    assert together[0] > alone[0]
    assert together[2] > 0


def test_many_tokens_are_compared_in_blocks_as_in_one() -> None:
    random = np.random.default_rng(2)
    tokens = unit(random.standard_normal((301, 384)).astype(np.float32))
    encoding = Encoding(tokens[0], tokens[:3], ((0, 1), (2, 3), (4, 5)))
    asked = late_interaction.question_tokens(encoding, telling_words("x y z"), [1.0, 1.0, 1.0])
    packed = [token_matrix.pack(tokens[n : n + 7]) for n in range(0, 301, 7)]
    blocks = late_interaction.nearest(asked, packed)
    one_by_one = np.stack([token_matrix.products(one, asked.tokens).max(axis=0) for one in packed], axis=1)
    assert blocks == pytest.approx(np.maximum(one_by_one, 0), abs=1e-5)


def _candidates(**columns: list[float]) -> Candidates:
    count = len(next(iter(columns.values())))
    every = {name: np.zeros(count) for name in Candidates.__slots__}
    every |= {name: np.array(values) for name, values in columns.items()}
    every["talks"] = every["talks"].astype(np.int64)
    return Candidates(**every)


@pytest.mark.parametrize(
    "sign",
    [
        *("alone", "together", "keywords", "meaning", "speaker", "lengths"),
        *("opens", "tells_time", "tells_number", "said_then", "names"),
    ],
)
def test_each_sign_speaks_for_the_turn_that_has_it(sign: str) -> None:
    found = _candidates(**{sign: [0.2, 1.0], "talks": [1, 2]})
    scores = score(signs(found, Neighbours.of(np.array([1, 5]), np.array([1, 2]))), Weights())
    assert scores[1] > scores[0]


@pytest.mark.parametrize("sign", ["asks", "phatic"])
def test_what_asks_or_thanks_comes_later(sign: str) -> None:
    scores = score(
        signs(_candidates(**{sign: [0.0, 1.0]}), Neighbours.of(np.array([1, 5]), np.zeros(2, np.int64))), Weights()
    )
    assert scores[0] > scores[1]


def test_the_answer_to_a_question_that_matches_and_the_talk_that_matches_count() -> None:
    found = _candidates(
        alone=[1.0, 0.1, 0.1, 0.1], together=[1.0, 0.1, 0.1, 0.1], asks=[1, 0, 0, 0], talks=[1, 1, 1, 2]
    )
    scores = score(signs(found, Neighbours.of(np.array([1, 2, 3, 9]), found.talks)), Weights())
    assert scores[1] > scores[2] > scores[3]


def test_the_plain_mix_knows_cosine_and_keywords_only() -> None:
    found = _candidates(alone=[1.0, 0.0], keywords=[0.0, 1.0], meaning=[1.0, 0.0])
    seen = signs(found, Neighbours.of(np.array([1, 5]), np.zeros(2, np.int64)))
    assert score(seen, plain_mix(0.7)) == pytest.approx([0.7, 0.3])
    assert score(seen, ranking.WORDS_ALONE)[1] > score(seen, ranking.WORDS_ALONE)[0]
