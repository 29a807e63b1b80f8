"""What was done for people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from mumble_ai.storage.base import UtcDateTime

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "deeds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("turn_id", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("say", sa.String(), nullable=False),
        sa.Column("facts", JSONB(), nullable=False),
        sa.Column("undo", JSONB(none_as_null=True), nullable=True),
        sa.Column("done_at", UtcDateTime(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), server_default=sa.func.clock_timestamp(), nullable=False),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_deeds_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deeds")),
    )
    op.create_index(op.f("ix_deeds_person_id"), "deeds", ["person_id"])
    op.create_index("ix_deeds_person_id_done_at", "deeds", ["person_id", "done_at"])
