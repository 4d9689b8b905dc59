"""Asks why a closed assessment is corrected; the reason stands in the report of the new version."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.form_dialog import FormDialog
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.growing_text import GrowingText

Revise = Callable[[str], None]
"""Opens the correction with this reason; raises TmfCheckError."""


class RevisionDialog(FormDialog):
    """Stays open until the correction is open or the user turns away."""

    def __init__(self, context: GuiContext, revise: Revise, parent: QWidget) -> None:
        gettext = context.texts.gettext
        super().__init__(context, parent, gettext("Correct a closed assessment"), gettext("Open the new version"))
        self._revise = revise
        words = gettext(
            "The closed assessment stays as it is. A new version with all its answers, evidence and documents opens "
            "beside it; its report lists what changed."
        )
        self.fields.addWidget(elements.text(words, "muted"))
        self.fields.addSpacing(SPACE * 2)
        self.reason = GrowingText(context.theme)
        self.add_field(gettext("What was wrong?"), self.reason)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def store(self) -> None:
        self._revise(self.reason.toPlainText())
