"""The talk: whom the bot answers, when a turn ends, what is kept of it."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field

from mumble_ai.settings.kinds import OptionalUrl, Port, Section

Addressee = Literal["always", "named", "alone", "whisper"]
"""Whom the bot answers; see the setting `addressee`."""


def by_channel(value: str) -> dict[str, str]:
    """`ADDRESSEE_BY_CHANNEL` as channel path to addressee.

    Raises:
        ValueError: It cannot be read; the message says what is wrong.
    """
    found: dict[str, str] = {}
    for entry in filter(None, map(str.strip, value.split(","))):
        path, separator, mode = (part.strip() for part in entry.rpartition("="))
        allowed = get_args(Addressee)
        if not separator or not path or mode.lower() not in allowed:
            raise ValueError(f"{entry!r} must be a channel, =, and one of {', '.join(allowed)}, such as Kitchen=named")
        path = "/".join(filter(None, map(str.strip, path.split("/"))))
        if path in found:
            raise ValueError(f"channel {path or '/'!r} is named twice")
        found[path] = mode.lower()
    return found


def _check_by_channel(value: str) -> str:
    by_channel(value)
    return value


class ConversationSettings(Section):
    """One live talk."""

    bot_persona: str = Field("", max_length=8000, description="Who the assistant is, in your words.")
    short_term_memory_limit: int = Field(10, ge=0, le=200, description="Messages of the talk that the model sees.")
    silence_max_s: float = Field(
        1.5, ge=0.2, le=10, description="Upper bound of the silence that ends a turn of voice-activated talk, seconds."
    )
    vad_silence_s: float = Field(
        0.8,
        ge=0.1,
        le=5,
        description="Silence that ends a turn of voice-activated talk where no model judges the pause, seconds.",
    )
    turn_end_model: Literal["smart-turn", "off"] = Field(
        "smart-turn", description="Model that hears whether a speaker who pauses has finished; `off`: silence decides."
    )
    flight_record: Literal["on", "off", "audio"] = Field(
        "on",
        description="What is kept of each turn for `mumble-ai turns`: times, decisions and words (`on`), also the sound"
        " of the question (`audio`), or nothing (`off`).",
    )
    flight_record_turns: int = Field(
        500, ge=1, le=100_000, description="How many turns are kept; the oldest go first, in any case after 30 days."
    )
    filler_after_s: float = Field(
        1.2, ge=0, le=60, description='Wait after which a few words such as "One moment" are said, seconds; 0: never.'
    )
    addressee: Addressee = Field(
        "always",
        description="Whom the bot answers: everybody (`always`); who says its name or was answered just now (`named`);"
        " who is alone with it (`alone`); who whispers to it (`whisper`).",
    )
    addressee_by_channel: Annotated[str, AfterValidator(_check_by_channel)] = Field(
        "", description="`ADDRESSEE` of single channels: `Kitchen=named,Family/Office=whisper`; `/` is the root."
    )
    bot_names: str = Field(
        "", description="More names the bot listens to besides `MUMBLE_USERNAME`, separated by commas: `computer,Ada`."
    )
    answer_to: Literal["channel", "asker"] = Field(
        "channel",
        description="Who hears an answer: the channel, or the asker alone. A whisper is always answered by a whisper.",
    )
    health_port: Port = Field(8080, description="Port of the bot's `/health` and `/metrics`.")
    otel_exporter_otlp_endpoint: OptionalUrl = Field(
        "", description="OpenTelemetry collector (OTLP over HTTP) that gets a trace of every turn; empty means none."
    )
