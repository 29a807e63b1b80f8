"""Every setting of the stack, typed, in one place.

A setting comes from the environment or from `.env` (the environment wins) under the upper-case name of its field, or
under one of its aliases. An empty value means the default. Below the environment come values that were saved, and
below these `DEFAULT_…` in the environment, by which a container brings defaults of its own. `docs/settings.md` is
generated from this module.
"""

from __future__ import annotations

import difflib
import ipaddress
import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from zoneinfo import available_timezones

import platformdirs
from dotenv import dotenv_values
from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic.fields import FieldInfo

EMBEDDED = "embedded"
"""Value of a service URL that means: run this engine inside the process that needs it."""

_TOLERATED_PREFIXES = ("COMPOSE_", "DOCKER_")
DEFAULT_PREFIX = "DEFAULT_"
"""Before the name of a setting in the environment: a default of whoever starts the stack, which saved values beat."""

Source = Literal["environment", "saved", "default"]
"""Where the value of a setting comes from."""


class SettingsError(Exception):
    """One or more settings are wrong; the message names each, its value and what is allowed."""


def reachable_host(bind_host: str) -> str:
    """The address under which a service that listens on `bind_host` is reached from this machine."""
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}.get(bind_host, bind_host)  # noqa: S104


def is_loopback(host: str) -> bool:
    """Whether an address or name stands for this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _check_zone(name: str) -> str:
    if name and name not in available_timezones():
        close = difflib.get_close_matches(name, available_timezones(), n=1)
        raise ValueError("must be an IANA time zone" + (f", such as {close[0]}" if close else " such as Europe/Berlin"))
    return name


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


def _check_service_url(value: str) -> str:
    if value != EMBEDDED:
        TypeAdapter(HttpUrl).validate_python(value)
    return value.rstrip("/")


def _check_scheme(*schemes: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value and not value.startswith(schemes):
            raise ValueError(f"must begin with {' or '.join(schemes)}")
        return value

    return check


def _check_otlp_endpoint(value: str) -> str:
    if value:
        TypeAdapter(HttpUrl).validate_python(value)
    return value


Addressee = Literal["always", "named", "alone", "whisper"]
Port = Annotated[int, Field(ge=1, le=65535)]
ServiceUrl = Annotated[str, AfterValidator(_check_service_url)]
Secret = Annotated[str, Field(json_schema_extra={"secret": True})]


class Settings(BaseModel):
    """Typed settings; build them with `load_settings`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _urls_follow_ports(cls, given: Any) -> Any:
        values = dict(given)
        host = reachable_host(str(values.get("bind_host") or "127.0.0.1"))
        for service in ("whisper", "piper", "llm"):
            port = str(values.get(f"{service}_port", ""))
            if port.isdecimal() and 1 <= int(port) <= 65535:
                values.setdefault(f"{service}_url", f"http://{host}:{port}")
        return values

    # The machine
    mumble_ai_home: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("mumble-ai", appauthor=False)),
        description="Folder of all state: environments, models, keys, databases, logs.",
    )
    bind_host: str = Field(
        "127.0.0.1",
        description="Address the HTTP services listen on. Anything but loopback demands `SPEECH_API_KEY`.",
    )
    service_hosts: str = Field(
        "",
        pattern=r"^[A-Za-z0-9_.{}-]*$",
        description="Where the control panel looks for the other services: a host name in which `{name}` stands for the"
        " service's; empty means this machine.",
    )
    speech_api_key: Secret = Field(
        "", description="Key that callers of the speech services must send (`Authorization: Bearer …`)."
    )
    settings_key: Secret = Field(
        "", description="Key that saved secrets are sealed with; generated and kept under `secrets/` when empty."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much is logged.")
    log_format: Literal["auto", "console", "json"] = Field(
        "auto", description="`console` for people, `json` for collectors; `auto` picks by whether a terminal reads it."
    )
    time_zone: Annotated[str, AfterValidator(_check_zone)] = Field(
        "", description="IANA time zone the assistant lives in; empty means the machine's."
    )
    models_dir: Path | None = Field(
        None, description="Folder searched for model files before anything is downloaded; empty means none."
    )
    hf_endpoint: Annotated[str, AfterValidator(_check_service_url)] = Field(
        "https://huggingface.co", description="Model hub that models are fetched from."
    )
    accepted_licences: str = Field(
        "", description="Comma-separated licence ids you accept for models whose licence restricts common use."
    )

    # Stores
    stores_bind_host: str = Field(
        "127.0.0.1",
        description="Address our PostgreSQL, Redis and Chroma listen on. Chroma asks for no password: other machines"
        " must not reach it.",
    )
    database_url: Annotated[Secret, AfterValidator(_check_scheme("postgresql://", "postgres://"))] = Field(
        "",
        description="PostgreSQL server of yours, `postgresql://user:password@host/name`; default: that of `DB_HOST`,"
        " else ours.",
    )
    db_host: str = Field("", description="PostgreSQL server of yours; empty means ours, which `up` starts.")
    db_port: Port = Field(5432, description="Port of PostgreSQL.")
    db_name: str = Field("mumble_ai", pattern=r"^[a-z_][a-z0-9_]{0,62}$", description="Database in PostgreSQL.")
    db_user: str = Field("mumbleai", pattern=r"^[a-z_][a-z0-9_]{0,62}$", description="User of PostgreSQL.")
    db_password: Secret = Field(
        "", description="Password of `DB_USER`; for our own server generated and kept under `secrets/` when empty."
    )
    db_circuit_threshold: int = Field(
        3, ge=1, le=1000, description="Failures in a row after which the database is left alone."
    )
    db_circuit_timeout: float = Field(
        30.0, gt=0, le=3600, description="How long the database is then left alone before one call tries it."
    )
    redis_url: Annotated[Secret, AfterValidator(_check_scheme("redis://", "rediss://", "unix://"))] = Field(
        "", description="Redis server of yours, `redis://:password@host:6379`; empty means ours, which `up` starts."
    )
    redis_port: Port = Field(6379, description="Port of our Redis server.")
    redis_password: Secret = Field(
        "", description="Password of our Redis server; generated and kept under `secrets/` when empty."
    )
    redis_maxmemory: str = Field(
        "512mb", pattern=r"^\d+(b|kb|mb|gb)$", description="Memory our Redis server may use for what it keeps."
    )
    redis_maxmemory_policy: Literal["allkeys-lru", "allkeys-lfu", "volatile-lru", "volatile-ttl", "noeviction"] = Field(
        "allkeys-lru", description="What our Redis server drops when that is full."
    )
    redis_appendonly: Literal["yes", "no"] = Field(
        "yes", description="Whether our Redis server writes every change to disk, to have it after a restart."
    )
    chromadb_url: Annotated[str, AfterValidator(_check_scheme("http://", "https://"))] = Field(
        "", description="Chroma server of yours; empty means ours, which `up` starts."
    )
    chromadb_port: Port = Field(8000, description="Port of our Chroma server.")
    jobs_port: Port = Field(8090, description="Port of `/health` and `/metrics` of the service that does the jobs.")

    # Mumble server and client
    mumble_server: Literal["auto", "off"] = Field(
        "auto", description="`auto`: `up` runs a Mumble server of its own when `MUMBLE_HOST` is loopback; `off`: never."
    )
    mumble_bind_host: str = Field(
        "127.0.0.1", description="Address our Mumble server listens on; `0.0.0.0` lets other machines in."
    )
    mumble_server_password: Secret = Field("", description="Password people need to join our Mumble server.")
    mumble_superuser_password: Secret = Field(
        "", description="SuperUser password of our Mumble server; generated and kept under `secrets/` when empty."
    )
    mumble_max_users: int = Field(100, ge=2, le=10_000, description="How many clients our Mumble server admits.")
    mumble_bandwidth: int = Field(
        130_000, ge=16_000, le=1_000_000, description="Bits a second each client of our Mumble server may send."
    )
    mumble_host: str = Field("127.0.0.1", min_length=1, description="Mumble server the bot joins.")
    mumble_port: Port = Field(48_000, description="Port of the Mumble server, TCP and UDP.")
    mumble_username: str = Field(
        "AI-Bot",
        min_length=1,
        max_length=128,
        description="Name of the bot on the server.",
        validation_alias=AliasChoices("mumble_username", "bot_username"),
    )
    mumble_password: Secret = Field(
        "",
        description="Password the bot joins with.",
        validation_alias=AliasChoices("mumble_password", "bot_password"),
    )
    mumble_channel: str = Field("", description="Channel path the bot joins (`Family/Kitchen`); empty means the root.")

    # Speech to text
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

    # Text to speech
    piper_url: ServiceUrl = Field(
        "http://127.0.0.1:5001",
        description="Text-to-speech service the bot calls; default: ours at `PIPER_PORT`; `embedded`: in the bot.",
    )
    piper_port: Port = Field(5001, description="Port of the text-to-speech service.")
    tts_engine: Literal["hibari", "piper"] = Field("hibari", description="Engine of the default voice.")
    tts_voice: str = Field("", description="Voice id the bot speaks with; empty means the engine's first voice.")
    tts_speed: float = Field(1.0, ge=0.5, le=2.0, description="Speed of the voice.")

    # Language model
    llm_provider: Literal["auto", "ollama", "openai", "embedded"] = Field(
        "auto", description="`auto`: the OpenAI-compatible server if one is set, else Ollama, else the embedded model."
    )
    ollama_url: Annotated[str, AfterValidator(_check_service_url)] = Field(
        "http://127.0.0.1:11434", description="Ollama server."
    )
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
    llm_url: Annotated[str, AfterValidator(_check_service_url)] = Field(
        "http://127.0.0.1:11435",
        description="Where the embedded language model server is reached, by default at `LLM_PORT`.",
    )
    vision_model: str = Field(
        "", description="Model of the Ollama server that describes pictures, such as `llava`; empty: none does."
    )
    llm_first_token_timeout_s: float = Field(
        20.0, gt=0, le=600, description="How long the first word of an answer may take before the next model is tried."
    )
    llm_timeout_s: float = Field(60.0, gt=0, le=3600, description="How long a whole answer may take.")
    llm_max_tokens: int = Field(200, ge=16, le=8192, description="Longest answer, in tokens.")
    llm_temperature: float = Field(0.7, ge=0, le=2, description="How freely the model words its answers.")

    # Conversation
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
    otel_exporter_otlp_endpoint: Annotated[str, AfterValidator(_check_otlp_endpoint)] = Field(
        "", description="OpenTelemetry collector (OTLP over HTTP) that gets a trace of every turn; empty means none."
    )

    # Conversations
    session_timeout_minutes: float = Field(
        30.0, gt=0, le=10_080, description="Silence after which a session of somebody's talk is idle, minutes."
    )
    session_reactivation_minutes: float = Field(
        10.0,
        ge=0,
        le=10_080,
        description="Somebody who goes on within this time after that goes on in the same session, minutes.",
    )
    conversation_retention_days: int = Field(
        0, ge=0, le=36_500, description="Days after which what was said is deleted; 0 keeps it."
    )

    # Recall
    embedding_model: str = Field(
        "all-minilm-l6-v2",
        min_length=1,
        description="Model that finds what was said by its meaning: `all-minilm-l6-v2`, inside the services, or one of"
        " the Ollama server. After a change everything is embedded again, at night or by a job.",
    )
    recall_budget_tokens: int = Field(
        600, ge=50, le=32_000, description="What lines recalled may take of a prompt together, in tokens."
    )
    long_term_memory_limit: int = Field(
        10, ge=1, le=200, description="Lines recalled at most, however few tokens they take."
    )
    recall_ranking: Literal["late", "mix"] = Field(
        "late", description="`late` weighs every sign; `mix` only adds nearness in meaning and keywords."
    )
    hybrid_search_semantic_weight: float = Field(
        0.7, ge=0, le=1, description="Share of nearness in meaning in `RECALL_RANKING=mix`; keywords have the rest."
    )
    semantic_similarity_threshold: float = Field(
        0.7,
        ge=0,
        le=1,
        description="Cosine from which `RECALL_RANKING=mix` recalls a line that shares no word with the question.",
    )

    # Facts
    memory_extraction_model: str = Field(
        "",
        description="Language model that reads talk for facts and sums up old talk, such as `qwen2.5:3b`, asked"
        " of the same server as the answers; empty: rules do, which find less and need no model.",
    )
    enable_memory_consolidation: bool = Field(True, description="Whether old talk is summed up at night.")
    memory_consolidation_days: int = Field(
        7, ge=1, le=3650, description="How old talk is before it is summed up, days. The talk itself is kept."
    )
    consolidation_schedule_hour: int = Field(3, ge=0, le=23, description="Hour of the day at which that is done.")

    # Calendar
    reminder_minutes: str = Field(
        "60",
        pattern=r"^(off|\d{1,6}(,\d{1,6}){0,9})$",
        description="Minutes before an event at which it is told, such as `60,15`, where the event says nothing else;"
        " `off`: not at all.",
    )
    all_day_reminder_time: str = Field(
        "09:00",
        pattern=r"^([01]\d|2[0-3]):[0-5]\d$",
        description="Time of day from which these minutes count for an event of whole days.",
    )
    control_panel_port: Port = Field(5002, description="Port of the control panel, which also serves calendars.")
    control_panel_url: Annotated[str, AfterValidator(_check_otlp_endpoint)] = Field(
        "",
        description="Address under which calendar programs reach the control panel, such as"
        " `https://ada.example.org`; default: where it listens.",
    )

    # Landing page
    landing_page_port: Port = Field(5007, description="Port of the landing page.")
    public_host: str = Field(
        "",
        pattern=r"^([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\[?[0-9A-Fa-f:]{2,45}\]?)?$",
        description="Name or address under which people reach this machine, as the landing page tells it; default: as"
        " they opened the page.",
    )
    public_mumble_port: int = Field(
        0, ge=0, le=65_535, description="Port of the Mumble server as people reach it; 0: `MUMBLE_PORT`."
    )
    public_phone: str = Field(
        "", max_length=80, description="Number or SIP address of the assistant, shown on the landing page to everybody."
    )
    public_mail: str = Field(
        "", max_length=120, description="Mail address of the assistant, shown on the landing page to everybody."
    )

    # Sign-in
    session_idle_days: int = Field(
        14, ge=1, le=365, description="A browser that was not used for so many days has to sign in again."
    )
    session_max_days: int = Field(90, ge=1, le=3650, description="And in any case after so many days.")
    audit_retention_days: int = Field(
        365, ge=1, le=36_500, description="How long the record of what was changed and deleted is kept."
    )
    trusted_proxies: str = Field(
        "",
        description="Addresses of reverse proxies, with commas, whose word is taken for who asks and by which protocol"
        " (`X-Forwarded-For`, `X-Forwarded-Proto`).",
    )
    oidc_issuer: Annotated[str, AfterValidator(_check_otlp_endpoint)] = Field(
        "", description="Server that signs people in by OpenID Connect, such as `https://id.example.org`; empty: none."
    )
    oidc_client_id: str = Field("", description="What that server calls this one.")
    oidc_client_secret: Secret = Field("", description="Secret that goes with it; empty for a public client.")
    oidc_title: str = Field("", max_length=60, description="What the button says, such as `Example ID`.")

    # Mail out
    smtp_host: str = Field("", description="Mail server that takes the assistant's mail; empty: none is sent.")
    smtp_port: Port = Field(587, description="Its port: mostly 587, 465 with `SMTP_SECURITY=tls`, 25 without any.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls",
        description="`starttls`: encryption is demanded; `tls`: it is there from the start; `none`: without.",
    )
    smtp_user: str = Field("", description="Name at the mail server; empty: none is asked for.")
    smtp_password: Secret = Field("", description="Password at the mail server.")
    smtp_from: str = Field("", description="Address the mail comes from; default: `SMTP_USER`.")

    # Staying up
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


def setting_names() -> dict[str, str]:
    """Upper-case environment name, aliases included, to field name."""
    names: dict[str, str] = {}
    for field, info in Settings.model_fields.items():
        for alias in environment_names(field, info):
            names[alias] = field
    return names


def environment_names(field: str, info: FieldInfo) -> tuple[str, ...]:
    """The names under which one setting is read, the preferred one first."""
    alias = info.validation_alias
    choices = [str(c) for c in alias.choices] if isinstance(alias, AliasChoices) else [field]
    return tuple(c.upper() for c in choices)


def default_dotenv() -> Path | None:
    """The `.env` that is read: of the current folder, else of the checkout this code runs from, else none."""
    checkout = Path(__file__).parents[2]
    places = [Path.cwd(), *([checkout] if (checkout / "mumble-ai").is_file() else [])]
    return next((place / ".env" for place in places if (place / ".env").is_file()), None)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from.

    Attributes:
        where: For people: the environment, or the path of a file.
    """

    source: Source
    where: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What was set outside, not checked yet.

    Attributes:
        values: Field to value of what goes before everything saved.
        defaults: Field to value of what saved values go before.
        origins: Where each of `values` was set.
        problems: Names in the file that are no settings.
    """

    values: Mapping[str, str]
    defaults: Mapping[str, str]
    origins: Mapping[str, Origin]
    problems: tuple[str, ...]


def given_settings(
    environment: Mapping[str, str] | None = None, dotenv: Path | Literal["auto"] | None = "auto"
) -> Given:
    """Reads environment and file; see `load_settings`."""
    names = setting_names()
    problems: list[str] = []
    raw: dict[str, tuple[str, str]] = {}
    dotenv = default_dotenv() if dotenv == "auto" else dotenv
    if dotenv is not None and dotenv.is_file():
        for key, value in dotenv_values(dotenv, encoding="utf-8").items():
            if key in names:
                raw[key] = (value or "", str(dotenv))
            elif not key.startswith(_TOLERATED_PREFIXES):
                close = difflib.get_close_matches(key, names, n=1)
                problems.append(
                    f"{key} (in {dotenv}) is not a setting" + (f"; did you mean {close[0]}?" if close else "")
                )
    environment = os.environ if environment is None else environment
    for key, value in environment.items():
        if key in names:
            raw[key] = (value, "the environment")
    values: dict[str, str] = {}
    defaults: dict[str, str] = {}
    origins: dict[str, Origin] = {}
    # Aliases come first so that the preferred name, read last, wins.
    for key in reversed(list(names)):
        if key in raw and raw[key][0] != "":
            values[names[key]] = raw[key][0]
            origins[names[key]] = Origin("environment", raw[key][1])
        if value := environment.get(DEFAULT_PREFIX + key):
            defaults[names[key]] = value
    return Given(values, defaults, origins, tuple(problems))


def load_settings(
    environment: Mapping[str, str] | None = None, dotenv: Path | Literal["auto"] | None = "auto"
) -> Settings:
    """Reads the settings, without saved ones.

    Args:
        environment: Variables that win over the file; default the process environment.
        dotenv: File of more variables, or None; `auto` looks for it. It need not exist.

    Raises:
        SettingsError: A value is bad, or the file names a setting that does not exist.
    """
    given = given_settings(environment, dotenv)
    try:
        settings = Settings.model_validate({**given.defaults, **given.values})
    except ValidationError as error:
        raise SettingsError("\n".join([*given.problems, *problems_of(error).values()])) from None
    if given.problems:
        raise SettingsError("\n".join(given.problems))
    return settings


def problems_of(error: ValidationError, *, hidden: Collection[str] = ()) -> dict[str, str]:
    """What is wrong with which field, for people; values of secrets, and of the `hidden` fields, are not told."""
    found: dict[str, str] = {}
    for problem in error.errors():
        field = str(problem["loc"][0])
        shown = "…" if field in hidden or is_secret(field) else repr(problem["input"])
        allowed = problem["msg"].removeprefix("Value error, ")
        found[field] = f"{field.upper()} = {shown}: {allowed[0].lower()}{allowed[1:]}"
    return found


def is_secret(field: str) -> bool:
    """Whether the value of a setting must never be shown."""
    extra = Settings.model_fields[field].json_schema_extra
    return extra == {"secret": True}
