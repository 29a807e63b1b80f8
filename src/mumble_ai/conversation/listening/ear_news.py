"""What an ear finds out, in order: speech starts, goes on, is confirmed, pauses, and ends or was none."""

from __future__ import annotations

from dataclasses import dataclass

from mumble_ai.audio.pcm import Float32
from mumble_ai.conversation.turn_taking.endpointing import EndReason


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Somebody seems to speak; `audio` is the pre-roll and the first speech."""

    at_s: float
    audio: Float32


@dataclass(frozen=True, slots=True)
class SpeechContinued:
    """More sound of the utterance."""

    audio: Float32


@dataclass(frozen=True, slots=True)
class SpeechConfirmed:
    """It is real speech, no click."""


@dataclass(frozen=True, slots=True)
class SpeechPaused:
    """The speaker may be done: somebody should `judge` whether it sounds so.

    Attributes:
        last_speech_s: When speech was last heard; names the pause.
    """

    at_s: float
    last_speech_s: float


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """The utterance is over.

    Attributes:
        at_s: When it was decided.
        last_speech_s: When speech was last heard.
        audible_from_s: When the answer may be heard.
        if_unfinished_s: When it may be heard should the words end in the middle of a number, a list or a phrase.
        why: The reason in words.
        terminated: Whether the client had ended the talk spurt.
    """

    at_s: float
    last_speech_s: float
    reason: EndReason
    audible_from_s: float
    if_unfinished_s: float
    why: str = ""
    terminated: bool = False


@dataclass(frozen=True, slots=True)
class SpeechDismissed:
    """It was noise."""


EarNews = SpeechStarted | SpeechContinued | SpeechConfirmed | SpeechPaused | SpeechEnded | SpeechDismissed
