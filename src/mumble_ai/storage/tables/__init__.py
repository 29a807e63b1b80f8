"""Every table, one file a subject; importing this package makes all of them known to `Base.metadata`."""

from mumble_ai.storage.tables.actions import DeedRow
from mumble_ai.storage.tables.conversations import Message, Session, Topic
from mumble_ai.storage.tables.people import FormerId, Identity, OneTimeCode, Person, WrongCode

__all__ = ["DeedRow", "FormerId", "Identity", "Message", "OneTimeCode", "Person", "Session", "Topic", "WrongCode"]
