"""What people say is understood, and general talk is left alone: every sentence of the benchmark."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.commands import LANGUAGES, NOW, said
from mumble_ai.assistant.commands.everyday import Parts, everyday
from mumble_ai.assistant.commands.grammar import grammar, languages
from mumble_ai.assistant.commands.recognition import recognise

FEWEST = {"en": (300, 150), "de": (120, 150)}
"""Commands and general sentences."""


@pytest.fixture(scope="module")
def registry() -> Any:
    """All actions, without anything to act on."""
    none: Any = None
    return everyday(Parts(*(none for _ in Parts.__slots__)))[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_understood_as_what_it_means(language: str) -> None:
    wrong = [
        (one.text, recognise(one.text, language, NOW))
        for one in said(language)
        if one.meant and not one.is_understood(recognise(one.text, language, NOW))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_general_sentences_are_left_to_the_language_model(language: str) -> None:
    stolen = [(one.text, recognise(one.text, language, NOW)) for one in said(language) if not one.meant]
    assert [(text, found) for text, found in stolen if found] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_many_sentences_and_none_twice(language: str) -> None:
    commands = [one.text for one in said(language) if one.meant]
    general = [one.text for one in said(language) if not one.meant]
    most = FEWEST[language]
    assert (len(commands) >= most[0], len(general) >= most[1]) == (True, True)
    assert len(set(commands + general)) == len(commands + general)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_is_found_whatever_language_is_expected(language: str) -> None:
    other = next(code for code in LANGUAGES if code != language)
    sample = [one for one in said(language) if one.meant][::17]
    for one in sample:
        found = recognise(one.text, other, NOW)
        assert found, one.text
        assert {command.language for command in found} == {language}, one.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("change", [str.lower, str.upper, lambda text: text.rstrip(".?!"), lambda text: f" {text} ..."])
def test_case_and_end_of_a_sentence_do_not_matter(language: str, change: Any) -> None:
    for one in [one for one in said(language) if one.meant][::9]:
        found = recognise(change(one.text), language, NOW)
        assert [command.action for command in found or ()] == [action for action, _ in one.meant], one.text


def test_what_a_sentence_tells_is_what_the_action_takes(registry: Any) -> None:
    for language in LANGUAGES:
        for one in said(language):
            for action, parameters in one.meant:
                registry.get(action).parameters.model_validate(parameters)


def test_every_rule_is_for_an_action_and_its_slots_are_parameters(registry: Any) -> None:
    for language in languages():
        for rule in grammar(language).rules:
            action = registry.get(rule.action)
            assert action, f"{language}: there is no action {rule.action}"
            for template in rule.templates:
                given = {rule.names.get(slot, slot) for slot in template.slots.values()} | set(rule.fixed)
                assert given <= set(action.parameters.model_fields), f"{language}: {template.source}"


def test_each_language_has_a_sentence_for_nearly_every_action(registry: Any) -> None:
    for language in languages():
        spoken = {rule.action for rule in grammar(language).rules}
        assert {action.name for action in registry} - spoken <= {"recall"}
