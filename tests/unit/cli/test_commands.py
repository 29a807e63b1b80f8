from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(home: Path, *words: str, **more: str) -> tuple[int, str, str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "MUMBLE_AI_HOME": str(home), **more}
    done = subprocess.run(
        [sys.executable, "-m", "mumble_ai.cli", *words],
        env=environment, cwd=home, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_models_are_listed_with_licence_and_whether_they_are_here(tmp_path: Path) -> None:
    code, out, _ = run(tmp_path, "models", "list", "--json")
    rows = json.loads(out)
    assert code == 0
    assert {row["state"] for row in rows} == {""}
    assert {"MIT", "Apache-2.0", "BSD-2-Clause", "CC0-1.0"} == {row["licence"] for row in rows}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["models", "where", "whisper-base"], 1, "models pull whisper-base"),
        (["models", "where", "gigantic"], 1, "There is no model 'gigantic'"),
        (["models", "pull", "gigantic"], 1, "whisper-base"),
        (["logs", "mumble-bot"], 1, "has not said anything yet"),
        (["logs", "fridge"], 2, "There are: postgres"),
        (["serve", "fridge"], 2, "There are: postgres"),
        (["bench", "fridge"], 2, "Name a benchmark"),
        (["fly"], 2, "No such command"),
    ],
)
def test_a_mistake_is_one_message_with_the_way_out(tmp_path: Path, words: list[str], code: int, said: str) -> None:
    returned, out, err = run(tmp_path, *words)
    assert returned == code
    assert said in out + err
    assert "Traceback" not in err


def test_a_bad_setting_stops_every_command_that_reads_them(tmp_path: Path) -> None:
    code, _, err = run(tmp_path, "status", STT_ENGINE="sphinx")
    assert code == 2
    assert "STT_ENGINE = 'sphinx'" in err
    assert "'moonshine'" in err


def test_settings_in_effect_hide_secrets(tmp_path: Path) -> None:
    _, out, _ = run(tmp_path, "settings", MUMBLE_PASSWORD="sesame", WHISPER_PORT="7000")
    assert "MUMBLE_PASSWORD=…" in out
    assert "WHISPER_URL=http://127.0.0.1:7000" in out
    assert "sesame" not in out


def test_init_writes_a_file_that_the_settings_accept(tmp_path: Path) -> None:
    assert run(tmp_path, "init")[0] == 0
    assert (tmp_path / ".env").stat().st_mode & 0o777 == 0o600
    code, out, _ = run(tmp_path, "settings")
    assert code == 0
    assert "SPEECH_API_KEY=…" in out
    assert "already" in run(tmp_path, "init")[1]


def test_a_home_that_cannot_be_written_is_said_with_the_fix(tmp_path: Path) -> None:
    code, _, err = run(tmp_path, "models", "pull", "silero-vad", MUMBLE_AI_HOME="/proc/nowhere")
    assert code == 1
    assert "MUMBLE_AI_HOME" in err
    assert "Traceback" not in err
