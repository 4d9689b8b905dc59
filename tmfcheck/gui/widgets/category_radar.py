"""The MSR of the categories as a radar: a surface for what is met, a dashed line for what could prove to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from tmfcheck.gui.theme import SPACE, Theme, TypeSize

RINGS = (25, 50, 75, 100)
GAP = 10
APART = 6
SMALLEST_RADIUS = 40


@dataclass(frozen=True, slots=True)
class Spoke:
    """One category: its short title, its figure in words, and its interval in percent (None for an empty set)."""

    title: str
    figure: str
    low: Fraction | None
    high: Fraction | None


class CategoryRadar(QWidget):
    """Starts at the top and runs clockwise, in the order of the categories; every label lies wholly inside."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.theme = theme
        self._name = name
        self.spokes: tuple[Spoke, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.text_px(400), self.theme.text_px(330))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.text_px(390), self.theme.text_px(310))

    def show_spokes(self, spokes: Sequence[Spoke]) -> None:
        """Show these categories; emits nothing."""
        self.spokes = tuple(spokes)
        figures = "; ".join(f"{spoke.title} {spoke.figure}" for spoke in spokes)
        self.setAccessibleDescription(figures)
        self.update()

    # ------------------------------------------------------------ geometry

    def _direction(self, number: int) -> QPointF:
        angle = 2 * pi * number / max(1, len(self.spokes))
        return QPointF(sin(angle), -cos(angle))

    def _label_size(self, spoke: Spoke) -> QSize:
        title = QFontMetrics(self.theme.font(TypeSize.SMALL))
        figure = QFontMetrics(self.theme.font(TypeSize.SMALL, bold=True))
        lines = balanced_lines(spoke.title, title)
        width = max(figure.horizontalAdvance(spoke.figure), *(title.horizontalAdvance(line) for line in lines))
        return QSize(width + 2, title.height() * len(lines) + figure.height())

    def label_rects(self) -> tuple[QRectF, ...]:
        """Where the labels lie: beside their spoke, above it at the top and below it at the bottom."""
        return self._layout()[1]

    def _layout(self) -> tuple[float, tuple[QRectF, ...]]:
        """The largest radius at which the labels lie inside and apart, and the labels' places."""
        whole = QRectF(self.rect())
        largest = min(self.width(), self.height()) // 2
        for radius in range(largest, SMALLEST_RADIUS, -2):
            for lift in (0, 1):
                rects = self._rects_at(radius, lift)
                if all(whole.contains(rect) for rect in rects) and not _overlap(rects):
                    return float(radius), rects
        return float(SMALLEST_RADIUS), self._rects_at(SMALLEST_RADIUS, 1)

    def _rects_at(self, radius: float, lift: int) -> tuple[QRectF, ...]:
        """The labels around a radius; ``lift`` moves those at the top and the bottom out by their own height."""
        centre = QPointF(self.width() / 2, self.height() / 2)
        rects = []
        for number, spoke in enumerate(self.spokes):
            size, direction = self._label_size(spoke), self._direction(number)
            side = _side(direction.x())
            point = centre + direction * (radius + GAP + (0 if side else lift * size.height()))
            left = point.x() - size.width() * (0.5 - 0.5 * side)
            top = point.y() - size.height() * (0.5 - 0.5 * direction.y())
            rects.append(QRectF(left, top, size.width(), size.height()))
        return tuple(rects)

    # ------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(self.width() / 2, self.height() / 2)
        radius, rects = self._layout()
        self._paint_net(painter, centre, radius)
        self._paint_surface(painter, centre, radius)
        for spoke, rect in zip(self.spokes, rects, strict=True):
            self._paint_label(painter, spoke, rect)

    def _paint_net(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for percent in RINGS:
            painter.setPen(QPen(self.theme.colour("border" if percent == RINGS[-1] else "line"), 1))
            painter.drawPolygon(self._polygon(centre, [radius * percent / 100] * len(self.spokes)))
        painter.setPen(QPen(self.theme.colour("line"), 1))
        for number in range(len(self.spokes)):
            painter.drawLine(centre, centre + self._direction(number) * radius)

    def _paint_surface(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        accent = self.theme.colour("accent")
        highs = [radius * float(spoke.high or 0) / 100 for spoke in self.spokes]
        lows = [radius * float(spoke.low or 0) / 100 for spoke in self.spokes]
        painter.setPen(QPen(accent, 1.4, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(self._polygon(centre, highs))
        tint = QColor(accent)
        tint.setAlpha(70)
        painter.setPen(QPen(accent, 2))
        painter.setBrush(tint)
        painter.drawPolygon(self._polygon(centre, lows))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        for number, (spoke, low) in enumerate(zip(self.spokes, lows, strict=True)):
            if spoke.low is not None:
                painter.drawEllipse(centre + self._direction(number) * low, 3.2, 3.2)

    def _polygon(self, centre: QPointF, distances: Sequence[float]) -> QPolygonF:
        return QPolygonF([centre + self._direction(number) * reach for number, reach in enumerate(distances)])

    def _paint_label(self, painter: QPainter, spoke: Spoke, rect: QRectF) -> None:
        side = Qt.AlignmentFlag.AlignHCenter
        if abs(rect.center().x() - self.width() / 2) > 1:
            is_right = rect.center().x() > self.width() / 2
            side = Qt.AlignmentFlag.AlignLeft if is_right else Qt.AlignmentFlag.AlignRight
        painter.setFont(self.theme.font(TypeSize.SMALL))
        painter.setPen(self.theme.colour("muted"))
        title = "\n".join(balanced_lines(spoke.title, painter.fontMetrics()))
        painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignTop), title)
        painter.setFont(self.theme.font(TypeSize.SMALL, bold=True))
        painter.setPen(self.theme.colour("text"))
        painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignBottom), spoke.figure)


def balanced_lines(words: str, metrics: QFontMetrics) -> tuple[str, ...]:
    """The words in one line, or in the two lines that need the least width."""
    parts = words.split(" ")
    splits = [(" ".join(parts[:cut]), " ".join(parts[cut:])) for cut in range(1, len(parts))]
    if not splits:
        return (words,)
    return min(splits, key=lambda lines: max(metrics.horizontalAdvance(line) for line in lines))


def _overlap(rects: Sequence[QRectF]) -> bool:
    """Whether two neighbouring labels touch."""
    spaced = [rect.adjusted(-APART, -APART / 2, APART, APART / 2) for rect in rects]
    return any(spaced[number].intersects(rects[number - 1]) for number in range(len(rects)))


def _side(x: float) -> float:
    """-1 for a label left of its point, 1 right of it, 0 centred at the top and the bottom."""
    if abs(x) < SPACE / 20:
        return 0.0
    return 1.0 if x > 0 else -1.0
