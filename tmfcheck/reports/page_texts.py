"""The words on each page of a PDF, as a reader's program finds them."""

from __future__ import annotations

from typing import Any

from tmfcheck.reports.pdfium import ONE_AT_A_TIME


def page_texts(content: bytes) -> tuple[str, ...]:
    """The text of every page, lines joined by spaces; raises ValueError for what PDFium cannot open.

    Only for files whose pages were found to be ours: a hostile page could keep PDFium busy without end.
    """
    import pypdfium2

    texts = []
    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise ValueError(str(error)) from error
    try:
        for number in range(len(document)):
            # The lock is given back after every page: a window may be waiting to draw one.
            with ONE_AT_A_TIME:
                texts.append(_text_of(document, number))
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    finally:
        with ONE_AT_A_TIME:
            document.close()
    return tuple(texts)


def _text_of(document: Any, number: int) -> str:
    page = document[number]
    text = page.get_textpage()
    words = " ".join(text.get_text_range().split())
    text.close()
    page.close()
    return words
