"""The page about scenarios tells the truth: its fields, its file, its Python."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from mumble_ai.cli.scenario_command import play, settings_for
from mumble_ai.conversation.turn import Outcome, Part
from mumble_ai.testkit.expectations import failures
from mumble_ai.testkit.noises import SOUNDS
from mumble_ai.testkit.scenario import Answer, Expectations, ExpectedTurn, Fault, Person, Scenario, Step, Timing
from mumble_ai.testkit.scenario_file import load_scenario

PAGE = (Path(__file__).parents[3] / "docs" / "scenarios.md").read_text("utf-8")
NAMED = set(re.findall(r"`\"?([a-z_]+)\"?`", PAGE))


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize(
    "model",
    [Scenario, Person, Step, Answer, Timing, Fault, Expectations, ExpectedTurn],
    ids=lambda model: model.__name__,
)
def test_every_field_is_described(model: type[BaseModel]) -> None:
    tables = {"people", "step", "answer", "timing", "fault", "expect", "turn"}
    assert set(model.model_fields) - tables - NAMED == set()


def test_every_sound_outcome_and_part_is_named() -> None:
    assert {*SOUNDS, *map(str, Outcome), *map(str, Part)} - NAMED == set()


def test_the_file_on_the_page_goes_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUMBLE_AI_HOME", str(tmp_path))
    path = tmp_path / "page.toml"
    path.write_text(block("toml"))
    scenario = load_scenario(path)
    assert failures(scenario, play(scenario, settings_for(path, scenario))) == []


def test_the_python_on_the_page_runs() -> None:
    names: dict[str, object] = {}
    exec(compile(block("python"), "docs/scenarios.md", "exec", dont_inherit=True), names)
    test = names["test_an_answer_comes_at_once"]
    assert callable(test)
    test()
