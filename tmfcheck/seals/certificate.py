"""What a certificate says, and whether a report may be signed with it at a given time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tmfcheck.errors import SealError

FEWEST_RSA_BITS = 2048
FEWEST_CURVE_BITS = 224
FOR_MACHINES = frozenset(
    [
        ExtendedKeyUsageOID.SERVER_AUTH,
        ExtendedKeyUsageOID.CODE_SIGNING,
        ExtendedKeyUsageOID.TIME_STAMPING,
        ExtendedKeyUsageOID.OCSP_SIGNING,
    ]
)
"""Purposes that have nothing to do with a person's signature; a certificate for these alone signs no report."""


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """A certificate in plain values: whose, from whom, valid when (aware UTC), and its SHA-256 in hexadecimal."""

    name: str
    subject: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime
    fingerprint: str


def facts_of(certificate: x509.Certificate) -> CertificateFacts:
    """The facts of a certificate; ``name`` is the person's common name, else the whole subject."""
    common = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    subject = certificate.subject.rfc4514_string()
    return CertificateFacts(
        name=str(common[0].value) if common else subject,
        subject=subject,
        issuer=certificate.issuer.rfc4514_string(),
        serial=format(certificate.serial_number, "X"),
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
    )


def check_suitable(certificate: x509.Certificate, now: datetime) -> None:
    """Refuse a certificate that makes no valid signature now.

    Raises SealError: CERTIFICATE_EXPIRED, CERTIFICATE_NOT_YET_VALID, CERTIFICATE_NOT_FOR_SIGNING, CERTIFICATE_KEY_WEAK,
    CERTIFICATE_KEY_UNKNOWN.
    """
    facts = facts_of(certificate)
    if now > facts.not_after:
        raise SealError("CERTIFICATE_EXPIRED", name=facts.name, day=facts.not_after.date())
    if now < facts.not_before:
        raise SealError("CERTIFICATE_NOT_YET_VALID", name=facts.name, day=facts.not_before.date())
    if not may_sign(certificate):
        raise SealError("CERTIFICATE_NOT_FOR_SIGNING", name=facts.name)
    _check_key(certificate, facts.name)


def may_sign(certificate: x509.Certificate) -> bool:
    """Whether its stated purposes, where there are any, allow a person's signature (RFC 5280, 4.2.1.3 and 4.2.1.12)."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        allowed = True
    else:
        allowed = usage.digital_signature or usage.content_commitment
    try:
        purposes = set(certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value)
    except x509.ExtensionNotFound:
        return allowed
    return allowed and not purposes <= FOR_MACHINES


def _check_key(certificate: x509.Certificate, name: str) -> None:
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        least = FEWEST_RSA_BITS
    elif isinstance(key, ec.EllipticCurvePublicKey):
        least = FEWEST_CURVE_BITS
    else:
        raise SealError("CERTIFICATE_KEY_UNKNOWN", name=name)
    if key.key_size < least:
        raise SealError("CERTIFICATE_KEY_WEAK", name=name, bits=key.key_size, least=least)
