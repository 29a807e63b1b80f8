"""The real parts that tests need: `python -m tests.parts install` makes sure of them, `check` only looks.

Programs come from the machine's own package manager. The Mumble server that the machine's distribution does not have is
unpacked from the Debian release that has it into a folder under `MUMBLE_AI_HOME/test-parts`, which needs no rights.
"""

from __future__ import annotations

import argparse
import fcntl
import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mumble_ai.settings import load_settings
from mumble_ai.stack.environments import chroma_python, ensure_chroma, ensure_piper, piper_python
from mumble_ai.stack.pages import are_built, ensure_pages, has_tools, open_workspace

DEBIAN_RELEASES = {"1.3": "bookworm", "1.5": "trixie"}
"""Which Debian release carries which generation of the Mumble server."""

MIRROR_VARIABLE = "DEBIAN_MIRROR"
"""Names a Debian mirror on machines that are no Debian, such as Ubuntu."""
DEBIAN_KEYS = Path("/usr/share/keyrings/debian-archive-keyring.gpg")

PROGRAMS = {
    "murmurd": "mumble-server",
    "mumble": "mumble",
    "pulseaudio": "pulseaudio",
    "paplay": "pulseaudio-utils",
    "openbox": "openbox",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "unshare": "util-linux",
    "dockerd": "docker.io",
    "ip": "iproute2",
    "debootstrap": "debootstrap",
    "chromium": "chromium",
}
"""Program on the path to the Debian package that has it."""

_SBIN = ("/usr/local/sbin", "/usr/sbin", "/sbin")
_OTHER_NAMES = {"murmurd": ("mumble-server",), "chromium": ("chromium-browser",)}


class MissingPart(RuntimeError):
    """A part is not here; the message says what to do."""


def parts_home() -> Path:
    """Folder of everything that tests install for themselves."""
    named = {key: os.environ[key] for key in ("MUMBLE_AI_HOME",) if key in os.environ}
    return load_settings(named, dotenv=None).mumble_ai_home / "test-parts"


def find_program(name: str) -> str | None:
    """Path of a program, looked for in the system folders too."""
    path = os.pathsep.join((os.environ.get("PATH", ""), *_SBIN))
    found = (shutil.which(candidate, path=path) for candidate in (name, *_OTHER_NAMES.get(name, ())))
    return next((program for program in found if program), None)


# ── servers of both generations ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ServerProgram:
    """How a Mumble server of one generation is run here.

    Attributes:
        generation: "1.3" or "1.5".
        program: Its path as the server's own process sees it.
        root: Folder it is confined to, or None when it is installed in the system.
        drops_to: User it goes on as when root starts it, or "".
    """

    generation: str
    program: str
    root: Path | None = None
    drops_to: str = ""

    @property
    def scratch(self) -> Path:
        """Folder in which the server can be given a folder."""
        return Path(tempfile.gettempdir()) if self.root is None else self.root / "tmp"

    def inside(self, path: Path) -> str:
        """`path` as the server's own process sees it."""
        return str(path) if self.root is None else "/" + str(path.relative_to(self.root))

    def command(self, *arguments: str) -> list[str]:
        """The command line that runs it."""
        if self.root is None:
            return [self.program, *arguments]
        return [*_confine(), str(self.root), self.program, *arguments]


@functools.cache
def _confine() -> tuple[str, ...]:
    if os.geteuid() == 0:
        return (find_program("chroot") or "chroot",)
    for prefix in (("unshare", "-r"), ("sudo", "-n")):
        if shutil.which(prefix[0]) and subprocess.run([*prefix, "true"], capture_output=True).returncode == 0:
            return (*prefix, find_program("chroot") or "chroot")
    raise MissingPart("the second Mumble server needs user namespaces or sudo without a password: allow one of them")


@functools.cache
def mumble_server(generation: str) -> ServerProgram:
    """The Mumble server of a generation: the system's own when it is that one, else the unpacked one.

    Raises:
        MissingPart: There is none yet.
    """
    system = find_program("murmurd")
    if system and _generation(ServerProgram(generation, system)) == generation:
        return ServerProgram(generation, system, drops_to=_service_user())
    root = (parts_home() / DEBIAN_RELEASES[generation]).resolve()
    for program in ("/usr/bin/mumble-server", "/usr/sbin/murmurd"):
        if (root / program.lstrip("/")).is_file():
            return ServerProgram(generation, program, root)
    raise MissingPart(f"no Mumble server {generation} here: run `python -m tests.parts install`")


def _generation(server: ServerProgram) -> str:
    said = subprocess.run(server.command("--version"), capture_output=True, text=True, errors="replace")
    found = re.search(r"(?:version|--) (\d+\.\d+)", said.stdout + said.stderr)
    return found.group(1) if found else ""


def _service_user() -> str:
    users = Path("/etc/passwd").read_text("utf-8").splitlines()
    return "mumble-server" if any(line.startswith("mumble-server:") for line in users) else ""


def _unpack_server(generation: str) -> None:
    """Unpacks the server and all it needs from its Debian release, whole or not at all."""
    release, home = DEBIAN_RELEASES[generation], parts_home()
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{release}-", dir=home) as temporary:
        work, root = Path(temporary), Path(temporary) / "root"
        for folder in ("state/lists/partial", "cache/archives/partial", "root/tmp", "root/proc", "root/dev"):
            (work / folder).mkdir(parents=True)
        for merged in ("bin", "sbin", "lib", "lib64"):
            (root / merged).symlink_to(f"usr/{merged}")
        (work / "state/status").touch()
        keys = f" [signed-by={DEBIAN_KEYS}]" if DEBIAN_KEYS.is_file() else ""
        (work / "sources.list").write_text(f"deb{keys} {debian_mirror()} {release} main\n")
        apt = ["apt-get", *_private_apt(work)]
        _run([*apt, "-q", "update"])
        _run([*apt, "-q", "-y", "--no-install-recommends", "--download-only", "install", "mumble-server"])
        for archive in sorted((work / "cache/archives").glob("*.deb")):
            _run(["dpkg-deb", "-x", str(archive), str(root)])
        (root / "tmp").chmod(0o1777)
        root.rename(home / release)
    mumble_server.cache_clear()
    unpacked = mumble_server(generation)
    if (really := _generation(unpacked)) != generation:
        raise MissingPart(f"the Mumble server of Debian {release} says it is {really or 'nothing'}, not {generation}")


def _private_apt(work: Path) -> Iterator[str]:
    options = {
        "Dir::State": work / "state",
        "Dir::State::status": work / "state/status",
        "Dir::Cache": work / "cache",
        "Dir::Etc::sourcelist": work / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::Etc::preferences": "/dev/null",
        "Dir::Etc::preferencesparts": "/dev/null",
        "APT::Sandbox::User": "",
        "Debug::NoLocking": "1",
    }
    for name, value in options.items():
        yield "-o"
        yield f"{name}={value}"


def debian_mirror() -> str:
    """The Debian mirror to use: the one named in the environment, else the one this machine uses itself.

    Raises:
        MissingPart: This machine is no Debian, and none is named.
    """
    if named := os.environ.get(MIRROR_VARIABLE):
        return named
    sources = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]
    text = "\n".join(source.read_text("utf-8", "replace") for source in sources if source.is_file())
    found = re.search(r"^(?:URIs:|deb(?: \[[^\]]*\])?)\s+(https?://\S+/debian)/?(?:\s|$)", text, re.MULTILINE)
    if found is None:
        raise MissingPart(f"no Debian mirror is known here: set {MIRROR_VARIABLE} to one, ending in /debian")
    return found.group(1)


# ── programs of the system ─────────────────────────────────────────────────────────────────────────────────────────


def _missing_packages() -> list[str]:
    return sorted({package for program, package in PROGRAMS.items() if find_program(program) is None})


def _install_packages(packages: Sequence[str]) -> None:
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        raise MissingPart(f"install these with your package manager: {' '.join(packages)}")
    rights = _rights()
    if rights is None:
        raise MissingPart(f"these need your password, run: sudo {' '.join(command)}")
    environment = [*rights, "env", "DEBIAN_FRONTEND=noninteractive"]
    if any(Path("/var/lib/apt/lists").glob("*_Packages*")):
        if subprocess.run([*environment, *command, "-q"], stdout=subprocess.DEVNULL).returncode == 0:
            return
        print("           the package lists are old: one update, then again", flush=True)
    _run([*rights, "apt-get", "-q", "update"])
    _run([*environment, *command, "-q"])


def _rights() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    return (
        ["sudo", "-n"] if sudo and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0 else None
    )


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    if done.returncode != 0:
        raise MissingPart(f"`{' '.join(command)}` failed:\n{done.stdout[-2000:]}")


# ── the two commands ───────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Part:
    """One line of what tests need: its name, whether it is here, and how it comes here."""

    name: str
    here: Callable[[], bool]
    install: Callable[[], None]


def _server_here(generation: str) -> bool:
    try:
        mumble_server(generation)
    except MissingPart:
        return False
    return True


def _server_part(generation: str) -> Part:
    return Part(f"Mumble server {generation}", lambda: _server_here(generation), lambda: _unpack_server(generation))


def _pages_here() -> bool:
    return are_built(load_settings()) and has_tools(load_settings())


def _build_pages() -> None:
    def say(text: str) -> None:
        print(f"           {text}", flush=True)

    settings = load_settings()
    with open_workspace(settings, say, with_tools=True):
        pass
    ensure_pages(settings, say)


def all_parts() -> list[Part]:
    """Everything, in the order in which it must be installed."""
    return [
        Part(
            "programs of the system",
            lambda: not _missing_packages(),
            lambda: _install_packages(_missing_packages()),
        ),
        *(_server_part(generation) for generation in DEBIAN_RELEASES),
        Part(
            "Piper's own environment",
            lambda: piper_python(load_settings()).exists(),
            lambda: print(f"           {ensure_piper(load_settings())}"),
        ),
        Part(
            "Chroma's own environment",
            lambda: chroma_python(load_settings()).exists(),
            lambda: print(f"           {ensure_chroma(load_settings())}"),
        ),
        Part("the pages, and what checks them", _pages_here, _build_pages),
    ]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    home = parts_home()
    home.mkdir(parents=True, exist_ok=True)
    with (home / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install() -> None:
    """Installs what is missing, saying each step.

    Raises:
        MissingPart: Something cannot be installed; the message says the command that would.
    """
    with _one_at_a_time():
        for part in all_parts():
            if part.here():
                print(f"  here     {part.name}", flush=True)
                continue
            print(f"  install  {part.name}", flush=True)
            start = time.monotonic()
            part.install()
            mumble_server.cache_clear()
            if not part.here():
                raise MissingPart(f"{part.name}: still missing after its installation: {' '.join(_missing_packages())}")
            print(f"  done     {part.name}, {time.monotonic() - start:.0f} s", flush=True)


def check() -> bool:
    """Says what is here and what is missing; true when nothing is."""
    states = [(part.name, part.here()) for part in all_parts()]
    for name, here in states:
        print(f"  {'here   ' if here else 'missing'}  {name}")
    if missing := _missing_packages():
        print(f"           packages: {' '.join(missing)}")
    return all(here for _, here in states)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one of the two commands; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.parts", description=__doc__)
    parser.add_argument("command", choices=("install", "check"))
    command: str = parser.parse_args(argv).command
    if command == "check":
        return 0 if check() else 1
    try:
        install()
    except MissingPart as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
