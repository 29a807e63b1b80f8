"""What one live talk needs from outside; the phone, the channel and the browser hand in their own.

A `Door` is where people come in: it yields what happens there and plays voice back like a sound card does, paced by the
listener's clock. `Mind` makes answers, `Mouth` makes sound of them, and speech recognition is an
`mumble_ai.speech.contract.SttEngine`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from mumble_ai.audio.pcm import Float32, Int16


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody at the door.

    Attributes:
        id: Unique in this door for the time of the visit (a Mumble session, a call id).
        name: What the door shows; never an identity.
        identity: A verified identity such as a certificate hash, or None for a guest.
    """

    id: str
    name: str
    identity: str | None = None


@dataclass(frozen=True, slots=True)
class VoiceHeard:
    """20 ms of one participant's voice: `(n,) int16` mono at 48 000 Hz, in order, losses already concealed.

    Attributes:
        ended: True on the last frame of a talk spurt (push-to-talk released, client-side gate closed). `pcm` may be
            empty then.
        at_s: Time of arrival on the event loop's clock.
        whispered: True when it was spoken to the assistant alone; the answer must then go to the speaker alone.
    """

    speaker: Participant
    pcm: Int16
    at_s: float
    ended: bool = False
    whispered: bool = False


@dataclass(frozen=True, slots=True)
class TextHeard:
    """A text message, already free of markup.

    Attributes:
        private: True when it was sent to the assistant alone; the answer must then go to the sender alone.
    """

    sender: Participant
    text: str
    private: bool
    at_s: float


class PresenceChange(StrEnum):
    JOINED = "joined"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody came into hearing distance or went out of it."""

    participant: Participant
    change: PresenceChange
    at_s: float


DoorEvent = VoiceHeard | TextHeard | Presence


class Door(Protocol):
    """A place where one talk happens."""

    def events(self) -> AsyncIterator[DoorEvent]:
        """What happens at the door, in order, until it is closed for good. Short disconnections are not visible."""
        ...

    async def play(self, frame: Int16, *, to: Participant | None = None) -> None:
        """Plays one 20 ms frame, `(960,) int16` mono at 48 000 Hz; returns when the next frame is due.

        Frames are lost, at the pace of real time, while the link is down: a listener who is away hears nothing.

        Args:
            to: The only one who hears it; None for everybody here.
        """
        ...

    async def can_whisper(self, to: Participant) -> bool:
        """Whether this participant can be spoken to alone; where that is forbidden here, the answer is written."""
        ...

    async def end_playing(self) -> None:
        """Ends the talk spurt, whoever hears it, at once; a second call does nothing."""
        ...

    async def send_text(self, text: str, *, to: Participant | None = None) -> None:
        """Sends plain text to everybody here, or to one participant alone."""
        ...


class VoiceActivity(Protocol):
    """Tells speech from other sound, for one speaker; the model behind it is shared by all."""

    def probability(self, chunk: Float32) -> float:
        """How likely the next `(512,) float32` mono samples at 16 000 Hz hold speech, 0 to 1."""
        ...

    def reset(self) -> None:
        """Forgets what was heard before."""
        ...


class TurnEnds(Protocol):
    """Tells by the sound of a sentence whether it is complete."""

    async def probability(self, audio: Float32) -> float | None:
        """How likely the speaker is done, 0 to 1, or None where that can't be said in time.

        Args:
            audio: `(n,) float32` mono at 16 000 Hz, the newest 8 s at most, up to the pause.
        """
        ...


async def _at_once() -> None:
    """What is written is final."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said or wrote, as the mind gets it.

    Attributes:
        turn_id: Unique for ever; actions and history are keyed by it.
        spoken: False for a text message.
        language: The language it was heard in, as an ISO 639-1 code, or None where that is unknown.
        settled: Returns when these words are final. A spoken question is answered while its speaker may still go on,
            and what was done for it is then dropped: whoever is about to change something awaits this first. What is
            said afterwards is a new question. Cancelled where the speaker does go on.
    """

    turn_id: str
    speaker: Participant
    text: str
    spoken: bool
    private: bool = False
    language: str | None = None
    settled: Callable[[], Awaitable[None]] = field(default=_at_once, compare=False, repr=False)


class Mind(Protocol):
    """Makes answers."""

    def expect(self, participant: Participant) -> None:
        """Somebody came in or begins to speak: gets ready to answer. Returns at once and never fails."""
        ...

    def answer(self, utterance: Utterance) -> AsyncIterator[str]:
        """Yields the answer in pieces as they come; closing the iterator cancels the work.

        They are speakable text for what was spoken, plain text for what was written.

        Raises:
            MindUnavailable: When no language model answers in time.
        """
        ...

    def never_mind(self, participant: Participant) -> None:
        """The participant said stop: a question that the mind has asked them is open no more. Returns at once."""
        ...

    def remember(self, utterance: Utterance, heard: str, *, interrupted: bool) -> None:
        """Records the exchange: `heard` is what was really played or sent, not what was generated."""
        ...


class MindUnavailable(Exception):
    """No answer can be made now; the message says why, in words for a log."""


class Mouth(Protocol):
    """Makes sound of one clause."""

    @property
    def speed(self) -> float:
        """0.5 (half) to 2.0 (double); what is set holds from the next clause on."""
        ...

    @speed.setter
    def speed(self, speed: float) -> None: ...

    async def language(self) -> str:
        """The language the voice speaks, as a code such as `en` or `de-AT`.

        Raises:
            mumble_ai.speech.contract.SpeechError: When no voice can be asked now.
        """
        ...

    def speak(self, clause: str, *, voice: str = "") -> AsyncIterator[Int16]:
        """Yields `(n,) int16` mono chunks at 48 000 Hz; closing the iterator cancels the work.

        Args:
            voice: The voice that somebody has chosen for themselves; empty, and where there is no such voice, the
                usual one.

        Raises:
            mumble_ai.speech.contract.SpeechError: When no voice can be made now.
        """
        ...
