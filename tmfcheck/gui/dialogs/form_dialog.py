"""The shape of a small form in a dialog: title, fields, a place for what went wrong, and two buttons that are verbs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.messages import problem_words
from tmfcheck.gui.theme import SPACE

_WIDTH = 560


class FormDialog(QDialog):
    """A dialog that stays open until what was asked is stored, or the user turns away."""

    def __init__(self, context: GuiContext, parent: QWidget, title: str, verb: str) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(SPACE)
        self._problem = elements.text("", "problem")
        self._problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 6, SPACE * 6, SPACE * 6, SPACE * 5)
        layout.setSpacing(SPACE * 4)
        layout.addWidget(elements.text(title, "title"))
        layout.addLayout(self.fields)
        layout.addWidget(self._problem)
        layout.addLayout(self._build_buttons(verb))

    def _build_buttons(self, verb: str) -> QHBoxLayout:
        self.confirm_button = elements.button(verb, "primary")
        self.confirm_button.setDefault(True)
        self.confirm_button.clicked.connect(self._on_confirm_clicked)
        cancel = elements.button(self.context.texts.gettext("Cancel"), "quiet")
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.confirm_button)
        return row

    def add_field(self, label: str, field: QWidget, hint: str = "") -> None:
        """A field under its label."""
        caption = elements.text(label, "strong")
        caption.setBuddy(field)
        field.setAccessibleName(label)
        self.fields.addWidget(caption)
        if hint:
            self.fields.addWidget(elements.text(hint, "hint"))
        self.fields.addWidget(field)
        self.fields.addSpacing(SPACE * 3)

    def problem_text(self) -> str:
        """What is told about the last attempt."""
        return self._problem.text()

    def store(self) -> None:
        """Do what the dialog is for; raises TmfCheckError, and the dialog stays."""
        raise NotImplementedError

    def _on_confirm_clicked(self) -> None:
        try:
            self.store()
        except TmfCheckError as error:
            self._problem.setText(problem_words(error, self.context.texts))
            self._problem.show()
            return
        self.accept()
