"""A field to choose from whose present words end in an ellipsis where there is no room, instead of being cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip

from tmfcheck.gui.elements import plain_tip

_AROUND_WORDS_PX = 48
"""What the list that opens needs beside its words: its frame, their margins and a bar to scroll by."""


class ElidedChoice(QComboBox):
    """The whole words stand in the list that opens, and in the tip."""

    def shown_words(self) -> str:
        """The present words as far as there is room."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        parts = QStyle.SubControl
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, parts.SC_ComboBoxEditField, self)
        # A pixel less: the style sheet's own padding counts otherwise than the style does.
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width() - 1)

    def showPopup(self) -> None:
        """Open the list as wide as its longest words, where the screen is."""
        widths = [self.fontMetrics().horizontalAdvance(self.itemText(row)) for row in range(self.count())]
        self.view().setMinimumWidth(
            min(max(widths, default=0) + _AROUND_WORDS_PX, self.screen().availableSize().width())
        )
        super().showPopup()

    def event(self, event: QEvent) -> bool:
        """Tell the whole words where they are cut; else the tip there is."""
        if isinstance(event, QHelpEvent) and self.shown_words() != self.currentText():
            QToolTip.showText(event.globalPos(), plain_tip(self.currentText()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field with the words that fit."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_words()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
