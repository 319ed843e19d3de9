"""An authority of our own, and the certificate of a server that it vouches for."""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_PEM = serialization.Encoding.PEM


@dataclass(frozen=True, kw_only=True)
class Authority:
    """``bundle`` is what a client must trust; ``server`` holds the server's key and certificate."""

    bundle: Path
    server: Path


def make_authority(folder: Path, names: Sequence[str] = ()) -> Authority:
    """Return one that vouches for 127.0.0.1 and for ``names``, with its files in ``folder``."""
    own_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    own_name = _named("authority of the tests")
    own = (
        _certificate(own_name, own_key.public_key())
        .issuer_name(own_name)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(own_key.public_key()), critical=False
        )
        .add_extension(_SIGNS_CERTIFICATES, critical=True)
        .sign(own_key, hashes.SHA256())
    )
    addresses = [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    server = (
        _certificate(_named("store"), key.public_key())
        .issuer_name(own_name)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(own_key.public_key()),
            critical=False,
        )
        .add_extension(
            x509.SubjectAlternativeName([*addresses, *(x509.DNSName(name) for name in names)]),
            critical=False,
        )
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(own_key, hashes.SHA256())
    )
    made = Authority(bundle=folder / "authority.pem", server=folder / "server.pem")
    made.bundle.write_bytes(own.public_bytes(_PEM))
    made.server.write_bytes(
        key.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + server.public_bytes(_PEM)
    )
    return made


_SIGNS_CERTIFICATES = x509.KeyUsage(
    key_cert_sign=True,
    crl_sign=True,
    digital_signature=True,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    encipher_only=False,
    decipher_only=False,
)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _certificate(subject: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
    )
