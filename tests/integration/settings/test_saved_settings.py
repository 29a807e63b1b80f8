"""Saved settings on a real PostgreSQL: saving, undoing, and processes that take changes up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from sqlalchemy import text

from mumble_ai.settings import Settings, given_settings, load_settings
from mumble_ai.stack.saved import keeping, watching
from mumble_ai.stack.saved.asking import CannotAsk, SavedAsker
from mumble_ai.stack.saved.live import LiveSettings, RestartNeeded
from mumble_ai.stack.saved.overlay import lay_over
from mumble_ai.stack.saved.reading import Started, read_settings
from mumble_ai.stack.saved.sealing import Seal
from mumble_ai.stack.saved.store import ChangedMeanwhile, NothingToUndo, Saved, SavedSettings
from mumble_ai.stack.saved.watching import SettingsWatch
from mumble_ai.storage.database import Database
from tests.support.postgres import PostgresServer

SEAL = Seal(lambda: "a key for a test")


def started(home: Path, saved: Saved) -> Started:
    given = given_settings({"MUMBLE_AI_HOME": str(home)}, None)
    return Started(given, SEAL, lay_over(given, saved.values, SEAL), saved.version, from_copy=False)


async def test_saving_keeps_what_was_before_and_who_changed_it(database: Database) -> None:
    saved = SavedSettings(database)
    first = await saved.save({"tts_speed": 1.2, "ollama_model": "a"}, by="ada")
    second = await saved.save({"tts_speed": 1.4}, by="bob")
    assert first < second == await saved.version()
    assert (await saved.read()).values == {"tts_speed": 1.4, "ollama_model": "a"}
    detail = (await saved.details())["tts_speed"]
    assert (detail.value, detail.previous, detail.changed_by) == (1.4, 1.2, "bob")
    assert await saved.save({"tts_speed": 1.4}, by="eve") == second, "what is saved already is no change"


async def test_undo_gives_back_all_of_one_change_and_can_itself_be_undone(database: Database) -> None:
    saved = SavedSettings(database)
    await saved.save({"ollama_model": "a"}, by="ada")
    number = await saved.save({"ollama_model": "b", "llm_provider": "ollama"}, by="ada")
    await saved.undo(number, by="ada")
    assert (await saved.read()).values == {"ollama_model": "a"}
    undoing, undone, _ = await saved.changes()
    assert (undoing.undoes, undone.undone_by) == (number, undoing.number)
    with pytest.raises(NothingToUndo):
        await saved.undo(number, by="ada")
    await saved.undo(undoing.number, by="ada")
    assert (await saved.read()).values == {"ollama_model": "b", "llm_provider": "ollama"}


async def test_nobody_overwrites_what_they_did_not_see(database: Database) -> None:
    saved = SavedSettings(database)
    seen = await saved.save({"tts_speed": 1.2}, by="ada")
    number = await saved.save({"tts_speed": 1.3}, by="bob")
    with pytest.raises(ChangedMeanwhile, match="TTS_SPEED"):
        await saved.save({"tts_speed": 1.4}, by="ada", seen_version=seen)
    await saved.save({"ollama_model": "x"}, by="ada", seen_version=seen)
    await saved.save({"tts_speed": 1.5}, by="ada")
    with pytest.raises(ChangedMeanwhile):
        await saved.undo(number, by="bob")


@pytest.fixture
async def asker(database_url: str) -> AsyncGenerator[SavedAsker]:
    asker = SavedAsker(database_url)
    yield asker
    await asker.close()


async def test_what_is_asked_is_what_was_saved(database: Database, asker: SavedAsker) -> None:
    saved = SavedSettings(database)
    assert await asker.read() == Saved(0, {})
    number = await saved.save({"tts_speed": 1.2, "smtp_password": {"sealed": "x"}, "ollama_model": "a"}, by="ada")
    assert await asker.version() == number
    assert await asker.read() == await saved.read()


async def test_a_database_without_tables_has_nothing_saved(postgres_server: PostgresServer) -> None:
    asker = SavedAsker(postgres_server.cluster.url(postgres_server.create()))
    assert (await asker.version(), await asker.read()) == (0, Saved(0, {}))
    await asker.close()


async def test_a_connection_that_is_cut_is_made_again(database: Database, asker: SavedAsker) -> None:
    number = await SavedSettings(database).save({"tts_speed": 1.2}, by="ada")
    assert await asker.version() == number
    hearing = asyncio.create_task(asker.news(60))
    async with database.everybody("cuts every other connection") as session:
        await session.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT coalesce(max(number)%'"
            )
        )
    with pytest.raises(CannotAsk):
        await asyncio.wait_for(hearing, 5)
    assert await asker.version() == number


async def test_a_service_takes_up_what_it_can_and_starts_again_for_the_rest(
    database: Database, asker: SavedAsker, tmp_path: Path
) -> None:
    saved = SavedSettings(database)
    begin = started(tmp_path, await saved.read())
    live = LiveSettings(begin.settings)
    taken: list[tuple[str, frozenset[str]]] = []
    is_quiet = asyncio.Event()

    async def take(settings: Settings, changed: frozenset[str]) -> None:
        taken.append((settings.ollama_model, changed))

    async def quiet(within_s: float) -> bool:
        await is_quiet.wait()
        return True

    live.when_changed(take)
    live.end_only_when(quiet)
    watch = SettingsWatch(begin, live, ["mumble-bot"], asker)
    await saved.save({"ollama_model": "new", "mumble_max_users": 7}, by="ada")
    assert await watch.look() is False
    assert taken == [("new", frozenset({"ollama_model"}))]
    assert keeping.recall(begin.settings).values["ollama_model"] == "new"
    running = asyncio.create_task(watch.run())
    await saved.save({"stt_engine": "faster-whisper"}, by="ada")
    done, _ = await asyncio.wait([running], timeout=0.3)
    assert not done, "it ended in the middle of an answer"
    await saved.save({"ollama_model": "newer"}, by="ada")
    async with asyncio.timeout(5):
        while len(taken) < 2:
            await asyncio.sleep(0.01)
    assert taken[-1] == ("newer", frozenset({"ollama_model"})), "what needs no new start does not wait for one"
    is_quiet.set()
    with pytest.raises(RestartNeeded):
        await asyncio.wait_for(running, 5)


async def test_a_saving_is_acted_on_when_the_database_tells_of_it(
    database: Database, asker: SavedAsker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "ASK_ANYWAY_S", 600.0)
    saved = SavedSettings(database)
    begin = started(tmp_path, await saved.read())
    live = LiveSettings(begin.settings)
    taken = asyncio.Event()

    async def take(settings: Settings, changed: frozenset[str]) -> None:
        taken.set()

    live.when_changed(take)
    watch = SettingsWatch(begin, live, ["mumble-bot"], asker)
    assert await watch.look() is False
    running = asyncio.create_task(watch.run())
    await saved.save({"tts_speed": 1.4}, by="ada")
    await asyncio.wait_for(taken.wait(), 5)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert live.settings.tts_speed == 1.4


async def test_a_database_that_is_away_changes_nothing(
    database_url: str, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await SavedSettings(database).save({"tts_speed": 1.4, "smtp_password": {"sealed": "of another key"}}, by="ada")
    monkeypatch.setenv("MUMBLE_AI_HOME", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", database_url)
    first = await read_settings()
    assert (first.settings.tts_speed, first.from_copy) == (1.4, False)
    assert first.in_effect.left_out.keys() == {"smtp_password"}
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody:x@127.0.0.1:1/none")
    second = await read_settings()
    assert (second.settings.tts_speed, second.from_copy) == (1.4, True)
    assert load_settings(dotenv=None).tts_speed == 1.0
