"""A real Mumble server of either generation, in a folder and on a port of its own."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Literal

from tests import parts
from tests.support.net import free_port

Generation = Literal["1.3", "1.5"]
GENERATIONS: tuple[Generation, ...] = ("1.3", "1.5")
"""1.3 speaks only the legacy voice format; 1.5 also the protobuf one, with clients that announce 1.5."""

_LISTENING = "Server listening on"
_PASSWORD = re.compile(r"Password for 'SuperUser' set to '([^']+)'")


class MurmurError(RuntimeError):
    """The server did not do what was asked in time; the message carries its log."""


class Murmur:
    """One server process; use it as a context manager or call `start` and `stop`.

    Attributes:
        generation: "1.3" or "1.5".
        port: TCP and UDP port on `host`; stays the same over `restart`.
        superuser_password: Set once the server has started.
    """

    host = "127.0.0.1"

    def __init__(
        self,
        generation: Generation,
        *,
        port: int = 0,
        password: str = "",
        bandwidth_bps: int = 130_000,
        text_length: int = 5000,
        users: int = 100,
        **ini: str | int,
    ) -> None:
        """Args:
        generation: Which server.
        port: 0 takes a free one.
        password: What joining needs.
        bandwidth_bps: What a client may send, bits a second.
        text_length: Longest text message, characters.
        users: How many clients are admitted.
        ini: Any more settings of the server's own ini file.
        """
        self.generation = generation
        self.port = port or free_port()
        self.superuser_password = ""
        self._server = parts.mumble_server(generation)
        self._ini = {
            "host": self.host,
            "port": self.port,
            "serverpassword": password,
            "bandwidth": bandwidth_bps,
            "textmessagelength": text_length,
            "users": users,
            # Without this each new database costs a benchmark of the password hash, about a second.
            "kdfiterations": 1000,
            "bonjour": "false",
            "autobanAttempts": 0,
            **ini,
        }
        self._process: subprocess.Popen[str] | None = None
        self._lines: list[str] = []
        self._grown = threading.Condition()
        self._folder: Path | None = None

    @property
    def log(self) -> str:
        """Everything the server has said, restarts included."""
        with self._grown:
            return "".join(self._lines)

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        assert self._process is not None, "the server was never started"
        return self._process.pid

    def start(self, *, timeout_s: float = 20.0) -> None:
        """Starts the server and waits until it listens.

        Raises:
            MurmurError: It ended, or did not listen in time.
        """
        folder = self._folder or self._make_folder()
        mark = len(self._lines)
        self._process = subprocess.Popen(
            self._server.command("-fg", "-ini", self._server.inside(folder / "server.ini")),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            cwd="/",
        )
        threading.Thread(target=self._read, args=(self._process,), daemon=True).start()
        self.wait_for_log(_LISTENING, timeout_s=timeout_s, after_line=mark)
        if found := _PASSWORD.search(self.log):
            self.superuser_password = found.group(1)

    def wait_for_log(self, text: str, *, timeout_s: float = 10.0, after_line: int = 0) -> str:
        """Waits until the server says `text`; returns the line.

        Raises:
            MurmurError: It did not in time, or ended first.
        """
        deadline = time.monotonic() + timeout_s
        with self._grown:
            while True:
                for line in self._lines[after_line:]:
                    if text in line:
                        return line
                left = deadline - time.monotonic()
                if left <= 0 or not self.running:
                    raise MurmurError(f"Mumble server {self.generation} never said {text!r}:\n" + "".join(self._lines))
                self._grown.wait(left)

    def stop(self) -> None:
        """Stops the server and removes its folder; a second call does nothing."""
        self._end_process()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def kill(self) -> None:
        """Ends the server without a goodbye; `start` brings it back with the same users and channels."""
        if self._process is not None:
            self._process.kill()
        self._end_process()

    def restart(self) -> None:
        """Stops the server and starts it again on the same port, with the same database and certificate."""
        self._end_process()
        self.start()

    def __enter__(self) -> Murmur:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _make_folder(self) -> Path:
        folder = Path(tempfile.mkdtemp(prefix="murmur-", dir=self._server.scratch))
        self._folder = folder
        settings = {**self._ini, "database": self._server.inside(folder / "server.sqlite")}
        (folder / "server.ini").write_text("".join(f"{key}={value}\n" for key, value in settings.items()), "utf-8")
        if os.geteuid() == 0 and self._server.drops_to:
            # Started as root, the server goes on as this user and must be able to write here.
            user = pwd.getpwnam(self._server.drops_to)
            for path in (folder, folder / "server.ini"):
                os.chown(path, user.pw_uid, user.pw_gid)
        return folder

    def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                with self._grown:
                    self._lines.append(line)
                    self._grown.notify_all()
        process.wait()
        with self._grown:
            self._grown.notify_all()
