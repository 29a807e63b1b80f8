"""Recall: how much of the turns that answer a question is among the lines recalled, and how long that takes.

Without any language model, on conversations in the form of LoCoMo. Ours is measured through the real PostgreSQL and
Chroma, one question after the other; the methods beside it are counted on the same questions in one run.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Final

from benchmarks.recall_methods.baselines import baselines
from benchmarks.recall_methods.conversations import read_conversations
from benchmarks.recall_methods.counting import Answered, rows
from benchmarks.recall_methods.house import open_house
from benchmarks.recall_methods.scale import measure_scale
from benchmarks.report import Row, arguments, conditions, emit
from mumble_ai.memory.recall.embedding import open_minilm
from mumble_ai.settings import load_settings
from mumble_ai.stack import models

OURS: Final = "ours"
ON_DISK: Final = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "shared_buffers": "128MB"}
"""What our own server has as PostgreSQL's defaults, where that of the tests is hasty."""


def main(argv: list[str] | None = None) -> None:
    parser = arguments(__doc__)
    parser.add_argument("--data", type=Path, help="a file of conversations in the form of LoCoMo")
    parser.add_argument("--messages", type=int, default=0, help="times with so many made-up messages of one person")
    options = parser.parse_args(argv)
    if options.messages > 0:
        where = conditions(vectors="random, in Chroma", flush="to disk with each write")
        emit("recall at scale", asyncio.run(measure_times(options.messages)), where, as_json=options.json)
        return
    if options.data is None or not options.data.is_file():
        raise SystemExit("name a file of conversations, --data FILE, or how many messages to make up, --messages N")
    found = asyncio.run(measure(options.data))
    where = conditions(
        data=options.data.name,
        embedding="all-MiniLM-L6-v2 int8",
        counted="share of the evidence found, mean over questions with evidence",
        interval="95 %, bootstrap over questions",
    )
    emit("recall", found, where, as_json=options.json)


async def measure_times(messages: int) -> list[Row]:
    """One row a kind of work."""
    embedder = await open_minilm(models.ensure("all-minilm-l6-v2", load_settings(dict(os.environ))))
    async with open_house(**ON_DISK) as house:
        found = await measure_scale(house, embedder, messages)
    await embedder.close()
    return found


async def measure(data: Path) -> list[Row]:
    """One row a method on all questions, and those of ours by category and by conversation."""
    embedder = await open_minilm(models.ensure("all-minilm-l6-v2", load_settings(dict(os.environ))))
    methods: dict[str, list[Answered]] = {}
    async with open_house() as house:
        for conversation in read_conversations(data):
            for method, answered in (await baselines(conversation, embedder)).items():
                methods.setdefault(method, []).extend(answered)
            methods.setdefault(OURS, []).extend(await house.ask(conversation, embedder))
    await embedder.close()
    return [one for method, answered in methods.items() for one in rows(method, answered, apart=method == OURS)]


if __name__ == "__main__":
    main()
