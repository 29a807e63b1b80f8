"""Words are looked up in memory: what found them in the database goes, and token vectors stay in their rows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.drop_index("ix_recall_entries_terms", "recall_entries")
    op.drop_table("recall_terms")
    # Four bits a dimension can't be packed any tighter, and a row of their own would be read for each line.
    op.execute(sa.text("ALTER TABLE recall_tokens ALTER COLUMN tokens SET STORAGE EXTERNAL"))
    op.execute(sa.text("ALTER TABLE recall_tokens SET (toast_tuple_target = 8160)"))
