"""What was taken out of the open assessment last, so that one sentence and one button can bring it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, Signal

Step = Callable[[], bool]


class RemovedKind(StrEnum):
    """What was taken out."""

    EVIDENCE = "evidence"
    DOCUMENT = "document"
    FILE = "file"
    """The file of a document; the document stays."""
    CITATION = "citation"
    PIN = "pin"


@dataclass(frozen=True, slots=True, eq=False)
class Removal:
    """One removal: ``names`` says what went, then from where; ``bring_back`` returns whether it is back."""

    kind: RemovedKind
    names: tuple[str, ...]
    bring_back: Step


class Removals(QObject):
    """Every removal joins the steps that Ctrl+Z takes back; the last one is also offered by name.

    ``note_undoable`` and ``forget_undoable`` are the assessment's own.
    """

    changed = Signal()
    """``last`` is another one."""

    def __init__(
        self, note_undoable: Callable[[Step], None], forget_undoable: Callable[[Step], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._note_undoable = note_undoable
        self._forget_undoable = forget_undoable
        self._step: Step | None = None
        self.last: Removal | None = None

    def note(self, removal: Removal) -> None:
        """Something was removed."""
        self._step = partial(self._bring_back, removal)
        self._note_undoable(self._step)
        self._offer(removal)

    def undo_last(self) -> None:
        """Bring back what was removed last."""
        step = self._step
        if self.last is not None and step is not None and step():
            self._forget_undoable(step)

    def forget(self) -> None:
        """Offer no longer to bring back what was removed last; Ctrl+Z still does."""
        if self.last is not None:
            self._offer(None)

    def _bring_back(self, removal: Removal) -> bool:
        is_back = removal.bring_back()
        if is_back and self.last is removal:
            self._offer(None)
        return is_back

    def _offer(self, removal: Removal | None) -> None:
        self.last = removal
        self.changed.emit()
