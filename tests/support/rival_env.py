"""Environments of their own for programs whose dependencies must not mix with ours."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.parts import MissingPart, parts_home

NPM_PEER = Path(__file__).with_name("npm_peer")


def rival_python(name: str, *requirements: str) -> Path:
    """The interpreter of a virtual environment that holds exactly `requirements`, made on first use.

    Raises:
        MissingPart: pip could not install them; the message has its output.
    """
    key = hashlib.sha256("\n".join((sys.version, *requirements)).encode()).hexdigest()[:12]
    folder = parts_home() / f"env-{name}-{key}"
    if not folder.is_dir():
        _once(folder, lambda: _make_python(folder, requirements))
    return folder / "bin" / "python"


def rival_node_modules() -> Path:
    """The folder in which the npm client is installed, made on first use.

    Raises:
        MissingPart: There is no npm, or it failed.
    """
    if shutil.which("npm") is None or shutil.which("node") is None:
        raise MissingPart("the npm client needs node and npm on the PATH")
    key = hashlib.sha256((NPM_PEER / "package.json").read_bytes()).hexdigest()[:12]
    folder = parts_home() / f"npm-{key}"
    if not folder.is_dir():
        _once(folder, lambda: _make_node_modules(folder))
    return folder


def _once(folder: Path, make: object) -> None:
    assert callable(make)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            make()


def _make_python(folder: Path, requirements: tuple[str, ...]) -> None:
    # A virtual environment knows its own path, so it is made in place and removed when that fails.
    try:
        _run([sys.executable, "-m", "venv", str(folder)])
        _run([str(folder / "bin" / "python"), "-m", "pip", "install", "-q", "--no-input", *requirements])
    except MissingPart:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _make_node_modules(folder: Path) -> None:
    making = folder.with_suffix(".making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    shutil.copy(NPM_PEER / "package.json", making)
    _run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefix", str(making)])
    making.rename(folder)


def _run(command: list[str]) -> None:
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", env=environment)
    if done.returncode != 0:
        raise MissingPart(f"`{' '.join(command)}` failed:\n{(done.stdout + done.stderr)[-2000:]}")
