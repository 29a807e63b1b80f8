"""What recall keeps of each message."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from mumble_ai.storage.base import UtcDateTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "recall_entries",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), server_default="", nullable=False),
        sa.Column("terms", postgresql.ARRAY(sa.Integer()), nullable=False),
        sa.Column("length", sa.SmallInteger(), nullable=False),
        sa.Column("signs", sa.SmallInteger(), nullable=False),
        sa.Column("said_at", UtcDateTime(), nullable=False),
        sa.Column("space", sa.String(), server_default="", nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length >= 0", name=op.f("ck_recall_entries_length")),
        sa.CheckConstraint("place >= 0", name=op.f("ck_recall_entries_place")),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_recall_entries_message_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_recall_entries_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_recall_entries")),
        sa.UniqueConstraint("person_id", "place", name=op.f("uq_recall_entries_person_id_place")),
    )
    op.create_index(op.f("ix_recall_entries_person_id"), "recall_entries", ["person_id"], unique=False)
    op.create_index("ix_recall_entries_space", "recall_entries", ["space"], unique=False)
    op.create_index("ix_recall_entries_terms", "recall_entries", ["terms"], unique=False, postgresql_using="gin")
    op.create_table(
        "recall_tokens",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("space", sa.String(), nullable=False),
        sa.Column("tokens", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_recall_tokens_message_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_recall_tokens_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_recall_tokens")),
    )
    op.create_index(op.f("ix_recall_tokens_person_id"), "recall_tokens", ["person_id"], unique=False)
    op.create_table(
        "recall_terms",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("term", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_recall_terms_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "term", name=op.f("pk_recall_terms")),
    )
