"""The client certificate, which is a Mumble user's identity: made at the first start, kept ever after."""

from __future__ import annotations

import datetime
import os
import ssl
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from mumble_ai.mumble.errors import IdentityError

VALID_DAYS: Final = 20 * 365


def ensure_certificate(path: Path, name: str) -> Path:
    """Makes a self-signed certificate with its key in one PEM file, readable by its owner alone, unless it is there.

    Args:
        path: The PEM file; its folder is made when missing.
        name: Common name of a new certificate.

    Raises:
        IdentityError: When the file cannot be read or written.
    """
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_private(path, make_certificate(name))
        path.chmod(0o600)
    except OSError as error:
        raise IdentityError(
            f"cannot keep the client certificate at {path}: {error.strerror}; choose another place"
        ) from error
    return path


def make_certificate(name: str) -> bytes:
    """A new key and a self-signed certificate for it, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64] or "mumble")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=VALID_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def certificate_hash(path: Path) -> str:
    """The identity that servers show for a certificate: SHA-1 of its DER form, in hexadecimal."""
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    return certificate.fingerprint(hashes.SHA1()).hex()  # noqa: S303 - the protocol's own choice


def client_context(certificate: Path | None) -> ssl.SSLContext:
    """A TLS context that shows the client certificate; the server's certificate is checked by `trust`, not here.

    Raises:
        IdentityError: When the file holds no usable certificate and key.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if certificate is not None:
        try:
            context.load_cert_chain(certificate)
        except (OSError, ssl.SSLError) as error:
            raise IdentityError(
                f"the client certificate {certificate} cannot be used ({error}); "
                "remove the file to get a new identity, or restore it from a backup"
            ) from error
    return context


def _write_private(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
