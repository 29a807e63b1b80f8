"""From the end of a spoken question to the first audible sound of the answer, at an independent client.

Starts the whole stack in a home of its own and asks it with pymumble, another Mumble library, in a process of its own.
The clock starts when the last frame with speech was sent and stops when the first packet that people would hear has
come back. Then the guest leaves, which ends the answer, and comes back for the next question of the same talk.
`--llm scripted` replaces the language model by one that answers at once, to show what everything else costs.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, get_args

import numpy as np

from benchmarks.report import Row, arguments, conditions, emit, summary_ms
from mumble_ai.mumble.identity import ensure_certificate
from tests.support.peer import PeerError, pymumble_peer
from tests.support.scripted_llm import MODEL, ScriptedLlm
from tests.support.sound import VOICE_RATE_HZ, Int16, spoken
from tests.support.stack import Stack

Llm = Literal["embedded", "scripted"]
Ends = Literal["push-to-talk", "voice activity"]
Totals = Mapping[str, tuple[float, int]]

BOT: Final = "AI-Bot"
GUEST: Final = "Guest"
LISTEN_S: Final = 2.0
"""How much of an answer the guest hears, which is what the bot remembers of it."""
QUESTIONS: Final = (
    "How are you doing today?",
    "What is the capital of France?",
    "Can you tell me something nice?",
    "Do you like music?",
    "What do bees make?",
    "What do you think of the weather?",
    "Where would you like to travel?",
    "What is your favourite colour?",
)
"""Each without a pause inside."""
HOLD_S: Final[Mapping[Ends, float]] = {"push-to-talk": 0.0, "voice activity": 0.2}
"""How long after speech a client goes on sending before it marks the end; 0.2 s is what the desktop client does."""
STAGES: Final = ("endpointing", "speech_to_text", "first_token", "first_clause", "text_to_speech", "playout")
ANSWER_DEADLINE_S: Final = 30.0
METRICS_DEADLINE_S: Final = 10.0


@dataclass(slots=True)
class Waits:
    """What a guest found, turn by turn.

    Attributes:
        waits_s: From the end of each question to its answer.
        early: Questions during which the bot already spoke.
        unanswered: Questions that no sound followed in time.
    """

    waits_s: list[float] = field(default_factory=list[float])
    early: int = 0
    unanswered: int = 0

    def row(self, title: str) -> Row:
        """The figures, with what could not be measured."""
        figures = {key: round(ms, 1) for key, ms in summary_ms(self.waits_s).items()} if self.waits_s else {}
        turns = len(self.waits_s) + self.early + self.unanswered
        return {"what": title, "turns": turns, **figures, "early": self.early, "unanswered": self.unanswered}


def main(argv: list[str] | None = None) -> None:
    """Runs the benchmark and prints its table."""
    parser = arguments(__doc__)
    parser.add_argument("--turns", type=int, default=16, help="questions for each way of ending one")
    parser.add_argument("--llm", choices=(*get_args(Llm), "both"), default="embedded", help="who answers")
    options = parser.parse_args(argv)
    if options.turns < 1:
        parser.error("--turns: at least one question")
    asked: tuple[Llm, ...] = get_args(Llm) if options.llm == "both" else (options.llm,)
    questions = [spoken(text, quiet_s=0.0) for text in QUESTIONS]
    where = conditions(stt="moonshine tiny", tts="hibari", client="pymumble 1.6.1 over TCP on the same machine")
    rows = [row for llm in asked for row in measure(questions, options.turns, llm)]
    emit("voice", rows, where, as_json=options.json)


def measure(questions: list[Int16], turns: int, llm: Llm) -> list[Row]:
    """Runs the stack; one row for each way of ending a question, and one for each stage of an answer."""
    rows: list[Row] = []
    with running(llm) as stack:
        guest = ensure_certificate(stack.home / "guest.pem", GUEST)
        asyncio.run(ask(stack.mumble_port, guest, questions[:1], 1, "push-to-talk"))
        before, asked = stage_totals(stack, 1), 1
        for ends in get_args(Ends):
            found = asyncio.run(ask(stack.mumble_port, guest, questions, turns, ends))
            asked += turns
            after = stage_totals(stack, asked)
            title = f"{llm} LLM, {ends}"
            rows += [found.row(title), *stage_rows(title, before, after)]
            before = after
    return rows


@contextmanager
def running(llm: Llm) -> Iterator[Stack]:
    """The whole stack with this language model."""
    with ExitStack() as open_things:
        settings = {"LLM_PROVIDER": "embedded"}
        if llm == "scripted":
            server = open_things.enter_context(ScriptedLlm())
            settings = {"LLM_PROVIDER": "openai", "OPENAI_BASE_URL": server.base_url, "OPENAI_MODEL": MODEL}
        yield open_things.enter_context(Stack(**settings))


async def ask(port: int, certificate: Path, questions: list[Int16], turns: int, ends: Ends) -> Waits:
    """Asks one question after the other; in each visit of the guest nothing but the answer to one can be heard."""
    found = Waits()
    hush = np.zeros(round(HOLD_S[ends] * VOICE_RATE_HZ), np.int16)
    for turn in range(turns):
        async with pymumble_peer(port, GUEST, certificate=certificate) as guest:
            marked_s = await guest.say(np.concatenate((questions[turn % len(questions)], hush)))
            ended_s = marked_s - HOLD_S[ends]
            try:
                heard = await guest.first_audible(BOT, timeout_s=ANSWER_DEADLINE_S)
            except PeerError:
                found.unanswered += 1
                continue
            if any(packet.speaker == BOT and packet.at_s <= ended_s for packet in guest.voice):
                found.early += 1
            else:
                found.waits_s.append(heard.at_s - ended_s)
            await asyncio.sleep(LISTEN_S)
    return found


def stage_totals(stack: Stack, turns: int) -> Totals:
    """Seconds and count of each stage so far, once the bot has booked `turns` turns of voice."""
    deadline_s = time.monotonic() + METRICS_DEADLINE_S
    while True:
        text = stack.metrics()
        booked = sum(map(float, re.findall(r'turns_total\{[^}]*kind="voice"[^}]*\} (\S+)', text)))
        if booked >= turns or time.monotonic() > deadline_s:
            return {stage: _total(text, stage) for stage in STAGES}
        time.sleep(0.1)


def _total(metrics: str, stage: str) -> tuple[float, int]:
    found = [re.search(rf'turn_stage_seconds_{what}\{{stage="{stage}"\}} (\S+)', metrics) for what in ("sum", "count")]
    seconds, count = (float(match.group(1)) if match else 0.0 for match in found)
    return seconds, int(count)


def stage_rows(title: str, before: Totals, after: Totals) -> list[Row]:
    """Mean time of each stage between two looks, as the bot itself has measured it."""
    rows: list[Row] = []
    for stage, (seconds, count) in after.items():
        turns = count - before[stage][1]
        if turns:
            mean_ms = round((seconds - before[stage][0]) / turns * 1000, 1)
            rows.append({"what": f"{title}: {stage}", "turns": turns, "mean_ms": mean_ms})
    return rows


if __name__ == "__main__":
    main()
