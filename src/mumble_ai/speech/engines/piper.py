"""Piper: many voices in many languages.

Piper is GPL-3, so nothing of it is imported here: its own HTTP server (`python -m piper.http_server`) runs unmodified
from an environment of its own, as a process of its own, on loopback. This module starts it, watches it, starts it again
when it dies, and speaks to it over HTTP a sentence at a time.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import sys
from collections import deque
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any, Final

import httpx

from mumble_ai.audio.pcm import Int16
from mumble_ai.audio.wav import NotWav, decode_wav
from mumble_ai.resilience.connection import why_no_answer
from mumble_ai.speech.contract import Busy, EngineUnavailable, UnknownVoice, Voice
from mumble_ai.speech.sentences import digits_apart, short_pieces, split_sentences
from mumble_ai.speech.status import EngineState, EngineStatus

START_TIMEOUT_S: Final = 60.0
SENTENCE_TIMEOUT_S: Final = 60.0
STOP_TIMEOUT_S: Final = 3.0
RESTART_DELAYS_S: Final = (0.2, 1.0, 5.0, 30.0)
HEALTHY_AFTER_S: Final = 60.0
"""A process that lived this long starts the delays over."""
_PROBE_EVERY_S: Final = 0.05
_DIE_WITH_PARENT: Final = (
    "import ctypes,os,sys;ctypes.CDLL(None).prctl(1,15);os.execv(sys.executable,[sys.executable,*sys.argv[1:]])"
)
"""Linux's PR_SET_PDEATHSIG survives exec: no orphan stays behind even when this process is killed outright."""


class PiperTts:
    """A `TtsEngine` over a supervised Piper process; make it with `open`."""

    def __init__(self, python: Path, folders: Sequence[Path], voices: dict[str, _PiperVoice], capacity: int) -> None:
        self._python = python
        self._folders = tuple(folders)
        self._voices = voices
        self._capacity = capacity
        self._waiting = 0
        self._turn = asyncio.Lock()
        self._up = asyncio.Event()
        self._down = asyncio.Event()
        self._down.set()
        self._url = ""
        self._problem = ""
        self._log: deque[str] = deque(maxlen=20)
        self._http = httpx.AsyncClient(timeout=httpx.Timeout(SENTENCE_TIMEOUT_S, connect=2.0), trust_env=False)
        self._supervisor = asyncio.create_task(self._supervise(), name="piper supervisor")

    @classmethod
    async def open(cls, python: Path, voices_dirs: Sequence[Path], *, capacity: int = 8) -> PiperTts:
        """Starts Piper and waits until it answers.

        Args:
            python: Interpreter of the environment that holds `piper-tts[http]`.
            voices_dirs: Folders with `NAME.onnx` and `NAME.onnx.json`.

        Raises:
            EngineUnavailable: There is no environment or no voice, or the process does not come up.
        """
        if not await asyncio.to_thread(python.exists):
            raise EngineUnavailable(f"Piper's environment is missing ({python}); make it with: mumble-ai models pull")
        voices = await asyncio.to_thread(_find_voices, voices_dirs)
        if not voices:
            raise EngineUnavailable(f"no Piper voice in {', '.join(str(d) for d in voices_dirs)}")
        engine = cls(python, voices_dirs, voices, capacity)
        try:
            await engine._wait_until_up()
        except BaseException:
            await engine.close()
            raise
        return engine

    def status(self) -> EngineStatus:
        state = EngineState.BUSY if self._waiting >= self._capacity else EngineState.READY
        if self._supervisor.done():
            state = EngineState.FAILING
        elif not self._up.is_set():
            state = EngineState.FAILING if self._problem else EngineState.LOADING
        detail = "" if self._up.is_set() else (self._problem or "starting Piper")
        return EngineStatus(state, detail, None, self._waiting, self._capacity)

    async def voices(self) -> tuple[Voice, ...]:
        return tuple(v.voice for v in self._voices.values())

    async def synthesize(self, text: str, *, voice: str | None = None, speed: float = 1.0) -> AsyncIterator[Int16]:
        """See `TtsEngine.synthesize`; one chunk a sentence."""
        chosen = self._voices.get(next(iter(self._voices)) if voice is None else voice)
        if chosen is None:
            raise UnknownVoice(f"no voice {voice!r}; there are: {', '.join(self._voices)}")
        if self._waiting >= self._capacity:
            raise Busy(f"piper has {self._capacity} requests waiting; try again in 2 s", 2.0)
        self._waiting += 1
        try:
            for sentence in [p for s in split_sentences(digits_apart(text)) for p in short_pieces(s)]:
                async with self._turn:
                    yield await self._speak(sentence, chosen, speed)
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """Ends the process."""
        self._supervisor.cancel()
        await asyncio.gather(self._supervisor, return_exceptions=True)
        await self._http.aclose()

    async def _speak(self, sentence: str, voice: _PiperVoice, speed: float) -> Int16:
        request = {"text": sentence, "voice": voice.voice.id, "length_scale": voice.length_scale / speed}
        for attempt in (1, 2):
            await self._wait_until_up()
            try:
                answer = await self._http.post(f"{self._url}/synthesize", json=request)
                answer.raise_for_status()
                return decode_wav(answer.content)[0]
            except httpx.TransportError as error:
                # The supervisor sees a dead process too; the sentence is tried once more with the next one.
                if attempt == 2 or isinstance(error, httpx.ReadTimeout):
                    raise EngineUnavailable(f"Piper did not answer: {why_no_answer(error)}") from error
                await self._wait_for_death()
            except httpx.HTTPStatusError as error:
                raise EngineUnavailable(f"Piper failed ({error.response.status_code}): {self._last_words()}") from error
            except NotWav as error:
                raise EngineUnavailable(f"Piper sent no sound: {error}") from error
        raise AssertionError("unreachable")

    async def _wait_for_death(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._down.wait(), 1.0)

    async def _wait_until_up(self) -> None:
        try:
            async with asyncio.timeout(START_TIMEOUT_S):
                while not self._up.is_set():
                    if self._supervisor.done():
                        raise EngineUnavailable(f"Piper is closed: {self._problem}")
                    if self._problem:
                        raise EngineUnavailable(self._problem)
                    await asyncio.sleep(_PROBE_EVERY_S)
        except TimeoutError:
            raise EngineUnavailable(
                f"Piper did not start within {START_TIMEOUT_S:.0f} s: {self._last_words()}"
            ) from None

    async def _supervise(self) -> None:
        """Keeps one process running until cancelled."""
        loop = asyncio.get_running_loop()
        failures = 0
        while True:
            began_s = loop.time()
            code = await self._run_once()
            failures = 0 if loop.time() - began_s > HEALTHY_AFTER_S else failures + 1
            delay_s = RESTART_DELAYS_S[min(failures, len(RESTART_DELAYS_S)) - 1] if failures else 0.0
            # The first death is repaired so fast that callers may simply wait for it.
            self._problem = f"Piper ended with code {code}: {self._last_words()}" if failures > 1 else ""
            await asyncio.sleep(delay_s)

    async def _run_once(self) -> int:
        port = _free_port()
        process = await asyncio.create_subprocess_exec(
            *_command(self._python, port, self._folders, next(iter(self._voices))),
            cwd=self._folders[0],
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        reader = asyncio.create_task(self._read_log(process))
        probe = asyncio.create_task(self._announce_when_up(f"http://127.0.0.1:{port}"))
        try:
            return await process.wait()
        finally:
            self._up.clear()
            self._down.set()
            probe.cancel()
            await _stop(process)
            await asyncio.gather(reader, probe, return_exceptions=True)

    async def _announce_when_up(self, url: str) -> None:
        while True:
            with contextlib.suppress(httpx.TransportError):
                if (await self._http.get(f"{url}/info")).status_code == 200:
                    self._url, self._problem = url, ""
                    self._down.clear()
                    self._up.set()
                    return
            await asyncio.sleep(_PROBE_EVERY_S)

    async def _read_log(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        while line := await process.stderr.readline():
            self._log.append(line.decode(errors="replace").strip())

    def _last_words(self) -> str:
        return next((line for line in reversed(self._log) if line), "it said nothing")


class _PiperVoice:
    def __init__(self, voice: Voice, length_scale: float) -> None:
        self.voice = voice
        self.length_scale = length_scale


def _find_voices(folders: Sequence[Path]) -> dict[str, _PiperVoice]:
    found: dict[str, _PiperVoice] = {}
    for model in sorted(path for folder in folders for path in folder.glob("*.onnx")):
        description = model.with_name(model.name + ".json")
        if not description.is_file():
            continue
        facts: dict[str, Any] = json.loads(description.read_text("utf-8"))
        language = str(facts.get("language", {}).get("code", "") or facts.get("espeak", {}).get("voice", ""))
        audio = facts.get("audio", {})
        voice = Voice(
            id=model.stem,
            engine="piper",
            language=language.replace("_", "-"),
            description=str(facts.get("dataset", "")),
            quality=str(audio.get("quality", "")),
            sample_rate_hz=int(audio.get("sample_rate", 22_050)),
        )
        found[voice.id] = _PiperVoice(voice, float(facts.get("inference", {}).get("length_scale", 1.0)))
    return found


def _command(python: Path, port: int, folders: Sequence[Path], voice: str) -> list[str]:
    data = [part for folder in folders for part in ("--data-dir", str(folder))]
    server = ["-m", "piper.http_server", "--host", "127.0.0.1", "--port", str(port), "--model", voice, *data]
    if sys.platform == "linux":
        return [str(python), "-c", _DIE_WITH_PARENT, *server]
    return [str(python), *server]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOP_TIMEOUT_S)
    except TimeoutError:
        process.kill()
        await process.wait()
