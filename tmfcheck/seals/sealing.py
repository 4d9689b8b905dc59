"""Putting a digital signature (PAdES) into a PDF, as an update behind it that changes none of its bytes."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path

from asn1crypto.algos import SignedDigestAlgorithm
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import Signer as CmsSigner
from pyhanko.sign.validation.pdf_embedded import read_certification_data
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tmfcheck.errors import SealError
from tmfcheck.seals.quiet import keep_quiet
from tmfcheck.seals.signer import Signer

FIELD_NAME = "TMFCheck-{number}"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is seen of a signature: a drawing (PDF of one page), on which page (from 0), in which box (points)."""

    drawing: bytes
    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class SealWish:
    """How to sign: why, under which stated name beside the certificate's own, and with which stamp, None for unseen."""

    reason: str = ""
    name: str = ""
    stamp: Stamp | None = None


class _DoorSigner(CmsSigner):
    """Lets pyHanko ask any ``Signer`` of ours for the raw signature."""

    def __init__(self, signer: Signer) -> None:
        store = SimpleCertificateStore()
        store.register_multiple([Certificate.load(each) for each in signer.chain])
        super().__init__(
            signing_cert=Certificate.load(signer.certificate),
            cert_registry=store,
            signature_mechanism=SignedDigestAlgorithm({"algorithm": signer.mechanism}),
        )
        self._signer = signer

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return bytes(self._signer.signature_size) if dry_run else self._signer.sign(data)


def count_seals(content: bytes) -> int:
    """How many signatures a PDF holds; raises SealError as ``seal`` does for a file that cannot be signed."""
    return len(list(enumerate_sig_fields(_reader(content), filled_status=True)))


def seal(content: bytes, signer: Signer, wish: SealWish) -> bytes:
    """The PDF with one more signature; its own bytes stay at the beginning untouched.

    Raises SealError: REPORT_DAMAGED, REPORT_ENCRYPTED, REPORT_CERTIFIED, REPORT_NOT_SIGNED, and what the signer raises.
    """
    reader = _reader(content)
    digest = signer.mechanism.partition("_")[0]
    try:
        field = SigFieldSpec(_free_name(reader))
        metadata = PdfSignatureMetadata(
            field_name=field.sig_field_name,
            md_algorithm=digest,
            reason=wish.reason or None,
            name=wish.name or None,
            subfilter=SigSeedSubFilter.PADES,
        )
        with tempfile.TemporaryDirectory(prefix="tmfcheck-stamp-") as folder:
            style = None
            if wish.stamp is not None:
                style = _style(wish.stamp, Path(folder))
                x1, y1, x2, y2 = (round(edge) for edge in wish.stamp.box)
                field = SigFieldSpec(field.sig_field_name, on_page=wish.stamp.page, box=(x1, y1, x2, y2))
            made = PdfSigner(metadata, _DoorSigner(signer), stamp_style=style, new_field_spec=field)
            writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=False)
            return bytes(made.sign_pdf(writer).getvalue())
    except SealError:
        raise
    except SigningError as error:
        raise SealError("REPORT_NOT_SIGNED", reason=str(error)) from error
    except Exception as error:  # a file that only looked sound can make the library fail in any way
        raise SealError("REPORT_DAMAGED") from error


def _style(stamp: Stamp, folder: Path) -> StaticStampStyle:
    """The drawing fills its box; the library reads it from a file."""
    file = folder / "stamp.pdf"
    file.write_bytes(stamp.drawing)
    whole = layout.SimpleBoxLayoutRule(
        x_align=layout.AxisAlignment.ALIGN_MIN,
        y_align=layout.AxisAlignment.ALIGN_MIN,
        margins=layout.Margins.uniform(0),
        inner_content_scaling=layout.InnerScaling.STRETCH_TO_FIT,
    )
    return StaticStampStyle.from_pdf_file(str(file), border_width=0, background_layout=whole, background_opacity=1)


def _reader(content: bytes) -> PdfFileReader:
    """A file that can be signed; raises SealError where it cannot."""
    keep_quiet()
    if not content.rstrip(b"\0\t\n\f\r ").endswith(b"%%EOF"):
        raise SealError("REPORT_DAMAGED")
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        is_encrypted = reader.encrypted
        is_certified = not is_encrypted and read_certification_data(reader) is not None
        if not is_encrypted:
            reader.root["/Pages"]["/Count"]
    except Exception as error:  # a hostile or broken file can make the library fail in any way
        raise SealError("REPORT_DAMAGED") from error
    if is_encrypted:
        raise SealError("REPORT_ENCRYPTED")
    if is_certified:
        raise SealError("REPORT_CERTIFIED")
    return reader


def _free_name(reader: PdfFileReader) -> str:
    """A field name nobody uses yet."""
    taken = {name for name, _value, _reference in enumerate_sig_fields(reader)}
    number = 1
    while FIELD_NAME.format(number=number) in taken:
        number += 1
    return FIELD_NAME.format(number=number)
