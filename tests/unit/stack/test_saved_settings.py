"""Saved settings without a database: the guide, the seal, what is in effect, and the copy in the home folder."""

from __future__ import annotations

import stat
import tomllib
from pathlib import Path

import pytest

from mumble_ai.settings import Settings, SettingsError, given_settings, load_settings
from mumble_ai.stack.registry import services
from mumble_ai.stack.saved import guide, keeping
from mumble_ai.stack.saved.guide import effect_on, entries
from mumble_ai.stack.saved.overlay import lay_over
from mumble_ai.stack.saved.sealing import CannotUnseal, Seal, seal_of
from mumble_ai.stack.saved.store import Saved

SEAL = Seal(lambda: "a key for a test")


def test_the_guide_names_every_setting_once_and_services_that_exist() -> None:
    told = tomllib.loads(guide.GUIDE_FILE.read_text("utf-8"))["section"]
    named = [key for section in told for key in section["settings"]]
    assert sorted(named) == sorted(Settings.model_fields)
    known = {*services(), "landing-page"}
    for entry in entries().values():
        assert {*entry.at_once, *entry.restart} <= known, entry.key
        assert all((entry.label, entry.help)), entry.key
        assert not entry.fixed or not {*entry.at_once, *entry.restart}, entry.key


def test_limits_are_those_of_the_settings() -> None:
    speed, timeout = entries()["tts_speed"], entries()["llm_timeout_s"]
    assert (speed.least, speed.most, speed.is_above, speed.kind) == (0.5, 2.0, False, "number")
    assert (timeout.least, timeout.is_above) == (0, True)
    assert entries()["llm_provider"].choices == ("auto", "ollama", "openai", "embedded")
    assert entries()["enable_memory_consolidation"].kind == "switch"


def test_search_finds_by_name_label_and_help() -> None:
    found = [key for key, entry in entries().items() if entry.mentions("ollama model")]
    assert "ollama_model" in found
    assert "smtp_host" not in found


def test_the_environment_goes_before_what_is_saved_and_that_before_defaults() -> None:
    given = given_settings({"OLLAMA_MODEL": "from-outside", "DEFAULT_OLLAMA_URL": "http://host:11434"}, None)
    found = lay_over(given, {"ollama_model": "saved", "tts_speed": 1.5}, SEAL)
    assert (found.settings.ollama_model, found.settings.tts_speed) == ("from-outside", 1.5)
    assert found.settings.ollama_url == "http://host:11434"
    assert [found.origins[key].source for key in ("ollama_model", "tts_speed", "llm_timeout_s")] == [
        "environment",
        "saved",
        "default",
    ]
    moved = lay_over(given, {"ollama_url": "http://other:11434"}, SEAL)
    assert moved.settings.ollama_url == "http://other:11434"


def test_what_is_saved_and_no_good_is_left_out_with_the_reason() -> None:
    saved = {"tts_speed": 9, "db_host": "elsewhere", "no_such": 1, "smtp_host": "mail.example.org"}
    found = lay_over(given_settings({}, None), saved, SEAL)
    assert (found.settings.tts_speed, found.settings.db_host) == (1.0, "")
    assert found.settings.smtp_host == "mail.example.org"
    assert sorted(found.left_out) == ["db_host", "no_such", "tts_speed"]


def test_a_bad_value_of_the_environment_still_stops_the_start() -> None:
    with pytest.raises(SettingsError, match="TTS_SPEED"):
        lay_over(given_settings({"TTS_SPEED": "9"}, None), {"tts_speed": 1.5}, SEAL)


def test_secrets_are_sealed_and_only_the_right_key_opens_them() -> None:
    sealed = SEAL.close("hunter2")
    assert "hunter2" not in str(sealed)
    assert SEAL.open(sealed) == "hunter2"
    with pytest.raises(CannotUnseal):
        Seal(lambda: "another key").open(sealed)
    found = lay_over(given_settings({}, None), {"smtp_password": sealed}, SEAL)
    assert found.settings.smtp_password == "hunter2"
    other = lay_over(given_settings({}, None), {"smtp_password": sealed}, Seal(lambda: "another key"))
    assert other.settings.smtp_password == ""
    assert "SETTINGS_KEY" in other.left_out["smtp_password"]


def test_the_key_is_made_once_and_kept_for_its_owner_alone(tmp_path: Path) -> None:
    settings = load_settings({"MUMBLE_AI_HOME": str(tmp_path)}, None)
    sealed = seal_of(settings).close("x")
    assert seal_of(settings).open(sealed) == "x"
    assert stat.S_IMODE((tmp_path / "secrets" / "settings-key").stat().st_mode) == 0o600


def test_the_copy_is_what_was_kept_and_a_broken_one_is_nothing(tmp_path: Path) -> None:
    settings = load_settings({"MUMBLE_AI_HOME": str(tmp_path)}, None)
    assert keeping.recall(settings) == Saved(0, {})
    keeping.keep(Saved(3, {"tts_speed": 1.2}), settings)
    assert keeping.recall(settings) == Saved(3, {"tts_speed": 1.2})
    assert stat.S_IMODE(keeping.copy_path(settings).stat().st_mode) == 0o600
    keeping.copy_path(settings).write_text("{")
    assert keeping.recall(settings) == Saved(0, {})


def test_what_a_change_means_for_a_service() -> None:
    effect = effect_on(["mumble-bot"], ["ollama_model", "stt_engine", "mumble_max_users"])
    assert (effect.at_once, effect.restart) == ({"ollama_model"}, {"stt_engine"})
    assert effect_on(["faster-whisper"], ["ollama_model"]).restart == frozenset()
