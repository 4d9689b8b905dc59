"""The legend on the map: classes with their counts, sizes, rings and clusters."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from tmfcheck.domain.map_content import CLASSES, ColourBy, MapContent, radius_of
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.map.fixed_text import fixed_text
from tmfcheck.gui.map.map_art import MapArt
from tmfcheck.gui.map.marker_levels import Look
from tmfcheck.gui.theme import SPACE
from tmfcheck.map_wording import MEANINGS, class_words, without_place_words

LEGEND_PX = 244
_SYMBOL_PX, _COUNT_PX = 30, 34
_PAD = SPACE * 3
_SAMPLE_RADIUS = 3.6
_SAMPLE_VOLUMES = (1e4, 1e6, 1e8)


class LegendPanel(QFrame):
    """Says what is on the map; made anew inside for each content."""

    def __init__(self, context: GuiContext, art: MapArt, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._art = art
        self._wide = context.theme.wide
        self.setObjectName("popover")
        self.setFixedWidth(self._wide(LEGEND_PX))
        self.setAccessibleName(context.texts.gettext("Legend"))
        self._column = elements.column(spacing=SPACE)
        self._column.setContentsMargins(_PAD, SPACE * 2, _PAD, SPACE * 2)
        self.setLayout(self._column)

    def show_content(self, content: MapContent) -> None:
        """Explain what is on the map."""
        texts = self._context.texts
        elements.empty(self._column)
        self._add_words(texts.gettext(MEANINGS[content.colour_by]), "caption")
        shown = [each.symbol for each in content.facilities]
        for symbol in CLASSES[content.colour_by]:
            picture = self._art.marker(Look(symbol, _SAMPLE_RADIUS))
            self._add_row(picture, class_words(symbol, texts), texts.number(shown.count(symbol)))
        self._add_words(texts.gettext("Size: stored volume, million m³"), "caption")
        self._column.addWidget(self._make_sizes())
        self._add_marks(content)
        self._add_notes(content)
        self._take_room()

    def _take_room(self) -> None:
        """Show every part now: what is to be shown later takes no room, and the legend would be cut to nothing."""
        for number in range(self._column.count()):
            item = self._column.itemAt(number)
            if item is not None and (part := item.widget()) is not None:
                part.show()

    def _add_words(self, words: str, role: str) -> None:
        self._column.addWidget(fixed_text(words, role, self._wide(LEGEND_PX) - 2 * _PAD, self._context.theme))

    def _add_row(self, picture: QPixmap, words: str, count: str = "") -> None:
        room = QWidget()
        row = QHBoxLayout(room)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        symbol_px, count_px = self._wide(_SYMBOL_PX), self._wide(_COUNT_PX) if count else 0
        row.addWidget(self._make_symbol(picture, symbol_px))
        width = self._wide(LEGEND_PX) - 2 * _PAD - symbol_px - count_px - 2 * SPACE
        row.addWidget(fixed_text(words, "small", width, self._context.theme))
        if count:
            row.addStretch(1)
            row.addWidget(elements.text(count, "hint", wraps=False))
        self._column.addWidget(room)

    def _make_symbol(self, picture: QPixmap, width: int) -> QLabel:
        """The picture without the air around it."""
        side = round(width * 0.9 * picture.devicePixelRatio())
        x, y = (picture.width() - side) // 2, (picture.height() - side) // 2
        label = QLabel()
        label.setPixmap(picture.copy(x, y, side, side) if min(x, y) > 0 else picture)
        label.setFixedWidth(width)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label

    def _make_sizes(self) -> QWidget:
        room = QWidget()
        row = QHBoxLayout(room)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        for volume in _SAMPLE_VOLUMES:
            look = Look(CLASSES[ColourBy.THI][3], round(radius_of(volume) * 2) / 2)
            row.addWidget(self._make_symbol(self._art.marker(look), self._wide(_SYMBOL_PX)))
            row.addWidget(elements.text(self._context.texts.quantity(volume / 1e6), "small", wraps=False))
        row.addStretch(1)
        return room

    def _add_marks(self, content: MapContent) -> None:
        texts, sample = self._context.texts, CLASSES[content.colour_by][-2]
        hours = texts.number(content.near_hours)
        near = texts.gettext("Transboundary: up to {hours} h to the border, or the time is not known")
        far = texts.gettext("Transboundary: more than {hours} h to the border")
        for stands_out, words in ((True, near), (False, far)):
            self._add_row(self._art.marker(Look(sample, 3.0, 1, stands_out)), words.format(hours=hours))
        cluster = self._art.marker(Look(CLASSES[content.colour_by][0], 5.5, 5))
        self._add_row(cluster, texts.gettext("Several facilities and their number; colour of the highest class"))

    def _add_notes(self, content: MapContent) -> None:
        texts = self._context.texts
        if content.without_place:
            self._add_words(without_place_words(content.without_place, texts), "hint")
        if content.colour_by in (ColourBy.THI, ColourBy.TRI):
            self._add_words(
                texts.gettext("Steps for reading, no limits of the method; its tables are not verified."), "hint"
            )
