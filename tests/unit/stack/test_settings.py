from __future__ import annotations

from pathlib import Path

import pytest

from mumble_ai.cli.settings_table import as_markdown, effective
from mumble_ai.settings import Settings, SettingsError, environment_names, given_settings, load_settings
from mumble_ai.stack.saved.overlay import lay_over
from mumble_ai.stack.saved.sealing import Seal

DOCS = Path(__file__).parents[3] / "docs"


def test_the_page_of_settings_is_true() -> None:
    page = (DOCS / "settings.md").read_text("utf-8")
    assert page == as_markdown(), "run: ./mumble-ai settings --markdown > docs/settings.md"


def test_every_setting_says_what_it_does() -> None:
    for field, info in Settings.model_fields.items():
        assert info.description, field
        assert environment_names(field, info)[0].isupper()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("WHISPER_PORT", "99999", "less than or equal to 65535"),
        ("WHISPER_PORT", "abc", "integer"),
        ("STT_ENGINE", "sphinx", "moonshine"),
        ("WHISPER_URL", "localhost", "valid url"),
        ("TIME_ZONE", "Europe/Berlim", "Europe/Berlin"),
        ("WHISPER_LANGUAGE", "English", "pattern"),
    ],
)
def test_a_bad_value_is_named_with_what_is_allowed(name: str, value: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({name: value}, None)
    lines = str(caught.value).splitlines()
    assert len(lines) == 1, "one mistake, one line"
    assert name in lines[0]
    assert value in lines[0]
    assert said.lower() in lines[0].lower()


def test_a_bad_secret_is_not_shown() -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({"MUMBLE_PORT": "0", "OPENAI_API_KEY": "sk-private"}, None)
    assert "sk-private" not in str(caught.value)


def test_an_unknown_name_in_the_file_gets_a_suggestion(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("WISPER_URL=http://a:1\nCOMPOSE_PROFILES=x\n")
    with pytest.raises(SettingsError, match="did you mean WHISPER_URL") as caught:
        load_settings({}, tmp_path / ".env")
    assert "COMPOSE" not in str(caught.value)


def test_the_environment_wins_over_the_file_and_empty_means_default(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("MUMBLE_PORT=1000\nWHISPER_PORT=1001\nLLM_PORT=\n")
    settings = load_settings({"MUMBLE_PORT": "2000"}, tmp_path / ".env")
    assert (settings.mumble_port, settings.whisper_port, settings.llm_port) == (2000, 1001, 11435)


def test_the_file_of_the_current_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("MUMBLE_PORT=1234\n")
    monkeypatch.chdir(tmp_path)
    assert load_settings({}).mumble_port == 1234


def test_a_moved_port_moves_the_address() -> None:
    settings = load_settings({"WHISPER_PORT": "6000", "PIPER_PORT": "6001", "PIPER_URL": "http://other:5001"}, None)
    assert settings.whisper_url == "http://127.0.0.1:6000"
    assert settings.piper_url == "http://other:5001"


def test_old_names_still_work_and_the_new_one_wins() -> None:
    assert load_settings({"BOT_USERNAME": "Ada"}, None).mumble_username == "Ada"
    assert load_settings({"BOT_USERNAME": "Ada", "MUMBLE_USERNAME": "Eve"}, None).mumble_username == "Eve"


def test_shown_settings_hide_secrets() -> None:
    given = given_settings({"OPENAI_API_KEY": "sk-private", "MUMBLE_PORT": "1234"}, None)
    shown = {name: value for name, value, _ in effective(lay_over(given, {}, Seal(lambda: "")))}
    assert shown["OPENAI_API_KEY"] == "…"
    assert shown["SPEECH_API_KEY"] == ""
    assert shown["MUMBLE_PORT"] == "1234"
