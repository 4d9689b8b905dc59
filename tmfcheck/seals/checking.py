"""Checking the digital signatures of a PDF offline: who, when, over what, untouched since, trusted or not."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from asn1crypto import pem
from asn1crypto.x509 import Certificate as NamedCertificate
from cryptography.x509 import Certificate, load_der_x509_certificate
from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffResult,
    FormUpdatingRule,
    ModificationLevel,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
)
from pyhanko.sign.diff_analysis.constants import ACROFORM_EXEMPT_STRICT_COMPARISON
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from tmfcheck.errors import SealError
from tmfcheck.seals.certificate import CertificateFacts, facts_of, may_sign
from tmfcheck.seals.container import is_container_as_written
from tmfcheck.seals.quiet import keep_quiet

MOST_SEALS = 50
MOST_ROOTS = 1_000
A_PERSONS_SIGNATURE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})


class Distrust(StrEnum):
    """Why a certificate is not trusted."""

    NO_ROOTS = "no_roots"
    """Nobody named a certificate to be trusted."""
    UNKNOWN_ISSUER = "unknown_issuer"
    NOT_VALID_THEN = "not_valid_then"
    """Its time had not come or was over at the stated time of signing."""
    UNSUITABLE = "unsuitable"


@dataclass(frozen=True, slots=True)
class Seal:
    """One digital signature: what stands in it, and what checking it found.

    ``signed_at`` is the time the signer's own machine stated; no outside clock confirms it. ``intact``: what it covers
    is unchanged, and nothing was done behind it but further signing. ``ends_at`` is where the bytes it covers end.
    ``box`` is the page (from 0) and the place of a visible stamp.
    """

    name: str
    stated_name: str
    signed_at: datetime | None
    reason: str
    certificate: CertificateFacts
    intact: bool
    covers_whole_file: bool
    ends_at: int
    trusted: bool
    distrust: Distrust | None
    box: tuple[int, tuple[float, float, float, float]] | None = None


def read_roots(content: bytes, name: str) -> tuple[bytes, ...]:
    """The certificates (DER) of a PEM or DER file; raises SealError ROOT_UNREADABLE naming ``name``."""
    try:
        if pem.detect(content):
            found = [der for kind, _, der in pem.unarmor(content, multiple=True) if kind == "CERTIFICATE"]
        else:
            found = [content]
        for each in found:
            load_der_x509_certificate(each)
    except (ValueError, TypeError):
        found = []
    if not 0 < len(found) <= MOST_ROOTS:
        raise SealError("ROOT_UNREADABLE", path=name)
    return tuple(found)


def check_seals(content: bytes, roots: Iterable[bytes] = ()) -> tuple[Seal, ...]:
    """The signatures of a PDF in the order they were made; ``roots`` (DER) are the certificates to be trusted.

    Nothing is fetched: no network, no list of the operating system. Raises SealError REPORT_DAMAGED where the file or
    one of its signatures cannot be read.
    """
    keep_quiet()
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        embedded = list(reader.embedded_regular_signatures)
        if len(embedded) > MOST_SEALS:
            raise SealError("REPORT_DAMAGED")
        trusted = [NamedCertificate.load(root) for root in roots]
        return tuple(asyncio.run(_check_all(embedded, trusted, content)))
    except SealError:
        raise
    except Exception as error:  # a hostile or broken file can make the library fail in any way
        raise SealError("REPORT_DAMAGED") from error


async def _check_all(
    embedded: Sequence[EmbeddedPdfSignature], roots: Sequence[NamedCertificate], content: bytes
) -> list[Seal]:
    return [await _check(each, roots, content) for each in embedded]


async def _check(embedded: EmbeddedPdfSignature, roots: Sequence[NamedCertificate], content: bytes) -> Seal:
    status = await _validate(embedded, ())
    trust = await _trust(embedded, roots) if roots else status
    certificate, signed_at = load_der_x509_certificate(embedded.signer_cert.dump()), _signed_at(embedded)
    facts = facts_of(certificate)
    distrust = _distrust(trust, certificate, signed_at) if roots else Distrust.NO_ROOTS
    before, start, length = [int(each) for each in embedded.byte_range][1:]
    return Seal(
        name=facts.name,
        stated_name=_words(embedded.sig_object.get("/Name")),
        signed_at=signed_at,
        reason=_words(embedded.sig_object.get("/Reason")),
        certificate=facts,
        intact=_is_intact(status) and is_container_as_written(content[before:start]),
        covers_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        ends_at=min(start + length, len(content)),
        trusted=distrust is None,
        distrust=distrust,
        box=_box(embedded),
    )


async def _validate(
    embedded: EmbeddedPdfSignature, roots: Sequence[NamedCertificate], *, skip_diff: bool = False
) -> PdfSignatureStatus:
    signed_at = _signed_at(embedded)
    context = ValidationContext(
        trust_roots=list(roots),
        other_certs=embedded.other_embedded_certs,
        moment=signed_at,
        best_signature_time=signed_at,
        allow_fetching=False,
    )
    return await async_validate_pdf_signature(
        embedded, signer_validation_context=context, key_usage_settings=A_PERSONS_SIGNATURE, skip_diff=skip_diff
    )


async def _trust(embedded: EmbeddedPdfSignature, roots: Sequence[NamedCertificate]) -> PdfSignatureStatus | None:
    """The same with the certificates to be trusted; None where the library stumbles over a chain that does not fit."""
    try:
        return await _validate(embedded, roots, skip_diff=True)
    except Exception:  # noqa: BLE001 - a forged chain makes it fail in any way; what it covers was checked without
        return None


def _signed_at(embedded: EmbeddedPdfSignature) -> datetime | None:
    stated = embedded.self_reported_timestamp
    return stated.replace(tzinfo=UTC) if stated is not None and stated.tzinfo is None else stated


def _is_intact(status: PdfSignatureStatus) -> bool:
    if not (status.intact and status.valid and status.coverage):
        return False
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION or status.docmdp_ok is False:
        return False
    level = status.modification_level
    return level is not None and level <= ModificationLevel.FORM_FILLING


def _distrust(
    status: PdfSignatureStatus | None, certificate: Certificate, signed_at: datetime | None
) -> Distrust | None:
    """None where a named certificate vouches for it; the library alone lets a named one pass without looking at it."""
    facts = facts_of(certificate)
    if signed_at is not None and not facts.not_before <= signed_at <= facts.not_after:
        return Distrust.NOT_VALID_THEN
    if not may_sign(certificate):
        return Distrust.UNSUITABLE
    return None if status is not None and status.trusted else Distrust.UNKNOWN_ISSUER


def _words(value: Any) -> str:
    """A text of the file as far as it is one, on one line."""
    return " ".join(str(value).split())[:500] if isinstance(value, str) else ""


def _box(embedded: EmbeddedPdfSignature) -> tuple[int, tuple[float, float, float, float]] | None:
    """Where a stamp is drawn, None for an invisible signature; on several pages, the first of them.

    The pages are asked for it, as a viewer does: what a signature says of its own page need not be so.
    """
    field, reader = embedded.sig_field, embedded.reader
    own = {field.container_ref, *(each.reference for each in _references(field.get("/Kids", ())))}
    for number in range(int(reader.root["/Pages"]["/Count"])):
        page = reader.find_page_for_modification(number)[0].get_object()
        for each in _references(page.get("/Annots", ())):
            rect = [float(edge) for edge in each.get_object().get("/Rect", ())] if each.reference in own else []
            if len(rect) == 4 and rect[0] != rect[2] and rect[1] != rect[3]:
                return number, (rect[0], rect[1], rect[2], rect[3])
    return None


def _references(array: Any) -> Iterable[IndirectObject]:
    parts = (array.raw_get(index) for index in range(len(array))) if array else ()
    return (each for each in parts if isinstance(each, IndirectObject))


_SIGNING_ALONE = StandardDiffPolicy(
    DEFAULT_DIFF_POLICY.global_rules,
    FormUpdatingRule(
        [SigFieldCreationRule(), SigFieldModificationRule()],
        ignored_acroform_keys=ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"},
    ),
)
"""As the library's own rules, from before the first signature on: that one turns the form's flags on."""


def only_signed_since(content: bytes) -> bool:
    """Whether nothing but signing was done to a PDF since its first bytes were written; asks for intact signatures."""
    keep_quiet()
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        result = _SIGNING_ALONE.review_file(reader, base_revision=reader.get_historical_resolver(0))
    except Exception:  # noqa: BLE001 - a hostile or broken file can make the library fail in any way
        return False
    return isinstance(result, DiffResult) and result.modification_level <= ModificationLevel.FORM_FILLING
