"""Python environments of engines that must stay processes of their own, such as Piper with its GPL licence."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Generator
from pathlib import Path

from mumble_ai.settings import Settings
from mumble_ai.stack.lifeline import die_with_parent

REQUIREMENTS = Path(__file__).parents[3] / "requirements"
CONTAINER_ENVIRONMENTS = Path("/opt")
INSTALL_TIMEOUT_S = 900


class EnvironmentFailed(Exception):
    """The environment could not be made; the message says why and what to do."""


def piper_python(settings: Settings) -> Path:
    """The Python of Piper's own environment; it need not exist yet."""
    return _python("piper", settings)


def ensure_piper(settings: Settings) -> Path:
    """Like `piper_python`, but makes the environment, which takes minutes the first time.

    Raises:
        EnvironmentFailed: It could not be made.
    """
    return _ensure("piper", settings)


def chroma_python(settings: Settings) -> Path:
    """The Python of Chroma's own environment; it need not exist yet."""
    return _python("chroma", settings)


def ensure_chroma(settings: Settings) -> Path:
    """Like `chroma_python`, but makes the environment, which takes seconds the first time.

    Raises:
        EnvironmentFailed: It could not be made.
    """
    return _ensure("chroma", settings)


def _python(name: str, settings: Settings) -> Path:
    in_container = CONTAINER_ENVIRONMENTS / name / "bin" / "python"
    if in_container.exists():
        return in_container
    return _folder_of(name, REQUIREMENTS / f"{name}.txt", settings) / "bin" / "python"


def _ensure(name: str, settings: Settings) -> Path:
    in_container = CONTAINER_ENVIRONMENTS / name / "bin" / "python"
    return in_container if in_container.exists() else ensure_environment(name, REQUIREMENTS / f"{name}.txt", settings)


def _folder_of(name: str, requirements: Path, settings: Settings) -> Path:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    pins = requirements.read_bytes() if requirements.is_file() else b""
    digest = hashlib.sha256(version.encode() + pins).hexdigest()[:12]
    return settings.mumble_ai_home / "env" / f"{name}-{digest}"


def ensure_environment(name: str, requirements: Path, settings: Settings) -> Path:
    """The Python of an environment with exactly these hashed requirements. Two processes may ask at once."""
    if not requirements.is_file():
        raise EnvironmentFailed(f"{requirements} is missing: run from a checkout of Mumble-AI")
    folder = _folder_of(name, requirements, settings)
    python = folder / "bin" / "python"
    if (folder / ".complete").exists():
        return python
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _locked(folder.parent / f".{name}.lock"):
        if not (folder / ".complete").exists():
            # A virtual environment knows its own path: it is made in place and marked when whole.
            shutil.rmtree(folder, ignore_errors=True)
            _make(folder, requirements)
            (folder / ".complete").touch()
            _prune(folder, f"{name}-")
    return python


def _make(folder: Path, requirements: Path) -> None:
    try:
        venv.create(folder, with_pip=True, symlinks=True)
        subprocess.run(  # noqa: S603 - the interpreter just made, arguments of our own
            [
                *(str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-input"),
                *("--disable-pip-version-check", "--require-hashes", "--only-binary=:all:"),
                # The file names all there is to be: of Chroma only the native server, which needs no other package.
                *("--no-deps", "-r", str(requirements)),
            ],
            check=True,
            capture_output=True,
            text=True,
            timeout=INSTALL_TIMEOUT_S,
            preexec_fn=die_with_parent(),
            env=os.environ | {"TMPDIR": str(folder)},
        )
    except (subprocess.SubprocessError, OSError) as error:
        said = str(getattr(error, "stderr", "") or error).strip().splitlines()
        raise EnvironmentFailed(
            f"The environment of {requirements.stem} could not be made: {' '.join(said[-2:])}. "
            f"Check the network and start again; nothing half-made is kept."
        ) from error


def _prune(kept: Path, prefix: str) -> None:
    for other in kept.parent.glob(f"{prefix}*"):
        if other != kept:
            shutil.rmtree(other, ignore_errors=True)


@contextlib.contextmanager
def _locked(path: Path) -> Generator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
