"""Voices of channels, how words are said, and a quick way to the newest messages of one door."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from mumble_ai.storage.base import UtcDateTime

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "channel_voices",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("voice", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_channel_voices")),
    )
    op.create_table(
        "pronunciations",
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("say", sa.String(), nullable=False),
        sa.Column("has_case", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint("word <> '' AND say <> ''", name=op.f("ck_pronunciations_words")),
        sa.CheckConstraint("language ~ '^[a-z]{2,3}$'", name=op.f("ck_pronunciations_language")),
        sa.PrimaryKeyConstraint("language", "key", name=op.f("pk_pronunciations")),
    )
    op.create_index("ix_messages_person_id_door_said_at", "messages", ["person_id", "door", "said_at", "id"])
