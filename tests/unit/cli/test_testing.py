"""How `test` runs the checks: every test in exactly one of them, side by side, and no failure is lost."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from mumble_ai.cli.testing import MOST_AGAIN, Result, Step, once_more, plan, run_together

CHECKOUT = Path(__file__).resolve().parents[3]

LOWEST = 19


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def test_every_test_is_in_exactly_one_step() -> None:
    named = [word for group in plan(CHECKOUT, ()) for step in group for word in step.command if "tests/" in word]
    files = [path.relative_to(CHECKOUT) for path in CHECKOUT.joinpath("tests").rglob("test_*.py")]
    assert len(files) > 50
    for file in files:
        assert len([name for name in named if file.is_relative_to(name)]) == 1, file


def test_words_replace_all_tests_but_not_the_parts_they_need() -> None:
    parts, (tests,) = plan(CHECKOUT, ("tests/unit", "-x"))
    assert parts[0].command[-2:] == ("tests.parts", "install")
    assert tests.command[-2:] == ("tests/unit", "-x")


def test_steps_run_at_the_same_time_and_each_tells_how_it_went(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for pipe in (first, second):
        os.mkfifo(pipe)
    # Each waits for the other: neither could end alone.
    there = f"print('there', flush=True); open({str(first)!r}).read(); open({str(second)!r}, 'w').close()"
    here = f"print('here', flush=True); open({str(first)!r}, 'w').close(); open({str(second)!r}).read(); exit(3)"
    one, other = run_together(tmp_path, (Step("One", python(there)), Step("Other", python(here), niceness=5)))
    assert (one.title, one.code, other.title, other.code) == ("One", 0, "Other", 3)
    shown = capfd.readouterr().out
    assert shown.index("there") < shown.index("• Other\nhere"), "what ran beside is shown whole, under its title"


def test_a_step_beside_yields_the_processor(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    mine = os.getpriority(os.PRIO_PROCESS, 0)
    if mine == LOWEST:
        pytest.skip("the tests themselves run at the lowest priority")
    # The priority is set from outside, right after the start.
    look = f"import os, time\nwhile os.getpriority(os.PRIO_PROCESS, 0) == {mine}: time.sleep(0.01)"
    (done,) = run_together(tmp_path, (Step("Nice", python(look), niceness=min(LOWEST, mine + 7)),))
    assert done.code == 0


def lane(folder: Path, tests: str) -> tuple[Step, Result]:
    folder.joinpath("test_it.py").write_text(tests)
    pytest = (sys.executable, "-m", "pytest", "-q", "-o", "cache_dir=remembered", "test_it.py")
    step = Step("Lane", pytest, memory="remembered")
    (result,) = run_together(folder, (step,))
    return step, result


FAILS_ONCE = """
import pathlib
def test_right(): open("ran", "a").write("right ")
def test_in_a_hurry():
    open("ran", "a").write("hurried ")
    seen = pathlib.Path("seen")
    was_seen = seen.exists()
    seen.touch()
    assert was_seen
"""


def test_what_failed_beside_others_is_run_once_more_alone(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    step, result = lane(tmp_path, FAILS_ONCE)
    assert result.code == 1
    again = once_more(tmp_path, step, result)
    assert (again.code, again.title) == (0, "Lane, 1 of them twice")
    assert (tmp_path / "ran").read_text() == "right hurried hurried "
    assert "test_it.py::test_in_a_hurry" in capfd.readouterr().out


def test_what_fails_alone_too_has_failed(tmp_path: Path) -> None:
    step, result = lane(tmp_path, "def test_wrong(): assert False")
    assert once_more(tmp_path, step, result).code == 1


@pytest.mark.parametrize(
    "tests",
    [
        "def test_broken(:",
        f"import pytest\n@pytest.mark.parametrize('n', range({MOST_AGAIN + 1}))\ndef test_wrong(n): assert False",
    ],
)
def test_what_failed_widely_is_not_run_again(tests: str, tmp_path: Path) -> None:
    step, result = lane(tmp_path, tests)
    assert result.code
    assert once_more(tmp_path, step, result) is result
