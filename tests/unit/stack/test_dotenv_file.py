from __future__ import annotations

from pathlib import Path

from dotenv import dotenv_values

from mumble_ai.settings import load_settings
from mumble_ai.stack.dotenv_file import initialise

NAMES = {"MUMBLE_SUPERUSER_PASSWORD", "MUMBLE_SERVER_PASSWORD", "MUMBLE_PASSWORD", "SPEECH_API_KEY"} | {
    "DB_PASSWORD",
    "REDIS_PASSWORD",
    "SETTINGS_KEY",
}


def test_writes_passwords_that_only_the_owner_reads(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    assert set(initialise(path)) == NAMES
    values = dotenv_values(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert all(len(str(values[name])) >= 20 for name in NAMES)
    assert values["MUMBLE_PASSWORD"] == values["MUMBLE_SERVER_PASSWORD"]
    assert len({values[name] for name in NAMES}) == 6
    load_settings({}, path)


def test_keeps_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("# mine\nMUMBLE_SERVER_PASSWORD='open sesame'\nSPEECH_API_KEY=\nMUMBLE_PORT=1234\n")
    added = initialise(path)
    assert set(added) == NAMES - {"MUMBLE_SERVER_PASSWORD"}
    values = dotenv_values(path)
    assert values["MUMBLE_SERVER_PASSWORD"] == values["MUMBLE_PASSWORD"] == "open sesame"
    assert values["MUMBLE_PORT"] == "1234"
    assert "# mine" in path.read_text()
    before = path.read_bytes()
    assert initialise(path) == []
    assert path.read_bytes() == before
