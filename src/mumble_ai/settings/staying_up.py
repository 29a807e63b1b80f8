"""Staying up while other parts fail: what steps in, what is left alone, what is asked again."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from mumble_ai.settings.kinds import Section


class StayingUpSettings(Section):
    """Fallbacks, circuit breakers, retries."""

    speech_fallback: Literal["embedded", "off"] = Field(
        "embedded",
        description="`embedded`: an engine inside the bot hears and speaks while a speech service fails; `off`: none.",
    )
    llm_fallback: Literal["embedded", "off"] = Field(
        "embedded",
        description="`embedded`: the embedded model answers while the one of `LLM_PROVIDER` fails; `off`: none does.",
    )
    whisper_circuit_threshold: int = Field(
        5, ge=1, le=1000, description="Failures in a row after which the speech-to-text service is left alone."
    )
    whisper_circuit_timeout: float = Field(
        60.0,
        gt=0,
        le=3600,
        description="How long the speech-to-text service is then left alone before one call tries it.",
    )
    piper_circuit_threshold: int = Field(
        5, ge=1, le=1000, description="Failures in a row after which the text-to-speech service is left alone."
    )
    piper_circuit_timeout: float = Field(
        60.0,
        gt=0,
        le=3600,
        description="How long the text-to-speech service is then left alone before one call tries it.",
    )
    ollama_circuit_threshold: int = Field(
        5, ge=1, le=1000, description="Failures in a row after which a language model, of any kind, is left alone."
    )
    ollama_circuit_timeout: float = Field(
        60.0, gt=0, le=3600, description="How long a language model is then left alone before one question tries it."
    )
    health_check_interval: float = Field(
        30.0, ge=1, le=3600, description="How often the bot checks unasked everything an answer needs, seconds."
    )
    retry_max_attempts: int = Field(
        3, ge=1, le=20, description="How often a question that changes nothing (voices, models) is asked in all."
    )
    retry_base_delay: float = Field(
        0.5,
        ge=0.01,
        le=60,
        description="Before the second attempt, also at a Mumble server that cannot be reached.",
    )
    retry_max_delay: float = Field(8.0, ge=0.1, le=600, description="Longest delay between two attempts.")
