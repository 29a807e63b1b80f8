"""What the address a service listens on means for whoever calls it."""

from __future__ import annotations

import ipaddress


def reachable_host(bind_host: str) -> str:
    """The address under which a service that listens on `bind_host` is reached from this machine."""
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}.get(bind_host, bind_host)  # noqa: S104


def is_loopback(host: str) -> bool:
    """Whether an address or name stands for this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
