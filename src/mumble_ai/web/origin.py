"""Whether a browser's page of another site sends a request."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

_OURS = frozenset(("same-origin", "none"))


def is_from_elsewhere(connection: HTTPConnection, address: str = "") -> bool:
    """Whether it does. Programs that are no browsers say nothing of a site and are not meant.

    Args:
        address: Of this service as browsers see it, where a proxy gives it another name.
    """
    site = connection.headers.get("sec-fetch-site")
    if site is not None:
        return site not in _OURS
    origin = connection.headers.get("origin")
    if origin is None:
        return False
    place = urlsplit(origin).netloc
    known = {connection.headers.get("host", ""), urlsplit(address).netloc} - {""}
    return place not in known


def own_path(wanted: str) -> str:
    """A path of this service where somebody may be sent to; `/` for anything that leads, or may lead, elsewhere."""
    parts = urlsplit(wanted)
    leads_here = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.scheme
    return wanted if leads_here and not parts.netloc and wanted.isprintable() and "\\" not in wanted else "/"
