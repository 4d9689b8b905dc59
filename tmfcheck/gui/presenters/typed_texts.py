"""Texts that are typed but not yet stored, and the clock that has them stored, so that no word is lost on the way."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from tmfcheck.domain.answers import Answer
from tmfcheck.gui.presenters.typing_clock import TypingClock


class TypedTexts(QObject):
    """Comment and document texts by question that wait to be stored; ``due`` asks for storing them."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts: dict[str, dict[str, str]] = {}
        self._clock = TypingClock(self)
        self._clock.due.connect(self.due)

    def waiting(self) -> tuple[str, ...]:
        """The questions whose texts wait."""
        return tuple(self._texts)

    def take(self, question_id: str, field: str, text: str) -> None:
        """Keep what was typed; ``field`` is ``comment`` or ``document``."""
        self._texts.setdefault(question_id, {})[field] = text
        self._clock.start()

    def merged(self, question_id: str, answer: Answer) -> Answer:
        """The answer with the texts as they were typed."""
        texts = self._texts.get(question_id, {})
        return replace(
            answer, comment=texts.get("comment", answer.comment), document=texts.get("document", answer.document)
        )

    def forget(self, question_id: str) -> None:
        """The texts of this question are stored, or were never meant to be."""
        self._texts.pop(question_id, None)
        if not self._texts:
            self._clock.rest()

    def rest(self) -> None:
        """Ask for nothing until something is typed."""
        self._clock.rest()

    def try_again_later(self) -> None:
        """Storing failed; ask again after a while."""
        self._clock.try_again_later()
