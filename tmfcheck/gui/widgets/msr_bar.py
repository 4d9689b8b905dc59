"""The MSR as a bar with its interval: what is met, what could still prove to be met, and the limits of the levels."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tmfcheck.domain.pack import Pack
from tmfcheck.gui.theme import Theme, TypeSize
from tmfcheck.i18n import Texts

TICK = 5


def level_limits(pack: Pack) -> tuple[Fraction, ...]:
    """The MSR in percent from which a set partly meets and meets, as the pack has them."""
    return (pack.figure("level_partly_percent"), pack.figure("level_meets_percent"))


def paint_msr_bar(
    painter: QPainter,
    box: QRectF,
    theme: Theme,
    low: Fraction | None,
    high: Fraction | None,
    *,
    if_done: Fraction | None = None,
) -> None:
    """Paint 0 to 100 %: full up to ``low``, hatched to ``high``, in green to ``if_done``; empty for an empty set."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPainterPath()
    radius = min(4.0, box.height() / 2)
    outline.addRoundedRect(box, radius, radius)
    painter.fillPath(outline, theme.colour("line" if theme.name != "field" else "surface"))
    painter.setClipPath(outline)
    if low is not None and high is not None:
        _paint_parts(painter, box, theme, float(low), float(high))
        if if_done is not None:
            _paint_gain(painter, box, theme, float(low), float(if_done))
    painter.setClipping(False)
    if theme.name == "field":
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
    painter.restore()


def _paint_parts(painter: QPainter, box: QRectF, theme: Theme, low: float, high: float) -> None:
    accent = theme.colour("accent")
    reach = box.width() * high / 100
    painter.fillRect(QRectF(box.left(), box.top(), reach, box.height()), theme.colour("accent_soft"))
    painter.fillRect(QRectF(box.left(), box.top(), reach, box.height()), QBrush(accent, Qt.BrushStyle.BDiagPattern))
    painter.fillRect(QRectF(box.left(), box.top(), box.width() * low / 100, box.height()), accent)


def _paint_gain(painter: QPainter, box: QRectF, theme: Theme, low: float, if_done: float) -> None:
    left = box.left() + box.width() * low / 100
    gained = QRectF(left, box.top(), box.width() * (if_done - low) / 100, box.height())
    painter.fillRect(gained, theme.colour("yes"))
    # The edges tell the gain from what is met without its colour.
    edge = theme.colour("surface")
    painter.fillRect(QRectF(gained.left() - 1, box.top(), 2, box.height()), edge)
    painter.fillRect(QRectF(gained.right() - 1, box.top(), 2, box.height()), edge)


class MsrBar(QWidget):
    """The bar as a widget, with ticks at the limits of the levels."""

    def __init__(self, theme: Theme, height: int = 10) -> None:
        super().__init__()
        self._theme = theme
        self._bar_height = theme.text_px(height)
        self._low: Fraction | None = None
        self._high: Fraction | None = None
        self.if_done: Fraction | None = None
        self._limits: dict[Fraction, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, self._bar_height + TICK + 1 + self._label_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def _label_height(self) -> int:
        has_labels = any(self._limits.values())
        return QFontMetrics(self._theme.font(TypeSize.SMALL)).height() if has_labels else 0

    def show_limits(self, limits: Sequence[Fraction], texts: Texts | None = None) -> None:
        """Mark the limits of the levels, with their figures where ``texts`` is given."""
        marks = {limit: texts.percent(limit) if texts else "" for limit in limits}
        if marks != self._limits:
            self._limits = marks
            self.updateGeometry()
            self.update()

    def show_interval(
        self, low: Fraction | None, high: Fraction | None, words: str, if_done: Fraction | None = None
    ) -> None:
        """Show the interval in percent; ``words`` say the same to a screen reader."""
        if (low, high, if_done) != (self._low, self._high, self.if_done):
            self._low, self._high, self.if_done = low, high, if_done
            self.update()
        self.setAccessibleName(words)
        self.setToolTip(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(0, 0, self.width(), self._bar_height)
        paint_msr_bar(painter, box, self._theme, self._low, self._high, if_done=self.if_done)
        painter.setPen(QPen(self._theme.colour("muted"), 1))
        painter.setFont(self._theme.font(TypeSize.SMALL))
        for limit, words in self._limits.items():
            x = round(box.width() * limit / 100)
            painter.drawLine(x, self._bar_height + 1, x, self._bar_height + TICK)
            if words:
                label = QRectF(x - 30, self._bar_height + TICK, 60, self._label_height() + 1)
                painter.drawText(label, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, words)
