"""The quiet way to verifying a report somebody sent, the same wherever it stands."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.screen import VERIFY_KEY


def verify_button(context: GuiContext) -> QPushButton:
    """A quiet button that leads there, with its key and the other way in its tip."""
    words = context.texts.gettext("{key}, or drop the PDF anywhere on this window")
    made = elements.button(
        context.texts.gettext("Verify a report…"), "quiet", tip=words.format(key=VERIFY_KEY.replace("+", " "))
    )
    elements.set_icon(made, "badge-check", context.theme, "accent")
    made.clicked.connect(lambda: context.go("verify"))
    return made
