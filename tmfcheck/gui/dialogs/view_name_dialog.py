"""The name a view of the register is kept under."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.form_dialog import FormDialog
from tmfcheck.services.views import MAX_VIEW_NAME_LENGTH


class ViewNameDialog(FormDialog):
    """Hands the typed name to ``keep``, which raises TmfCheckError where it cannot be taken."""

    def __init__(
        self, context: GuiContext, title: str, verb: str, keep: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(context, parent, title, verb)
        self._keep = keep
        gettext = context.texts.gettext
        self.name_field = QLineEdit()
        self.name_field.setMaxLength(MAX_VIEW_NAME_LENGTH)
        hint = gettext("Kept are columns, order, filters, groups and the ranking; a view of the same name is replaced.")
        self.add_field(gettext("Name of the view"), self.name_field, hint)
        self.name_field.setFocus()

    def store(self) -> None:
        self._keep(self.name_field.text())
