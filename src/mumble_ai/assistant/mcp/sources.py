"""MCP servers the owner adds, as they are written down.

The file has the shape that other assistants use, `{"mcpServers": {"name": {"command": …, "args": …}}}` or with a
`url`, and says besides who may use a server, and which of its tools may change something.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from mumble_ai.memory.people.person import Person
from mumble_ai.settings import Settings

MOST_SERVERS: Final = 16

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,23}$")]
Audience = Literal["owner", "members", "everybody"]


class BadSources(Exception):
    """The file can't be read; the message says what is wrong in it."""


class Source(BaseModel):
    """One server.

    Attributes:
        command: Program that is started and spoken to over its standard input and output.
        url: Address of one that is reached over HTTP.
        headers: Sent with each request, such as a key.
        read: Tools that only look things up, by name; besides those that say so of themselves.
        act: Tools that may change something. No other of them is ever offered.
        used_by: Who may use it. What a server knows, everybody who may use it can hear.
        timeout_s: How long one use may take.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    command: str = ""
    args: tuple[str, ...] = ()
    env: dict[str, str] = Field(default_factory=dict)
    url: str = Field("", pattern=r"^(https?://\S+)?$")
    headers: dict[str, str] = Field(default_factory=dict)
    read: frozenset[str] = frozenset()
    act: frozenset[str] = frozenset()
    used_by: Audience = "owner"
    timeout_s: float = Field(10.0, gt=0, le=120)

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Source:
        if bool(self.command) == bool(self.url):
            raise ValueError("a server has either a command or a url")
        return self

    def is_for(self, person: Person) -> bool:
        """Whether this person may use it."""
        if self.used_by == "everybody":
            return True
        return person.is_owner or (self.used_by == "members" and not person.is_guest)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    servers: dict[Name, Source] = Field(alias="mcpServers", default_factory=dict, max_length=MOST_SERVERS)


def sources_file(settings: Settings) -> Path:
    """Where the owner writes them down."""
    return settings.mumble_ai_home / "mcp.json"


def read_sources(path: Path) -> dict[str, Source]:
    """The servers in a file; none where there is no file.

    Raises:
        BadSources: It can't be read.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise BadSources(f"{path}: {error}") from error
    try:
        return _File.model_validate_json(text).servers
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'the file'}: {e['msg']}" for e in error.errors()[:5])
        raise BadSources(f"{path}: {wrong}") from error
