"""Compares what happened in a performance with what its scenario expects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mumble_ai.conversation.turn import Outcome, Stage, Turn
from mumble_ai.flight.record import start_s
from mumble_ai.testkit.performance import Performance, told
from mumble_ai.testkit.scenario import Expectations, ExpectedTurn, Scenario

_ANSWERS = (Outcome.ANSWERED, Outcome.INTERRUPTED)
_TOLERANCE_S = 1e-6


def failures(scenario: Scenario, performance: Performance) -> list[str]:
    """What is not as expected, each in a sentence; empty when everything is."""
    return [*_of_the_talk(scenario, performance), *_of_turns(scenario, performance)]


def _of_the_talk(scenario: Scenario, performance: Performance) -> Iterator[str]:
    expect, turns = scenario.expect, performance.turns
    if expect.turns is not None and len(turns) != expect.turns:
        yield f"{expect.turns} turns are expected, there were {len(turns)}: {_list(told(t) for t in turns)}"
    answered = [turn.speaker.name for turn in turns if turn.outcome in _ANSWERS]
    if expect.answered is not None and answered != (names := [scenario.name_of(key) for key in expect.answered]):
        yield f"answers are expected for {_list(names)}; there were answers for {_list(answered)}"
    interruptions = sum(turn.outcome is Outcome.INTERRUPTED for turn in turns)
    if expect.interruptions is not None and interruptions != expect.interruptions:
        yield f"{expect.interruptions} interruptions are expected, there were {interruptions}"
    yield from _of_the_sound(expect, performance)


def _of_the_sound(expect: Expectations, performance: Performance) -> Iterator[str]:
    if expect.silent is not None:
        is_silent = not performance.spurts and not performance.texts
        if is_silent != expect.silent:
            yield (
                "silence is expected, but something was played or written"
                if expect.silent
                else ("something is expected to be played or written, but nothing was")
            )
    if expect.texts is not None:
        texts = [text for text, _, _ in performance.texts]
        fits = len(texts) == len(expect.texts) and all(
            _plain(w) in _plain(t) for w, t in zip(expect.texts, texts, strict=True)
        )
        if not fits:
            yield f"texts with {_list(map(repr, expect.texts))} are expected, there were {_list(map(repr, texts))}"
    gap_s = max((spurt.longest_gap_s for spurt in performance.spurts), default=0.0)
    if expect.gap_s is not None and gap_s > expect.gap_s + _TOLERANCE_S:
        yield f"no silence over {expect.gap_s:g} s inside an answer is expected, there was one of {gap_s:.3f} s"


def _of_turns(scenario: Scenario, performance: Performance) -> Iterator[str]:
    turns = sorted(performance.turns, key=start_s)
    for number, wanted in enumerate(scenario.expect.turn, 1):
        if number > len(turns):
            yield f"turn {number} is expected, but there were only {len(turns)}"
            return
        for problem in _of_turn(scenario, wanted, turns[number - 1], performance):
            yield f"turn {number}: {problem}"


def _of_turn(scenario: Scenario, wanted: ExpectedTurn, turn: Turn, performance: Performance) -> Iterator[str]:
    facts = (
        ("who", scenario.name_of(wanted.who) if wanted.who else None, turn.speaker.name),
        ("kind", wanted.kind, "voice" if turn.spoken else "text"),
        ("outcome", wanted.outcome, turn.outcome),
        ("failed part", wanted.failed, turn.failed),
        ("revisions", wanted.revisions, turn.revision),
        ("whispered", wanted.whispered, _is_whispered(turn, performance)),
    )
    for name, expected, found in facts:
        if expected is not None and expected != found:
            yield f"{name} {_word(expected)} is expected, it is {_word(found)}"
    yield from _of_words(wanted, turn)
    yield from _of_time(wanted, turn, performance)


def _of_words(wanted: ExpectedTurn, turn: Turn) -> Iterator[str]:
    if wanted.heard is not None:
        expected, found = _plain(wanted.heard).split(), _plain(turn.text).split()
        wrong = _distance(expected, found)
        if wrong > wanted.word_errors * len(expected) + _TOLERANCE_S:
            yield f"{wanted.heard!r} should have been heard, not {turn.text!r} ({wrong} words differ)"
    if wanted.played is not None and _plain(wanted.played) != _plain(turn.heard):
        yield f"{wanted.played!r} should have been played, not {turn.heard!r}"
    for name, part, whole in (("heard", wanted.heard_has, turn.text), ("played", wanted.played_has, turn.heard)):
        if part is not None and f" {_plain(part)} " not in f" {_plain(whole)} ":
            yield f"{part!r} should be among the words {name}, which are {whole!r}"


def _of_time(wanted: ExpectedTurn, turn: Turn, performance: Performance) -> Iterator[str]:
    ended_s = turn.times.get(Stage.SPEECH_END, turn.times.get(Stage.END_DECIDED))
    answered_s = turn.times.get(Stage.FIRST_PACKET)
    told_s = [spurt.start_s for spurt in performance.spurts] + [at_s for _, _, at_s in performance.texts]
    first_s = min((at_s for at_s in told_s if ended_s is not None and at_s >= ended_s), default=None)
    for name, limit_s, at_s in (
        ("the answer", wanted.within_s, answered_s),
        ("a sound or a text", wanted.told_within_s, first_s),
    ):
        if limit_s is None:
            continue
        if at_s is None or ended_s is None:
            yield f"{name} is expected within {limit_s:g} s, there was none"
        elif at_s - ended_s > limit_s + _TOLERANCE_S:
            yield f"{name} is expected within {limit_s:g} s of the end of speech, it came after {at_s - ended_s:.3f} s"


def _is_whispered(turn: Turn, performance: Performance) -> bool:
    start_s, end_s = turn.times.get(Stage.FIRST_PACKET, 0.0), turn.times.get(Stage.DONE, 0.0)
    during = [spurt for spurt in performance.spurts if start_s <= spurt.start_s <= end_s]
    return bool(during) and all(spurt.to == turn.speaker.name for spurt in during)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s']", " ", text.lower()).split())


def _distance(left: list[str], right: list[str]) -> int:
    """How many words must be changed, added or dropped (Levenshtein)."""
    row = list(range(len(right) + 1))
    for number, word in enumerate(left, 1):
        before, row[0] = row[0], number
        for place, other in enumerate(right, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (word != other))
    return row[-1]


def _word(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {True: "yes", False: "no", None: "none"}[value]
    return str(value).replace("_", " ")


def _list(items: Iterable[str]) -> str:
    return ", ".join(items) or "none"
