"""The machine: how much disk and memory there is, what of it we take, and which models lie there."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import psutil
from pydantic import BaseModel

from mumble_ai.settings import Settings
from mumble_ai.stack.catalogue import Model, catalogue
from mumble_ai.stack.models import ModelError, find
from mumble_ai.stack.registry import services

FOLDERS: Final = ("models", "postgres", "chromadb", "redis", "flight", "logs", "env")
MOST_FILES: Final = 200_000
"""Counted of one folder; a larger one is told as being at least so large."""
FRESH_S: Final = 60.0
LOW_SHARE: Final = 0.1
LOW_BYTES: Final = 2 << 30


class Space(BaseModel):
    """Disk or memory.

    Attributes:
        is_low: Whether something should be freed.
    """

    total_bytes: int
    free_bytes: int
    is_low: bool


class FolderSize(BaseModel):
    """What one folder of our home takes."""

    name: str
    bytes: int


class ModelThere(BaseModel):
    """A model that the settings name.

    Attributes:
        used_by: Names of the services that load it.
        is_there: Whether its files lie on this machine; None where that can't be seen from here.
    """

    id: str
    title: str
    purpose: str
    bytes: int
    licence: str
    used_by: list[str]
    is_there: bool | None


class Machine(BaseModel):
    """The machine now.

    Attributes:
        load: Processes that want to run, a core, over the last minute; 1 is busy.
        home: The folder of all state.
    """

    disk: Space
    memory: Space
    cores: int
    load: float
    home: str
    folders: list[FolderSize]
    models: list[ModelThere]


def machine_now(settings: Settings) -> Machine:
    """Looks at the machine; reads the disk, so it belongs off the event loop."""
    home = settings.mumble_ai_home
    home.mkdir(parents=True, exist_ok=True)
    disk, memory = psutil.disk_usage(str(home)), psutil.virtual_memory()
    cores = os.cpu_count() or 1
    return Machine(
        disk=_space(disk.total, disk.free),
        memory=_space(memory.total, memory.available),
        cores=cores,
        load=round(os.getloadavg()[0] / cores, 2),
        home=str(home),
        folders=_folder_sizes(home),
        models=models_wanted(settings),
    )


def models_wanted(settings: Settings) -> list[ModelThere]:
    """The models that the services load, each once."""
    users: dict[str, list[str]] = {}
    for spec in services().values():
        if spec.wanted(settings):
            for model_id in spec.models(settings):
                users.setdefault(model_id, []).append(spec.name)
    known = catalogue()
    return [_model(known[id], names, settings) for id, names in users.items() if id in known]


def _model(model: Model, used_by: Sequence[str], settings: Settings) -> ModelThere:
    try:
        is_there = find(model.id, settings) is not None
    except ModelError:
        is_there = False
    return ModelThere(
        id=model.id,
        title=model.title,
        purpose=model.purpose,
        bytes=sum(file.bytes for file in model.files),
        licence=model.licence,
        used_by=list(used_by),
        is_there=None if settings.service_hosts and not is_there else is_there,
    )


def _space(total: int, free: int) -> Space:
    return Space(total_bytes=total, free_bytes=free, is_low=free < min(LOW_BYTES, total * LOW_SHARE))


_kept: dict[Path, tuple[float, list[FolderSize]]] = {}
"""Sizes by home: counting files takes seconds on a slow disk."""


def _folder_sizes(home: Path) -> list[FolderSize]:
    now_s = time.monotonic()
    counted = _kept.get(home)
    if counted is None or now_s - counted[0] > FRESH_S:
        sizes = [FolderSize(name=name, bytes=_bytes_in(home / name)) for name in FOLDERS if (home / name).is_dir()]
        _kept[home] = counted = (now_s, sorted(sizes, key=lambda folder: -folder.bytes))
    return counted[1]


def _bytes_in(folder: Path) -> int:
    total = files = 0
    for path, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(path, name)).st_size
            except OSError:
                continue
        files += len(names)
        if files > MOST_FILES:
            break
    return total
