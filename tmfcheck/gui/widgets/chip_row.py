"""A row of words of which one can be chosen, by click or by digit; for basis, reason and filter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tmfcheck.gui.theme import SPACE, Theme, TypeSize
from tmfcheck.gui.widgets.flow_layout import FlowLayout
from tmfcheck.gui.widgets.keyboard import command_key
from tmfcheck.gui.widgets.painted_button import PaintedButton
from tmfcheck.i18n import Texts

_KEY_PX = 11


class Chip(PaintedButton):
    """One word; chosen it is tinted, bold-edged and ticked. The digit shows while the row has the keyboard."""

    def __init__(self, theme: Theme, word_id: str, word: str, key: int, size: TypeSize) -> None:
        super().__init__(theme, word)
        self.word_id = word_id
        self._size = size
        self.key = str(key)
        self.count: int | None = None
        self._count_words = ""
        self.shows_key = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        # Measured bold and with room for the digit on either side, so that neither choosing nor the keyboard moves it.
        words = QFontMetrics(self.theme.font(self._size, bold=True)).horizontalAdvance(self._words())
        return QSize(words + 2 * self.margin_px, max(self.theme.quiet_height(), SPACE * 8))

    @property
    def margin_px(self) -> int:
        """What lies beside the word at least; the digit finds its place in it."""
        return QFontMetrics(self.theme.font(_KEY_PX, bold=True)).horizontalAdvance("0") + SPACE

    def show_count(self, count: int, texts: Texts) -> None:
        """Show how many there are behind the word, as the reader's language writes numbers."""
        if count != self.count:
            self.count = count
            self._count_words = texts.number(count)
            self.setAccessibleName(f"{self.text()}, {self._count_words}")
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self.isChecked()
        fill = "accent_soft" if chosen else ("raised" if self.underMouse() and self.isEnabled() else "surface")
        self.paint_surface(painter, self.theme.colour(fill), self.theme.colour("accent" if chosen else "line"))
        if chosen and not self.hasFocus():
            self._paint_bar(painter)
        ink = "disabled" if not self.isEnabled() else ("accent_strong" if chosen else "text")
        painter.setPen(self.theme.colour(ink))
        painter.setFont(self.theme.font(self._size, bold=chosen))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words())
        if self.shows_key:
            self._paint_key(painter)

    def _words(self) -> str:
        return self.text() if self.count is None else f"{self.text()}  {self._count_words}"

    def _paint_bar(self, painter: QPainter) -> None:
        """A line below the chosen word: the mark that does without colour."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("accent" if self.isEnabled() else "disabled"))
        painter.drawRoundedRect(QRectF(SPACE * 2, self.height() - 4.5, self.width() - SPACE * 4, 2.5), 1, 1)

    def _paint_key(self, painter: QPainter) -> None:
        painter.setPen(self.theme.colour("focus"))
        painter.setFont(self.theme.font(_KEY_PX, bold=True))
        box = self.rect().adjusted(SPACE - 1, 1, 0, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self.key)


class ChipKeys(QWidget):
    """Chips that answer to their digits while one of them has the keyboard; ``left`` gives the keyboard back."""

    left = Signal()
    chips: list[Chip]

    def chip_of(self, word_id: str) -> Chip:
        """The chip of a word."""
        return next(chip for chip in self.chips if chip.word_id == word_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show_keys(has_keyboard=event.type() is QEvent.Type.FocusIn)
        elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        key = command_key(event)
        chip = next((chip for chip in self.chips if chip.key == key), None)
        if chip is None:
            return False
        chip.click()
        return True

    def _show_keys(self, *, has_keyboard: bool) -> None:
        for chip in self.chips:
            chip.shows_key = has_keyboard
            chip.update()


class ChipRow(ChipKeys):
    """Words to choose from; ``chosen`` carries the word's id, or None where the chosen one was pressed again."""

    chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        words: Sequence[tuple[str, str]],
        name: str,
        *,
        size: TypeSize = TypeSize.BODY,
        can_be_empty: bool = True,
    ) -> None:
        super().__init__()
        self._can_be_empty = can_be_empty
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        layout = FlowLayout(self, SPACE * 2)
        self.chips = [Chip(theme, word_id, word, key, size) for key, (word_id, word) in enumerate(words, 1)]
        for chip in self.chips:
            chip.setAccessibleDescription(name)
            chip.clicked.connect(self._on_chip_clicked)
            chip.installEventFilter(self)
            layout.addWidget(chip)

    def show_chosen(self, word_id: str | None) -> None:
        """Show what is stored; emits nothing."""
        for chip in self.chips:
            chip.setChecked(chip.word_id == word_id)

    def start_choosing(self) -> None:
        """Take the keyboard; asked again, go to the next word."""
        present = next((number for number, chip in enumerate(self.chips) if chip.hasFocus()), None)
        chosen = next((number for number, chip in enumerate(self.chips) if chip.isChecked()), 0)
        target = chosen if present is None else (present + 1) % len(self.chips)
        self.chips[target].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_chip_clicked(self) -> None:
        clicked = self.sender()
        if not isinstance(clicked, Chip):
            return
        is_chosen = clicked.isChecked() or not self._can_be_empty
        self.show_chosen(clicked.word_id if is_chosen else None)
        self.chosen.emit(clicked.word_id if is_chosen else None)
        if any(chip.hasFocus() for chip in self.chips):
            self.left.emit()
