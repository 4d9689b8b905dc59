"""What stands in the window while the archive opens, and what to do when it does not."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.messages import problem_words
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.verify_button import verify_button

_WIDTH = 640


class OpeningPage(QWidget):
    """One quiet line while the archive is read."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        words = elements.text(context.texts.gettext("Opening the archive"), "muted", wraps=False)
        layout.addWidget(words, 0, Qt.AlignmentFlag.AlignCenter)


class FailurePage(QWidget):
    """Why the archive did not open, with the ways on; nothing of it was changed."""

    retried = Signal()
    archive_chosen = Signal(object)
    closed = Signal()

    def __init__(self, context: GuiContext, archive: Path, error: TmfCheckError) -> None:
        super().__init__()
        self._context = context
        self._archive = archive
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addWidget(self._build_card(error), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def _build_card(self, error: TmfCheckError) -> QWidget:
        gettext = self._context.texts.gettext
        layout = elements.column(spacing=SPACE * 4)
        card = elements.card(layout)
        card.setFixedWidth(self._context.theme.wide(_WIDTH))
        layout.setContentsMargins(SPACE * 6, SPACE * 6, SPACE * 6, SPACE * 6)
        layout.addWidget(elements.text(gettext("The archive did not open"), "title"))
        words = problem_words(error, self._context.texts)
        layout.addWidget(elements.text(words))
        if str(self._archive) not in words:
            layout.addWidget(elements.text(str(self._archive), "hint"))
        layout.addLayout(self._build_ways_on())
        self.verify_button = verify_button(self._context)
        layout.addWidget(self.verify_button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _build_ways_on(self) -> QHBoxLayout:
        gettext = self._context.texts.gettext
        self._retry = elements.button(gettext("Try again"), "primary")
        self._retry.clicked.connect(self.retried)
        other = elements.button(gettext("Choose another archive"))
        other.clicked.connect(self._on_other_clicked)
        close = elements.button(gettext("Close the program"), "quiet")
        close.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        for way in (self._retry, other, close):
            row.addWidget(way)
        row.addStretch(1)
        return row

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard on the first way on."""
        super().showEvent(event)
        self._retry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_other_clicked(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        gettext = self._context.texts.gettext
        archives, all_files = gettext("TMFCheck archives"), gettext("All files")
        kinds = f"{archives} (*.tmfcheck);;{all_files} (*)"
        chosen, _kind = QFileDialog.getOpenFileName(
            self, gettext("Choose another archive"), str(self._archive.parent), kinds
        )
        if chosen:
            self.archive_chosen.emit(Path(chosen))
