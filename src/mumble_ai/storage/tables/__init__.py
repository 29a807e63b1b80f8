"""Every table, one file a subject; importing this package makes all of them known to `Base.metadata`."""

from mumble_ai.storage.tables.actions import DeedRow
from mumble_ai.storage.tables.calendar import CalendarActionRow, EventRow, FeedRow, ReminderRow, TaskRow
from mumble_ai.storage.tables.consolidation import ConsolidationRun, Summary, SummarySource
from mumble_ai.storage.tables.conversations import Message, Session, Topic
from mumble_ai.storage.tables.entities import EntityAlias, EntityMention, EntityRelation, EntityRow
from mumble_ai.storage.tables.facts import Extraction, FactRow, FactSource
from mumble_ai.storage.tables.people import FormerId, Identity, OneTimeCode, Person, WrongCode
from mumble_ai.storage.tables.personas import ChannelPersona, McpKey, PersonaRow, PersonPersona
from mumble_ai.storage.tables.recall import RecallEntry, RecallTokens
from mumble_ai.storage.tables.vectors import Vector, VectorChange

__all__ = [
    "CalendarActionRow",
    "ChannelPersona",
    "ConsolidationRun",
    "DeedRow",
    "EntityAlias",
    "EntityMention",
    "EntityRelation",
    "EntityRow",
    "EventRow",
    "Extraction",
    "FactRow",
    "FactSource",
    "FeedRow",
    "FormerId",
    "Identity",
    "McpKey",
    "Message",
    "OneTimeCode",
    "Person",
    "PersonPersona",
    "PersonaRow",
    "RecallEntry",
    "RecallTokens",
    "ReminderRow",
    "Session",
    "Summary",
    "SummarySource",
    "TaskRow",
    "Topic",
    "Vector",
    "VectorChange",
    "WrongCode",
]
