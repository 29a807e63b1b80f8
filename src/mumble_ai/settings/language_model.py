"""The language models: which server is asked, for what, and for how long."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from mumble_ai.settings.kinds import Port, Secret, Section, ServiceUrl


class LanguageModelSettings(Section):
    """Who words the answers."""

    llm_provider: Literal["auto", "ollama", "openai", "embedded"] = Field(
        "auto", description="`auto`: the OpenAI-compatible server if one is set, else Ollama, else the embedded model."
    )
    ollama_url: ServiceUrl = Field("http://127.0.0.1:11434", description="Ollama server.")
    ollama_model: str = Field("llama3.2:latest", min_length=1, description="Model asked of Ollama.")
    ollama_context: int = Field(
        8192,
        ge=2048,
        le=1_000_000,
        description="Longest prompt with its answer that Ollama is asked to take, in tokens; with tools it needs 8192.",
    )
    openai_base_url: str = Field("", description="Any OpenAI-compatible server, with its `/v1`.")
    openai_api_key: Secret = Field("", description="Key for `OPENAI_BASE_URL`.")
    openai_model: str = Field("", description="Model asked of `OPENAI_BASE_URL`.")
    llm_port: Port = Field(11_435, description="Port of the embedded language model server.")
    llm_url: ServiceUrl = Field(
        "http://127.0.0.1:11435",
        description="Where the embedded language model server is reached, by default at `LLM_PORT`.",
    )
    vision_model: str = Field(
        "",
        description="Model of the Ollama server that is to describe pictures in mail, such as `llava`; nothing else"
        " uses it. Empty: none does.",
    )
    llm_first_token_timeout_s: float = Field(
        20.0, gt=0, le=600, description="How long the first word of an answer may take before the next model is tried."
    )
    llm_timeout_s: float = Field(60.0, gt=0, le=3600, description="How long a whole answer may take.")
    llm_max_tokens: int = Field(200, ge=16, le=8192, description="Longest answer, in tokens.")
    llm_temperature: float = Field(0.7, ge=0, le=2, description="How freely the model words its answers.")
