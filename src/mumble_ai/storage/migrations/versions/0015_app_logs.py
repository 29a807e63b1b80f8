"""What the apps of people log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from mumble_ai.storage.base import UtcDateTime

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "app_logs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("received_at", UtcDateTime(), server_default=sa.func.now(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("screen", sa.String(), server_default="", nullable=False),
        sa.Column("data", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("device", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("app", sa.String(), server_default="", nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "level IN ('debug', 'info', 'warning', 'error', 'critical')", name=op.f("ck_app_logs_level")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_app_logs_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_app_logs")),
    )
    op.create_index(op.f("ix_app_logs_person_id"), "app_logs", ["person_id"])
    op.create_index("ix_app_logs_received_at", "app_logs", ["received_at"])
    op.create_index("ix_app_logs_person_id_id", "app_logs", ["person_id", "id"])
