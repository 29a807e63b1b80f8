"""Finding out before the start whether a port is free, and who holds it if not."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterable

import psutil

from mumble_ai.settings import Settings
from mumble_ai.stack.service import ServiceSpec


def port_problems(specs: Iterable[ServiceSpec], settings: Settings) -> list[str]:
    """One line for each port that cannot be had, with the setting to change."""
    problems: list[str] = []
    taken: dict[int, ServiceSpec] = {}
    for spec in specs:
        port = spec.port(settings)
        if port in taken:
            problems.append(f"{spec.port_name} and {taken[port].port_name} are both {port}. Change one of them.")
            continue
        taken[port] = spec
        reason = bind_problem(spec.host(settings), port)
        if reason:
            problems.append(f"{spec.title} cannot have port {port}: {reason} ({spec.port_name})")
    return problems


def bind_problem(host: str, port: int) -> str:
    """Why a TCP port cannot be listened on, with the fix; empty when it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"{port_holder(port)} has it. Stop that, or set another port"
            if error.errno == errno.EACCES:
                return "ports below 1024 are for root. Set a higher one"
            return f"{host} is not an address of this machine: {error.strerror}"
    return ""


def port_holder(port: int) -> str:
    """Who listens on a TCP port, as far as we may see."""
    try:
        for connection in psutil.net_connections("tcp"):
            if connection.laddr and connection.laddr.port == port and connection.status == psutil.CONN_LISTEN:
                if connection.pid:
                    return f"{psutil.Process(connection.pid).name()} (process {connection.pid})"
                return "another program"
    except psutil.Error:
        return "another program"
    return "another program"
