from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Literal

import pytest
import structlog

from mumble_ai.settings import Settings
from mumble_ai.telemetry import set_up_logs


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_one_json_line_an_event_from_both_worlds(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs(Settings(log_format="json"), "llm")
    structlog.get_logger().info("ready", port=1)
    logging.getLogger("uvicorn.error").warning("from %s", "uvicorn")
    logging.getLogger("uvicorn.access").info("GET /health")
    ours, theirs = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert (ours["event"], ours["port"], ours["service"], ours["level"]) == ("ready", 1, "llm", "info")
    assert (theirs["event"], theirs["service"]) == ("from uvicorn", "llm")


def test_secrets_never_reach_a_log(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs(Settings(log_format="json", openai_api_key="sk-private", mumble_password="sesame-open"))
    structlog.get_logger().warning("refused sk-private", detail="key sk-private", password="anything")
    logging.getLogger("other").error("joined with %s", "sesame-open")
    said = capsys.readouterr().err
    assert "refused" in said
    assert not any(secret in said for secret in ("sk-private", "sesame-open", "anything"))


def test_the_level_is_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs(Settings(log_level="WARNING", log_format="console"))
    structlog.get_logger().info("chatter")
    logging.getLogger("other").info("chatter")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_a_traceback_tells_no_values(
    capsys: pytest.CaptureFixture[str], log_format: Literal["json", "console"]
) -> None:
    set_up_logs(Settings(log_format=log_format), "bot")

    def answer(question: str) -> None:
        raise ValueError("broken")

    try:
        answer("where is " + "the treasure".upper())
    except ValueError:
        structlog.get_logger().exception("failed")
    said = capsys.readouterr().err
    assert "broken" in said
    assert "THE TREASURE" not in said
