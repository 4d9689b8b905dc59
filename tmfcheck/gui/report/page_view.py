"""Sheets of paper to look at: one below the other, drawn when they come into view, at any zoom."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from tmfcheck.gui.report.worker import MadeReport
from tmfcheck.gui.theme import SPACE, Theme

SMALLEST_ZOOM, LARGEST_ZOOM, ZOOM_STEP = 0.5, 3.0, 0.25
_GAP = SPACE * 4
_PIXELS_PER_POINT = 96 / 72
_KEPT_PICTURES = 12


class PageView(QAbstractScrollArea):
    """Shows pages at a zoom (1 = as large as on paper), or as wide as the view allows while ``zoom`` is None."""

    page_wanted = Signal(int, float)
    """This page (from 0) is in view and needs a picture at this scale in pixels per point."""
    page_changed = Signal(int)
    """Another page (from 0) is in the middle of the view."""
    zoom_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._pictures: dict[int, QImage] = {}
        self._wanted: dict[int, float] = {}
        self._zoom: float | None = None
        self._page = 0
        self.setProperty("kind", "paper")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(48)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # ------------------------------------------------------- what is shown

    def show_report(self, report: MadeReport | None) -> None:
        """Show the pages of a report and stay near the page that was shown; None: nothing."""
        page = self._page
        self._sizes = report.pages if report is not None else ()
        self._forget_pictures()
        self._measure()
        self.go_to_page(min(page, max(0, len(self._sizes) - 1)))
        self.viewport().update()

    def show_picture(self, page: int, scale: float, picture: QImage) -> None:
        """Take the picture of a page that was wanted; one at a zoom no longer shown is left out."""
        if self._wanted.get(page) != scale:
            return
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._pictures[page] = picture
        self._drop_far_pictures()
        self.viewport().update()

    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    def page(self) -> int:
        """The page (from 0) in the middle of the view."""
        return self._page

    def has_picture(self, page: int) -> bool:
        """Whether a page is drawn and not a blank sheet."""
        return page in self._pictures

    def zoom(self) -> float:
        """The zoom that is shown, 1 = as large as on paper."""
        return self._zoom if self._zoom is not None else self._fitting_zoom()

    def set_zoom(self, zoom: float | None) -> None:
        """Show pages larger or smaller; None: as wide as the view."""
        page = self._page
        self._zoom = None if zoom is None else min(LARGEST_ZOOM, max(SMALLEST_ZOOM, zoom))
        self._forget_pictures()
        self._measure()
        self.go_to_page(page)
        self.viewport().update()
        self.zoom_changed.emit()

    def go_to_page(self, page: int) -> None:
        """Bring the top of a page into view."""
        if self._sizes:
            self.verticalScrollBar().setValue(self._top(page) - _GAP)
        self._on_scrolled()

    # ------------------------------------------------------------ geometry

    def _fitting_zoom(self) -> float:
        widest = max((width for width, _height in self._sizes), default=595.0)
        room = max(100, self.viewport().width() - 2 * _GAP)
        return min(1.5, room / (widest * _PIXELS_PER_POINT))

    def _scale(self) -> float:
        """Logical pixels per point."""
        return self.zoom() * _PIXELS_PER_POINT

    def _top(self, page: int) -> int:
        heights = (round(height * self._scale()) + _GAP for _width, height in self._sizes[:page])
        return _GAP + sum(heights)

    def _sheet(self, page: int) -> QRect:
        """Where a page lies in the view."""
        width, height = (round(side * self._scale()) for side in self._sizes[page])
        left = max(_GAP, (self.viewport().width() - width) // 2) - self.horizontalScrollBar().value()
        return QRect(left, self._top(page) - self.verticalScrollBar().value(), width, height)

    def _measure(self) -> None:
        height = self._top(len(self._sizes))
        width = max((round(width * self._scale()) for width, _height in self._sizes), default=0) + 2 * _GAP
        for bar, needed, room in (
            (self.verticalScrollBar(), height, self.viewport().height()),
            (self.horizontalScrollBar(), width, self.viewport().width()),
        ):
            bar.setPageStep(room)
            bar.setRange(0, max(0, needed - room))

    # ------------------------------------------------------------ pictures

    def _forget_pictures(self) -> None:
        self._pictures.clear()
        self._wanted.clear()

    def _drop_far_pictures(self) -> None:
        far = sorted(self._pictures, key=lambda page: abs(page - self._page))[_KEPT_PICTURES:]
        for page in far:
            del self._pictures[page], self._wanted[page]

    def _want(self, page: int) -> None:
        scale = self._scale() * self.devicePixelRatioF()
        if self._wanted.get(page) != scale:
            self._wanted[page] = scale
            self.page_wanted.emit(page, scale)

    def _on_scrolled(self) -> None:
        middle = self.viewport().height() // 2
        nearest = min(range(len(self._sizes)), key=lambda page: abs(self._sheet(page).center().y() - middle), default=0)
        self.viewport().update()
        if nearest != self._page:
            self._page = nearest
            self.page_changed.emit(nearest)

    # --------------------------------------------------------------- events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheets in view, blank until their pictures come."""
        painter = QPainter(self.viewport())
        for page in range(len(self._sizes)):
            sheet = self._sheet(page)
            if sheet.bottom() < 0 or sheet.top() > self.viewport().height():
                continue
            self._want(page)
            painter.fillRect(sheet, Qt.GlobalColor.white)
            if page in self._pictures:
                painter.drawImage(sheet.topLeft(), self._pictures[page])
            painter.setPen(QPen(self._theme.colour("line"), 1))
            painter.drawRect(QRectF(sheet).adjusted(-0.5, -0.5, 0.5, 0.5))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep to the width, and to the page."""
        super().resizeEvent(event)
        self.set_zoom(self._zoom)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom() + (ZOOM_STEP if event.angleDelta().y() > 0 else -ZOOM_STEP))
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page by page and line by line, zoom with + and -."""
        bar = self.verticalScrollBar()
        moves = {
            Qt.Key.Key_PageDown: lambda: self.go_to_page(min(self._page + 1, len(self._sizes) - 1)),
            Qt.Key.Key_PageUp: lambda: self.go_to_page(max(self._page - 1, 0)),
            Qt.Key.Key_Home: lambda: self.go_to_page(0),
            Qt.Key.Key_End: lambda: self.go_to_page(len(self._sizes) - 1),
            Qt.Key.Key_Down: lambda: bar.setValue(bar.value() + bar.singleStep()),
            Qt.Key.Key_Up: lambda: bar.setValue(bar.value() - bar.singleStep()),
            Qt.Key.Key_Plus: lambda: self.set_zoom(self.zoom() + ZOOM_STEP),
            Qt.Key.Key_Minus: lambda: self.set_zoom(self.zoom() - ZOOM_STEP),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
        else:
            move()
