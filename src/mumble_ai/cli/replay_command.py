"""`turns replay`: a recorded turn again, beside what was recorded."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import typer

from mumble_ai.audio.pcm import Int16
from mumble_ai.cli.terminal import FAILED, MISUSED, complain
from mumble_ai.cli.turn_views import WIDTH, printable
from mumble_ai.cli.turns_command import one_turn
from mumble_ai.flight.record import TurnRecord
from mumble_ai.services.bot.flight import as_recorded
from mumble_ai.services.bot.rehearsal import Rehearsal, real_parts
from mumble_ai.services.flights import flight_store
from mumble_ai.settings import Settings, load_settings
from mumble_ai.speech.contract import EngineUnavailable
from mumble_ai.testkit import VirtualTimeLoop
from mumble_ai.testkit.replay import Line, compare, differences
from mumble_ai.testkit.replay import replay as replay_turn
from mumble_ai.testkit.scenario import ENGINE_PARTS


def replay(which: Sequence[str], engines: str) -> None:
    """Replays a turn and prints both courses; exits with 1 when they differ."""
    if len(which) != 1 or engines not in ("recorded", "real"):
        complain("Name one turn, and engines that exist: ./mumble-ai turns replay TURN [--engines recorded|real]")
        raise typer.Exit(MISUSED)
    settings = load_settings()
    store = flight_store(settings)
    record = one_turn(store, which[0])
    sound = store.sound(record.id)
    if sound is None or not record.frames:
        complain(f"The sound of turn {record.id} was not kept. Set FLIGHT_RECORD=audio before you talk to replay turns")
        raise typer.Exit(FAILED)
    try:
        replayed = asyncio_replay(record, sound, settings, real=engines == "real")
    except EngineUnavailable as error:
        complain(f"An engine that the replay needs cannot be had: {error}")
        raise typer.Exit(FAILED) from None
    print(as_text(record, replayed))
    if differences(record, replayed):
        raise typer.Exit(FAILED)


def asyncio_replay(record: TurnRecord, sound: Int16, settings: Settings, *, real: bool) -> list[TurnRecord]:
    """Replays with the settings and engines of then in virtual time, or with those of now in real time.

    Raises:
        EngineUnavailable: The model of the ears, or a real engine, cannot be had.
    """
    chosen = settings if real else as_recorded(settings, record.conditions)

    async def run() -> list[TurnRecord]:
        async with real_parts(chosen, frozenset(ENGINE_PARTS if real else ("ears",))) as parts:
            return await replay_turn(record, sound, Rehearsal(chosen), parts)

    with asyncio.Runner(loop_factory=None if real else VirtualTimeLoop) as runner:
        return runner.run(run())


def as_text(record: TurnRecord, replayed: list[TurnRecord]) -> str:
    """The comparison, the same text for the same result."""
    lines = [f"Turn {record.id}, replayed", "", "  recorded  replayed"]
    lines += [_line(line) for line in (compare(record, replayed[0]) if replayed else [])]
    found = differences(record, replayed)
    lines += ["", *(printable(f"differs: {words}") for words in found)] if found else ["", "The same course as then."]
    return "\n".join(lines)


def _line(line: Line) -> str:
    times = [f"{at_s:9.3f}" if at_s is not None else " " * 9 for at_s in (line.recorded_s, line.replayed_s)]
    text = f"{line.mark}{times[0]} {times[1]}  {printable(line.words)}"
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"
