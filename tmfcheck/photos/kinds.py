"""What a file is by its content, never by its name: pictures, documents, sound, and what a machine would run."""

from __future__ import annotations

import re
from pathlib import PurePath

JPEG, HEIC = "image/jpeg", "image/heic"
PICTURES = {
    JPEG: ("JPEG", "MPO"),
    "image/png": ("PNG",),
    "image/webp": ("WEBP",),
    "image/tiff": ("TIFF",),
    HEIC: (),
}
"""Media types that become photos, with the decoders that may read them in this process: none reads HEIC."""

_ENDINGS = {
    "image/jpeg": {".jpg", ".jpeg", ".jpe", ".jfif"},
    "image/png": {".png"},
    "image/webp": {".webp"},
    "image/tiff": {".tif", ".tiff"},
    "image/heic": {".heic", ".heif", ".hif"},
}
PICTURE_ENDINGS = frozenset(ending for endings in _ENDINGS.values() for ending in endings)

_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}

_BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
)

_INSIDE_ZIP = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"),
)

_OF_NAMES = {".csv": "text/csv", ".json": "application/json", ".xml": "application/xml", ".html": "text/html"}

_RUN_BY_MACHINES = (
    b"MZ",  # Windows programs and libraries
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",  # macOS programs for several processors, Java classes
    b"L\x00\x00\x00\x01\x14\x02\x00",  # Windows shortcuts
    b"#!",
)

_RUN_BY_NAME = re.compile(
    r"\.("
    r"exe|com|bat|cmd|pif|scr|cpl|dll|sys|msi|msp|msc|ps1|psm1|vbs|vbe|js|jse|mjs|wsf|wsh|hta|lnk|url|reg|"
    r"inf|jar|class|apk|app|command|workflow|dmg|pkg|deb|rpm|appimage|run|sh|bash|csh|py|pyw|pyc|pl|rb|"
    r"php|desktop|scf|gadget|chm|iso|img|vhd|xll|docm|dotm|xlsm|xlsb|xltm|xlam|pptm"
    r")"
)
"""Names that a double click would run, whatever the content; office files with macros are among them."""

_SHOWN_BYTES = 65_536


def media_type(content: bytes, file_name: str) -> str:
    """The media type of a file; its name only decides between kinds of text."""
    for known, is_it in (
        ("image/jpeg", content.startswith(b"\xff\xd8\xff")),
        ("image/png", content.startswith(b"\x89PNG\r\n\x1a\n")),
        ("image/tiff", content.startswith((b"II*\x00", b"MM\x00*"))),
        ("image/webp", content.startswith(b"RIFF") and content[8:12] == b"WEBP"),
        ("audio/wav", content.startswith(b"RIFF") and content[8:12] == b"WAVE"),
    ):
        if is_it:
            return known
    if content[4:8] == b"ftyp":
        return _of_boxes(content)
    for beginning, known in _BEGINNINGS:
        if content.startswith(beginning):
            return _inside_zip(content) if known == "application/zip" else known
    return _of_text(content, file_name)


def is_misnamed(file_name: str, found: str) -> bool:
    """Whether a picture bears the ending of another kind."""
    return PurePath(file_name).suffix.lower() not in _ENDINGS.get(found, {PurePath(file_name).suffix.lower()})


def claims_to_be_picture(file_name: str) -> bool:
    """Whether a name promises a picture."""
    return PurePath(file_name).suffix.lower() in PICTURE_ENDINGS


def would_run(content: bytes, file_name: str) -> bool:
    """Whether a machine would run the file rather than show it."""
    if _RUN_BY_NAME.fullmatch(PurePath(file_name).suffix.lower()):
        return True
    return content.startswith(_RUN_BY_MACHINES) and not content.startswith(b"#!AMR")


def _of_boxes(content: bytes) -> str:
    """ISO media files name their kind in their first box: one main brand and a list of others."""
    length = min(int.from_bytes(content[:4], "big"), 512)
    brands = {content[8:12], *(content[at : at + 4] for at in range(16, length - 3, 4))}
    if content[8:12] in _HEIC_BRANDS and b"avif" not in brands:
        return "image/heic"
    if brands & {b"avif", b"avis"}:
        return "image/avif"
    return "audio/mp4" if content[8:11] == b"M4A" else "video/mp4"


def _inside_zip(content: bytes) -> str:
    """Office files are zip archives; the first names inside tell which, without unpacking anything."""
    shown = content[:_SHOWN_BYTES]
    return next((known for mark, known in _INSIDE_ZIP if mark in shown), "application/zip")


def _of_text(content: bytes, file_name: str) -> str:
    shown = content[:_SHOWN_BYTES]
    if b"\x00" in shown:
        return "application/octet-stream"
    try:
        # The last letter shown may be cut in two.
        shown[:-4].decode() if len(content) > len(shown) else shown.decode()
    except UnicodeDecodeError:
        return "application/octet-stream"
    return _OF_NAMES.get(PurePath(file_name).suffix.lower(), "text/plain")
