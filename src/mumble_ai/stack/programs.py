"""Programs of the machine that the stack needs, and installing them where it may."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

_SEARCHED = os.pathsep.join(("/usr/local/sbin", "/usr/sbin", "/sbin"))

# The package of the Mumble server starts one of its own, open to everybody. Ours is the one wanted: policy-rc.d (Debian
# policy 9.3.3) keeps the other from starting now, and it is not started with the machine either.
_INSTALL_SCRIPT = """set -e
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\\nexit 101\\n' > "$policy"; chmod 755 "$policy"; trap 'rm -f "$policy"' EXIT
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -y -q --no-install-recommends "$@"
if command -v systemctl >/dev/null 2>&1; then systemctl disable mumble-server >/dev/null 2>&1 || true; fi
"""
INSTALL_DEADLINE_S = 600


class InstallFailed(Exception):
    """A program is missing and could not be installed; the message says what to run."""


def find_program(*names: str) -> Path | None:
    """The first of these programs that is installed, looked for in the folders of administrators too."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), _SEARCHED))
    return next((Path(found) for name in names if (found := shutil.which(name, path=path))), None)


def mumble_server_program() -> Path | None:
    """The Mumble server program, whichever generation is installed."""
    return find_program("murmurd", "mumble-server")


def root_prefix() -> list[str] | None:
    """What to put before a command that needs root: nothing for root, sudo without a password, None when neither."""
    if os.geteuid() == 0:
        return []
    sudo = find_program("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False, timeout=10).returncode == 0:  # noqa: S603
        return [str(sudo), "-n"]
    return None


def has_openmp() -> bool:
    """Whether the OpenMP library that the embedded language model is built on can be loaded."""
    try:
        ctypes.CDLL("libgomp.so.1")
    except OSError:
        return False
    return True


def missing_packages(services: Collection[str]) -> dict[str, str]:
    """What these services need from the machine and it lacks: Debian package to what it is."""
    missing: dict[str, str] = {}
    if "mumble-server" in services and mumble_server_program() is None:
        missing["mumble-server"] = "the Mumble server"
    if "llm" in services and sys.platform == "linux" and not has_openmp():
        missing["libgomp1"] = "the OpenMP library"
    return missing


def apt_command(packages: Iterable[str]) -> str:
    """What a person types to install these Debian packages."""
    return f"sudo apt-get install --no-install-recommends {' '.join(packages)}"


def install_packages(packages: Mapping[str, str]) -> None:
    """Installs Debian packages with apt; `packages` as of `missing_packages`.

    Raises:
        InstallFailed: It may not, or could not.
    """
    what = " and ".join(packages.values())
    command = apt_command(packages)
    prefix = root_prefix()
    if find_program("apt-get") is None:
        raise InstallFailed(f"This machine lacks {what}, and has no apt-get: install {', '.join(packages)} by hand")
    if prefix is None:
        raise InstallFailed(f"This machine lacks {what}. Run: {command}")
    done = subprocess.run(  # noqa: S603 - a constant script
        [*prefix, "/bin/sh", "-c", _INSTALL_SCRIPT, "install", *packages],
        capture_output=True,
        text=True,
        check=False,
        timeout=INSTALL_DEADLINE_S,
    )
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-5:])
        raise InstallFailed(f"{what[0].upper()}{what[1:]} could not be installed:\n{last}\nRun by hand: {command}")
