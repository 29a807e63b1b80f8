"""Whom or what a clause is about: "my sister Anna", "Anna's dog", "the spare key", "she"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from mumble_ai.memory.extraction.grammar import Grammar, grammar_of
from mumble_ai.memory.extraction.statement import ME, Named
from mumble_ai.memory.extraction.words import plain, words_of


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what something is about.

    Attributes:
        key: The key in every language.
        phrase: As it was said.
        attribute: What of it, where that is part of the words: "Anna's birthday" is `birthday` of `anna`.
        role: `sister` in "my sister Anna" and in "my sister".
        name: `Anna` in "my sister Anna" and in "Anna".
        owner: Key of whose it is: `me`, another subject, or empty.
        is_earlier: Said to be an earlier one: "my old address".
        holder: Whose attribute it is: Anna in "Anna's birthday".
        is_thing: Neither a person nor an animal.
    """

    key: str
    phrase: str
    attribute: str = ""
    role: str = ""
    name: str = ""
    owner: str = ""
    is_earlier: bool = False
    is_thing: bool = False
    holder: Subject | None = None

    @property
    def is_me(self) -> bool:
        return self.key == ME and not self.attribute

    @property
    def is_being(self) -> bool:
        """Whether it is a person or an animal."""
        return self.is_me or (bool(self.role or self.name) and not self.attribute)

    @property
    def named(self) -> Named | None:
        """The entity it names."""
        if not self.name:
            return None
        return Named(self.name, "PERSON", self.role, "" if self.owner in {ME, ""} else self.owner)


@dataclass(slots=True)
class Context:
    """Whom pronouns stand for, within one message.

    Attributes:
        known_names: Keys of names that were used before.
        first_word: Of the sentence; its capital says nothing.
    """

    person: Subject | None = None
    thing: Subject | None = None
    known_names: frozenset[str] = field(default_factory=frozenset[str])
    first_word: str = ""

    def heard(self, subject: Subject) -> None:
        """Somebody or something was spoken of."""
        subject = subject.holder or subject
        if subject.is_me:
            return
        if subject.is_being:
            self.person = subject
        else:
            self.thing = subject


def read_subject(phrase: str, grammar: Grammar, context: Context) -> Subject | None:
    """What a phrase stands for; None where it is no subject that facts are kept of."""
    phrase = phrase.strip(" ,")
    words = phrase.split()
    lexicon = grammar.words
    if not words or len(words) > 9:
        return None
    if len(words) == 1:
        if lexicon.has("me", words[0]):
            return Subject(ME, phrase)
        if lexicon.has("pronoun", words[0]):
            return context.person
        if lexicon.has("thing_pronoun", words[0]):
            return context.thing
    for pattern in _possessions(grammar.language):
        if match := pattern.fullmatch(phrase):
            return _possessed(match["owner"], match["rest"], phrase, grammar, context)
    first = words[0]
    if lexicon.has("mine", first):
        return _owned(Subject(ME, first), " ".join(words[1:]), phrase, grammar)
    if lexicon.has("theirs", first):
        return _owned(context.person, " ".join(words[1:]), phrase, grammar) if context.person else None
    if lexicon.has("article", first):
        the = _role(Subject(ME, ""), words[1:], phrase, is_earlier=False, grammar=grammar)
        if the and not the.name and (the.role not in lexicon.several):
            return the
        return _thing(" ".join(words[1:]), phrase, "", grammar)
    if lexicon.has("yours", first) or lexicon.has("empty", first):
        return None
    if len(words) <= 3 and _is_name(phrase, words, grammar, context):
        return Subject(lexicon.name_key(phrase), phrase, name=phrase)
    return _thing(phrase, phrase, "", grammar) if lexicon.stem(words[-1]) in lexicon.objects else None


def _is_name(phrase: str, words: list[str], grammar: Grammar, context: Context) -> bool:
    lexicon = grammar.words
    if lexicon.name_key(phrase) in context.known_names:
        return True
    first = plain(words[0]).strip(".")
    is_sure = (
        first in lexicon.first_names or first in lexicon.sets["titles"] or words[0] != context.first_word.split("'")[0]
    )
    return lexicon.is_name(phrase) and is_sure


def _possessed(whose: str, rest: str, phrase: str, grammar: Grammar, context: Context) -> Subject | None:
    """ "Anna's birthday", "the neighbour's dog", "the code of my bike lock"."""
    owner = read_subject(whose, grammar, context)
    if owner is None or not owner.is_thing:
        return _owned(owner, rest, phrase, grammar) if owner else None
    first, _, role = whose.partition(" ")
    if grammar.words.has("article", first) and (
        somebody := _role(Subject(ME, ""), role.split(), whose, is_earlier=False, grammar=grammar)
    ):
        return _owned(somebody, rest, phrase, grammar)
    key = " ".join(sorted({*owner.key.split(), *grammar.words.key(rest).split()}))
    return Subject(key, phrase, owner=owner.owner, is_thing=True)


def _owned(owner: Subject, rest: str, phrase: str, grammar: Grammar) -> Subject | None:
    lexicon = grammar.words
    words = rest.split()
    if len(words) > 1 and lexicon.has("new", words[0]):
        words = words[1:]
    if not words:
        return None
    is_earlier = len(words) > 1 and words[0].casefold() in grammar.data["questions"]["previous_subject"].split("|")
    if is_earlier:
        words = words[1:]
    if role := _role(owner, words, phrase, is_earlier=is_earlier, grammar=grammar):
        return role
    heard = _role(owner, words[:-1], phrase, is_earlier=is_earlier, grammar=grammar) if len(words) > 1 else None
    if heard and not heard.name and (attribute := grammar.nouns.get(lexicon.key(words[-1]), "")):
        # "my dogs name": the apostrophe is not heard.
        return Subject(heard.key, phrase, attribute, heard.role, owner=ME, is_earlier=is_earlier, holder=heard)
    attribute = grammar.nouns.get(lexicon.key(" ".join(words)), "")
    if attribute and (owner.is_being or owner.key == ME):
        return Subject(
            owner.key,
            phrase,
            attribute,
            owner.role,
            owner.name,
            owner=owner.owner or ME,
            is_earlier=is_earlier,
            holder=owner,
        )
    thing = _thing(" ".join(words), phrase, owner.key, grammar)
    if thing is None:
        return None
    return Subject(thing.key, phrase, owner=owner.key, is_earlier=is_earlier, is_thing=True)


def _role(owner: Subject, words: list[str], phrase: str, *, is_earlier: bool, grammar: Grammar) -> Subject | None:
    """ "sister", "older brother Max", "best friend", "dogs"."""
    lexicon = grammar.words
    for end in range(len(words), 0, -1):
        for start in range(min(end, 3)):
            role = lexicon.role(" ".join(words[start:end]))
            qualifiers = [w.casefold() for w in words[:start]]
            if not role or not all(w in lexicon.sets["sizes"] | lexicon.sets["others"] for w in qualifiers):
                continue
            name = " ".join(words[end:]).strip(" ,")
            if name and not lexicon.is_name(name):
                continue
            if is_earlier and role not in lexicon.several and role not in lexicon.animals and not name:
                # "my old dentist" is the dentist I had.
                return Subject(_of(owner, role), phrase, role=role, owner=owner.key, is_earlier=True)
            told_apart = [w for w in qualifiers if w not in {"half", "step", "twin"}]
            key = " ".join([*(["old"] if is_earlier else []), *told_apart, role])
            if name and role not in lexicon.animals:
                return Subject(lexicon.name_key(name), phrase, role=role, name=name, owner=owner.key)
            return Subject(_of(owner, key), phrase, role=role, name=name, owner=owner.key)
    return None


def _of(owner: Subject, key: str) -> str:
    return key if owner.key == ME else f"{owner.key}'s {key}"


def _thing(rest: str, phrase: str, owner: str, grammar: Grammar) -> Subject | None:
    words = words_of(rest)
    wrong = ("not_thing", "me", "yours")
    if not words or len(words) > 6 or any(grammar.words.has(name, w) for name in wrong for w in words):
        return None
    key = grammar.words.key(rest)
    if not key:
        return None
    return Subject(key if owner in {"", ME} else f"{owner}'s {key}", phrase, owner=owner, is_thing=True)


def is_kept(subject: Subject, grammar: Grammar, name: str) -> bool:
    """Whether one of the words of a thing is in a list of nouns."""
    listed: frozenset[str] = getattr(grammar.words, name)
    head = subject.key.rpartition("'s ")[2]
    return any(stem in listed for stem in head.split())


def is_favourite(subject: Subject, grammar: Grammar) -> bool:
    """Whether it is what somebody likes best."""
    return any(plain(w) in grammar.words.sets["favourites"] for w in words_of(subject.phrase))


@cache
def _possessions(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in grammar_of(language).data["possession"]["patterns"])
