"""The one door to PDFium, which must never be used by two threads at once."""

from __future__ import annotations

import threading
from typing import Any

ONE_AT_A_TIME = threading.Lock()
"""Held by whoever uses PDFium, in this room and in the window."""


def page_picture(pdf: bytes, dots_per_inch: float) -> Any:
    """The first page of a PDF as a Pillow image."""
    import pypdfium2

    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[0]
            picture = page.render(scale=dots_per_inch / 72).to_pil().copy()
            page.close()
        finally:
            document.close()
    return picture
