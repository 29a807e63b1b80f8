"""Every table, one file a subject; importing this package makes all of them known to `Base.metadata`."""

from mumble_ai.storage.tables.actions import DeedRow
from mumble_ai.storage.tables.calendar import CalendarActionRow, EventRow, FeedRow, ReminderRow, TaskRow
from mumble_ai.storage.tables.conversations import Message, Session, Topic
from mumble_ai.storage.tables.people import FormerId, Identity, OneTimeCode, Person, WrongCode
from mumble_ai.storage.tables.vectors import Vector, VectorChange

__all__ = [
    "CalendarActionRow",
    "DeedRow",
    "EventRow",
    "FeedRow",
    "FormerId",
    "Identity",
    "Message",
    "OneTimeCode",
    "Person",
    "ReminderRow",
    "Session",
    "TaskRow",
    "Topic",
    "Vector",
    "VectorChange",
    "WrongCode",
]
