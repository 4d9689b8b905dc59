"""The contents of a report beside its pages: every chapter with the page it begins on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.report.worker import MadeReport
from tmfcheck.gui.theme import SPACE, TypeSize

_WIDTH = 272
_TITLE, _PAGE = 0, 1


class ContentsList(QTreeWidget):
    """One line a chapter; ``page_chosen`` carries a page from 0, on the user's choice only."""

    page_chosen = Signal(int)

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._theme = context.theme
        self._is_showing = False
        self._pages: list[int] = []
        self.setFixedWidth(context.theme.wide(_WIDTH))
        self.setProperty("kind", "bare")
        self.setAccessibleName(context.texts.gettext("Contents of the report"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setAllColumnsShowFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(_PAGE, QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(self._on_current_changed)

    def show_report(self, report: MadeReport) -> None:
        """List the chapters of a report; emits nothing."""
        self._is_showing = True
        self.clear()
        self._pages = [chapter.page for chapter in report.chapters]
        for chapter in report.chapters:
            line = QTreeWidgetItem([chapter.title, str(chapter.page + 1)])
            line.setToolTip(_TITLE, chapter.title)
            line.setTextAlignment(_PAGE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            line.setForeground(_PAGE, self._theme.colour("muted"))
            line.setFont(_TITLE, self._theme.font(TypeSize.BODY if chapter.is_main else TypeSize.SMALL))
            line.setFont(_PAGE, self._theme.font(TypeSize.SMALL))
            if not chapter.is_main:
                line.setForeground(_TITLE, self._theme.colour("muted"))
            line.setSizeHint(_TITLE, QSize(0, self._theme.text_px(TypeSize.BODY) + SPACE * 4))
            self.addTopLevelItem(line)
        self._is_showing = False

    def mark(self, page: int) -> None:
        """Show which chapter the page in view belongs to; emits nothing."""
        begun = [number for number, begins_on in enumerate(self._pages) if begins_on <= page]
        present = self.currentIndex().row()
        # Several chapters may begin on one page: the chosen one stays chosen there.
        if begun and not (0 <= present < len(self._pages) and self._pages[present] == page):
            self._is_showing = True
            self.setCurrentIndex(self.model().index(begun[-1], _TITLE))
            self._is_showing = False

    def _on_current_changed(self, line: QTreeWidgetItem | None) -> None:
        if line is not None and not self._is_showing:
            self.page_chosen.emit(self._pages[self.indexOfTopLevelItem(line)])
