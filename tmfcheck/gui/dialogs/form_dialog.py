"""A small form in a dialog: fields under their labels, and a place for what went wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.house_dialog import HouseDialog
from tmfcheck.gui.messages import problem_words
from tmfcheck.gui.theme import SPACE


class FormDialog(HouseDialog):
    """A dialog that stays open until what was asked is stored, or the user turns away."""

    def __init__(self, context: GuiContext, parent: QWidget, title: str, verb: str, width: int = 560) -> None:
        super().__init__(context, title, parent, width=width)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fields = elements.column(spacing=SPACE)
        self._problem = elements.text("", "problem")
        self._problem.hide()
        self.body.addLayout(self.fields)
        self.body.addWidget(self._problem)
        self.way_out = self.add_way_out(context.texts.gettext("Cancel"))
        self.confirm_button = self.add_primary(verb)
        # Enter begins a new line in a long text; this confirms from there too.
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.confirm_button.click)

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

    def show_problem(self, error: TmfCheckError | None) -> None:
        """Tell what went wrong, None for nothing."""
        self._problem.setText(problem_words(error, self.context.texts) if error is not None else "")
        self._problem.setVisible(error is not None)
        self.take_height()

    def store(self) -> None:
        """Do what the dialog is for; raises TmfCheckError, and the dialog stays."""
        raise NotImplementedError

    def accept(self) -> None:
        """Store, then close; where storing fails, say why and stay."""
        try:
            self.store()
        except TmfCheckError as error:
            self.show_problem(error)
            return
        super().accept()
