"""Topics of what was said in private are told from the others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("topics", sa.Column("private", sa.Boolean(), nullable=False, server_default=sa.false()))
    # Words of both are mixed in those of now: whoever may not read what is private must not see them.
    op.execute(
        sa.text("UPDATE topics SET private = true WHERE id IN (SELECT topic_id FROM messages WHERE messages.private)")
    )
