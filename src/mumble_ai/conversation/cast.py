"""Who takes part in one talk, and what they share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from mumble_ai.conversation.listening.own_voice import OwnVoice
from mumble_ai.conversation.ports import Door, Mind, Mouth, Participant
from mumble_ai.conversation.speaking.apology import Apologies
from mumble_ai.conversation.speaking.filler import DEFAULT as DEFAULT_FILLING
from mumble_ai.conversation.speaking.filler import FillerPolicy, Fillers, RecentWaits
from mumble_ai.conversation.speaking.outlet import Outlet
from mumble_ai.conversation.speaking.reply import ReplyPolicy
from mumble_ai.conversation.speaking.speed_meter import SpeedMeter
from mumble_ai.conversation.speaking.volume import Volume
from mumble_ai.conversation.turn import Turn
from mumble_ai.conversation.turn_taking.addressee import AddresseePolicy
from mumble_ai.conversation.turn_taking.floor import Floor
from mumble_ai.conversation.turn_taking.interruption import InterruptionPolicy


class TalkObserver(Protocol):
    """Watches turns; called on the event loop, must return at once and not raise."""

    def turn_finished(self, turn: Turn) -> None:
        """A turn has its outcome and all its times."""
        ...


@dataclass(frozen=True, slots=True)
class Manners:
    """How this talk treats people where it takes place now.

    Attributes:
        addressee: Who is answered.
        to_asker: Whether an answer is heard by the asker alone.
    """

    addressee: AddresseePolicy = field(default_factory=AddresseePolicy)
    to_asker: bool = False


def usual_voice(participant: Participant) -> str:
    """Everybody hears the usual voice."""
    return ""


@dataclass(slots=True)
class Cast:
    """Everybody who takes part in every exchange of one talk. Policies and language may change while it lasts.

    Attributes:
        manners: Asked before each answer, since another channel may have others.
        people: How many people are here, the assistant not counted.
        voice_of: The voice that a participant has chosen for what they are told; empty for the usual one.
        others_speak: Whether somebody else than this participant speaks right now.
        language: What people speak, as an ISO 639-1 code, or None where it is detected.
        no_speech_probability: A transcript above this is taken for noise.
    """

    door: Door
    outlet: Outlet
    mind: Mind
    mouth: Mouth
    observer: TalkObserver
    floor: Floor
    volume: Volume
    apologies: Apologies
    fillers: Fillers
    meter: SpeedMeter
    own_voice: OwnVoice
    manners: Callable[[], Manners]
    people: Callable[[], int]
    others_speak: Callable[[Participant], bool]
    voice_of: Callable[[Participant], str] = usual_voice
    waits: RecentWaits = field(default_factory=RecentWaits)
    policy: ReplyPolicy = field(default_factory=ReplyPolicy)
    interruption: InterruptionPolicy = field(default_factory=InterruptionPolicy)
    filling: FillerPolicy = DEFAULT_FILLING
    language: str | None = None
    text_deadline_s: float = 3.0
    no_speech_probability: float = 0.6
