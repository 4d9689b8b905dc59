"""A key that signs for itself, made for one trial and kept nowhere; for the self-test and for the sample."""

from __future__ import annotations

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tmfcheck.seals.key_file import KeyFile


def trial_signer(now: datetime, name: str) -> KeyFile:
    """A signer whose certificate is valid for an hour before and after ``now`` (aware) and trusted by nobody.

    ``name`` should say what it is, since whoever opens the file reads it there.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usage = {"digital_signature": True, "content_commitment": True}
    others = ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign")
    usages = x509.KeyUsage(**usage, **dict.fromkeys((*others, "encipher_only", "decipher_only"), False))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(usages, critical=True)
        .sign(key, hashes.SHA256())
    )
    return KeyFile(certificate, key, ())
