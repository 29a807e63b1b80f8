"""The real Mumble servers come up, keep their port and password over a restart, and go away."""

from __future__ import annotations

import os
import socket
import ssl

import pytest

from tests.support.murmur import Murmur, MurmurError


def server_certificate(server: Murmur) -> bytes:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with (
        socket.create_connection((server.host, server.port), timeout=5) as plain,
        context.wrap_socket(plain) as secure,
    ):
        return secure.getpeercert(binary_form=True) or b""


def test_a_server_speaks_tls_and_says_its_version(murmur: Murmur) -> None:
    assert server_certificate(murmur)
    assert f"murmurd {murmur.generation}." in murmur.log.lower() or f"murmur {murmur.generation}." in murmur.log.lower()
    assert murmur.superuser_password


def test_a_restart_keeps_port_password_and_certificate(murmur: Murmur) -> None:
    before = (murmur.port, murmur.superuser_password, server_certificate(murmur))
    murmur.restart()
    assert (murmur.port, murmur.superuser_password, server_certificate(murmur)) == before


def test_a_stopped_server_leaves_no_process_and_no_folder(murmur: Murmur) -> None:
    pid, folder = murmur.pid, murmur._folder
    murmur.stop()
    murmur.stop()
    assert folder is not None
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_server_that_cannot_listen_says_why(murmur_15: Murmur) -> None:
    second = Murmur("1.5", port=murmur_15.port)
    try:
        with pytest.raises(MurmurError, match="never said"):
            second.start(timeout_s=2)
    finally:
        second.stop()
