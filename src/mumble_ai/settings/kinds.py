"""The kinds of value a setting can have, and what is checked of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, HttpUrl, TypeAdapter

EMBEDDED = "embedded"
"""Value of a service URL that means: run this engine inside the process that needs it."""


class Section(BaseModel):
    """Settings that belong together; `Settings` is all sections in one."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def check_scheme(*schemes: str) -> Callable[[str], str]:
    """A check that an address, unless it is empty, begins with one of `schemes`."""

    def check(value: str) -> str:
        if value and not value.startswith(schemes):
            raise ValueError(f"must begin with {' or '.join(schemes)}")
        return value

    return check


def _check_service_url(value: str) -> str:
    if value != EMBEDDED:
        TypeAdapter(HttpUrl).validate_python(value)
    return value.rstrip("/")


def _check_optional_url(value: str) -> str:
    if value:
        TypeAdapter(HttpUrl).validate_python(value)
    return value


Port = Annotated[int, Field(ge=1, le=65535)]
ServiceUrl = Annotated[str, AfterValidator(_check_service_url)]
OptionalUrl = Annotated[str, AfterValidator(_check_optional_url)]
Secret = Annotated[str, Field(json_schema_extra={"secret": True})]
