"""Whether a document that is no picture can be opened at all: a copy cut short proves nothing to anybody."""

from __future__ import annotations

import io
import logging
import zipfile

PDF = "application/pdf"
_IN_ZIP = ("application/zip", "application/vnd.openxmlformats-", "application/vnd.oasis.opendocument.")
_END, _END_REACH = b"%%EOF", 2048
_MOST_MENDED_BYTES = 10_000_000


def can_be_opened(content: bytes, media_type: str) -> bool:
    """False for a PDF or an archive (office files are archives) that is broken or cut short; locked ones are sound.

    Small faults that readers mend by themselves do not count. Nothing is unpacked.
    """
    if media_type == PDF:
        return _is_pdf(content)
    if media_type.startswith(_IN_ZIP):
        return _is_archive(content)
    return True


def _is_pdf(content: bytes) -> bool:
    """To mend a large file takes minutes where it is hostile: of one that must be mended only the end is looked for."""
    if _opens(content, mended=False):
        return True
    return _END in content[-_END_REACH:] if len(content) > _MOST_MENDED_BYTES else _opens(content, mended=True)


def _opens(content: bytes, *, mended: bool) -> bool:
    import pikepdf

    logging.getLogger("pikepdf").setLevel(logging.CRITICAL + 1)
    try:
        pikepdf.open(io.BytesIO(content), attempt_recovery=mended).close()
    except pikepdf.PasswordError:
        return True
    except Exception:  # noqa: BLE001 - a hostile or broken file can make the library fail in any way
        return False
    return True


def _is_archive(content: bytes) -> bool:
    try:
        zipfile.ZipFile(io.BytesIO(content)).close()
    except Exception:  # noqa: BLE001 - as above
        return False
    return True
