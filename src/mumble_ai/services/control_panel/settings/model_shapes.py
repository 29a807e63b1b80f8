"""What the endpoints about models take and answer."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from mumble_ai.services.control_panel.settings.model_fetching import Kind, Step
from mumble_ai.stack.catalogue import Purpose

ModelName = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[\w.:/@-]+$")]


class ServerModel(BaseModel):
    """One model of a server; sizes in bytes, 0 where the server does not say.

    Attributes:
        memory_bytes: What it takes while it is loaded; 0 while it is not.
    """

    name: str
    disk_bytes: int = 0
    memory_bytes: int = 0
    parameters: str = ""
    quantization: str = ""
    family: str = ""


class ServerAnswer(BaseModel):
    """What a language model server has; where it does not answer, `problem` says why."""

    kind: Literal["ollama", "openai"]
    url: str
    ok: bool
    problem: str
    version: str
    models: list[ServerModel]


class ServerBody(BaseModel):
    """A server to try. An empty key stands for the saved one, where the address is the saved one, too."""

    kind: Literal["ollama", "openai"]
    url: str = Field(min_length=1, max_length=500, pattern=r"^https?://\S+$")
    api_key: str = Field("", max_length=500)


class OwnModel(BaseModel):
    """A model of our catalogue.

    Attributes:
        is_here: Whether its files are on this machine, whole.
        is_used: Whether the settings of now use it.
        problem: Why it can't be had, such as a licence that was not accepted.
    """

    id: str
    title: str
    purpose: Purpose
    licence: str
    disk_bytes: int
    is_here: bool
    is_used: bool
    problem: str


class Embeddings(BaseModel):
    """How far the embedding of what was said is, by the model of now; null where that can't be counted."""

    model: str
    done: int | None
    total: int | None


class InUse(BaseModel):
    """Which models the settings name."""

    stt_engine: str
    whisper_model: str
    whisper_language: str
    llm_provider: str
    ollama_url: str
    ollama_model: str
    openai_base_url: str
    openai_model: str
    llm_fallback: str
    embedding_model: str
    vision_model: str
    memory_extraction_model: str
    tts_engine: str


class ModelsAnswer(BaseModel):
    """The models of the house."""

    in_use: InUse
    embeddings: Embeddings
    own: list[OwnModel]


class FetchBody(BaseModel):
    """A model to fetch, by the Ollama server or of our catalogue."""

    model: ModelName
    kind: Kind = "ollama"


class FetchAnswer(BaseModel):
    """How far one fetch is; see `Fetch`."""

    model: str
    kind: Kind
    step: Step
    detail: str
    done_bytes: int
    total_bytes: int


class FetchesAnswer(BaseModel):
    """The newest first."""

    fetches: list[FetchAnswer]


class HeardAnswer(BaseModel):
    """What was heard in a recording."""

    text: str
    language: str
    engine: str
    seconds: float
