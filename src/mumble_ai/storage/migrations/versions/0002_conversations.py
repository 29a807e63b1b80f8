"""Sessions, topics and messages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from mumble_ai.storage.base import UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("state", sa.String(), server_default="active", nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("last_active_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("message_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_sessions_closed_at")),
        sa.CheckConstraint("state IN ('active', 'idle', 'closed')", name=op.f("ck_sessions_state")),
        sa.CheckConstraint("last_active_at >= started_at", name=op.f("ck_sessions_order")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_sessions_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_person_id"), "sessions", ["person_id"], unique=False)
    op.create_index(
        "ix_sessions_person_id_door_started_at", "sessions", ["person_id", "door", "started_at"], unique=False
    )
    op.create_index("ix_sessions_state_last_active_at", "sessions", ["state", "last_active_at"], unique=False)
    op.create_index(
        "uq_sessions_open",
        "sessions",
        ["person_id", "door"],
        unique=True,
        postgresql_where=sa.text("state <> 'closed'"),
    )
    op.create_table(
        "topics",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("last_said_at", UtcDateTime(), nullable=False),
        sa.Column("resolved_at", UtcDateTime(), nullable=True),
        sa.Column("exchanges", sa.Integer(), nullable=False),
        sa.Column("strayed", sa.Integer(), server_default="0", nullable=False),
        sa.Column(
            "terms", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column("centroid", sa.LargeBinary(), nullable=True),
        sa.Column("embedder", sa.String(), server_default="", nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(state = 'resolved') = (resolved_at IS NOT NULL)", name=op.f("ck_topics_resolved_at")),
        sa.CheckConstraint("state IN ('active', 'switched', 'resolved')", name=op.f("ck_topics_state")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_topics_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
    )
    op.create_index(op.f("ix_topics_person_id"), "topics", ["person_id"], unique=False)
    op.create_index("ix_topics_person_id_last_said_at", "topics", ["person_id", "last_said_at"], unique=False)
    op.create_index(
        "uq_topics_active", "topics", ["person_id"], unique=True, postgresql_where=sa.text("state = 'active'")
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=True),
        sa.Column("turn_id", sa.String(), server_default="", nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), server_default="", nullable=False),
        sa.Column("private", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("interrupted", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("said_at", UtcDateTime(), nullable=False),
        sa.Column("stored_at", UtcDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column(
            "words",
            postgresql.TSVECTOR(),
            sa.Computed("to_tsvector('simple'::regconfig, text)", persisted=True),
            nullable=False,
        ),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('voice', 'text')", name=op.f("ck_messages_kind")),
        sa.CheckConstraint("role = 'assistant' OR NOT interrupted", name=op.f("ck_messages_interrupted")),
        sa.CheckConstraint("role IN ('user', 'assistant')", name=op.f("ck_messages_role")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_messages_text")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_messages_person_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_messages_session_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_messages_topic_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
    )
    op.create_index(op.f("ix_messages_person_id"), "messages", ["person_id"], unique=False)
    op.create_index("ix_messages_person_id_said_at", "messages", ["person_id", "said_at", "id"], unique=False)
    op.create_index(op.f("ix_messages_session_id"), "messages", ["session_id"], unique=False)
    op.create_index(op.f("ix_messages_topic_id"), "messages", ["topic_id"], unique=False)
    op.create_index("ix_messages_turn_id", "messages", ["turn_id"], unique=False)
    op.create_index("ix_messages_words", "messages", ["words"], unique=False, postgresql_using="gin")
