"""`scenario`: plays scenario files and says what was not as expected."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import typer

from mumble_ai.cli.terminal import FAILED, MISUSED, complain
from mumble_ai.cli.turn_views import printable
from mumble_ai.services.bot.rehearsal import Rehearsal, real_parts
from mumble_ai.settings import Settings, SettingsError, load_settings
from mumble_ai.speech.contract import EngineUnavailable
from mumble_ai.testkit import VirtualTimeLoop
from mumble_ai.testkit.acting import RealParts, perform
from mumble_ai.testkit.expectations import failures
from mumble_ai.testkit.performance import Performance
from mumble_ai.testkit.scenario import ENGINE_PARTS, EnginePart, Scenario
from mumble_ai.testkit.scenario_file import ScenarioError, load_scenario


def run_scenarios(files: list[Path], as_json: bool, real_time: bool) -> None:
    """Plays each file; exits with 1 when something was not as expected, with 2 when a file is wrong."""
    try:
        scenarios = [(file, load_scenario(file)) for file in files]
        settings = [settings_for(file, scenario) for file, scenario in scenarios]
        results = [
            (file, scenario, play(scenario, chosen, real_time=real_time))
            for (file, scenario), chosen in zip(scenarios, settings, strict=True)
        ]
    except ScenarioError as error:
        complain(str(error))
        raise typer.Exit(MISUSED) from None
    except EngineUnavailable as error:
        complain(f"An engine that the scenario wants cannot be had: {error}")
        raise typer.Exit(FAILED) from None
    problems = [failures(scenario, performance) for _, scenario, performance in results]
    if as_json:
        print(json.dumps([_as_dict(*r, p) for r, p in zip(results, problems, strict=True)], indent=2))
    else:
        for (file, scenario, performance), found in zip(results, problems, strict=True):
            print(_as_text(file, scenario, performance, found))
        print(f"{len(results) - sum(map(bool, problems))} of {len(results)} as expected")
    if any(problems):
        raise typer.Exit(FAILED)


def settings_for(file: Path, scenario: Scenario) -> Settings:
    """The user's settings with those of the scenario on top.

    Raises:
        ScenarioError: A setting of the scenario does not exist or has a value that is not allowed.
    """
    own = load_settings()
    given = {name.upper(): _as_setting(value) for name, value in scenario.settings.items()}
    known = {name.upper() for name in type(own).model_fields}
    if unknown := given.keys() - known:
        raise ScenarioError(f"{file}: settings.{sorted(unknown)[0]}: there is no such setting; see docs/settings.md")
    try:
        chosen = load_settings(given, None)
    except SettingsError as error:
        raise ScenarioError(f"{file}: settings: {error}") from None
    return own.model_copy(update={name.lower(): getattr(chosen, name.lower()) for name in given})


def play(scenario: Scenario, settings: Settings, *, real_time: bool = False) -> Performance:
    """Plays a scenario, in virtual time where nothing but the ears is real.

    Raises:
        ScenarioError: A WAV file cannot be used.
        EngineUnavailable: An engine that it wants cannot be had.
    """
    wanted: frozenset[EnginePart] = frozenset(part for part in ENGINE_PARTS if scenario.is_real(part))
    make_talk = Rehearsal(settings, scenario.channel)
    if not wanted and not real_time:
        with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
            return runner.run(perform(scenario, make_talk))
    in_virtual_time = wanted <= {"ears"} and not real_time

    async def with_engines() -> Performance:
        async with real_parts(settings, wanted) as parts:
            await _warm(parts)
            return await perform(scenario, make_talk, parts)

    with asyncio.Runner(loop_factory=VirtualTimeLoop if in_virtual_time else None) as runner:
        return runner.run(with_engines())


async def _warm(parts: RealParts) -> None:
    """Lets the voice speak once, so that the first answer is not slower than any other."""
    if parts.mouth is not None:
        async for _ in parts.mouth.speak("Hello."):
            pass


def _as_setting(value: str | float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _as_text(file: Path, scenario: Scenario, performance: Performance, problems: list[str]) -> str:
    lines = [f"{'FAILED' if problems else 'ok    '} {file.name}: {scenario.title}"]
    lines += [f"       {problem}" for problem in problems]
    lines += [f"  {e.at_s:8.3f} s  {e.who[:12]:<12} {printable(e.what)}" for e in performance.timeline()]
    return "\n".join([*lines, ""])


def _as_dict(file: Path, scenario: Scenario, performance: Performance, problems: list[str]) -> dict[str, Any]:
    return {
        "file": str(file),
        "title": scenario.title,
        "passed": not problems,
        "problems": problems,
        "timeline": [{"at_s": round(e.at_s, 6), "who": e.who, "what": e.what} for e in performance.timeline()],
        "turns": [
            {
                "who": turn.speaker.name,
                "outcome": turn.outcome,
                "failed": turn.failed,
                "heard": turn.text,
                "said": turn.said,
                "played": turn.heard,
                "revision": turn.revision,
                "stages": {stage: round(at_s - performance.begun_s, 6) for stage, at_s in turn.times.items()},
            }
            for turn in performance.turns
        ],
    }
