"""Recall on conversations that nobody here wrote; skipped where they are absent."""

from __future__ import annotations

import json
import os
import statistics
from pathlib import Path

import pytest

from benchmarks import recall as benchmark
from benchmarks.recall_methods.conversations import Conversation, read_conversations
from benchmarks.recall_methods.house import ExactIndex, House
from mumble_ai.memory.recall.embedding import MiniLm
from mumble_ai.storage.database import Database

REPOSITORY = Path(__file__).resolve().parents[4]
TALKS = 8
FLOOR_AT_10 = 0.9
"""A little under what is measured there."""


@pytest.fixture
def locomo() -> Path:
    file = Path(os.environ.get("MUMBLE_AI_DATA") or REPOSITORY.parent / "shared" / "data") / "locomo-dev.json"
    if not file.is_file():
        pytest.skip(f"no conversations at {file}: set MUMBLE_AI_DATA to the folder that holds them")
    return file


def beginning(whole: Conversation) -> Conversation:
    """The first talks of a conversation, and the questions that they answer."""
    turns = tuple(turn for turn in whole.turns if turn.talk <= TALKS)
    questions = tuple(one for one in whole.questions if max(one.evidence) < len(turns))
    return Conversation(whole.name, whole.people, turns, questions)


async def test_most_of_what_answers_is_among_ten_lines(locomo: Path, database: Database, minilm: MiniLm) -> None:
    conversation = beginning(read_conversations(locomo)[0])
    answered = await House(database, ExactIndex()).ask(conversation, minilm)
    assert len(answered) == len(conversation.questions)
    assert len(answered) > 30
    assert statistics.fmean(one.recall(10) for one in answered) >= FLOOR_AT_10


def test_the_benchmark_prints_every_method(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ["Rex is our dog.", "What does he eat?", "Beef, mostly.", "The train to Vienna was late.", "Oh no!"]
    turns = [
        {"speaker": "Anna" if n % 2 == 0 else "Ben", "dia_id": f"D1:{n + 1}", "text": line}
        for n, line in enumerate(lines)
    ]
    talk = {"speaker_a": "Anna", "speaker_b": "Ben", "session_1": turns}
    talk["session_1_date_time"] = "1:56 pm on 8 May, 2023"
    questions = [
        {"question": "What does Anna's dog eat?", "evidence": ["D1:3"], "category": 4},
        {"question": "Which train was late?", "evidence": ["D:1:04; D1:9"], "category": 1},
        {"question": "Who is Carl?", "evidence": [], "category": 5},
    ]
    (tmp_path / "talk.json").write_text(json.dumps([{"sample_id": "one", "conversation": talk, "qa": questions}]))
    benchmark.main(["--data", str(tmp_path / "talk.json"), "--json"])
    rows = json.loads(capsys.readouterr().out)["rows"]
    found = {(row["method"], row["questions"]): row for row in rows}
    assert {method for method, _ in found} == {"BM25", "MiniLM", "0.7 MiniLM + 0.3 BM25", "ours"}
    assert found["ours", "all"]["n"] == 2
    assert found["ours", "all"]["recall_at_5"] == 100
    assert found["ours", "single-hop"]["p95_ms"] > 0
