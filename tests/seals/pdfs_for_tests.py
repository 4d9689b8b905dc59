"""Small PDF files to sign: plain, encrypted, certified by their author."""

from __future__ import annotations

import io

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from tests.certificates_for_tests import PASSWORD, identity
from tmfcheck.seals.key_file import open_key_file


def plain_pdf(pages: int = 2) -> bytes:
    """Some pages with a line of text each."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    for page in range(pages):
        canvas.drawString(100, 700, f"Page {page + 1} of the report")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def rewritten(content: bytes, **options: object) -> bytes:
    """The same document as another program would save it."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(target, **options)  # type: ignore[arg-type]
    return target.getvalue()


def encrypted_pdf(user: str = "") -> bytes:
    """A locked file; with an empty password everybody can read it."""
    return rewritten(plain_pdf(), encryption=pikepdf.Encryption(owner="owner", user=user))


def certified_pdf() -> bytes:
    """A file whose author has signed it as final."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import PdfSignatureMetadata, PdfSigner

    from tmfcheck.seals.sealing import _DoorSigner

    signer = _DoorSigner(open_key_file(identity("ec").p12, PASSWORD))
    writer = IncrementalPdfFileWriter(io.BytesIO(plain_pdf()))
    return bytes(PdfSigner(PdfSignatureMetadata(field_name="author", certify=True), signer).sign_pdf(writer).getvalue())
