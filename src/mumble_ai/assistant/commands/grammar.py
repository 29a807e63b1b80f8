"""The sentences of each language: one file of `languages/` a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from mumble_ai.assistant.commands.template import Template, TemplateWords, compile_template

FALLBACK: Final = "en"
WordSequences = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Sentences that mean one action.

    Attributes:
        fixed: Parameters that the sentences themselves imply.
        names: Slots whose parameter is called otherwise.
        soft: See `Command.soft`.
        weak: See `Command.weak`.
    """

    action: str
    templates: tuple[Template, ...]
    fixed: Mapping[str, Any]
    names: Mapping[str, str]
    soft: bool
    weak: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language.

    Attributes:
        lead_in: Words before a command that mean nothing, as word sequences, longest first.
        lead_out: The same, after it.
        trailing: Last words that mean nothing unless they belong to free text.
        anywhere: Words that mean nothing, wherever they stand.
        links: What joins two commands in one sentence.
        connectors: Words that may stand before a time.
        separators: What stands between the things of a list.
        articles: Words before a name that are no part of it.
        no_names: Words that are no name by themselves, such as "another".
        yes: What confirms.
        no: What declines.
        questions: First words of a question.
        rules: In order; the first that fits is taken.
    """

    language: str
    lead_in: WordSequences
    lead_out: WordSequences
    trailing: WordSequences
    anywhere: frozenset[str]
    links: WordSequences
    connectors: frozenset[str]
    separators: tuple[str, ...]
    articles: frozenset[str]
    no_names: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    questions: frozenset[str]
    rules: tuple[Rule, ...]


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file, English first."""
    found = (file.name.removesuffix(".toml") for file in _folder().iterdir() if file.name.endswith(".toml"))
    return tuple(sorted(found, key=lambda language: (language != FALLBACK, language)))


@cache
def grammar(language: str) -> Grammar:
    """The sentences of a language that has a file.

    Raises:
        BadTemplate: A template can't be used.
    """
    table = tomllib.loads(_folder().joinpath(f"{language}.toml").read_text("utf-8"))
    openings = {slot: tuple(words) for slot, words in table["openings"].items()}
    words = TemplateWords(tuple(table["connectors"]), openings)

    def rule(entry: Mapping[str, Any]) -> Rule:
        return Rule(
            action=entry["action"],
            templates=tuple(compile_template(source, table["rules"], words) for source in entry["say"]),
            fixed=entry.get("with", {}),
            names=entry.get("as", {}),
            soft=entry.get("soft", False),
            weak=entry.get("weak", False),
        )

    return Grammar(
        language=language,
        lead_in=_sequences(table["lead_in"]),
        lead_out=_sequences(table["lead_out"]),
        trailing=_sequences(table["trailing"]),
        anywhere=frozenset(table["anywhere"]),
        links=_sequences(table["links"]),
        connectors=frozenset(words.connectors),
        separators=tuple(table["separators"]),
        articles=frozenset(table["articles"]),
        no_names=frozenset(table["no_names"]),
        yes=frozenset(table["yes"]),
        no=frozenset(table["no"]),
        questions=frozenset(table["questions"]),
        rules=tuple(rule(entry) for entry in table["command"]),
    )


def usual(language: str | None) -> str:
    """The code of a language (`de`, `de-AT`) where it has a file, else English."""
    code = (language or FALLBACK).lower().replace("_", "-").partition("-")[0]
    return code if code in languages() else FALLBACK


def _sequences(phrases: list[str]) -> WordSequences:
    return tuple(sorted((tuple(phrase.split()) for phrase in phrases), key=len, reverse=True))


def _folder() -> Traversable:
    return files("mumble_ai.assistant.commands") / "languages"
