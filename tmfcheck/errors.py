"""Errors a user or the environment can mend, as code and data without sentences; everything else is a bug."""

from __future__ import annotations

from typing import Any


class TmfCheckError(Exception):
    """Something the user or the environment can mend: exit code 2, never a stack trace.

    ``code`` is a word in capitals, ``data`` fills the placeholders of its sentence in ``tmfcheck.messages``.
    """

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code, data)
        self.code = code
        self.data = data

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!s:.200}" for name, value in self.data.items())
        return f"{self.code}({details})"


class FacilityError(TmfCheckError):
    """A facility's facts cannot be taken as given."""


class AnswerError(TmfCheckError):
    """An answer names a question, word or combination the pack does not have."""


class AssessmentError(TmfCheckError):
    """An assessment cannot do what was asked of it."""


class MeasureError(TmfCheckError):
    """A decision on a measure cannot be taken as given."""


class PackError(TmfCheckError):
    """A method pack cannot be used; ``data["problems"]`` may hold the reader's full list."""


class ArchiveError(TmfCheckError):
    """The archive file cannot be opened, read or written as asked; what it holds stays as it was."""


class ReportError(TmfCheckError):
    """A report cannot be made or written; the archive is not touched by it."""


class EvidenceError(TmfCheckError):
    """A photo, file, document or visit cannot be taken as given; everything else is taken, what is stored stays."""


class InputError(TmfCheckError):
    """A file or value handed in from outside cannot be read."""


class SealError(TmfCheckError):
    """A digital signature cannot be made or read as asked; the report it was meant for stays as it was."""


class LayerError(TmfCheckError):
    """A file with a map layer cannot be shown; it is left as it is, and the map goes on without it."""
