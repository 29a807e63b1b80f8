"""The last messages of a talk. What was private stays between the assistant and that person."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mumble_ai.llm.contract import Role

MOST_PRIVATE_TALKS: Final = 500
MOST_CHARACTERS: Final = 4_000


@dataclass(frozen=True, slots=True)
class Said:
    """One message.

    Attributes:
        order: Grows with each message of any talk.
        speaker_key: Whom it came from or was meant for.
        name: The speaker's name at that time; empty for the assistant.
        is_new_speaker: True where somebody else spoke before, in the same talk.
    """

    order: int
    role: Role
    text: str
    speaker_key: str
    name: str = ""
    is_new_speaker: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """A message of a talk that was broken off."""

    role: Role
    text: str
    private: bool


class ShortTermMemory:
    """Holds the last `limit` messages of the public talk, and of each private one.

    The private talk that was silent for longest is forgotten when there are more than `MOST_PRIVATE_TALKS`.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._order = 0
        self._public: deque[Said] = deque(maxlen=limit)
        self._private: OrderedDict[str, deque[Said]] = OrderedDict()
        self._restored: OrderedDict[str, tuple[tuple[Said, bool], ...]] = OrderedDict()

    def add(self, role: Role, text: str, *, speaker_key: str, name: str = "", private: bool) -> None:
        """Records one message; empty ones are not."""
        text = text.strip()[:MOST_CHARACTERS]
        if not text:
            return
        self._order += 1
        messages = self._messages(speaker_key, private=private)
        before = next((said.speaker_key for said in reversed(messages) if said.role == "user"), None)
        is_new_speaker = role == "user" and before != speaker_key
        messages.append(Said(self._order, role, text, speaker_key, name, is_new_speaker))

    def restore(self, speaker_key: str, messages: Sequence[Earlier]) -> None:
        """Takes up an earlier talk with one person, which from now on only their own answers draw on."""
        kept = [one for one in messages if one.text.strip()]
        self._restored[speaker_key] = tuple(
            (Said(order, one.role, one.text[:MOST_CHARACTERS], speaker_key), one.private)
            for order, one in enumerate(kept, -len(kept))
        )
        if len(self._restored) > MOST_PRIVATE_TALKS:
            self._restored.popitem(last=False)

    def recent(self, *, speaker_key: str, private: bool) -> list[Said]:
        """The last `limit` messages, oldest first, that an answer to this person may draw on.

        A public answer sees the public talk and what was restored of an earlier public one with this person; a
        private one sees what was private with them, too.
        """
        if not self._limit:
            return []
        restored = self._restored.get(speaker_key, ())
        seen = [*(said for said, was_private in restored if private or not was_private), *self._public]
        if private:
            seen = sorted([*seen, *self._private.get(speaker_key, ())], key=lambda said: said.order)
        return seen[-self._limit :]

    def _messages(self, speaker_key: str, *, private: bool) -> deque[Said]:
        if not private:
            return self._public
        messages = self._private.setdefault(speaker_key, deque(maxlen=self._limit))
        self._private.move_to_end(speaker_key)
        if len(self._private) > MOST_PRIVATE_TALKS:
            self._private.popitem(last=False)
        return messages
