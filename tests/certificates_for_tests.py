"""Certificates and key files made for the tests: RSA and elliptic curve, valid, expired, early, not for signing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PASSWORD = "пароль 1"


@dataclass(frozen=True)
class Identity:
    """A key file with its password, and the certificate in it as PEM."""

    p12: bytes
    pem: bytes


@lru_cache
def key_of(kind: str):
    """A key of a kind, made once, since RSA keys take their time."""
    if kind == "ec":
        return ec.generate_private_key(ec.SECP256R1())
    if kind == "ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    return rsa.generate_private_key(65537, 1024 if kind == "weak" else 2048)


@lru_cache
def identity(
    kind: str = "ec",
    name: str = "Айгүл Сағынова",
    *,
    days: tuple[int, int] = (-10, 365),
    usage: str | None = "digital_signature",
    purpose: str | None = None,
    password: str = PASSWORD,
    authority: bool = False,
) -> Identity:
    """A key file whose certificate is valid from and until so many days from now, signed by itself or an authority."""
    key, now = key_of(kind), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    root_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test Root")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(root_name if authority else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
    )
    if usage is not None:
        builder = builder.add_extension(key_usage(usage), critical=True)
    if purpose is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage([getattr(ExtendedKeyUsageOID, purpose)]), critical=False)
    signing_key = key_of("authority") if authority else key
    certificate = builder.sign(signing_key, None if kind == "ed25519" else hashes.SHA256())
    lock = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    others = [authority_certificate()] if authority else None
    p12 = pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, others, lock)
    return Identity(p12, certificate.public_bytes(Encoding.PEM))


@lru_cache
def authority_certificate() -> x509.Certificate:
    """The root under which ``identity(authority=True)`` stands."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test Root")])
    now, key = datetime.now(UTC), key_of("authority")
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1000))
        .not_valid_after(now + timedelta(days=1000))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(key_usage("key_cert_sign"), critical=True)
        .sign(key, hashes.SHA256())
    )


def authority_pem() -> bytes:
    """The root as PEM."""
    return authority_certificate().public_bytes(Encoding.PEM)


def key_usage(*allowed: str) -> x509.KeyUsage:
    """A key usage with these purposes alone."""
    names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    names += ("key_cert_sign", "crl_sign")
    flags = {name: name in allowed for name in names}
    return x509.KeyUsage(**flags, encipher_only=False, decipher_only=False)
