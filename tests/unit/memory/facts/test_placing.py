"""What a new statement does to what is known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from mumble_ai.memory.extraction.statement import Correction, Statement
from mumble_ai.memory.facts.fact import Fact
from mumble_ai.memory.facts.placing import corrected, place

THEN = datetime(2026, 6, 1, tzinfo=UTC)
NOW = datetime(2026, 6, 10, tzinfo=UTC)


def statement(value: str, *, is_so: bool = True, is_over: bool = False, since: datetime | None = None) -> Statement:
    text = f"I live in {value}"
    return Statement("me", "home", value, text, text, "en", is_so=is_so, is_over=is_over, valid_from=since)


def fact(value: str, *, at: datetime = THEN, until: datetime | None = None, is_single: bool = True) -> Fact:
    text = f"I live in {value}"
    return Fact(
        uuid4(), "me", "home", value, value.casefold(), text, text, "en", "fact", 5, (), True, is_single, False,
        frozenset(), None, at, until, at, at, 1, None,
    )  # fmt: skip


def ids(ended: tuple[tuple[UUID, datetime], ...]) -> list[UUID]:
    return [fact_id for fact_id, _ in ended]


def test_the_first_value_is_kept_without_a_beginning() -> None:
    placed = place(statement("Bonn"), "bonn", [], NOW, is_single=True)
    assert placed.insert
    assert placed.valid_from is None


def test_a_newer_value_ends_the_old_one() -> None:
    old = fact("Bonn")
    placed = place(statement("Kiel"), "kiel", [old], NOW, is_single=True)
    assert placed.ended == ((old.id, NOW),)
    assert placed.valid_from == NOW


def test_a_beginning_that_was_told_is_when_the_old_value_ends() -> None:
    old, since = fact("Bonn"), NOW - timedelta(days=3)
    placed = place(statement("Kiel", since=since), "kiel", [old], NOW, is_single=True)
    assert placed.ended == ((old.id, since),)
    assert placed.valid_from == since


def test_the_same_value_again_is_the_same_fact() -> None:
    old = fact("Bonn")
    assert place(statement("Bonn"), "bonn", [old], NOW, is_single=True).again == old.id


def test_several_values_stand_side_by_side() -> None:
    placed = place(statement("Kiel"), "kiel", [fact("Bonn", is_single=False)], NOW, is_single=False)
    assert placed.insert
    assert placed.ended == ()


def test_what_is_denied_ends_only_that_value() -> None:
    bonn, kiel = fact("Bonn", is_single=False), fact("Kiel", is_single=False)
    placed = place(statement("Bonn", is_so=False), "bonn", [bonn, kiel], NOW, is_single=False)
    assert ids(placed.ended) == [bonn.id]


def test_a_denial_of_another_value_changes_nothing() -> None:
    placed = place(statement("Rome", is_so=False), "rome", [fact("Bonn")], NOW, is_single=True)
    assert not placed.insert
    assert placed.ended == ()


def test_what_used_to_be_does_not_touch_what_is() -> None:
    placed = place(statement("Rome", is_over=True), "rome", [fact("Bonn")], NOW, is_single=True)
    assert placed.insert
    assert placed.valid_until == THEN
    assert placed.ended == ()


def test_something_older_that_comes_late_is_history() -> None:
    newer = fact("Kiel", at=NOW)
    placed = place(statement("Bonn"), "bonn", [newer], THEN, is_single=True)
    assert placed.insert
    assert placed.valid_until == NOW
    assert placed.ended == ()


def test_a_correction_means_the_named_value_or_the_last_one_told() -> None:
    rex, other = fact("Rex", at=NOW - timedelta(minutes=2)), fact("Bonn", at=NOW - timedelta(minutes=1))
    assert corrected(Correction("Max", "Rex", "no", "en"), "rex", [other, rex], NOW) == rex
    assert corrected(Correction("Max", "", "no", "en"), "", [other, rex], NOW) == other
    assert corrected(Correction("Max", "", "no", "en"), "", [fact("Bonn")], NOW) is None
