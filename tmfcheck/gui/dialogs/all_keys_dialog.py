"""Every key of a screen on one page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.house_dialog import HouseDialog
from tmfcheck.gui.screen import KeyHint
from tmfcheck.gui.theme import SPACE


class AllKeysDialog(HouseDialog):
    """A table of keys and what they do."""

    def __init__(self, context: GuiContext, hints: Sequence[KeyHint], parent: QWidget) -> None:
        super().__init__(context, context.texts.gettext("All keys of this page"), parent, width=520)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE * 6)
        grid.setVerticalSpacing(SPACE * 2)
        grid.setColumnStretch(1, 1)
        for row, hint in enumerate(hints):
            grid.addWidget(elements.text(hint.keys, "strong", wraps=False), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(elements.text(hint.meaning), row, 1)
        self.body.addLayout(grid)
        words = context.texts.gettext("Keys go by their place on the keyboard: they work in every layout.")
        self.body.addWidget(elements.text(words, "muted"))
        self.add_primary(context.texts.gettext("Back to work"))
