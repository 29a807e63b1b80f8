"""What can go wrong on the way to a Mumble server, said so that the user knows what to do."""

from __future__ import annotations

from typing import Final


class MumbleError(Exception):
    """Base of every error of this package."""

    permanent = False
    """True when trying again cannot help before somebody changes something."""


class ProtocolError(MumbleError):
    """The peer sent bytes that no Mumble peer sends; the connection is given up."""


class ServerUnreachable(MumbleError):
    """No connection, or the connection was lost."""


class CertificateChanged(MumbleError):
    """The server shows another certificate than the one remembered for it."""

    permanent = True


class IdentityError(MumbleError):
    """The client certificate can be neither read nor made."""

    permanent = True


class Rejected(MumbleError):
    """The server refused the sign-in."""


class RejectedForGood(Rejected):
    """The server refused the sign-in and will go on refusing it."""

    permanent = True


class WrongPassword(RejectedForGood):
    """The server or user password is wrong."""


class Banned(RejectedForGood):
    """The server has banned this identity or address."""


class UsernameInUse(Rejected):
    """Somebody with this name is connected; often a lost connection of our own that the server still holds."""


class Kicked(MumbleError):
    """Somebody with the right to do so removed us from the server."""


class NoSuchChannel(MumbleError):
    """No channel has this path."""


class NotConnected(MumbleError):
    """The client has no connection now, and the call cannot wait for one."""


class QueueFull(MumbleError):
    """More text waits to be sent than the server's rate limit can ever clear in reasonable time."""


_REJECT_REASONS: Final[dict[int, tuple[type[Rejected], str]]] = {
    0: (Rejected, "the server refuses this connection"),
    1: (RejectedForGood, "the server does not accept this protocol version; update the server or this client"),
    2: (RejectedForGood, "the server does not allow this user name; choose another name"),
    3: (WrongPassword, "the password of this registered user is wrong, or the name belongs to another certificate"),
    4: (WrongPassword, "the server password is wrong; set the right one"),
    5: (UsernameInUse, "the user name is in use; choose another name or wait until the other connection ends"),
    6: (Rejected, "the server is full; try later or raise its limit of users"),
    7: (RejectedForGood, "the server demands a client certificate; give the client a certificate file"),
    8: (Rejected, "the server's authenticator fails; ask the server's administrator"),
    9: (Rejected, "the server takes no new connections now; try later"),
}


def rejection(kind: int, reason: str) -> Rejected:
    """The error for a Reject message: `kind` is its type field, `reason` the server's own words."""
    error, advice = _REJECT_REASONS.get(kind, _REJECT_REASONS[0])
    if "banned" in reason.lower():
        error, advice = Banned, "this identity or address is banned; ask the server's administrator"
    return error(f"{advice} (server says: {reason})" if reason else advice)
