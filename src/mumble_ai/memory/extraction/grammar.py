"""How facts are told and asked for in one language, read from a data file and compiled."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Final, Literal

from mumble_ai.memory.extraction.statement import Category
from mumble_ai.memory.extraction.words import Lexicon

Sense = Literal["now", "past", "not"]

_LANGUAGES: Final = resources.files("mumble_ai.memory.extraction") / "languages"
_OPTIONAL: Final = re.compile(r"(?P<before> ?)\[(?P<inner>[^\[\]]+)\](?P<after> ?)")
_SLOT: Final = re.compile(r"\{(?P<name>[SVKWP])(?::(?P<kind>\w+))?\}")
_VERB: Final = re.compile(r"<(?P<verb>\w+)(?P<asked>\??)>")


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that can be known of a subject.

    Attributes:
        is_timeless: It does not change: what is told in the past tense holds now.
        place: Kind of entity its values are; empty for none.
        restated: What happened, as a regular expression, and what is so since then.
    """

    key: str
    category: Category
    importance: int
    is_single: bool
    is_timeless: bool
    place: str
    restated: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to tell or to ask.

    Attributes:
        kinds: What kind each slot has to be, by its letter.
        sense: Whether it tells what is, what was, or what is not.
    """

    attribute: Attribute
    regex: re.Pattern[str]
    kinds: Mapping[str, str]
    sense: Sense


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language.

    Attributes:
        tell: Statements.
        ask: Questions for a value.
        check: Questions whether a value is so.
        who: Questions for whom a value is so.
        data: What else the file says.
    """

    language: str
    words: Lexicon
    attributes: Mapping[str, Attribute]
    nouns: Mapping[str, str]
    tell: tuple[Pattern, ...]
    ask: tuple[Pattern, ...]
    check: tuple[Pattern, ...]
    who: tuple[Pattern, ...]
    data: Mapping[str, Any] = field(repr=False)

    def regex(self, section: str, name: str) -> re.Pattern[str]:
        """An alternation of the file as whole words."""
        return _alternation(self.data[section][name])


@cache
def _alternation(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


def languages() -> tuple[str, ...]:
    """The languages there is a file for."""
    return tuple(
        sorted(file.name.removesuffix(".toml") for file in _LANGUAGES.iterdir() if file.name.endswith(".toml"))
    )


@cache
def grammar_of(language: str) -> Grammar:
    """The grammar of a language, of English where there is none."""
    language = language if language in languages() else "en"
    data = tomllib.loads((_LANGUAGES / f"{language}.toml").read_text("utf-8"))
    return _Compiler(language, data).compile()


class _Compiler:
    def __init__(self, language: str, data: dict[str, Any]) -> None:
        self._language = language
        self._data = data
        self._words = Lexicon(data)

    def compile(self) -> Grammar:
        attributes: dict[str, Attribute] = {}
        nouns: dict[str, str] = {}
        tell: list[Pattern] = []
        ask: list[Pattern] = []
        check: list[Pattern] = []
        who: list[Pattern] = []
        for key, entry in self._data["attributes"].items():
            attribute = attributes[key] = Attribute(
                key,
                entry["category"],
                entry["importance"],
                entry.get("single", False),
                entry.get("timeless", False),
                entry.get("place", ""),
                tuple((happened, since) for happened, since in entry.get("restated", ())),
            )
            nouns |= {self._words.key(noun.replace("-", " ")): key for noun in entry.get("nouns", "").split()}
            told = [
                (text, flip) for flip, name in ((False, "tell"), (True, "tell_not")) for text in entry.get(name, ())
            ]
            asked = [(text, flip) for flip, name in ((False, "ask"), (True, "ask_not")) for text in entry.get(name, ())]
            for text, is_flipped in told:
                tell += self._told(attribute, text, is_flipped)
                check += self._checked(attribute, text, is_flipped)
                who += self._told(
                    attribute, text.replace("{S}", f"(?:{self._data['questions']['who_word']})"), is_flipped
                )
            check += [self._pattern(attribute, text, "not") for text in entry.get("check_not", ())]
            for text, is_flipped in asked:
                ask += self._asked(attribute, text, is_flipped)
        return Grammar(
            self._language,
            self._words,
            attributes,
            nouns,
            tuple(tell),
            tuple(ask),
            tuple(check),
            tuple(who),
            self._data,
        )

    def _told(self, attribute: Attribute, text: str, is_flipped: bool) -> Iterator[Pattern]:
        senses: tuple[Sense, ...] = ("now", "past", "not") if _VERB.search(text) else ("now",)
        denied: dict[Sense, Sense] = {"now": "not", "past": "past"}
        for sense in senses:
            meant = denied.get(sense) if is_flipped else sense
            if meant is not None:
                yield self._pattern(attribute, self._with_verbs(text, sense, attribute), meant)

    def _with_verbs(self, text: str, sense: Sense, attribute: Attribute) -> str:
        # "I'm loving it" and "I enjoyed that" are of the moment, "I love it" and "I used to love it" are not.
        lasting = {"now": "lasting", "past": "habit"} if attribute.category == "preference" else {}
        return _VERB.sub(lambda m: f"(?:{self._forms(m['verb'], sense, lasting.get(sense, sense))})", text)

    def _checked(self, attribute: Attribute, text: str, is_flipped: bool) -> Iterator[Pattern]:
        if not (match := re.match(r"\{S(?::\w+)?\} <(\w+)> ", text)):
            return
        kind = _SLOT.match(text)
        for shape in self._inversions(match[1], embedded=False):
            shown = shape.replace("{S}", kind[0] if kind else "{S}")
            yield self._pattern(attribute, f"{shown} {text[match.end() :]}", "not" if is_flipped else "now")

    def _asked(self, attribute: Attribute, text: str, is_flipped: bool) -> Iterator[Pattern]:
        asked = [m for m in _VERB.finditer(text) if m["asked"]]
        shapes = self._inversions(asked[0]["verb"], embedded=True) if asked else [""]
        for shape in shapes:
            shown = text.replace(asked[0][0], shape) if asked else text
            yield self._pattern(attribute, shown, "not" if is_flipped else "now")

    def _inversions(self, verb: str, *, embedded: bool) -> list[str]:
        table, names = (self._data["be"], ["ask"]) if verb == "be" else (self._data["shapes"], ["ask", "ask_now"])
        names = [*names, "embedded"] if embedded else names
        forms = {} if verb == "be" else self._named_forms(verb)
        return [self._filled(table[name], forms) for name in names if table.get(name)]

    def _forms(self, verb: str, sense: Sense, shape: str) -> str:
        if verb == "be":
            return self._data["be"][sense]
        return self._filled(self._data["shapes"][shape], self._named_forms(verb))

    def _named_forms(self, verb: str) -> dict[str, str]:
        return dict(zip(self._data["shapes"]["forms"], self._data["verbs"][verb], strict=True))

    @staticmethod
    def _filled(shape: str, forms: Mapping[str, str]) -> str:
        for name, form in forms.items():
            shape = shape.replace(f"{{{name}}}", form)
        return shape

    def _pattern(self, attribute: Attribute, text: str, sense: Sense) -> Pattern:
        kinds: dict[str, str] = {}
        owners = "|".join((*self._data["words"]["mine"].split(), *self._data["words"]["theirs"].split()))

        def slot(match: re.Match[str]) -> str:
            name, kind = match["name"], match["kind"] or ""
            kinds[name] = kind
            if name == "P":
                return f"(?:{owners})"
            if kind == "mine":
                return rf"(?P<S>{owners}|\S+(?:'s|s'))"
            if kind == "where":
                return f"(?P<{name}>(?:{self._data['words']['where']}) .+)"
            return "(?:.+?)" if name == "W" else f"(?P<{name}>.+?)"

        return Pattern(attribute, re.compile(_SLOT.sub(slot, _plain(text)), re.IGNORECASE), kinds, sense)


def template(text: str) -> re.Pattern[str]:
    """A template of the file that is a regular expression but for its slots."""
    return re.compile(_SLOT.sub(lambda m: f"(?P<{m['name']}>.+?)", text), re.IGNORECASE)


def _plain(text: str) -> str:
    """A template as a regular expression, its slots left as they are."""
    for _ in itertools.count():
        shown = _OPTIONAL.sub(_perhaps, text)
        if shown == text:
            break
        text = shown
    return re.sub(r"\((?!\?)", "(?:", text)


def _perhaps(match: re.Match[str]) -> str:
    before, inner, after = match["before"], match["inner"], match["after"]
    if after:
        return f"{before}(?:{inner} )?"
    return f"(?:{before}{inner})?"
