"""A figure of a result that opens to its calculation: the number large, its name small, a dotted line that says so."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from tmfcheck.gui.theme import SPACE, Theme, TypeSize
from tmfcheck.gui.widgets.painted_button import PaintedButton


class FigureButton(PaintedButton):
    """``clicked`` asks for the calculation."""

    def __init__(self, theme: Theme, name: str, size: TypeSize = TypeSize.TITLE, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._size = size
        self.value = ""

    def show_value(self, value: str) -> None:
        """Show the figure; emits nothing."""
        self.value = value
        self.setAccessibleName(f"{self.text()}: {value}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        value, name = self._metrics()
        width = max(value.horizontalAdvance(self.value), name.horizontalAdvance(self.text()))
        return QSize(width + SPACE * 4, value.height() + name.height() + SPACE * 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _metrics(self) -> tuple[QFontMetrics, QFontMetrics]:
        return QFontMetrics(self.theme.font(self._size, bold=True)), QFontMetrics(self.theme.font(TypeSize.SMALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.hasFocus() or self.underMouse():
            outline = self.theme.colour("line")
            self.paint_surface(painter, self.theme.colour("raised" if self.underMouse() else "surface"), outline)
        value, name = self._metrics()
        top = SPACE * 2
        painter.setFont(self.theme.font(TypeSize.SMALL))
        painter.setPen(self.theme.colour("muted"))
        left = SPACE * 2
        painter.drawText(QRect(left, top, self.width(), name.height()), Qt.AlignmentFlag.AlignLeft, self.text())
        painter.setFont(self.theme.font(self._size, bold=True))
        painter.setPen(self.theme.colour("text"))
        top += name.height()
        painter.drawText(QRect(left, top, self.width(), value.height()), Qt.AlignmentFlag.AlignLeft, self.value)
        painter.setPen(QPen(self.theme.colour("border"), 1, Qt.PenStyle.DotLine))
        line = top + value.height() + 0.5
        painter.drawLine(QPointF(left, line), QPointF(left + value.horizontalAdvance(self.value), line))
