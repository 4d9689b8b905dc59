"""The documents an answer rests on, one a line, each with a way to take it away."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from tmfcheck.domain.evidence import Document
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.evidence.evidence_words import document_words
from tmfcheck.gui.theme import SPACE

Cited = tuple[tuple[Document, str], ...]


class CitationList(QWidget):
    """``removal_asked`` with a document's id; showing emits nothing. Takes no room while nothing is cited."""

    removal_asked = Signal(str)

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self._shown: tuple[Cited, bool, date | None] = ((), False, None)
        self.buttons: dict[str, QToolButton] = {}
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.setAccessibleName(context.texts.gettext("Cited documents"))
        self.hide()

    def show_cited(self, cited: Cited, day: date, *, is_locked: bool) -> None:
        """Show these documents with their pages; ``day`` tells which of them are over."""
        if (cited, is_locked, day) == self._shown:
            return
        self._shown = (cited, is_locked, day)
        elements.empty(self._lines)
        self.buttons = {}
        for document, page in cited:
            self._lines.addWidget(self._make_line(document, page, day, is_locked=is_locked))
        self.setVisible(bool(cited))

    def _make_line(self, document: Document, page: str, day: date, *, is_locked: bool) -> QWidget:
        texts = self._context.texts
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        words = document_words(document, page, texts)
        row.addWidget(elements.text(words, "small"), 1)
        if document.is_expired(day):
            row.addWidget(elements.text(texts.gettext("expired"), "critical", wraps=False))
        if not is_locked:
            remove = QToolButton()
            remove.setProperty("weight", "quiet")
            elements.set_icon(remove, "x", self._context.theme)
            remove.setAccessibleName(texts.gettext("No longer cite: {document}").format(document=words))
            remove.setToolTip(texts.gettext("No longer cite"))
            remove.clicked.connect(partial(self.removal_asked.emit, document.id))
            row.addWidget(remove)
            self.buttons[document.id] = remove
        return line
