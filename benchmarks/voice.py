"""From the end of a spoken question to the first audible sound of the answer, at an independent client.

Starts the whole stack in a home of its own and asks it questions with pymumble, another Mumble library in a process of
its own. `--llm scripted` replaces the language model by one that answers at once, to show what the rest costs.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from contextlib import ExitStack
from typing import Any, Literal

from benchmarks.report import arguments, conditions, emit, summary_ms
from tests.support.peer import PeerError, pymumble_peer
from tests.support.scripted_llm import MODEL, ScriptedLlm
from tests.support.sound import spoken
from tests.support.stack import Stack

BOT = "AI-Bot"
QUESTIONS = (
    "How are you doing today?",
    "What is your favourite colour?",
    "Can you tell me something nice?",
    "Do you like music?",
    "What do you think of the weather?",
)
Ends = Literal["push-to-talk", "voice-activated"]


async def _ask(port: int, turns: int, ends: Ends) -> tuple[list[float], Counter[str]]:
    """Seconds from the last audible packet sent to the first audible one received, and how many turns went wrong."""
    waits_s: list[float] = []
    wrong = Counter({"early": 0, "unanswered": 0})
    async with pymumble_peer(port, f"Asker-{ends}") as asker:
        for turn in range(turns):
            question = spoken(QUESTIONS[turn % len(QUESTIONS)], quiet_s=0.0)
            mark = len(asker.voice)
            ended_s = await asker.say(question, end=ends == "push-to-talk")
            try:
                answer = await asker.hear(BOT, after=mark, quiet_s=1.0, timeout_s=30)
            except PeerError:
                wrong["unanswered"] += 1
                continue
            wait_s = answer.first_audible_s - ended_s
            if wait_s < 0:
                wrong["early"] += 1
            else:
                waits_s.append(wait_s)
    return waits_s, wrong


def _stages(metrics: str) -> list[dict[str, Any]]:
    """Mean time of each stage, as the bot itself has measured it."""
    rows: list[dict[str, Any]] = []
    for stage, total in re.findall(r'turn_stage_seconds_sum\{stage="(\w+)"\} (\S+)', metrics):
        count = re.search(rf'turn_stage_seconds_count\{{stage="{stage}"\}} (\S+)', metrics)
        if count and float(count.group(1)) > 0:
            number = float(count.group(1))
            rows.append(
                {"what": f"stage {stage}", "turns": int(number), "mean_ms": round(float(total) / number * 1e3, 1)}
            )
    return rows


def measure(turns: int, llm: Literal["embedded", "scripted"]) -> list[dict[str, Any]]:
    """Runs the stack and returns one row for each way of ending a turn, then one for each stage."""
    with ExitStack() as running:
        settings: dict[str, str] = {"LLM_PROVIDER": "embedded"}
        if llm == "scripted":
            server = running.enter_context(ScriptedLlm())
            settings = {"LLM_PROVIDER": "openai", "OPENAI_BASE_URL": server.base_url, "OPENAI_MODEL": MODEL}
        stack = running.enter_context(Stack(**settings))
        rows: list[dict[str, Any]] = []
        for ends in ("push-to-talk", "voice-activated"):
            waits_s, wrong = asyncio.run(_ask(stack.mumble_port, turns, ends))
            figures = summary_ms(waits_s) if waits_s else {}
            rows.append({"what": f"voice to voice, {ends}", "turns": turns, **wrong, **figures})
        return rows + _stages(stack.metrics())


def main(argv: list[str] | None = None) -> None:
    """Runs the benchmark and prints its table."""
    parser = arguments(__doc__)
    parser.add_argument("--turns", type=int, default=10, help="questions for each way of ending a turn")
    parser.add_argument("--llm", choices=("embedded", "scripted"), default="embedded", help="who answers")
    options = parser.parse_args(argv)
    rows = measure(options.turns, options.llm)
    where = conditions(llm=options.llm, stt="moonshine", tts="hibari", peer="pymumble over TCP, same machine")
    emit("voice", rows, where, as_json=options.json)


if __name__ == "__main__":
    main()
