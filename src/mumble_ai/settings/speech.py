"""Hearing and speaking: the two services, their engines and models."""

from __future__ import annotations

from typing import Literal

from pydantic import AliasChoices, Field

from mumble_ai.settings.kinds import Port, Section, ServiceUrl


class HearingSettings(Section):
    """Speech to text."""

    whisper_url: ServiceUrl = Field(
        "http://127.0.0.1:5000",
        description="Speech-to-text service the bot calls; default: ours at `WHISPER_PORT`; `embedded`: in the bot.",
    )
    whisper_port: Port = Field(5000, description="Port of the speech-to-text service.")
    stt_engine: Literal["moonshine", "faster-whisper"] = Field("moonshine", description="Engine that hears.")
    whisper_model: str = Field(
        "base",
        description="Model of the faster-whisper engine: a catalogue name such as `tiny.en`, `base`, `large-v3`.",
        validation_alias=AliasChoices("whisper_model", "model_size"),
    )
    whisper_language: str = Field(
        "auto", pattern=r"^(auto|[a-z]{2,3})$", description="Language code people speak, or `auto` to detect it."
    )
    device: Literal["auto", "cpu", "cuda"] = Field("auto", description="Where models run.")


class SpeakingSettings(Section):
    """Text to speech."""

    piper_url: ServiceUrl = Field(
        "http://127.0.0.1:5001",
        description="Text-to-speech service the bot calls; default: ours at `PIPER_PORT`; `embedded`: in the bot.",
    )
    piper_port: Port = Field(5001, description="Port of the text-to-speech service.")
    tts_engine: Literal["hibari", "piper"] = Field("hibari", description="Engine of the default voice.")
    tts_voice: str = Field("", description="Voice id the bot speaks with; empty means the engine's first voice.")
    tts_speed: float = Field(1.0, ge=0.5, le=2.0, description="Speed of the voice.")
