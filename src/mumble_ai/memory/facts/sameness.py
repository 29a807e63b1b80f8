"""Which keys stand for the same: "my sister" is Anna where she is the only one, "my dog" is Rex."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mumble_ai.memory.extraction.words import Lexicon

OF = "'s "


@dataclass(frozen=True, slots=True)
class Names:
    """What a person's people and animals are called.

    Attributes:
        pairs: Role and key of the name, such as `sister` and `anna`.
    """

    pairs: frozenset[tuple[str, str]] = frozenset()

    def of(self, role: str) -> set[str]:
        """The names of a role."""
        return {name for known, name in self.pairs if known == role}

    def roles(self, name: str) -> set[str]:
        """The roles of a name."""
        return {role for role, known in self.pairs if known == name}

    def canonical(self, key: str, words: Lexicon) -> str:
        """The key under which something is kept: people by name, animals by what they are."""
        owner, joint, thing = key.partition(OF)
        if joint:
            whole = key
            owned = f"{self.canonical(owner, words)}{OF}{thing}"
            names = self.of(whole) | self.of(owned)
            return names.pop() if len(names) == 1 and thing not in words.animals else owned
        for role in self.roles(key):
            if role.rpartition(" ")[2] in words.animals and len(self.of(role)) == 1:
                return role
        names = self.of(key)
        if len(names) == 1 and key.rpartition(" ")[2] not in words.animals:
            return names.pop()
        return key

    def circle(self, key: str, words: Lexicon) -> set[str]:
        """All keys that what is known of something may be kept under."""
        owner, joint, thing = key.partition(OF)
        if joint:
            found = {f"{one}{OF}{thing}" for one in self.circle(owner, words)}
            return found | {name for one in found for name in self.of(one)}
        members = words.groups.get(words.stem(key), ())
        found = {key, *members}
        for one in (key, *members):
            found |= self.of(one)
        for role in self.roles(key):
            if len(self.of(role)) == 1:
                found.add(role)
        return found


def names_of(pairs: Iterable[tuple[str, str]], words: Lexicon) -> Names:
    """Made of the current facts about names: whose, and the name as it was said."""

    def read() -> Iterator[tuple[str, str]]:
        for role, name in pairs:
            if role != "me":
                yield role, words.name_key(name)

    return Names(frozenset(read()))
