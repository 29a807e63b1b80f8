"""The launcher `./mumble-ai` on a checkout of its own, with packages from a local folder."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[3]
COMMAND_LINE = 'import sys, needed; print("ran with", sys.argv[1:], needed.ANSWER)\n'


def make_wheel(folder: Path, answer: int = 42) -> str:
    """A wheel `needed`; returns its line for a requirements file."""
    files = {
        "needed.py": f"ANSWER = {answer}\n".encode(),
        f"needed-{answer}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: needed\nVersion: {answer}\n".encode(),
        f"needed-{answer}.dist-info/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    sums = {
        name: base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        for name, data in files.items()
    }
    record = "".join(f"{name},sha256={sums[name]},{len(data)}\n" for name, data in files.items())
    files[f"needed-{answer}.dist-info/RECORD"] = record.encode()
    path = folder / f"needed-{answer}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return f"needed=={answer} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


class Checkout:
    """A checkout with the real launcher and nearly nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "a checkout"
        self.home = folder / "home"
        self.wheels = folder / "wheels"
        self.wheels.mkdir()
        (self.folder / "requirements").mkdir(parents=True)
        package = self.folder / "src" / "mumble_ai" / "cli"
        package.mkdir(parents=True)
        (package / "__main__.py").write_text(COMMAND_LINE)
        shutil.copy(CHECKOUT / "mumble-ai", self.folder)
        self.require(make_wheel(self.wheels))
        self.environment = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(folder),
            "MUMBLE_AI_HOME": str(self.home),
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.wheels),
            "PIP_CONFIG_FILE": "/dev/null",
        }

    def require(self, line: str) -> None:
        for name in ("base", "test", "pip"):
            (self.folder / "requirements" / f"{name}.txt").write_text(line)

    def start(self, *words: str, launcher: str = "", **more: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [launcher or str(self.folder / "mumble-ai"), *words],
            env=self.environment | more,
            cwd=self.wheels,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def run(self, *words: str, launcher: str = "", **more: str) -> tuple[int, str]:
        process = self.start(*words, launcher=launcher, **more)
        out, _ = process.communicate(timeout=100)
        return process.returncode, out

    def environments(self) -> list[str]:
        return sorted(p.name.split("-")[0] for p in (self.home / "env").glob("*-*"))


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_makes_its_environment_once_and_hands_over(checkout: Checkout) -> None:
    code, said = checkout.run("status", "--json")
    assert code == 0, said
    assert "Making the Python environment" in said
    assert "ran with ['status', '--json'] 42" in said
    code, said = checkout.run("up", "two words")
    assert said == "ran with ['up', 'two words'] 42\n", "the second start says nothing and loses no word"


def test_works_from_anywhere_and_through_links(checkout: Checkout, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "assistant").symlink_to("../link")
    (tmp_path / "link").symlink_to(checkout.folder / "mumble-ai")
    code, said = checkout.run("version", launcher=str(tmp_path / "bin" / "assistant"))
    assert (code, said.splitlines()[-1]) == (0, "ran with ['version'] 42")


def test_two_starts_at_once_make_one_environment(checkout: Checkout) -> None:
    both = [checkout.start("version"), checkout.start("version")]
    said = [process.communicate(timeout=100)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sum("Installing packages" in text for text in said) == 1
    assert checkout.environments() == ["app"]


def test_new_requirements_make_a_new_environment_and_remove_the_old(checkout: Checkout) -> None:
    checkout.run("version")
    checkout.require(make_wheel(checkout.wheels, 43))
    _, said = checkout.run("version")
    assert said.endswith("43\n")
    assert checkout.environments() == ["app"]
    checkout.run("test")
    assert checkout.environments() == ["app", "test"]


def test_a_failed_install_says_so_and_leaves_nothing_half_made(checkout: Checkout) -> None:
    line = make_wheel(checkout.wheels)
    checkout.require(line.replace(line[-6:], "00000\n"))
    code, said = checkout.run("version")
    assert code == 1
    assert "could not be installed" in said
    assert "start again" in said
    assert checkout.environments() == []
    checkout.require(line)
    assert checkout.run("version")[0] == 0


def test_without_python_it_says_what_to_install(checkout: Checkout, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "dirname", "readlink", "cat", "id", "printf", "sha256sum", "cut"):
        (tools / name).symlink_to(shutil.which(name) or f"/usr/bin/{name}")
    code, said = checkout.run("up", PATH=str(tools))
    assert code == 1
    assert "needs Python 3.11" in said
    assert "apt-get install python3 python3-venv" in said


def test_a_home_that_cannot_be_written_is_said(checkout: Checkout) -> None:
    code, said = checkout.run("up", MUMBLE_AI_HOME="/proc/mumble-ai")
    assert code == 1
    assert "set MUMBLE_AI_HOME" in said
