"""The door for files from outside: read once, checked by content, fingerprinted, and a picture's copies made."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from tmfcheck.domain.evidence import PhotoSize
from tmfcheck.errors import EvidenceError
from tmfcheck.photos.documents import can_be_opened
from tmfcheck.photos.exif import NO_FACTS, CameraFacts
from tmfcheck.photos.kinds import PICTURES, claims_to_be_picture, is_misnamed, media_type, would_run
from tmfcheck.photos.limits import MAX_BYTES
from tmfcheck.photos.strangers import is_something_else_too

MAX_NAME_LENGTH = 200
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows gives to devices, whatever ending they bear."""
COPIES = (PhotoSize.SCREEN, PhotoSize.MEDIUM, PhotoSize.SMALL, PhotoSize.THUMB)
"""The copies every picture gets at once; the full one is made when somebody asks for it."""


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """A file that was looked at and may be stored: the original bit for bit, and what was found.

    ``media_type`` is what the content is, ``is_misnamed`` whether its name says otherwise. ``copies`` are upright
    JPEGs by size, empty for what is no picture.
    """

    file_name: str
    media_type: str
    sha256: str
    content: bytes
    camera: CameraFacts = NO_FACTS
    copies: Mapping[PhotoSize, bytes] | None = None
    is_misnamed: bool = False

    @property
    def is_picture(self) -> bool:
        return bool(self.copies)

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture whose rows come from the top, in bands of four bytes (blue, green, red, nothing) a pixel."""

    width: int
    height: int
    bands: Iterator[bytes]


def prepare_file(path: Path) -> PreparedFile:
    """Read and check one file; safe in any thread.

    Raises EvidenceError: FOLDER_WITHOUT_PICTURES, FILE_UNREADABLE, FILE_EMPTY, FILE_TOO_LARGE, FILE_WOULD_RUN,
    NOT_A_PICTURE, DOCUMENT_BROKEN, PICTURE_BROKEN, PICTURE_TOO_LARGE, PICTURE_DISGUISED.
    """
    name = clean_name(path.name)
    if path.is_dir():
        raise EvidenceError("FOLDER_WITHOUT_PICTURES", name=name)
    try:
        # A pipe or a device would never end.
        if not path.is_file():
            raise EvidenceError("FILE_UNREADABLE", name=name)
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise EvidenceError("FILE_UNREADABLE", name=name) from error
    return prepare_bytes(content, name)


def prepare_bytes(content: bytes, file_name: str) -> PreparedFile:
    """Check the bytes of a file, such as a pasted picture; safe in any thread. Raises as ``prepare_file``."""
    name = clean_name(file_name)
    if not content:
        raise EvidenceError("FILE_EMPTY", name=name)
    if len(content) > MAX_BYTES:
        raise EvidenceError("FILE_TOO_LARGE", name=name, limit=MAX_BYTES // 1_000_000)
    if would_run(content, name):
        raise EvidenceError("FILE_WOULD_RUN", name=name)
    found = media_type(content, name)
    sha256 = hashlib.sha256(content).hexdigest()
    if found not in PICTURES:
        if claims_to_be_picture(name):
            raise EvidenceError("NOT_A_PICTURE", name=name)
        if not can_be_opened(content, found):
            raise EvidenceError("DOCUMENT_BROKEN", name=name)
        return PreparedFile(name, found, sha256, content)
    if is_something_else_too(content, found):
        raise EvidenceError("PICTURE_DISGUISED", name=name)
    camera, copies = _read(content, found, name, COPIES)
    return PreparedFile(name, found, sha256, content, camera, copies, is_misnamed(name, found))


def picture_copy(content: bytes, media_type_: str, name: str, size: PhotoSize) -> bytes:
    """One upright JPEG copy of a picture that is stored already; raises as ``prepare_file``."""
    if media_type_ not in PICTURES:
        raise EvidenceError("NOT_A_PICTURE", name=name)
    return _read(content, media_type_, name, (size,))[1][size]


def detail(content: bytes, media_type_: str, name: str, turned_by: int) -> tuple[Pixels, ...]:
    """The pixels of a picture that is stored already, and a half of them, as ``tmfcheck.photos.detail`` says."""
    from tmfcheck.photos.detail import read_detail

    return read_detail(content, media_type_, name, turned_by)


def _read(
    content: bytes, found: str, name: str, sizes: tuple[PhotoSize, ...]
) -> tuple[CameraFacts, dict[PhotoSize, bytes]]:
    from tmfcheck.photos.pictures import read_picture

    return read_picture(content, found, name, sizes)


def clean_name(file_name: str) -> str:
    """A file's bare name: no path, no control or direction-changing characters, as short as file systems like."""
    bare = re.split(r"[/\\]", file_name)[-1]
    seen = "".join(" " if unicodedata.category(letter)[0] == "C" else letter for letter in bare)
    tidy = re.sub(r"\s+", " ", re.sub(r'[<>:"/\\|?*]', "_", seen)).strip(" .")
    if _DEVICE.fullmatch(tidy):
        tidy = f"_{tidy}"
    ending = PurePath(tidy).suffix[:20]
    if len(tidy) > MAX_NAME_LENGTH:
        tidy = tidy[: MAX_NAME_LENGTH - len(ending)] + ending
    return tidy or "file"
