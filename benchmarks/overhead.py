"""What a turn costs beside the models: from the end of speech to the first sound, with engines that answer at once.

Ours runs as the bot puts it together: ear, endpointing, assistant, clauses, mouth, paced frames. Beside it in the same
run stand pipecat-ai and livekit-agents, each in an environment of its own, with engines made from their own base
classes that are as quick as ours, and the floor: four coroutines and their queues. Speech comes at its own pace. The
clock starts when the frame is handed over by which a contestant finds that the speech is over, so nobody's wait after
speech counts; it stops when the first audible frame comes out. Each measurement is a process of its own, in alternating
order.

A row also says how many talks one process holds before the slowest hundredth of turns waits for more than 20 ms (and
before P95 is twice that of one talk), how late the event loop was with the fewest of these, and the CPU time a minute
that a listener in silence takes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.report import Row, arguments, conditions, emit, percentile, summary_ms
from mumble_ai.audio.pcm import SPEECH_RATE_HZ, VOICE_RATE_HZ, Int16
from mumble_ai.audio.resample import resample_int16
from tests.parts import MissingPart
from tests.support.rival_env import rival_python
from tests.support.sound import spoken, tone

PIPECAT: Final = "pipecat-ai==1.14.0"
LIVEKIT: Final = "livekit-agents==1.8.9"
HERE: Final = Path(__file__).parent
ROUNDS: Final = 2
PROMPT_MS: Final = 20.0
"""A talk in a full process still counts while its slowest hundredth of turns stays below this."""
IDLE_S: Final = 6.0
FEWEST_TALKS: Final = 8
TALK_TURNS: Final = 4
"""Turns of each of many talks."""
START_UP_S: Final = 120.0


class Unmeasured(Exception):
    """A contestant could not be measured here; the message says why."""


@dataclass(slots=True)
class Contestant:
    """One row.

    Attributes:
        module: Program in `benchmarks.contestants`.
        requirement: The package it is, pinned; empty for what runs in our own environment.
        voice: "tone" with voice activity that costs nothing, "speech" with Silero.
        options: See the program.
    """

    name: str
    module: str
    requirement: str = ""
    voice: str = "tone"
    options: str = "default"
    waits_s: list[float] = field(default_factory=list[float])
    unanswered: int = 0
    idle_cpu_s_per_min: float = 0.0
    problem: str = ""

    def command(self) -> list[str]:
        """How it is started.

        Raises:
            Unmeasured: Its environment cannot be made.
        """
        if not self.requirement:
            return [sys.executable, "-m", f"benchmarks.contestants.{self.module}"]
        try:
            python = rival_python(self.requirement.split("-")[0], self.requirement)
        except MissingPart as error:
            raise Unmeasured(f"{self.requirement} does not install: {str(error).strip()[-200:]}") from error
        return [str(python), str(HERE / "contestants" / f"{self.module}.py")]


def contestants() -> list[Contestant]:
    """Every row, ours first."""
    rivals = (("pipecat", "pipecat_talk", PIPECAT), ("livekit-agents", "livekit_talk", LIVEKIT))
    found = [Contestant("mumble-ai", "ours"), Contestant("mumble-ai, Silero", "ours", voice="speech")]
    for name, module, requirement in rivals:
        title = f"{name} {requirement.split('==')[1]}"
        found += [
            Contestant(f"{title}, default", module, requirement),
            Contestant(f"{title}, options off", module, requirement, options="off"),
            Contestant(f"{title}, options off, Silero", module, requirement, "speech", "off"),
        ]
    return [*found, Contestant("bare asyncio chain", "floor")]


def main(argv: list[str] | None = None) -> None:
    """Runs the benchmark and prints its table."""
    parser = arguments(__doc__)
    parser.add_argument("--turns", type=int, default=30, help="turns of each row")
    parser.add_argument("--talks", type=int, default=64, help="most talks tried in one process; 0 tries none")
    parser.add_argument("--no-rivals", action="store_true", help="measure ourselves and the floor only")
    options = parser.parse_args(argv)
    if options.turns < 1 or options.talks < 0:
        parser.error("--turns: at least one; --talks: 0 or more")
    chosen = [c for c in contestants() if not (options.no_rivals and c.requirement)]
    with tempfile.TemporaryDirectory(prefix="mumble-ai-bench-") as folder:
        sounds = Path(folder)
        make_sounds(sounds)
        measure_turns(chosen, sounds, options.turns)
        rows = [row(contestant, sounds, options.talks) for contestant in chosen]
    where = conditions(rounds=ROUNDS, pace="real time", answer="one sentence of five words")
    emit("overhead", rows, where, as_json=options.json)


def make_sounds(folder: Path) -> None:
    """Half a second of a loud tone, and a spoken question, each at both rates as raw 16-bit PCM."""
    for name, pcm in (("tone", tone(0.5)), ("speech", spoken("How are you doing today?", quiet_s=0.0))):
        pcm.tofile(folder / f"{name}-{VOICE_RATE_HZ}.pcm")
        at_speech_rate: Int16 = resample_int16(pcm, VOICE_RATE_HZ, SPEECH_RATE_HZ)
        np.asarray(at_speech_rate).tofile(folder / f"{name}-{SPEECH_RATE_HZ}.pcm")


def measure_turns(chosen: Sequence[Contestant], sounds: Path, turns: int) -> None:
    """Some turns of each, then of each in the opposite order, and again."""
    rounds = list(shares(turns))
    for number, share in enumerate(rounds):
        for contestant in chosen if number % 2 == 0 else reversed(chosen):
            if contestant.problem:
                continue
            try:
                idle_s = IDLE_S if number == len(rounds) - 1 else 0.0
                result = run(contestant, sounds, turns=share, idle_s=idle_s)
            except Unmeasured as error:
                contestant.problem = str(error)
                continue
            contestant.waits_s += result["waits_s"]
            contestant.unanswered += result["unanswered"]
            contestant.idle_cpu_s_per_min = result["idle_cpu_s"] / IDLE_S * 60


def shares(turns: int) -> Iterator[int]:
    """Turns a round; fewer rounds when there are too few turns for all."""
    rounds = min(ROUNDS, turns)
    yield from (turns // rounds + (n < turns % rounds) for n in range(rounds))


def row(contestant: Contestant, sounds: Path, most_talks: int) -> Row:
    """The figures of one contestant, or why there are none."""
    if contestant.problem or not contestant.waits_s:
        return {"what": contestant.name, "not measured": contestant.problem or "it answered nothing"}
    figures: dict[str, Any] = {
        "what": contestant.name,
        "turns": len(contestant.waits_s),
        **summary_ms(contestant.waits_s),
        "unanswered": contestant.unanswered,
        "idle_cpu_s_per_min": round(contestant.idle_cpu_s_per_min, 2),
    }
    if most_talks:
        try:
            figures |= talks_held(contestant, sounds, most_talks)
        except Unmeasured as error:
            figures["not measured"] = str(error)
    return figures


def talks_held(contestant: Contestant, sounds: Path, most: int) -> dict[str, Any]:
    """The most talks at once with P99 within `PROMPT_MS`, and with P95 within twice that of one talk; by doubling."""
    alone_ms = percentile(contestant.waits_s, 95) * 1000
    held: dict[str, Any] = {"talks_p99_20ms": 1, "talks_p95_doubled": 1}
    open_ends, stalls = set(held), dict[str, Any]()
    count = min(FEWEST_TALKS, most)
    while count <= most and open_ends:
        result = run(contestant, sounds, talks=count, turns=TALK_TURNS)
        stalls = stalls or {
            f"stall_p99_ms_{count}_talks": round(percentile(result["stalls_s"], 99) * 1000, 1),
            f"stall_max_ms_{count}_talks": round(max(result["stalls_s"]) * 1000, 1),
        }
        if result["unanswered"] or not result["waits_s"]:
            break
        p95_ms, p99_ms = (percentile(result["waits_s"], p) * 1000 for p in (95, 99))
        within = {"talks_p99_20ms": p99_ms <= PROMPT_MS, "talks_p95_doubled": p95_ms <= 2 * alone_ms}
        open_ends = {key for key in open_ends if within[key]}
        held |= dict.fromkeys(open_ends, count)
        count *= 2
    return held | stalls


def run(contestant: Contestant, sounds: Path, *, turns: int, talks: int = 1, idle_s: float = 0.0) -> dict[str, Any]:
    """One process; see `benchmarks.contestants.course` for what it answers.

    Raises:
        Unmeasured: It fails or takes too long.
    """
    # Freezing is what our bot does when it is warm; rivals get it where everything is tuned.
    is_frozen = not contestant.requirement or contestant.options == "off"
    order = {
        "sound": str(sounds),
        "voice": contestant.voice,
        "options": contestant.options,
        "freeze": is_frozen,
        "talks": talks,
        "turns": turns,
        "idle_s": idle_s,
        "probe": talks > 1,
    }
    command = [*contestant.command(), json.dumps(order)]
    limit_s = START_UP_S + idle_s + (turns + 3) * 10.0
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=HERE.parent, env=environment(contestant), timeout=limit_s
        )
    except subprocess.TimeoutExpired as error:
        raise Unmeasured(f"not done after {limit_s:.0f} s") from error
    try:
        return json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError) as error:
        raise Unmeasured(f"it failed: {done.stderr.strip()[-300:]}") from error


def environment(contestant: Contestant) -> Mapping[str, str]:
    """The environment, without our own packages for a rival."""
    hidden = ("PYTHONPATH", "VIRTUAL_ENV") if contestant.requirement else ()
    return {key: value for key, value in os.environ.items() if key not in hidden}


if __name__ == "__main__":
    main()
