"""The words of one language: stems, roles, names, and keys made of them."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import Any, Final

import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]

_WORD: Final = re.compile(r"[\w'’-]+")
SEVERAL, ANIMAL = "+", "*"


def plain(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


class Lexicon:
    """What single words are.

    Args:
        data: A language file.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self._stemmer: Any = snowballstemmer.stemmer(data["stemmer"])  # pyright: ignore[reportUnknownMemberType]
        self._stemming = threading.Lock()
        self._nouns_have_capitals: bool = data["nouns_have_capitals"]
        self._synonyms: dict[str, str] = data["synonyms"]
        self._stem = lru_cache(maxsize=10_000)(self._stem_afresh)
        self.sets: dict[str, frozenset[str]] = {
            name: frozenset(words.split())
            for section in ("words", "nouns", "possession", "values")
            for name, words in data[section].items()
            if isinstance(words, str)
        }
        silent = ("article", "mine", "me", "pronoun", "thing_pronoun", "theirs", "empty", "yours", "adverb", "joint")
        self.sets["not_telling"] = frozenset().union(*(self.sets[name] for name in (*silent, "preposition", "finite")))
        spoken = ("article", "mine", "me", "pronoun", "thing_pronoun", "theirs", "finite", "preposition", "joint")
        be = frozenset(form for form in data["be"]["now"].split("|"))
        self.sets["small"] = be.union(*(self.sets[name] for name in spoken), data["questions"]["wh"].split("|"))
        self.first_names = frozenset(data["names"]["first"].split())
        self.role_keys: dict[str, str] = {}
        self.several: set[str] = set()
        self.animals: set[str] = set()
        for key, entry in data["roles"].items():
            marks, words = [w for w in entry.split() if w in "+*"], [w for w in entry.split() if w not in "+*"]
            self.role_keys |= {self.stem(w.replace("-", " ") if " " in key else w): key for w in words}
            self.role_keys |= {" ".join(self.stem(p) for p in w.split("-")): key for w in words if "-" in w}
            if SEVERAL in marks:
                self.several.add(key)
            if ANIMAL in marks:
                self.animals.add(key)
        self.groups: dict[str, tuple[str, ...]] = {
            self.stem(word): tuple(members.split()) for word, members in data["groups"].items()
        }
        self.objects = frozenset(map(self.stem, self.sets["objects"]))
        self.kept = frozenset(map(self.stem, self.sets["kept"]))
        self.private = frozenset(map(self.stem, self.sets["private"]))
        self.secrets = frozenset(map(self.stem, self.sets["secrets"]))
        self.vehicles = frozenset(map(self.stem, self.sets["vehicle"]))

    def has(self, name: str, word: str) -> bool:
        """Whether a word is one of a set of the language file."""
        return word.casefold() in self.sets[name]

    def stem(self, word: str) -> str:
        """A word without its inflection, and one word for many that mean the same."""
        return self._stem(plain(word))

    def key(self, text: str) -> str:
        """What a thing is compared by: its telling words' stems in alphabetical order."""
        skipped = self.sets["article"] | self.sets["mine"] | self.sets["preposition"] | {"of", "for"}
        stems = {self.stem(w) for w in words_of(text) if w.casefold() not in skipped}
        return " ".join(sorted(stems))

    def role(self, text: str) -> str:
        """The key of a role such as `sister`; empty for what is none."""
        stems = [self.stem(w) for w in words_of(text)]
        return self.role_keys.get(" ".join(stems), "")

    def name_key(self, name: str) -> str:
        """What a name is compared by: no titles, no accents."""
        words = [w for w in words_of(plain(name)) if w.strip(".") not in self.sets["titles"]]
        return " ".join(words) or plain(name)

    def is_name(self, text: str) -> bool:
        """Whether this looks like somebody's name, by its capitals or because it is a usual one."""
        words = words_of(text)
        if not words or len(words) > 4:
            return False
        if plain(words[0]) in self.first_names and len(words) == 1:
            return True
        if self._nouns_have_capitals and plain(words[0]).strip(".") not in self.first_names | self.sets["titles"]:
            return False
        return all(w[0].isupper() for w in words)

    def _stem_afresh(self, word: str) -> str:
        word = self._synonyms.get(word, word)
        with self._stemming:  # a stemmer works on one word at a time
            stemmed: str = self._stemmer.stemWord(word)
        return self._synonyms.get(stemmed, stemmed)


def words_of(text: str) -> list[str]:
    """The words of a text, as they are written."""
    return [w.strip("'’-") for w in _WORD.findall(text) if w.strip("'’-")]


def value_key(value: str, words: Lexicon) -> str:
    """What a value is compared by: lower case, without articles."""
    told = words_of(plain(value))
    return " ".join(w for w in told if w not in words.sets["article"]) or plain(value)
