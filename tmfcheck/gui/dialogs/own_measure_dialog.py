"""Adding a measure the catalogue does not have, in the inspector's own words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from tmfcheck.domain.pack import Pack, Term
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.form_dialog import FormDialog

Store = Callable[[str, str, Term], None]
"""Stores title, text and term durably; raises TmfCheckError."""


class OwnMeasureDialog(FormDialog):
    """Stays open until the measure is stored or the user turns away."""

    def __init__(self, context: GuiContext, pack: Pack, store: Store, parent: QWidget) -> None:
        gettext = context.texts.gettext
        super().__init__(context, parent, gettext("Own measure"), gettext("Add the measure"))
        self._store_measure = store
        self._terms = [frame.id for frame in pack.time_frames]
        self.title = QLineEdit()
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.term = QComboBox()
        for frame in pack.time_frames:
            self.term.addItem(context.content.pick(frame.title), frame.id.value)
        self.add_field(gettext("What is to be done, as an order"), self.title)
        self.add_field(gettext("Steps and details"), self.text)
        self.add_field(gettext("Time-frame"), self.term)
        self.title.setFocus()

    def store(self) -> None:
        term = self._terms[self.term.currentIndex()]
        self._store_measure(self.title.text().strip(), self.text.toPlainText().strip(), term)
