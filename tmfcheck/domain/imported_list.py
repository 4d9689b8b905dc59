"""What one import of a list brings into the register, as it is stored and taken back: whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tmfcheck.domain.facility import Facility


@dataclass(frozen=True, slots=True)
class ImportedList:
    """New facilities and those merged into, each as it was before and as it is after; ``file`` is the list's name."""

    id: str
    file: str
    added: tuple[Facility, ...]
    changed: tuple[tuple[Facility, Facility], ...] = ()


@dataclass(frozen=True, slots=True)
class LastImport:
    """What taking the last import back would undo, in numbers: asked before, so nothing is read that is not needed."""

    file: str
    by: str
    at: datetime
    added: int
    changed: int
