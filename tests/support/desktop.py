"""The real Mumble desktop client on a screen and a sound card of its own: people's own client as the other side.

Everything lives in a temporary home folder that is written before the start, so that neither the certificate wizard nor
the question about a self-signed server certificate comes up.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import hashlib
import os
import signal
import socket
import sqlite3
import ssl
import subprocess
import tempfile
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path
from typing import Self

import numpy as np
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12

from tests.support.peer import Heard, Int16, PeerError, VoicePacket, write_wav

VOICE_RATE_HZ = 48_000
CHUNK_SAMPLES = 960

SETTINGS = """\
[General]
databaselocation={database}
lastupdate=2

[audio]
input=PulseAudio
output=PulseAudio
transmit=1
vadsource=0
vadmin=0.2
vadmax=0.35
attenuateothers=false
headphone=true
noisesupress=0
loudness=1000
outputdelay=5
voicehold=20

[net]
certificate="@ByteArray({certificate})"
tcponly={tcp_only}
autoreconnect=true

[ui]
askonquit=false
updatecheck=false
plugincheck=false
usage=false
developermenu=false
themestyle=Lite
WindowLayout=1

[tts]
enable=false

[messages]
{messages}
"""
"""Voice activity with an easy threshold; no sounds for events, which would be heard as voice; no speech output."""

MESSAGE_KINDS = 40
LOG_ONLY = 1


class DesktopClient:
    """One running desktop client; an async context manager.

    Attributes:
        name: The user's name on the server.
        voice: 20 ms pieces of all that its loudspeaker has played, silence included.
    """

    def __init__(self, port: int, name: str = "Dora", *, host: str = "127.0.0.1", tcp_only: bool = False) -> None:
        self.name = name
        self.voice: list[VoicePacket] = []
        self._host, self._port, self._tcp_only = host, port, tcp_only
        self._changed = asyncio.Condition()
        self._processes: list[Process] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._folder = tempfile.TemporaryDirectory(prefix="desktop-")
        self._home = Path(self._folder.name)
        self._environment: dict[str, str] = {}
        self._pulse_pid = 0

    async def __aenter__(self) -> Self:
        try:
            await self._start()
        except BaseException:
            await self._stop()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stop()

    async def say(self, sound: Path | Int16) -> float:
        """Plays a sound into the client's microphone; returns when it has been played, and the time then."""
        path = sound if isinstance(sound, Path) else write_wav(sound, self._home / "said.wav")
        player = await self._run("paplay", "--device=microphone", str(path))
        if await player.wait() != 0:
            raise PeerError(f"paplay could not play {path}")
        return time.monotonic()

    async def hear(self, *, after: int = 0, quiet_s: float = 1.0, timeout_s: float = 30.0) -> Heard:
        """Waits for a sound from the loudspeaker, and for `quiet_s` of silence after it."""
        await self._until(lambda: any(piece.audible for piece in self.voice[after:]), timeout_s)
        silent = round(quiet_s * VOICE_RATE_HZ / CHUNK_SAMPLES)
        await self._until(lambda: not any(piece.audible for piece in self.voice[-silent:]), timeout_s)
        pieces = self.voice[after:]
        first = next(i for i, piece in enumerate(pieces) if piece.audible)
        return Heard(tuple(pieces[first : len(pieces) - silent]))

    def screenshot(self, path: Path) -> None:
        """Saves the whole screen as PNG; needs ImageMagick's `import`."""
        subprocess.run(
            ["import", "-window", "root", str(path)], env=self._environment, check=True, capture_output=True, timeout=20
        )

    def xdotool(self, *arguments: str) -> str:
        """Runs one xdotool command on the client's screen."""
        done = subprocess.run(
            ["xdotool", *arguments], env=self._environment, capture_output=True, text=True, timeout=20
        )
        return done.stdout.strip()

    async def _start(self) -> None:
        # In a thread: the server may be reached through a link that this event loop runs.
        await asyncio.to_thread(self._write_home)
        await self._start_screen()
        await self._start_sound()
        await self._run("openbox")
        recorder = await self._run(
            "parec", "--device=loudspeaker.monitor", "--format=s16le", "--rate=48000", "--channels=1",
            "--latency-msec=20", stdout=PIPE,
        )  # fmt: skip
        self._tasks.append(asyncio.create_task(self._record(recorder)))
        await self._until(lambda: self.voice, 15)
        watcher = await self._run("pactl", "subscribe", stdout=PIPE)
        await self._run("mumble", f"mumble://{self.name}@{self._host}:{self._port}/?version=1.2.0")
        await asyncio.wait_for(self._sound_is_open(watcher), 60)

    async def _sound_is_open(self, watcher: Process) -> None:
        """Waits until the client plays and records; voice that comes earlier is lost."""
        assert watcher.stdout is not None
        waiting = {b"'new' on sink-input", b"'new' on source-output"}
        while waiting:
            line = await watcher.stdout.readline()
            if not line:
                raise PeerError("the desktop client's sound server ended")
            waiting -= {event for event in waiting if event in line}
        watcher.terminate()

    def _write_home(self) -> None:
        config = self._home / ".config" / "Mumble"
        data = self._home / ".local" / "share" / "Mumble" / "Mumble"
        for folder in (config, data, self._home / "run"):
            folder.mkdir(parents=True, mode=0o700)
        _trust_server(data / "mumble.sqlite", self._host, self._port)
        text = SETTINGS.format(
            database=data / "mumble.sqlite",
            certificate="".join(f"\\x{byte:x}" for byte in _certificate(self.name)),
            tcp_only=str(self._tcp_only).lower(),
            messages="\n".join(f"{kind}={LOG_ONLY}" for kind in range(MESSAGE_KINDS)),
        )
        (config / "Mumble.conf").write_text(text, "utf-8")
        keep = {key: os.environ[key] for key in ("PATH", "LANG") if key in os.environ}
        self._environment = {
            **keep,
            "HOME": str(self._home),
            "XDG_CONFIG_HOME": str(self._home / ".config"),
            "XDG_DATA_HOME": str(self._home / ".local" / "share"),
            "XDG_RUNTIME_DIR": str(self._home / "run"),
            "PULSE_RUNTIME_PATH": str(self._home / "run"),
            "PULSE_SERVER": f"unix:{self._home}/run/native",
            "QT_LOGGING_RULES": "*=false",
        }

    async def _start_screen(self) -> None:
        read, write = os.pipe()
        process = await asyncio.create_subprocess_exec(
            "Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp",
            pass_fds=(write,), stdout=DEVNULL, stderr=DEVNULL,
        )  # fmt: skip
        os.close(write)
        self._processes.append(process)
        with open(read, "rb") as pipe:
            display = await asyncio.wait_for(asyncio.to_thread(pipe.readline), 15)
        self._environment["DISPLAY"] = f":{display.decode().strip()}"

    async def _start_sound(self) -> None:
        sinks = ("loudspeaker", "microphone")
        loads = [
            "module-native-protocol-unix auth-anonymous=1",
            *(f"module-null-sink sink_name={sink} rate=48000" for sink in sinks),
        ]
        command = ["pulseaudio", "-n", "--daemonize=yes", "--exit-idle-time=-1", "--use-pid-file=yes"]
        for load in loads:
            command += ["-L", load]
        environment = {key: value for key, value in self._environment.items() if key != "PULSE_SERVER"}
        # The command returns once the sound server is ready.
        starter = await asyncio.create_subprocess_exec(*command, env=environment, stdout=DEVNULL, stderr=PIPE)
        _, errors = await asyncio.wait_for(starter.communicate(), 20)
        if starter.returncode != 0:
            raise PeerError(f"pulseaudio did not start:\n{errors.decode(errors='replace')}")
        self._pulse_pid = int((self._home / "run" / "pid").read_text())
        for kind, name in (("sink", "loudspeaker"), ("source", "microphone.monitor")):
            await (await self._run("pactl", f"set-default-{kind}", name)).wait()

    async def _run(self, *command: str, stdout: int = DEVNULL) -> Process:
        process = await asyncio.create_subprocess_exec(
            *command, env=self._environment, stdin=DEVNULL, stdout=stdout, stderr=DEVNULL
        )
        self._processes.append(process)
        return process

    async def _record(self, recorder: Process) -> None:
        assert recorder.stdout is not None
        with contextlib.suppress(asyncio.IncompleteReadError):
            while True:
                chunk = await recorder.stdout.readexactly(CHUNK_SAMPLES * 2)
                async with self._changed:
                    self.voice.append(VoicePacket("*", time.monotonic(), np.frombuffer(chunk, np.int16)))
                    self._changed.notify_all()

    async def _until(self, condition: object, timeout_s: float) -> None:
        assert callable(condition)
        try:
            async with asyncio.timeout(timeout_s), self._changed:
                await self._changed.wait_for(condition)
        except TimeoutError:
            loud = sum(piece.audible for piece in self.voice)
            raise PeerError(f"the desktop client played {len(self.voice)} pieces, {loud} audible, in time") from None

    async def _stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        for process in reversed(self._processes):
            if process.returncode is None:
                process.terminate()
                try:
                    await asyncio.wait_for(process.wait(), 3)
                except TimeoutError:
                    process.kill()
                    await process.wait()
        if self._pulse_pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pulse_pid, signal.SIGKILL)
        self._folder.cleanup()


def _certificate(name: str) -> bytes:
    """A new certificate with its key, PKCS #12 with an empty password as the client stores it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=3650))
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(b"Mumble", key, certificate, None, NoEncryption())


def _trust_server(database: Path, host: str, port: int) -> None:
    """Writes the digest of the server's certificate where the client keeps those its user has accepted."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with socket.create_connection((host, port), timeout=5) as plain, context.wrap_socket(plain) as secure:
        digest = hashlib.sha1(secure.getpeercert(binary_form=True) or b"").hexdigest()
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "CREATE TABLE cert (id INTEGER PRIMARY KEY AUTOINCREMENT, hostname TEXT, port INTEGER, digest TEXT)"
        )
        connection.execute("CREATE UNIQUE INDEX cert_host_port ON cert(hostname, port)")
        connection.execute("INSERT INTO cert (hostname, port, digest) VALUES (?, ?, ?)", (host, port, digest))
