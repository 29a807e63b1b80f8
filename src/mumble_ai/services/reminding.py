"""Reminders as the settings say."""

from __future__ import annotations

from datetime import time

from mumble_ai.calendar.reminding.bell import Bell
from mumble_ai.calendar.reminding.mail_out import MailOut, MailServer
from mumble_ai.calendar.reminding.notice import NoticePolicy
from mumble_ai.calendar.reminding.runner import ReminderRunner, Tell, Ways
from mumble_ai.calendar.reminding.wording import Wording
from mumble_ai.memory.people.people import People
from mumble_ai.settings import Settings
from mumble_ai.spoken_time import say_time
from mumble_ai.storage.database import Database


def notice_policy(settings: Settings) -> NoticePolicy:
    """When events are told."""
    given = settings.reminder_minutes
    minutes = () if given == "off" else tuple(sorted({int(piece) for piece in given.split(",")}))
    return NoticePolicy(minutes=minutes, day_begins=time.fromisoformat(settings.all_day_reminder_time))


def mail_out(settings: Settings) -> MailOut | None:
    """The way out for mail; None where no server is set."""
    if not settings.smtp_host:
        return None
    return MailOut(
        MailServer(
            host=settings.smtp_host,
            port=settings.smtp_port,
            security=settings.smtp_security,
            user=settings.smtp_user,
            password=settings.smtp_password,
            sender=settings.smtp_from or settings.smtp_user or f"mumble-ai@{settings.smtp_host}",
        )
    )


def reminder_runner(
    settings: Settings, database: Database, people: People, *, speak: Tell, write: Tell, bell: Bell
) -> ReminderRunner:
    """What tells people things on time.

    Args:
        speak: Tells somebody by voice; True once they heard it.
        write: Tells somebody in text; True where they can read it now.
    """
    return ReminderRunner(
        database,
        people.get,
        Ways(speak, write, mail_out(settings)),
        Wording(say_time),
        bell=bell,
        notice=notice_policy(settings),
    )
