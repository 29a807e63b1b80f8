"""The calendar in a real browser: kept in words and by form, dragged, repeated, shared, taken in and out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from mumble_ai.calendar.event import EventDraft
from mumble_ai.memory.people.person import Person
from tests.pages import support
from tests.pages.servers import PanelServer

Shot = Callable[[Page, str], None]
Check = Callable[[Page], None]
FILE = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:test\r
BEGIN:VEVENT\r
UID:dance@example\r
SUMMARY:Dance\r
DTSTART:20270601T190000Z\r
DURATION:PT2H\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:bomb@example\r
SUMMARY:Bomb\r
DTSTART:20270603T190000Z\r
RRULE:FREQ=SECONDLY\r
END:VEVENT\r
END:VCALENDAR\r
"""


def ada(server: PanelServer) -> Person:
    infos = server.run(server.panel.accounts.everybody())
    return next(info.account.person for info in infos if info.account.sign_in_name == server.owner)


def today_at(person: Person, hour: int, *, days: int = 0) -> datetime:
    """Wall time of the person's."""
    day = datetime.now(ZoneInfo(person.time_zone)).date() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour)


def keep(server: PanelServer, title: str, start: datetime, rule: str = "", importance: int = 5) -> None:
    draft = EventDraft(title, start, rule=rule, importance=importance)
    server.run(server.panel.household.calendar.add(ada(server), draft, action_id=f"{title} {start}"))


def kept(server: PanelServer, title: str) -> list[str]:
    """When an event is, as wall time of the person's."""
    person = ada(server)
    start = today_at(person, 0, days=-40).replace(tzinfo=person.zone)
    found = server.run(server.panel.household.calendar.between(person, start, start + timedelta(days=90)))
    return [one.start.replace(tzinfo=None).isoformat() for one in found if one.title == title]


@pytest.fixture
def calendar(page: Page) -> Page:
    """The page of the calendar."""
    page.goto("/calendar")
    expect(page.get_by_role("heading", name="Calendar", level=1)).to_be_visible()
    expect(
        page.locator(".cal-board [role=grid], .cal-board [role=list], .cal-board [role=table]").first
    ).to_be_visible()
    return page


def view(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()


def test_a_line_of_words_is_shown_as_understood_then_kept_and_taken_back(
    calendar: Page, panel_server: PanelServer, shot: Shot, check_axe: Check
) -> None:
    title = "Dentist"
    keep(panel_server, "Choir", today_at(ada(panel_server), 19), "FREQ=WEEKLY", importance=7)
    keep(panel_server, "Flight to Rome", today_at(ada(panel_server), 6, days=2), importance=10)
    keep(panel_server, "Water the plants", today_at(ada(panel_server), 9, days=1), importance=2)
    calendar.get_by_label("Add in words").last.fill(f"{title} tomorrow at 3 pm for two hours")
    calendar.keyboard.press("Enter")
    expect(calendar.get_by_role("status").filter(has_text=title)).to_contain_text("tomorrow")
    calendar.get_by_role("button", name="Keep it").click()
    expect(calendar.get_by_text("The event is in the calendar").first).to_be_visible()
    assert kept(panel_server, title) == [today_at(ada(panel_server), 15, days=1).isoformat()]
    calendar.get_by_role("button", name="Undo").first.click()
    expect(calendar.get_by_text("It is as it was").first).to_be_visible()
    assert kept(panel_server, title) == []
    expect(calendar.locator(".cal-event", has_text="Choir").first).to_be_visible()
    shot(calendar, "calendar")
    check_axe(calendar)


def test_a_series_is_made_changed_once_and_cancelled_by_keyboard(calendar: Page, panel_server: PanelServer) -> None:
    title = "Yoga"
    calendar.locator("body").press("n")
    dialog = calendar.get_by_role("dialog", name="New event")
    dialog.get_by_label("Title").fill(title)
    dialog.get_by_label("Starts on").fill(today_at(ada(panel_server), 0).date().isoformat())
    dialog.get_by_label("At", exact=True).fill("08:00")
    dialog.get_by_label("Repeats").select_option(label="Every day")
    dialog.get_by_label("Ends", exact=True).select_option(label="After a number of times")
    dialog.get_by_label("Times", exact=True).fill("3")
    dialog.get_by_label("Title").press("Enter")
    expect(dialog).to_be_hidden()
    days = [today_at(ada(panel_server), 8, days=day).isoformat() for day in range(3)]
    assert kept(panel_server, title) == days

    calendar.locator("body").press("d")
    event = calendar.locator(".cal-event", has_text=title).first
    event.focus()
    calendar.keyboard.press("Enter")
    edit = calendar.get_by_role("dialog", name="Event", exact=True)
    edit.get_by_label("At", exact=True).fill("10:30")
    edit.get_by_role("button", name="Save").press("Enter")
    calendar.get_by_role("button", name="Only this time").press("Enter")
    expect(edit).to_be_hidden()
    assert kept(panel_server, title) == [today_at(ada(panel_server), 10).replace(minute=30).isoformat(), *days[1:]]

    event.click()
    edit.get_by_role("button", name="Cancel the event").click()
    calendar.get_by_role("button", name="All times").click()
    expect(edit).to_be_hidden()
    assert kept(panel_server, title) == []


def test_an_event_is_dragged_to_another_day_and_longer(calendar: Page, panel_server: PanelServer) -> None:
    start = today_at(ada(panel_server), 12)
    keep(panel_server, "Lunch", start)
    calendar.reload()
    event = calendar.locator(".cal-event", has_text="Lunch").first
    monday = start.date() - timedelta(days=start.weekday())
    target = next(monday + timedelta(days=day) for day in range(7) if monday + timedelta(days=day) != start.date())
    event.drag_to(calendar.locator(f'[data-date="{target.isoformat()}"]').first)
    expect(calendar.get_by_text("Lunch is moved").first).to_be_visible()
    assert kept(panel_server, "Lunch") == [datetime(target.year, target.month, target.day, 12).isoformat()]


def test_a_file_comes_in_with_a_report_and_an_address_is_made_and_ended(calendar: Page, shot: Shot) -> None:
    calendar.get_by_role("main").get_by_role("button", name="More").click()
    calendar.get_by_role("menuitem", name="Import and export").click()
    file = {"name": "calendar.ics", "mimeType": "text/calendar", "buffer": FILE}
    calendar.get_by_label("Take in a calendar file").set_input_files([file])  # pyright: ignore[reportArgumentType]
    expect(calendar.get_by_role("status").filter(has_text="brought up to date")).to_contain_text("Bomb")
    calendar.keyboard.press("Escape")
    calendar.get_by_role("main").get_by_role("button", name="More").click()
    calendar.get_by_role("menuitem", name="Address for other programs").click()
    calendar.get_by_role("button", name=re.compile("Make a")).click()
    expect(calendar.get_by_role("img", name="The address as a QR code")).to_be_visible()
    shot(calendar, "calendar-feed")
    calendar.get_by_role("button", name="End the address").click()
    expect(calendar.get_by_role("button", name="Make an address")).to_be_visible()


def test_tasks_beside_the_calendar_are_added_done_and_brought_back(calendar: Page) -> None:
    text = "Buy milk"
    calendar.get_by_label("Something to do").fill(text)
    calendar.keyboard.press("Enter")
    calendar.get_by_label(f"Done: {text}").click()
    expect(calendar.get_by_label(f"Done: {text}")).to_be_hidden()
    calendar.get_by_role("button", name="Show what was done").click()
    calendar.get_by_label(f"Not done: {text}").click()
    expect(calendar.get_by_label(f"Done: {text}").first).to_be_visible()


@support.BOTH_WIDTHS
def test_each_view_fits_and_reads(calendar: Page, panel_server: PanelServer, shot: Shot, check_axe: Check) -> None:
    if not kept(panel_server, "Choir practice"):
        keep(panel_server, "Choir practice", today_at(ada(panel_server), 19), "FREQ=WEEKLY", importance=7)
        calendar.reload()
    for name in ("Week", "Day", "List", "Month"):
        view(calendar, name)
        expect(calendar.locator(".cal-event", has_text="Choir practice").first).to_be_visible()
        shot(calendar, f"calendar-{name.lower()}")
    check_axe(calendar)
