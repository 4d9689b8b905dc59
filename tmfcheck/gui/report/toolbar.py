"""The line above the preview: in which languages, how large, and where to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSizePolicy, QToolButton

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.theme import SPACE
from tmfcheck.i18n import LANGUAGES

FIT, LARGER, SMALLER = 0, 1, -1
_WIDE_ENOUGH_PX = 960
_LEAST_CHOICE_PX = 120


class ReportToolbar(QFrame):
    """Emits what the user asks for; shows without emitting."""

    languages_chosen = Signal(str, str)
    """Language and second language, the latter empty for none."""
    zoom_asked = Signal(int)
    """LARGER, SMALLER, or FIT to the width."""
    choices_asked = Signal()
    """The user wants to say what the report holds."""
    export_asked = Signal()
    print_asked = Signal()
    signatures_asked = Signal()

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self._is_closed = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE * 6, SPACE * 4, SPACE * 6, 0)
        self._row.setSpacing(SPACE * 2)
        self._build_languages()
        self._row.addStretch(1)
        self._build_zoom()
        self._row.addStretch(1)
        self._build_output()

    def _build_languages(self) -> None:
        gettext, settings = self._context.texts.gettext, self._context.settings
        self.language = QComboBox()
        self.second = QComboBox()
        self.second.addItem(gettext("one language only"), "")
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
            self.second.addItem(gettext("and {language}").format(language=name), code)
        self.language.setAccessibleName(gettext("Language of the report"))
        self.second.setAccessibleName(gettext("Second language of the report"))
        self.language.setCurrentIndex(self.language.findData(settings.report_language))
        self.second.setCurrentIndex(self.second.findData(settings.second_report_language or ""))
        self._take_first_from_second()
        for choice in (self.language, self.second):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(8 if choice is self.language else 14)
            choice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            choice.activated.connect(self._on_language_activated)
            self._row.addWidget(choice)
        self.choices_button = elements.button(gettext("Contents…"), tip=gettext("What the report holds"))
        self.choices_button.clicked.connect(self.choices_asked)
        self._row.addWidget(self.choices_button)

    def _build_zoom(self) -> None:
        gettext = self._context.texts.gettext
        self._page = elements.text("", "muted", wraps=False)
        self.zoom_button = elements.button("", "quiet", tip=gettext("Fit to the width"))
        self.zoom_button.clicked.connect(lambda: self.zoom_asked.emit(FIT))
        self._row.addWidget(self._page)
        self._row.addSpacing(SPACE * 2)
        self._tools = (
            self._make_tool("zoom-out", gettext("Smaller"), SMALLER),
            self._make_tool("zoom-in", gettext("Larger"), LARGER),
        )
        for part in (self._tools[0], self.zoom_button, self._tools[1]):
            self._row.addWidget(part)

    def _make_tool(self, picture: str, words: str, direction: int) -> QToolButton:
        tool = QToolButton()
        tool.setProperty("weight", "quiet")
        elements.set_icon(tool, picture, self._context.theme)
        tool.setAccessibleName(words)
        tool.setToolTip(words)
        tool.clicked.connect(lambda: self.zoom_asked.emit(direction))
        return tool

    def _build_output(self) -> None:
        gettext, theme = self._context.texts.gettext, self._context.theme
        self.sign_button = elements.button(gettext("Sign"))
        elements.set_icon(self.sign_button, "pencil", theme)
        self.sign_button.clicked.connect(self.signatures_asked)
        self.print_button = elements.button(gettext("Print"))
        elements.set_icon(self.print_button, "printer", theme)
        self.print_button.clicked.connect(self.print_asked)
        self.export_button = elements.button(gettext("Export"), "primary", tip=gettext("As PDF, Word file or workbook"))
        elements.set_icon(self.export_button, "download", theme, "on_accent")
        self.export_button.clicked.connect(self.export_asked)
        self._row.addWidget(self.sign_button)
        self._row.addWidget(self.print_button)
        self._row.addWidget(self.export_button)
        self.allow_output(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, what the keys do as well makes room for the words."""
        super().resizeEvent(event)
        is_wide = self.width() >= self._context.theme.wide(_WIDE_ENOUGH_PX)
        for part in (self._page, *self._tools):
            part.setVisible(is_wide)
        words = self._context.texts.gettext("Print")
        self.print_button.setText(words if is_wide else "")
        self.print_button.setToolTip("" if is_wide else words)
        self.sign_button.setText(self.sign_button.accessibleName() if is_wide else "")
        # Its own least width counts every word of its list.
        self.second.setMinimumWidth(0 if is_wide else self._context.theme.wide(_LEAST_CHOICE_PX))

    def allow_output(self, is_allowed: bool) -> None:
        """There is something to export and print, or not yet."""
        self.print_button.setEnabled(is_allowed)
        self.export_button.setEnabled(is_allowed)
        self.sign_button.setEnabled(is_allowed and self._is_closed)

    def show_signing(self, *, is_closed: bool) -> None:
        """Only what cannot change any more is signed; the tip says so."""
        gettext = self._context.texts.gettext
        self._is_closed = is_closed
        tip = (
            gettext("Sign, or see who has signed") if is_closed else gettext("Close the assessment first, then sign it")
        )
        self.sign_button.setToolTip(tip)
        self.sign_button.setAccessibleDescription(tip)
        self.sign_button.setEnabled(is_closed and self.print_button.isEnabled())

    def show_zoom(self, zoom: float) -> None:
        """Show how large the pages are."""
        self.zoom_button.setText(f"{zoom * 100:.0f}\u00a0%")
        self.zoom_button.setAccessibleName(self.zoom_button.text())

    def show_page(self, page: int, pages: int, words: str) -> None:
        """Show which page (from 1) is in view; ``words`` say it in a sentence."""
        self._page.setText(f"{page} / {pages}")
        self._page.setAccessibleName(words)
        # The room for it is given at once: a number that grows must not stand cut off until the next event.
        self._row.activate()

    def _on_language_activated(self) -> None:
        self._take_first_from_second()
        self.languages_chosen.emit(str(self.language.currentData()), str(self.second.currentData()))

    def _take_first_from_second(self) -> None:
        """The language of the report is no second language: it cannot be chosen, and gives way where it was."""
        first, offered = self.language.currentData(), self.second.model()
        for row in range(self.second.count()):
            is_other = self.second.itemData(row) != first
            if isinstance(offered, QStandardItemModel):
                offered.item(row).setEnabled(is_other)
            if not is_other and row == self.second.currentIndex():
                self.second.setCurrentIndex(0)
