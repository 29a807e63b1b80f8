"""A scenario: who says what when, with which engines, and what is expected of the talk.

`docs/scenarios.md` describes every field.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from mumble_ai.conversation.turn import Outcome, Part
from mumble_ai.testkit.noises import SOUNDS

Seconds = Annotated[float, Field(ge=0, le=600)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,40}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
EnginePart = Literal["ears", "stt", "llm", "tts"]
ENGINE_PARTS: Final[tuple[EnginePart, ...]] = get_args(EnginePart)

_SOUND_ACTIONS: Final = ("say", "sound", "wav")
_ACTIONS: Final = (*_SOUND_ACTIONS, "write", "join", "leave")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Person(_Strict):
    """Somebody in the room.

    Attributes:
        name: As the others see it; default: the key with a capital.
        microphone: `push-to-talk` is held exactly while they speak; `voice-activated` opens and closes with the sound;
            `open` always sends.
        echo: How loud the assistant's voice comes back through their loudspeaker, 0 to 1.
        here: Whether they are there from the start.
    """

    name: Annotated[str, StringConstraints(max_length=128)] = ""
    microphone: Literal["push-to-talk", "voice-activated", "open"] = "push-to-talk"
    echo: float = Field(0.0, ge=0, le=1)
    here: bool = True


class Step(_Strict):
    """One thing somebody does: exactly one of say, sound, wav, write, join, leave.

    Attributes:
        say: Text to speak; `[1.5]` in it is a pause of so many seconds.
        heard_as: What scripted speech recognition makes of it instead.
        sound: A sound without words, see `mumble_ai.testkit.noises`, for `seconds`.
        wav: A mono 16-bit WAV file, beside the scenario file.
        write: A text message, to the assistant alone if `private`.
        whisper: Whether the voice goes to the assistant alone.
        at_s: When it begins, from the start of the scenario.
        when: Or after what it begins: the end of the step before, the start or the end of the next answer.
        after_s: And how long after that.
    """

    who: Key
    say: Text | None = None
    heard_as: str | None = None
    sound: str | None = None
    seconds: Annotated[float, Field(gt=0, le=600)] = 1.0
    wav: Path | None = None
    write: Text | None = None
    private: bool = False
    join: Literal[True] | None = None
    leave: Literal[True] | None = None
    whisper: bool = False
    at_s: Seconds | None = None
    when: Literal["step ends", "step starts", "answer starts", "answer ends"] = "step ends"
    after_s: Seconds = 0.0

    @field_validator("sound")
    @classmethod
    def _known(cls, name: str | None) -> str | None:
        if name is not None and name not in SOUNDS:
            raise ValueError(f"must be one of {', '.join(SOUNDS)}")
        return name

    @model_validator(mode="after")
    def _one_action(self) -> Self:
        done = [action for action in _ACTIONS if getattr(self, action) is not None]
        if len(done) != 1:
            told = " and ".join(done) if done else "none"
            raise ValueError(f"a step needs exactly one of {', '.join(_ACTIONS)}; this one has {told}")
        return self

    @property
    def has_sound(self) -> bool:
        """Whether it is heard."""
        return any(getattr(self, action) is not None for action in _SOUND_ACTIONS)


class Answer(_Strict):
    """What the scripted language model answers.

    Attributes:
        to: To whatever contains these words, in any case; empty: to everything. The first answer that fits is given.
        first_word_s: Overrides `timing.llm_first_word_s`.
    """

    to: str = ""
    text: Text
    first_word_s: Seconds | None = None


class Timing(_Strict):
    """How fast the scripted engines are.

    Attributes:
        stt_s: From the end of an utterance to its text.
        llm_first_word_s: From the question to the first word.
        llm_words_per_s: From then on.
        tts_s: To the first sound of a clause.
    """

    stt_s: Seconds = 0.1
    llm_first_word_s: Seconds = 0.3
    llm_words_per_s: Annotated[float, Field(gt=0, le=1000)] = 20.0
    tts_s: Seconds = 0.1


class Fault(_Strict):
    """A scripted engine that fails from `from_s` to `until_s`: it refuses (`down`), never answers (`hangs`) or takes
    `seconds` more (`slow`)."""

    part: Literal["stt", "llm", "tts"]
    kind: Literal["down", "hangs", "slow"] = "down"
    from_s: Seconds = 0.0
    until_s: Annotated[float, Field(gt=0)] = 1e9
    seconds: Seconds = 3.0


class ExpectedTurn(_Strict):
    """What one turn must be like, in the order in which turns begin. What is left out may be anything.

    Attributes:
        heard, played: All the words, in any case and without punctuation; `_has`: some of them, in a row.
        word_errors: Share of the words of `heard` that may be wrong, for real speech recognition.
        within_s: From the end of speech to the first sound of the answer, at most.
        told_within_s: From the end of speech to the first sound or text of any kind, at most.
        whispered: Whether the answer is heard by the asker alone.
    """

    who: Key | None = None
    kind: Literal["voice", "text"] | None = None
    outcome: Outcome | None = None
    failed: Part | None = None
    heard: str | None = None
    heard_has: str | None = None
    word_errors: float = Field(0.0, ge=0, le=1)
    played: str | None = None
    played_has: str | None = None
    within_s: Seconds | None = None
    told_within_s: Seconds | None = None
    revisions: int | None = Field(None, ge=0)
    whispered: bool | None = None


class Expectations(_Strict):
    """What the whole talk must be like.

    Attributes:
        turns: How many turns there are.
        answered: Who gets an answer, in order.
        interruptions: How many answers are stopped by speech.
        silent: Whether nothing at all is played and written.
        texts: Words that the assistant's text messages contain, one message each, in order.
        gap_s: The longest silence inside an answer, once it is audible.
    """

    turns: int | None = Field(None, ge=0)
    answered: tuple[Key, ...] | None = None
    interruptions: int | None = Field(None, ge=0)
    silent: bool | None = None
    texts: tuple[str, ...] | None = None
    gap_s: Seconds | None = None
    turn: tuple[ExpectedTurn, ...] = ()


class Scenario(_Strict):
    """A whole file.

    Attributes:
        settings: Settings of Mumble-AI for this scenario, by their names; all others are the user's own.
        channel: Path of the channel it takes place in, for settings that differ by channel; empty is the root.
        engines: Which parts are real; all others are scripted. Real `ears` alone still run in virtual time.
        patience_s: How long to wait after the last step for what is expected.
    """

    title: Text
    about: str = ""
    settings: dict[str, str | int | float | bool] = Field(default_factory=dict[str, str | int | float | bool])
    channel: str = ""
    engines: Literal["scripted", "real"] | dict[EnginePart, Literal["scripted", "real"]] = "scripted"
    people: dict[Key, Person]
    step: tuple[Step, ...] = Field(min_length=1)
    answer: tuple[Answer, ...] = ()
    timing: Timing = Timing()
    fault: tuple[Fault, ...] = ()
    expect: Expectations
    patience_s: Seconds = 30.0

    @model_validator(mode="after")
    def _everybody_is_known(self) -> Self:
        named = [(f"step {n + 1}", step.who) for n, step in enumerate(self.step)]
        named += [(f"expect.turn {n + 1}", turn.who) for n, turn in enumerate(self.expect.turn) if turn.who]
        named += [("expect.answered", who) for who in self.expect.answered or ()]
        for where, who in named:
            if who not in self.people:
                raise ValueError(f"{where} names {who!r}, who is not in people: {', '.join(self.people)}")
        return self

    @model_validator(mode="after")
    def _words_are_understood(self) -> Self:
        says = any(step.say is not None for step in self.step)
        if says and len({self.is_real(part) for part in ("ears", "stt", "tts")}) > 1:
            raise ValueError("engines: where somebody says something, ears, stt and tts are all real or all scripted")
        return self

    def is_real(self, part: EnginePart) -> bool:
        """Whether a part is a real engine."""
        return (self.engines if isinstance(self.engines, str) else self.engines.get(part, "scripted")) == "real"

    def name_of(self, key: str) -> str:
        """What somebody is called."""
        return self.people[key].name or key.capitalize()
