"""The assistant of a household at one door, put together the same way by every service that answers people."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import structlog

from mumble_ai.assistant.history import ShortTermMemory
from mumble_ai.assistant.house import Door, House
from mumble_ai.assistant.mcp.sources import BadSources, sources_file
from mumble_ai.assistant.mcp.toolbox import McpToolbox
from mumble_ai.assistant.mind import Assistant
from mumble_ai.assistant.persona import persona_of
from mumble_ai.assistant.tools.tool_talk import ToolTalk
from mumble_ai.assistant.tools.toolbox import ActionTools, Toolbox
from mumble_ai.llm.chain import LlmChain
from mumble_ai.services.household import Household
from mumble_ai.services.known import knowing
from mumble_ai.services.zone import house_zone
from mumble_ai.settings import Settings

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


def house_of(settings: Settings, household: Household, door: Door, chain: LlmChain, others: Toolbox) -> House:
    """What the assistant knows and can do at a door.

    Args:
        others: Tools that are not ours.
    """
    return House(
        door=door,
        log=household.log,
        commands=household.commands,
        tools=ToolTalk(chain, ActionTools(household.registry), others),
        knowing=knowing(household, door=door.name, budget_tokens=settings.recall_budget_tokens),
        persona=household.personas.for_,
    )


def assistant_in(house: House, settings: Settings, chain: LlmChain) -> Assistant:
    """The assistant itself."""
    zone = ZoneInfo(house_zone(settings))
    return Assistant(
        chain,
        ShortTermMemory(settings.short_term_memory_limit),
        persona_of(settings.bot_persona),
        lambda: datetime.now(zone),
        house,
    )


def open_mcp(settings: Settings) -> McpToolbox:
    """The tools that the owner adds; none where the file can't be read, which is said."""
    try:
        return McpToolbox.from_file(sources_file(settings))
    except BadSources as error:
        log.error("MCP servers are left out", why=str(error))
        return McpToolbox({})
