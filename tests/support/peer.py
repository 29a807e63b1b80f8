"""Independent Mumble users, driven from a test: each is a process of its own that talks JSON lines."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import tempfile
import time
import wave
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.support.rival_env import NPM_PEER, rival_node_modules, rival_python

Int16 = npt.NDArray[np.int16]

PYMUMBLE = "pymumble==1.6.1"
VOICE_RATE_HZ = 48_000
AUDIBLE = 200
"""Root mean square of a 16-bit frame from which people hear something (about -44 dBFS)."""


class PeerError(AssertionError):
    """The peer did not get what was expected in time; the message tells what it got."""


@dataclass(frozen=True, slots=True)
class VoicePacket:
    """One received voice packet.

    Attributes:
        at_s: Time of arrival, seconds of the machine's monotonic clock.
        pcm: `(n,) int16` mono at 48 000 Hz; empty for a peer that does not decode.
        opus: The undecoded frame; empty for a peer that decodes.
        terminator: True when the sender marked the end of the spurt and the peer can see the mark.
    """

    speaker: str
    at_s: float
    pcm: Int16
    opus: bytes = b""
    terminator: bool = False

    @property
    def audible(self) -> bool:
        return self.pcm.size > 0 and float(np.sqrt(np.mean(self.pcm.astype(np.float64) ** 2))) > AUDIBLE


@dataclass(frozen=True, slots=True)
class Heard:
    """One stretch of voice: the packets in the order they came."""

    packets: tuple[VoicePacket, ...]

    @property
    def speaker(self) -> str:
        return self.packets[0].speaker

    @property
    def pcm(self) -> Int16:
        """`(n,) int16` mono at 48 000 Hz, packets one after the other."""
        return np.concatenate([packet.pcm for packet in self.packets])

    @property
    def first_audible_s(self) -> float:
        """When the first packet came that people hear."""
        return next(packet.at_s for packet in self.packets if packet.audible)

    @property
    def last_audible_s(self) -> float:
        return next(packet.at_s for packet in reversed(self.packets) if packet.audible)

    @property
    def duration_s(self) -> float:
        return self.pcm.size / VOICE_RATE_HZ


@dataclass
class Peer:
    """One independent user; make it with `pymumble_peer` or `npm_peer`."""

    name: str
    process: Process
    events: list[dict[str, Any]] = field(default_factory=list)
    voice: list[VoicePacket] = field(default_factory=list)
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    _folder: tempfile.TemporaryDirectory[str] = field(
        default_factory=lambda: tempfile.TemporaryDirectory(prefix="peer-")
    )

    async def say(self, sound: Path | Int16, *, end: bool = True, timeout_s: float = 60.0) -> float:
        """Speaks a 48 kHz mono WAV file or `(n,) int16` samples of that rate, in real time.

        Args:
            end: Whether the end of the spurt is marked, as clients do when a key is released.

        Returns:
            When the last frame was sent.
        """
        mark = len(self.events)
        await self.start_saying(sound, end=end)
        return (await self.expect("said", timeout_s=timeout_s, after=mark))["at"]

    async def start_saying(self, sound: Path | Int16, *, end: bool = True) -> None:
        """Starts to speak and returns at once."""
        path = sound if isinstance(sound, Path) else write_wav(sound, self._new_file())
        await self._send({"do": "say", "wav": str(path), "end": end})

    async def hush(self) -> None:
        """Stops speaking in mid-word."""
        await self._send({"do": "hush"})

    async def text(self, text: str, *, to: str = "") -> None:
        """Sends a text message to the channel, or to one user alone."""
        await self._send({"do": "text", "text": text, "to": to})

    async def join(self, channel: str) -> None:
        """Moves to a channel by its name."""
        await self._send({"do": "join", "channel": channel})

    async def expect(self, event: str, *, timeout_s: float = 10.0, after: int = 0, **facts: Any) -> dict[str, Any]:
        """Waits for an event with these facts; those that came before count too, from index `after` on."""

        def matches(e: dict[str, Any]) -> bool:
            return e["event"] == event and all(e.get(key) == value for key, value in facts.items())

        def found() -> dict[str, Any] | None:
            return next((e for e in self.events[after:] if matches(e)), None)

        return await self._until(found, timeout_s, f"{event} {facts or ''}")

    async def hear(self, speaker: str, *, after: int = 0, quiet_s: float = 1.0, timeout_s: float = 30.0) -> Heard:
        """Waits for a stretch of voice of `speaker` that starts after packet `after` and ends with `quiet_s` of quiet.

        `timeout_s` bounds the wait for the first audible packet.
        """
        await self.first_audible(speaker, after=after, timeout_s=timeout_s)
        while True:
            count = len(self.voice)
            try:
                await self._until(lambda count=count: len(self.voice) > count or None, quiet_s, "more voice")
            except PeerError:
                return Heard(tuple(packet for packet in self.voice[after:] if packet.speaker == speaker))

    async def first_audible(self, speaker: str, *, after: int = 0, timeout_s: float = 30.0) -> VoicePacket:
        """Waits for the first packet of `speaker` that people would hear."""

        def found() -> VoicePacket | None:
            heard = (packet for packet in self.voice[after:] if packet.speaker == speaker)
            return next((packet for packet in heard if packet.audible), None)

        return await self._until(found, timeout_s, f"voice of {speaker}")

    async def packets(self, count: int, *, timeout_s: float = 30.0) -> list[VoicePacket]:
        """Waits until `count` voice packets have come in all."""
        return await self._until(
            lambda: self.voice[:count] if len(self.voice) >= count else None, timeout_s, f"{count} voice packets"
        )

    async def close(self) -> None:
        """Leaves the server and ends the process."""
        if self.process.returncode is None:
            assert self.process.stdin is not None
            self.process.stdin.close()
            try:
                await asyncio.wait_for(self.process.wait(), 3)
            except TimeoutError:
                self.process.kill()
                await self.process.wait()
        self._folder.cleanup()

    def _new_file(self) -> Path:
        return Path(self._folder.name) / f"said-{time.monotonic_ns()}.wav"

    async def _send(self, command: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(command).encode() + b"\n")
        await self.process.stdin.drain()

    async def _until(self, found: Callable[[], Any | None], timeout_s: float, what: str) -> Any:
        try:
            async with asyncio.timeout(timeout_s), self._changed:
                while (result := found()) is None:
                    if self.process.returncode is not None:
                        raise PeerError(f"{self.name} ended while waiting for {what}; events: {self.events[-10:]}")
                    await self._changed.wait()
                return result
        except TimeoutError:
            speakers = sorted({packet.speaker for packet in self.voice})
            raise PeerError(
                f"{self.name} waited {timeout_s} s for {what}; got {len(self.voice)} voice packets of {speakers}, "
                f"events: {self.events[-10:]}"
            ) from None

    async def _read(self) -> None:
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            with contextlib.suppress(ValueError):
                await self._take(json.loads(line))
        await self.process.wait()
        async with self._changed:
            self._changed.notify_all()

    async def _take(self, event: dict[str, Any]) -> None:
        async with self._changed:
            if event["event"] == "voice":
                pcm = np.frombuffer(base64.b64decode(event.get("pcm", "")), np.int16)
                opus = base64.b64decode(event.get("opus", ""))
                ended = bool(event.get("terminator", False))
                self.voice.append(VoicePacket(event["speaker"], event["at"], pcm, opus, ended))
            else:
                self.events.append(event)
            self._changed.notify_all()


def pymumble_peer(
    port: int, name: str = "Paul", *, host: str = "127.0.0.1", password: str = "", certificate: Path | None = None
) -> Any:
    """Context manager of a connected `Peer` made of pymumble: voice over the TCP tunnel, legacy format.

    Args:
        certificate: PEM file with key and certificate; with it the person is the same at the next visit.
    """
    python = rival_python("pymumble", PYMUMBLE)
    program = Path(__file__).with_name("pymumble_peer.py")
    command = [str(python), "-u", str(program), "--host", host, "--port", str(port), "--name", name]
    return _peer(name, [*command, f"--password={password}", "--certificate", str(certificate or "")])


def npm_peer(port: int, name: str = "Nora", *, host: str = "127.0.0.1", password: str = "") -> Any:
    """Context manager of a connected `Peer` made of the npm client: it receives undecoded voice and texts."""
    modules = rival_node_modules()
    program = NPM_PEER / "peer.mjs"
    return _peer(name, ["node", str(program), str(modules), host, str(port), name, password])


@asynccontextmanager
async def _peer(name: str, command: Sequence[str]) -> AsyncIterator[Peer]:
    # A line carries one voice packet; the limit leaves room for a long one.
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, limit=1 << 20)
    peer = Peer(name, process)
    reader = asyncio.create_task(peer._read())
    try:
        await peer.expect("ready", timeout_s=20)
        yield peer
    finally:
        await peer.close()
        reader.cancel()
        await asyncio.gather(reader, return_exceptions=True)


def write_wav(pcm: Int16, path: Path | None = None) -> Path:
    """Writes `(n,) int16` mono at 48 000 Hz; returns the path, by default that of a temporary file of the caller's."""
    if path is None:
        handle, name = tempfile.mkstemp(prefix="voice-", suffix=".wav")
        os.close(handle)
        path = Path(name)
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(VOICE_RATE_HZ)
        sound.writeframes(pcm.astype(np.int16).tobytes())
    return path
