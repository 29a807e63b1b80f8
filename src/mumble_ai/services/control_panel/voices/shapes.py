"""What is told and asked about voices."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from mumble_ai.services.control_panel.voices.usual import UsualVoice
from mumble_ai.speech.contract import Voice

VoiceId = Annotated[str, Field(max_length=200)]


class VoiceView(BaseModel):
    """A voice.

    Attributes:
        language: Such as `en` or `de-AT`.
        gender: Empty where it is not known; `quality` likewise.
    """

    id: str
    engine: str
    language: str
    description: str
    gender: str
    quality: str
    sample_rate_hz: int

    @classmethod
    def of(cls, voice: Voice) -> VoiceView:
        """A voice as it is told."""
        return cls.model_validate(voice, from_attributes=True)


class EngineView(BaseModel):
    """An engine.

    Attributes:
        voices: How many it has; 0 where it does not run.
        usual: Whether the usual voice is one of its.
        hint: What to do where it does not run.
    """

    name: str
    voices: int
    usual: bool
    hint: str = ""


class VoiceList(BaseModel):
    """Every voice of every engine that runs."""

    voices: list[VoiceView]
    engines: list[EngineView]
    usual: UsualVoice


class ChannelVoiceView(BaseModel):
    """The voice of a channel; `/` is the root."""

    channel: str
    voice: str


class PersonVoiceView(BaseModel):
    """The voice that somebody hears; empty for that of the channel."""

    person_id: UUID
    name: str
    voice: str


class VoiceChoicesView(BaseModel):
    """Who hears which voice where. What is nearer counts: the person, the channel, the usual one.

    Attributes:
        mine: Of whoever asks.
        people: Everybody who is known, for owners alone.
        known_channels: Channels to choose from.
    """

    mine: str
    channels: list[ChannelVoiceView]
    people: list[PersonVoiceView]
    known_channels: list[str]


class ChoiceBody(BaseModel):
    """A choice; empty for none, so that the next one counts."""

    voice: VoiceId


class ChannelBody(ChoiceBody):
    """The voice of a channel."""

    channel: str = Field(min_length=1, max_length=300)


class EngineBody(BaseModel):
    """The engine whose first voice becomes the usual one."""

    engine: str = Field(min_length=1, max_length=60)


class WordBody(BaseModel):
    """How a word, or several, are said.

    Attributes:
        language: A code such as `en`, or `all`.
        has_case: Whether only this very spelling is meant.
    """

    language: str = Field(max_length=3)
    word: str = Field(min_length=1, max_length=200)
    say: str = Field(min_length=1, max_length=400)
    has_case: bool = False


class PreviewBody(BaseModel):
    """What to say with a voice, without choosing it.

    Attributes:
        text: Empty for a sentence in the language of the voice.
        word: A word said as if it stood in the dictionary.
    """

    voice: VoiceId
    text: str = Field("", max_length=500)
    speed: float = Field(1.0, ge=0.5, le=2.0)
    word: WordBody | None = None
