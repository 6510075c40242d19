"""Keys of the electronic seals: each body's own, made at first need under a demonstration root, or given as PKCS#12.

KEYS_DIR/seals holds `root.key|crt`, `tsa.key|crt`, `<body>.key|crt`, and where a body brings its own seal
`<body>.p12` with the pass phrase in `<body>.pass`; `trusted/*.crt` are further roots to believe.
The root and the time-stamp authority live on the machine that seals: they show the mechanism and give no
independence, so a stamp's time is this system's own word.
"""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
_BODY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}", re.ASCII)
_RESERVED = frozenset({"root", "tsa"})
_YEARS = {"root": 30, "tsa": 20}
_SEAL_YEARS = 10


class NoKey(Exception):
    """The key of a seal cannot be had: a bad body code, an unreadable file, or a wrong pass phrase."""


@dataclass(frozen=True)
class KeyPair:
    """A private key, its certificate and the certificates between it and its root."""

    key: PrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()


def seal_key(body: str, name: str) -> KeyPair:
    """The seal of a body; made at first need and anew when its certificate has run out. Raises NoKey."""
    if not _BODY.fullmatch(body) or body in _RESERVED:
        raise NoKey(f"{body!r} is no body code")
    given = _folder() / f"{body}.p12"
    return _provided(given) if given.exists() else _own(body, f"{name} 电子印章")


def root() -> KeyPair:
    """The demonstration root."""
    return _own("root", "OneDoor 演示根证书（无法律效力）")


def timestamp_authority() -> KeyPair:
    """The local time-stamp authority; RSA, because pyHanko's offline stamper knows nothing else."""
    return _own("tsa", "OneDoor 演示时间戳（无法律效力）")


def trusted_roots() -> tuple[x509.Certificate, ...]:
    """Our own root and those that an administrator laid into `trusted`."""
    files = sorted((_folder() / "trusted").glob("*.crt"))
    return (root().certificate, *(x509.load_pem_x509_certificate(file.read_bytes()) for file in files))


def revocations(now: datetime) -> x509.CertificateRevocationList:
    """The root's list of revoked seals, valid for a week from `now`; it names the files `revoked/*.crt`."""
    authority = root()
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.certificate.subject)
        .last_update(now)
        .next_update(now + timedelta(days=7))
        .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False)
    )
    for file in sorted((_folder() / "revoked").glob("*.crt")):
        revoked = x509.load_pem_x509_certificate(file.read_bytes())
        since = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        entry = x509.RevokedCertificateBuilder().serial_number(revoked.serial_number).revocation_date(since).build()
        builder = builder.add_revoked_certificate(entry)
    return builder.sign(authority.key, hashes.SHA256())


def _folder() -> Path:
    folder = Path(settings.KEYS_DIR) / "seals"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time makes keys: two roots would make every earlier seal untrusted."""
    with (_folder() / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _own(name: str, subject: str) -> KeyPair:
    found = _read(name)
    if found is None:
        authority = None if name == "root" else root()
        with _alone():
            found = _read(name) or _made(name, subject, authority)
    return found


def _read(name: str) -> KeyPair | None:
    key_file, certificate_file = (_folder() / f"{name}.{ending}" for ending in ("key", "crt"))
    if not certificate_file.exists():
        return None
    certificate = x509.load_pem_x509_certificate(certificate_file.read_bytes())
    if name != "root" and certificate.not_valid_after_utc <= datetime.now(UTC):
        return None
    key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
    if not isinstance(key, (ec.EllipticCurvePrivateKey, rsa.RSAPrivateKey)):
        raise NoKey(f"{key_file.name} is neither an EC nor an RSA key")
    return KeyPair(key, certificate)


def _made(name: str, subject: str, authority: KeyPair | None) -> KeyPair:
    key: PrivateKey = (
        rsa.generate_private_key(65537, 3072) if name == "tsa" else ec.generate_private_key(ec.SECP256R1())
    )
    pair = KeyPair(key, _certificate(name, subject, key, authority))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    # The certificate comes last: only when it stands is the pair complete, whatever a crash leaves.
    _write(_folder() / f"{name}.key", secret)
    _write(_folder() / f"{name}.crt", pair.certificate.public_bytes(serialization.Encoding.PEM))
    return pair


def _certificate(name: str, subject: str, key: PrivateKey, authority: KeyPair | None) -> x509.Certificate:
    now = datetime.now(UTC)
    own_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject[:64])])
    signing = authority.key if authority else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(own_name)
        .issuer_name(authority.certificate.subject if authority else own_name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=365 * _YEARS.get(name, _SEAL_YEARS)))
        .add_extension(x509.BasicConstraints(ca=authority is None, path_length=None if authority else 0), True)
        .add_extension(_usage(is_root=authority is None), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), False)
    )
    if name == "tsa":
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
    return builder.sign(signing, hashes.SHA256())


def _usage(is_root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_root,
        content_commitment=not is_root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_root,
        crl_sign=is_root,
        encipher_only=False,
        decipher_only=False,
    )


def _write(file: Path, data: bytes) -> None:
    draft = file.with_suffix(file.suffix + ".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    draft.rename(file)


def _provided(file: Path) -> KeyPair:
    phrase = file.with_suffix(".pass")
    secret = phrase.read_bytes().strip() if phrase.exists() else None
    try:
        key, certificate, chain = pkcs12.load_key_and_certificates(file.read_bytes(), secret)
    except ValueError as error:
        raise NoKey(f"{file.name} cannot be opened: {error}") from error
    if not isinstance(key, (ec.EllipticCurvePrivateKey, rsa.RSAPrivateKey)) or certificate is None:
        raise NoKey(f"{file.name} holds no EC or RSA key with its certificate")
    return KeyPair(key, certificate, tuple(chain))
