"""The next one of a repeated reminder: pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid5
from zoneinfo import ZoneInfo

from mumble_ai.calendar.event import moment_of, wall_time
from mumble_ai.calendar.reminding.reminder import Reminder, State
from mumble_ai.calendar.rule import parse_rule

_AHEAD: Final = timedelta(days=366 * 9)


def following(reminder: Reminder, after: datetime) -> Reminder | None:
    """The first one due after a moment; None where the rule has ended. The same call answers the same one."""
    if not reminder.rule or reminder.starts is None:
        return None
    rule = parse_rule(reminder.rule, zone=reminder.zone, is_all_day=False)
    last = rule.last_of(reminder.starts)
    low = max(after, reminder.due_at).astimezone(ZoneInfo(reminder.zone)).replace(tzinfo=None)
    for starts in rule.between(reminder.starts, low - timedelta(hours=2), low + _AHEAD, last):
        due_at = moment_of(starts, reminder.zone)
        if due_at > after and due_at > reminder.due_at:
            return replace(
                reminder,
                id=uuid5(reminder.id, due_at.isoformat()),
                due_at=due_at,
                state=State.WAITING,
                attempts=0,
                told_at=None,
            )
    return None


def first(reminder: Reminder, rule_text: str) -> Reminder:
    """The reminder with a rule, due when the rule first says so.

    Raises:
        BadRule: The rule can't be kept.
    """
    rule = parse_rule(rule_text, zone=reminder.zone, is_all_day=False)
    starts = rule.first_of(wall_time(reminder.due_at, reminder.zone))
    text = rule.text(zone=reminder.zone, is_all_day=False)
    return replace(reminder, rule=text, starts=starts, due_at=moment_of(starts, reminder.zone))
