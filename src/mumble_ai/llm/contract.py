"""What a language model client must do."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a prompt."""

    role: Role
    content: str


class LlmError(Exception):
    """A model did not answer; the message says which, why, and what can be done."""


class LlmUnreachable(LlmError):
    """Nothing answers at the address."""


class LlmRefused(LlmError):
    """The server answers with an error, such as an unknown model."""


class LlmBroken(LlmError):
    """The answer broke off or is not what the protocol says."""


class LlmTooSlow(LlmError):
    """A deadline passed."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How an answer is made.

    Attributes:
        max_tokens: Longest answer.
    """

    max_tokens: int = 200
    temperature: float = 0.7


class LanguageModel(Protocol):
    """One model on one server."""

    @property
    def name(self) -> str:
        """For logs and health checks."""
        ...

    def stream(self, messages: Sequence[Message], sampling: Sampling) -> AsyncGenerator[str, None]:
        """Yields the answer in pieces as they come; closing the generator closes the connection.

        Raises:
            LlmError: Before or after the first piece.
        """
        ...

    async def read_ahead(self, messages: Sequence[Message]) -> None:
        """Lets the server read the beginning of a prompt that is coming; does nothing where that may cost money.

        Raises:
            LlmError: It can't.
        """
        ...

    async def check(self) -> None:
        """Asks the server whether the model can be used, without using it.

        Raises:
            LlmError: It can't.
        """
        ...

    async def close(self) -> None:
        """Closes idle connections."""
        ...
