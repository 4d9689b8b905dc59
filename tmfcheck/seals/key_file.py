"""A certificate with its private key from a PKCS#12 file (.p12, .pfx), RSA or elliptic curve."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from asn1crypto.pkcs12 import Pfx
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, pkcs12

from tmfcheck.errors import SealError
from tmfcheck.seals.certificate import CertificateFacts, check_suitable, facts_of

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class KeyFile:
    """A Signer with its key in memory; nothing of it is ever shown or written."""

    __slots__ = ("_certificate", "_chain", "_key")

    def __init__(self, certificate: x509.Certificate, key: PrivateKey, chain: Sequence[x509.Certificate]) -> None:
        self._certificate = certificate
        self._key = key
        self._chain = tuple(chain)

    @property
    def certificate(self) -> bytes:
        return self._certificate.public_bytes(Encoding.DER)

    @property
    def chain(self) -> Sequence[bytes]:
        return [each.public_bytes(Encoding.DER) for each in self._chain]

    @property
    def mechanism(self) -> str:
        return "sha256_rsa" if isinstance(self._key, rsa.RSAPrivateKey) else "sha256_ecdsa"

    @property
    def signature_size(self) -> int:
        # An ECDSA signature is two numbers of the key's size in DER.
        octets = (self._key.key_size + 7) // 8
        return octets if isinstance(self._key, rsa.RSAPrivateKey) else 2 * octets + 16

    def facts(self) -> CertificateFacts:
        return facts_of(self._certificate)

    def check(self, now: datetime) -> None:
        check_suitable(self._certificate, now)

    def sign(self, content: bytes) -> bytes:
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(content, padding.PKCS1v15(), hashes.SHA256())
        return self._key.sign(content, ec.ECDSA(hashes.SHA256()))


def open_key_file(content: bytes, password: str) -> KeyFile:
    """The certificate and key of a PKCS#12 file; an empty password opens a file without one.

    Raises SealError: KEY_FILE_DAMAGED, KEY_PASSWORD_WRONG, KEY_FILE_WITHOUT_KEY, KEY_FILE_MISMATCH,
    CERTIFICATE_KEY_UNKNOWN. No error carries the password or anything of the file.
    """
    try:
        Pfx.load(content, strict=True).native  # noqa: B018 - reads the whole outer structure
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        raise SealError("KEY_FILE_DAMAGED") from None
    try:
        key, certificate, chain = _opened(content, password)
    except UnsupportedAlgorithm:
        raise SealError("KEY_FILE_UNSUPPORTED") from None
    except (ValueError, TypeError):
        raise SealError("KEY_PASSWORD_WRONG") from None
    if key is None or certificate is None:
        raise SealError("KEY_FILE_WITHOUT_KEY")
    if not isinstance(key, PrivateKey):
        raise SealError("CERTIFICATE_KEY_UNKNOWN", name=facts_of(certificate).name)
    if _public_bytes(key.public_key()) != _public_bytes(certificate.public_key()):
        raise SealError("KEY_FILE_MISMATCH")
    return KeyFile(certificate, key, chain)


def _opened(content: bytes, password: str) -> tuple[object | None, x509.Certificate | None, Sequence[x509.Certificate]]:
    """As the library opens it; a file made with an empty password may want an empty one or none."""
    if password:
        return pkcs12.load_key_and_certificates(content, password.encode())
    try:
        return pkcs12.load_key_and_certificates(content, None)
    except ValueError:
        return pkcs12.load_key_and_certificates(content, b"")


def _public_bytes(key: object) -> bytes:
    if not isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
        return b""
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
