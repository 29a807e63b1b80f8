"""Trust on first use: a server's certificate is remembered when it is first seen and must stay the same.

Mumble servers sign their own certificates, so there is no authority to ask. The store is a text file with one server a
line, `host:port sha256`, which people can read and edit.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from mumble_ai.mumble.errors import CertificateChanged, IdentityError


def fingerprint(certificate_der: bytes) -> str:
    """SHA-256 of a certificate, in hexadecimal."""
    return hashlib.sha256(certificate_der).hexdigest()


class KnownServers:
    """The remembered servers, in a file; without a file every certificate is accepted."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def check(self, host: str, port: int, certificate_der: bytes) -> None:
        """Accepts and remembers the certificate of a new server; that of a known one must be the same.

        Raises:
            CertificateChanged: When the server shows another certificate than before.
            IdentityError: When the store cannot be read or written.
        """
        if self._path is None:
            return
        name, seen = f"{host}:{port}", fingerprint(certificate_der)
        try:
            known = self._read(self._path)
            if name not in known:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                with self._path.open("a", encoding="utf-8") as file:
                    file.write(f"{name} {seen}\n")
                return
        except OSError as error:
            raise IdentityError(f"cannot keep the known servers at {self._path}: {error.strerror}") from error
        if not hmac.compare_digest(known[name].encode(), seen.encode()):
            raise CertificateChanged(
                f"the server {name} shows another certificate than before, as it would if somebody listened in. "
                f"If the server was set up anew on purpose, remove the line of {name} from {self._path} "
                f"(remembered {known[name][:16]}…, now {seen[:16]}…)"
            )

    @staticmethod
    def _read(path: Path) -> dict[str, str]:
        try:
            lines = path.read_text("utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return {}
        pairs = (line.split() for line in lines if not line.lstrip().startswith("#"))
        return {pair[0]: pair[1].lower() for pair in pairs if len(pair) == 2}
