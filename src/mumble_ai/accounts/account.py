"""Who a request comes from."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from mumble_ai.memory.people.person import Person


@dataclass(frozen=True, slots=True)
class Account:
    """A person's account.

    Attributes:
        sign_in_name: What they type to sign in.
        person: Whose memory, calendar and conversations it opens.
        by_key: True where a program sent an API key of theirs instead of a session.
        key_name: What that key is called; empty for a session.
        session_id: The session of a browser; None for a key.
        address: Where the request comes from.
    """

    id: UUID
    sign_in_name: str
    person: Person
    by_key: bool = False
    key_name: str = ""
    session_id: UUID | None = None
    address: str = ""

    @property
    def is_owner(self) -> bool:
        """Whether they may see the stack and change what concerns others."""
        return self.person.is_owner
