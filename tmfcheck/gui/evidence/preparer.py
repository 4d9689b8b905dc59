"""Reads, checks and copies files away from the window, so that it never waits; works on plain data alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QObject, Signal, Slot
from PySide6.QtGui import QImage, QImageWriter

from tmfcheck.domain.evidence import EvidenceKind
from tmfcheck.errors import EvidenceError, TmfCheckError


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file, or a pasted picture, on its way to a question (None: to no question yet), or to a document."""

    source: Path | QImage
    name: str
    question_id: str | None = None
    kind: EvidenceKind | None = None
    document_id: str | None = None


class Preparer(QObject):
    """Lives in a thread of its own; its slot is called through queued signals, its answers are signals."""

    prepared = Signal(int, object)
    """Number of the job, and a PreparedFile."""
    refused = Signal(int, object)
    """Number of the job, and a TmfCheckError or the exception of a bug."""

    @Slot(int, object)
    def prepare(self, number: int, incoming: Incoming) -> None:
        """Prepare one file."""
        # What stores the files afterwards is loaded here as well, where nobody waits for it.
        from tmfcheck.services import documents as _documents  # noqa: F401
        from tmfcheck.services.evidence import prepare_bytes, prepare_file

        try:
            if isinstance(incoming.source, Path):
                found = prepare_file(incoming.source)
            else:
                found = prepare_bytes(_png(incoming.source, incoming.name), incoming.name)
            self.prepared.emit(number, found)
        except TmfCheckError as error:
            self.refused.emit(number, error)
        except Exception as bug:  # noqa: BLE001 - handed to the window's thread, which raises it again
            self.refused.emit(number, bug)


def _png(picture: QImage, name: str) -> bytes:
    """A pasted picture as a file; raises EvidenceError PICTURE_BROKEN."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, b"png").write(picture):
        raise EvidenceError("PICTURE_BROKEN", name=name)
    return bytes(buffer.data().data())
