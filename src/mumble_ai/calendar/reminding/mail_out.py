"""Mail that the assistant sends (SMTP)."""

from __future__ import annotations

from dataclasses import dataclass
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import formatdate, parseaddr
from typing import Final, Literal

TIMEOUT_S: Final = 20.0


class MailError(Exception):
    """A mail was not accepted; the message says why."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in.

    Attributes:
        security: `none`, `starttls` (an upgrade is demanded), `tls` from the start.
        sender: Address it comes from.
    """

    host: str
    port: int
    security: Literal["none", "starttls", "tls"]
    user: str
    password: str
    sender: str


class MailOut:
    """Sends plain mails, one connection each."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def send(self, to: str, subject: str, text: str, name: str) -> None:
        """Sends a mail.

        Args:
            name: The same for the same mail; makes its Message-ID, by which a reader drops the second of two.

        Raises:
            MailError: The server can't be reached, refuses it, or the address is none.
        """
        # Loaded with the first mail: most assistants send none.
        import aiosmtplib

        try:
            message = self._message(to, subject, text, name)
            await aiosmtplib.send(
                message,
                hostname=self._server.host,
                port=self._server.port,
                username=self._server.user or None,
                password=self._server.password or None,
                use_tls=self._server.security == "tls",
                start_tls=self._server.security == "starttls",
                timeout=TIMEOUT_S,
            )
        except (aiosmtplib.SMTPException, OSError, ValueError, MessageError) as error:
            raise MailError(f"mail to {to} was not sent: {error}") from error

    def _message(self, to: str, subject: str, text: str, name: str) -> EmailMessage:
        address = parseaddr(to)[1]
        if "@" not in address:
            raise ValueError("it is no address")
        message = EmailMessage()
        message["From"] = self._server.sender
        message["To"] = address
        message["Subject"] = " ".join(subject.split())
        message["Date"] = formatdate(localtime=False)
        message["Message-ID"] = f"<{name}@{parseaddr(self._server.sender)[1].partition('@')[2] or 'mumble-ai'}>"
        # Tells auto-responders to keep still (RFC 3834).
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text + "\n")
        return message
