"""How evenly our Mumble client sends voice, and what it costs, beside pymumble in the same run.

Each sender is a process of its own and sends the same sound for the same time to a real server. A listener in this
process notes when each 20 ms frame arrives: the gap between frames should be 20 ms. An underrun is a frame that comes
too late for somebody who plays with the delay of a Mumble client, 50 ms. CPU is the sender's own process time. An hour
is `--seconds 3600` and takes no more memory than a minute.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.report import Row, arguments, conditions, emit, summary_ms
from mumble_ai.audio.pcm import FRAME_SAMPLES, Int16
from mumble_ai.mumble import ClientConfig, MumbleClient, UserLeft, VoiceReceived
from mumble_ai.settings import load_settings
from tests.parts import MissingPart
from tests.support.murmur import GENERATIONS, Generation, Murmur, MurmurError

RIVAL = "pymumble 1.6.1"
RIVAL_PACKAGES = ("pymumble==1.6.1", "opuslib==3.0.1", "protobuf==3.12.2")
SETTLE_S = 2.0
SOUND_S = 20.0
"""Length of the sound that is sent again and again."""
PLAYOUT_DELAY_S = 0.05
FRAME_S = 0.02
GRACE_S = 30.0

RIVAL_PROGRAM = """
import json, sys, time
import pymumble_py3
host, port, seconds, sound, settle = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), sys.argv[4], float(sys.argv[5])
pcm = open(sound, "rb").read()
left = round(seconds * 50) * 1920
client = pymumble_py3.Mumble(host, "sender", port=port)
client.start()
client.is_ready()
client.set_bandwidth(96000)
time.sleep(settle)
cpu = time.process_time()
while left or client.sound_output.get_buffer_size() > 0:
    if left and client.sound_output.get_buffer_size() < 2:
        client.sound_output.add_sound(pcm[:left])
        left -= min(left, len(pcm))
    time.sleep(0.5)
print(json.dumps({"cpu_s": time.process_time() - cpu}), flush=True)
time.sleep(0.5)
client.stop()
"""


class Unmeasured(Exception):
    """A sender could not be measured here; the message says why."""


def main(argv: list[str] | None = None) -> None:
    """Prints gap and CPU figures of each sender."""
    parser = arguments(__doc__)
    parser.add_argument("--seconds", type=float, default=20.0, help="how long each sender speaks")
    parser.add_argument("--server", choices=GENERATIONS, default="1.3", help="generation of the Mumble server")
    parser.add_argument("--send", nargs=5, help="(internal) speak: host port seconds sound transport")
    options = parser.parse_args(argv)
    if options.send:
        host, port, seconds, sound, transport = options.send
        asyncio.run(send(host, int(port), float(seconds), Path(sound), transport))
        return
    asyncio.run(bench(options.seconds, options.server, as_json=options.json))


async def bench(seconds: float, server: Generation, *, as_json: bool) -> None:
    home = load_settings().mumble_ai_home / "rivals"
    home.mkdir(parents=True, exist_ok=True)
    sound = home / "pacing.pcm"
    speech_like(min(seconds, SOUND_S)).tofile(sound)
    ours = [sys.executable, "-m", "benchmarks.pacing", "--send"]
    senders: dict[str, Any] = {
        "mumble-ai, UDP": lambda where: [*ours, *where, "auto"],
        "mumble-ai, tunnel": lambda where: [*ours, *where, "tcp"],
        f"{RIVAL}, tunnel": lambda where: [rival_python(home), "-c", RIVAL_PROGRAM, *where, str(SETTLE_S)],
    }
    rows: list[Row] = []
    try:
        with Murmur(server) as murmur:
            for name, command in senders.items():
                rows.append(await measure(name, murmur, command, seconds, sound))
    except (MissingPart, MurmurError) as error:
        raise SystemExit(f"no Mumble server to measure against: {error}") from error
    finally:
        sound.unlink(missing_ok=True)
    where = conditions(seconds=seconds, server=server, listener="mumble-ai over UDP, one process for all senders")
    emit("pacing", rows, where, as_json=as_json)


async def measure(name: str, murmur: Murmur, command: Any, seconds: float, sound: Path) -> Row:
    """One row: a sender's gaps, losses and CPU, or why there are none."""
    where = [murmur.host, str(murmur.port), str(seconds), str(sound)]
    try:
        line = await asyncio.to_thread(command, where)
        arrivals_s, cpu_s = await listen(murmur, line, seconds)
    except Unmeasured as error:
        return {"sender": name, "not measured": str(error)}
    gaps_s = [b - a for a, b in itertools.pairwise(arrivals_s)]
    if not gaps_s:
        return {"sender": name, "not measured": "the listener heard nothing"}
    return {
        "sender": name,
        **{f"gap_{key}": value for key, value in summary_ms(gaps_s).items()},
        "frames_sent": round(seconds * 50),
        "underruns": underruns(arrivals_s),
        "frames_lost": max(0, round(seconds * 50) - len(arrivals_s)),
        "cpu_percent_of_a_core": round(100 * cpu_s / seconds, 2),
    }


async def listen(murmur: Murmur, command: list[str], seconds: float) -> tuple[list[float], float]:
    """Runs a sender; returns when each of its frames arrived, and its CPU time."""
    async with MumbleClient(ClientConfig(murmur.host, murmur.port, "listener")) as client:
        events = client.events()
        environment = {**os.environ, "PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION": "python"} if "-c" in command else None
        sender = await asyncio.create_subprocess_exec(
            *command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
        )
        try:
            async with asyncio.timeout(seconds + SETTLE_S + GRACE_S):
                reading = asyncio.create_task(arrivals(events))
                out, err = await sender.communicate()
                if sender.returncode:
                    reading.cancel()
                    raise Unmeasured(f"the sender failed: {err.decode(errors='replace').strip()[-300:]}")
                return await reading, float(json.loads(out.splitlines()[-1])["cpu_s"])
        except TimeoutError as error:
            raise Unmeasured("the sender did not end in time") from error
        finally:
            if sender.returncode is None:
                sender.kill()
                await sender.wait()


async def arrivals(events: Any) -> list[float]:
    """Arrival times of every frame that was not lost, until the sender leaves."""
    times: list[float] = []
    async for event in events:
        if isinstance(event, UserLeft):
            break
        if isinstance(event, VoiceReceived) and len(event.pcm) and not event.concealed:
            times.append(event.at_s)
    return times


def underruns(arrivals_s: list[float]) -> int:
    """How often somebody who plays `PLAYOUT_DELAY_S` after the first frame has nothing to play."""
    found, due_s = 0, arrivals_s[0] + PLAYOUT_DELAY_S
    for arrival_s in arrivals_s:
        if arrival_s > due_s:
            found, due_s = found + 1, arrival_s + PLAYOUT_DELAY_S
        due_s += FRAME_S
    return found


async def send(host: str, port: int, seconds: float, sound: Path, transport: Any) -> None:
    """Our sender: speaks the sound, again and again, prints its CPU time."""
    frames = np.fromfile(sound, np.int16).reshape(-1, FRAME_SAMPLES)
    async with MumbleClient(ClientConfig(host, port, "sender", transport=transport)) as client:
        await asyncio.sleep(SETTLE_S)
        voice = client.voice()
        cpu_s = time.process_time()
        for number in range(round(seconds * 50)):
            await voice.write(frames[number % len(frames)])
        spent_s = time.process_time() - cpu_s
        await voice.end()
        print(json.dumps({"cpu_s": spent_s}), flush=True)
        await asyncio.sleep(0.5)


def speech_like(seconds: float) -> Int16:
    """`(n,) int16` at 48 000 Hz: a gliding tone with noise, so that the encoder has work as with a voice."""
    count = round(seconds * 50) * FRAME_SAMPLES
    t = np.arange(count) / 48_000
    phase = 2 * np.pi * np.cumsum(180 + 60 * np.sin(2 * np.pi * 0.7 * t)) / 48_000
    voice = sum(np.sin(phase * k) / k for k in range(1, 12)) * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * t))
    noise = np.random.default_rng(7).normal(0, 0.05, count)
    return (5000 * (voice + noise)).astype(np.int16)


def rival_python(home: Path) -> str:
    """The Python of pymumble's own environment, made when it is not there.

    Raises:
        Unmeasured: When it cannot be made.
    """
    folder = home / "pymumble-1.6.1"
    python = folder / "bin" / "python"
    ready = folder / "ready"
    if ready.exists():
        return str(python)
    base = sys.executable if sys.version_info[:2] == (3, 11) else shutil.which("python3.11")
    if base is None:
        raise Unmeasured(f"{RIVAL} needs Python 3.11 (it uses ssl.wrap_socket), and there is none")
    steps = (
        [base, "-m", "venv", "--clear", str(folder)],
        [str(python), "-m", "pip", "install", "--quiet", *RIVAL_PACKAGES],
        [str(python), "-c", "import pymumble_py3"],
    )
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            raise Unmeasured(f"{RIVAL} does not install: {(done.stderr or done.stdout).strip()[-300:]}")
    ready.touch()
    return str(python)


if __name__ == "__main__":
    main()
