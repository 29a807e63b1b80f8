"""What is remembered: sessions of talk, recall, facts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from mumble_ai.settings.kinds import Section


class SessionSettings(Section):
    """When talk belongs together, and how long it is kept."""

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


class RecallSettings(Section):
    """How what was said is found again."""

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


class FactSettings(Section):
    """What is learnt from talk."""

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
