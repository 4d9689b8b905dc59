"""What one import of a list brings into the register, as it is stored and taken back: whole."""

from __future__ import annotations

from dataclasses import dataclass

from tmfcheck.domain.facility import Facility


@dataclass(frozen=True, slots=True)
class ImportedList:
    """New facilities and those merged into, each as it was before and as it is after; ``file`` is the list's name."""

    id: str
    file: str
    added: tuple[Facility, ...]
    changed: tuple[tuple[Facility, Facility], ...] = ()
