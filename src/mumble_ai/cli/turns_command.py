"""`turns`: what happened in each turn of the talk."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

import typer

from mumble_ai.cli.terminal import FAILED, MISUSED, complain
from mumble_ai.cli.turn_views import NOTHING_YET, as_table, as_timeline, heading, row
from mumble_ai.flight.record import TurnRecord
from mumble_ai.flight.store import FlightStore
from mumble_ai.services.flights import flight_store
from mumble_ai.settings import Settings, load_settings

FOLLOW_INTERVAL_S: Final = 0.5


def turns(which: str, count: int, as_json: bool, follow: bool) -> None:
    """Prints recent turns, or one in full.

    Args:
        which: A turn, by its name or the beginning or end of it; empty for the recent ones.
    """
    settings = load_settings()
    store, zone = flight_store(settings), zone_of(settings)
    if which:
        record = one_turn(store, which)
        path = store.sound_path(record.id)
        print(record.model_dump_json(indent=2) if as_json else as_timeline(record, zone, str(path) if path else None))
        return
    known = set(store.ids())
    records = store.recent(count)
    if as_json:
        for record in records:
            print(record.model_dump_json())
    elif records:
        print(as_table(records, zone, datetime.now(UTC)))
    elif not follow:
        complain(NOTHING_YET)
        raise typer.Exit(FAILED)
    if follow:
        if not as_json and not records:
            print(heading())
        seen = known | {record.id for record in records}
        _follow(store, seen, lambda r: r.model_dump_json() if as_json else row(r, zone, datetime.now(UTC)))


def one_turn(store: FlightStore, which: str) -> TurnRecord:
    """The one turn that is meant; exits with words when there is none or more than one."""
    found = store.matching(which)
    if len(found) > 1:
        names = "\n".join(f"  {name}" for name in found[-10:])
        complain(f"{which!r} fits {len(found)} turns; name one of them:\n{names}")
        raise typer.Exit(MISUSED)
    record = store.read(found[0]) if found else None
    if record is None:
        complain(f"There is no turn {which!r}. `./mumble-ai turns` lists those that are kept")
        raise typer.Exit(MISUSED)
    return record


def zone_of(settings: Settings) -> ZoneInfo | None:
    """The reader's time zone; None is the machine's."""
    return ZoneInfo(settings.time_zone) if settings.time_zone else None


def _follow(store: FlightStore, seen: set[str], shown: Callable[[TurnRecord], str]) -> None:
    while True:
        for record_id in store.ids():
            if record_id not in seen and (record := store.read(record_id)) is not None:
                print(shown(record), flush=True)
                seen.add(record_id)
        time.sleep(FOLLOW_INTERVAL_S)
