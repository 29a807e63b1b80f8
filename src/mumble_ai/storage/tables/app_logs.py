"""What the apps of people log: kept for a while, so that a fault on a phone can be looked into from here."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from mumble_ai.storage.base import Base, OwnedByPerson
from mumble_ai.storage.ids import new_id


class AppLogRow(OwnedByPerson, Base):
    """One line of an app's log.

    Attributes:
        id: Sorts by the time it arrived.
        at: When it was written, by the clock of the device.
        screen: Where in the app.
        data: More, as the app tells it.
        device: What it says of the device it runs on.
        app: The API key it was sent with; empty for a browser.
    """

    __tablename__ = "app_logs"
    __table_args__ = (
        CheckConstraint("level IN ('debug', 'info', 'warning', 'error', 'critical')", name="level"),
        Index("ix_app_logs_received_at", "received_at"),
        Index("ix_app_logs_person_id_id", "person_id", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    received_at: Mapped[datetime] = mapped_column(server_default=func.now())
    at: Mapped[datetime]
    level: Mapped[str]
    message: Mapped[str]
    screen: Mapped[str] = mapped_column(default="", server_default="")
    data: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")
    device: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")
    app: Mapped[str] = mapped_column(default="", server_default="")
