"""Four people talk to the real stack for ten minutes; nothing of it may grow, fail or get stuck.

`SOAK_S` is another length in seconds, such as 86400 for a day; below 300 the warm-up may pass for growth.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.soak.crowd import BOT, NAMES, Person, rehearse
from tests.soak.usage import Usage, growth_per_hour, measure
from tests.support.guest import Guest
from tests.support.sound import spoken
from tests.support.stack import Stack

SOAK_S = float(os.environ.get("SOAK_S", "600"))
WARM_UP_SHARE = 0.5
"""What a process takes in this part of the run it may keep: models, arenas, caches of bounded length."""
EVERY_S = 5.0
LEAK_LIMIT_BYTES_PER_TURN = 100_000
"""Of what the bot has in use; see `tests/soak/inside`."""
HANDLES_PER_HOUR = 12
"""Files or threads: one more within five minutes is a connection that is kept; one a turn would be a thousand."""
THEIRS = ("postgres", "redis", "chromadb")
"""Programs of others: each backend of PostgreSQL keeps the tables and indexes open that it has used, to a limit of its
own."""
BOT_LIMIT_BYTES = 550_000_000
"""Resident; 440 MB with the embedding model and the grammars of all commands."""
ENGINE_GROWTH_LIMIT = 1.2
"""Largest share of what a service used when the warm-up was over."""
FAILED_LIMIT = 0.03
"""Share of turns that may end in an apology: the machine that runs this also runs other tests."""

TELLS_MEMORY = Path(__file__).parent / "inside"

pytestmark = pytest.mark.timeout(SOAK_S + 300)


@pytest.fixture(scope="module")
def inside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the services tell what memory they have in use."""
    return tmp_path_factory.mktemp("inside")


@pytest.fixture(scope="module")
def stack(inside: Path) -> Iterator[Stack]:
    """An installation that uses nothing but what `up` itself brings, with short answers so that there are many.

    Spare engines stay closed: the same engines run in the services, where their memory is seen alone.
    """
    told = {"PYTHONPATH": str(TELLS_MEMORY), "SOAK_INSIDE": str(inside)}
    with Stack(LOG_FORMAT="json", LLM_MAX_TOKENS=16, LLM_FALLBACK="off", SPEECH_FALLBACK="off", **told) as stack:
        yield stack


@dataclass(frozen=True)
class Turns:
    """What the bot counted.

    Attributes:
        spoken, written: Outcomes.
        joined: Utterances that became part of a turn that was still open, since its speaker went on.
    """

    spoken: Counter[str]
    written: Counter[str]
    joined: int

    @property
    def total(self) -> int:
        return self.spoken.total() + self.written.total()

    @property
    def failed(self) -> int:
        return self.spoken["failed"] + self.written["failed"]


def counted(metrics: str) -> Turns:
    counts = {"voice": Counter[str](), "text": Counter[str]()}
    for kind, outcome, count in re.findall(r'mumble_ai_turns_total\{kind="(\w+)",outcome="(\w+)"\} (\S+)', metrics):
        counts[kind][outcome] += int(float(count))
    joined = re.search(r"^mumble_ai_turns_reopened_total (\S+)", metrics, re.MULTILINE)
    return Turns(counts["voice"], counts["text"], int(float(joined.group(1))) if joined else 0)


def errors_logged(home: Path) -> list[str]:
    """Lines of our services' logs that tell of an error or show a traceback."""
    bad: list[str] = []
    for path in sorted(home.glob("logs/*.log*")):
        for line in path.read_text("utf-8", "replace").splitlines():
            try:
                is_bad = json.loads(line).get("level") in ("error", "critical")
            except (ValueError, AttributeError):
                is_bad = "Traceback" in line or "never retrieved" in line
            if is_bad:
                bad.append(f"{path.name}: {line[:400]}")
    return bad


async def sample(pids: dict[str, int], inside: Path, samples: list[dict[str, Usage]]) -> None:
    while True:
        samples.append(await asyncio.to_thread(measure, pids, inside))
        await asyncio.sleep(EVERY_S)


async def test_ten_minutes_of_four_people_leave_nothing_behind(stack: Stack, inside: Path, tmp_path: Path) -> None:
    pids = {row["service"]: row["pid"] for row in stack.status()["services"]}
    rehearse()
    people = [Person(stack.mumble_port, name, seed, tmp_path) for seed, name in enumerate(NAMES)]
    end_s = asyncio.get_running_loop().time() + SOAK_S
    samples: list[dict[str, Usage]] = []
    sampling = asyncio.create_task(sample(pids, inside, samples))
    try:
        await asyncio.gather(*(person.live(end_s) for person in people))
    finally:
        sampling.cancel()
    turns = counted(await asyncio.to_thread(stack.metrics))
    asked = sum((person.asked for person in people), Counter[str]())
    print(f"{SOAK_S:.0f} s: {dict(asked)}; {turns}")

    unheard = [line for person in people for line in person.unheard]
    assert unheard == []
    assert turns.failed <= max(1, FAILED_LIMIT * turns.total), turns
    assert turns.spoken.total() + turns.joined >= 0.8 * asked["voice"], "questions were lost"
    assert turns.written["answered"] + turns.written["refused"] >= asked["text"], "texts were lost"
    assert errors_logged(stack.home) == []
    check_growth(samples, turns.total)
    await answers_somebody_new(stack)
    assert {row["service"]: row["pid"] for row in stack.status()["services"]} == pids, "a service was started anew"


def check_growth(samples: list[dict[str, Usage]], turns: int) -> None:
    settled = samples[int(len(samples) * WARM_UP_SHARE) :]
    for service in settled[0]:
        usage = [one[service] for one in settled]
        at_s = [one.at_s for one in usage]
        files = growth_per_hour(at_s, [float(one.files) for one in usage])
        threads = growth_per_hour(at_s, [float(one.threads) for one in usage])
        course = " ".join(f"{one[service].memory_bytes / 1e6:.0f}" for one in samples[:: max(1, len(samples) // 40)])
        print(f"{service}, MB: {course}; {usage[-1].files} files, {files:+.1f}/h; "
              f"{usage[-1].threads} threads, {threads:+.1f}/h")  # fmt: skip
        if service == "mumble-bot":
            check_bot(usage, at_s, turns / SOAK_S * 3600)
        else:
            limit = ENGINE_GROWTH_LIMIT * usage[0].memory_bytes
            assert usage[-1].memory_bytes < limit, f"the memory of {service} grows"
        if service not in THEIRS:
            assert files <= HANDLES_PER_HOUR, f"{service} keeps more and more files open"
        assert threads <= HANDLES_PER_HOUR, f"{service} has more and more threads"


def check_bot(usage: list[Usage], at_s: list[float], turns_per_hour: float) -> None:
    in_use = [float(one.in_use_bytes) for one in usage]
    assert all(in_use), "the bot does not tell what memory it has in use"
    growth = growth_per_hour(at_s, in_use)
    course = " ".join(f"{one / 1e6:.0f}" for one in in_use)
    found = f"{growth / 1e6:+.1f} MB/h, {growth / turns_per_hour / 1e3:+.1f} kB a turn"
    print(f"mumble-bot, MB in use: {course}; {found}")
    assert growth < LEAK_LIMIT_BYTES_PER_TURN * turns_per_hour, "what the bot has in use grows"
    assert usage[-1].memory_bytes < BOT_LIMIT_BYTES, "the bot takes more memory than ever"


async def answers_somebody_new(stack: Stack) -> None:
    async with Guest(stack.mumble_port, "Eve") as eve:
        await eve.meet(BOT)
        await asyncio.sleep(1.0)
        end_s = await eve.say(spoken("Good evening. How are you?"))
        await eve.first_heard(BOT, after_s=end_s, within_s=30)
