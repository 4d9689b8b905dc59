"""Texts of a known width, whose height is therefore known before they are shown; for what floats on the map."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel

from tmfcheck.gui import elements
from tmfcheck.gui.theme import Theme, TypeSize

_BOLD_ROLES = ("caption", "strong")


def fixed_text(words: str, role: str, width: int, theme: Theme) -> QLabel:
    """A label of this width in one of the small roles, as high as its wrapped words are."""
    label = elements.text(words, role, wraps=False)
    label.setWordWrap(True)
    font = theme.font(TypeSize.SMALL, bold=role in _BOLD_ROLES)
    room = QRect(0, 0, width, 10_000)
    needed = QFontMetrics(font).boundingRect(room, int(Qt.TextFlag.TextWordWrap), words)
    label.setFixedSize(width, needed.height() + 2)
    return label
