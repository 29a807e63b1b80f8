"""The example scenarios go as they say, and a bad file is told what is wrong with it and where."""

from __future__ import annotations

import asyncio
import json
import math
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mumble_ai.cli.commands import app
from mumble_ai.cli.scenario_command import play, settings_for
from mumble_ai.conversation.turn import Outcome
from mumble_ai.testkit import VirtualTimeLoop
from mumble_ai.testkit.acting import perform
from mumble_ai.testkit.expectations import failures
from mumble_ai.testkit.noises import SOUNDS
from mumble_ai.testkit.performance import Performance
from mumble_ai.testkit.scenario import Scenario
from mumble_ai.testkit.scenario_file import ScenarioError, load_scenario
from mumble_ai.testkit.virtual_time import START_S

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "scenarios").glob("*.toml"))
WHOLE = """
title = "One question"

[settings]
ADDRESSEE = "always"

[people.alice]
microphone = "push-to-talk"

[[step]]
who = "alice"
say = "How are you?"

[[step]]
who = "alice"
sound = "cough"

[[answer]]
text = "I am fine."

[expect]
turns = 1

[[expect.turn]]
heard = "how are you"
played = "I am fine."
"""


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUMBLE_AI_HOME", str(tmp_path / "home"))


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "scenario.toml"
    path.write_text(text)
    return path


def played(path: Path) -> tuple[Scenario, Performance]:
    scenario = load_scenario(path)
    return scenario, play(scenario, settings_for(path, scenario))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_go_as_they_say(path: Path) -> None:
    assert failures(*played(path)) == []


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 10


def test_a_scenario_goes_the_same_way_each_time() -> None:
    path = ROOT / "scenarios" / "interruption.toml"
    first, second = (played(path)[1] for _ in range(2))
    assert first.timeline() == second.timeline()
    assert [(t.text, t.heard, t.times) for t in first.turns] == [(t.text, t.heard, t.times) for t in second.turns]


@pytest.mark.parametrize(
    ("instead_of", "put", "told"),
    [
        ("turns = 1", "turns = 2", "2 turns are expected, there were 1"),
        ('heard = "how are you"', 'heard = "who are you"', "'who are you' should have been heard"),
        ('played = "I am fine."', 'played = "I am fine. And you?"', "should have been played, not 'I am fine.'"),
        ('heard = "how are you"', 'played_has = "am well"', "'am well' should be among the words played"),
        ('heard = "how are you"', "within_s = 0.1", "expected within 0.1 s of the end of speech, it came after 0."),
        ('heard = "how are you"', 'outcome = "interrupted"', "outcome interrupted is expected, it is answered"),
        ('heard = "how are you"', "whispered = true", "whispered yes is expected, it is no"),
        ("turns = 1", "silent = true", "silence is expected"),
        ("turns = 1", "interruptions = 1", "1 interruptions are expected, there were 0"),
        ("turns = 1", 'texts = ["sorry"]', "texts with 'sorry' are expected, there were none"),
        ("turns = 1", "answered = []", "answers are expected for none; there were answers for Alice"),
    ],
)
def test_what_is_not_as_expected_is_told(tmp_path: Path, instead_of: str, put: str, told: str) -> None:
    text = WHOLE.replace('[[step]]\nwho = "alice"\nsound = "cough"\n', "").replace(
        "[expect]", "patience_s = 1\n[expect]"
    )
    text = "patience_s = 1\n" + text.replace("patience_s = 1\n", "")
    assert failures(*played(written(tmp_path, text))) == []
    found = failures(*played(written(tmp_path, text.replace(instead_of, put))))
    assert any(told in problem for problem in found), found


@pytest.mark.parametrize(
    ("instead_of", "put", "told"),
    [
        ('say = "How are you?"', 'sya = "How are you?"', ":12: step.1.sya: there is no such field; did you mean say?"),
        ('sound = "cough"', 'sound = "sneeze"', f":16: step.2.sound: must be one of {', '.join(SOUNDS)}"),
        ('microphone = "push-to-talk"', 'microphone = "radio"', ":8: people.alice.microphone: input should be"),
        ("turns = 1", 'turns = "one"', ":22: expect.turns: input should be a valid integer"),
        ('played = "I am fine."', 'plaid = "x"', ":26: expect.turn.1.plaid: there is no such field; did you mean"),
        ('who = "alice"\nsay', 'who = "carol"\nsay', "step 1 names 'carol', who is not in people: alice"),
        ('sound = "cough"', 'sound = "cough"\nsay = "x"', "exactly one of say, sound, wav, write, join, leave"),
        ("[settings]", "[settings", "it is no TOML file"),
        ("[settings]", '[engines]\nstt = "real"\n[settings]', "ears, stt and tts are all real or all scripted"),
        (
            'title = "One question"',
            'title = "x"\nengines = {stt = "fast"}',
            ":3: engines.stt: input should be 'scripted'",
        ),
        ("[settings]", '[engines]\nnose = "real"\n[settings]', "engines"),
        ('ADDRESSEE = "always"', 'ADRESSEE = "always"', "settings.ADRESSEE: there is no such setting"),
        ('ADDRESSEE = "always"', 'ADDRESSEE = "sometimes"', "settings: ADDRESSEE = 'sometimes': input should be"),
    ],
)
def test_a_bad_file_is_told_what_is_wrong_and_where(tmp_path: Path, instead_of: str, put: str, told: str) -> None:
    assert instead_of in WHOLE
    path = written(tmp_path, WHOLE.replace(instead_of, put, 1))
    with pytest.raises(ScenarioError) as caught:
        settings_for(path, load_scenario(path))
    assert told in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_file_that_is_not_there_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"nowhere\.toml: No such file"):
        load_scenario(tmp_path / "nowhere.toml")


def test_a_wav_file_is_looked_for_beside_the_scenario(tmp_path: Path) -> None:
    from mumble_ai.audio.wav import encode_wav
    from mumble_ai.testkit.wordcode import Lexicon, speak

    lexicon = Lexicon()
    (tmp_path / "question.wav").write_bytes(encode_wav(speak("How are you?", lexicon), 48_000))
    path = written(tmp_path, WHOLE.replace('say = "How are you?"', 'wav = "question.wav"'))
    scenario, performance = played(path)
    assert scenario.step[0].wav == tmp_path / "question.wav"
    assert performance.turns[0].times, "the sound of the file makes a turn"
    missing = written(tmp_path, WHOLE.replace('say = "How are you?"', 'wav = "other.wav"'))
    with pytest.raises(ScenarioError, match=r"other\.wav"):
        played(missing)


def test_the_settings_of_the_scenario_are_in_effect(tmp_path: Path) -> None:
    text = WHOLE.replace("[expect]\nturns = 1\n", "[expect]\n").replace('heard = "how are you"', "")
    text = text.replace('played = "I am fine."', 'outcome = "not_addressed"').replace('"always"', '"named"')
    scenario, performance = played(written(tmp_path, text))
    assert failures(scenario, performance) == []
    assert performance.turns[0].outcome is Outcome.NOT_ADDRESSED


def test_the_command_says_pass_or_fail_and_ends_with_it(tmp_path: Path) -> None:
    run = CliRunner()
    text = WHOLE.replace('[[step]]\nwho = "alice"\nsound = "cough"\n', "")
    good = run.invoke(app, ["scenario", str(written(tmp_path, text))])
    assert good.exit_code == 0, good.output
    assert "1 of 1 as expected" in good.output
    bad = run.invoke(app, ["scenario", str(written(tmp_path, text.replace("turns = 1", "turns = 7"))), "--json"])
    assert bad.exit_code == 1
    (told,) = json.loads(bad.stdout)
    assert told["passed"] is False
    assert told["problems"] == [
        "7 turns are expected, there were 1: answered: How are you?",
    ]
    assert told["turns"][0]["played"] == "I am fine."
    assert all(math.isfinite(event["at_s"]) for event in told["timeline"])
    wrong = run.invoke(app, ["scenario", str(written(tmp_path, "title = 3"))])
    assert wrong.exit_code == 2


def test_a_talk_that_breaks_down_is_not_waited_for(tmp_path: Path) -> None:
    class Broken:
        async def run(self) -> None:
            raise RuntimeError("the talk is broken")

    scenario = load_scenario(written(tmp_path, "patience_s = 500\n" + WHOLE))
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:

        async def timed() -> float:
            with pytest.raises(RuntimeError, match="the talk is broken"):
                await perform(scenario, lambda *parts: Broken())
            return asyncio.get_running_loop().time() - START_S

        assert runner.run(timed()) < 20
