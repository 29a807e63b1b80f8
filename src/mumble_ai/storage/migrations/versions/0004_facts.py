"""Facts, entities and summaries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from mumble_ai.storage.base import UtcDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "consolidation_runs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cutoff_at", UtcDateTime(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("summaries", sa.Integer(), nullable=False),
        sa.Column("tokens_saved", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(), server_default="", nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "messages >= 0 AND summaries >= 0 AND tokens_saved >= 0", name=op.f("ck_consolidation_runs_counts")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_consolidation_runs_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consolidation_runs")),
    )
    op.create_index(op.f("ix_consolidation_runs_person_id"), "consolidation_runs", ["person_id"])
    op.create_index("ix_consolidation_runs_started_at", "consolidation_runs", ["started_at"])
    op.create_table(
        "entities",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("first_seen_at", UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('PERSON', 'PLACE', 'ORGANIZATION', 'DATE', 'TIME', 'EVENT', 'OTHER')",
            name=op.f("ck_entities_kind"),
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_entities_name")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_entities_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entities")),
    )
    op.create_index(op.f("ix_entities_person_id"), "entities", ["person_id"])
    op.create_table(
        "entity_aliases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entities.id"], name=op.f("fk_entity_aliases_entity_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_entity_aliases_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entity_aliases")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_entity_aliases_person_id_key")),
    )
    op.create_index(op.f("ix_entity_aliases_entity_id"), "entity_aliases", ["entity_id"])
    op.create_index(op.f("ix_entity_aliases_person_id"), "entity_aliases", ["person_id"])
    op.create_table(
        "entity_relations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("of_entity_id", sa.Uuid(), nullable=True),
        sa.Column("learned_at", UtcDateTime(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("relation <> ''", name=op.f("ck_entity_relations_relation")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entities.id"], name=op.f("fk_entity_relations_entity_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["of_entity_id"], ["entities.id"], name=op.f("fk_entity_relations_of_entity_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_entity_relations_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entity_relations")),
    )
    op.create_index(op.f("ix_entity_relations_of_entity_id"), "entity_relations", ["of_entity_id"])
    op.create_index(op.f("ix_entity_relations_person_id"), "entity_relations", ["person_id"])
    op.create_index(
        "uq_entity_relations",
        "entity_relations",
        ["entity_id", "relation", "of_entity_id"],
        unique=True,
        postgresql_where=sa.text("of_entity_id IS NOT NULL"),
    )
    op.create_index(
        "uq_entity_relations_own",
        "entity_relations",
        ["entity_id", "relation"],
        unique=True,
        postgresql_where=sa.text("of_entity_id IS NULL"),
    )
    op.create_table(
        "facts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("attribute", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("value_key", sa.Text(), nullable=False),
        sa.Column("is_so", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("is_single", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("words", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("language", sa.String(), server_default="en", nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("importance", sa.Integer(), nullable=False),
        sa.Column("tags", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("private", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=True),
        sa.Column("source_message_id", sa.Uuid(), nullable=True),
        sa.Column("valid_from", UtcDateTime(), nullable=True),
        sa.Column("valid_until", UtcDateTime(), nullable=True),
        sa.Column("learned_at", UtcDateTime(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.Column("told_count", sa.Integer(), server_default="1", nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("superseded_by", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "category IN ('schedule', 'fact', 'task', 'preference', 'reminder', 'other')",
            name=op.f("ck_facts_category"),
        ),
        sa.CheckConstraint("quote <> ''", name=op.f("ck_facts_quote")),
        sa.CheckConstraint("subject <> '' AND attribute <> '' AND value <> ''", name=op.f("ck_facts_statement")),
        sa.CheckConstraint("importance BETWEEN 1 AND 10", name=op.f("ck_facts_importance")),
        sa.CheckConstraint("told_count > 0", name=op.f("ck_facts_told_count")),
        sa.CheckConstraint(
            "valid_from IS NULL OR valid_until IS NULL OR valid_from <= valid_until", name=op.f("ck_facts_validity")
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name=op.f("fk_facts_entity_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_facts_person_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["facts.id"], name=op.f("fk_facts_superseded_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facts")),
    )
    op.create_index(op.f("ix_facts_entity_id"), "facts", ["entity_id"])
    op.create_index(op.f("ix_facts_person_id"), "facts", ["person_id"])
    op.create_index("ix_facts_person_id_subject_attribute", "facts", ["person_id", "subject", "attribute"])
    op.create_index(op.f("ix_facts_source_message_id"), "facts", ["source_message_id"])
    op.create_index(op.f("ix_facts_superseded_by"), "facts", ["superseded_by"])
    op.create_index("ix_facts_words", "facts", ["words"], postgresql_using="gin")
    op.create_index(
        "uq_facts_single",
        "facts",
        ["person_id", "subject", "attribute"],
        unique=True,
        postgresql_where=sa.text("is_single AND valid_until IS NULL AND withdrawn_at IS NULL"),
    )
    op.create_table(
        "summaries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("from_at", UtcDateTime(), nullable=False),
        sa.Column("until_at", UtcDateTime(), nullable=False),
        sa.Column("message_count", sa.Integer(), nullable=False),
        sa.Column("tokens", sa.Integer(), nullable=False),
        sa.Column("source_tokens", sa.Integer(), nullable=False),
        sa.Column("private", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_summaries_text")),
        sa.CheckConstraint("from_at <= until_at", name=op.f("ck_summaries_order")),
        sa.CheckConstraint(
            "message_count > 0 AND tokens > 0 AND source_tokens >= tokens", name=op.f("ck_summaries_counts")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_summaries_person_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_summaries_session_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summaries")),
    )
    op.create_index(op.f("ix_summaries_person_id"), "summaries", ["person_id"])
    op.create_index("ix_summaries_person_id_until_at", "summaries", ["person_id", "until_at"])
    op.create_index(op.f("ix_summaries_session_id"), "summaries", ["session_id"])
    op.create_table(
        "entity_mentions",
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("confidence", sa.REAL(), nullable=False),  # pyright: ignore[reportUnknownArgumentType]
        sa.Column("said_at", UtcDateTime(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_entity_mentions_confidence")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entities.id"], name=op.f("fk_entity_mentions_entity_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_entity_mentions_message_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_entity_mentions_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entity_id", "message_id", name=op.f("pk_entity_mentions")),
    )
    op.create_index("ix_entity_mentions_entity_id_said_at", "entity_mentions", ["entity_id", "said_at"])
    op.create_index(op.f("ix_entity_mentions_message_id"), "entity_mentions", ["message_id"])
    op.create_index(op.f("ix_entity_mentions_person_id"), "entity_mentions", ["person_id"])
    op.create_table(
        "extractions",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("extractor", sa.String(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extracted_at", UtcDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("found >= 0 AND refused >= 0", name=op.f("ck_extractions_counts")),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_extractions_message_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_extractions_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_extractions")),
    )
    op.create_index(op.f("ix_extractions_person_id"), "extractions", ["person_id"])
    op.create_table(
        "fact_sources",
        sa.Column("fact_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("said_at", UtcDateTime(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["fact_id"], ["facts.id"], name=op.f("fk_fact_sources_fact_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_fact_sources_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fact_id", "message_id", name=op.f("pk_fact_sources")),
    )
    op.create_index(op.f("ix_fact_sources_message_id"), "fact_sources", ["message_id"])
    op.create_index(op.f("ix_fact_sources_person_id"), "fact_sources", ["person_id"])
    op.create_table(
        "summary_sources",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("summary_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_summary_sources_message_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_summary_sources_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["summary_id"], ["summaries.id"], name=op.f("fk_summary_sources_summary_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_summary_sources")),
    )
    op.create_index(op.f("ix_summary_sources_person_id"), "summary_sources", ["person_id"])
    op.create_index(op.f("ix_summary_sources_summary_id"), "summary_sources", ["summary_id"])
