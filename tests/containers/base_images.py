"""The Debian images that the Dockerfile starts from, made here instead of pulled: no registry of images is needed.

A made image also carries what this machine needs to reach its package mirrors (certificates, pip's index), so that the
build works behind whatever this machine is behind and the Dockerfile need not know.
"""

from __future__ import annotations

import os
import re
import shutil
import ssl
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests import parts

CERTIFICATES = "/usr/local/share/machine-certificates.pem"
"""Where a made image keeps the certificates that this machine trusts."""

_PIP_OPTIONS = ("index-url", "extra-index-url", "trusted-host", "proxy", "timeout", "retries")

RunDocker = Callable[..., str]


def releases(dockerfile: Path) -> dict[str, str]:
    """Image name to Debian release, for each Debian image that a Dockerfile starts from."""
    found = re.findall(r"^FROM (debian:([a-z]+)-slim)\b", dockerfile.read_text("utf-8"), re.MULTILINE)
    return dict(found)


def make(image: str, release: str, docker: RunDocker) -> None:
    """Makes one base image with debootstrap and imports it.

    Raises:
        MissingPart: debootstrap is not here, or could not fetch the release.
    """
    debootstrap = parts.find_program("debootstrap")
    if debootstrap is None:
        raise parts.MissingPart("no debootstrap here: apt-get install debootstrap")
    with tempfile.TemporaryDirectory(prefix=f"mumble-ai-{release}-") as folder:
        root = Path(folder) / "root"
        command = [debootstrap, "--variant=minbase", release, str(root), parts.debian_mirror()]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
        if done.returncode != 0:
            raise parts.MissingPart(f"debootstrap of {release} failed:\n{done.stdout[-2000:]}")
        _furnish(root)
        archive = Path(folder) / "root.tar"
        # Device nodes and the like are the engine's to make.
        subprocess.run(["tar", "-C", str(root), "--exclude=./dev/*", "-cf", str(archive), "."], check=True)
        changes = [f"ENV {name}={value}" for name, value in _environment()]
        docker("import", *(word for change in changes for word in ("--change", change)), str(archive), image)


def _furnish(root: Path) -> None:
    """Puts the machine's certificates and apt options into the folder of an image, and clears what apt fetched."""
    for folder in ("var/cache/apt/archives", "var/lib/apt/lists"):
        shutil.rmtree(root / folder, ignore_errors=True)
        (root / folder / "partial").mkdir(parents=True)
    trusted = os.environ.get("PIP_CERT") or os.environ.get("SSL_CERT_FILE") or ssl.get_default_verify_paths().cafile
    if trusted and Path(trusted).is_file():
        (root / CERTIFICATES.lstrip("/")).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(trusted, root / CERTIFICATES.lstrip("/"))
    for option in sorted(Path("/etc/apt/apt.conf.d").glob("*")):
        if option.is_file() and "Acquire::" in (text := option.read_text("utf-8", "replace")):
            (root / "etc/apt/apt.conf.d" / option.name).write_text(text, "utf-8")


def _environment() -> Iterator[tuple[str, str]]:
    """What pip needs to know inside an image, as environment variables."""
    if parts.find_program("pip") is not None:
        listed = subprocess.run(["pip", "config", "list"], capture_output=True, text=True, errors="replace").stdout
        for option in _PIP_OPTIONS:
            found = re.search(rf"^(?:global|:env:)\.{option}='(.*)'$", listed, re.MULTILINE)
            value = " ".join(word for word in found.group(1).split() if not word.startswith("file:")) if found else ""
            if value:
                yield f"PIP_{option.replace('-', '_').upper()}", f'"{value}"'
    yield "PIP_CERT", CERTIFICATES
