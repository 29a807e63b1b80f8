"""Voice to voice: from the end of a spoken question to the first sound of the answer, and from speech to silence.

Everything is real: the stack as `./mumble-ai up` starts it, a Mumble server, and a guest made of pymumble, an
independent client library, in a process of its own. Figures of stages are the bot's own, from its flight record.
`--llm scripted` replaces the language model by one that answers at once, to show what everything else costs;
interruptions are measured with it, because its answers are long enough to be interrupted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Literal, get_args

from benchmarks.report import Row, arguments, conditions, emit
from benchmarks.voice_to_voice.answers import GUEST, QUESTIONS, Ends, ask, fillers, recorded, stage_rows
from benchmarks.voice_to_voice.interruptions import LONG_ANSWER, interrupt, sounds
from mumble_ai.mumble.identity import ensure_certificate
from tests.support.scripted_llm import MODEL, ScriptedLlm
from tests.support.sound import Int16, spoken
from tests.support.stack import Stack

Llm = Literal["embedded", "scripted"]


def main(argv: list[str] | None = None) -> None:
    """Runs the benchmark and prints its table."""
    parser = arguments(__doc__)
    parser.add_argument("--turns", type=int, default=16, help="questions for each way of ending one")
    parser.add_argument("--interruptions", type=int, default=12, help="interruptions of each kind; 0 makes none")
    parser.add_argument("--llm", choices=(*get_args(Llm), "both"), default="embedded", help="who answers")
    options = parser.parse_args(argv)
    if options.turns < 0 or options.interruptions < 0 or not options.turns + options.interruptions:
        parser.error("--turns, --interruptions: 0 or more, and not both 0")
    asked: tuple[Llm, ...] = get_args(Llm) if options.llm == "both" else (options.llm,)
    questions = [spoken(text, quiet_s=0.0) for text in QUESTIONS]
    where = conditions(stt="moonshine tiny", tts="hibari", client="pymumble 1.6.1 over TCP on the same machine")
    rows = [row for llm in asked if options.turns for row in answers(questions, options.turns, llm)]
    if options.interruptions:
        rows += interruptions(options.interruptions)
    emit("voice", rows, where, as_json=options.json)


def answers(questions: Sequence[Int16], turns: int, llm: Llm) -> list[Row]:
    """Runs the stack; one row for each way of ending a question, and one for each stage of an answer."""
    rows: list[Row] = []
    with running(llm) as (stack, _):
        guest = ensure_certificate(stack.home / "guest.pem", GUEST)
        asyncio.run(ask(stack.mumble_port, guest, questions[:1], 1, "push-to-talk"))
        before = len(recorded(stack.home, 1))
        for ends in get_args(Ends):
            found = asyncio.run(ask(stack.mumble_port, guest, questions, turns, ends))
            records = recorded(stack.home, before + turns)
            title = f"{llm} LLM, {ends}"
            asked = records[before:]
            rows += [{**found.row(title), "fillers": fillers(asked)}, *stage_rows(title, asked)]
            before = len(records)
    return rows


def interruptions(turns: int) -> list[Row]:
    """Runs the stack with long answers; one row for each kind of sound that a guest makes during them."""
    with running("scripted") as (stack, llm):
        if llm is not None:
            llm.answer = lambda messages: LONG_ANSWER
        guest = ensure_certificate(stack.home / "guest.pem", GUEST)
        return [asyncio.run(interrupt(stack.mumble_port, guest, sound, turns)).row(sound) for sound in sounds()]


@contextmanager
def running(llm: Llm) -> Iterator[tuple[Stack, ScriptedLlm | None]]:
    """The whole stack with this language model, and the model where it is scripted."""
    with ExitStack() as open_things:
        if llm == "embedded":
            yield open_things.enter_context(Stack(LLM_PROVIDER="embedded")), None
            return
        server = open_things.enter_context(ScriptedLlm())
        settings = {"LLM_PROVIDER": "openai", "OPENAI_BASE_URL": server.base_url, "OPENAI_MODEL": MODEL}
        yield open_things.enter_context(Stack(**settings)), server


if __name__ == "__main__":
    main()
