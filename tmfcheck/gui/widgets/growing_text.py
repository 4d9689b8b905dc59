"""A text field that grows with what is typed into it, for comments."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit

from tmfcheck.gui.theme import Theme

MOST_LINES = 8


class GrowingText(QPlainTextEdit):
    """Plain text of one to eight lines' height.

    ``text_edited`` comes from the user only; ``left`` on Esc, ``finished`` on Ctrl+Enter, ``picture_pasted`` with the
    QMimeData where what is pasted is no text.
    """

    text_edited = Signal(str)
    focus_lost = Signal()
    left = Signal()
    finished = Signal()
    height_changed = Signal()
    picture_pasted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._on_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def show_text(self, text: str) -> None:
        """Show a stored text; keeps the cursor where the text is the same, and emits nothing."""
        if text == self.toPlainText():
            return
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Pictures and files are taken too, and handed on."""
        return _is_evidence(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """A text is put in; a copied picture or file is handed on."""
        if _is_evidence(source):
            self.picture_pasted.emit(source)
        else:
            super().insertFromMimeData(source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_lost.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _on_text_changed(self) -> None:
        self.text_edited.emit(self.toPlainText())

    def _fit(self) -> None:
        """Take the height the text needs."""
        needed = max(1, int(self.document().size().height()))
        lines = min(MOST_LINES, needed)
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if needed > lines else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        line_height = QFontMetrics(self.font()).lineSpacing()
        around = self.height() - self.viewport().height() + 2 * int(self.document().documentMargin())
        height = max(self._theme.control_height(), lines * line_height + around)
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
            self.height_changed.emit()


def _is_evidence(source: QMimeData) -> bool:
    """Whether a picture or files of this machine were copied; a text copied with a picture of itself is a text."""
    return any(url.isLocalFile() for url in source.urls()) or (source.hasImage() and not source.hasText())
