"""Every table, one file a subject; importing this package makes all of them known to `Base.metadata`."""

from mumble_ai.storage.tables.accounts import (
    AccountPassword,
    AccountRow,
    AccountSession,
    ApiKeyRow,
    AuditRow,
    ExternalSignIn,
    InvitationRow,
    OidcFlow,
)
from mumble_ai.storage.tables.actions import DeedRow
from mumble_ai.storage.tables.app_logs import AppLogRow
from mumble_ai.storage.tables.calendar import (
    CalendarActionRow,
    CalendarSharingRow,
    EventRow,
    FeedRow,
    ReminderRow,
    TaskRow,
)
from mumble_ai.storage.tables.consolidation import ConsolidationRun, Summary, SummarySource
from mumble_ai.storage.tables.conversations import Message, Session, Topic
from mumble_ai.storage.tables.entities import EntityAlias, EntityMention, EntityRelation, EntityRow
from mumble_ai.storage.tables.facts import Extraction, FactRow, FactSource
from mumble_ai.storage.tables.people import FormerId, Identity, OneTimeCode, Person, WrongCode
from mumble_ai.storage.tables.personas import ChannelPersona, McpKey, PersonaRow, PersonaVersion, PersonPersona
from mumble_ai.storage.tables.recall import RecallEntry, RecallTokens
from mumble_ai.storage.tables.settings import SavedSettingRow, SettingChangeRow
from mumble_ai.storage.tables.sharing import MemorySharingRow
from mumble_ai.storage.tables.vectors import Vector, VectorChange
from mumble_ai.storage.tables.voices import ChannelVoice, PronunciationRow

__all__ = [
    "AccountPassword",
    "AccountRow",
    "AccountSession",
    "ApiKeyRow",
    "AppLogRow",
    "AuditRow",
    "CalendarActionRow",
    "CalendarSharingRow",
    "ChannelPersona",
    "ChannelVoice",
    "ConsolidationRun",
    "DeedRow",
    "EntityAlias",
    "EntityMention",
    "EntityRelation",
    "EntityRow",
    "EventRow",
    "ExternalSignIn",
    "Extraction",
    "FactRow",
    "FactSource",
    "FeedRow",
    "FormerId",
    "Identity",
    "InvitationRow",
    "McpKey",
    "MemorySharingRow",
    "Message",
    "OidcFlow",
    "OneTimeCode",
    "Person",
    "PersonPersona",
    "PersonaRow",
    "PersonaVersion",
    "PronunciationRow",
    "RecallEntry",
    "RecallTokens",
    "ReminderRow",
    "SavedSettingRow",
    "Session",
    "SettingChangeRow",
    "Summary",
    "SummarySource",
    "TaskRow",
    "Topic",
    "Vector",
    "VectorChange",
    "WrongCode",
]
