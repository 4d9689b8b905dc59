"""The left side of the assessment: search, the way through the sections, how far one is, and the two great steps."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLineEdit

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.progress_panel import ProgressPanel
from tmfcheck.gui.widgets.section_list import SectionList

WIDTH = 248


class SectionsPanel(QFrame):
    """Holds its parts as attributes; the screen connects them."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        gettext = context.texts.gettext
        self.setObjectName("side_panel")
        self.setFixedWidth(context.theme.text_px(WIDTH))
        self.search = QLineEdit()
        self.search.setPlaceholderText(gettext("Search   /"))
        self.search.setAccessibleName(gettext("Search the questions"))
        self.search.setClearButtonEnabled(True)
        self.sections = SectionList(context.theme, context.content, gettext("Sections"))
        self.progress = ProgressPanel(context)
        self.next_button = elements.button(gettext("Next unanswered"), tip=gettext("Key N"))
        self._arrange()

    def _arrange(self) -> None:
        column = elements.column(spacing=SPACE * 2)
        column.setContentsMargins(SPACE * 3, SPACE * 4, SPACE * 3, SPACE * 3)
        column.addWidget(self.search)
        column.addWidget(self.sections, 1)
        column.addWidget(elements.separator())
        column.addWidget(self.progress)
        column.addWidget(self.next_button)
        self.setLayout(column)
