"""Layouts that set widgets in lines like words, because words in three languages need different room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Left to right, then the next line; ``spacing`` lies between widgets and between lines."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), is_trial=True)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, is_trial=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, is_trial: bool) -> int:
        """Set the items into the rectangle and return the height they need."""
        left, top, line_height = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(1, rect.width()), 16_777_215))
            if left + size.width() > rect.right() + 1 and line_height:
                left, top, line_height = rect.x(), top + line_height + self.spacing(), 0
            if not is_trial:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + self.spacing()
            line_height = max(line_height, size.height())
        return top + line_height - rect.y()


class OneLineLayout(FlowLayout):
    """One line as long as the least widths fit: what may be narrower gives way, what may grow takes what is left.

    Only where even the least widths do not fit, it breaks into lines.
    """

    def _place(self, rect: QRect, *, is_trial: bool) -> int:
        shown = [item for item in self._items if not item.isEmpty()]
        room = rect.width() - self.spacing() * (len(shown) - 1)
        if sum(item.minimumSize().width() for item in shown) > room:
            return super()._place(rect, is_trial=is_trial)
        height, left = max((item.sizeHint().height() for item in shown), default=0), rect.x()
        for item, width in zip(shown, _widths(shown, room), strict=True):
            if not is_trial:
                item.setGeometry(QRect(left, rect.y(), width, height))
            left += width + self.spacing()
        return height


def _widths(items: Sequence[QLayoutItem], room: int) -> list[int]:
    """What each item gets: what it wants, or its share of what is there above the least widths."""
    least = [item.minimumSize().width() for item in items]
    wanted = [max(low, item.sizeHint().width()) for low, item in zip(least, items, strict=True)]
    missing, spare = sum(wanted) - room, sum(wanted) - sum(least)
    if missing > 0:
        # Rounded up, so that the shares together never exceed the room.
        return [want - -(-(want - low) * missing // spare) for low, want in zip(least, wanted, strict=True)]
    growing = [number for number, item in enumerate(items) if item.expandingDirections() & Qt.Orientation.Horizontal]
    for number in growing:
        wanted[number] += min(-missing // len(growing), max(0, items[number].maximumSize().width() - wanted[number]))
    return wanted
