"""The map with what floats on it: zoom buttons, legend, the note under the pointer and the card of a facility."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from tmfcheck.domain.map_frame import Position
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.map.facility_card import FacilityCard, HoverNote
from tmfcheck.gui.map.legend_panel import LegendPanel
from tmfcheck.gui.map.map_view import KEY_STEP, MapView
from tmfcheck.gui.theme import SPACE

_EDGE = SPACE * 3
WIDE_ENOUGH_FOR_LEGEND_PX = 620
HIGH_ENOUGH_FOR_LEGEND_PX = 460
WIDE_ENOUGH_FOR_BOTH_PX = 900


class MapArea(QWidget):
    """Places what floats; decides nothing."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self.view = MapView(context.theme, context.texts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        gettext = context.texts.gettext
        self.nearer_button = self._corner_button("plus", gettext("Zoom in"))
        self.farther_button = self._corner_button("minus", gettext("Zoom out"))
        self.all_button = self._corner_button("maximize", gettext("Show every facility"))
        self.home_button = self._corner_button("house", gettext("Show Central Asia"))
        self.nearer_button.clicked.connect(lambda: self.view.zoom_by(2 * KEY_STEP))
        self.farther_button.clicked.connect(lambda: self.view.zoom_by(-2 * KEY_STEP))
        self.note = HoverNote(context, self.view)
        self.card = FacilityCard(context, self.view)
        self.legend = LegendPanel(context, self.view.art, self.view)

    def _corner_button(self, picture: str, words: str) -> QToolButton:
        button = QToolButton(self.view)
        elements.set_icon(button, picture, self._context.theme)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button

    def has_room_for_legend(self) -> bool:
        """Whether the legend leaves enough of the map."""
        return self.width() >= self._context.theme.wide(
            WIDE_ENOUGH_FOR_LEGEND_PX
        ) and self.height() >= self._context.theme.wide(HIGH_ENOUGH_FOR_LEGEND_PX)

    def show_note(self, name: str, lines: str, spot: Position) -> None:
        """A note beside a pixel, within the map."""
        self.note.show_words(name, lines)
        x, y = spot[0] + 14, spot[1] + 14
        if x + self.note.width() > self.view.width():
            x = spot[0] - self.note.width() - 14
        if y + self.note.height() > self.view.height():
            y = spot[1] - self.note.height() - 14
        self.note.move(round(max(0, x)), round(max(0, y)))

    def has_room_for_both(self) -> bool:
        """Whether card and legend may stand on the map together."""
        return self.width() >= self._context.theme.wide(WIDE_ENOUGH_FOR_BOTH_PX)

    def arrange(self) -> None:
        """Put everything in its corner."""
        side = self.nearer_button.sizeHint().height()
        corner = (self.nearer_button, self.farther_button, self.all_button, self.home_button)
        for number, button in enumerate(corner):
            button.resize(side, side)
            button.move(_EDGE, _EDGE + number * (side + SPACE) + (SPACE * 2 if number > 1 else 0))
        self.legend.resize(self.legend.width(), self.legend.sizeHint().height())
        self.legend.move(self.view.width() - self.legend.width() - _EDGE, _EDGE)
        self.view.covered_px = self.legend.width() + _EDGE if self.legend.isVisibleTo(self.view) else 0
        self.card.move(_EDGE + side + SPACE * 2, _EDGE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
