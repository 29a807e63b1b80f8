"""Reminders by mail, to a real SMTP server."""

from __future__ import annotations

import asyncio
import email
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import policy
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from mumble_ai.calendar.reminding.mail_out import MailError, MailOut, MailServer
from mumble_ai.calendar.reminding.reminders import Reminders
from mumble_ai.calendar.reminding.timers import Timers
from mumble_ai.memory.people.person import Reminding
from mumble_ai.storage.database import Database
from tests.integration.calendar.conftest import Clock, make_person
from tests.integration.calendar.test_reminders import House, states, tell
from tests.support.net import free_port


class Inbox:
    """What an SMTP server took; it refuses while `is_full`."""

    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.is_full = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.is_full:
            return "452 the disk is full"
        self.mails.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return "250 taken"


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def smtp(inbox: Inbox) -> Iterator[MailServer]:
    port = free_port()
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield MailServer("127.0.0.1", port, "none", "", "", "Ada <ada@house.example>")
    controller.stop()


async def test_a_reminder_is_mailed_to_whoever_chose_mail(
    database: Database, clock: Clock, smtp: MailServer, inbox: Inbox
) -> None:
    ann = await make_person(database, "Ann", reminded_by=Reminding.MAIL, mail="Ann <ann@house.example>")
    house = House(ann)
    runner = house.runner(database, clock, mail=MailOut(smtp))
    due = clock.now + timedelta(minutes=1)
    await Reminders(database, clock).set(ann, "Müll\r\nBcc: all@house.example", due, action_id="1")
    await Timers(database, clock).start(ann, timedelta(minutes=1), "tea", action_id="2")
    clock.ahead(minutes=1)
    await tell(runner)
    assert await tell(runner) == 0
    (mail,) = inbox.mails
    assert (mail["To"], mail["From"]) == ("ann@house.example", "Ada <ada@house.example>")
    assert mail["Subject"] == "Reminder: Müll Bcc: all@house.example"
    assert mail["Bcc"] is None
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().strip() == "Reminder: Müll Bcc: all@house.example."
    assert house.heard == [("Ann", "Your tea timer is done.")]


async def test_mail_that_is_refused_is_told_otherwise_or_tried_again(
    database: Database, clock: Clock, smtp: MailServer, inbox: Inbox
) -> None:
    ann = await make_person(database, "Ann", reminded_by=Reminding.MAIL, mail="ann@house.example")
    house = House(ann)
    runner = house.runner(database, clock, mail=MailOut(smtp))
    reminders = Reminders(database, clock)
    inbox.is_full = True
    await reminders.set(ann, "tea", clock.now + timedelta(minutes=1), action_id="1")
    clock.ahead(minutes=1)
    await tell(runner)
    assert house.heard == [("Ann", "Reminder: tea.")]
    house.hearing.clear()
    house.reading.clear()
    await reminders.set(ann, "bins", clock.now + timedelta(minutes=1), action_id="2")
    clock.ahead(minutes=1)
    await tell(runner)
    assert await tell(runner) == 0, "not tried again at once"
    inbox.is_full = False
    clock.ahead(minutes=1)
    assert await tell(runner) == 1
    assert [mail["Subject"] for mail in inbox.mails] == ["Reminder: bins"]
    assert await states(database) == {"told": 2}


async def test_mail_that_never_goes_out_is_kept_until_the_person_comes(database: Database, clock: Clock) -> None:
    ann = await make_person(database, "Ann", reminded_by=Reminding.MAIL, mail="ann@house.example")
    house = House(ann)
    house.hearing.clear()
    house.reading.clear()
    nowhere = MailOut(MailServer("127.0.0.1", free_port(), "none", "", "", "ada@house.example"))
    runner = house.runner(database, clock, mail=nowhere)
    await Reminders(database, clock).set(ann, "tea", clock.now + timedelta(minutes=1), action_id="1")
    for _ in range(7):
        clock.ahead(hours=2)
        await tell(runner)
    assert await states(database) == {"kept": 1}
    house.hearing.add(ann.id)
    await runner.arrived(ann.id)
    await runner.idle()
    assert len(house.heard) == 1


def certificate(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


async def test_a_server_is_not_trusted_without_a_certificate_for_its_name(inbox: Inbox, tmp_path: Path) -> None:
    port = free_port()
    controller = Controller(inbox, hostname="127.0.0.1", port=port, tls_context=certificate(tmp_path))
    await asyncio.to_thread(controller.start)
    try:
        server = MailServer("127.0.0.1", port, "starttls", "", "", "ada@house.example")
        with pytest.raises(MailError, match="certificate"):
            await MailOut(server).send("ann@house.example", "Hello", "Hello", "1")
    finally:
        await asyncio.to_thread(controller.stop)
    assert inbox.mails == []


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
async def test_a_name_and_password_are_sent_where_they_are_set(inbox: Inbox) -> None:
    seen: list[bytes] = []

    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        seen.append(data.password)
        return AuthResult(success=data.password == b"right", handled=False)

    port = free_port()
    controller = Controller(
        inbox, hostname="127.0.0.1", port=port, authenticator=check, auth_required=True, auth_require_tls=False
    )
    await asyncio.to_thread(controller.start)
    try:
        for password in ("wrong", "right"):
            out = MailOut(MailServer("127.0.0.1", port, "none", "ada", password, "ada@house.example"))
            if password == "wrong":
                with pytest.raises(MailError):
                    await out.send("ann@house.example", "Hello", "Hello", "1")
            else:
                await out.send("ann@house.example", "Hello", "Hello", "1")
    finally:
        await asyncio.to_thread(controller.stop)
    assert set(seen) == {b"wrong", b"right"}
    assert len(inbox.mails) == 1
    with pytest.raises(MailError, match="no address"):
        await out.send("nobody", "Hello", "Hello", "1")
