"""Programs of the machine that the stack needs, and installing them where it may."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

_SEARCHED = os.pathsep.join(("/usr/local/sbin", "/usr/sbin", "/sbin"))
APT_COMMAND = "apt-get install --no-install-recommends mumble-server"

# The package starts a server of its own, open to everybody. Ours is the one wanted: policy-rc.d (Debian policy 9.3.3)
# keeps the other from starting now, and it is not started with the machine either.
_INSTALL_SCRIPT = """set -e
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\\nexit 101\\n' > "$policy"; chmod 755 "$policy"; trap 'rm -f "$policy"' EXIT
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -y -q --no-install-recommends mumble-server
if command -v systemctl >/dev/null 2>&1; then systemctl disable mumble-server >/dev/null 2>&1 || true; fi
"""


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


def install_mumble_server() -> Path:
    """Installs the Mumble server with apt.

    Raises:
        InstallFailed: It may not, or could not.
    """
    prefix = root_prefix()
    apt = find_program("apt-get")
    if apt is None:
        raise InstallFailed("No Mumble server is installed, nor is apt-get: install Mumble's server program by hand")
    if prefix is None:
        raise InstallFailed(f"No Mumble server is installed. Run: sudo {APT_COMMAND}")
    done = subprocess.run(  # noqa: S603 - a constant script
        [*prefix, "/bin/sh", "-c", _INSTALL_SCRIPT], capture_output=True, text=True, check=False, timeout=600
    )
    program = mumble_server_program()
    if done.returncode or program is None:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-5:])
        raise InstallFailed(f"The Mumble server could not be installed:\n{last}\nRun by hand: sudo {APT_COMMAND}")
    return program
