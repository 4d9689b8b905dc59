"""The signature's own bytes in a PDF: no signature covers them, so they are held to the form they were written in.

A digit changed here does no harm to what was signed, but it is a changed byte all the same, and is told.
"""

from __future__ import annotations

from collections.abc import Sequence

from asn1crypto import algos, cms, parser
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509 import Certificate, load_der_x509_certificate


def is_container_as_written(gap: bytes) -> bool:
    """Whether the bytes between the two signed ranges hold one plain structure, then zeros, in digits of one case."""
    digits = gap.strip().removeprefix(b"<").removesuffix(b">")
    if digits not in (digits.lower(), digits.upper()):
        return False
    try:
        raw = bytes.fromhex(digits.decode("ascii"))
        end: int = parser.peek(raw)
        container = cms.ContentInfo.load(raw[:end], strict=True)
        content = container["content"]
        _settle_defaults(content)
        container.native  # noqa: B018 - reads every part
        is_plain = container.dump(force=True) == raw[:end] and not any(raw[end:])
        return is_plain and _says_the_same_twice(content) and _is_chain(content)
    except (ValueError, TypeError, KeyError, UnsupportedAlgorithm):
        return False


def _settle_defaults(content: cms.SignedData) -> None:
    """Read the digest that is named by being left out as if it had stood there.

    The library takes what it fills in for a change, and encodes everything around a change anew, twice at every level.
    """
    (signer,) = content["signer_infos"]
    for attribute in signer["signed_attrs"]:
        if attribute["type"].native == "signing_certificate_v2":
            for certificate in (each for value in attribute["values"] for each in value["certs"]):
                digest = certificate["hash_algorithm"].dump()
                certificate.children[0] = algos.DigestAlgorithm.load(digest, strict=True)


def _says_the_same_twice(content: cms.SignedData) -> bool:
    """Versions are those of RFC 5652; the digest is named for the whole and for the signer, who alone is asked."""
    (signer,) = content["signer_infos"]
    if (content["version"].native, signer["version"].native) not in (("v1", "v1"), ("v3", "v3")):
        return False
    named = [each.dump() for each in content["digest_algorithms"]]
    return named == [signer["digest_algorithm"].dump()]


def _is_chain(content: cms.SignedData) -> bool:
    """Whether every further certificate really issued another one, and one issued by itself is sound."""
    others = [load_der_x509_certificate(each.chosen.dump()) for each in content["certificates"]]
    signer = content["signer_infos"][0]["sid"].chosen["serial_number"].native
    return all(each.serial_number == signer or _issued_one(each, others) for each in others)


def _issued_one(certificate: Certificate, others: Sequence[Certificate]) -> bool:
    if certificate.subject == certificate.issuer and not _is_issued(certificate, certificate):
        return False
    return any(_is_issued(other, certificate) for other in others if other is not certificate)


def _is_issued(certificate: Certificate, issuer: Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
