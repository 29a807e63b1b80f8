"""What a language model client must do."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

Role = Literal["system", "user", "assistant", "tool"]


@dataclass(frozen=True, slots=True)
class Tool:
    """Something a model may ask for.

    Attributes:
        parameters: JSON schema of the arguments, an object.
    """

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """What a model asks for.

    Attributes:
        id: The server's, or one of ours where it gives none.
        problem: Why the arguments could not be read; empty when they could.
    """

    id: str
    name: str
    arguments: Mapping[str, Any]
    problem: str = ""


Piece = str | ToolCall
"""A piece of an answer."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a prompt.

    Attributes:
        calls: What the assistant asked for in this message.
        call_id: Which call a `tool` message answers.
    """

    role: Role
    content: str
    calls: tuple[ToolCall, ...] = ()
    call_id: str = ""


class LlmError(Exception):
    """A model did not answer; the message says which, why, and what can be done."""


class LlmUnreachable(LlmError):
    """Nothing answers at the address."""


class LlmRefused(LlmError):
    """The server answers with an error, such as an unknown model."""


class LlmWithoutTools(LlmRefused):
    """The server can't give tools to this model; nothing was answered."""


class LlmWithoutSchemas(LlmRefused):
    """The server can't keep this model to a schema; nothing was answered."""


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

    @property
    def is_capable(self) -> bool:
        """Whether it follows long prompts, uses tools and fills in schemas; one that is only for small talk is not."""
        ...

    async def takes_tools(self) -> bool:
        """Whether its server can give it tools; otherwise they are told and called in the text.

        Raises:
            LlmError: The server can't say.
        """
        ...

    def stream(
        self, messages: Sequence[Message], sampling: Sampling, tools: Sequence[Tool] = ()
    ) -> AsyncGenerator[Piece, None]:
        """Yields the answer in pieces as they come; closing the generator closes the connection.

        Raises:
            LlmWithoutTools: Before the first piece; from then on `takes_tools` is false.
            LlmError: Before or after the first piece.
        """
        ...

    async def complete(
        self, messages: Sequence[Message], sampling: Sampling, schema: Mapping[str, Any] | None, model: str
    ) -> str:
        """The whole answer, kept to a JSON schema by the server where one is given.

        Args:
            model: Another model of the same server; empty for the usual one.

        Raises:
            LlmWithoutSchemas: The server does not know schemas.
            LlmError: There is no answer.
        """
        ...

    async def read_ahead(self, messages: Sequence[Message], tools: Sequence[Tool] = ()) -> None:
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
