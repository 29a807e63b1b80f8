"""Which messages tell only what has been replaced since."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, any_, func, select
from sqlalchemy.sql.elements import ColumnElement

from mumble_ai.storage.tables import FactRow, FactSource


def told_what_is_over(message_ids: ColumnElement[Any]) -> Select[Any]:
    """Those of these messages whose facts have all ended or been withdrawn."""
    holds = and_(FactRow.valid_until.is_(None), FactRow.withdrawn_at.is_(None))
    return (
        select(FactSource.message_id)
        .join(FactRow, FactRow.id == FactSource.fact_id)
        .where(FactSource.message_id == any_(message_ids))
        .group_by(FactSource.message_id)
        .having(~func.bool_or(holds))
    )
