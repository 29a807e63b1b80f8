"""Personas, and the keys of other assistants."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from mumble_ai.storage.base import UtcDateTime

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "personas",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("text_before", sa.String(), server_default="", nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint("origin IN ('written', 'grown')", name=op.f("ck_personas_origin")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_personas")),
    )
    op.create_table(
        "channel_personas",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("persona", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_channel_personas")),
    )
    op.create_table(
        "person_personas",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("persona", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_person_personas_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_personas")),
        sa.UniqueConstraint("person_id", name=op.f("uq_person_personas_person_id")),
    )
    op.create_index(op.f("ix_person_personas_person_id"), "person_personas", ["person_id"])
    op.create_table(
        "mcp_keys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("may_act", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("created_at", UtcDateTime(), server_default=sa.func.now(), nullable=False),
        sa.Column("last_used_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_mcp_keys_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mcp_keys")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_mcp_keys_key_hash")),
        sa.UniqueConstraint("person_id", "name", name=op.f("uq_mcp_keys_person_id_name")),
    )
    op.create_index(op.f("ix_mcp_keys_person_id"), "mcp_keys", ["person_id"])
